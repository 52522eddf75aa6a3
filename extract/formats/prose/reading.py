"""A decoded text to blocks: entries found, joined, given their kinds, their markup resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.document import Block, BlockKind
from extract.encoding import Decoded
from extract.formats.prose.entries import Entry, scan
from extract.formats.prose.inline import has_markup, resolve
from extract.formats.prose.kinds import classify
from extract.formats.prose.lines import SourceLine, source_lines
from extract.formats.prose.paragraphs import join
from extract.grid import table_text

_META = re.compile(r"(?P<key>[A-Za-z_-]{2,30})\s*:\s*(?P<value>.{0,500})")
_TITLE_KEYS = ("title", "headline")
_DATE_KEYS = ("date", "published", "publishdate", "date-published")
_MARKER_LEFT = re.compile(r"^[ \t\u00a0]+|[ \t\u00a0]+$", re.MULTILINE)
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_FOOTNOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]:?")


@dataclass(frozen=True, slots=True)
class Prose:
    """What a text gives: blocks in order, and what its front matter says of title and date."""

    blocks: tuple[Block, ...]
    title: str = ""
    dated: str = ""


def read_prose(decoded: Decoded, *, markdown: bool = False) -> Prose:
    """The blocks of a text; ``markdown`` says that line breaks within a paragraph mean nothing."""
    markup = markdown or has_markup(decoded.text)
    lines, title, dated = _without_front_matter(source_lines(decoded.text))
    joined = join(scan(lines, markup=markup, markdown=markdown), lines, markdown=markdown)
    entries = classify(joined, lines)
    blocks: list[Block] = []
    for kind, entry in entries:
        blocks += _blocks(kind, entry, lines, decoded, markup=markup)
    return Prose(tuple(blocks), title, dated)


def _without_front_matter(lines: list[SourceLine]) -> tuple[list[SourceLine], str, str]:
    """The lines below a YAML front matter, and the title and date in it."""
    if not lines or lines[0].text.rstrip() != "---":
        return lines, "", ""
    stop = next((at for at, line in enumerate(lines[1:60], 1) if line.text.rstrip() in ("---", "...")), 0)
    found = {}
    for line in lines[1:stop]:
        pair = _META.fullmatch(line.text.strip())
        if pair is not None:
            found[pair["key"].lower()] = pair["value"].strip().strip("\"'")
    if not found:
        return lines, "", ""
    title = next((found[key] for key in _TITLE_KEYS if key in found), "")
    dated = next((found[key] for key in _DATE_KEYS if key in found), "")
    return lines[stop + 1 :], title, dated


def _blocks(
    kind: BlockKind, entry: Entry, lines: Sequence[SourceLine], decoded: Decoded, *, markup: bool
) -> list[Block]:
    first, last = entry.span or (lines[entry.lines[0]].start + entry.cut, lines[entry.lines[-1]].stop)
    start, stop = decoded.offset(first), decoded.offset(last)
    if entry.table is not None:
        table = Block(0, "table", table_text(entry.table), table=entry.table, source_start=start, source_stop=stop)
        return [table, *(_furniture(lines[at], decoded) for at in entry.repeats)]
    raw = _raw(entry, lines, decoded.text)
    text = _clean(raw, entry, markup=markup)
    if not text:
        return []
    level = entry.level if kind in ("heading", "list_item") else 0
    ordinal = entry.ordinal if kind in ("list_item", "reference") else None
    return [Block(0, kind, text, level=level, ordinal=ordinal, source_start=start, source_stop=stop)]


def _furniture(line: SourceLine, decoded: Decoded) -> Block:
    start, stop = decoded.offset(line.start), decoded.offset(line.stop)
    return Block(0, "furniture", resolve(line.text.strip(), markup=False), source_start=start, source_stop=stop)


def _raw(entry: Entry, lines: Sequence[SourceLine], text: str) -> str:
    """The source of an entry, blank lines between its lines left out."""
    if entry.style == "setext":
        return lines[entry.lines[0]].text
    if entry.span is not None:
        return text[entry.span[0] : entry.span[1]]
    if entry.skip and len(entry.lines) > 1:
        first = f"{lines[entry.lines[0]].text.strip()} {lines[entry.lines[1]].text.strip()}"
        return "\n".join([first, *(lines[at].text for at in entry.lines[2:])])
    first, *rest = (lines[at].text for at in entry.lines)
    return "\n".join([first[entry.cut :], *rest])


def _clean(raw: str, entry: Entry, *, markup: bool) -> str:
    if entry.role == "code":
        return raw.split("\n", 1)[-1].rsplit("\n", 1)[0]
    text = raw
    if entry.role == "heading" and entry.style != "setext":
        text = text.strip().strip("#").strip()
    text = resolve(_QUOTED.sub("", text)) if markup else resolve(text, markup=False)
    if markup:
        text = _FOOTNOTE_MARK.sub(r"[\1]", text) if "[^" in text else text
    return _MARKER_LEFT.sub("", text).strip()
