"""Lines that stand for themselves: those of fact sheets, timelines and lists without bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.formats.prose.lines import SourceLine
from extract.shapes import begins_low, ends_sentence

_FIGURE = r"[~≈><≥≤+−-]?\s?(?:[^\W\d_]{0,3}[$€£¥₴₽]\s?|[A-Z]{3}\s)?\d[\d., \u00a0\u202f]*"
_LABEL = r"[^\W\d_][\w /’'().,&«»“”\"-]{1,60}"
_SAYS = re.compile(rf"{_LABEL}:\s+\S.{{0,79}}")
_GIVES = re.compile(rf"{_LABEL}?(?::\s+|\s+[–—-]\s+)(?P<said>{_FIGURE}\S*(?:\s[\w%.²³/]{{1,12}}){{0,4}})")
_DATES = re.compile(r"(?:1[89]|20)\d\d(?:\s[^\W\d_]{1,5}\.?)?(?::\s+|\s+[–—-]\s+)\S.{0,99}")
_PARTED = re.compile(r"[^|·]{2,40}(?:\s[|·]\s[^|·]{2,40}){1,5}")
_BRIEF = re.compile(rf"(?:[^\W\d_][^\W\d_ ]*(?:\s[^\W\d_]+){{0,4}}\s)?{_FIGURE}\S*(?:\s[\w%²³/-]+){{0,4}}")
_ABBREVIATED = re.compile(r"[^\W\d_]{1,5}\.")
_LONGEST_LABEL = 6
"""Words of a label: what has more before its colon is a sentence."""
_LONGEST_BRIEF = 45
_FULL = 0.7


def standing(lines: Sequence[SourceLine], widths: Sequence[int]) -> list[bool]:
    """For each line whether it is one of several on end that stand for themselves; ``widths`` as set (0: not)."""
    alike = [_stands(line.text.strip().strip("*_"), width) for line, width in zip(lines, widths, strict=True)]
    return [
        here
        and (
            (at > 0 and alike[at - 1] and not lines[at].gap)
            or (at + 1 < len(lines) and alike[at + 1] and not lines[at + 1].gap)
        )
        for at, here in enumerate(alike)
    ]


def _stands(text: str, width: int) -> bool:
    wrapped = bool(width) and len(text) >= _FULL * width
    return (
        _gives_figure(text)
        or _says(text)
        or _tells_year(text)
        or (not wrapped and (_parts_figures(text) or _is_brief(text)))
    )


def _says(text: str) -> bool:
    """Reads "Head office: Lund"."""
    label, _, said = text.partition(":")
    return (
        _SAYS.fullmatch(text) is not None
        and len(label.split()) <= _LONGEST_LABEL
        and not ends_sentence(said)
        and not begins_low(text)
    )


def _gives_figure(text: str) -> bool:
    """Reads "Area: 700 ha", «из них малые: 51», «Выручка — 412 млрд руб.»."""
    found = _GIVES.fullmatch(text)
    return (
        found is not None
        and len(text[: found.start("said")].split()) <= _LONGEST_LABEL + 1
        and not _ends(found["said"])
    )


def _tells_year(text: str) -> bool:
    """Reads "1984: 100 companies", «2012 год — 500 резидентов»."""
    return _DATES.fullmatch(text) is not None and not _ends(text)


def _parts_figures(text: str) -> bool:
    """Reads "400 companies | 2,700 people"."""
    return _PARTED.fullmatch(text) is not None and any(char.isdigit() for char in text) and not _ends(text)


def _is_brief(text: str) -> bool:
    """Reads "Opened 1983", "400 companies"."""
    return (
        len(text) <= _LONGEST_BRIEF and _BRIEF.fullmatch(text) is not None and not begins_low(text) and not _ends(text)
    )


def _ends(text: str) -> bool:
    """Whether a line ends as sentences do, not with an abbreviated unit: «86 тыс.», «48 млн грн.»."""
    return ends_sentence(text) and not _ABBREVIATED.fullmatch(text.rsplit(None, 1)[-1])
