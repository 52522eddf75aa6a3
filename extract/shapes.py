"""What a single line looks like: a marker, a heading, the end or the going on of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = "•●▪◦‣·∙■□▫►▶➢➤✓✔❖◆◇○⁃\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf076\uf0a8\uf06e\uf071\uf0be"
_BULLET = re.compile(rf"[{BULLETS}]+[ \t\u00a0]*|[-–—*+][ \t\u00a0]+|[o§][ \t]+(?=\S)")
_DASHES = "-–—*+"
_NUMBERED = re.compile(r"[(\[]?(?P<number>\d{1,3})[.)\]]+[ \t\u00a0]+(?=\S)|(?P<tight>\d{1,2})\)(?=\S)")
_LETTERED = re.compile(r"\(?(?P<letter>[a-zа-яіїєґ])\)[ \t\u00a0]+(?=\S)")
_SECTION = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})\.?[ \t\u00a0]+(?=[\"«“]?[^\W\d_])")
_LABELLED = re.compile(
    r"(?:key ?words|abstract|summary|e-?mail|tel|phone|address|contacts?|authors?|by|ключев(?:ые|і) слова|ключові слова"
    r"|аннотация|анотація|тел|адреса?|контакты|контакти|авторы?|автори?)\b\.?:|[^\W\d_][\w -]{1,40}:[^,]*(?:,[^,]*){2}",
    re.IGNORECASE,
)
_WORDED = re.compile(
    r"(?:chapter|section|part|annex|annexure|appendix|глава|раздел|часть|приложение|розділ|частина|додаток)\s+[\dIVXА-ЯA-Z]{1,5}\b[.:]?",
    re.IGNORECASE,
)
_TERMINAL = ".!?…:;"
_CLOSERS = "\"'»”’)]*_ \u00a0"
_LETTER_END = re.compile(r"[^\W\d_][-\u00ad‐\u2011]\s*$")
_JOINING = frozenset(
    (
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is",
        "are", "was", "were", "that", "which", "who", "than", "into", "over", "under", "в", "во", "на", "к", "ко", "с",
        "со", "о", "об", "от", "до", "из", "за", "по", "при", "для", "и", "или", "но", "а", "что", "как", "чем", "не",
        "у", "над", "под", "без", "между", "через", "у", "в", "на", "з", "із", "зі", "до", "від", "для", "по", "при",
        "та", "і", "й", "або", "але", "що", "як", "чи", "не", "над", "під", "без", "між", "через", "за", "о",
    )
)  # fmt: skip
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page|p\.|стр\.?|страница|с\.|стор\.?|сторінка)?\s*(?P<number>\d{1,4})(?:\s*(?:of|/|из|з|із)\s*\d{1,4})?[-–—|\s]*",
    re.IGNORECASE,
)


_CERTAIN_PAGE = re.compile(
    r"[-–—]\s?\d{1,4}\s?[-–—]|(?:page|стр\.?|страница|стор\.?|сторінка)\s*\d{1,4}(?:\s*(?:of|/|из|з|із)\s*\d{1,4})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A list marker at the start of a line: how long it is and the number it gives, if any."""

    length: int
    ordinal: int | None = None
    style: str = "bullet"


def marker(text: str) -> Marker | None:
    """The list marker that a line begins with (indentation not counted), or None.

    >>> marker("1. Tokyo"), marker("• Jobs"), marker("2010 was good")
    (Marker(length=3, ordinal=1, style='number'), Marker(length=2, ordinal=None, style='bullet'), None)
    """
    found = _BULLET.match(text)
    if found is not None and found.end() < len(text):
        return Marker(found.end(), None, "dash" if text[0] in _DASHES else "bullet")
    found = _NUMBERED.match(text)
    if found is not None:
        return Marker(found.end(), int(found["number"] or found["tight"]), "number")
    found = _LETTERED.match(text)
    if found is not None:
        letter = found["letter"]
        base = "а" if letter > "z" else "a"
        return Marker(found.end(), ord(letter) - ord(base) + 1, "letter")
    return None


def is_lone_bullet(text: str) -> bool:
    """Whether a line holds nothing but a bullet."""
    text = text.strip()
    return 0 < len(text) <= 2 and all(letter in BULLETS + "–—-*" for letter in text) and text not in ("--", "**")


def section_number(text: str) -> str:
    """The number of a numbered heading of the second level or below ("2.1"), or nothing."""
    found = _SECTION.match(text)
    return found["number"] if found else ""


def is_worded_heading(text: str) -> bool:
    """Whether a line begins as the heading of a chapter, part or annex."""
    return bool(_WORDED.match(text))


def bare(text: str) -> str:
    """A line without the closing marks and quotes at its end, to see how its sentence ends."""
    return text.rstrip(_CLOSERS)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence or clause does that a new paragraph may follow."""
    return bare(text)[-1:] in _TERMINAL if bare(text) else True


def ends_in_hyphen(text: str) -> bool:
    """Whether a line ends in the middle of a word."""
    return bool(_LETTER_END.search(text))


def begins_low(text: str) -> bool:
    """Whether a line begins in the middle of a sentence: a small letter, or a closing or joining sign."""
    text = text.lstrip(" \t\u00a0*_")
    return text[:1].islower() or text[:1] in ",;)]»”%" or text[:2] in ("– ", "— ")


def ends_open(text: str) -> bool:
    """Whether a line ends so that something must follow: a joining word, a comma, an opening bracket."""
    last = text.rstrip(" \u00a0*_")
    if last[-1:] in ",(–—-«“/&":
        return True
    return last.rsplit(None, 1)[-1].lower() in _JOINING if last else False


def is_capitals(text: str) -> bool:
    """Whether a line is set in capitals: at least two words, no small letter."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 6 and len(text.split()) >= 2 and all(not letter.islower() for letter in letters)


def page_number(text: str) -> int | None:
    """The number when a line is only a page number, else None."""
    found = _PAGE_NUMBER.fullmatch(text.strip()) if len(text) < 40 else None
    return int(found["number"]) if found else None


def is_certain_page_number(text: str) -> bool:
    """Whether a line says that it is a page number: the word, or a dash on either side."""
    return len(text) < 40 and bool(_CERTAIN_PAGE.fullmatch(text.strip()))


def title_like(text: str) -> bool:
    """Whether a line could be a heading by its shape: short, begins like one, does not end as a sentence."""
    text = text.strip()
    if not 2 <= len(text) <= 200 or len(text.split()) > 30:
        return False
    first = text.lstrip("\"«“'‘(*_")[:1]
    if not (first.isupper() or first.isdigit()):
        return False
    if bare(text)[-1:] in ".;,:" or _LABELLED.match(text) or "http" in text or "@" in text or "\t" in text:
        return False
    return sum(letter.isalpha() for letter in text) >= 0.5 * len(text.replace(" ", ""))
