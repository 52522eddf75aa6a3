"""Entries of single lines joined to paragraphs: wrapped lines, doubled line spacing, page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.formats.prose.cards import standing
from extract.formats.prose.entries import Entry
from extract.formats.prose.lines import SourceLine, wrap_widths
from extract.shapes import (
    begins_low,
    ends_in_hyphen,
    ends_open,
    ends_sentence,
    is_capitals,
    marker,
    title_like,
)

_SENTENCE_INSIDE = re.compile(r"[.!?]\s+[\"«“(]?[^\W\d_a-zа-яіїєґ]")
_LABEL = re.compile(r"[^\W\d_][\w /’'-]{1,60}:")
_PAGE_GAP = 3
_GROWING = ("plain", "item", "section", "caption", "note", "footnote")


def join(entries: Sequence[Entry], lines: Sequence[SourceLine], *, markdown: bool) -> list[Entry]:
    """The entries with the lines of each paragraph, item or caption in one entry."""
    widths = wrap_widths(lines)
    spaced = _double_spaced(entries, lines)
    stands = standing(lines, widths)
    joined: list[Entry] = []
    passed: list[Entry] = []
    for entry in entries:
        above = joined[-1] if joined else None
        if entry.role == "furniture":
            passed.append(entry)
            continue
        if stands[entry.lines[0]] and entry.role == "plain":
            entry.role = "item"
        alone = stands[entry.lines[0]] or (
            above is not None and stands[above.lines[-1]] and not begins_low(lines[entry.lines[0]].text)
        )
        if (
            above is not None
            and not alone
            and _goes_on(above, entry, lines, widths, spaced, markdown=markdown, apart=bool(passed))
        ):
            above.lines += entry.lines
            above.strong = above.strong and entry.strong
            # Furniture inside a paragraph is told before it, so that the paragraph can still grow.
            joined[-1:-1] = passed
            passed = []
            continue
        joined += passed
        passed = []
        joined.append(entry)
    return joined + passed


def _double_spaced(entries: Sequence[Entry], lines: Sequence[SourceLine]) -> list[bool]:
    """For each line whether a blank line stands between any two lines there, even inside sentences."""
    single: list[int] = []
    broken: list[int] = []
    plain = {entry.lines[0] for entry in entries if entry.role in ("plain", "item") and len(entry.lines) == 1}
    for at, line in enumerate(lines):
        pair = at in plain and at - 1 in plain and line.gap == 1
        above = lines[at - 1].text if at else ""
        single.append(int(pair))
        broken.append(int(pair and begins_low(line.text) and not ends_sentence(above) and len(above) < 200))
    near = 14
    flags: list[bool] = []
    for at in range(len(lines)):
        window = slice(max(0, at - near), at + near)
        count = sum(single[window])
        flags.append(count >= 3 and sum(broken[window]) >= 0.25 * count)  # fewer pairs tell nothing
    return flags


def _goes_on(
    above: Entry,
    entry: Entry,
    lines: Sequence[SourceLine],
    widths: Sequence[int],
    spaced: Sequence[bool],
    *,
    markdown: bool,
    apart: bool,
) -> bool:
    """Whether ``entry`` goes on with the paragraph ``above`` it."""
    if above.role not in _GROWING or not _may_follow(above, entry, lines, widths):
        return False
    last, first = lines[above.lines[-1]], lines[entry.lines[0]]
    upper, lower = _unmarked(last.text), _unmarked(first.text)
    if ends_in_hyphen(upper) and begins_low(lower) and first.gap <= _PAGE_GAP:
        return True
    if first.gap == 0 and not apart:
        return markdown or _goes_on_tight(above, last, first, widths[entry.lines[0]])
    if first.gap <= 1 and spaced[entry.lines[0]] and above.role != "note":
        return _goes_on_spaced(upper, lower, widths[entry.lines[0]])
    if first.gap > _PAGE_GAP or above.role in ("caption", "note", "section"):
        return False
    return _plainly_goes_on("\n".join(lines[at].text for at in above.lines[-3:]), lower)


def _may_follow(above: Entry, entry: Entry, lines: Sequence[SourceLine], widths: Sequence[int]) -> bool:
    """Whether this entry's role lets it be the next line of the one above."""
    if entry.role == "plain":
        return not (above.strong != entry.strong and lines[entry.lines[0]].gap)
    if entry.role != "item" or above.role not in ("plain", "item"):
        return False
    # A dash or number that begins a wrapped line by chance.
    upper = lines[above.lines[-1]].text
    full = widths[above.lines[-1]] and len(upper.rstrip()) >= 0.85 * widths[above.lines[-1]]
    if not full or ends_sentence(upper) or lines[entry.lines[0]].gap > 1:
        return False
    if entry.style == "dash":
        return above.style != "dash"
    return entry.style == "number" and entry.ordinal not in (1, (above.ordinal or 0) + 1)


def _unmarked(text: str) -> str:
    return text.strip().strip("*_")


def _room(upper: str, lower: str, width: int) -> int:
    """How many characters were left on the upper line after the first word of the lower one would have been set."""
    first = lower.split(None, 1)[0] if lower.split() else ""
    return width - len(upper.rstrip()) - 1 - len(first)


def _goes_on_tight(above: Entry, last: SourceLine, first: SourceLine, width: int) -> bool:
    upper, lower = _unmarked(last.text), _unmarked(first.text)
    if begins_low(lower):
        return True
    if is_capitals(upper) != is_capitals(lower) and min(len(upper), len(lower)) > 5:
        return False
    if not width:
        return (not (ends_sentence(upper) and len(upper) > 100) and len(lower) <= 400) or (
            len(upper) <= 60 and above.strong
        )
    if first.indent >= last.indent + 2 and above.role == "plain" and len(above.lines) > 1:
        return False
    room = _room(upper, lower, width)
    if room > 0.08 * width and ends_sentence(upper):
        return False
    is_title = len(above.lines) == 1 and above.role == "plain" and title_like(upper) and not ends_open(upper)
    return not (is_title and room > 0.35 * width and len(lower) > 0.6 * width)


def _goes_on_spaced(upper: str, lower: str, width: int) -> bool:
    if begins_low(lower) and not ends_sentence(upper):
        return True
    if not width:
        return False
    if _room(upper, lower, width) > 0.08 * width:
        return ends_open(upper) and not ends_sentence(upper)
    return is_capitals(upper) == is_capitals(lower) or len(lower) < 20


def _plainly_goes_on(upper: str, lower: str) -> bool:
    """Whether a sentence broken off at a page's end goes on in the next paragraph beyond doubt."""
    if ends_sentence(upper) or marker(lower) is not None or lower.startswith(("http", "www.", "©")):
        return False
    words = len(upper.split())
    if begins_low(lower):
        return words >= 6 or (words >= 2 and ends_open(upper))  # shorter ones are labels
    if _LABEL.match(lower):
        return False
    if ends_open(upper):
        return words >= 6
    return len(upper) >= 150 and bool(_SENTENCE_INSIDE.search(upper)) and len(lower) >= 40
