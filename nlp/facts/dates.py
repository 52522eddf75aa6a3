"""Facts whose value is a date: founded, launched, adopted, and the beginning and end of phases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from gazetteer import Indicator
from nlp.facts.align import Draft
from nlp.facts.choose import Choice, beginning_of, by_slug
from nlp.facts.features import date_features, hand_feature, no_date_features, pair_features
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.numerals import word_list
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period
from nlp.facts.phrases import Hit
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting
from nlp.facts.subject import Subject
from nlp.facts.subject_features import SubjectFeatures
from nlp.facts.subjects import Subjects
from nlp.facts.timing import Timing
from nlp.facts.tokens import word_set
from nlp.facts.weighing import likeliest, option, part, summed

_NEAR = 4
_FAR = 1.7
_SUBJECTS = 4
_LEAST, _UNFIT, _UNTOLD, _PHASE = 2.84, -2.0, -9.0, 8.0
"""Scores set by hand: what a reading needs to outdo none, what is left to one that the grammar speaks against, to one
that no word speaks for, and that of a span which words call a phase."""
_EN_ACTIVE = frozenset(
    (
        "established",
        "founded",
        "set up",
        "created",
        "formed",
        "opened",
        "launched",
        "started",
        "initiated",
        "introduced",
        "adopted",
        "approved",
        "passed",
        "published",
        "issued",
        "completed",
    )
)
_BE = word_set("was were is been being are be")
_SO_CALLED = ("so-called", "called", "называем", "зван")
_ADJECTIVE_ENDINGS = tuple(
    word_set("ый ий ой ая яя ое ее ую юю ого его ому ему ым им ом ем ые ие ых их ыми ими а я є е у ю ої ій ою єю ім і")
)
_PHASED = ("programme", "country", "organisation", "cluster", "region", "publication")


def dated(passage: Passage, setting: Setting) -> list[Draft]:
    """The drafts of all dates of a sentence that are values themselves."""
    drafts: list[Draft] = []
    for period in passage.periods:
        if (
            period.compared
            or period.kind in ("relative", "narrative", "within", "back", "decade")
            or not period.value[:4].isdigit()
        ):
            continue
        drafts += _of_span(passage, period, setting) if period.kind == "range" else _of_date(passage, period, setting)
    return drafts


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a date: something came about then, of a subject; ``words`` name its phase."""

    choice: Choice
    subject: Subject
    words: str
    hand: float


def _of_date(passage: Passage, period: Period, setting: Setting) -> list[Draft]:
    """What came about at a date, or nothing."""
    value = _value(passage, period)
    cued = [reading for hit in passage.scan.found("cue") for reading in _cued(passage, period, setting, value, hit)]
    found = [*cued, *_edged(passage, period, setting, value), *_bracketed(passage, period)]
    chosen = _likeliest(passage, period, setting, value, found, len(cued))
    if chosen is None:
        return []
    reading, sure = chosen
    return [_draft(value, period, reading, sure, reading.choice, period.value)]


def _of_span(passage: Passage, period: Period, setting: Setting) -> list[Draft]:
    """What ran over a span: "Phase two (2009–2012)", «рассчитан на 2004–2008 годы», "the second from 1999 to 2006"."""
    value = _value(passage, period)
    found = [*_phases(passage, period, setting, value), *_windows(passage, period, setting, value)]
    chosen = _likeliest(passage, period, setting, value, found, len(found))
    phase = next((reading for reading in found if reading.hand == _PHASE), None)
    if phase is not None:
        # What is called a phase of a known programme is one: the truth has too few to weigh it against nothing.
        chosen = (phase, 1.0)
    if chosen is None:
        return []
    reading, sure = chosen
    if reading.choice.indicator.kind == "window":
        return [_window_draft(passage, period, setting, reading, sure)]
    end = reading.choice._replace(indicator=by_slug()["programme_end"])
    first, last = period.value.split("/")
    return [
        _draft(value, period, reading, sure, reading.choice, first),
        _draft(_value(passage, period, last=True), period, reading, sure, end, last),
    ]


def _likeliest(
    passage: Passage, period: Period, setting: Setting, value: Value, readings: Sequence[_Reading], rivals: int
) -> tuple[_Reading, float] | None:
    """The likeliest reading by the learned weights and how likely it is; none where nothing rather came about.

    ``rivals`` is how many readings words speak for.
    """
    if not readings:
        return None
    timing = Timing(passage, value)
    whom = SubjectFeatures("date", passage, value, setting, {}, "")
    features = [
        (
            part("date", date_features(timing, period, reading.choice, rivals, reading.hand)),
            *whom.of(reading.subject),
            hand_feature("date", reading.subject),
            pair_features("date", reading.choice, reading.subject),
        )
        for reading in readings
    ]
    nothing = part("date", no_date_features(timing, period, rivals))
    options = [option([nothing], ())]
    options += [
        option(parts, (reading.choice.indicator.slug, *(name.entity.id for name in reading.subject.group.members)))
        for reading, parts in zip(readings, features, strict=True)
    ]
    setting.note_decision("date", passage.scan.span(*value.quantity.number), options)
    scores = [nothing.score, *(summed(parts) for parts in features)]
    best, sure = likeliest(scores, [one.says for one in options])
    return (readings[best - 1], sure) if best else None


def _cued(passage: Passage, period: Period, setting: Setting, value: Value, hit: Hit) -> list[_Reading]:
    """The readings by one word that says what came about: "founded", «ухвалено»."""
    indicator = by_slug()[hit.key]
    follows = hit.last <= period.first
    if indicator.kind != "date" or passage.clauses.between(hit.last - 1 if follows else hit.first, period.first) > _FAR:
        return []
    distance = period.first - hit.last if follows else hit.first - period.last
    choice = Choice(
        indicator, 2.6 - 0.08 * max(distance, 0) + 0.05 * indicator.rank, "year", (hit.first, hit.last), "cue"
    )
    stands = _stands(passage, hit.first, hit.last, period)
    phase = _phase_words(passage, hit.first) if hit.key in ("programme_start", "programme_end") else ""
    own = _phase_subject(passage, setting) if phase else None
    return [
        _Reading(
            choice,
            row,
            phase,
            choice.score + 0.8 * row.score - _LEAST
            if stands and (row is own if own is not None else _belongs(passage, row, hit.first))
            else _UNFIT,
        )
        for row in _subjects(passage, value, setting, indicator, own)
    ]


def _edged(passage: Passage, period: Period, setting: Setting, value: Value) -> list[_Reading]:
    """The readings of a date that only a preposition makes a beginning or an end: «действует с 2005 года»."""
    found = []
    for hit in passage.scan.found("date_edge"):
        told = any(
            cue.key == hit.key and cue.first <= hit.first < cue.last and cue.last == period.first
            for cue in passage.scan.found("cue")
        )
        aside = passage.scan.fold(hit.first - 1) == "("
        if hit.last == period.first and not told and (aside or hit.key != "founded_date"):
            indicator = by_slug()[hit.key]
            choice = Choice(indicator, 0.0, "year", (hit.first, hit.last), "edge")
            hand = _UNFIT if hit.key == "programme_start" else _UNTOLD
            found += [_Reading(choice, row, "", hand) for row in _subjects(passage, value, setting, indicator, None)]
    return found


def _bracketed(passage: Passage, period: Period) -> list[_Reading]:
    """Reads "the Arena programme (2002)": a year alone in the bracket behind a name."""
    scan = passage.scan
    if scan.fold(period.first - 1) != "(" or scan.fold(period.last) != ")":
        return []
    group = next((group for group in passage.groups if group.last == period.first - 1), None)
    indicator = beginning_of(group.lead.entity.type) if group is not None else None
    if group is None or indicator is None:
        return []
    choice = Choice(indicator, 0.0, "year", None, "bracket")
    return [_Reading(choice, Subject(group, 1.8, "named", link="bracket"), "", _UNTOLD)]


def _phases(passage: Passage, period: Period, setting: Setting, value: Value) -> list[_Reading]:
    """The readings of a span as the beginning and end of a programme, phase or term."""
    indicator = by_slug()["programme_start"]
    holder = _bracketed_programme(passage, period)
    words = "" if holder is not None else _phase_words(passage, period.first)
    if holder is not None:
        own: Subject | None = Subject(_group(passage, holder), 1.8, "named", link="bracket")
    else:
        own = _phase_subject(passage, setting) if words else None
    cue = None if own is not None else _span_cue(passage, period)
    source = "form" if own is not None else "span" if cue is None else "lasting"
    choice = Choice(indicator, 2.4, "year", cue, source)
    words = words or (passage.scan.words(*cue) if cue is not None and _names_phase(passage.scan, cue) else "")
    return [
        _Reading(choice, row, words, _PHASE if row is own else _UNFIT if cue is not None else _UNTOLD)
        for row in _subjects(passage, value, setting, indicator, own)
    ]


def _span_cue(passage: Passage, period: Period) -> tuple[int, int] | None:
    """The nearest word that says that something ran over the span, or which of several terms it is."""
    scan = passage.scan
    ordinals = word_list(scan.language).ordinals
    near = [(hit.first, hit.last) for hit in scan.found("lasts")]
    near += [
        (index, index + 1)
        for index in range(max(0, period.first - _NEAR), period.first)
        if scan.fold(index) in ordinals
    ]
    near = [
        span
        for span in near
        if not period.first <= span[0] < period.last and passage.clauses.between(span[0], period.first) < _FAR
    ]
    return min(near, key=lambda span: (_distance(span, period), span), default=None)


def _distance(span: tuple[int, int], period: Period) -> int:
    return period.first - span[1] if span[1] <= period.first else span[0] - period.last


def _names_phase(scan: Scan, cue: tuple[int, int]) -> bool:
    return any((hit.first, hit.last) == cue and hit.key == "term" for hit in scan.found("lasts")) or not any(
        (hit.first, hit.last) == cue for hit in scan.found("lasts")
    )


def _windows(passage: Passage, period: Period, setting: Setting, value: Value) -> list[_Reading]:
    """The readings of a span as the years of the data that a ranking rests on."""
    indicator = by_slug()["data_window"]
    cues = [
        (hit.first, hit.last)
        for hit in passage.scan.found("cue")
        if hit.key == indicator.slug and passage.clauses.between(hit.first, period.first) < _FAR
    ]
    if not cues:
        return []
    cue = min(cues, key=lambda span: (abs(_distance(span, period)), span))
    choice = Choice(indicator, 0.0, "year", cue, "window")
    rows = _subjects(passage, value, setting, indicator, None)
    return [_Reading(choice, row, "", _UNFIT) for row in rows]


def _window_draft(passage: Passage, period: Period, setting: Setting, reading: _Reading, sure: float) -> Draft:
    """The first and last year of the data as one value, of the edition that rests on them."""
    first, last = (_value(passage, period, last=at_end).quantity for at_end in (False, True))
    quantity = replace(first, last=last.last, number=(first.first, last.last), high=last.value)
    value = Value(quantity, "measure", Counted(quantity.last, quantity.last))
    edition = next((other for other in passage.periods if other.kind == "year" and not other.compared), None)
    far = setting.edition if edition is None else None
    draft = _draft(value, edition or period, reading, sure, reading.choice, "")
    if edition is not None:
        return replace(draft, period=edition.value)
    return replace(draft, period_at=None, period=far.value if far is not None else "", period_far=far)


def _subjects(
    passage: Passage, value: Value, setting: Setting, indicator: Indicator, own: Subject | None
) -> list[Subject]:
    """Whom a date may be told of, ``own`` of its phase first."""
    found = Subjects(passage, value, setting, {}).of(indicator.subjects)[:_SUBJECTS]
    if own is None:
        return list(found)
    return [own, *(row for row in found if row.group.lead.entity.id != own.group.lead.entity.id)]


def _draft(value: Value, period: Period, reading: _Reading, sure: float, choice: Choice, told: str) -> Draft:
    """The draft of a reading with ``told`` as its date."""
    subject = reading.subject
    return Draft(
        value,
        choice,
        subject.group.lead,
        subject,
        "planned" if period.by else "actual",
        told,
        (period.first, period.last),
        None,
        (("of", reading.words),) if reading.words else (),
        None,
        (f"indicator {choice.indicator.slug}: read by its {choice.source}",),
        sure=sure,
    )


def _value(passage: Passage, period: Period, last: bool = False) -> Value:
    """The first year of the period as a value, or its ``last``; an end without a year of its own is what is told."""
    years = [
        index
        for index in range(period.first, period.last)
        if passage.scan.tokens[index].kind == "number" and len(passage.scan.fold(index)) >= 4
    ]
    at = (years or [period.first])[-1 if last else 0]
    stop = at + 1
    if len(years) == 1 and not last and period.kind == "range":
        # "From 31 May to 13 September 2021": the day or month that it begins with.
        at, stop = period.first, period.first + 1 + (passage.scan.tokens[period.first].kind == "number")
    year = period.value.split("/")[-1 if last else 0][:4]
    quantity = Quantity(at, stop, (at, stop), Decimal(year))
    return Value(quantity, "measure", Counted(stop, stop))


def _stands(passage: Passage, first: int, last: int, period: Period) -> bool:
    """Whether the cue says that something came about at the date, and not that somebody did something then."""
    scan = passage.scan
    word = scan.fold(last - 1)
    follows = last <= period.first
    if passage.clauses.between(last - 1 if follows else first, period.first) > 1.0:
        return False
    passive = any(scan.fold(index) in _BE for index in range(max(0, first - 2), first))
    if scan.language == "en" and word in _EN_ACTIVE and not passive:
        opens = (
            first == 0 or scan.fold(first - 1) in (",", "(", "–", "—", "and") or scan.tokens[first - 1].kind == "mark"
        )
        if not opens and not (follows and period.first - last <= 1 and word in ("launched", "started", "opened")):
            return False
    distance = period.first - last if follows else first - period.last
    if follows:
        return distance <= _NEAR
    counted = any(
        value.form in ("count", "money")
        and value.quantity.first > period.last
        and passage.clauses.same(value.quantity.first, first)
        for value in passage.values
    )
    return distance <= 12 and not counted


def _belongs(passage: Passage, row: Subject, cue: int) -> bool:
    """The subject of a date stands in the clause of the cue, or is carried."""
    if row.far is not None:
        return row.how != "carried from the heading"
    return passage.clauses.between(row.group.first, cue) < 1.6


def _phase_words(passage: Passage, at: int) -> str:
    """The phase that a date belongs to: «Первый этап», "phase two"."""
    scan = passage.scan
    # Phases that are counted («три этапа») are no one phase that a date could belong to.
    counted = {
        index for value in passage.values if value.form == "count" for index in range(value.noun.first, value.noun.last)
    }
    hits = [
        hit
        for hit in scan.found("phase")
        if passage.clauses.between(hit.first, at) < 1.0
        and abs(hit.first - at) < 14
        and hit.first not in counted
        and not any(scan.starting("and", index) for index in range(at, hit.first))
    ]
    if not hits:
        return ""
    # Of several phases the one told last before the date: "phase I (2005–2009) and phase II (2010–2014)".
    chosen = max((hit for hit in hits if hit.first < at), key=lambda hit: hit.first, default=hits[0])
    first, last = chosen.first, chosen.last
    while (
        first > 0
        and chosen.first - first < 2
        and scan.tokens[first - 1].kind == "word"
        and not scan.starting("not_noun", first - 1)
        and _attribute(scan, first - 1)
    ):
        first -= 1
    if (
        scan.language == "en"
        and last < len(scan.tokens)
        and len(scan.fold(last)) <= 5
        and scan.tokens[last].kind in ("word", "number")
    ):
        last += not scan.starting("not_noun", last)
    return scan.words(first, last)


def _attribute(scan: Scan, at: int) -> bool:
    """Whether a word before a noun may belong to it: not «называемая», and in Russian and Ukrainian an adjective."""
    word = scan.fold(at)
    if word.startswith(_SO_CALLED):
        return False
    return scan.language == "en" or word.endswith(_ADJECTIVE_ENDINGS)


def _bracketed_programme(passage: Passage, period: Period) -> Named | None:
    scan = passage.scan
    if scan.fold(period.first - 1) not in ("(", ","):
        return None
    for name in passage.names:
        between = [scan.fold(index) for index in range(name.last, period.first - 1)]
        if (
            name.entity.type == "programme"
            and name.last <= period.first
            and all(fold in ("»", '"', "”", "’", "'", "programme", "program") for fold in between)
        ):
            return name
    return None


def _group(passage: Passage, name: Named) -> NameGroup:
    return next(group for group in passage.groups if name in group.members)


def _phase_subject(passage: Passage, setting: Setting) -> Subject | None:
    for kind in _PHASED:
        group = next(
            (group for group in passage.groups if group.lead.entity.type == kind and not group.lead.compared), None
        )
        if group is not None:
            return Subject(group, 1.2, "named")
    known = setting.subject
    if known is None or known.group.lead.entity.type not in _PHASED:
        known = next((setting.subjects[kind] for kind in _PHASED if kind in setting.subjects), setting.heading_subject)
    return Subject(known.group, 0.7, "carried from before", far=known) if known is not None else None
