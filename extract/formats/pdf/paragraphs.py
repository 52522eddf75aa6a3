"""From the runs of a column to printed lines, and from lines to paragraphs, list items and headings.

A new paragraph starts where the spacing grows, the type changes, a list marker stands, a line is indented, or
the line before ended although the next word would have fitted.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from extract.leaders import page_of

from .fonts import Font
from .grid import Box, printed_lines
from .runs import Run

BULLETS = "•●▪■◦○–—‣⁃∙·►➢➤✓✔❖◆◊→★☆□▫\uf0b7\uf0a7\uf0d8\uf06e\uf0fc\uf0a8\uf071\x99"
MARKER = re.compile(
    rf"(?P<bullet>[{re.escape(BULLETS)}*-](?=\s)|[{re.escape(BULLETS.replace('–', '').replace('—', ''))}](?=\S))"
    r"|(?P<number>\(?\d{1,3}(?:[.)](?=\s)|\)(?=\S)))"
    r"|(?P<letter>\(?[a-zа-яіїєґ]\)(?=\s))"
    r"|(?P<roman>\(?[ivx]{1,5}\)(?=\s))",
    re.IGNORECASE,
)
NUMBERED_HEADING = re.compile(r"(?:\d{1,2}\.){1,5}(?:\d{1,2})?\s+\S|\d{1,2}(?:\.\d{1,2}){1,4}\s+\S")
_ENOUGH_PITCHES = 4
_BULLET_GAP = 1.6
_COMMON_PITCH = 1.45
"""In ems: no wider pitch is believed to be the usual one on the word of two or three lines."""
_ENDS = re.compile(r"[.!?:;…][\"»”’)\]]*$")
_OPEN_END = re.compile(r"[,\-–—(«“\w]$")


@dataclass(slots=True)
class TextLine:
    """One printed line of a column."""

    runs: list[Run]
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    italic: bool
    page: int = 0
    bullet: bool = False
    """A dot or square is drawn (not written) before it."""
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.runs[0].text if len(self.runs) == 1 else " ".join(run.text for run in self.runs)

    @property
    def hyphen(self) -> bool:
        """Whether the line ends with a hyphen that breaks a word."""
        return self.runs[-1].hyphen or self.runs[-1].text.endswith(("\u00ad", "\u2010"))


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; ``kind`` is a block kind, decided step by step."""

    lines: list[TextLine]
    kind: str = "paragraph"
    level: int = 0
    ordinal: int | None = None
    column_x0: float = 0.0
    column_x1: float = 0.0
    attached: int = -1
    marks: set[int] = field(default_factory=set)

    @property
    def text(self) -> str:
        """The lines joined by newline."""
        return "\n".join(line.text for line in self.lines)

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.lines[0].page

    @property
    def size(self) -> float:
        """The type size of its longest line."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The box round its lines, wherever they stand."""
        return (
            min(line.x0 for line in self.lines),
            min(line.top for line in self.lines),
            max(line.x1 for line in self.lines),
            max(line.bottom for line in self.lines),
        )


def text_lines(runs: list[Run], fonts: list[Font], page: int, bullets: list[Box]) -> list[TextLine]:
    """The printed lines of a column's runs; ``bullets`` are the small shapes drawn on the page."""
    out: list[TextLine] = []
    for row in printed_lines(runs):
        main = max(row, key=lambda run: len(run.text))
        out.append(
            TextLine(
                row,
                row[0].x0,
                min(run.top for run in row),
                max(run.x1 for run in row),
                max(run.bottom for run in row),
                main.base,
                main.size,
                all(fonts[run.font].bold for run in row),
                all(fonts[run.font].italic for run in row),
                page,
            )
        )
    for line in out if bullets else ():
        line.bullet = any(_before(bullet, line) for bullet in bullets)
    return out


def _before(bullet: Box, line: TextLine) -> bool:
    """Whether a small shape stands just before a line, at its height, as a bullet does."""
    middle = (bullet[1] + bullet[3]) / 2
    return line.top <= middle <= line.bottom and 0 < line.x0 - bullet[2] < _BULLET_GAP * line.size


def paragraphs(lines: list[TextLine]) -> list[Paragraph]:
    """The lines of one column as paragraphs."""
    if not lines:
        return []
    out: list[Paragraph] = []
    x0, x1 = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for group in _groups(lines):
        out += _split(group)
    for paragraph in out:
        paragraph.column_x0, paragraph.column_x1 = x0, x1
        _mark_list(paragraph)
    return out


def _groups(lines: list[TextLine]) -> list[list[TextLine]]:
    """Lines in the same type with no extra space between them."""
    leading = _leading(lines)
    groups: list[list[TextLine]] = [[lines[0]]]
    for before, line in itertools.pairwise(lines):
        pitch = line.base - before.base
        usual = leading.get(round(line.size), 1.2 * line.size)
        group = groups[-1]
        if len(group) >= 2:
            usual = (
                min(usual, max(group[-1].base - group[-2].base, line.size))
                if group[-1].base > group[-2].base
                else usual
            )
        if pitch > 1.22 * usual + 0.5 or pitch < -0.5 * line.size or _other_type(before, line):
            groups.append([line])
        else:
            group.append(line)
    return groups


def _leading(lines: list[TextLine]) -> dict[int, float]:
    """The usual baseline distance for every type size: the median of the plausible ones."""
    pitches: dict[int, list[float]] = {}
    for before, line in itertools.pairwise(lines):
        pitch = line.base - before.base
        if 0.8 * line.size <= pitch <= 2.6 * line.size and abs(before.size - line.size) < 0.8:
            pitches.setdefault(round(line.size), []).append(pitch)
    return {
        size: _low_median(found) if len(found) >= _ENOUGH_PITCHES else min(_low_median(found), _COMMON_PITCH * size)
        for size, found in pitches.items()
    }


def _low_median(values: list[float]) -> float:
    values = sorted(values)
    return values[(len(values) - 1) * 2 // 5]


def _other_type(before: TextLine, line: TextLine) -> bool:
    ratio = line.size / before.size if before.size else 1.0
    if not 0.9 < ratio < 1.11:
        return True
    return before.bold != line.bold and len(before.text) > 2 and len(line.text) > 2


def _split(group: list[TextLine]) -> list[Paragraph]:
    right = max(line.x1 for line in group)
    left = min(line.x0 for line in group)
    centred = _centred(group, left)
    out = [Paragraph([group[0]])]
    for number in range(1, len(group)):
        before, line = group[number - 1], group[number]
        after = group[number + 1] if number + 1 < len(group) else None
        if _starts_new(out[-1].lines, before, line, after, left, right, centred):
            out.append(Paragraph([line]))
        else:
            out[-1].lines.append(line)
    return out


def _centred(group: list[TextLine], left: float) -> bool:
    if len(group) < 2:
        return False
    middles = [(line.x0 + line.x1) / 2 for line in group]
    spread = max(middles) - min(middles)
    lefts = max(line.x0 for line in group) - left
    return spread < 4 and lefts > 6


def _starts_new(  # noqa: PLR0911  # one rule a line, the first that applies decides
    current: list[TextLine],
    before: TextLine,
    line: TextLine,
    after: TextLine | None,
    left: float,
    right: float,
    centred: bool,
) -> bool:
    em = line.size
    if line.bullet:
        return True
    if before.hyphen or before.text.endswith("-"):
        return False
    if page_of(before.text):
        return True
    if MARKER.match(line.text) and (_counts_on(current[0], line) or not _inline_number(before, line, right)):
        return True
    if centred:
        return False
    ended = bool(_ENDS.search(before.text))
    lower = line.text[:1].islower()
    body = current[-1].x0 if len(current) > 1 else None
    if body is None:
        hanging = MARKER.match(current[0].text) is not None or (
            after is not None and abs(after.x0 - line.x0) < 0.3 * em and current[0].x0 < line.x0
        )
        if line.x0 > before.x0 + 0.7 * em and not hanging and not lower:
            return True
    else:
        if line.x0 > body + 0.7 * em and not lower:
            return True
        if line.x0 < body - 0.7 * em and not (lower and not ended):
            return True
    room = right - before.x1
    first = line.runs[0]
    need = first.edges[len(first.text.partition(" ")[0])] - first.x0 + 0.25 * em if first.edges else first.x1 - first.x0
    if room > need + 0.02 * (right - left) + 0.2 * em:
        return ended or not lower or room > 0.5 * (right - left)
    return False


def _counts_on(first: TextLine, line: TextLine) -> bool:
    """Whether two lines begin with neighbouring numbers in one style: "1)" and "2)"."""
    one, other = MARKER.match(first.text), MARKER.match(line.text)
    if one is None or other is None or not one.group("number") or not other.group("number"):
        return False
    low, high = re.findall(r"\d+", one.group(0))[0], re.findall(r"\d+", other.group(0))[0]
    return int(high) == int(low) + 1 and one.group(0).replace(low, "") == other.group(0).replace(high, "")


def _inline_number(before: TextLine, line: TextLine, right: float) -> bool:
    """Whether a number at the line's start only looks like a marker: the sentence before runs on into it."""
    found = MARKER.match(line.text)
    if found is None:
        return False
    if found.group("bullet"):
        dash = found.group(0)[:1] in "–—-"
        return dash and bool(_OPEN_END.search(before.text)) and before.x1 > right - 2 * line.size
    full = before.x1 > right - 3 * line.size
    return (
        full and not _ENDS.search(before.text) and bool(_OPEN_END.search(before.text)) and abs(before.x0 - line.x0) < 1
    )


def _mark_list(paragraph: Paragraph) -> None:
    if paragraph.lines[0].bullet:
        paragraph.kind, paragraph.level = "list_item", 1
        return
    found = MARKER.match(paragraph.text)
    if found is None:
        return
    rest = paragraph.text[found.end() :].strip()
    if not rest:
        return
    paragraph.kind = "list_item"
    paragraph.level = 1
    number = re.sub(r"\D", "", found.group("number") or "")
    paragraph.ordinal = int(number) if number else None
