"""Whom a figure under heads may be about: the names of its row, column and caption."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from nlp.facts.heads import Head, Heads
from nlp.facts.names import Named, NameGroup
from nlp.facts.setting import SubjectFound

SUBJECTS = ("cluster", "programme", "organisation", "country", "region", "city", "field", "sector")
PARTS = ("field", "sector")
"""Types that, in a row, rather say of which part than of whom."""
_NARROW = {"cluster": 0, "programme": 0, "organisation": 1, "city": 2, "region": 3, "country": 4}
MOST = 8
"""At most so many subjects are weighed for a figure."""

At = Literal["row", "column", "group", "inside", "corner", "title", "part", "card", "heading", "told", "before", "text"]
"""Where a subject is named: what heads its row, its column or a group of rows; inside the words of such a head; over
the heads of rows; in the caption; a field or sector; in a card; in a heading; told of last; spoken of last; or in the
text around."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom a figure is about: the name, where it stands, how sure that is by hand, how and ``at`` what it is named."""

    name: Named
    found: SubjectFound
    sure: float
    how: str = "named"
    at: At = "row"


class Abouts(NamedTuple):
    """Whom a figure may be about, the likeliest by hand first; ``told`` is false where by hand it is about nobody."""

    rows: tuple[About, ...] = ()
    told: bool = True

    @property
    def first(self) -> About | None:
        """Whom it is about by hand."""
        return self.rows[0] if self.told and self.rows else None


def about_head(head: Head, name: Named, sure: float = 1.6, at: At = "row") -> About:
    """The subject that a head names, as a whole or within its words."""
    group = NameGroup((name,), name.first, name.last)
    how = "named" if name is head.name else "named in a head" if head.row is not None else "named in a title"
    return About(name, SubjectFound(group, head.block, head.row, head.column), sure, how, at)


def subjects_of(heads: Heads) -> Iterator[About]:
    """Whom the heads of a figure name: the row, else the column, else a name inside their words, else the title."""
    whole: tuple[tuple[At, Iterable[Head]], ...] = (
        ("row", _narrowest_first(heads.beside)),
        ("column", heads.above[::-1]),
        ("group", heads.group),
    )
    for at, row in whole:
        for head in row:
            if head.name is not None and head.name.entity.type not in PARTS:
                yield about_head(head, head.name, at=at)
    inside: tuple[tuple[At, Iterable[Head]], ...] = (
        ("inside", (*heads.above[::-1], *heads.beside, *heads.group)),
        ("corner", heads.corner),
        ("title", heads.titles),
    )
    for at, row in inside:
        for head in row:
            inner = head.inner or head.name
            if inner is not None and inner.adjective and head.row is not None:
                continue
            if inner is not None and inner.entity.type not in PARTS:
                yield about_head(head, inner, 1.4, at)


def parts_of(heads: Heads) -> About | None:
    """A field or sector that heads the row: the subject where nothing else is one."""
    for head in (*heads.beside, *heads.above[::-1]):
        if head.name is not None:
            return about_head(head, head.name, 1.0, "part")
    return None


def abouts(found: Iterable[About | None], told: bool = True) -> Abouts:
    """Subjects, each entity once where it is likeliest by hand."""
    known: dict[str, About] = {}
    for about in found:
        if about is not None:
            known.setdefault(about.name.entity.id, about)
    return Abouts(tuple(known.values())[:MOST], told and bool(known))


def _narrowest_first(beside: Sequence[Head]) -> list[Head]:
    """The heads of a row with its name before the places it lies in; who stands behind other words comes last."""
    named = [head for head in beside if head.entity is not None]
    if not named:
        return []
    first = named[0]
    organised = first.entity is not None and first.entity.type == "organisation"

    def order(head: Head) -> tuple[int, int]:
        kind = head.entity.type if head.entity is not None else ""
        if kind == "organisation" and head is not first:
            return (9, named.index(head))
        return (_NARROW.get(kind, 8) if not (organised and head is first) else 0, named.index(head))

    return sorted(named, key=order)
