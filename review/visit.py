"""One request: the build and the decisions it sees, who asks, in which language; and the pages it gets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, cached_property
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from gazetteer import BadEntry
from review.build import Build, Builds
from review.desk import Desk
from review.entities import Near, find
from review.filters import Filters
from review.naming import Naming
from review.pages import pages
from review.paging import Paging
from review.pictures import Pictures
from review.queues import Asked
from review.rebuilding import Rebuilding
from review.recent import Recent
from review.words import LANGUAGES, Words, by_slug, language_of

WHO_COOKIE, LANGUAGE_COOKIE = "clustertrace-who", "clustertrace-language"
_LONGEST_NAME = 80


class Missing(Exception):
    """There is no such thing in the dataset."""


class Room:
    """What all requests share."""

    def __init__(self, desk: Desk, pictures: Pictures) -> None:
        self.desk = desk
        self.pictures = pictures
        self.builds = Builds(desk.dataset)
        self.recent = Recent(desk.log)
        self.rebuilding = Rebuilding(desk.rebuild)
        self.naming = Naming(desk.names)
        self.templates = pages()
        self.templates.globals.update(slugs=slugs, units=units)

    def warm(self) -> None:
        """Load the names before somebody asks for them; what is wrong with them is told to whoever asks."""
        with suppress(BadEntry, OSError):
            self.naming.known()

    @contextmanager
    def visit(self, request: Request) -> Iterator[Visit]:
        """A request with the newest build open.

        Raises:
            NotBuilt: there is no build to show.
        """
        build = self.builds.current()
        with build.opened() as connection:
            self.recent.refresh(build, connection)
            yield Visit(self, Asking(request, self.desk.who), build, connection)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, in which language."""

    request: Request
    default_who: str

    @property
    def who(self) -> str:
        """The reviewer."""
        kept = unquote(self.request.cookies.get(WHO_COOKIE, ""))
        return named(kept) or self.default_who

    @property
    def words(self) -> Words:
        """The texts in the reader's language."""
        headers, cookies = self.request.headers, self.request.cookies
        return Words(language_of(cookies.get(LANGUAGE_COOKIE, ""), headers.get("accept-language", "")))


@dataclass(frozen=True)
class Visit:
    """One request on one build."""

    room: Room
    asking: Asking
    build: Build
    connection: sqlite3.Connection

    @property
    def desk(self) -> Desk:
        """What the review was handed."""
        return self.room.desk

    @property
    def recent(self) -> Recent:
        """The decisions since the build."""
        return self.room.recent

    @property
    def query(self) -> Mapping[str, str]:
        """What the address asks for."""
        return self.asking.request.query_params

    def names(self, asked: str) -> tuple[tuple[Near, ...], bool]:
        """The entities that some words may mean; and whether that is all, because the gazetteer is there."""
        known = self.room.naming.known()
        found = find(self.connection, self.build.folder, known, asked) if len(asked) > 1 else ()
        return found, known is not None

    @cached_property
    def words(self) -> Words:
        """The texts in the reader's language."""
        return self.asking.words

    @cached_property
    def filters(self) -> Filters:
        """What the queue is narrowed to."""
        return Filters.of(self.query)

    def asked(self, kind: str, filters: Filters) -> Asked:
        """A queue, narrowed."""
        return Asked(self.connection, self.build, self.recent, kind, filters, self.words)

    def paging(self, name: str, size: int, total: int) -> Paging:
        """The page of a list that the address asks for."""
        return Paging.of(self.query, name, size, total)

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.asking.request.path_params[name])

    def page(self, template: str, status: int = 200, **content: object) -> Response:
        """A page made from a template."""
        recent = self.recent
        return render(
            self.room, self.asking, template, status, pending=len(recent.judgements), fault=recent.fault, **content
        )


@cache
def slugs() -> tuple[str, ...]:
    """Every indicator, to choose from."""
    return tuple(by_slug())


@cache
def units() -> tuple[str, ...]:
    """Every unit of an indicator, to choose from."""
    return tuple(sorted({unit for one in by_slug().values() for unit in one.units} - {"currency"}))


def render(room: Room, asking: Asking, template: str, status: int = 200, **content: object) -> Response:
    """A page; it needs no build."""
    words = asking.words
    said = f"said_{asking.request.query_params.get('said', '')}"
    always: dict[str, object] = {
        "t": words,
        "language": words.language,
        "languages": LANGUAGES,
        "who": asking.who,
        "notice": words(said) if said in words else "",
        "rebuilding": room.rebuilding,
        "name": template.removesuffix(".html"),
        "pending": 0,
        "fault": "",
        "query": asking.request.query_params,
        "in_place": "x-in-place" in asking.request.headers,
    }
    return HTMLResponse(room.templates.get_template(template).render({**always, **content}), status)


def named(text: str) -> str:
    """A reviewer's name as it is kept: one line, not too long."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:_LONGEST_NAME]
