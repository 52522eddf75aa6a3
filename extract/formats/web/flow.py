"""The elements of a page in reading order, each as a block."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from extract.document import Block, BlockKind
from extract.formats.web.boilerplate import Judge
from extract.formats.web.inline import after_link, collapse, inline_text, is_hidden, text_of, tidy
from extract.formats.web.offsets import ATTRIBUTE, POSITION
from extract.formats.web.tables import grid_of, is_data_table, table_rows
from extract.grid import table_text
from extract.roles import is_caption, is_site_phrase, opens_related
from extract.shapes import marker, title_like

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        "html", "body", "main", "article", "section", "div", "p", "ul", "ol", "dl", "dt", "dd", "li", "table", "thead",
        "tbody", "tfoot", "tr", "td", "th", "figure", "figcaption", "blockquote", "pre", "header", "footer", "nav",
        "aside", "form", "fieldset", "address", "details", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
        "center", "menu", "select", "option", "button", "dialog", "hgroup", "legend", "caption", "noindex", "frameset",
    )
)  # fmt: skip
_NOTES = re.compile(r"(?:^|[\s_-])(?:footnotes?|endnotes?|fn|notes?|сноски)(?:$|[\s_\d:-])", re.IGNORECASE)
_STARTS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


@dataclass(slots=True)
class Flow:
    """Walks a page and gathers its blocks."""

    judge: Judge
    ends: dict[int, int]
    typed: Callable[[str], Sequence[Block]]
    """Reads preformatted text."""
    blocks: list[Block] = field(default_factory=list)
    furniture: int = 0
    depth: int = 0
    related: int = 0
    notes: int = 0
    level: int = 1

    def walk(self, element: HtmlElement) -> None:
        """Add the blocks of an element: loose text in it as paragraphs, block elements by their kind."""
        related = self.related
        loose: list[str] = [collapse(element.text or "")]
        first: HtmlElement | None = None
        for child in element:
            if child.tag == "svg" and (labels := _labels(child)):
                self._paragraph(element, loose, first)
                loose, first = [collapse(child.tail or "")], None
                self._add(child, labels, "figure")
                continue
            if is_hidden(child):
                loose.append(collapse(child.tail or ""))
                continue
            if child.tag in _BLOCKS or _holds_block(child):
                self._paragraph(element, loose, first)
                loose, first = [collapse(child.tail or "")], None
                self.take(child)
            else:
                first = child if first is None else first
                loose += [after_link(child), inline_text(child), collapse(child.tail or "")]
        self._paragraph(element, loose, first)
        self.related = related

    def take(self, element: HtmlElement) -> None:
        """Add one block element, as furniture when it is judged so."""
        judged = not self.furniture and self.judge.is_furniture(element)
        noted = bool(
            _NOTES.search(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}")
        )
        self.furniture += judged
        self.notes += noted
        self._by_tag(element)
        self.furniture -= judged
        self.notes -= noted

    def _by_tag(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if tag in _HEADINGS and not _has_blocks(element):
            self._heading(element)
        elif tag in ("ul", "ol", "menu"):
            self._list(element)
        elif tag == "dl":
            self._definitions(element)
        elif tag == "table":
            self._table(element)
        elif tag in ("figcaption", "caption"):
            self._add(element, text_of(element), "caption")
        elif tag == "pre":
            self._preformatted(element)
        elif tag in ("option", "select"):
            pass
        else:
            self.walk(element)

    def _preformatted(self, element: HtmlElement) -> None:
        """Text as it is typed: one block, or what stands round the tables that blanks, tabs or pipes set in it."""
        text = (element.text_content() or "").strip("\n")
        found = self.typed(text)
        if self.furniture or not any(block.table for block in found):
            self._add(element, text, "paragraph")
            return
        start, stop = self._span(element)
        self.blocks += [replace(one, source_start=start, source_stop=stop, element=path_of(element)) for one in found]

    def _heading(self, element: HtmlElement) -> None:
        text = text_of(element)
        if opens_related(text):
            self.related = _HEADINGS[str(element.tag)]
            self._add(element, text, "furniture")
            return
        if self.related and _HEADINGS[str(element.tag)] <= self.related:
            self.related = 0
        self.level = _HEADINGS[str(element.tag)]
        self._add(element, text, "heading", level=self.level)

    def _list(self, element: HtmlElement) -> None:
        self.depth += 1
        ordinal = _start(element)
        for child in element:
            if is_hidden(child):
                continue
            if child.tag != "li":
                self.take(child)
                continue
            value = (child.get("value") or "").strip()
            ordinal = int(value) if value.isdigit() and len(value) < 6 else ordinal
            self._item(child, ordinal if element.tag == "ol" else None, _numeral(element, ordinal))
            ordinal += -1 if "reversed" in element.attrib else 1
        self.depth -= 1

    def _item(self, element: HtmlElement, ordinal: int | None, numeral: str) -> None:
        """A list item: its own text first, then what blocks stand in it."""
        before = len(self.blocks)
        judged = not self.furniture and self.judge.is_furniture(element)
        self.furniture += judged
        self.walk(element)
        self.furniture -= judged
        if len(self.blocks) == before or self.blocks[before].kind not in ("paragraph", "footnote"):
            return
        block = self.blocks[before]
        marker = f"{numeral}. " if ordinal is not None else "• "
        if block.text.startswith(marker.strip()) or re.match(r"\(?\d{1,3}[.)]\s|[•▪–—-]\s", block.text):
            marker = ""
        kind: BlockKind = "footnote" if self._is_note(element) else "list_item"
        self.blocks[before] = replace(
            block,
            kind=kind,
            text=marker + block.text,
            level=min(self.depth, 6) if kind == "list_item" else 0,
            ordinal=ordinal,
        )

    def _is_note(self, element: HtmlElement) -> bool:
        return bool(self.notes) or bool(_NOTES.search(f"{element.get('id') or ''} {element.get('class') or ''}"))

    def _definitions(self, element: HtmlElement) -> None:
        """Terms and what is said of them: one item for each term, its definitions in lines below it."""
        terms: list[HtmlElement] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt" or not terms:
                self._add_definition(terms)
                terms = []
            terms.append(child)
        self._add_definition(terms)

    def _add_definition(self, parts: list[HtmlElement]) -> None:
        if not parts:
            return
        text = "\n".join(filter(None, map(text_of, parts)))
        before = len(self.blocks)
        self._add(parts[0], text, "list_item", level=1)
        if len(self.blocks) > before:
            self.blocks[-1] = replace(self.blocks[-1], source_stop=self._span(parts[-1])[1])

    def _table(self, element: HtmlElement) -> None:
        if not is_data_table(element):
            self.walk(element)
            return
        caption = element.find("./caption")
        if caption is not None:
            self._add(caption, text_of(caption), "caption")
        table = grid_of(element)
        if not any(cell.text for cell in table.cells):
            return
        start, stop = self._span(element)
        kind: BlockKind = "furniture" if self.furniture else "table"
        block = Block(0, kind, table_text(table), source_start=start, source_stop=stop, element=path_of(element))
        self.blocks.append(block if self.furniture else replace(block, table=table))
        for row in table_rows(element):
            for inner in row.iter("table"):
                if inner.getparent() is not None and _outer_table(inner) is element:
                    self._table(inner)

    def _paragraph(self, element: HtmlElement, loose: list[str], first: HtmlElement | None) -> None:
        text = tidy("".join(loose))
        if not text:
            return
        listed = text.split("\n")
        if len(listed) > 1 and all(marker(line) is not None for line in listed):
            for line in listed:
                self._add(element, line, "list_item", level=1)
            return
        if _is_bold_title(element, text):
            self._add(element, text, "heading", level=min(self.level + 1, 6))
            return
        kind: BlockKind = "caption" if is_caption(text) else "paragraph"
        alone = first is None or element.tag in ("p", "li", "td", "div", "figcaption", "blockquote")
        self._add(element if alone or first is None else first, text, kind)

    def _add(self, element: HtmlElement, text: str, kind: BlockKind, *, level: int = 0) -> None:
        if not text:
            return
        if self.furniture or (self.related and kind != "table") or is_site_phrase(text):
            kind, level = "furniture", 0
        elif self.notes and kind == "paragraph":
            kind = "footnote"
        start, stop = self._span(element)
        self.blocks.append(
            Block(0, kind, text, level=level, source_start=start, source_stop=stop, element=path_of(element))
        )

    def _span(self, element: HtmlElement) -> tuple[int | None, int | None]:
        """Where the element stands in the source; an element the parser added has its parent's place."""
        found: HtmlElement | None = element
        while found is not None:
            at = found.get(ATTRIBUTE)
            if at is not None and at.isdigit():
                return int(at), self.ends.get(int(at))
            found = found.getparent()
        return None, None


def _is_bold_title(element: HtmlElement, text: str) -> bool:
    """Whether a paragraph is a short line all in bold, as pages without heading tags head their parts."""
    if element.tag != "p" or not title_like(text) or len(element) != 1 or (element.text or "").strip():
        return False
    only = element[0]
    return only.tag in ("b", "strong") and not (only.tail or "").strip() and not is_caption(text)


def _labels(drawing: HtmlElement) -> str:
    """The texts drawn in a chart, one a line."""
    texts = (" ".join("".join(text.itertext()).split()) for text in drawing.iter("text"))
    return "\n".join(text for text in texts if text)


def _outer_table(element: HtmlElement) -> HtmlElement | None:
    return next((above for above in element.iterancestors("table")), None)


def _holds_block(element: HtmlElement) -> bool:
    """Whether an inline element wraps block elements, as careless pages do."""
    return any(child.tag in _BLOCKS for child in element)


def _has_blocks(element: HtmlElement) -> bool:
    return any(child.tag in ("div", "p", "ul", "ol", "table", "section") for child in element)


def _start(element: HtmlElement) -> int:
    value = (element.get("start") or "1").strip()
    if value.isdigit() and len(value) < 6:  # longer ones are nonsense
        return int(value)
    return len(element.findall("./li")) if "reversed" in element.attrib else 1


def _numeral(element: HtmlElement, ordinal: int) -> str:
    letters = _STARTS.get(element.get("type") or "")
    if letters and 1 <= ordinal <= len(letters):
        return letters[ordinal - 1]
    return str(ordinal)


def path_of(element: HtmlElement) -> str:
    """The element's path from the body, as short as it identifies it: tag and position among its like."""
    steps: list[str] = []
    found: HtmlElement | None = element
    while found is not None and isinstance(found.tag, str) and found.tag not in ("html", "body"):
        if found.get("id"):
            steps.append(f"{found.tag}#{found.get('id')}")
            break
        steps.append(f"{found.tag}[{found.get(POSITION) or 1}]")
        found = found.getparent()
    return "/".join(reversed(steps))
