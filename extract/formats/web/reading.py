"""A page's source to blocks, title and date."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extract.document import Block, Problem
from extract.encoding import Decoded
from extract.formats.web.boilerplate import Judge
from extract.formats.web.flow import Flow
from extract.formats.web.inline import tidy
from extract.formats.web.offsets import mark_offsets, number_siblings

_DATE = re.compile(r"((?:19|20)\d\d)(?:-(\d\d))?(?:-(\d\d))?")
_DATE_NAMES = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "dcterms.date",
    "citation_publication_date", "citation_date", "pubdate", "publishdate", "publish_date", "publication_date",
    "og:published_time",
)  # fmt: skip
_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "twitter:title")
_SCRIPTS = re.compile(r"<(script|style|noscript)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_MANY_TAGS = 400


@dataclass(frozen=True, slots=True)
class Page:
    """What a page gives."""

    blocks: tuple[Block, ...]
    title: str = ""
    dated: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()


def read_page(decoded: Decoded, typed: Callable[[str], Sequence[Block]]) -> Page:
    """The blocks of a page and what its head says of title, date and language; ``typed`` reads preformatted text."""
    marked = mark_offsets(decoded.text)
    root = _tree(marked.source)
    blocks: tuple[Block, ...] = ()
    if root is not None:
        body = root.find("body")
        body = root if body is None else body
        number_siblings(body)
        flow = Flow(Judge(body), marked.ends, typed)
        flow.walk(body)
        blocks = tuple(_in_source(block, decoded) for block in flow.blocks)
    lost = _lost_text(decoded.text, blocks)
    if lost:
        problem = Problem(
            "unread_part", "the page's tags are nested too deep, or never closed; its text is read without them"
        )
        return Page(_flat_blocks(lost), problems=(problem,))
    if root is None:
        return Page(())
    return Page(blocks, _title(root), _date(root), (root.get("lang") or "")[:2].lower())


def _tree(source: str) -> HtmlElement | None:
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = document_fromstring(source, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        # An XML declaration in a decoded text, or nothing but white space.
        try:
            root = document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            return None
    return root if isinstance(root, HtmlElement) else None


def _in_source(block: Block, decoded: Decoded) -> Block:
    start, stop = block.source_start, block.source_stop
    return replace(
        block,
        source_start=None if start is None else decoded.offset(start),
        source_stop=decoded.offset(len(decoded.text) if stop is None else stop),
    )


def _lost_text(source: str, blocks: tuple[Block, ...]) -> str:
    """The page's text without its tags, when the parser lost most of it (it stops at some depth, and says nothing)."""
    if source.count("<") < _MANY_TAGS:
        return ""
    text = tidy(_TAGS.sub(_break, _SCRIPTS.sub(" ", source)))
    read = sum(len(block.text) for block in blocks)
    return text if read < 0.2 * len(text) else ""


def _break(tag: re.Match[str]) -> str:
    return "\n" if tag[2].lower() in ("p", "div", "li", "tr", "br", "table", "h1", "h2", "h3", "section") else " "


def _flat_blocks(text: str) -> tuple[Block, ...]:
    return tuple(Block(0, "paragraph", line) for line in map(str.strip, unescape(text).split("\n")) if line)


def _title(root: HtmlElement) -> str:
    metas = _metas(root)
    named = next((metas[name] for name in _TITLE_NAMES if metas.get(name)), "")
    if named:
        return " ".join(named.split())
    heads = root.findall(".//h1")
    if len(heads) == 1:
        return ""  # the heading in the text says it, with its place
    title = root.find(".//title")
    text = " ".join((title.text_content() if title is not None else "").split())
    return re.split(r"\s+[|»·]\s+|\s+[–—]\s+(?=[^–—]{1,40}$)", text)[0]


def _metas(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name and meta.get("content"):
            found.setdefault(name, str(meta.get("content")).strip())
    return found


def _date(root: HtmlElement) -> str:
    for published in _linked_dates(root):
        found = _iso(published)
        if found:
            return found
    metas = _metas(root)
    for name in _DATE_NAMES:
        found = _iso(metas.get(name, "").replace("/", "-"))
        if found:
            return found
    for time in root.iter("time"):
        if "pubdate" in time.attrib or time.get("itemprop") == "datePublished":
            return _iso(time.get("datetime") or "")
    return ""


def _iso(text: str) -> str:
    found = _DATE.match(text.strip())
    return "-".join(part for part in found.groups() if part) if found else ""


def _linked_dates(root: HtmlElement) -> Iterator[str]:
    """What JSON-LD scripts say of the date of publication."""
    for script in root.iter("script"):
        if script.get("type") != "application/ld+json" or len(script.text or "") > 200_000:
            continue
        try:
            said = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        yield from _published(said)


def _published(said: object) -> Iterator[str]:
    waiting = [said]
    for _ in range(1000):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, dict):
            date = item.get("datePublished")
            if isinstance(date, str):
                yield date
            waiting += item.values()
        elif isinstance(item, list):
            waiting += item
