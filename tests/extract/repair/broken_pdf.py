"""PDFs with fonts broken on purpose: made from nothing but polygons, so that no font file is needed."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and what the PDF says of it; codes are glyph numbers, or bytes when ``simple``."""

    data: bytes
    codes: Mapping[str, int]
    unicode: Mapping[int, str] | None = None
    simple: bool = False
    differences: Mapping[int, str] = field(default_factory=dict)


def font_file(
    glyphs: Sequence[tuple[str, str]], cmap: Mapping[int, str] | None = None, *, named: bool = False, seed: int = 0
) -> bytes:
    """A TrueType font: pairs of a glyph's name and the character whose outline it has, in glyph order."""
    order = [".notdef", *(name for name, _ in glyphs)]
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(dict(cmap or {}))
    outlines = {".notdef": _outline(random.Random(0))}
    outlines |= {name: _outline(random.Random(f"{seed}{char}")) for name, char in glyphs}
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Polygons", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost(keepGlyphNames=named)
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _outline(chance: random.Random) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((chance.randint(0, 100), 0))
    for _ in range(chance.randint(3, 7)):
        pen.lineTo((chance.randint(0, 550), chance.randint(0, 700)))
    pen.closePath()
    return pen.glyph()


def write_pdf(lines: Sequence[Sequence[tuple[str, str]]], faces: Mapping[str, Face], per_page: int = 45) -> bytes:
    """A PDF with these lines of (face, text) pieces, set in 11 points."""
    objects: list[bytes] = [b"", b""]
    fonts = {key: _font_objects(objects, face) for key, face in faces.items()}
    resources = " ".join(f"/{key} {number} 0 R" for key, number in fonts.items())
    kids: list[int] = []
    for start in range(0, len(lines), per_page):
        content = _content(lines[start : start + per_page], faces)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        stream = len(objects)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {stream} 0 R"
            f" /Resources << /Font << {resources} >> >> >>".encode()
        )
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return _file(objects)


def _content(lines: Sequence[Sequence[tuple[str, str]]], faces: Mapping[str, Face]) -> bytes:
    out = ["BT", "1 0 0 1 50 790 Tm", "16 TL"]
    for line in lines:
        for key, text in line:
            face = faces[key]
            width = 2 if face.simple else 4
            shown = "".join(f"{face.codes[char]:0{width}X}" for char in text)
            out += [f"/{key} 11 Tf", f"<{shown}> Tj"]
        out.append("T*")
    out.append("ET")
    return "\n".join(out).encode()


def _font_objects(objects: list[bytes], face: Face) -> int:
    objects.append(b"<< /Length %d /Length1 %d >>\nstream\n%s\nendstream" % (len(face.data), len(face.data), face.data))
    program = len(objects)
    objects.append(
        f"<< /Type /FontDescriptor /FontName /AAAAAA+Polygons /Flags 4 /FontBBox [0 -200 600 800] /ItalicAngle 0"
        f" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 {program} 0 R >>".encode()
    )
    descriptor = len(objects)
    to_unicode = ""
    if face.unicode is not None:
        table = _to_unicode(face.unicode, 1 if face.simple else 2)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(table), table))
        to_unicode = f"/ToUnicode {len(objects)} 0 R"
    if face.simple:
        names = " ".join(f"{code} /{name}" for code, name in sorted(face.differences.items()))
        encoding = f"<< /Type /Encoding /Differences [{names}] >>" if names else "/WinAnsiEncoding"
        objects.append(
            f"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Polygons /FirstChar 0 /LastChar 255"
            f" /Widths [{' '.join(['600'] * 256)}] /Encoding {encoding} /FontDescriptor {descriptor} 0 R"
            f" {to_unicode} >>".encode()
        )
        return len(objects)
    objects.append(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Polygons /CIDToGIDMap /Identity /DW 600"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        f" /FontDescriptor {descriptor} 0 R >>".encode()
    )
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Polygons /Encoding /Identity-H"
        f" /DescendantFonts [{len(objects)} 0 R] {to_unicode} >>".encode()
    )
    return len(objects)


def _to_unicode(table: Mapping[int, str], width: int) -> bytes:
    digits = 2 * width
    rows = [f"<{code:0{digits}X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in sorted(table.items())]
    parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    low, high = "0" * digits, "F" * digits
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <{low}> <{high}> endcodespacerange\n{body}\nendcmap end end"
    ).encode()


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def glyph_numbers(chars: str) -> dict[str, int]:
    """Glyph numbers for characters, from 1 on in their order."""
    return {char: number for number, char in enumerate(chars, 1)}


def merged(codes: Mapping[str, int], pairs: Mapping[str, str]) -> dict[int, str]:
    """A ToUnicode table in which some letters became others."""
    return {code: pairs.get(char, char) for char, code in codes.items()}


ROMAN = "".join(map(chr, range(0x20, 0x7F))) + "«»—–…№“”„’°"
CYRILLIC = "".join(map(chr, range(0x400, 0x460))) + "Ґґ"
CHARS = ROMAN + CYRILLIC


def uni(char: str) -> str:
    """The glyph name that says the character."""
    return f"uni{ord(char):04X}"


def face_of_kind(  # noqa: PLR0911  # one kind after the other
    kind: str, pairs: Mapping[str, str], chance: random.Random
) -> dict[str, Face]:
    """The faces of a file with one kind of broken font, "F1"; "F2" is a clean one where the kind has one."""
    if kind in ("shift", "latin"):
        return {"F1": _shifted() if kind == "shift" else _latin()}
    shuffled = "".join(chance.sample(CHARS, len(CHARS)))
    codes = glyph_numbers(shuffled)
    blank = [(f"g{code}", char) for char, code in codes.items()]
    names = [(uni(char), char) for char in codes]
    own_cmap = {ord(char): f"g{code}" for char, code in codes.items()}
    table = merged(codes, pairs)
    if kind == "cmap":
        return {"F1": Face(font_file(blank, own_cmap), codes, table)}
    if kind == "names":
        return {"F1": Face(font_file(names, named=True), codes, table)}
    if kind == "outline":
        again = glyph_numbers("".join(chance.sample(CHARS, len(CHARS))))
        clean = font_file([(f"g{code}", char) for char, code in again.items()])
        return {
            "F1": Face(font_file(blank), codes, table),
            "F2": Face(clean, again, {code: char for char, code in again.items()}),
        }
    if kind == "codes":
        return {"F1": Face(font_file(blank), codes, table)}
    if kind == "lost":
        return {"F1": Face(font_file(blank), codes, {c: char for char, c in codes.items() if char not in pairs})}
    if kind == "differences":
        letters = [char for char in CHARS if not char.isascii()][:120] + [char for char in CHARS if char.isascii()]
        bytes_of = {char: 32 + at for at, char in enumerate(letters)}
        data = font_file([(uni(char), char) for char in bytes_of], {}, named=True)
        differences = {code: uni(char) for char, code in bytes_of.items()}
        return {"F1": Face(data, bytes_of, merged(bytes_of, pairs), simple=True, differences=differences)}
    raise ValueError(kind)


def _shifted() -> Face:
    """No ToUnicode, and glyph numbers that are the characters' numbers less a constant, as dumps of fonts have."""
    codes = {char: ord(char) - (0x1D6 if ord(char) >= 0x400 else 0x1D) for char in CHARS if ord(char) < 0x460}
    codes = {char: code for char, code in codes.items() if (ord(char) < 0x7F or ord(char) >= 0x400)}
    by_number = {code: char for char, code in codes.items()}
    glyphs = [(f"g{number}", by_number.get(number, " ")) for number in range(1, max(by_number) + 1)]
    ascii_table = {code: char for char, code in codes.items() if char.isascii()}
    return Face(font_file(glyphs), codes, ascii_table)


def _latin() -> Face:
    """A one-byte font with Russian letters where the Latin-1 letters should be, called WinAnsi."""
    codes = {char: char.encode("cp1251")[0] for char in CHARS if _in_cp1251(char)}
    glyphs = [(f"g{code}", char) for char, code in codes.items()]
    cmap = {ord(bytes([code]).decode("cp1252", "replace")): f"g{code}" for code in codes.values()}
    return Face(font_file(glyphs, cmap), codes, simple=True)


def _in_cp1251(char: str) -> bool:
    try:
        char.encode("cp1251")
    except UnicodeEncodeError:
        return False
    return True


KINDS = ("cmap", "names", "outline", "codes", "lost", "differences", "shift", "latin")
