"""A form that a browser sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.datastructures import FormData


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent."""

    fields: Mapping[str, str]
    ids: Sequence[str]

    @classmethod
    def of(cls, form: FormData) -> Sent:
        """The texts of a form; files have no business in it."""
        pairs = [(key, value) for key, value in form.multi_items() if isinstance(value, str)]
        return cls(dict(pairs), [value for key, value in pairs if key == "id"])

    def __getitem__(self, key: str) -> str:
        return self.fields.get(key, "")

    @property
    def asked(self) -> Mapping[str, str]:
        """The filters and the view of the page that the form stood on."""
        return dict(parse_qsl(self["filters"]))
