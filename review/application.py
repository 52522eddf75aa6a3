"""The addresses of the review and what answers them."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from itertools import count
from threading import Timer

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from consolidate import CannotJudge
from gazetteer import BadEntry
from review import screens
from review.build import NotBuilt
from review.desk import Desk
from review.pictures import Pictures
from review.safety import Guard
from review.sent import Sent
from review.visit import Asking, Missing, Room, Visit, render

_WARMED_AFTER_S = 2.0
"""Seconds from the first page until the rest is loaded: what comes next should not wait for it."""
_PAGES: Mapping[str, str] = {
    "/": "home",
    "/review/{kind}": "review",
    "/documents": "documents",
    "/document/{document}": "document",
    "/entity/{entity:path}": "entity",
    "/indicator/{indicator:path}": "indicator",
    "/conflicts": "conflicts",
    "/search": "search_page",
    "/changes": "changes",
    "/all/{block}": "everything_in",
    "/add": "adding",
    "/names": "found_names",
    "/picture/{document}/{page:int}/{width:int}": "picture",
}
"""Addresses and what of ``screens`` shows them: their modules are loaded when somebody first asks."""
_ACTIONS: Mapping[str, str] = {
    "/decide": "decide",
    "/correct": "correct",
    "/undo": "undo",
    "/add": "add",
    "/accept-all": "accept_all",
    "/reattach": "reattach",
}
"""The same for forms that need a build to act on."""


def make_application(desk: Desk, token: str, port: int) -> Starlette:
    """The review of one workspace, for whoever has the token, under this port."""
    room = Room(desk, Pictures(desk.cache / "pages"))

    warming, pages = Timer(_WARMED_AFTER_S, _warm, [room]), count()
    warming.daemon = True

    def shown() -> None:
        if next(pages) == 0:
            warming.start()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        warming.cancel()
        room.pictures.close()

    routes: list[Route | Mount] = [Route(path, _showing(room, screen, shown)) for path, screen in _PAGES.items()]
    routes += [Route(path, _acting(room, action), methods=["POST"]) for path, action in _ACTIONS.items()]
    routes += [
        Route("/help", _plain(room, "help.html")),
        Route("/rebuild", _rebuilding(room), methods=["GET", "POST"]),
        Route("/settings", _settings, methods=["POST"]),
        Mount("/static", StaticFiles(packages=[("review", "static")])),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, token=token, port=port)],
        exception_handlers={
            NotBuilt: _told(room, "not_built", 503),
            Missing: _told(room, "not_found", 404),
            HTTPException: _told(room, "not_found", 404),
            sqlite3.Error: _told(room, "damaged", 503),
            CannotJudge: _refused(room),
            BadEntry: _refused(room),
            OSError: _refused(room),
        },
        lifespan=lifespan,
    )


def _warm(room: Room) -> None:
    """Load what the first page did without before somebody asks for it."""
    for name in screens.__all__:
        getattr(screens, name)
    room.warm()


def _showing(room: Room, name: str, shown: Callable[[], None]) -> Callable[[Request], Response]:
    """A page; it is made in a thread, so that a slow one keeps nobody waiting. Then ``shown`` is called."""

    def endpoint(request: Request) -> Response:
        screen: Callable[[Visit], Response] = getattr(screens, name)
        with room.visit(request) as visit:
            page = screen(visit)
        shown()
        return page

    return endpoint


def _acting(room: Room, name: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10_000) as form:
            sent = Sent.of(form)

        def act() -> Response:
            action: Callable[[Visit, Sent], RedirectResponse] = getattr(screens, name)
            with room.visit(request) as visit:
                return action(visit, sent)

        return await run_in_threadpool(act)

    return endpoint


def _plain(room: Room, template: str) -> Callable[[Request], Response]:
    """A page that needs no build."""

    def endpoint(request: Request) -> Response:
        return render(room, Asking(request, room.desk.who), template)

    return endpoint


def _rebuilding(room: Room) -> Callable[[Request], Response]:
    """How the rebuild goes; by POST a new one."""

    def endpoint(request: Request) -> Response:
        if request.method == "POST":
            room.rebuilding.start()
            return RedirectResponse("/?said=rebuild", 303)
        words, state = Asking(request, room.desk.who).words, room.rebuilding
        told = words(f"rebuild_{state.state}", message=state.message)
        return JSONResponse({"state": state.state, "message": told})

    return endpoint


async def _settings(request: Request) -> Response:
    async with request.form(max_files=0) as form:
        return screens.settings(Sent.of(form))


def _told(room: Room, text: str, status: int) -> Callable[[Request, Exception], Response]:
    """A page that says what is missing."""

    def handler(request: Request, error: Exception) -> Response:
        asking = Asking(request, room.desk.who)
        code = error.status_code if isinstance(error, HTTPException) else status
        said = asking.words(text) if code == status else f"{code}: {error}"
        return render(room, asking, "message.html", code, message=said)

    return handler


def _refused(room: Room) -> Callable[[Request, Exception], Response]:
    """A page that says why something was not kept."""

    def handler(request: Request, error: Exception) -> Response:
        asking = Asking(request, room.desk.who)
        status = 422 if isinstance(error, CannotJudge) else 503
        return render(room, asking, "message.html", status, message=asking.words("not_kept", reason=str(error)))

    return handler
