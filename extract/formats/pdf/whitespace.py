"""The whitespace finder: tables that only spacing (and a few horizontal rules) shows.

Rows with several pieces of text apart from one another are seeds; rules that frame rows are seeds, too. Rows near
them are added; the strips that stay white through the seed rows part the columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.roles import is_caption, is_note, is_unit_line

from .believable import PROSE, aligned, believable
from .grid import Grid
from .paragraphs import MARKER
from .rulings import Rule
from .runs import Run
from .strip_grid import build
from .strips import Row, Spacing, Strip, column_strips, covers, headed, is_number, rows_of

_MOST_LOOSE = 4
_FEW_ROWS = 4
_MOST_HEAD = 6.5
"""Type sizes a band of header lines may be high; its cells may be centred, each on lines of its own height."""
_ONE_LINE = 4.0
_LEAST_FRAME = 90.0
_OVERHANG = 8.0
"""Points a text may stand out over the ends of the rules it belongs to."""
_LEAST_ASIDE = 3
_LEAST_OPENINGS = 4
_EDGE = 2.5
"""Points by which the left edges of one column's cells may differ."""
_WRAPPED = 1.3
"""Type sizes from one line of a cell to its next at most."""
_HEAD_ROOM = 60.0
"""Points above its first rule in which a table's header may stand."""


@dataclass(frozen=True, slots=True)
class Lines:
    """What is drawn across a page: ``rules``, and ``floors``, which are the rules and the edges of shaded areas."""

    rules: Sequence[Rule]
    floors: Sequence[Rule]


@dataclass(slots=True)
class _Stretch:
    """Rows ``first`` to ``last`` that may be one table; ``framed``: between rules of one width."""

    first: int
    last: int
    framed: bool = False


def find(runs: Sequence[Run], lines: Lines, spacing: Spacing) -> tuple[list[Grid], list[Run]]:
    """The tables among the runs of one column of the page, and the runs left over."""
    if not _has_pieces(runs, spacing.piece):
        return [], list(runs)
    rows = rows_of(runs, spacing.piece)
    if sum(1 for row in rows if len(row.pieces) >= 2) < 2:
        return [], list(runs)
    grids: list[Grid] = []
    used: set[int] = set()
    for stretch in _joined(rows, _stretches(rows)):
        found = _table(rows, stretch, lines, spacing, used)
        if found is None:
            continue
        grid, first, last = found
        grids.append(grid)
        used.update(range(first, last + 1))
    left = [run for number, row in enumerate(rows) if number not in used for run in row.runs]
    return sorted(grids, key=lambda grid: grid.box[1]), left


def _has_pieces(runs: Sequence[Run], gap: float) -> bool:
    """Whether any two lines may fall into pieces: a cheap look before rows are made."""
    wide = sum(1 for run in runs if run.widest > gap)
    bases = sorted(run.base for run in runs)
    beside = sum(1 for above, below in pairwise(bases) if below - above < _ONE_LINE)
    return wide + beside >= 2


def find_framed(runs: Sequence[Run], lines: Lines, spacing: Spacing) -> tuple[list[Grid], list[Run]]:
    """The tables between horizontal rules of one extent, wherever on the page, and the runs left over.

    They are looked for before the page's columns are: their own columns look like columns of text.
    """
    grids: list[Grid] = []
    left = list(runs)
    waiting = list(lines.rules)
    while waiting:
        head = waiting.pop(0)
        mates = [rule for rule in waiting if abs(rule.start - head.start) < 6 and abs(rule.stop - head.stop) < 6]
        if head.stop - head.start < _LEAST_FRAME or not mates:
            continue
        waiting = [rule for rule in waiting if rule not in mates]
        rules = [head, *mates]
        level = [run for run in left if head.at - _HEAD_ROOM <= run.middle <= mates[-1].at + 1]
        inside = [run for run in level if run.x0 > head.start - _OVERHANG and run.x1 < head.stop + _OVERHANG]
        rows = rows_of(inside, spacing.piece)
        across_frame = [run for run in level if _crosses(run, head)]
        for stretch in _framed(rows, rules, across_frame):
            if _values_only(rows[stretch.first : stretch.last + 1], level, head):
                continue
            found = _table(rows, stretch, lines, spacing, set())
            if found is None:
                continue
            grids.append(found[0])
            gone = {id(run) for row in rows[found[1] : found[2] + 1] for run in row.runs}
            left = [run for run in left if id(run) not in gone]
    return grids, left


def find_aligned(runs: Sequence[Run], lines: Lines, spacing: Spacing) -> tuple[list[Grid], list[Run]]:
    """The tables of words in cells of several lines, and the runs left over: three cells or more begin at one height.

    They are looked for before the page's columns are, as their own columns look like columns of text; but lines of
    columns of text do not begin anew side by side, again and again.
    """
    if _most_rows_aside(runs, spacing.piece) < _LEAST_OPENINGS - 1:
        return [], list(runs)
    rows = rows_of(runs, spacing.piece)
    grids: list[Grid] = []
    gone: set[int] = set()
    number = 0
    while number < len(rows):
        last = _aligned_until(rows, number, lines.rules) if len(rows[number].pieces) >= _LEAST_ASIDE else number
        found = _table(rows, _Stretch(number, last, framed=True), lines, spacing, set()) if last > number else None
        if found is not None:
            grids.append(found[0])
            gone.update(id(run) for row in rows[found[1] : found[2] + 1] for run in row.runs)
        number = last + 1
    return grids, [run for run in runs if id(run) not in gone]


def _most_rows_aside(runs: Sequence[Run], gap: float) -> int:
    """How many lines may fall into as many pieces as a row needs: a cheap look before rows are made."""
    count = aside = 0
    last = 0.0
    for base, pieces in sorted((run.base, _LEAST_ASIDE if run.widest > gap else 1) for run in runs):
        if base - last >= _ONE_LINE:
            count, aside = count + (aside >= _LEAST_ASIDE), 0
        aside, last = aside + pieces, base
    return count + (aside >= _LEAST_ASIDE)


def _aligned_until(rows: Sequence[Row], first: int, rules: Sequence[Rule]) -> int:
    """The last row of the wrapped cells that begin side by side in row ``first``; ``first`` where there are none."""
    edges = [piece.x0 for piece in rows[first].pieces]
    last = first
    openings, pitches = [first], [0.0]
    for number in range(first + 1, len(rows)):
        row, above = rows[number], rows[number - 1]
        pitch = row.base - above.base
        if pitch > 4 * row.size or any(all(abs(piece.x0 - edge) > _EDGE for edge in edges) for piece in row.pieces):
            break
        if len(row.pieces) >= _LEAST_ASIDE and abs(row.x0 - edges[0]) <= _EDGE and pitch > _WRAPPED * row.size:
            openings.append(number)
        else:
            pitches.append(pitch)
        last = number
    apart = min((rows[at].base - rows[at - 1].base for at in openings[1:]), default=0.0)
    if apart <= 1.1 * max(pitches) or max(pitches) == 0:
        return first
    headed_by_rule = any(rows[first].base < rule.at < rows[first + 1].base for rule in rules)
    return last if len(openings) >= _LEAST_OPENINGS - headed_by_rule else first


def _crosses(run: Run, rule: Rule) -> bool:
    """Whether a text runs over a frame's side and over most of the frame."""
    if run.x0 > rule.start - _OVERHANG and run.x1 < rule.stop + _OVERHANG:
        return False
    return min(run.x1, rule.stop) - max(run.x0, rule.start) > 0.5 * (rule.stop - rule.start)


def _values_only(rows: Sequence[Row], level: Sequence[Run], rule: Rule) -> bool:
    """Whether rules frame only the value columns of a table (totals): the labels stand left of them."""
    if sum(1 for row in rows if is_number(row.pieces[0].text)) < 0.7 * len(rows):
        return False
    outside = [run for run in level if run.x1 <= rule.start + _OVERHANG]
    labelled = sum(1 for row in rows if any(abs(run.base - row.base) < 0.2 * row.size for run in outside))
    return labelled * 2 >= len(rows)


def _framed(rows: Sequence[Row], rules: list[Rule], crossing: Sequence[Run]) -> list[_Stretch]:
    """Between neighbouring rules: the bands that are no prose, neighbours joined; ``crossing`` texts part them."""
    out: list[_Stretch] = []
    joined = False
    low, high = rules[0].start, rules[0].stop
    for above, below in pairwise(rules):
        band = [
            number
            for number, row in enumerate(rows)
            if above.at - 1 <= row.middle <= below.at + 1 and row.x0 > low - 8 and row.x1 < high + 8
        ]
        if any(above.at - 1 <= run.middle <= below.at + 1 for run in crossing):
            joined = False
            continue
        if not band:
            joined = joined and below.at - above.at < 6
            continue
        core = sum(1 for number in band if len(rows[number].pieces) >= 2 and not _like_list(rows[number]))
        prose = sum(1 for number in band if _reads_on(rows[number], high - low))
        tabular = core * 2 >= len(band) or (core >= 1 and not prose and (_low(rows, band) or _wrapped(rows, band)))
        heading = len(band) == 1 and not prose
        if (tabular and prose <= 0.3 * len(band)) or (heading and joined):
            if joined and out and band[0] == out[-1].last + 1:
                out[-1].last = band[-1]
            else:
                out.append(_Stretch(band[0], band[-1], framed=True))
            joined = True
        else:
            joined = False
    return [one for one in out if sum(1 for row in rows[one.first : one.last + 1] if len(row.pieces) >= 2) >= 2]


def _low(rows: Sequence[Row], band: list[int]) -> bool:
    """Whether a band of rows is no higher than a header or a few rows are."""
    first, last = rows[band[0]], rows[band[-1]]
    return len(band) <= _FEW_ROWS or last.bottom - first.top <= _MOST_HEAD * max(first.size, last.size)


def _wrapped(rows: Sequence[Row], band: list[int]) -> bool:
    """Whether the lines of a band that are one piece are further lines of the first cells of rows with several."""
    core = [rows[number] for number in band if len(rows[number].pieces) >= 2]
    lone = [rows[number] for number in band if len(rows[number].pieces) < 2]
    start = min(row.x0 for row in core)
    room = min(row.pieces[1].x0 for row in core)
    return len(core) >= 2 and all(abs(row.x0 - start) < row.size and row.x1 < room for row in lone)


def _reads_on(row: Row, width: float) -> bool:
    """Whether a row is a line of prose: long, in one piece, as wide as the room."""
    return len(row.pieces) == 1 and len(row.text) > PROSE and row.x1 - row.x0 > 0.8 * width


def _stretches(rows: Sequence[Row]) -> list[_Stretch]:
    """First and last row of every stretch that seed rows hold together."""
    out: list[_Stretch] = []
    start: int | None = None
    last = 0
    loose = 0
    for number, row in enumerate(rows):
        if start is not None and _parted(rows, last, number):
            out.append(_Stretch(start, last))
            start = None
        if is_caption(row.text) or is_note(row.text):
            if start is not None:
                out.append(_Stretch(start, last))
                start = None
            continue
        if len(row.pieces) >= 2 and not _like_list(row):
            if start is None:
                start = number
            last, loose = number, 0
        elif start is not None:
            loose += 1
            if loose > _MOST_LOOSE or _like_prose(row, rows[start : last + 1]):
                out.append(_Stretch(start, last))
                start = None
    if start is not None:
        out.append(_Stretch(start, last))
    return [one for one in out if one.last > one.first]


def _joined(rows: Sequence[Row], found: list[_Stretch]) -> list[_Stretch]:
    """Stretches that stand in the same columns with only short lines between them, made one."""
    out: list[_Stretch] = []
    for stretch in found:
        if out and _same_table(rows, out[-1], stretch):
            out[-1].last = stretch.last
        else:
            out.append(stretch)
    return out


def _same_table(rows: Sequence[Row], one: _Stretch, other: _Stretch) -> bool:
    between = rows[one.last + 1 : other.first]
    above, below = rows[one.last], rows[other.first]
    wide = max(row.x1 for row in rows[one.first : one.last + 1]) - min(row.x0 for row in rows[one.first : one.last + 1])
    if len(between) > 3 or any(is_caption(row.text) or is_note(row.text) for row in [*between, below]):
        return False
    if any(_reads_on(row, wide) or (len(row.text) > PROSE and len(row.pieces) == 1) for row in between):
        return False
    gaps = [low.top - high.bottom for high, low in pairwise([above, *between, below])]
    if max(gaps) > 3.2 * above.size:
        return False
    last_rows = [row for row in rows[one.first : one.last + 1] if len(row.pieces) >= 2][-3:]
    first_rows = [row for row in rows[other.first : other.last + 1] if len(row.pieces) >= 2][:3]
    return any(aligned(high, low) >= 0.6 * len(low.pieces) for high in last_rows for low in first_rows)


def _like_list(row: Row) -> bool:
    """A bullet or number and one text after it is a list item, no table row."""
    if len(row.pieces) != 2:
        return False
    head = row.pieces[0].text
    return bool(MARKER.match(head + " ")) or (len(head) <= 2 and not head.isalnum())


def _like_prose(row: Row, table: Sequence[Row]) -> bool:
    wide = max(one.x1 for one in table) - min(one.x0 for one in table)
    return len(row.text) > PROSE and row.x1 - row.x0 > 0.75 * wide and len(row.pieces) == 1


def _parted(rows: Sequence[Row], last: int, number: int) -> bool:
    above, row = rows[last], rows[number]
    gap = row.top - rows[number - 1].bottom
    high = max(row.size, above.size)
    if gap <= 1.3 * high:
        return False
    if gap > 4 * high:
        return True
    return not (len(row.pieces) >= 2 and aligned(above, row) >= 2 and gap < 3 * high)


def _table(
    rows: Sequence[Row], stretch: _Stretch, lines: Lines, spacing: Spacing, used: set[int]
) -> tuple[Grid, int, int] | None:
    first, last = stretch.first, stretch.last
    while first < last and (
        is_caption(rows[first].text) or _unit_line(rows[first]) or _title(rows[first], rows[first + 1])
    ):
        first += 1
    inside = rows[first : last + 1]
    core = [row for row in inside if len(row.pieces) >= 2]
    if len(core) < 2:
        return None
    columns = headed(core, column_strips(core, spacing.fine), spacing.fine)
    if len(columns) < 2 or not believable(core, columns, inside, lines.rules, framed=stretch.framed):
        return None
    if stretch.framed:
        first = _headed_above(rows, first, columns)
    else:
        first, last = _grown(rows, first, last, columns, used)
    grid = build(rows[first : last + 1], columns, lines.floors, spacing)
    return (grid, first, last) if grid is not None else None


def _title(row: Row, below: Row) -> bool:
    """Whether the first line of a frame is a title over the header: at the left, alone, in another type."""
    return (
        len(row.pieces) == 1
        and len(below.pieces) >= 2
        and abs(row.x0 - below.x0) < row.size
        and not below.text[:1].islower()
        and row.pieces[0].font != below.pieces[0].font
    )


def _headed_above(rows: Sequence[Row], first: int, columns: Sequence[Strip]) -> int:
    """The first row of a table with the header that stands above its first rule, each text over its column."""
    if first == 0 or not _heads_columns(rows[first - 1], rows[first], columns):
        return first
    start = first - 1
    while start > 0 and _heads_on(rows, start - 1, columns):
        start -= 1
    return start


def _heads_columns(row: Row, below: Row, columns: Sequence[Strip]) -> bool:
    """Whether a row just above a rule has texts over half of the columns or more, each over one."""
    if is_caption(row.text) or is_note(row.text) or below.top - row.bottom > 1.6 * row.size:
        return False
    over = [covers(piece.x0, piece.x1, columns) for piece in row.pieces]
    alone = len(set(over)) == len(over) and all(low == high for low, high in over)
    return alone and len(over) >= 2 and len(over) * 2 >= len(columns)


def _heads_on(rows: Sequence[Row], number: int, columns: Sequence[Strip]) -> bool:
    """Whether a row belongs to the header that goes on below it: no caption, no unit line, no title at the left."""
    row, below = rows[number], rows[number + 1]
    low, high = columns[0][0], columns[-1][1]
    if below.top - row.bottom > 0.9 * row.size or row.x0 < low - 4 or row.x1 > high + 4:
        return False
    if is_caption(row.text) or is_note(row.text) or _unit_line(row):
        return False
    if len(row.pieces) > 1:
        return True
    if row.x1 - row.x0 > 0.6 * (high - low):
        return False
    return row.x0 >= columns[0][1] - 2 or _head_of_labels(rows, number, columns)


def _head_of_labels(rows: Sequence[Row], number: int, columns: Sequence[Strip]) -> bool:
    """Whether a text over the first column stands half way between two header lines that leave it free."""
    row, below = rows[number], rows[number + 1]
    above = rows[number - 1] if number else None
    room = columns[0][1] - 2
    return (
        above is not None
        and row.x1 <= columns[1][0]
        and above.x0 >= room
        and below.x0 >= room
        and below.base - above.base <= 2.4 * row.size
    )


def _grown(rows: Sequence[Row], first: int, last: int, columns: Sequence[Strip], used: set[int]) -> tuple[int, int]:
    """The stretch with header rows above and wrapped lines below added."""
    caption = next((at for at in range(first - 1, max(first - 6, -1), -1) if is_caption(rows[at].text)), None)
    while first > 0 and first - 1 not in used:
        if not _heads_on(rows, first - 1, columns):
            break
        if caption is not None and _caption_goes_on(rows, caption, first - 1):
            break
        first -= 1
    while last + 1 < len(rows) and last + 1 not in used:
        row, above = rows[last + 1], rows[last]
        if row.top - above.bottom > 0.35 * row.size or row.x1 > columns[0][1] + 4 or not row.text[:1].islower():
            break
        last += 1
    return first, last


def _unit_line(row: Row) -> bool:
    return len(row.pieces) == 1 and is_unit_line(row.text)


def _caption_goes_on(rows: Sequence[Row], caption: int, number: int) -> bool:
    """Whether a row is a further line of the caption above it: it keeps one of the caption's left edges."""
    edges = [piece.x0 for piece in rows[caption].pieces]
    return len(rows[number].pieces) == 1 and any(abs(rows[number].x0 - edge) < 3 for edge in edges)
