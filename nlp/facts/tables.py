"""Tables: every cell with a figure under its heads becomes a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extract import Block, Cell
from gazetteer import Entity
from nlp.facts.align import Draft, ranked_draft
from nlp.facts.choose import Choice, Sentence, by_slug, choices, fallback, promised
from nlp.facts.clauses import Clauses
from nlp.facts.compose import Spot, statements
from nlp.facts.headers import Layout, layout
from nlp.facts.identity import discovered_id
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.numerals import word_list
from nlp.facts.passage import Value
from nlp.facts.periods import Period, periods
from nlp.facts.quantities import Quantity, quantities
from nlp.facts.reader import Reader
from nlp.facts.scan import LANGUAGES, Scan
from nlp.facts.setting import PeriodFound, Setting, SubjectFound, resolved
from nlp.facts.shapes import Shape
from nlp.facts.subjects import Subject
from nlp.findings import Modality, Role, Statement

_NOTE_MARKS = "*†‡"
_SUBJECTS = ("cluster", "programme", "organisation", "country", "region", "city", "field", "sector")


@dataclass(frozen=True, slots=True)
class _Head:
    """A header cell read: its words, entity, period and unit."""

    cell: Cell
    scan: Scan
    entity: Entity | None
    period: Period | None
    total: bool


class TableReader:
    """Reads one table; ``made`` are entities that only its stub names."""

    def __init__(self, reader: Reader, block: Block, language: str) -> None:
        """Prepare the heads of the table in ``block``."""
        assert block.table is not None  # noqa: S101 - the caller hands table blocks only
        self.reader, self.block, self.language = reader, block, language
        self.layout: Layout = layout(block.table, language)
        self.made: dict[str, Entity] = {}
        self._heads: dict[tuple[int, int], _Head] = {}
        self.context = self._context()

    def statements(self) -> list[Statement]:
        """The statements of all cells, row by row."""
        found: list[Statement] = []
        table = self.layout.table
        for row in range(self.layout.head_rows, table.rows):
            for column in range(table.columns):
                if column in self.layout.stub:
                    continue
                cell = self.layout.grid.get((row, column))
                if cell is None or (cell.row, cell.column) != (row, column) or not cell.text.strip():
                    continue
                found += self._cell(cell)
        return found

    def _context(self) -> list[Scan]:
        """Caption, unit line and headings, nearest first."""
        table = self.layout.table
        texts = [table.caption, table.unit_line, *table.notes]
        return [Scan(text, self.language) for text in texts if text]

    def _head(self, cell: Cell, stub: bool) -> _Head:
        at = (cell.row, cell.column)
        if at not in self._heads:
            scan = Scan(self.reader.document.reading(self.block.order, cell.row, cell.column).text, self.language)
            told = periods(scan)
            whole = bool(scan.tokens) and scan.starting("total", 0) is not None
            self._heads[at] = _Head(cell, scan, self._entity(cell, scan, stub), told[0] if told else None, whole)
        return self._heads[at]

    def _entity(self, cell: Cell, scan: Scan, stub: bool) -> Entity | None:
        for mention in self.reader.mentions.get((self.block.order, cell.row, cell.column), ()):
            entity = self.reader.entities.get(mention.entity_id)
            covers = mention.stop - mention.start >= 0.5 * len(cell.text.strip())
            if entity is not None and entity.type in _SUBJECTS and covers:
                return entity
        return self._named_by_head(cell, scan) if stub else None

    def _named_by_head(self, cell: Cell, scan: Scan) -> Entity | None:
        """A name that only the column's head explains: "Cluster: Aerospace Valley East"."""
        text = scan.text.strip().strip(_NOTE_MARKS)
        letters = sum(char.isalpha() for char in text)
        if (
            cell.row < self.layout.head_rows
            or letters < 3
            or scan.starting("total", 0) is not None
            or len(text.split()) > 8
        ):
            return None
        for head in self.layout.above(cell.column):
            title = Scan(head.text, self.language)
            hit = title.starting("stub_type", 0)
            if hit is not None and len(title.tokens) <= hit.last + 2:
                identity = discovered_id(hit.key, text)
                entity = Entity(identity, hit.key, text)  # type: ignore[arg-type]  # keys of the grammar are entity types
                self.made[identity] = entity
                return entity
        return None

    def _cell(self, cell: Cell) -> list[Statement]:
        reading = self.reader.document.reading(self.block.order, cell.row, cell.column)
        scan = Scan(reading.text, self.language)
        above = [self._head(head, stub=False) for head in self.layout.above(cell.column)]
        beside = [self._head(head, stub=True) for head in self.layout.beside(cell.row)]
        if any(_numbers_rows(head) for head in above):
            return []
        quantity = _only_quantity(scan)
        if quantity is None:
            return []
        subject = self._subject(above, beside)
        if subject is None:
            return []
        entity, at, total = subject
        period, far = self._period(above, beside)
        date = _dated_by(above, quantity, entity)
        if date is not None:
            value, period, far = Value(quantity, "measure", Counted(1, 1)), str(quantity.value), None
            choice: Choice | None = date
        else:
            value, choice = self._choose(scan, quantity, above, beside, entity)
        if choice is None:
            return []
        pairs = {"of": "total"} if total else {}
        if choice.indicator.slug.startswith("other_"):
            words = " ".join(head.cell.text.strip() for head in above if head.entity is None and head.period is None)
            if not any(head.entity is not None for head in beside):
                words = " ".join((words, *(head.cell.text.strip() for head in beside if head.period is None)))
            if words:
                pairs["of"] = " ".join(words.split())[:120]
        draft = self._draft(value, choice, at, period, far, tuple(sorted(pairs.items())), above)
        spot = Spot(self.reader.document, self.block.order, reading, cell.row, cell.column)
        made = statements([draft], scan, spot, "table")
        return [self._with_heads(statement, above, beside) for statement in made]

    def _subject(
        self, above: Sequence[_Head], beside: Sequence[_Head]
    ) -> tuple[Entity, SubjectFound | None, bool] | None:
        total = any(head.total for head in (*beside, *above))
        for heads in (_narrowest_first(beside, self.layout), above[::-1]):
            for head in heads:
                if head.entity is not None:
                    return head.entity, self._found(head), total
        if beside and not total and _names_something(beside):
            known = self._caption_subject()
            return (known.group.lead.entity, known, False) if known is not None and not self._stub_names() else None
        known = self._caption_subject()
        return (known.group.lead.entity, known, total) if known is not None else None

    def _stub_names(self) -> bool:
        """Whether the rows are named: then a row without a name is about nothing known."""
        named = sum(head.entity is not None for head in self._heads.values() if head.cell.row >= self.layout.head_rows)
        return named > 1

    def _found(self, head: _Head) -> SubjectFound:
        assert head.entity is not None  # noqa: S101 - the caller asked
        name = Named(0, 1, 0, len(head.scan.text), head.cell.text.strip(), head.entity)
        return SubjectFound(NameGroup((name,), 0, 1), self.block.order, head.cell.row, head.cell.column)

    def _caption_subject(self) -> SubjectFound | None:
        table = self.layout.table
        if table.caption_block is not None:
            taken = self.reader.context(self.reader.document.blocks[table.caption_block], "caption")
            fit = [group for group in taken.groups if group.lead.entity.type in _SUBJECTS] if taken is not None else []
            if fit:
                return SubjectFound(fit[0], table.caption_block)
        return self.reader.setting.heading_subject or self.reader.setting.subject

    def _choose(
        self, scan: Scan, quantity: Quantity, above: Sequence[_Head], beside: Sequence[_Head], entity: Entity
    ) -> tuple[Value, Choice | None]:
        # Where a name heads the row, its other cells (codes, countries) say nothing of what is measured.
        heads = above if any(head.entity is not None for head in beside) else (*above, *beside)
        words = [head for head in heads if head.entity is None and _says_more(head)]
        lead = Scan(" ; ".join(head.scan.text for head in words), self.language)
        quantity = self._with_unit(quantity, lead)
        form = _form(quantity, lead)
        setting = Setting(
            language=self.language,
            lead=lead,
            before=self.context[::-1],
            headings=self.reader.setting.headings,
            heading_levels=self.reader.setting.heading_levels,
        )
        noun = Counted(quantity.last, quantity.last)
        value = Value(quantity, form, noun)
        sentence = Sentence(scan, Clauses(scan), setting, (quantity,))
        rows = [
            choice
            for choice in choices(sentence, quantity, noun, form)
            if entity.type in choice.indicator.subjects or _as_cluster(entity, choice)
        ]
        choice = rows[0] if rows else fallback(quantity, form, Counted(0, 1))
        if choice is not None:
            choice = replace(choice, source="header", weak=not rows, cue=None, score=choice.score + 1.5)
        return value, choice

    def _with_unit(self, quantity: Quantity, lead: Scan) -> Quantity:
        """Unit and scale told in the heads, the unit line or the caption."""
        unit, power = quantity.unit, 0
        counts = bool(lead.found("quantity_of")) or any(
            by_slug()[hit.key].units[0] == "count" for hit in lead.found("noun")
        )
        for scan in (lead, *self.context):
            told, scale = _told_unit(scan)
            if scan is not lead and counts and told:
                continue
            unit = unit or told
            power = power or (scale if not quantity.scaled and (told or scale) else 0)
            if unit:
                break
        factor = Decimal(10) ** power
        high = quantity.high * factor if quantity.high is not None else None
        rival = None if power else quantity.rival
        return replace(quantity, value=quantity.value * factor, high=high, unit=unit, rival=rival)

    def _period(self, above: Sequence[_Head], beside: Sequence[_Head]) -> tuple[str, PeriodFound | None]:
        document, setting = self.reader.document, self.reader.setting
        for head in (*above[::-1], *beside[::-1]):
            if head.period is not None:
                value = resolved(head.period, setting)
                reading = document.reading(self.block.order, head.cell.row, head.cell.column)
                raw = reading.raw_span(*head.scan.span(head.period.first, head.period.last))
                return value, PeriodFound(value, self.block.order, *raw, head.cell.row, head.cell.column)
        table = self.layout.table
        for order in (table.caption_block, table.unit_block):
            if order is None:
                continue
            reading = document.reading(order)
            scan = Scan(reading.text, self.language)
            told = periods(scan)
            if told:
                value = resolved(told[-1], setting)
                return value, PeriodFound(value, order, *reading.raw_span(*scan.span(told[-1].first, told[-1].last)))
        far = setting.heading_period
        return (far.value, far) if far is not None else ("", None)

    def _draft(
        self,
        value: Value,
        choice: Choice,
        at: SubjectFound | None,
        period: str,
        far: PeriodFound | None,
        pairs: tuple[tuple[str, str], ...],
        above: Sequence[_Head],
    ) -> Draft:
        group = at.group if at is not None else NameGroup((), 0, 0)
        subject = Subject(group, 1.6, "named", far=at)
        modality: Modality = "actual"
        told = [head.scan for head in above] or []
        for scan in (*told[::-1], *self.context, *self.reader.setting.headings[-1:]):
            hits = [*scan.found("modality"), *scan.found("table_modality")]
            if hits:
                modality = hits[0].key  # type: ignore[assignment]  # keys of the grammar are modalities
                break
        jobs = any(hit.key == "jobs_created" for head in told for hit in head.found("noun"))
        choice = promised(choice, modality, jobs)
        value = replace(value, quantity=_bounded(value.quantity, told))
        draft = Draft(value, choice, group.lead, subject, modality, period, None, far, pairs, None, ())
        return ranked_draft(draft, self.reader.setting)

    def _with_heads(self, statement: Statement, above: Sequence[_Head], beside: Sequence[_Head]) -> Statement:
        extra = []
        for head in (*above, *beside):
            reading = self.reader.document.reading(self.block.order, head.cell.row, head.cell.column)
            role: Role = "subject" if head.entity is not None else "header"
            found = Spot(self.reader.document, self.block.order, reading, head.cell.row, head.cell.column).evidence(
                role,
                *_trimmed(reading.text),
            )
            if found not in statement.evidence:
                extra.append(found)
        return replace(statement, evidence=(*statement.evidence, *extra))


def _bounded(quantity: Quantity, heads: Sequence[Scan]) -> Quantity:
    """A bound that a head says of all cells below it: "CAD million, up to"."""
    if quantity.comparator != "eq":
        return quantity
    for scan in heads:
        for hit in scan.found("bound"):
            number = hit.last < len(scan.tokens) and scan.tokens[hit.last].kind == "number"
            if not number and hit.key in ("le", "ge") and (hit.last == len(scan.tokens) or hit.first == 0):
                return replace(quantity, comparator=hit.key)  # type: ignore[arg-type]  # keys of the grammar are bounds
    return quantity


def _dated_by(above: Sequence[_Head], quantity: Quantity, entity: Entity) -> Choice | None:
    """A year under a head like "Founded" is a date."""
    if quantity.unit or not 1500 <= quantity.value <= 2199 or quantity.value != int(quantity.value):
        return None
    for head in above:
        for hit in head.scan.found("cue"):
            indicator = by_slug()[hit.key]
            if indicator.kind == "date" and entity.type in indicator.subjects:
                return Choice(indicator, 3.5, "year", None, "header")
    return None


def _trimmed(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(start + 1, len(text.rstrip()))


def _narrowest_first(beside: Sequence[_Head], layout: Layout) -> list[_Head]:
    """The cells that head a row: its name before the places it lies in, a spanning cell above it last."""
    groups = [head for head in beside if head.cell in layout.groups.values()]
    own = [head for head in beside if head not in groups]
    bodies = [head for head in own if head.entity is not None and head.entity.type in ("cluster", "programme")]
    return [*bodies, *(head for head in own if head not in bodies), *groups]


def _says_more(head: _Head) -> bool:
    """Whether a head has words of its own beside its period: "Rank 2024" has, "in 2024" has not."""
    if head.period is None:
        return True
    told = range(head.period.first, head.period.last)
    return any(
        token.kind == "word" and index not in told and not head.scan.starting("not_noun", index)
        for index, token in enumerate(head.scan.tokens)
    )


def _as_cluster(entity: Entity, choice: Choice) -> bool:
    return entity.type == "city" and "cluster" in choice.indicator.subjects


def _names_something(beside: Sequence[_Head]) -> bool:
    return any(head.period is None and any(char.isalpha() for char in head.cell.text) for head in beside)


def _numbers_rows(head: _Head) -> bool:
    hit = head.scan.starting("count_up", 0)
    return hit is not None and hit.last >= len(head.scan.tokens)


def _only_quantity(scan: Scan) -> Quantity | None:
    """The quantity that makes up the cell, a mark of a note and a bracket behind it aside."""
    if not scan.tokens or (
        scan.starting("no_value", 0) is not None and not any(token.kind == "number" for token in scan.tokens)
    ):
        return None
    found = quantities(scan)
    if not found or found[0].first > 0 or found[0].labelled:
        return None
    first = found[0]
    rest = scan.tokens[first.last :]
    if not rest or rest[0].fold in ("(", "[", *_NOTE_MARKS) or all(token.kind == "mark" for token in rest):
        return first
    words = sum(token.kind == "word" for token in rest)
    return first if words <= 2 else None


def _told_unit(scan: Scan) -> tuple[str, int]:
    masked = {index for hit in scan.found("frame") if hit.key == "per_million" for index in range(hit.first, hit.last)}
    unit, power = "", 0
    for category in ("currency", "unit"):
        for hit in scan.found(category):
            worded = scan.fold(hit.first) not in (
                "points",
                "point",
                "year",
                "years",
                "раз",
                "год",
                "года",
                "лет",
                "рік",
                "роки",
                "років",
                "months",
                "x",
            )
            if not unit and hit.first not in masked and worded:
                unit = hit.key
    if scan.language in LANGUAGES:
        scales = word_list(scan.language).scales
        for index, token in enumerate(scan.tokens):
            if index not in masked and token.fold in scales and len(token.fold) > 1:
                power = scales[token.fold]
    return unit, power


def _form(quantity: Quantity, lead: Scan) -> Shape:  # noqa: PLR0911 - one way out for each case
    if quantity.unit == "percent":
        return "growth" if quantity.sign or lead.found("table_change") else "percent"
    if quantity.unit in ("ha", "m2", "km2", "MW", "km", "t"):
        return "measure"
    if quantity.unit == "points":
        return "points"
    if quantity.unit == "times":
        return "times"
    if quantity.unit in ("years", "months"):
        return "duration"
    if quantity.unit:
        return "money"
    if quantity.sign or lead.found("table_change"):
        return "change"
    ranked = any(hit.key == "rank_other" for hit in lead.found("cue"))
    small = quantity.value == int(quantity.value) and 0 < quantity.value <= 1000
    counted = any(by_slug()[hit.key].kind == "level" and by_slug()[hit.key].rank > -5 for hit in lead.found("noun"))
    if quantity.ordinal or (ranked and small and not counted):
        return "rank"
    return "count"
