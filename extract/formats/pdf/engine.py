"""Calls into pdfium that are made once a character or once an object, as cheap as Python can make them.

pypdfium2's own wrappers convert every argument; here the same C functions are called by cffi with plain integers, so
that a call can be driven by ``map`` over ranges of addresses into numpy arrays: about 0.3 microseconds each, a third
less than by ctypes, no Python object a character. Pointers are integers in this module and in those that use it.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from itertools import repeat

import cffi
import pypdfium2.raw as pdfium

Call = Callable[..., int]
_FFI = cffi.FFI()


def _bind(function: object, result: str, arguments: str) -> Call:
    """The C function of the loaded library, with pointers declared as integers."""
    call: Call = _FFI.cast(f"{result}(*)({arguments})", pointer(function))
    return call


def pointer(handle: object) -> int:
    """The address in a handle or a function of pypdfium2's raw interface."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # any ctypes pointer


char_object = _bind(pdfium.FPDFText_GetTextObject, "uintptr_t", "uintptr_t, int")
char_unicode = _bind(pdfium.FPDFText_GetUnicode, "unsigned int", "uintptr_t, int")
char_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, "int", "uintptr_t, int, uintptr_t")
char_box = _bind(pdfium.FPDFText_GetCharBox, "int", "uintptr_t, int, uintptr_t, uintptr_t, uintptr_t, uintptr_t")
char_origin = _bind(pdfium.FPDFText_GetCharOrigin, "int", "uintptr_t, int, uintptr_t, uintptr_t")
char_matrix = _bind(pdfium.FPDFText_GetMatrix, "int", "uintptr_t, int, uintptr_t")
char_count = _bind(pdfium.FPDFText_CountChars, "int", "uintptr_t")
text_range = _bind(pdfium.FPDFText_GetText, "int", "uintptr_t, int, int, uintptr_t")

text_font = _bind(pdfium.FPDFTextObj_GetFont, "uintptr_t", "uintptr_t")
text_size = _bind(pdfium.FPDFTextObj_GetFontSize, "int", "uintptr_t, uintptr_t")
text_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, "int", "uintptr_t")
font_name = _bind(pdfium.FPDFFont_GetBaseFontName, "unsigned long", "uintptr_t, uintptr_t, unsigned long")
font_weight = _bind(pdfium.FPDFFont_GetWeight, "int", "uintptr_t")
font_flags = _bind(pdfium.FPDFFont_GetFlags, "int", "uintptr_t")
font_ascent = _bind(pdfium.FPDFFont_GetAscent, "int", "uintptr_t, float, uintptr_t")
font_descent = _bind(pdfium.FPDFFont_GetDescent, "int", "uintptr_t, float, uintptr_t")

page_object_count = _bind(pdfium.FPDFPage_CountObjects, "int", "uintptr_t")
page_object = _bind(pdfium.FPDFPage_GetObject, "uintptr_t", "uintptr_t, int")
form_object_count = _bind(pdfium.FPDFFormObj_CountObjects, "int", "uintptr_t")
form_object = _bind(pdfium.FPDFFormObj_GetObject, "uintptr_t", "uintptr_t, unsigned long")
object_type = _bind(pdfium.FPDFPageObj_GetType, "int", "uintptr_t")
object_bounds = _bind(pdfium.FPDFPageObj_GetBounds, "int", ", ".join(["uintptr_t"] * 5))
object_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, "int", "uintptr_t, uintptr_t")
object_stroke_width = _bind(pdfium.FPDFPageObj_GetStrokeWidth, "int", "uintptr_t, uintptr_t")
object_fill_colour = _bind(pdfium.FPDFPageObj_GetFillColor, "int", ", ".join(["uintptr_t"] * 5))
path_draw_mode = _bind(pdfium.FPDFPath_GetDrawMode, "int", "uintptr_t, uintptr_t, uintptr_t")
path_segment_count = _bind(pdfium.FPDFPath_CountSegments, "int", "uintptr_t")
path_segment = _bind(pdfium.FPDFPath_GetPathSegment, "uintptr_t", "uintptr_t, int")
segment_type = _bind(pdfium.FPDFPathSegment_GetType, "int", "uintptr_t")
segment_point = _bind(pdfium.FPDFPathSegment_GetPoint, "int", "uintptr_t, uintptr_t, uintptr_t")
segment_close = _bind(pdfium.FPDFPathSegment_GetClose, "int", "uintptr_t")


def run(call: Call, first: int, *rest: Iterable[int]) -> None:
    """Call once for every item of ``rest``, with ``first`` before it, and drop the results."""
    deque(map(call, repeat(first), *rest), maxlen=0)
