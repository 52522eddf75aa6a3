"""Texts cut where something begins or ends, so that overlapping stretches can be marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Stretch:
    """What is marked: half-open, in code points; ``kind`` is quote, value, piece, repair or other."""

    start: int
    stop: int
    kind: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text under the same marks all along; ``href`` and ``title`` are of the innermost mark."""

    text: str
    kinds: tuple[str, ...] = ()
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """A raw stretch and what it is read as."""

    start: int
    stop: int
    replacement: str
    title: str


def segments(text: str, stretches: Iterable[Stretch]) -> tuple[Segment, ...]:
    """The text in pieces; joined they are the text again.

    >>> [(s.text, s.kinds) for s in segments("it ranked 3rd", [Stretch(3, 13, "quote"), Stretch(10, 13, "value")])]
    [('it ', ()), ('ranked ', ('quote',)), ('3rd', ('quote', 'value'))]
    """
    inside = [one for one in stretches if 0 <= one.start < one.stop <= len(text)]
    cuts = sorted({0, len(text), *(one.start for one in inside), *(one.stop for one in inside)})
    return tuple(_segment(text, start, stop, inside) for start, stop in pairwise(cuts))


def _segment(text: str, start: int, stop: int, stretches: Sequence[Stretch]) -> Segment:
    over = [one for one in stretches if one.start <= start and stop <= one.stop]
    inner = min(over, key=lambda one: one.stop - one.start, default=None)
    kinds = tuple(dict.fromkeys(one.kind for one in over))
    return Segment(text[start:stop], kinds, inner.href if inner else "", inner.title if inner else "")


def repaired(text: str, edits: Iterable[Edit]) -> tuple[Segment, ...]:
    r"""The text as it is read, with what was put in marked; an edit that only takes away leaves an empty mark.

    >>> [(s.text, s.kinds) for s in repaired("клас-\nтер", [Edit(4, 6, "", "hyphen")])]
    [('клас', ()), ('', ('repair',)), ('тер', ())]
    """
    return tuple(_read(text, sorted(edits, key=lambda edit: edit.start)))


def _read(text: str, edits: Sequence[Edit]) -> Iterator[Segment]:
    at = 0
    for edit in edits:
        if edit.start > at:
            yield Segment(text[at : edit.start])
        raw = text[edit.start : edit.stop]
        yield Segment(edit.replacement, ("repair",), "", f"{raw} · {edit.title}")
        at = edit.stop
    if at < len(text):
        yield Segment(text[at:])
