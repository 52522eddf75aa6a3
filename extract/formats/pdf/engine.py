"""Calls into pdfium that are made once a character or once an object, as cheap as Python can make them.

pypdfium2's own wrappers convert every argument; here the same C functions take plain integers, so that a call can
be driven by ``map`` over ranges of addresses into numpy arrays: about half a microsecond each, no Python object a
character. Pointers are integers in this module and in the two that use it (``characters`` and ``rulings``).
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_float, c_int, c_uint, c_ulong, c_void_p
from itertools import repeat

import pypdfium2.raw as pdfium

Call = Callable[..., int]


def _bind(function: object, result: object, *arguments: object) -> Call:
    address = ctypes.cast(function, c_void_p).value  # type: ignore[arg-type]  # a C function of the loaded library
    call: Call = ctypes.CFUNCTYPE(result, *arguments)(address)  # type: ignore[arg-type]  # plain types
    return call


char_object = _bind(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
char_unicode = _bind(pdfium.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
char_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
char_box = _bind(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p)
char_origin = _bind(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
char_matrix = _bind(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
char_count = _bind(pdfium.FPDFText_CountChars, c_int, c_void_p)
text_range = _bind(pdfium.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)

text_font = _bind(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
text_size = _bind(pdfium.FPDFTextObj_GetFontSize, c_int, c_void_p, c_void_p)
text_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
font_name = _bind(pdfium.FPDFFont_GetBaseFontName, c_ulong, c_void_p, c_void_p, c_ulong)
font_weight = _bind(pdfium.FPDFFont_GetWeight, c_int, c_void_p)
font_flags = _bind(pdfium.FPDFFont_GetFlags, c_int, c_void_p)
font_ascent = _bind(pdfium.FPDFFont_GetAscent, c_int, c_void_p, c_float, c_void_p)
font_descent = _bind(pdfium.FPDFFont_GetDescent, c_int, c_void_p, c_float, c_void_p)

page_object_count = _bind(pdfium.FPDFPage_CountObjects, c_int, c_void_p)
page_object = _bind(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_object_count = _bind(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
form_object = _bind(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
object_type = _bind(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
object_bounds = _bind(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
object_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
object_mark = _bind(pdfium.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
object_stroke_width = _bind(pdfium.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)
object_fill_colour = _bind(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *(c_void_p,) * 4)
object_stroke_colour = _bind(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *(c_void_p,) * 4)
path_draw_mode = _bind(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
path_segment_count = _bind(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = _bind(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_type = _bind(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
segment_point = _bind(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
segment_close = _bind(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)


def pointer(handle: object) -> int:
    """The address in a handle of pypdfium2's raw interface."""
    return ctypes.cast(handle, c_void_p).value or 0  # type: ignore[arg-type]  # any ctypes pointer


def run(call: Call, first: int, *rest: Iterable[int]) -> None:
    """Call once for every item of ``rest``, with ``first`` before it, and drop the results."""
    deque(map(call, repeat(first), *rest), maxlen=0)
