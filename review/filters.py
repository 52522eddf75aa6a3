"""What a queue is narrowed to and how it is sorted: all of it stands in the address of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

SORTS = ("need", "reading", "doubt")
CONFIDENCES: Mapping[str, tuple[float, float]] = {"low": (0.0, 0.6), "middle": (0.6, 0.85), "high": (0.85, 1.01)}
"""From and to; the rules' confidences cluster in these three."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """One way to look at a queue; an empty text narrows nothing."""

    document: str = ""
    language: str = ""
    indicator: str = ""
    entity: str = ""
    confidence: str = ""
    conflict: str = ""
    unjudged: str = ""
    sort: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """What an address asks for; what it says wrongly narrows nothing.

        >>> Filters.of({"document": "ab", "sort": "colour", "at": "x"})
        Filters(document='ab', language='', indicator='', entity='', confidence='', conflict='', unjudged='', sort='')
        """
        found = cls(**{field.name: query.get(field.name, "")[:_LONGEST].strip() for field in fields(cls)})
        return replace(
            found,
            confidence=found.confidence if found.confidence in CONFIDENCES else "",
            conflict="1" if found.conflict else "",
            unjudged="1" if found.unjudged else "",
            sort=found.sort if found.sort in SORTS[1:] else "",
        )

    def query(self, **more: str | int | None) -> str:
        """The same as the query of an address, with ``more``; empty ones are left out.

        >>> Filters(language="uk").query(at="5e1f", page=None)
        'language=uk&at=5e1f'
        """
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        return urlencode({key: value for key, value in {**mine, **more}.items() if value not in ("", None)})

    @property
    def order(self) -> str:
        """The column that sorts."""
        return {"reading": "reading", "doubt": "doubt"}.get(self.sort, "place")

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Filters(sort=self.sort)

    def conditions(self) -> tuple[str, tuple[str | float, ...]]:
        """The condition on ``queue`` and its values; whether something is judged is asked elsewhere."""
        columns = (("document_id", self.document), ("language", self.language), ("indicator", self.indicator))
        said: list[tuple[str, str | float]] = [(f"{column} = ?", value) for column, value in columns if value]
        if self.entity:
            said.append(("entity_id = ?", self.entity))
        if self.confidence:
            low, high = CONFIDENCES[self.confidence]
            said += [("confidence >= ?", low), ("confidence < ?", high)]
        text = "".join(f" AND {condition}" for condition, _ in said) + (" AND conflict = 1" if self.conflict else "")
        return text, tuple(value for _, value in said)
