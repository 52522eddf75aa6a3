"""The indicator that a text has just told a value of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Told:
    """An indicator told last, in which form; ``last`` is the token behind the value, none in an earlier sentence."""

    slug: str
    form: str
    last: int | None = None

    @property
    def base(self) -> str:
        """The level that the indicator is a growth or change of, else the indicator itself.

        >>> Told("revenue_growth", "growth").base
        'revenue'
        """
        return base_of(self.slug)


@cache
def base_of(slug: str) -> str:
    """The indicator that one tells the growth or change of, else itself."""
    return slug.removesuffix("_growth").removesuffix("_change")
