"""The fonts of a document: what layout needs to know of them, read from pdfium once each."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass, field, replace

from . import engine

_BOLD = re.compile(
    r"bold|black|heavy|semib|demi(?!light)|(?:^|[-,])bd\b|-medi(?:ital)?$|^(?:cmb|cmssb|sfb|sfsx|labx|larb)",
    re.IGNORECASE,
)
"""Also the names of TeX: Computer Modern and CM-Super bold extended, Nimbus Medi."""
_TYPEWRITER = re.compile(r"courier|mono(?!type)|consol|typewriter|nimbusmon|cmtt|lucidacon", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|kursiv|slant|^(?:cmti|cmsl|cmmi|sfti|sfsl)", re.IGNORECASE)
_SPEAKING = re.compile(r"[a-z]{4}", re.IGNORECASE)
"""A font's name that says what it is; the weight pdfium guesses from stems is wrong for many text faces."""


@dataclass(frozen=True, slots=True)
class Font:
    """What layout needs to know of a font; ascent and descent as shares of the em they span together."""

    name: str
    bold: bool
    italic: bool
    fixed: bool
    descent: float


@dataclass(slots=True)
class FontBook:
    """The fonts of a document, one entry a font dictionary, numbered as met."""

    fonts: list[Font] = field(default_factory=list)
    _numbers: dict[tuple[int, bool], int] = field(default_factory=dict)
    _known: dict[Font, int] = field(default_factory=dict)

    def number(self, address: int, outlined: bool) -> int:
        """The number of the font object at this address, read on first sight; outlined letters count as bold."""
        found = self._numbers.get((address, outlined))
        if found is None:
            font = _read_font(address)
            if outlined:
                font = replace(font, bold=True)
            found = self._numbers[address, outlined] = self.add(font)
        return found

    def add(self, font: Font) -> int:
        """The number of a font as described; equal descriptions share one."""
        found = self._known.setdefault(font, len(self.fonts))
        if found == len(self.fonts):
            self.fonts.append(font)
        return found

    def forget_addresses(self) -> None:
        """Addresses are good only while the page that showed them is open."""
        self._numbers.clear()


def _read_font(address: int) -> Font:
    if not address:
        return Font("", bold=False, italic=False, fixed=False, descent=-0.2)
    buffer = ctypes.create_string_buffer(256)
    engine.font_name(address, ctypes.addressof(buffer), 256)
    name = buffer.value.decode("utf-8", "replace")
    if len(name) > 7 and name[6] == "+":
        name = name[7:]
    up, down = ctypes.c_float(), ctypes.c_float()
    engine.font_ascent(address, 1.0, ctypes.addressof(up))
    engine.font_descent(address, 1.0, ctypes.addressof(down))
    span = up.value - down.value
    flags = engine.font_flags(address)
    weight = engine.font_weight(address)
    return Font(
        name,
        bold=bool(_BOLD.search(name)) or bool(flags & 0x40000) or (weight >= 700 and not _SPEAKING.search(name)),
        italic=bool(_ITALIC.search(name)) or bool(flags & 0x40),
        fixed=bool(flags & 1) or bool(_TYPEWRITER.search(name)),
        descent=down.value / span if span > 0.01 else math.nan,
    )
