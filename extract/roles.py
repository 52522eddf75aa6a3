"""What lines say about themselves: captions, unit lines, notes, reference headings, the furniture of sites."""

from __future__ import annotations

import re

from extract.wording import (
    CONTINUED_LABELS,
    CONTINUED_SIGNS,
    FIGURE_LABELS,
    NOTE_LABELS,
    REFERENCE_HEADINGS,
    REFERENCE_SIGNS,
    RELATED_HEADINGS,
    SITE_PHRASES,
    TABLE_LABELS,
    UNIT_BASES,
    UNIT_LEADS,
    UNITS,
    any_of,
)

# A label, its number, a separator: "Table 2. …", "Рис. 1 – …", "Таблиця 3.1: …", "Table – …".
_NUMBER = r"\s*(?:№|N|no\.)?\s*(?:[A-ZА-Я]{1,2}\.?[-–.]?)?\d{1,3}(?:[.\-–]\d{1,3}){0,3}[a-zа-я]?|\s+[IVX]{1,5}"
_CAPTION = re.compile(
    rf"(?P<label>{any_of(TABLE_LABELS + FIGURE_LABELS)})(?P<number>{_NUMBER})?"
    r"(?P<mark>\s*(?:[.:]|\s[–—-])\s*|\s+|\s*$)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE = re.compile(any_of(FIGURE_LABELS), re.IGNORECASE)
_NOTE = re.compile(rf"{any_of(NOTE_LABELS)}(?:\s*\d{{1,2}})?\s*(?::|\.\s|[–—]\s)", re.IGNORECASE)
_STAR_NOTE = re.compile(r"(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹†‡])\)?\s*\S")
_UNIT = re.compile(
    rf"\(?(?:{any_of(UNIT_LEADS)}\s*)?{any_of(UNITS)}(?:[\s,;.]*(?:of|in|at|к|от|до|від)?\s*(?:%|[\w€$£₴₽.]{{1,14}})){{0,4}}\)?",
    re.IGNORECASE,
)
_UNIT_BASIS = re.compile(any_of(UNIT_BASES), re.IGNORECASE)
_REFERENCES = re.compile(rf"(?:\d{{1,2}}\.?\s*)?{any_of(REFERENCE_HEADINGS)}\s*[:.]?", re.IGNORECASE)
_REFERENCE_SIGN = re.compile(any_of(REFERENCE_SIGNS), re.IGNORECASE)
_CONTINUED = re.compile(
    rf"\(?{any_of(CONTINUED_LABELS)}\s*(?:№?\s*\d[\d.\-]{{0,6}})?\s*"
    r"(?:\(?(?:continued|cont\.?|cont['’]d|end|продолжение|окончание|продовження|закінчення)\)?)?\.?\)?",
    re.IGNORECASE,
)
_CONTINUED_SIGN = re.compile(any_of(CONTINUED_SIGNS), re.IGNORECASE)
_SITE = re.compile(any_of(SITE_PHRASES), re.IGNORECASE)
_RELATED = re.compile(rf"{any_of(RELATED_HEADINGS)}\s*:?", re.IGNORECASE)
_LONGEST_LABEL = 600
_LONGEST_UNIT = 90


def is_caption(text: str) -> bool:
    """Whether a text is the caption of a table or figure, not a sentence that mentions one.

    >>> is_caption("Рис. 1. Крупнейшие кластеры"), is_caption("Table – Economies with three clusters")
    (True, True)
    >>> is_caption("Table 2 shows that five clusters grew."), is_caption("Таблица 1 показывает рост")
    (False, False)
    """
    if len(text) > _LONGEST_LABEL:
        return False
    found = _CAPTION.match(text.lstrip())
    if found is None or not (text.lstrip()[:1].isupper()):
        return False
    rest, mark = found["rest"].lstrip(), found["mark"]
    if found["number"] is None:
        return (
            bool(re.search(r"[–—:.]", mark) or mark.strip() == "-")
            and rest[:1].isupper()
            and not found["label"].endswith(".")
        )
    if not rest:
        return True
    if mark.strip():
        return not rest[:1].islower() or mark.strip() in ":–—-"
    # No mark between number and text: a caption only when what follows begins like a title and is no sentence.
    return rest[:1].isupper() and not rest.rstrip().endswith(".")


def is_figure_caption(text: str) -> bool:
    """Whether a caption names a figure, chart or map rather than a table."""
    return is_caption(text) and _FIGURE.match(text.lstrip()) is not None


def is_bare_label(text: str) -> bool:
    """Whether a caption is only its label ("Таблица 3"), so that the title stands in the next line."""
    found = _CAPTION.match(text.strip())
    return found is not None and found["number"] is not None and not found["rest"].strip()


def is_note(text: str) -> bool:
    """Whether a text is a source line or a note under a table or figure."""
    return len(text) <= 2000 and bool(_NOTE.match(text.lstrip()))


def is_star_note(text: str) -> bool:
    """Whether a text begins with a footnote's mark, as notes directly under a table do."""
    return len(text) <= 1000 and bool(_STAR_NOTE.match(text.lstrip()))


def is_unit_line(text: str) -> bool:
    """Whether a text only says in which unit a table's values are.

    >>> is_unit_line("млн руб."), is_unit_line("(in thousands)"), is_unit_line("in Paris")
    (True, True, False)
    >>> is_unit_line("(в фактически действовавших ценах; миллионов рублей)"), is_unit_line("at current prices")
    (True, False)
    """
    text = text.strip()
    if len(text) > _LONGEST_UNIT:
        return False
    if _UNIT.fullmatch(text):
        return True
    clauses = re.split(r"\s*[;,]\s*", text.removeprefix("(").removesuffix(")"))
    bases = [clause for clause in clauses if _UNIT_BASIS.fullmatch(clause)]
    return 0 < len(bases) < len(clauses) and all(_UNIT.fullmatch(one) for one in clauses if one not in bases)


def is_references_heading(text: str) -> bool:
    """Whether a heading opens a list of references."""
    return len(text) <= 80 and bool(_REFERENCES.fullmatch(text.strip()))


def is_continuation_label(text: str) -> bool:
    """Whether a line says that a table goes on ("Продолжение таблицы 2", "Table 2 (continued)")."""
    text = text.strip()
    if len(text) > 60 or not _CONTINUED.fullmatch(text):
        return False
    return bool(_CONTINUED_SIGN.search(text))


def is_site_phrase(text: str) -> bool:
    """Whether a line is one of the phrases that sites print round their articles."""
    text = text.strip(" \t\n|·•»›>←→")
    return len(text) <= 60 and bool(_SITE.fullmatch(text))


def opens_related(text: str) -> bool:
    """Whether a heading opens a list of related items, tags or share links."""
    return len(text) <= 60 and bool(_RELATED.fullmatch(text.strip()))


def reads_as_reference(text: str) -> bool:
    """Whether a text bears the signs of a bibliographic entry."""
    return len(text) <= 1500 and bool(_REFERENCE_SIGN.search(text))
