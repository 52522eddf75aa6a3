"""Values of spreadsheet cells as a person sees them: number formats applied where that is certain."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from openpyxl.styles.numbers import is_date_format

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,.\s\u00a0\u202f]*")
_NUMERIC_DATE = re.compile(r"(?:yyyy|yy|mm|m|dd|d|[.\-/ ]|\[\$-[0-9A-Fa-f]+\]|;@|\\)+")
_SIGNIFICANT = 15
_GROUPED = {"ru": "\u00a0", "uk": "\u00a0"}
_POINT = {"ru": ",", "uk": ","}

Value = str | int | float | Decimal | bool | datetime | date | time | timedelta | None


def displayed(value: Value, number_format: str, language: str = "") -> str:
    r"""What a cell shows: a Russian or Ukrainian sheet has decimal commas and blanks between thousands.

    >>> displayed(0.125, "0.0%"), displayed(1234567, "#,##0"), displayed(3.5, "General", "uk")
    ('12.5%', '1,234,567', '3,5')
    >>> displayed(1234.5, '# ##0.0" млн"', "ru")
    '1\xa0234,5 млн'
    """
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float, Decimal)):
        return _number(value, number_format or "General", language)
    if isinstance(value, (datetime, date)):
        return _day(value, number_format)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return "" if value is None else str(value)


def _day(value: datetime | date, number_format: str) -> str:
    shape = number_format.split(";", maxsplit=1)[0].lower().replace('"', "")
    if not is_date_format(number_format) or not _NUMERIC_DATE.fullmatch(shape):
        return value.isoformat()[:10]
    parts = {"yyyy": f"{value.year:04d}", "yy": f"{value.year % 100:02d}", "mm": f"{value.month:02d}"}
    parts |= {"m": str(value.month), "dd": f"{value.day:02d}", "d": str(value.day)}
    shape = re.sub(r"\[[^\]]*\]|\\", "", shape)
    return re.sub(r"yyyy|yy|mm|m|dd|d", lambda found: parts[found[0]], shape).strip()


def _number(value: float | Decimal, number_format: str, language: str) -> str:
    number = _decimal(value)
    if number is None:
        return str(value)
    sections = _sections(number_format)
    section = sections[0]
    if number < 0 and len(sections) > 1:
        section, number = sections[1], -number
    elif number == 0 and len(sections) > 2:  # the third section shows zero
        section = sections[2]
    plain = _LITERAL.sub("", section)
    if "general" in plain.lower() or not _DIGITS.search(plain) or re.search(r"[eE][+-]|\?/|#/", plain):
        return (
            _point(_shortest(number), language)
            if "general" in plain.lower() or not plain.strip() or _DIGITS.search(plain)
            else _only_literal(section)
        )
    return _formatted(number, section, language)


def _decimal(value: float | Decimal) -> Decimal | None:
    try:
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _sections(number_format: str) -> list[str]:
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)
    return parts or ["General"]


def _only_literal(section: str) -> str:
    return _LITERAL.sub(lambda found: found[1] or found[2] or found[3] or "", section).strip()


def _shortest(number: Decimal) -> str:
    """The number in full, with at most the digits a spreadsheet keeps."""
    rounded = number if len(number.as_tuple().digits) <= _SIGNIFICANT else Decimal(f"{number:.{_SIGNIFICANT - 1}e}")
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _point(text: str, language: str) -> str:
    return text.replace(".", _POINT.get(language, "."))


def _formatted(number: Decimal, section: str, language: str) -> str:
    """The number in the first run of digits of a format section, literals round it kept."""
    marks: list[str] = []
    masked = _LITERAL.sub(lambda found: _mask(found, marks), section)
    found = _DIGITS.search(masked)
    if found is None:
        return _point(_shortest(number), language)
    mask = found[0].rstrip()
    if "%" in masked:
        number *= 100
    core = mask.rstrip(",")
    number = number.scaleb(-3 * (len(mask) - len(core)))
    whole, _, fraction = core.partition(".")
    required, allowed = fraction.count("0"), sum(fraction.count(sign) for sign in "#0?")
    text = f"{abs(round(number, allowed)):f}" if allowed else f"{abs(round(number)):d}"
    grouped = bool(re.search(r"[,\s\u00a0\u202f]", whole.strip()))
    shown = _assembled(text, required, grouped=grouped, least=whole.count("0"), language=language)
    sign = "-" if number < 0 and any(digit in "123456789" for digit in shown) else ""
    tail = masked[found.start() + len(mask) :]
    return _unmask(f"{masked[: found.start()]}{sign}{shown}{tail}", marks).strip()


def _mask(found: re.Match[str], marks: list[str]) -> str:
    marks.append(found[1] or found[2] or found[3] or "")
    return chr(0xE000 + len(marks) - 1)


def _unmask(text: str, marks: list[str]) -> str:
    for at, mark in enumerate(marks):
        text = text.replace(chr(0xE000 + at), mark)
    return text


def _assembled(text: str, required: int, *, grouped: bool, least: int, language: str) -> str:
    whole, _, fraction = text.partition(".")
    kept = fraction.rstrip("0")
    fraction = fraction[: max(required, len(kept))]
    whole = whole.zfill(max(least, 1))
    if grouped:
        whole = f"{int(whole):,}".replace(",", _GROUPED.get(language, ","))
    return f"{whole}{_POINT.get(language, '.')}{fraction}" if fraction else whole
