"""Where each element stands in the source: every start tag is given its offset before the page is parsed.

The parser drops offsets, so they travel through it as an attribute.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

ATTRIBUTE = "data-source-at"
POSITION = "data-source-position"
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>])")
_VOID = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param",
    )
)  # fmt: skip
_RAW = frozenset(("script", "style", "textarea", "title", "noscript", "xmp"))
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
    )
)  # fmt: skip
# Start tags that end an open element of the named kinds (HTML living standard, 13.1.2.4), up to the boundary.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table", "tbody", "thead", "tfoot"))),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
_DEEPEST = 400


def number_siblings(body: HtmlElement) -> None:
    """Give every element its position among its parent's children of the same name, from 1, in one pass."""
    for parent in body.iter():
        seen: dict[str, int] = {}
        for child in parent:
            if isinstance(child.tag, str):
                seen[child.tag] = seen.get(child.tag, 0) + 1
                child.set(POSITION, str(seen[child.tag]))


@dataclass(frozen=True, slots=True)
class Marked:
    """A page's source with the offsets written into its start tags, and where each element ends."""

    source: str
    ends: dict[int, int]


def mark_offsets(source: str) -> Marked:
    """The source with an attribute in every start tag that says where the tag stood."""
    parts: list[str] = []
    ends: dict[int, int] = {}
    stack: list[tuple[str, int]] = []
    done = at = 0
    while True:
        at = source.find("<", at)
        if at < 0:
            break
        if source.startswith("<!--", at):
            stop = source.find("-->", at + 4)
            at = len(source) if stop < 0 else stop + 3
            continue
        tag = _TAG.match(source, at)
        if tag is None:
            at += 1
            continue
        name = tag["name"].lower()
        stop = _tag_end(source, tag.end())
        if tag["close"]:
            _close(stack, ends, name, stop, at)
            at = stop
            continue
        parts += [source[done : tag.end()], f' {ATTRIBUTE}="{at}"']
        done = tag.end()
        if name in _RAW:
            stop = _raw_end(source, name, stop)
            ends[at] = stop
        elif name not in _VOID and source[stop - 2 : stop] != "/>":
            _open(stack, ends, name, at)
        else:
            ends[at] = stop
        at = stop
    parts.append(source[done:])
    for _, start in stack:
        ends[start] = len(source)
    return Marked("".join(parts), ends)


def _tag_end(source: str, at: int) -> int:
    """The offset after the tag's closing bracket; brackets inside quotes do not close it."""
    found = re.compile(r"[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>").match(source, at, at + 20_000)
    if found is not None:
        return found.end()
    stop = source.find(">", at)
    return len(source) if stop < 0 else stop + 1


def _raw_end(source: str, name: str, at: int) -> int:
    found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(source, at)
    return at if found is None else found.end()


def _open(stack: list[tuple[str, int]], ends: dict[int, int], name: str, at: int) -> None:
    if name in _BLOCKS:
        _end(stack, ends, frozenset(("p",)), _BLOCKS - {"p"}, at)
    if name in _ENDS:
        _end(stack, ends, *_ENDS[name], at)
    stack.append((name, at))


def _end(
    stack: list[tuple[str, int]], ends: dict[int, int], names: frozenset[str], bounds: frozenset[str], at: int
) -> None:
    """End the innermost open element of ``names`` and all inside it, unless a boundary stands before it."""
    last = None
    for depth in range(len(stack) - 1, max(-1, len(stack) - _DEEPEST), -1):
        if stack[depth][0] in names:
            last = depth
        if stack[depth][0] in bounds:
            break
    if last is not None:
        for _, start in stack[last:]:
            ends[start] = at
        del stack[last:]


def _close(stack: list[tuple[str, int]], ends: dict[int, int], name: str, stop: int, at: int) -> None:
    for depth in range(len(stack) - 1, max(-1, len(stack) - _DEEPEST), -1):
        if stack[depth][0] == name:
            ends[stack[depth][1]] = stop
            for _, start in stack[depth + 1 :]:
                ends[start] = at
            del stack[depth:]
            return
