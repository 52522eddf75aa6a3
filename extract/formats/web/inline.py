"""The text of elements as a reader sees it: blanks collapsed, line breaks kept, raised figures raised."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from extract.raised import superscript

HIDDEN = frozenset(
    (
        "script", "style", "template", "head", "link", "meta", "noscript", "iframe", "object", "embed", "svg", "canvas",
        "audio", "video", "datalist", "math-hidden",
    )
)  # fmt: skip
_BREAKS = frozenset(
    (
        "p", "div", "li", "ul", "ol", "tr", "table", "section", "blockquote", "pre", "dt", "dd", "h1", "h2", "h3", "h4",
        "h5", "h6", "figure", "article",
    )
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_RUNS = re.compile(r" {2,}")
_LINES = re.compile(r" *\n[ \n]*")
_STYLE_HIDES = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element's own attributes hide it, or it holds nothing to read."""
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return True
    if "hidden" in element.attrib or (element.tag == "input"):
        return True
    return bool(_STYLE_HIDES.search(element.get("style") or ""))


def text_of(element: HtmlElement, *, skip: frozenset[str] = frozenset()) -> str:
    """The visible text of an element; elements named in ``skip`` are left out."""
    parts: list[str] = []
    _gather(element, parts, skip)
    return tidy("".join(parts))


def collapse(text: str) -> str:
    """Runs of blanks and line ends as one blank, as a browser shows them."""
    return _BLANKS.sub(" ", text)


def tidy(text: str) -> str:
    """Blanks collapsed, lines trimmed."""
    return _LINES.sub("\n", _RUNS.sub(" ", text)).strip(" \n")


def _gather(element: HtmlElement, parts: list[str], skip: frozenset[str]) -> None:
    parts.append(collapse(element.text or "") if element.tag != "pre" else element.text or "")
    for child in element:
        parts.append(after_link(child))
        parts.append(inline_text(child, skip))
        parts.append(collapse(child.tail or ""))


def after_link(child: HtmlElement) -> str:
    """A blank where a link follows a link with nothing between: their style sets them apart."""
    before = child.getprevious()
    return " " if before is not None and child.tag == before.tag == "a" and not before.tail else ""


def inline_text(child: HtmlElement, skip: frozenset[str] = frozenset()) -> str:
    """The text of one child without its tail; a block element inside stands in lines of its own."""
    if child.tag == "br":
        return "\n"
    if is_hidden(child) or child.tag in skip:
        return ""
    inner: list[str] = []
    _gather(child, inner, skip)
    text = "".join(inner)
    if child.tag == "sup":
        return superscript(text)
    if child.tag in _BREAKS:
        return f"\n{text}\n"
    return f" {text} " if child.tag in ("td", "th", "option", "button") else text
