"""Body rows of tables without walls: which printed lines are one row of the table.

A row of the table has at most one line of values. Lines of one row stand closer than rows do, or the second
goes on in lower case, or has nothing in the first column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from .rulings import Rule
from .strips import Placed, Row, is_number

_GOES_ON = "(,;&/–-—+"


def body_rows(rows: Sequence[Row], placed: Sequence[Placed], across: Sequence[Rule]) -> list[list[Placed]]:
    """Printed body rows with wrapped lines put to the row they belong to."""
    if not rows:
        return []
    tight = _tight_pitch(rows, placed)
    texts = not any(_values(line) for line in placed)
    groups: list[list[int]] = [[0]]
    for number in range(1, len(rows)):
        if _joins(rows, placed, groups[-1], number, tight, across, texts=texts):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [[placed[number] for number in group] for group in groups]


def _joins(  # noqa: PLR0911  # one rule a line, the first that applies decides
    rows: Sequence[Row],
    placed: Sequence[Placed],
    group: list[int],
    number: int,
    tight: float,
    across: Sequence[Rule],
    *,
    texts: bool,
) -> bool:
    above, row, line = rows[number - 1], rows[number], placed[number]
    if _ruled(above, row, across):
        return False
    pitch = row.base - above.base
    if pitch < 0.45 * row.size and not (_values(line) and any(_values(placed[one]) for one in group)):
        return True
    has_values = any(_values(placed[one]) for one in group)
    if _values(line) and has_values:
        return False
    near = pitch <= tight
    close = pitch <= 1.5 * row.size
    label = [run for (first, _), runs in sorted(line.items()) if first == 0 for run in runs]
    if not label:
        if texts or not _values(line):
            return close
        return near
    goes_on = label[0].text[:1].islower() or label[0].text[:1] in _GOES_ON
    if texts and not _label_only(line):
        return near or (goes_on and close and _all_lower(line))
    return near or (goes_on and close)


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
