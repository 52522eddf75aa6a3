"""One head read: the words over or beside a figure, or of a caption, and what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gazetteer import Entity
from language import LANGUAGES as KNOWN
from nlp.facts.choose import by_slug
from nlp.facts.names import Named
from nlp.facts.numbered import is_numbered, is_roman
from nlp.facts.numerals import word_list
from nlp.facts.period import Period
from nlp.facts.periods import periods
from nlp.facts.phrases import Hit
from nlp.facts.scan import LANGUAGES, Scan

_EMPTY = (
    "generic_head",
    "unit",
    "currency",
    "bound",
    "bound_after",
    "not_noun",
    "quantity_of",
    "total",
    "table_change",
    "table_modality",
    "person",
    "quarter",
    "half_year",
    "months_span",
    "stub_period",
    "stub_name",
    "stub_type",
    "count_up",
    "year_word",
    "of_them",
    "index_head",
    "relative",
    "in_year",
)
"""Phrases that name no measure of their own."""
_MODIFIERS = ("in", "at", "of", "within", "в", "во", "у", "на", "по")


@dataclass(frozen=True, slots=True)
class Head:
    """Words that say something of a figure; ``block``, ``row`` and ``column`` tell where they stand.

    ``name`` is the name that the whole head is, ``inner`` one that stands in it. ``part`` are months told without
    a year ("01/10", "10"). ``known`` says that an indicator's words stand in it, ``content`` that it has words
    that say what is measured or counted, known or not, ``numbered`` that they only say which of its kind something is
    ("Phase 2", «I очередь»).
    """

    scan: Scan
    block: int
    row: int | None = None
    column: int | None = None
    name: Named | None = None
    inner: Named | None = None
    period: Period | None = None
    part: str = ""
    total: bool = False
    known: bool = False
    content: bool = False
    numbered: bool = False

    @property
    def entity(self) -> Entity | None:
        """The entity that the whole head names."""
        return self.name.entity if self.name is not None else None

    @property
    def words(self) -> str:
        """The text as read, blanks joined."""
        if not self.scan.tokens:
            return ""
        return " ".join(self.scan.text[self.scan.tokens[0].start : self.scan.tokens[-1].stop].split())

    @property
    def changes(self) -> bool:
        """Whether the values below are changes."""
        return bool(self.scan.found("table_change"))

    @property
    def falls(self) -> bool:
        """Whether the values below are losses, written without a sign: "Jobs lost"."""
        told = self.scan.found("table_change")
        return bool(told) and all(hit.key == "down" for hit in told)


@dataclass(frozen=True, slots=True)
class Heads:
    """What is said of a figure, from near to far.

    ``above`` heads its column, outermost first, ``beside`` its row, ``group`` the rows around it. ``corner``
    stands over the heads of rows, ``titles`` over the whole (caption, unit line, lead; nearest first), ``notes``
    below. ``earlier`` are the heads of the columns or rows before it, nearest first: a change or a part goes on from
    them. ``listing`` says that the rows are measures: what no indicator knows among them is one of its own, ``steps``
    that all figures of the column have a sign or are nought.
    """

    above: tuple[Head, ...] = ()
    beside: tuple[Head, ...] = ()
    group: tuple[Head, ...] = ()
    corner: tuple[Head, ...] = ()
    titles: tuple[Head, ...] = ()
    notes: tuple[Head, ...] = ()
    headings: tuple[Scan, ...] = ()
    topics: frozenset[str] = frozenset()
    earlier: tuple[tuple[Head, ...], ...] = ()
    listing: bool = False
    steps: bool = False

    @property
    def nearest_first(self) -> tuple[Head, ...]:
        """All heads in the order in which they are asked for a period."""
        return (*self.above[::-1], *self.beside[::-1], *self.group, *self.corner, *self.titles)

    def own(self) -> tuple[Head, ...]:
        """The heads whose words say what is measured in this column and row."""
        named = any(head.entity is not None for head in self.beside)
        above = [head for head in self.above if head.entity is None and not head.numbered]
        if any(head.known or (head.content and named) for head in above):
            return tuple(above)
        beside = [
            head
            for head in (*self.group, *self.beside)
            if head.entity is None and (head.known or (head.content and not named))
        ]
        return (*above, *beside)


def read_head(
    scan: Scan,
    names: Sequence[Named],
    block: int,
    row: int | None = None,
    column: int | None = None,
    whole: Named | None = None,
) -> Head:
    """The head in ``scan`` with the names found in it; ``whole`` is the name that it is as a whole."""
    told = [period for period in periods(scan) if not _against(scan, period)]
    inner = next((name for name in names if name is not whole and _holds(scan, name)), None)
    head = Head(
        scan,
        block,
        row,
        column,
        whole,
        inner,
        _chosen(told),
        _part(scan, told),
        bool(scan.tokens) and _sums(scan),
        any(by_slug()[hit.key].kind != "date" for name in ("cue", "noun") for hit in scan.found(name)),
    )
    if whole is None and is_numbered(scan):
        return replace(head, known=False, numbered=True)
    return replace(head, content=whole is None and _has_content(head, told))


def _holds(scan: Scan, name: Named) -> bool:
    """Whether a name inside a head says whose figure it is: "Companies in X", not "Exports to X", not "US$"."""
    if any(hit.first <= name.first < hit.last for hit in scan.found("currency")):
        return False
    if scan.starting("of_them", 0) is not None:
        return False
    # "Terms of the X Policy": an article says nothing.
    first = name.first - (scan.language == "en" and scan.fold(name.first - 1) == "the")
    return (
        name.adjective
        or first == 0
        or scan.fold(first - 1) in _MODIFIERS
        or scan.tokens[first - 1].kind != "word"
        or scan.language != "en"
    )


def _sums(scan: Scan) -> bool:
    if scan.starting("total", 0) is not None or scan.starting("row_total", 0) is not None:
        return True
    return any(
        hit.last == len(scan.tokens) and hit.first > 0 and scan.fold(hit.first - 1) in (",", ":", "–", "—")
        for hit in scan.found("total")
    )


def _against(scan: Scan, period: Period) -> bool:
    """Whether a change is only counted from a period: "Change on 2021, %", «Изменение к 2021 г.»."""
    before = period.first - 1
    counted = scan.fold(before) in _AGAINST.get(scan.language, ()) and "/" not in period.value
    return counted and scan.ending("table_change", before) is not None


_AGAINST = {"en": ("on", "against", "over"), "ru": ("к", "против"), "uk": ("до", "проти")}
"""Words between a change and what it is counted from."""


def _chosen(told: Sequence[Period]) -> Period | None:
    """Of several periods the last: what is told first is more often compared with. "Last year" dates no column."""
    dated = [period for period in told if period.kind not in ("relative", "narrative", "within")]
    own = [period for period in dated if not period.compared] or dated
    return own[-1] if own else None


def _part(scan: Scan, told: Sequence[Period]) -> str:
    """Months of a year that the words tell without it."""
    inside = {index for period in told if "-" in period.value for index in range(period.first, period.last)}
    parts = [hit for name in ("quarter", "half_year") for hit in scan.found(name) if hit.first not in inside]
    for hit in (*parts, *scan.found("months_span")):
        return hit.key
    found = _months(scan, inside)
    if not found:
        return ""
    return f"{found[0]:02d}/{found[1]:02d}" if len(found) == 2 and found[0] < found[1] else f"{found[0]:02d}"


def _months(scan: Scan, inside: set[int]) -> list[int]:
    if scan.language not in KNOWN:
        return []
    number = {form: at for at, forms in enumerate(KNOWN[scan.language].months, 1) for form in forms}
    return [
        number[token.fold]
        for index, token in enumerate(scan.tokens)
        if index not in inside
        and token.fold in number
        and (token.capital or scan.language != "en")
        and not (scan.tokens[index - 1].kind == "number" and index)
    ][:2]


def _has_content(head: Head, told: Sequence[Period]) -> bool:
    scan = head.scan
    empty = {index for period in told for index in range(period.first, period.last)}
    for category in _EMPTY:
        empty.update(index for hit in scan.found(category) for index in range(hit.first, hit.last))
    if head.inner is not None:
        empty.update(range(head.inner.first, head.inner.last))
    scales = word_list(scan.language).scales if scan.language in LANGUAGES else {}
    return any(
        token.kind == "word"
        and index not in empty
        and len(token.fold) > 1
        and token.fold not in scales
        # The number of an edition or quarter over a column measures nothing: "IX (2024)".
        and not is_roman(scan, index)
        for index, token in enumerate(scan.tokens)
    )


def says_only(scan: Scan, category: str) -> Sequence[Hit]:
    """The phrases of a category that are all that a head says."""
    words = [index for index, token in enumerate(scan.tokens) if token.kind == "word"]
    return [hit for hit in scan.found(category) if words and (hit.first, hit.last) == (words[0], words[-1] + 1)]


def in_names(heads: Iterable[Head]) -> Iterable[tuple[int, int]]:
    """The tokens of names in heads, each as the identity of its scan and its index."""
    for head in heads:
        for name in (head.name, head.inner):
            if name is not None and not name.adjective:
                yield from ((id(head.scan), index) for index in range(name.first, name.last))
