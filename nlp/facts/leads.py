"""The words before the two values of a move: "from 18th to 17th", «с 67 до 86», «зі 180 до 300»."""

from __future__ import annotations

from nlp.facts.passage import Passage, Value
from nlp.facts.tokens import word_set

_FROM = {"en": ("from",), "ru": ("с", "со"), "uk": ("з", "із", "зі")}
_TO = {"en": ("to",), "ru": ("на", "до"), "uk": ("на", "до")}
_PASSED_OVER = word_set("the a an only just лишь только лише тільки")
_REACH = 14
_INSTEAD = word_set("after после вместо замість після")
_TWO_WORDS = (("from", "up"), ("from", "down"), ("of", "instead"))
_EARLIER = word_set("previously formerly ранее прежде раньше раніше")


def lead(passage: Passage, value: Value) -> str:
    """The word before a value, articles and "only" passed over; one that reads as a bound stands inside it."""
    scan, at = passage.scan, value.quantity.first
    inside = (scan.fold(index) for index in range(at, value.quantity.number[0]))
    reached = next((word for word in inside if word in goals(passage)), "")
    if reached:
        return reached
    at -= 1
    while at > 0 and scan.fold(at) in _PASSED_OVER:
        at -= 1
    return scan.fold(at) if at >= 0 else ""


def origins(passage: Passage) -> tuple[str, ...]:
    """The words before a value that was left."""
    return _FROM.get(passage.scan.language, ())


def goals(passage: Passage) -> tuple[str, ...]:
    """The words before a value that was reached."""
    return _TO.get(passage.scan.language, ())


def near(passage: Passage, first: Value, second: Value) -> bool:
    """Whether two values stand so near that they may be the ends of one move."""
    start, stop = first.quantity.last, second.quantity.first
    return (
        0 < stop - start <= _REACH
        and first.form == second.form
        and not any(passage.scan.fold(index) in (";", ".") for index in range(start, stop))
    )


def was_left(passage: Passage, value: Value) -> bool:
    """Whether a value is one of before: from which something moved, or instead of which there is another now."""
    word, before = lead(passage, value), passage.scan.fold(value.quantity.first - 2)
    if word in _INSTEAD or word in _EARLIER or (word, before) in _TWO_WORDS:
        return True
    return word in origins(passage) and any(lead(passage, other) in goals(passage) for other in _near(passage, value))


def was_reached(passage: Passage, value: Value) -> bool:
    """Whether a value is what something moved to from another."""
    others = _near(passage, value) if lead(passage, value) in goals(passage) else []
    return any(lead(passage, other) in origins(passage) for other in others)


def _near(passage: Passage, value: Value) -> list[Value]:
    return [other for other in passage.values if near(passage, other, value) or near(passage, value, other)]
