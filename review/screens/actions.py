"""What forms do: the decision first, then the way back to a page that shows it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse

from review import decided, deciding
from review.filters import Filters
from review.queues import KINDS
from review.screens.reviewing import VIEW
from review.sent import Sent
from review.visit import LANGUAGE_COOKIE, WHO_COOKIE, Visit, named
from review.words import LANGUAGES

_YEAR_S = 365 * 24 * 3600


def decide(visit: Visit, sent: Sent) -> RedirectResponse:
    """One decision; after accept and reject the next item is shown."""
    key, action = sent["key"], sent["action"]
    following = _following(visit, sent) if action in ("accept", "reject", "same", "different", "promote") else ""
    deciding.decide(visit, key, action, sent.fields)
    return _back(sent, action, following or sent["at"] or key)


def correct(visit: Visit, sent: Sent) -> RedirectResponse:
    """Corrected columns; the statement stays in view."""
    changed = deciding.correct(visit, sent["key"], sent.fields)
    return _back(sent, "correct" if changed else "nothing", sent["at"] or sent["key"])


def undo(visit: Visit, sent: Sent) -> RedirectResponse:
    """A decision taken back."""
    deciding.undo(visit, sent["judgement"], sent["why"])
    return _back(sent, "undo", sent["at"] or sent["key"])


def add(visit: Visit, sent: Sent) -> RedirectResponse:
    """A statement that was missed."""
    deciding.add(visit, sent.fields)
    return _back(sent, "add", sent["at"])


def accept_all(visit: Visit, sent: Sent) -> RedirectResponse:
    """All that was marked in a table or list."""
    done = deciding.accept_all(visit, sent.ids)
    return _to(f"/all/{quote(sent['block'], safe='')}", said="all" if done else "nothing")


def reattach(visit: Visit, sent: Sent) -> RedirectResponse:
    """A decision that lost its place gets one again."""
    following = _following(visit, sent)
    deciding.reattach(visit, sent["judgement"], sent["key"].strip())
    return _back(sent, "reattach", following)


def settings(sent: Sent) -> RedirectResponse:
    """The reviewer's name and language, kept in the browser."""
    answer = _to("/", said="settings")
    for cookie, value in ((WHO_COOKIE, quote(named(sent["who"]))), (LANGUAGE_COOKIE, sent["language"])):
        if cookie == WHO_COOKIE or value in LANGUAGES:
            answer.set_cookie(cookie, value, max_age=_YEAR_S, httponly=True, samesite="strict", path="/")
    return answer


def _following(visit: Visit, sent: Sent) -> str:
    """The item after the one that is decided on."""
    kind, at = sent["kind"], sent["at"] or sent["key"]
    if kind not in KINDS:
        return ""
    asked = visit.asked(kind, Filters.of(sent.asked))
    return asked.window(at).next


def _back(sent: Sent, said: str, at: str) -> RedirectResponse:
    """To the queue that the form stood on, at an item; to the overview when it stood on none."""
    kind = sent["kind"]
    if kind not in (*KINDS, *decided.KINDS):
        places = {"changes": "/changes", "entity": f"/entity/{quote(at)}"}
        return _to(places.get(kind, "/"), said=said)
    view = {key: value for key, value in sent.asked.items() if key in VIEW}
    query = Filters.of(sent.asked).query(**view, at=at, said=said)
    return RedirectResponse(f"/review/{kind}?{query}", 303)


def _to(path: str, **query: str) -> RedirectResponse:
    return RedirectResponse(f"{path}?{urlencode(query)}", 303)
