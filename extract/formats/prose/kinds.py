"""What each joined entry is: heading, list item, reference, caption, note, paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.dating import is_date_line
from extract.document import BlockKind
from extract.formats.prose.entries import Entry
from extract.formats.prose.lines import SourceLine
from extract.roles import is_references_heading, is_site_phrase, reads_as_reference
from extract.shapes import (
    bare,
    begins_low,
    ends_open,
    ends_sentence,
    is_capitals,
    is_worded_heading,
    section_number,
    title_like,
)

Kinds = list[tuple[BlockKind, Entry]]

_REFERENCE_NUMBER = re.compile(r"[\[(]?(?P<number>\d{1,3})[\])]?[.)]?[ \t\u00a0]+(?=\S)")
_RUN_IN = re.compile(r"(?P<title>\d{1,2}\.[ \u00a0]+[^\W\d_][^.!?\n]{2,80}\.)[ \u00a0]+(?=[«“\"]?[^\W\d_])")
_SECTION_LENGTH = 150
_TITLE_LENGTH, _ABOVE = 120, 2.5
"""Characters of a section's title, and how much longer than it a line below is at least that is prose."""
_CODE = re.compile(r"(?:УДК|ББК|UDC|UDK|JEL|DOI|ISSN|ISBN|ORCID|https?:)\b", re.IGNORECASE)


def classify(entries: Sequence[Entry], lines: Sequence[SourceLine]) -> Kinds:
    """Each entry with the kind of block it makes; separators are left out."""
    texts = [_text(entry, lines) for entry in entries]
    marked_headings = sum(entry.role == "heading" for entry in entries) >= 2
    references = _references(entries, texts)
    listed = _unmarked_items(entries, texts, lines)
    title = -1 if marked_headings else _title(entries, texts)
    numbered = _numbered_headings(entries, texts, references, lines)
    kinds: Kinds = []
    for at, entry in enumerate(entries):
        if entry.role == "rule":
            continue
        if at in references:
            kinds += _reference_parts(entry, lines)
            continue
        if at in numbered:
            kinds += _run_in(entry, texts[at], lines)
            continue
        kind: BlockKind = (
            "list_item"
            if at in listed
            else "heading"
            if at == title
            else _kind(entries, texts, at, marked=marked_headings)
        )
        if kind == "list_item" and not entry.level:
            entry.level = 1
        if kind == "heading" and entry.level == 0:
            entry.level = (
                1
                if at == title
                else _level(texts[at], first=title < 0 and not any(kind == "heading" for kind, _ in kinds))
            )
        kinds.append((kind, entry))
    _set_depths(kinds, lines)
    return _site_labels(kinds, lines)


def _set_depths(kinds: Kinds, lines: Sequence[SourceLine]) -> None:
    """The depth of each list item by its indent among those of its list, two blanks or more to a step."""
    steps: list[int] = []
    for kind, entry in kinds:
        if kind != "list_item":
            steps = []
            continue
        indent = lines[entry.lines[0]].indent
        while steps and indent <= steps[-1] - 2:
            steps.pop()
        if not steps or indent >= steps[-1] + 2:
            steps.append(indent)
        entry.level = min(len(steps), 6)


def _text(entry: Entry, lines: Sequence[SourceLine]) -> str:
    return "\n".join(lines[at].text.strip() for at in entry.lines).strip("*_ ")


def _kind(entries: Sequence[Entry], texts: Sequence[str], at: int, *, marked: bool) -> BlockKind:
    entry = entries[at]
    match entry.role:
        case "table":
            return "table"
        case "heading" | "furniture" | "caption" | "footnote":
            return entry.role
        case "note":
            return "footnote"
        case "item":
            return "list_item"
        case "code":
            return "paragraph"
        case _:
            return _plain_kind(entries, texts, at, marked=marked)


def _plain_kind(entries: Sequence[Entry], texts: Sequence[str], at: int, *, marked: bool) -> BlockKind:
    entry, text = entries[at], texts[at]
    following = _next(entries, at)
    if following is not None and following.role in ("table", "note") and _caption_like(entry, text):
        return "caption"
    if entry.role == "section":
        return "heading" if len(text) <= 250 and text.count(". ") <= 2 else "paragraph"
    if is_references_heading(text):
        return "heading"
    if marked or following is None:
        return "paragraph"
    return "heading" if _is_heading(entry, text, following, texts[at + 1]) else "paragraph"


def _is_heading(entry: Entry, text: str, following: Entry, below: str) -> bool:
    """Whether a text without marks is a heading by its shape and by what stands below it."""
    if is_capitals(text) and len(text) <= 300:
        return True
    if len(entry.lines) > 1 or not title_like(text) or is_date_line(text):
        return False
    if following.role not in ("plain", "item", "section", "heading"):
        return is_worded_heading(text)
    answered = text.endswith("?") and len(below) >= 60 and ends_sentence(below)
    return is_worded_heading(text) or answered or len(below) > 1.5 * len(text)


def _caption_like(entry: Entry, text: str) -> bool:
    if len(text) > 400 or bare(text)[-1:] in ";:":
        return False
    return entry.strong or (title_like(text.replace("\n", " ")) and bare(text)[-1:] != ".")


def _next(entries: Sequence[Entry], at: int) -> Entry | None:
    return next((entry for entry in entries[at + 1 : at + 3] if entry.role != "furniture"), None)


def _unmarked_items(entries: Sequence[Entry], texts: Sequence[str], lines: Sequence[SourceLine]) -> set[int]:
    """Items whose bullets were lost: after a colon, or several in a row, set wider apart than paragraphs are."""
    gaps = sorted(lines[entry.lines[0]].gap for entry in entries if entry.role == "plain" and lines[entry.lines[0]].gap)
    usual = gaps[len(gaps) // 2] if gaps else 1
    found: set[int] = set()
    at = 0
    while at < len(entries):
        stop = at
        while stop < len(entries) and entries[stop].role == "plain" and lines[entries[stop].lines[0]].gap >= usual + 2:
            stop += 1
        led = at > 0 and entries[at - 1].role == "plain" and texts[at - 1].rstrip().endswith(":")
        brief = all(title_like(text) for text in texts[at:stop])
        if stop > at and (led or (stop - at >= 2 and brief)):
            found.update(range(at, stop))
        elif led and entries[at].role == "plain":
            stop = _semicolon_items(entries, texts, at)
            found.update(range(at, stop))
        at = max(stop, at + 1)
    return found


def _semicolon_items(entries: Sequence[Entry], texts: Sequence[str], at: int) -> int:
    """Where a list ends whose items end with semicolons and the last with a full stop; ``at`` when it is none."""
    stop = at
    while stop < len(entries) and entries[stop].role == "plain" and texts[stop].rstrip().endswith(";"):
        stop += 1
    closed = stop < len(entries) and entries[stop].role == "plain" and begins_low(texts[stop])
    return stop + 1 if stop - at >= 1 and closed and begins_low(texts[at]) else at if stop - at < 2 else stop


def _title(entries: Sequence[Entry], texts: Sequence[str]) -> int:
    """The title of a text without marks: of the short lines before all prose one in capitals, or the fullest."""
    short: list[int] = []
    for at, entry in enumerate(entries[:14]):
        if entry.role in ("furniture", "rule"):
            continue
        text = texts[at].replace("\n", " ")
        if entry.role != "plain" or (len(text) > 260 or bare(text)[-1:] in ".:;,"):
            break
        if not _CODE.match(text) and title_like(text[:160]) and not ends_open(text):
            short.append(at)
    capital = [at for at in short if is_capitals(texts[at])]
    if capital:
        return capital[0]
    return max(short, key=lambda at: (min(len(texts[at].split()), 12), -at), default=-1)


def _level(text: str, *, first: bool) -> int:
    number = section_number(text)
    if number:
        return min(number.count(".") + 2, 6)
    if first or is_capitals(text):
        return 1
    return 2


def _numbered_headings(
    entries: Sequence[Entry], texts: Sequence[str], references: set[int], lines: Sequence[SourceLine]
) -> set[int]:
    """Items 1, 2, 3 … that stand far apart with prose between them: they number the sections.

    The first number may be another one, as in a chapter of its own.
    """
    found = [
        at
        for at, entry in enumerate(entries)
        if entry.role == "item" and entry.style == "number" and at not in references
    ]
    chosen: set[int] = set()
    chain: list[int] = []
    for at in found:
        entry = entries[at]
        if not _is_section_start(entries, texts, at, lines):
            continue
        last = chain[-1] if chain else at
        if not chain or (entry.ordinal == 1 and len(chain) == 1):
            chain = [at]
        elif entry.ordinal == (entries[last].ordinal or 0) + 1 and _far(entries, texts, lines, last, at):
            chain.append(at)
    if len(chain) >= 2:  # one numbered line numbers nothing
        chosen.update(chain)
    return chosen


def _far(entries: Sequence[Entry], texts: Sequence[str], lines: Sequence[SourceLine], first: int, last: int) -> bool:
    """Whether as much prose as a section has stands between two numbered lines."""
    between = sum(len(text) for text in texts[first + 1 : last])
    own = len(texts[first]) if _titled(entries[first], lines) else 0
    return between + own >= _SECTION_LENGTH


def _titled(entry: Entry, lines: Sequence[SourceLine]) -> bool:
    """Whether the first line of an entry is a title right above prose, with no blank line between."""
    if len(entry.lines) < 2:  # a line alone has nothing below it
        return False
    title, below = (lines[at].text.strip() for at in entry.lines[:2])
    whole = len(title) <= _TITLE_LENGTH and title_like(title) and bare(title)[-1:] not in ".,;:"
    return whole and below[:1].isupper() and len(below) >= _ABOVE * len(title)


def _is_section_start(entries: Sequence[Entry], texts: Sequence[str], at: int, lines: Sequence[SourceLine]) -> bool:
    text = texts[at]
    short = len(text) <= 120 and "\n" not in text
    ordinal = entries[at].ordinal or 0
    # A neighbour with another number than the next or the one before belongs to a list of its own.
    listed = any(
        0 <= near < len(entries)
        and entries[near].role == "item"
        and entries[near].style == "number"
        and entries[near].ordinal == number
        and not section_number(text)
        for near, number in ((at - 1, ordinal - 1), (at + 1, ordinal + 1))
    )
    return not listed and (short or _RUN_IN.match(text) is not None or _titled(entries[at], lines))


def _run_in(entry: Entry, text: str, lines: Sequence[SourceLine]) -> Kinds:
    """A section's numbered title; when prose goes on in the same line, title and prose apart."""
    entry.level = 2
    first = lines[entry.lines[0]]
    if _titled(entry, lines):
        return [
            ("heading", replace(entry, lines=entry.lines[:1])),
            ("paragraph", replace(entry, role="plain", lines=entry.lines[1:], ordinal=None)),
        ]
    found = _RUN_IN.match(first.text.strip())
    if found is None or (len(entry.lines) == 1 and len(text) <= 120):
        return [("heading", entry)]
    start = first.start + first.indent
    title = replace(entry, lines=entry.lines[:1], span=(start, start + found.end("title")))
    rest = replace(entry, role="plain", cut=found.end() + first.indent)
    return [("heading", title), ("paragraph", rest)]


def _references(entries: Sequence[Entry], texts: Sequence[str]) -> set[int]:
    """The entries that are references: those under such a heading, and numbered lists that read like one."""
    found: set[int] = set()
    at = 0
    while at < len(entries):
        if entries[at].role in ("plain", "heading") and is_references_heading(texts[at].strip("# ")):
            stop = _end_of_references(entries, texts, at + 1)
            found.update(range(at + 1, stop))
            at = stop
            continue
        if entries[at].role == "item" and entries[at].style == "number":
            stop = at
            while stop < len(entries) and entries[stop].role == "item" and entries[stop].style == "number":
                stop += 1
            signs = sum(reads_as_reference(texts[row]) for row in range(at, stop))
            if stop - at >= 3 and signs >= 0.6 * (stop - at):
                found.update(range(at, stop))
            at = stop
            continue
        at += 1
    return {at for at in found if entries[at].role not in ("furniture", "table", "rule")}


def _end_of_references(entries: Sequence[Entry], texts: Sequence[str], at: int) -> int:
    while at < len(entries):
        entry = entries[at]
        if entry.role in ("heading", "table", "caption", "section") or is_capitals(texts[at]):
            break
        numbered = entry.role == "item" or _REFERENCE_NUMBER.match(texts[at])
        if entry.role == "plain" and not numbered and not reads_as_reference(texts[at]):
            break
        at += 1
    return at


def _reference_parts(entry: Entry, lines: Sequence[SourceLine]) -> Iterator[tuple[BlockKind, Entry]]:
    """A reference entry, cut where its lines begin with the next number."""
    part: list[int] = []
    number = entry.ordinal
    for at in entry.lines:
        found = _REFERENCE_NUMBER.match(lines[at].text.strip())
        if part and found is not None and number is not None and int(found["number"]) == number + 1:
            yield "reference", replace(entry, lines=part, ordinal=number)
            part = []
        if found is not None and not part:
            number = int(found["number"])
        part.append(at)
    yield "reference", replace(entry, lines=part, ordinal=number)


def _site_labels(kinds: Kinds, lines: Sequence[SourceLine]) -> Kinds:
    """Labels between a site's furniture at the top and the title below them are furniture, too."""
    top = [at for at, (kind, entry) in enumerate(kinds[:12]) if kind == "furniture" and _is_site(entry, lines)]
    if not top:
        return kinds
    stop = top[-1] + 1
    titles = stop
    while titles < len(kinds) and kinds[titles][0] in ("heading", "paragraph") and _is_label(kinds[titles][1], lines):
        titles += 1
    # The last of the short lines is the title itself, unless the text begins without one.
    for at in range(stop, titles - 1):
        kinds[at] = ("furniture", kinds[at][1])
    if titles - 1 >= stop and kinds[titles - 1][0] in ("heading", "paragraph"):
        kinds[titles - 1][1].level = 1
        kinds[titles - 1] = ("heading", kinds[titles - 1][1])
    return kinds


def _is_site(entry: Entry, lines: Sequence[SourceLine]) -> bool:
    text = _text(entry, lines)
    return is_site_phrase(text) or len(text) <= 5  # a switch of the site


def _is_label(entry: Entry, lines: Sequence[SourceLine]) -> bool:
    return len(entry.lines) == 1 and title_like(_text(entry, lines))
