"""The character codes and fonts of single PDF pages, read with pdfminer: slow, so for doubtful pages only."""

from __future__ import annotations

import io
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fontTools import agl
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.t1Lib import T1Error
from fontTools.ttLib import TTFont, TTLibError
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psparser import literal_name
from pdfminer.utils import Matrix, apply_matrix_pt

from extract.repair.fonts import FontFacts, Glyph

_SYMBOL = 0xF000
_MOST_GLYPHS = 40_000
_UNREADABLE = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    ArithmeticError,
)
"""What pdfminer and fontTools raise on broken files; pdfminer's own exceptions are added below."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph and where it stands: left, right and baseline in points from the page's top left."""

    glyph: Glyph
    x0: float
    x1: float
    base: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The glyphs of pages by page number, and the facts of the fonts they use."""

    glyphs: Mapping[int, Sequence[Placed]]
    facts: Mapping[str, FontFacts]


class _Resources(PDFResourceManager):
    """Keeps the dictionaries that fonts were made from."""

    def __init__(self) -> None:
        super().__init__()
        self.specs: dict[int, Mapping[str, object]] = {}

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font for a dictionary; a composite font comes with its descendant's dictionary."""
        font = super().get_font(objid, spec)
        self.specs.setdefault(id(font), spec)
        return font


class _Collector(PDFTextDevice):
    """Notes every character that a page shows."""

    def __init__(self, resources: _Resources) -> None:
        super().__init__(resources)
        self.fonts: dict[str, PDFFont] = {}
        self.placed: list[Placed] = []
        self._keys: dict[int, str] = {}
        self._left = self._top = 0.0

    def open_page(self, page: PDFPage) -> None:
        """Forget the last page; its crop box gives the corner that places count from."""
        self.placed = []
        media, crop = page.mediabox, page.cropbox
        self._left, self._top = crop[0] - media[0], crop[3] - media[1]

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,  # noqa: ARG002  # the base class's signature
        graphicstate: PDFGraphicState,  # noqa: ARG002  # the same
    ) -> float:
        """Note one character; gives its advance."""
        advance = float(font.char_width(cid) * fontsize * scaling)
        if len(self.placed) < _MOST_GLYPHS:
            x0, y = apply_matrix_pt(matrix, (0, rise))
            x1, _ = apply_matrix_pt(matrix, (advance, rise))
            glyph = Glyph(self._key(font), cid, _shown(font, cid))
            self.placed.append(Placed(glyph, x0 - self._left, x1 - self._left, self._top - y))
        return advance

    def _key(self, font: PDFFont) -> str:
        key = self._keys.get(id(font))
        if key is None:
            key = self._keys[id(font)] = f"{len(self._keys):04d} {font.fontname}"
            self.fonts[key] = font
        return key


def read_codes(data: bytes, numbers: Sequence[int]) -> Pages:
    """The codes on the pages with these numbers (from 1); what pdfminer cannot read is left out."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    resources = _Resources()
    device = _Collector(resources)
    interpreter = PDFPageInterpreter(resources, device)
    glyphs: dict[int, Sequence[Placed]] = {}
    wanted = set(numbers)
    try:
        for number, page in enumerate(PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(data)))), 1):
            if number in wanted:
                device.open_page(page)
                interpreter.process_page(page)
                glyphs[number] = tuple(device.placed)
            if number >= max(wanted):
                break
    except Exception as error:  # noqa: BLE001  # pdfminer raises anything on broken files; other pages stay unread
        logging.getLogger(__name__).info("codes of the fonts could not be read: %s", error)
    return Pages(
        glyphs, {key: _facts(font, resources.specs.get(id(font), {})) for key, font in sorted(device.fonts.items())}
    )


def _shown(font: PDFFont, cid: int) -> str:
    try:
        shown = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, *_UNREADABLE):
        return ""
    return shown if isinstance(shown, str) else ""


def _facts(font: PDFFont, spec: Mapping[str, object]) -> FontFacts:
    """What the font's own tables say of its codes; what cannot be read says nothing."""
    named = dict(getattr(font, "cid2unicode", None) or {})
    program, kind = _program(font)
    if program is None:
        return FontFacts(names=named)
    try:
        face = _face(program, kind)
        glyph_of = _glyph_names(font, spec, face)
        by_glyph = {name: chr(code) for code, name in sorted(_best_cmap(face).items(), reverse=True)}
        return FontFacts(
            cmap={code: by_glyph[name] for code, name in glyph_of.items() if name in by_glyph},
            names=named | {code: char for code, name in glyph_of.items() if len(char := agl.toUnicode(name)) == 1},
            outlines=_outlines(face, glyph_of),
        )
    except (TTLibError, T1Error, *_UNREADABLE):
        return FontFacts(names=named)


def _program(font: PDFFont) -> tuple[bytes | None, str]:
    for name in ("FontFile2", "FontFile3", "FontFile"):
        stream = resolve1(font.descriptor.get(name))
        if isinstance(stream, PDFStream):
            return stream.get_data(), name
    return None, ""


def _face(program: bytes, kind: str) -> TTFont:
    """The font program; a bare CFF table is put into a font of its own."""
    if kind == "FontFile3" and program[:4] not in (b"OTTO", b"\0\1\0\0", b"true"):
        from fontTools.ttLib import newTable  # noqa: PLC0415  # rare

        face = TTFont(sfntVersion="OTTO")
        face["CFF "] = newTable("CFF ")
        face["CFF "].decompile(program, face)
        face.setGlyphOrder(face["CFF "].cff.topDictIndex[0].charset)
        return face
    return TTFont(io.BytesIO(program), lazy=True, checkChecksums=0)


def _best_cmap(face: TTFont) -> Mapping[int, str]:
    return (face.getBestCmap() or {}) if "cmap" in face else {}


def _glyph_names(font: PDFFont, spec: Mapping[str, object], face: TTFont) -> dict[int, str]:
    """The name of the glyph of every code."""
    order = face.getGlyphOrder()
    if isinstance(font, PDFCIDFont):
        numbers = _glyph_numbers(spec, len(order))
        return {code: order[number] for code, number in numbers.items() if 0 < number < len(order)}
    found: dict[int, str] = {}
    named = set(order)
    differences = _differences(spec)
    unicode_map = _best_cmap(face)
    encoded = getattr(font, "cid2unicode", None) or {}
    tables = [table.cmap for table in face["cmap"].tables if table.platformID in (1, 3)] if "cmap" in face else []
    for code in range(256):
        by_name = differences.get(code, "")
        if by_name in named:
            found[code] = by_name
            continue
        char = encoded.get(code, "")
        if len(char) == 1 and ord(char) in unicode_map:
            found[code] = unicode_map[ord(char)]
            continue
        for table in tables:
            if _SYMBOL + code in table or code in table:
                found[code] = table.get(_SYMBOL + code) or table[code]
                break
    return found


def _glyph_numbers(spec: Mapping[str, object], count: int) -> dict[int, int]:
    table = resolve1(spec.get("CIDToGIDMap"))
    if isinstance(table, PDFStream):
        data = table.get_data()
        return {at // 2: int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data) - 1, 2)}
    return {number: number for number in range(count)}


def _differences(spec: Mapping[str, object]) -> dict[int, str]:
    encoding = resolve1(spec.get("Encoding"))
    found: dict[int, str] = {}
    code = 0
    for entry in resolve1(encoding.get("Differences")) or [] if isinstance(encoding, dict) else []:
        if isinstance(entry, int):
            code = entry
        else:
            found[code] = str(literal_name(entry))
            code += 1
    return found


def _outlines(face: TTFont, glyph_of: Mapping[int, str]) -> dict[int, int]:
    """A hash of every glyph's outline, in thousandths of the em; empty glyphs have none."""
    scale = 1000 / (face["head"].unitsPerEm if "head" in face else 1000)
    glyphs = face.getGlyphSet() if "glyf" in face or "hmtx" in face else None
    if glyphs is None:
        glyphs = face["CFF "].cff.topDictIndex[0].CharStrings
    found: dict[int, int] = {}
    for code, name in glyph_of.items():
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        if pen.value:
            shape = tuple(
                (step, tuple((round(point[0] * scale), round(point[1] * scale)) for point in points if point))
                for step, points in pen.value
            )
            found[code] = hash(shape)
    return found
