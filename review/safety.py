"""Who may ask, and what browsers may do with the answer.

The review listens on loopback only. A page of another origin must not read or change anything through the reviewer's
browser, and a document's text must never become part of a program. So: only known names of this machine as Host (DNS
rebinding), a token that only the printed address has, changes only by POST from a page of the review itself, and a
content security policy that runs nothing but the review's own files.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000
"""Bytes of a form; accepting a long table sends an id a row."""
_READING = ("GET", "HEAD")
_ALWAYS: Mapping[str, str] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": browsers then send "Origin: null" with the review's own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Lets through what a reviewer's own page asks for, and nothing else."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app = app
        self._token = token
        self._cookie = f"clustertrace-{port}"
        self._hosts = tuple(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        answer = self._refusal(scope) or self._entrance(scope) or self._without_token(scope)
        own = scope["path"].startswith("/static/")
        await (answer or self._app)(scope, receive, _with_headers(send, "no-cache" if own else "no-store"))

    def _refusal(self, scope: Scope) -> Response | None:
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("403: not a name of this machine\n", 403)
        if method not in (*_READING, "POST"):
            return PlainTextResponse("405: only GET and POST\n", 405, {"allow": "GET, HEAD, POST"})
        site = headers.get("sec-fetch-site", "same-origin")
        if method == "POST":
            # A form of the review itself always says where it comes from.
            if headers.get("origin") != f"http://{host}" or site not in ("same-origin", "none"):
                return PlainTextResponse("403: only pages of the review may change anything\n", 403)
            if not headers.get("content-length", "").isdecimal() or int(headers["content-length"]) > LARGEST_BODY:
                return PlainTextResponse("413: too large\n", 413)
        elif site not in ("same-origin", "none") and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("403: not for other pages\n", 403)
        return None

    def _entrance(self, scope: Scope) -> Response | None:
        """The printed address: it leaves the token in a cookie and out of the address."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["path"] != "/" or scope["method"] not in _READING or not given:
            return None
        if not self._fits(given[0]):
            return PlainTextResponse("403: this address is not of this run; use the one just printed\n", 403)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _without_token(self, scope: Scope) -> Response | None:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            cookies.clear()
        kept = cookies.get(self._cookie)
        if kept is not None and self._fits(kept.value):
            return None
        return PlainTextResponse("403: open the address that clustertrace review printed\n", 403)

    def _fits(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def _with_headers(send: Send, keeping: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers[name] = value
            headers.setdefault("cache-control", keeping)
        await send(message)

    return sending
