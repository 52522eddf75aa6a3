"""Lines to entries: what each line starts, tables and code taken out, furniture told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extract.document import Table
from extract.formats.prose.flattened import flattened_rows
from extract.formats.prose.lines import SourceLine
from extract.formats.prose.tables import find_table, is_drawn_rule, with_header_rows
from extract.formats.web.tables import parse_table
from extract.grid import table_of
from extract.leaders import led
from extract.roles import is_caption, is_continuation_label, is_note, is_site_phrase
from extract.shapes import (
    is_certain_page_number,
    is_lone_bullet,
    marker,
    page_number,
    section_number,
)

Role = Literal[
    "plain", "item", "heading", "table", "code", "rule", "furniture", "caption", "note", "footnote", "section"
]

_ATX = re.compile(r" {0,3}(?P<marks>#{1,6})[ \t]+(?P<title>\S.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_RULE = re.compile(r"\s*(?:(?:[-–—][ \t]*){3,}|(?:[_*=][ \t]*){3,})")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_NOTE_TEXT = re.compile(r"\[\^[^\]\s]{1,40}\]:[ \t]*")
_STRONG = re.compile(r"\s*(?:\*\*|__)(?!\s).{1,600}?(?:\*\*|__)\s*[.:]?\s*", re.DOTALL)
_MENU_LETTERS = 4
_LONGEST_ROW = 200_000


@dataclass(slots=True)
class Entry:
    """One piece of the text in the making: the lines it is made of and what they are."""

    role: Role
    lines: list[int]
    level: int = 0
    ordinal: int | None = None
    style: str = ""
    skip: int = 0
    table: Table | None = None
    strong: bool = False
    repeats: tuple[int, ...] = ()
    span: tuple[int, int] | None = None
    cut: int = 0


def scan(lines: Sequence[SourceLine], *, markup: bool, markdown: bool) -> list[Entry]:
    """One entry for each line or table, before paragraphs are joined."""
    furniture = _running_lines(lines) | _page_numbers(lines) | _menu_letters(lines)
    entries: list[Entry] = []
    at = 0
    while at < len(lines):
        if at in furniture:
            entries.append(Entry("furniture", [at]))
            at += 1
            continue
        fenced = _fenced(lines, at) if markup else None
        if fenced is not None:
            entries.append(fenced)
            at = fenced.lines[-1] + 1
            continue
        pasted = _pasted_table(lines, at) if "<table" in lines[at].text.lower() else None
        if pasted is not None:
            entries.append(pasted)
            at = pasted.lines[-1] + 1
            continue
        found = find_table(lines, at, markup=markup) if _may_begin_table(lines[at].text) else None
        if found is not None:
            entries.append(
                Entry("table", list(range(found.first, found.last)), table=found.table, repeats=found.repeats)
            )
            at = found.last
            continue
        rows = flattened_rows(lines, at) if _may_be_flattened(entries, lines, at) else []
        if rows:
            last = at + len(rows) * len(rows[0])
            entries.append(Entry("table", list(range(at, last)), table=with_header_rows(table_of(rows), 1)))
            at = last
            continue
        at = _take_line(lines, at, entries, markup=markup, markdown=markdown)
    return entries


def _may_be_flattened(entries: Sequence[Entry], lines: Sequence[SourceLine], at: int) -> bool:
    """Whether a run of short lines may begin here: under a caption, or after a wider gap."""
    if at + 1 >= len(lines) or len(lines[at].text) > 80 or len(lines[at + 1].text) > 80:
        return False
    return not entries or entries[-1].role in ("caption", "heading") or lines[at].gap > lines[at + 1].gap


def _pasted_table(lines: Sequence[SourceLine], at: int) -> Entry | None:
    """An HTML table pasted into the text, up to the line that closes it."""
    if not lines[at].text.lstrip().lower().startswith("<table"):
        return None
    for stop in range(at, min(len(lines), at + 5000)):
        if "</table>" in lines[stop].text.lower():
            table = parse_table("\n".join(line.text for line in lines[at : stop + 1]))
            return None if table is None else Entry("table", list(range(at, stop + 1)), table=table)
    return None


def _may_begin_table(text: str) -> bool:
    if len(text) > _LONGEST_ROW:
        return False
    return "\t" in text.strip() or "|" in text or "  " in text.strip() or is_drawn_rule(text) or led(text) is not None


def _fenced(lines: Sequence[SourceLine], at: int) -> Entry | None:
    opening = _FENCE.match(lines[at].text)
    if opening is None:
        return None
    fence = opening[1]
    for stop in range(at + 1, len(lines)):
        if lines[stop].text.strip().startswith(fence[:3]) and not lines[stop].text.strip().strip(fence[0]):
            return Entry("code", list(range(at, stop + 1)))
    return None


def _take_line(lines: Sequence[SourceLine], at: int, entries: list[Entry], *, markup: bool, markdown: bool) -> int:
    """Add the entry that line ``at`` starts; the index of the line after it."""
    line = lines[at]
    text = line.text.strip()
    atx = _ATX.match(line.text) if markup or markdown else None
    if atx is not None:
        entries.append(Entry("heading", [at], level=len(atx["marks"])))
        return at + 1
    if _is_underlined(lines, at):
        level = 1 if lines[at + 1].text.strip().startswith("=") else 2
        entries.append(Entry("heading", [at, at + 1], level=level, style="setext"))
        return at + 2
    if _RULE.fullmatch(line.text):
        entries.append(Entry("rule", [at]))
        return at + 1
    if is_lone_bullet(text) and at + 1 < len(lines):
        entries.append(Entry("item", [at, at + 1], level=1, style="bullet", skip=1))
        return at + 2
    entries.append(_entry(line, at, text, markup=markup))
    return at + 1


def _is_underlined(lines: Sequence[SourceLine], at: int) -> bool:
    """Whether the next line underlines this one, which makes it a heading (CommonMark 0.31, 4.3)."""
    if at + 1 >= len(lines) or lines[at + 1].gap or (at and not lines[at].gap):
        return False
    below = lines[at + 1].text
    return bool(_SETEXT.match(below)) and len(below.strip()) >= 3 and len(lines[at].text) <= 200 and "|" not in below


def _entry(line: SourceLine, at: int, text: str, *, markup: bool) -> Entry:
    strong = markup and bool(_STRONG.fullmatch(text))
    plain = text.strip("*_ ") if markup else text
    if is_caption(plain):
        return Entry("caption", [at], strong=strong)
    if is_note(plain) or (markup and _NOTE_TEXT.match(text)):
        return Entry("note" if is_note(plain) else "footnote", [at])
    if is_continuation_label(plain) or is_site_phrase(plain):
        return Entry("furniture", [at])
    found = marker(text) if not strong else None
    if found is not None and not section_number(plain):
        return Entry("item", [at], min(1 + line.indent // 2, 6), found.ordinal, found.style)
    return Entry("section" if section_number(plain) else "plain", [at], strong=strong)


def _running_lines(lines: Sequence[SourceLine]) -> set[int]:
    """Lines said again and again in mid-text: running titles, headers, footers; the first one stays."""
    seen: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        key = _running_key(line.text)
        if key:
            seen.setdefault(key, []).append(at)
    first_title = next((key for key in seen), "")
    running: set[int] = set()
    for key, found in seen.items():
        often = len(found) >= 3 and found[-1] - found[0] > 8  # twice may be a heading and its mention
        if often or (key == first_title and len(found) > 1):
            running.update(found[1:])
    return running


def _running_key(text: str) -> str:
    """What stays of a running line from page to page: its words; nothing for lines that cannot be one."""
    plain = text.strip().strip("*_# ")
    if not 12 <= len(plain) <= 150 or "\t" in plain or "|" in plain or plain[-1:] in ";,:":
        return ""
    if plain.startswith("http") or is_caption(plain) or is_note(plain):
        return ""
    words = [word for word in re.sub(r"\d+", " ", plain.lower()).split() if any(map(str.isalpha, word))]
    return " ".join(words) if len(words) >= 2 else ""  # a single word may be a label


def _page_numbers(lines: Sequence[SourceLine]) -> set[int]:
    """Lines that are page numbers: those that say so, and three or more numbers that count on, well apart."""
    numbered = [(at, number) for at, line in enumerate(lines) if (number := page_number(line.text)) is not None]
    found: set[int] = set()
    for (at, number), (later, following) in pairwise(numbered):
        if following - number in (1, 2) and later - at >= 5:  # a page holds at least a few lines
            found |= {at, later}
    certain = {at for at, line in enumerate(lines) if is_certain_page_number(line.text)}
    return found | certain if len(found) >= 3 else certain


def _menu_letters(lines: Sequence[SourceLine]) -> set[int]:
    """Runs of bullets with one to three letters: a site's switches of font size and contrast, no list."""
    found: set[int] = set()
    run: list[int] = []
    for at, line in enumerate([*lines, SourceLine("end of text", 0, 0)]):
        text = line.text.strip()
        sign = marker(text)
        rest = text[sign.length :].strip() if sign is not None and sign.ordinal is None else text
        if len(rest) <= 3 and rest.isalpha() and (sign is not None or run):
            run.append(at)
            continue
        few = Counter(lines[row].text.strip() for row in run)
        if len(run) >= _MENU_LETTERS and len(few) <= max(2, len(run) // 2):
            found.update(run)
        run = []
    return found
