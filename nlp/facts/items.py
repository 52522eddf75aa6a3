"""Items of lists that are a label and a value: "Companies: 34", "Seoul – 3rd", "2021: 1.44". They are read as cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract import Block
from gazetteer import Entity
from nlp.facts.cells import date_in
from nlp.facts.choose import by_slug
from nlp.facts.compose import Spot
from nlp.facts.figures import Figure, state
from nlp.facts.head_subjects import SUBJECTS, About, Abouts, At, abouts, subjects_of
from nlp.facts.heads import Head, Heads, read_head
from nlp.facts.identity import discovered_id
from nlp.facts.names import Named
from nlp.facts.periods import periods
from nlp.facts.quantities import quantities
from nlp.facts.quantity import Quantity
from nlp.facts.reader import Reader
from nlp.facts.scan import Scan
from nlp.facts.setting import SubjectFound
from nlp.facts.titles import titles
from nlp.findings import Statement

_MARKERS = frozenset(("•", "-", "–", "—", "*", "·", "▪", "◦"))
_DASHES = ("–", "—", "-")
_QUOTES = frozenset('«»“”„‟"‘’')
_KINDS = {
    "park_count": "cluster",
    "zone_count": "cluster",
    "cluster_count": "cluster",
    "special_zone_count": "cluster",
    "registry_additions": "cluster",
    "registry_exclusions": "cluster",
    "company_count": "organisation",
    "university_count": "organisation",
    "research_org_count": "organisation",
}
"""What a list counts tells what the names in it are."""
_LONGEST_LABEL = 14
_CARD_LINE = re.compile(r"[^\W\d_][^\n:.!?;]{1,60}(?::\s+|\s[–—]\s)[^\n\w]{0,3}(?:[A-Z]{1,3}.?\s?)?\d[^\n!?;]{0,40}")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label at tokens ``first`` to ``last`` and its value, from token ``value`` to ``stop``."""

    first: int
    last: int
    value: int
    stop: int


def labelled(reader: Reader, block: Block, language: str) -> list[Statement]:
    """The statements of an item that is a label and a value, or a name with several of them."""
    reading = reader.document.reading(block.order)
    scan = Scan(reading.text, language, countries=reader.setting.countries)
    # What stands right above a line of a card is another line of it, no title.
    over = titles(reader, block, language) if block.kind == "list_item" else ()
    found: list[Statement] = []
    owner: Head | None = None
    for number, (start, stop) in enumerate(_segments(scan)):
        pair = _pair(scan, start, stop)
        label = label_of(reader, block, scan, (start, stop) if pair is None else (pair.first, pair.last), over)
        if number == 0 and label.name is not None:
            owner = label
        if pair is None:
            continue
        beside = (label,) if owner is None or owner is label else (owner, label)
        found += _stated(
            reader,
            block,
            scan,
            pair,
            Heads(beside=beside, titles=over, headings=_headings(reader), topics=_topics(reader)),
        )
    return found


def _headings(reader: Reader) -> tuple[Scan, ...]:
    return tuple(reader.setting.headings)


def _topics(reader: Reader) -> frozenset[str]:
    return frozenset(reader.setting.topics)


def _stated(reader: Reader, block: Block, scan: Scan, pair: _Pair, heads: Heads) -> list[Statement]:
    label = heads.beside[-1]
    if label.name is None and label.content and not label.known and _is_name(label.scan):
        return []
    whom = whom_of(reader, heads)
    quantity = _value(scan, pair, heads, whom.first)
    if quantity is None:
        return []
    spot = Spot(reader.document, block.order, reader.document.reading(block.order))
    before = reader.setting.lead_period or reader.setting.period_above
    return state(Figure(quantity, scan, spot, heads, dates=True), whom, reader.setting, "list", before)


def card_lines(blocks: Sequence[Block]) -> frozenset[int]:
    """Orders of paragraphs that are a label and a figure, several on end: "Members: 550"."""
    alike = [block.kind == "paragraph" and _CARD_LINE.fullmatch(block.text.strip()) is not None for block in blocks]
    near = [False, *alike, False]
    return frozenset(block.order for at, block in enumerate(blocks) if alike[at] and (near[at] or near[at + 2]))


def _segments(scan: Scan) -> Iterator[tuple[int, int]]:
    """The parts of an item between semicolons, its marker left out."""
    first = 0
    while first < len(scan.tokens) and scan.fold(first) in _MARKERS:
        first += 1
    if first + 1 < len(scan.tokens) and scan.tokens[first].kind == "number" and scan.fold(first + 1) in (".", ")"):
        first += 2
    for index in range(first, len(scan.tokens)):
        if scan.fold(index) == ";":
            if index > first:
                yield first, index
            first = index + 1
    if first < len(scan.tokens):
        yield first, len(scan.tokens)


def _pair(scan: Scan, start: int, stop: int) -> _Pair | None:
    """Label and value, told apart by a colon or a dash between blanks with a figure right behind."""
    values = {quantity.first for quantity in quantities(scan)} | {period.first for period in periods(scan)}
    for index in range(start + 1, min(stop - 1, start + _LONGEST_LABEL)):
        fold, token = scan.fold(index), scan.tokens[index]
        parts = fold == ":" or (fold in _DASHES and not token.tight and not scan.tokens[index + 1].tight)
        if parts and index + 1 in values:
            return _Pair(start, index, index + 1, stop)
    return None


def label_of(reader: Reader, block: Block, scan: Scan, at: tuple[int, int], over: Sequence[Head]) -> Head:
    """The label read as the head of a row."""
    inner = Scan(scan.text, scan.language, *scan.span(*at))
    names = [name for name in reader.passage_at(block.order, inner).names if name.entity.type in SUBJECTS]
    whole = _leading(inner, names) or (None if names else _quoted(reader, inner, over))
    return read_head(inner, names, block.order, whole=whole)


def _quoted(reader: Reader, scan: Scan, over: Sequence[Head]) -> Named | None:
    """A name in quotation marks that no list has: the words above say what kind of thing is listed."""
    text = scan.words(0, len(scan.tokens)) if scan.tokens else ""
    name = text.strip("".join(_QUOTES))
    if not name or text[0] not in _QUOTES or text[-1] not in _QUOTES or any(mark in name for mark in _QUOTES):
        return None
    kinds = [_KINDS[hit.key] for head in over for hit in head.scan.found("noun") if hit.key in _KINDS]
    if not kinds:
        return None
    identity = discovered_id(kinds[0], name)
    entity = Entity(identity, kinds[0], name)  # type: ignore[arg-type]  # keys of the grammar are entity types
    reader.entities.setdefault(identity, entity)
    return Named(0, len(scan.tokens), scan.tokens[0].start, scan.tokens[-1].stop, name, entity)


def _is_name(scan: Scan) -> bool:
    """Whether a label that no indicator knows is written like a name: capitals behind its first word."""
    words = [token for token in scan.tokens if token.kind == "word"]
    return any(token.capital for token in words[1:]) or (bool(scan.tokens) and scan.fold(0) in _QUOTES)


def _leading(scan: Scan, names: Sequence[Named]) -> Named | None:
    """The name that a label begins with: words of its kind may stand before it, its place behind."""
    for name in names:
        before = range(name.first)
        kinds = {index for hit in scan.found("stub_type") for index in range(hit.first, hit.last)}
        if all(scan.tokens[index].kind == "mark" or index in kinds for index in before):
            return name
    return None


def _value(scan: Scan, pair: _Pair, heads: Heads, about: About | None) -> Quantity | None:
    """The one quantity that stands behind the label, or the year of a date where dates are listed."""
    told = [period for period in periods(scan) if pair.value <= period.first < pair.stop]
    if len(told) == 1 and told[0].first == pair.value and about is not None and _dates(heads, about):
        date = date_in(scan, told[0])
        if date is not None:
            return date
    taken = frozenset(range(pair.value))
    found = [quantity for quantity in quantities(scan, taken) if pair.value <= quantity.first < pair.stop]
    if len(found) != 1 or found[0].first != pair.value:
        return None
    rest = scan.tokens[found[0].last : pair.stop]
    if any(token.kind == "number" for token in rest) or (rest and rest[0].kind != "mark"):
        return None
    return found[0]


def _dates(heads: Heads, about: About) -> bool:
    """Whether the label or what introduces the list says that dates are given."""
    return any(
        by_slug()[hit.key].kind == "date" and about.name.entity.type in by_slug()[hit.key].subjects
        for head in (*heads.beside, *heads.titles)
        for hit in head.scan.found("cue")
    )


def whom_of(reader: Reader, heads: Heads) -> Abouts:
    """Whom a label is about: whom it names, else the subject of the heading, else the last spoken of.

    What else the document and the text before are about is nobody's by hand.
    """
    setting = reader.setting
    heading = _carried(setting.heading_subject, "heading", 1.2, "carried from the heading")
    by_hand = (*subjects_of(heads), heading, _carried(setting.subject, "before"))
    around = (*setting.mains.values(), *setting.subjects.values())
    return abouts((*by_hand, *(_carried(known, "text") for known in around)), any(by_hand))


def _carried(found: SubjectFound | None, at: At, sure: float = 0.8, how: str = "carried from before") -> About | None:
    """What is named outside of a label as whom it is about, if it may be."""
    if found is None or found.group.lead.entity.type not in SUBJECTS:
        return None
    return About(found.group.lead, found, sure, how, at)
