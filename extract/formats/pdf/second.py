"""The second reader, on pdfplumber: pages as the same arrays, for files that pdfium cannot open or finds no text in."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator

from extract.errors import Unreadable

from .characters import Glyphs, glyphs_of
from .fonts import Font, FontBook
from .frame import Frame
from .pages import PageContent, content_of
from .rulings import MOST_OBJECTS, THICKEST_RULE, Area, Drawing, Rule

_REMEDY = "get the file again from its publisher, or print it to a new PDF from a viewer that opens it"
_MOST_CHARACTERS = 60_000


def read_second(data: bytes, name: str, cause: str, most_pages: int) -> tuple[list[PageContent], int]:
    """The pages as pdfplumber reads them, and how many there are.

    Raises:
        Unreadable: it cannot read the file either, or the file has no page.
    """
    import pdfplumber  # noqa: PLC0415  # half a second to import, needed for few files

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            pages = list(_pages(pdf, most_pages))
    except RecursionError as error:
        raise Unreadable(name, f"the PDF is broken ({cause}; nested without end)", _REMEDY) from error
    except Exception as error:  # pdfminer raises anything on broken files; the cause is kept
        raise Unreadable(name, f"the PDF is broken ({cause}; {type(error).__name__})", _REMEDY) from error
    if not count:
        raise Unreadable(name, "the PDF has no page", _REMEDY)
    return pages, count


def version() -> str:
    """Name and version of the library."""
    import pdfplumber  # noqa: PLC0415  # as above

    return f"pdfplumber {pdfplumber.__version__}"


def _pages(pdf: object, most: int) -> Iterator[PageContent]:
    book = FontBook()
    for number, page in enumerate(pdf.pages[:most], 1):  # type: ignore[attr-defined]  # pdfplumber has no types
        width, height = float(page.width), float(page.height)
        frame = Frame(0.0, 0.0, width, height, 0)
        glyphs = _glyphs(page.chars, book)
        yield content_of(number, frame, glyphs, _drawing(page), book)
        page.close()


def _glyphs(chars: list[dict[str, object]], book: FontBook) -> Glyphs:
    rows: list[tuple[float, ...]] = []
    codes: list[int] = []
    fonts: list[int] = []
    spaces: list[bool] = []
    turns: list[int] = []
    space = True
    for char in chars[:_MOST_CHARACTERS]:
        text = unicodedata.normalize("NFC", str(char["text"]))
        if not text.strip():
            space = True
            continue
        font = book.add(_font(str(char.get("fontname", ""))))
        x0, x1 = _number(char["x0"]), _number(char["x1"])
        size = _number(char.get("size")) or _number(char["bottom"]) - _number(char["top"])
        step = (x1 - x0) / len(text)
        turn = 0 if char.get("upright", True) else 3
        for at, letter in enumerate(text):
            base = _number(char["bottom"]) - 0.22 * size
            place = (x0 + at * step, _number(char["top"]), x0 + (at + 1) * step, _number(char["bottom"]), base, size)
            rows.append(place)
            turns.append(turn)
            codes.append(ord(letter))
            fonts.append(font)
            spaces.append(space)
            space = False
    return glyphs_of(codes, rows, fonts, spaces, turns, cut=len(chars) > _MOST_CHARACTERS)


def _number(value: object) -> float:
    return float(value) if isinstance(value, (int, float)) else 0.0


def _font(name: str) -> Font:
    plain = name.split("+", 1)[-1]
    low = plain.lower()
    return Font(
        plain, "bold" in low or "black" in low, "ital" in low or "obli" in low, "mono" in low or "courier" in low, -0.22
    )


def _drawing(page: object) -> Drawing:
    drawing = Drawing()
    objects = [*page.lines, *page.rects, *page.curves][:MOST_OBJECTS]  # type: ignore[attr-defined]  # no types
    for one in objects:
        x0, top, x1, bottom = (_number(one[key]) for key in ("x0", "top", "x1", "bottom"))
        if min(x1 - x0, bottom - top) <= THICKEST_RULE:
            if x1 - x0 >= bottom - top:
                drawing.across.append(Rule((top + bottom) / 2, x0, x1, bottom - top))
            else:
                drawing.down.append(Rule((x0 + x1) / 2, top, bottom, x1 - x0))
        elif one.get("object_type") == "rect":
            if one.get("stroke"):
                drawing.across += [Rule(top, x0, x1, 0.5), Rule(bottom, x0, x1, 0.5)]
                drawing.down += [Rule(x0, top, bottom, 0.5), Rule(x1, top, bottom, 0.5)]
            if one.get("fill"):
                drawing.areas.append(Area(x0, top, x1, bottom, 0.9))
        else:
            drawing.shapes.append((x0, top, x1, bottom))
    for one in page.images:  # type: ignore[attr-defined]  # no types
        drawing.pictures.append((_number(one["x0"]), _number(one["top"]), _number(one["x1"]), _number(one["bottom"])))
    return drawing
