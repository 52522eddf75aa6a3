"""Prose: blocks to sentences to statements, with what is remembered from one to the next."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial

from extract import Block, Document, Place, Problem, Reading
from extract.dating import is_date_line
from gazetteer import Entity
from language import identify, sentences
from nlp.facts.align import Draft, align, ranked_draft
from nlp.facts.amounts import running_currency
from nlp.facts.carried import Carried
from nlp.facts.compose import Spot, statements
from nlp.facts.datelines import dateline, may_end
from nlp.facts.dates import dated
from nlp.facts.enumerations import counted_out, in_order
from nlp.facts.lists import sequence_rank
from nlp.facts.missing import missing
from nlp.facts.moves import move_years, told_apart
from nlp.facts.names import NameGroup
from nlp.facts.passage import Passage, name_groups, passage
from nlp.facts.periods import periods
from nlp.facts.plausibility import ambiguous
from nlp.facts.quantity import plain
from nlp.facts.relations import relations
from nlp.facts.salience import REACH, About, Salience
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.sequences import last_place, sequence_ranks, without_sets
from nlp.facts.setting import Heading, Introduction, PeriodFound, Role, Setting, SubjectFound, nothing_later
from nlp.facts.spoken import role_of, spoken_of
from nlp.findings import Mention, Relation, Statement

_ABOVE = 2
"""Headings kept besides the nearest."""
_NEXT = 2
"""Sentences in which a date is looked for that what stands before them may have."""
_OPENING = 2
"""Tokens before a name that opens its sentence: an article, a quotation mark."""
_LONGEST = 1500
"""Characters of a sentence read at once: aligning costs more than its length, and real sentences are shorter."""
_PLACES = ("city", "region", "country")
Mentions = Mapping[tuple[int, int | None, int | None], Sequence[Mention]]


@dataclass(slots=True)
class Reader:
    """Reads the blocks of one document in order."""

    document: Document
    mentions: Mentions
    entities: dict[str, Entity]
    setting: Setting
    about: About = field(default_factory=About)
    """What the document is about."""
    found: list[Statement] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    remembered: int = 0
    _begins: int = 0
    _dated_from: int = 0
    _sentence_stop: int = 0
    """Where the sentence that is being read ends in its block."""
    _date_line_level: int = 0
    """Level of the heading that the date line stands under; a heading no deeper begins something else."""
    _scans_ahead: dict[tuple[int, int | None, int | None, int], Scan] = field(default_factory=dict)
    """Sentences read before their turn, for the names in them, by block, row, column and where they begin."""
    _placed_at: tuple[int, int | None, int | None] | None = None
    _placed: list[tuple[int, int, Mention]] = field(default_factory=list)

    def foresee(self, mentions: Iterable[Mention]) -> None:
        """Take the document's main subjects where it names them first: a summary speaks of them unnamed."""
        for mention in mentions:
            kept, place = self._kept(mention.entity_id), mention.place
            if place is None or kept is None or mention.type in kept:
                continue
            group = self._group_at(place, mention.entity_id)
            if group is not None:
                kept[mention.type] = SubjectFound(group, place.block, place.row, place.column)

    def _kept(self, identity: str) -> dict[str, SubjectFound] | None:
        """Where what the document is about is kept while it is read; none for what it is not about."""
        if identity in self.about.mains:
            return self.setting.mains
        return self.setting.often if identity in self.about.often else None

    def _ahead(self) -> list[SubjectFound]:
        """What the section names next, the first of each type: nobody was named before whom a value may be about."""
        block, row, _ = self.setting.at
        found: dict[str, SubjectFound] = {}
        start, left = self._sentence_stop, REACH
        for later in self.document.blocks[block:] if row is None else ():
            if left <= 0 or (later.order > block and later.kind == "heading"):
                break
            for mention in sorted(self.mentions.get((later.order, None, None), ()), key=lambda one: one.start):
                place = mention.place
                if place is None or not start <= mention.start < start + left or mention.type in found:
                    continue
                group = self._group_at(place, mention.entity_id)
                if group is not None and not group.lead.compared:
                    found[mention.type] = SubjectFound(group, later.order)
            left -= len(later.text) - start
            start = 0
        return list(found.values())

    def _later(self, spot: Spot, scan: Scan) -> PeriodFound | None:
        """The period that the next sentences of the block tell: nothing was dated before."""
        following = [span for span in sentences(scan.text, scan.language) if span[0] >= scan.stop]
        for start, stop in following[:_NEXT]:
            taken = self.passage_at(spot.block, Scan(scan.text, scan.language, start, stop), spot.row, spot.column)
            found = Carried(taken, spot, self.setting).first()
            if found is not None:
                return found
        return None

    def _group_at(self, place: Place, identity: str) -> NameGroup | None:
        """The group that begins with a name at a place."""
        reading = self.document.reading(place.block, place.row, place.column)
        language = self._language(self.document.blocks[place.block], reading.text)
        at = reading.read_span(place.start, place.stop)[0]
        span = next((span for span in sentences(reading.text, language) if span[0] <= at < span[1]), None)
        if span is None or language not in LANGUAGES:
            return None
        key = (place.block, place.row, place.column, span[0])
        scan = self._scans_ahead.get(key)
        if scan is None:
            scan = self._scans_ahead[key] = Scan(reading.text, language, *span)
        spot = Spot(self.document, place.block, reading, place.row, place.column)
        mentions = self._mentions(place.block, place.row, place.column, *span, spot)
        found = name_groups(scan, mentions, self.entities)
        return next((group for group in found if group.lead.entity.id == identity), None)

    def begin(self, position: int, about: Salience) -> None:
        """Take up a block before which ``position`` characters stand and whose surroundings are ``about`` that."""
        self._begins = self.setting.position = position
        self.setting.salience = about
        self.setting.later = nothing_later
        self.setting.forget()

    def prose(self, block: Block) -> None:
        """Read a paragraph, list item or footnote."""
        reading = self.document.reading(block.order)
        language = self._language(block, reading.text)
        if language not in LANGUAGES:
            return
        self.setting.language = language
        spot = Spot(self.document, block.order, reading, decisions=self.setting.decisions)
        for scan in self._scans(reading.text, language, spot):
            self._sentence(scan, spot, listed=block.kind == "list_item")

    def _scans(self, text: str, language: str, spot: Spot) -> Iterator[Scan]:
        """The sentences of a text, the first without its dateline, long ones in parts."""
        for number, (start, stop) in enumerate(sentences(text, language)):
            begin = start
            if not number:
                whole = Scan(text, language, start, stop, self.setting.countries)
                begin = self._dateline(whole, start, stop, spot)
                if begin == start and stop - start <= _LONGEST:
                    yield whole
                    continue
            for first, last in _bounded(text, begin, stop):
                yield Scan(text, language, first, last, self.setting.countries)

    def _dateline(self, scan: Scan, start: int, stop: int, spot: Spot) -> int:
        """Where the sentence goes on behind its dateline, whose day dates what stands below."""
        if not may_end(scan):
            return start
        mentions = self._mentions(spot.block, spot.row, spot.column, start, stop, spot)
        places = {
            index
            for first, last, mention in mentions
            if mention.type in _PLACES or _is_ranked(self.entities.get(mention.entity_id))
            for index, token in enumerate(scan.tokens)
            if first <= token.start < last
        }
        found = dateline(scan, places, periods(scan))
        if found is None:
            return start
        if found.day is not None:
            raw = spot.reading.raw_span(*scan.span(found.day.first, found.day.last))
            self._dated_by(PeriodFound(found.day.value, spot.block, *raw, spot.row, spot.column))
            self.setting.dated = self.setting.dated or found.day.value
        return scan.tokens[found.last].start if found.last < len(scan.tokens) else stop

    def _dated_by(self, line: PeriodFound | None) -> None:
        """Take a date line, which dates what stands below it."""
        self.setting.date_line = line
        self.setting.date_line_at = self.setting.position
        self._date_line_level = max((heading.level for heading in self.setting.above), default=0)
        self._dated_from = len(self.found)

    def context(self, block: Block, kind: str) -> Passage | None:
        """Read a heading or caption for what it says of the text below; it states nothing itself."""
        reading = self.document.reading(block.order)
        language = self._language(block, reading.text)
        if language not in LANGUAGES:
            return None
        scan = Scan(reading.text, language, countries=self.setting.countries)
        spot = Spot(self.document, block.order, reading, decisions=self.setting.decisions)
        mentions = self._mentions(block.order, None, None, 0, len(reading.text), spot)
        taken = replace(passage(scan, mentions, self.entities), title=True)
        self.setting.at = (block.order, None, None)
        self.relations += relations(taken, self.setting, spot)
        self.setting.speak_of(scan)
        if kind == "heading":
            self._under(taken, block, spot)
        else:
            self.setting.caption_period = Carried(taken, spot, self.setting, led=True).first()
            for group in taken.groups:
                # What a table is about may be meant below it, too, but is not what was last spoken of.
                position = self.setting.position
                found = SubjectFound(group, block.order, role="titled beside", position=position)
                self.setting.of_section.setdefault(group.lead.entity.id, found)
        return taken

    def passage_at(self, block: int, scan: Scan, row: int | None = None, column: int | None = None) -> Passage:
        """A cell, or a stretch of a block, taken apart without stating anything."""
        spot = Spot(self.document, block, self.document.reading(block, row, column), row, column)
        start, stop = (scan.tokens[0].start, scan.tokens[-1].stop) if scan.tokens else (0, 0)
        return passage(scan, self._mentions(block, row, column, start, stop, spot), self.entities)

    def _under(self, taken: Passage, block: Block, spot: Spot) -> None:
        """Keep a heading with those it stands under; one of its own level or below no longer holds."""
        setting, level = self.setting, block.level
        if level and level <= self._date_line_level:
            # With nothing told since, the line stands on a title page and dates what comes, however that is set.
            if len(self.found) > self._dated_from:
                setting.date_line = None
            self._date_line_level = 0
        kept = [heading for heading in setting.above if not level or heading.level < level]
        setting.above = kept[-_ABOVE:]
        group, subject = spoken_of(taken, title=True), None
        for other in taken.groups:
            if other is not group and not other.lead.compared:
                self._remember(other, block.order, None, None, "titled beside")
        if group is not None:
            subject = SubjectFound(group, block.order)
            self._remember(group, block.order, None, None)
        setting.above.append(Heading(taken.scan, level, subject, Carried(taken, spot, self.setting, led=True).first()))

    def _language(self, block: Block, text: str) -> str:
        found = block.language if block.language != "und" else identify(text, prior=self.document.language)
        return self.document.language if found == "und" else found

    def _sentence(self, scan: Scan, spot: Spot, listed: bool) -> None:
        start, stop = scan.start, scan.stop
        if not scan.tokens or self._damaged(spot, start, stop):
            return
        mentions = self._mentions(spot.block, spot.row, spot.column, start, stop, spot)
        taken = passage(scan, mentions, self.entities, listed, self.setting.currency, self.setting.ranked)
        self.setting.at = (spot.block, spot.row, spot.column)
        self.setting.position = self._begins + start
        self._sentence_stop = spot.reading.raw_span(start, stop)[1]
        self.setting.ahead = self._ahead
        self.setting.later = cache(partial(self._later, spot, scan))
        self.setting.forget()
        dates = dated(taken, self.setting)
        claimed = frozenset(draft.period_at for draft in dates if draft.period_at is not None)
        told = in_order(told_apart(taken, align(taken, self.setting, claimed), self.setting))
        told = counted_out(taken, told, self.setting)
        told = without_sets([*told, *sequence_ranks(taken, told, self.setting)])
        drafts = [*told, *dates]
        made = statements(drafts, scan, spot, "prose")
        self.found += made
        self.relations += relations(taken, self.setting, spot)
        self._note_problems(taken, drafts, made, spot)
        self._after(taken, spot, claimed, told)
        self._note_told(taken, told, spot)
        self.setting.placed = last_place(told) or self.setting.placed

    def _note_told(self, taken: Passage, drafts: Sequence[Draft], spot: Spot) -> None:
        """Keep the period of the value told last, and the two years of a move for "B slipped from 74th to 81st"."""
        if drafts:
            self.setting.told_at = self._period_at(taken, drafts[-1], spot)
        ends = [self._period_at(taken, draft, spot) for draft in move_years(taken, drafts) or ()]
        found = [end for end in ends if end is not None]
        if found and len(found) == len(ends):
            self.setting.move = (found[0], found[1])

    def _period_at(self, taken: Passage, draft: Draft, spot: Spot) -> PeriodFound | None:
        """The period of a draft with its place; none of an undated one."""
        if draft.period_at is None:
            return draft.period_far
        raw = spot.reading.raw_span(*taken.scan.span(*draft.period_at))
        return PeriodFound(draft.period, spot.block, *raw, spot.row, spot.column)

    def item(self, block: Block) -> None:
        """Read a list item: what it states, and its rank where the list is in order."""
        reading = self.document.reading(block.order)
        language = self._language(block, reading.text)
        if language in LANGUAGES and self.setting.lead is not None:
            spot = Spot(self.document, block.order, reading, decisions=self.setting.decisions)
            scan = Scan(reading.text, language, countries=self.setting.countries)
            mentions = self._mentions(block.order, None, None, 0, len(reading.text), spot)
            taken = passage(scan, mentions, self.entities, listed=True)
            draft = sequence_rank(taken, block, self.setting)
            if draft is not None:
                draft = ranked_draft(draft, self.setting)
                self.found += statements([draft], scan, spot, "list")
                self.setting.at = (block.order, None, None)
                self.relations += relations(taken, self.setting, spot)
                return
        self.prose(block)

    def introduce(self, block: Block) -> None:
        """Take the end of a paragraph as what introduces the list behind it."""
        reading = self.document.reading(block.order)
        language = self._language(block, reading.text)
        spans = sentences(reading.text, language)
        if language in LANGUAGES and spans:
            self.setting.lead = Scan(
                reading.text, language, spans[-2][0] if len(spans) > 1 else spans[-1][0], spans[-1][1]
            )
            self.setting.lead_period = self._lead_period(block, reading, language, spans[-1])

    def _lead_period(self, block: Block, reading: Reading, language: str, span: tuple[int, int]) -> PeriodFound | None:
        scan = Scan(reading.text, language, *span, self.setting.countries)
        spot = Spot(self.document, block.order, reading)
        taken = passage(scan, self._mentions(block.order, None, None, *span, spot), self.entities)
        self.setting.led_by = Introduction(taken, block.order)
        return Carried(taken, spot, self.setting, led=True).first() or self.setting.period or self.setting.edition

    def _note_problems(self, taken: Passage, drafts: Sequence[Draft], made: Sequence[Statement], spot: Spot) -> None:
        for first, last, message in missing(taken):
            start, stop = spot.reading.raw_span(*taken.scan.span(first, last))
            self.problems.append(
                ("", Problem("value missing", message, spot.block, spot.row, spot.column, start, stop))
            )
        for draft, statement in zip(drafts, made, strict=True):
            quantity = draft.value.quantity
            if quantity.rival is not None and quantity.unit != "percent":
                other = quantity.rival if plain(quantity.rival) != statement.value else quantity.value
                self.problems.append(ambiguous(statement, plain(other)))

    def _damaged(self, spot: Spot, start: int, stop: int) -> bool:
        raw = spot.reading.raw_span(start, stop)
        return any(
            problem.kind == "damaged text left unrepaired"
            and problem.block == spot.block
            and problem.start is not None
            and problem.stop is not None
            and problem.start < raw[1]
            and raw[0] < problem.stop
            for problem in self.document.problems
        )

    def _mentions(
        self, block: int, row: int | None, column: int | None, start: int, stop: int, spot: Spot
    ) -> list[tuple[int, int, Mention]]:
        key = (block, row, column)
        if self._placed_at != key:
            found = (
                (*spot.reading.read_span(mention.start, mention.stop), mention)
                for mention in self.mentions.get(key, ())
            )
            self._placed = sorted(found, key=lambda placed: (placed[0], -placed[1]))
            self._placed_at = key
        first, last = (bisect_left(self._placed, at, key=lambda placed: placed[0]) for at in (start, stop))
        return [placed for placed in self._placed[first:last] if placed[0] < placed[1] <= stop]

    def _after(self, taken: Passage, spot: Spot, claimed: frozenset[tuple[int, int]], drafts: Sequence[Draft]) -> None:
        group = spoken_of(taken) or self._announced(taken)
        self.setting.sentence += 1
        for other in taken.groups:
            if not other.lead.compared:
                self._remember(other, spot.block, spot.row, spot.column, role_of(taken, other))
        if group is not None:
            role: Role = "opens" if group.first <= _OPENING else "spoken"
            self._remember(group, spot.block, spot.row, spot.column, role)
            self.setting.subject = self.setting.subjects[group.lead.entity.type]
        # "Santiago, November 2025": the place is where it was written.
        placed = all(one.lead.entity.type in _PLACES or _is_ranked(one.lead.entity) for one in taken.groups)
        if _only_date(taken) or (placed and not _figures(taken) and is_date_line(spot.reading.text)):
            # A line of its own with little but a date dates what stands below it, as a heading does.
            self._dated_by(Carried(taken, spot, self.setting).first())
            return
        told = Carried(taken, spot, self.setting, drafts, claimed)
        periods_told = list(told.all())
        period = next(iter(periods_told), None)
        if period is not None:
            # The day of an event is no date for what a later sentence counts, unless figures were told of it.
            used = any(draft.period == period.value for draft in drafts)
            holds = len(period.value) <= len("2024") or "/" in period.value or used
            self.setting.period = period if holds else None
            self.setting.event = None if holds else period
            self.setting.earlier = period
            self.setting.beside = next((other for other in periods_told if other.value != period.value), None)
            self.setting.opened = self.setting.opened or period
        elif claimed:
            self.setting.period = None
        since = replace(told, claimed=frozenset()).first(since=True)
        self.setting.newest = period or since or self.setting.newest
        amounts = [value.quantity for value in taken.values]
        self.setting.currency = running_currency(taken.scan, amounts) or self.setting.currency
        self.setting.money = self.setting.currency or self.setting.money
        edition = self._edition_of(taken, spot)
        if edition is not None:
            self.setting.edition = edition
            self.setting.editions.update(
                dict.fromkeys((name.entity.id for name in taken.names if name.entity.type == "ranking"), edition)
            )
        self.setting.note(taken.scan)

    def _announced(self, taken: Passage) -> NameGroup | None:
        """The one name behind a colon where nothing was spoken of before: «Візитівка: Львівський ІТ-кластер»."""
        known = self.setting.subject is not None or self.setting.heading_subject is not None
        return None if known or taken.values or len(taken.groups) != 1 else spoken_of(taken, title=True)

    def _remember(
        self, group: NameGroup, block: int, row: int | None, column: int | None, role: Role = "title"
    ) -> None:
        self.remembered += 1
        found = SubjectFound(
            group, block, row, column, self.remembered, role, self.setting.sentence, self.setting.position
        )
        self.setting.keep(found)
        kept = self._kept(group.lead.entity.id)
        if kept is not None:
            kept[group.lead.entity.type] = found
        leader = self.setting.salience.leader
        if leader is not None and leader.id == group.lead.entity.id:
            self.setting.leader = found

    def _edition_of(self, taken: Passage, spot: Spot) -> PeriodFound | None:
        """The year that stands in or right behind the name of a ranking."""
        for name in taken.names:
            if name.entity.type != "ranking":
                continue
            for period in taken.periods:
                if period.kind == "year" and not period.compared and name.first <= period.first <= name.last + 3:
                    start, stop = spot.reading.raw_span(*taken.scan.span(period.first, period.last))
                    return PeriodFound(period.value, spot.block, start, stop, spot.row, spot.column)
        return None


def _figures(taken: Passage) -> bool:
    return any(value.form != "none" for value in taken.values)


def _is_ranked(entity: Entity | None) -> bool:
    """Whether a name is a ranked cluster's, which bears those of its cities; «ОЭЗ «Алабуга»» opens no dateline."""
    return entity is not None and entity.type == "cluster" and entity.sense == "statistical"


def _only_date(taken: Passage) -> bool:
    inside = {index for period in taken.periods for index in range(period.first, period.last)}
    return bool(inside) and all(
        index in inside or token.kind == "mark" for index, token in enumerate(taken.scan.tokens)
    )


def _bounded(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """A sentence in parts of a length that aligning can bear: text without full stops may run over pages."""
    while stop - start > _LONGEST:
        cut = max(text.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in (";", ",", "\n", " "))
        cut = cut + 1 if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    if start < stop:
        yield start, stop
