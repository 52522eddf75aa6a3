"""Styles: what a paragraph's style says of heading level, caption and numbering."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.formats.wordml.markup import Element, child, children, number, value

_HEADING = re.compile(r"(?:heading|заголовок)\s*([1-9])", re.IGNORECASE)
_BODY_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What one paragraph style says, its own words only."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    numbering: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """The document's paragraph styles by id."""

    styles: dict[str, Style] = field(default_factory=dict)

    def chain(self, style_id: str) -> list[Style]:
        """The style and those it is based on, nearest first."""
        found: list[Style] = []
        while style_id in self.styles and len(found) < 20:  # a ring of styles ends somewhere
            found.append(self.styles[style_id])
            style_id = found[-1].based_on
        return found

    def heading_level(self, style_id: str) -> int:
        """The heading level of a style, 0 when it is none."""
        for style in self.chain(style_id):
            named = _HEADING.match(style.name)
            if named is not None:
                return min(int(named[1]), 6)
            if style.name.lower() in ("title", "название", "назва"):
                return 1
            if style.outline is not None:
                return min(style.outline + 1, 6) if style.outline < _BODY_LEVEL else 0
        return 0

    def is_named(self, style_id: str, *names: str) -> bool:
        """Whether the style, or one it is based on, has one of these names."""
        return any(style.name.lower().startswith(names) for style in self.chain(style_id))

    def numbering(self, style_id: str) -> tuple[int, int] | None:
        """The list and level that a style numbers its paragraphs by."""
        for style in self.chain(style_id):
            if style.numbering is not None:
                return style.numbering, style.level or 0
        return None


def read_styles(root: Element | None) -> Styles:
    """The paragraph styles of a styles part."""
    styles: dict[str, Style] = {}
    for style in children(root, "style") if root is not None else ():
        if value(style, "type") not in ("paragraph", ""):
            continue
        outline = child(style, "pPr", "outlineLvl")
        numbering = child(style, "pPr", "numPr")
        styles[value(style, "styleId")] = Style(
            value(child(style, "name")),
            value(child(style, "basedOn")),
            number(outline, _BODY_LEVEL) if outline is not None else None,
            number(child(numbering, "numId"), 0)
            if numbering is not None and child(numbering, "numId") is not None
            else None,
            number(child(numbering, "ilvl"), 0) if numbering is not None else None,
        )
    return Styles(styles)


def style_of(paragraph: Element) -> str:
    """The id of a paragraph's style."""
    return value(child(paragraph, "pPr", "pStyle"))
