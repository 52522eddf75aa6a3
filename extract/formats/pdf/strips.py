"""Printed rows, the pieces they fall into, and the column strips that stay white between pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from statistics import median

from .grid import part, printed_lines
from .runs import Run

_NUMBER = re.compile(
    r"^[(\[<>≤≥~≈±+\-–−]{0,2}\s?[$€£₴₽¥]?\s?[<>]?\d[\d\s.,:/'’*†‡%‰–()+-]*(?:[%‰]|\s?[a-zA-Zа-яА-Я]{1,2})?[)\]*]{0,2}$"
    r"|^[-–—−.…xXхХ*/†‡#]{1,4}$|^(?:n\.?\s?/?\s?[ad]\.?|н/д|нет|немає|na|nd|\(?[a-z]\)?)$",
    re.IGNORECASE,
)
_TYPEWRITER = 0.6
"""The space of a font with one width for all characters, in ems."""
_THOUSANDS = re.compile(r"^[$€£₴₽¥]\s?['’]?000s?$")
"""The unit of a column of accounts."""
_SAMPLES = 8
_LEAST_SAMPLES = 3
_YEAR = re.compile(r"^(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?[*)a-z]?[,:]?$")


@dataclass(frozen=True, slots=True)
class Spacing:
    """How wide gaps must be, in ems, on one page: its usual space between words decides.

    ``piece``: words further apart are different pieces when looking for tables; ``fine``: where the columns are
    known, words further apart may stand in different columns.
    """

    piece: float = 0.75
    fine: float = 0.45


@dataclass(slots=True)
class Row:
    """One printed row of a column of the page, as pieces."""

    runs: list[Run]
    pieces: list[Run]
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float

    @property
    def text(self) -> str:
        """The row's pieces joined by blanks."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def numbers(self) -> int:
        """How many pieces are values."""
        return sum(1 for piece in self.pieces if is_number(piece.text))


Strip = tuple[float, float]
Placed = dict[tuple[int, int], list[Run]]
"""The pieces of a row by the first and last column they cover."""


def spacing_of(word_gap: float, *, typewriter: bool) -> Spacing:
    """The gap widths of a page, from the usual gap between its words."""
    usual = min(max(word_gap, 0.2), 0.7) if word_gap else 0.25
    if typewriter:
        usual = max(usual, _TYPEWRITER)
    return Spacing(max(0.75, usual + 0.5), max(0.45, usual + 0.2))


@lru_cache(maxsize=4096)
def is_number(text: str) -> bool:
    """Whether a piece of text is a value rather than words.

    >>> [is_number(text) for text in ("12,5 %", "(1.2)", "–", "2019/20", "Total")]
    [True, True, True, True, False]
    """
    return bool(_NUMBER.match(text.strip())) and not _THOUSANDS.match(text.strip())


def is_year(text: str) -> bool:
    """Whether a value is a year or a span of years."""
    return bool(_YEAR.match(text.strip()))


def pieces_of(run: Run, gap: float) -> list[Run]:
    """A run cut where words are further apart than ``gap`` ems."""
    if run.widest <= gap:
        return [run]
    limit = gap * run.size
    words = run.words
    cuts = [0]
    cuts += [at for at in range(1, len(words)) if words[at].x0 - words[at - 1].x1 > limit]
    if len(cuts) == 1:
        return [run]
    return [part(run, first, last) for first, last in pairwise([*cuts, len(words)])]


def rows_of(runs: Sequence[Run], gap: float) -> list[Row]:
    """The printed rows of runs that stand in one column of the page."""
    return [
        Row(line, pieces_of(run := line[0], gap), run.x0, run.x1, run.top, run.bottom, run.base, run.size)
        if len(line) == 1
        else Row(
            line,
            [piece for run in line for piece in pieces_of(run, gap)],
            line[0].x0,
            max(run.x1 for run in line),
            min(run.top for run in line),
            max(run.bottom for run in line),
            median(run.base for run in line),
            max(run.size for run in line),
        )
        for line in printed_lines(list(runs))
    ]


def column_strips(core: Sequence[Row], fine: float) -> list[Strip]:
    """The column strips: what stays when the strips white in nearly all seed rows are taken out."""
    low = min(row.x0 for row in core)
    high = max(row.x1 for row in core)
    bins = int(high - low) + 2
    steps = [0] * (bins + 1)
    pieces = [[piece for run in row.pieces for piece in pieces_of(run, fine)] for row in core]
    whole = _unspanned(pieces)
    for row in whole:
        for piece in row:
            steps[int(piece.x0 - low)] += 1
            steps[min(int(piece.x1 - low) + 1, bins)] -= 1
    covered = accumulate(steps[:bins])
    left_out = sum(1 for row, kept in zip(pieces, whole, strict=True) if len(kept) < len(row))
    most = 0 if len(core) < 6 else max(1, int(0.12 * len(core)) - left_out)
    size = median(row.size for row in core)
    out: list[Strip] = []
    start: int | None = None
    for at, count in enumerate([*covered, 0]):
        if count > most and start is None:
            start = at
        elif count <= most and start is not None:
            if out and low + start - out[-1][1] < 0.35 * size:
                out[-1] = (out[-1][0], low + at)
            else:
                out.append((low + start, low + at))
            start = None
    return out


def _unspanned(cut: list[list[Run]]) -> list[list[Run]]:
    """The pieces of rows, without those of the header that stand over several pieces of the rows of values."""
    first = next((at for at, row in enumerate(cut) if any(_counted(piece) for piece in row)), 0)
    samples = [row for row in cut[first:] if sum(_counted(piece) for piece in row) >= 2][:_SAMPLES]
    if not first or len(samples) < _LEAST_SAMPLES:
        return cut
    heads = [[piece for piece in row if not _spans(piece, samples)] for row in cut[:first]]
    return heads + cut[first:]


def _counted(piece: Run) -> bool:
    return is_number(piece.text) and not is_year(piece.text)


def _spans(piece: Run, samples: Sequence[Sequence[Run]]) -> bool:
    """Whether a header's text stands over two pieces or more of most rows."""
    over = [
        sum(1 for one in row if min(piece.x1, one.x1) - max(piece.x0, one.x0) > 0.5 * (one.x1 - one.x0))
        for row in samples
    ]
    return sum(1 for count in over if count >= 2) * 2 > len(over)


def headed(core: Sequence[Row], columns: list[Strip], fine: float) -> list[Strip]:
    """The strips with those that hold only a header joined to the strip of values it stands beside.

    Headers set left over values set right, or in the middle, need not overlap them; no row has both.
    """
    ordered = _in_order(core, fine)
    if len(ordered) >= 2:
        return ordered
    placed = [place(row, columns, fine) for row in core]
    body = next((number for number, line in enumerate(placed) if _opens_body(line)), 0)
    alone = [[number for number, line in enumerate(placed) if (at, at) in line] for at in range(len(columns))]
    valued = [any(_number_at(placed[number], at) for number in rows) for at, rows in enumerate(alone)]
    out: list[Strip] = []
    at = 0
    while at < len(columns):
        mate = at + 1
        if mate < len(columns) and any(
            alone[head] and max(alone[head]) < body and valued[under] and min(alone[under]) >= body
            for head, under in ((at, mate), (mate, at))
        ):
            out.append((columns[at][0], columns[mate][1]))
            at += 2
        else:
            out.append(columns[at])
            at += 1
    return out


def _in_order(core: Sequence[Row], fine: float) -> list[Strip]:
    """The columns of rows that all have as many pieces, header too, if the first, second, … never cross the next."""
    cut = [[piece for run in row.pieces for piece in pieces_of(run, fine)] for row in core]
    if len(cut) <= _LEAST_SAMPLES or len({len(row) for row in cut}) != 1:
        return []
    out = [(min(piece.x0 for piece in column), max(piece.x1 for piece in column)) for column in zip(*cut, strict=True)]
    return out if all(left[1] <= right[0] + 1 for left, right in pairwise(out)) else []


def _number_at(line: Placed, column: int) -> bool:
    return any(is_number(run.text) for run in line.get((column, column), []))


def _opens_body(line: Placed) -> bool:
    return any(is_number(run.text) and not is_year(run.text) for runs in line.values() for run in runs)


def place(row: Row, columns: Sequence[Strip], fine: float) -> Placed:
    """The pieces of a row by the first and last column they cover."""
    out: Placed = {}
    for piece in row.pieces:
        span = covers(piece.x0, piece.x1, columns)
        cuts = _cuts(piece, columns, fine) if span[0] != span[1] else []
        if not cuts:
            out.setdefault(span, []).append(piece)
        for first, last in pairwise(cuts):
            cut = part(piece, first, last)
            out.setdefault(covers(cut.x0, cut.x1, columns), []).append(cut)
    return out


def covers(x0: float, x1: float, columns: Sequence[Strip]) -> tuple[int, int]:
    """The first and last column a stretch stands over; the nearest where it stands over none."""
    least = min(1.5, 0.3 * (x1 - x0))
    first = last = -1
    for number, (low, high) in enumerate(columns):
        if high <= x0:
            continue
        if low >= x1:
            break
        over = (x1 if x1 < high else high) - (x0 if x0 > low else low)  # noqa: FURB136  # a call each for every word
        if over > least or over > 0.5 * (high - low):
            first, last = number if first < 0 else first, number
    if first >= 0:
        return first, last
    middle = (x0 + x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))
    return nearest, nearest


def _cuts(piece: Run, columns: Sequence[Strip], fine: float) -> list[int]:
    """At which words a piece over several columns is cut, its ends with them; nothing where it stays whole."""
    words = piece.words
    owners = [covers(word.x0, word.x1, columns) for word in words]
    cuts = [0]
    for at in range(1, len(owners)):
        gap = words[at].x0 - words[at - 1].x1
        if owners[at][0] > owners[at - 1][1] and gap > fine * piece.size:
            cuts.append(at)
    return [*cuts, len(words)] if len(cuts) > 1 else []
