"""Elements by their local names, so that the strict and the transitional namespaces read alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from extract.archive import Archive
from extract.errors import Unreadable

Element = etree._Element  # noqa: SLF001  # lxml has no public name for the type of its elements


def parse(archive: Archive, part: str) -> Element:
    """The root of an XML part.

    Raises:
        Unreadable: the part is damaged.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(archive.read_xml(part), parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(archive.name, f"a part is damaged ({part}: {fault})", "open it and save it anew") from fault


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The element reached by following the names down, or None."""
    for name in names:
        if element is None:
            return None
        element = next((found for found in element if local(found) == name), None)
    return element


def children(element: Element, name: str) -> Iterator[Element]:
    """The child elements of that name."""
    return (found for found in element if local(found) == name)


def value(element: Element | None, name: str = "val") -> str:
    """An attribute by its local name; empty when the element or attribute is missing."""
    if element is None:
        return ""
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def number(element: Element | None, default: int, name: str = "val") -> int:
    """An attribute as a whole number; ``default`` where it is none."""
    text = value(element, name)
    return int(text) if text.lstrip("-").isdigit() and len(text) < 9 else default  # longer is nonsense


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
