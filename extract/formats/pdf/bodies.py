"""Body rows of tables without walls: which printed lines are one row of the table.

A row of the table has at most one line of values. Lines of one row stand closer than rows do, or the second
goes on in lower case, or has nothing in the first column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .rulings import Rule
from .runs import Run
from .strips import Placed, Row, Strip, is_number

_LEAST_PITCH = 0.85
_LEAST_BANDS = 3
_MOST_OF = 0.9
_GOES_ON = "(,;&/–-—+"


def body_rows(
    rows: Sequence[Row], placed: Sequence[Placed], across: Sequence[Rule], extent: Strip
) -> list[list[Placed]]:
    """Printed body rows of a table that reaches over ``extent``, with wrapped lines put to the row they belong to."""
    if not rows:
        return []
    bands = _floored(rows, across, extent)
    counts = [sum(_values(placed[number]) for number in band) for band in bands]
    if len(bands) >= _LEAST_BANDS and max(counts) == 1 and sum(counts) * 2 > len(bands):
        return [[placed[number] for number in band] for band in bands]
    if _values_last(rows, placed):
        return _ended_by_values(rows, placed)
    tight = _tight_pitch(rows, placed)
    texts = not any(_values(line) for line in placed)
    groups: list[list[int]] = [[0]]
    for number in range(1, len(rows)):
        if _joins(rows, placed, groups[-1], number, tight, across, extent, texts=texts):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [[placed[number] for number in group] for group in groups]


def _values_last(rows: Sequence[Row], placed: Sequence[Placed]) -> bool:
    """Whether the values of wrapped rows stand on the last line of the label, as statistical yearbooks set them.

    Lines without values tell by how they begin: a capital before a row of values that goes on in lower case speaks
    for it, lower case before a capital against it.
    """
    low = high = 0
    for number in range(len(rows) - 1):
        if _values(placed[number]) or (number and not _values(placed[number - 1])):
            continue
        end = next((at for at in range(number, len(rows)) if _values(placed[at])), None)
        opens = not _goes_on(placed[number])
        if end is not None and _close(rows, number, end) and _goes_on(placed[end]) and opens:
            low += 1
        elif not opens and number and (end is None or not _goes_on(placed[end])):
            high += 1
    return low > high


def _ended_by_values(rows: Sequence[Row], placed: Sequence[Placed]) -> list[list[Placed]]:
    """Lines as rows, each ended by its line of values; a line without, before one that begins anew, stands alone."""
    groups: list[list[Placed]] = []
    waiting: list[int] = []
    for number, line in enumerate(placed):
        labelled = any(first == 0 for at in waiting for first, _ in placed[at])
        if waiting and not ((_goes_on(line) or not labelled) and _close(rows, waiting[-1], number)):
            groups.append([placed[at] for at in waiting])
            waiting = []
        waiting.append(number)
        if _values(line):
            groups.append([placed[at] for at in waiting])
            waiting = []
    if waiting:
        groups.append([placed[at] for at in waiting])
    return groups


def _close(rows: Sequence[Row], first: int, last: int) -> bool:
    return all(low.base - high.base <= 1.5 * low.size for high, low in pairwise(rows[first : last + 1]))


def _goes_on(line: Placed) -> bool:
    """Whether a line's label begins in the middle of a sentence."""
    start = next((runs[0].text[:1] for (first, _), runs in sorted(line.items()) if first == 0), "")
    return start.islower() or (start != "" and start in _GOES_ON)


def _floored(rows: Sequence[Row], across: Sequence[Rule], extent: Strip) -> list[list[int]]:
    """The rows parted where a line runs under the whole table."""
    wide = [
        rule.at
        for rule in across
        if min(rule.stop, extent[1]) - max(rule.start, extent[0]) > _MOST_OF * (extent[1] - extent[0])
    ]
    bands: list[list[int]] = [[0]]
    for number in range(1, len(rows)):
        if any(rows[number - 1].middle < at < rows[number].middle for at in wide):
            bands.append([number])
        else:
            bands[-1].append(number)
    return bands


def _joins(  # noqa: PLR0911  # one rule a line, the first that applies decides
    rows: Sequence[Row],
    placed: Sequence[Placed],
    group: list[int],
    number: int,
    tight: float,
    across: Sequence[Rule],
    extent: Strip,
    *,
    texts: bool,
) -> bool:
    above, row, line = rows[number - 1], rows[number], placed[number]
    if _ruled(above, row, across):
        return False
    pitch = row.base - above.base
    has_values = any(_values(placed[one]) for one in group)
    valued = _values(line) + has_values
    if valued == 1 and _overlap(above, row) and not _shared(placed[number - 1], line):
        return True
    if number + 1 < len(rows) and _overlap(row, rows[number + 1]) and _values(placed[number + 1]):
        return not valued and pitch <= 1.5 * row.size
    if pitch < 0.45 * row.size and valued < 2:
        return True
    if valued == 2:
        return False
    near = pitch <= tight
    close = pitch <= 1.5 * row.size
    label = [run for (first, _), runs in sorted(line.items()) if first == 0 for run in runs]
    if not label:
        if has_values and not near and _heads(line, extent):
            return False
        if texts or not _values(line):
            return close
        return near
    goes_on = _goes_on(line)
    if texts and not _label_only(line):
        return near or (goes_on and close and _all_lower(line))
    return near or (goes_on and close)


def _heads(line: Placed, extent: Strip) -> bool:
    """Whether a line is one text in the middle of the whole table: the head of the rows below it."""
    runs = [run for piece in line.values() for run in piece]
    return len(line) == 1 and not runs[0].text[:1].islower() and in_middle(runs, extent)


def in_middle(runs: Sequence[Run], stretch: Strip) -> bool:
    """Whether runs stand in the middle of a stretch of the line."""
    middle = (min(run.x0 for run in runs) + max(run.x1 for run in runs)) / 2
    return abs((stretch[0] + stretch[1]) / 2 - middle) < max(4.0, 0.03 * (stretch[1] - stretch[0]))


def _overlap(above: Row, row: Row) -> bool:
    """Whether two printed lines stand too near for two rows: cells of one row, each centred in its height."""
    return row.base - above.base < _LEAST_PITCH * min(row.size, above.size)


def _shared(one: Placed, other: Placed) -> bool:
    return any(first <= stop and start <= last for first, last in one for start, stop in other)


def _all_lower(line: Placed) -> bool:
    return all(not runs[0].text[:1].isupper() for runs in line.values())


def _values(line: Placed) -> bool:
    return any(is_number(run.text) for (first, _), runs in line.items() if first > 0 for run in runs)


def _label_only(line: Placed) -> bool:
    return all(first == 0 for first, _ in line)


def _tight_pitch(rows: Sequence[Row], placed: Sequence[Placed]) -> float:
    """The baseline distance up to which lines are one row; 0 when spacing does not tell."""
    pitches = sorted(below.base - above.base for above, below in pairwise(rows))
    size = median(row.size for row in rows)
    best = (1.17, 0.0)
    for low, high in pairwise(pitches):
        if low <= 1.4 * size and low > 0.45 * size and high / low > best[0]:
            best = (high / low, (low + high) / 2)
    tight = best[1]
    if not tight:
        return 0.0
    groups: list[list[int]] = [[0]]
    for number in range(1, len(rows)):
        if rows[number].base - rows[number - 1].base <= tight:
            groups[-1].append(number)
        else:
            groups.append([number])
    bad = sum(1 for group in groups if sum(1 for one in group if _values(placed[one])) > 1)
    if not any(_values(line) for line in placed):
        opening = [sum(1 for one in group if _opens_row(placed[one])) for group in groups]
        return 0.0 if sum(1 for count in opening if count > 1) * 3 > len(groups) else tight
    unlabelled = sum(1 for group in groups if len(group) > 1 and not any(_values(placed[one]) for one in group))
    several = sum(1 for group in groups if len(group) > 1)
    if bad or (several and unlabelled * 2 > several and any(_values(line) for line in placed)):
        return 0.0
    return tight


def _opens_row(line: Placed) -> bool:
    """Whether a line of a table of words looks like a row's first: a label and a text, both beginning one."""
    firsts = [runs[0].text[:1] for _, runs in sorted(line.items())]
    return len(firsts) >= 2 and any(first == 0 for first, _ in line) and firsts[0].isupper()


def _ruled(above: Row, row: Row, across: Sequence[Rule]) -> bool:
    return any(
        above.base - 1 <= rule.at <= row.base - 0.4 * row.size and rule.start < row.x1 and rule.stop > row.x0
        for rule in across
    )
