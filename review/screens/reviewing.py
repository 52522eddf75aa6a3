"""The page with three panes: the queue, the source, and what was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.responses import FileResponse, JSONResponse, Response

from consolidate import Judgement
from extract import block_id
from review import decided, sources
from review.claims import CHOICES, Claim, claim, claim_row
from review.decision import Decision, latest
from review.drawer import NoPicture
from review.entities import Card, Near, card, mention, near
from review.filters import CONFIDENCES, SORTS
from review.labels import Item, repair
from review.queues import KINDS, Progress, Window
from review.recent import decisions
from review.sources import Look, Paragraph, Sheet, Spot
from review.visit import Missing, Visit

AHEAD = 5
"""Pages painted before anybody asks for them."""
VIEW = ("show", "zoom", "repaired")
"""What stays as it is from one item to the next."""


@dataclass(frozen=True, slots=True)
class Source:
    """The middle pane."""

    spot: Spot
    look: Look
    sheet: Sheet | None
    paragraphs: tuple[Paragraph, ...]
    together: str
    """The block of the table or list, when there is one."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The right pane: what it is, and one of the things that it can be about."""

    pane: str
    spot: Spot | None = None
    claim: Claim | None = None
    problem: sqlite3.Row | None = None
    repair: sqlite3.Row | None = None
    cards: tuple[Card, ...] = ()
    near: tuple[Near, ...] = ()
    decisions: tuple[Decision, ...] = ()
    latest: Decision | None = None
    verdict: str = ""
    lost: Judgement | None = None
    places: tuple[Item, ...] = ()
    block_id: str = ""
    names_coming: bool = False


def review(visit: Visit) -> Response:
    """The queue round the item that the address names, its source, and all about it.

    Raises:
        Missing: there is no such queue.
    """
    kind, filters = visit.part("kind"), visit.filters
    if kind not in (*KINDS, *decided.KINDS):
        raise Missing
    window, progress = _queue(visit, kind)
    shown = _SHOWN[kind](visit, window.at) if window.at else None
    look = look_of(visit.query)
    view = urlencode({key: visit.query[key] for key in VIEW if visit.query.get(key)})
    _paint_ahead(visit, window, look)
    return visit.page(
        "review.html",
        kind=kind,
        kinds=(*KINDS, *decided.KINDS),
        filters=filters,
        view=dict(item for item in visit.query.items() if item[0] in VIEW),
        view_query=view,
        sorts=SORTS,
        confidences=tuple(CONFIDENCES),
        window=window,
        progress=progress,
        shown=shown,
        source=_source(visit, shown.spot, look) if shown and shown.spot else None,
        choices=CHOICES,
        found=_found(visit),
        document_title=_title(visit, filters.document),
    )


def look_of(query: Mapping[str, str]) -> Look:
    """How the source is looked at."""
    page = query.get("page", "")
    zoom = query.get("zoom", "1")
    return Look(
        int(page) if page.isdecimal() and len(page) < 7 else None,
        zoom if zoom in sources.ZOOMS else "1",
        query.get("show") == "text",
        bool(query.get("repaired")),
    )


def _queue(visit: Visit, kind: str) -> tuple[Window, Progress]:
    at = visit.query.get("at", "")
    if kind in KINDS:
        asked = visit.asked(kind, visit.filters)
        return asked.window(at), asked.progress()
    items = decided.items(kind, visit.connection, visit.build, visit.recent, visit.words)
    return decided.window_of(items, at), decided.progress_of(items)


def _claim(visit: Visit, key: str) -> Shown:
    found = claim(visit.connection, visit.build, visit.recent, visit.words, key)
    if found is None:
        raise Missing
    spot = sources.claim_spot(visit.connection, found.row, key)
    return Shown("claim", spot, found, decisions=found.decisions, latest=found.latest, verdict=found.verdict)


def _problem(visit: Visit, key: str) -> Shown:
    row = visit.connection.execute("SELECT * FROM problems WHERE problem_id = ?", (key,)).fetchone()
    if row is None:
        raise Missing
    about = row["statement_id"]
    if about and claim_row(visit.connection, about):
        return replace(_claim(visit, about), problem=row)
    taken = decisions(visit.connection, visit.recent, key)
    spot, verdict = sources.words_spot(visit.connection, row), visit.recent.verdicts.get(key, row["judgement"])
    return Shown("problem", spot, problem=row, decisions=taken, latest=latest(taken), verdict=verdict)


def _repair(visit: Visit, key: str) -> Shown:
    row = repair(visit.connection, key)
    if row is None:
        raise Missing
    taken = decisions(visit.connection, visit.recent, key)
    spot = sources.words_spot(visit.connection, row)
    verdict = visit.recent.verdicts.get(key, row["judgement"])
    return Shown("repair", spot, repair=row, decisions=taken, latest=latest(taken), verdict=verdict)


def _merge(visit: Visit, key: str) -> Shown:
    first = card(visit.connection, key)
    second = card(visit.connection, first.row["merged_into"] or "") if first else None
    if first is None or second is None:
        raise Missing
    return _entity(visit, key, "merge", (first, second), ())


def _name(visit: Visit, key: str) -> Shown:
    found = card(visit.connection, key)
    if found is None:
        raise Missing
    known = visit.room.naming.known()
    alike = near(known.gazetteer, found.row["name"], key) if known else ()
    return replace(_entity(visit, key, "name", (found,), alike), names_coming=known is None)


def _entity(visit: Visit, key: str, pane: str, cards: tuple[Card, ...], alike: tuple[Near, ...]) -> Shown:
    taken = decisions(visit.connection, visit.recent, key)
    named = mention(visit.connection, key, visit.query.get("mention", ""))
    spot = sources.words_spot(visit.connection, named) if named is not None else None
    verdict = visit.recent.verdicts.get(key, "")
    return Shown(pane, spot, cards=cards, near=alike, decisions=taken, latest=latest(taken), verdict=verdict)


def _orphan(visit: Visit, key: str) -> Shown:
    lost = decided.orphaned(visit.recent.log, key)
    if lost is None:
        raise Missing
    places = decided.places_for(visit.connection, visit.words, lost)
    first = claim_row(visit.connection, places[0].id) if places else None
    spot = sources.claim_spot(visit.connection, first[1], places[0].id) if first else None
    anchor = lost.anchor
    block = block_id(anchor.document, anchor.block) if anchor and anchor.block is not None else ""
    return Shown("orphan", spot, lost=lost, places=places, block_id=block)


_SHOWN: Mapping[str, Callable[[Visit, str], Shown]] = {
    "statements": _claim,
    "relations": _claim,
    "disagreements": _claim,
    "problems": _problem,
    "repairs": _repair,
    "merges": _merge,
    "names": _name,
    "orphans": _orphan,
}


def _source(visit: Visit, spot: Spot, look: Look) -> Source:
    connection = visit.connection
    together = sources.together(connection, spot.block_id)
    if not spot.has_pages or look.text:
        return Source(spot, look, None, sources.surroundings(connection, spot, look), together)
    number = look.page or spot.page or 1
    key, at = spot.document["document_id"], visit.query.get("at", "")
    others = sources.other_marks(connection, key, number, at, f"/review/statements?document={key}&at=", visit.words)
    sheet = sources.sheet(visit.room.pictures, visit.desk.root, spot, look, others)
    return Source(spot, look, sheet, (), together)


def _paint_ahead(visit: Visit, window: Window, look: Look) -> None:
    if look.text:
        return
    wanted = (
        sources.page_to_paint(visit.connection, visit.desk.root, key, look.width) for key in window.following[:AHEAD]
    )
    visit.room.pictures.ahead([page for page in wanted if page is not None])


def _found(visit: Visit) -> tuple[Near, ...]:
    """Names found without JavaScript."""
    asked = visit.query.get("find", "").strip()
    if not asked:
        return ()
    return visit.names(asked[:200])[0]


def _title(visit: Visit, key: str) -> str:
    row = sources.document(visit.connection, key) if key else None
    return row["title"] or row["path"] if row else ""


def found_names(visit: Visit) -> Response:
    """The entities that some letters may mean, for the search of subjects."""
    asked = visit.query.get("q", "").strip()[:200]
    found, complete = visit.names(asked)
    told = [
        {"id": one.id, "name": one.name, "type": visit.words.term("type", one.type), "country": one.country}
        for one in found
    ]
    # While the gazetteer is being built there is more to come.
    return JSONResponse(told, headers={} if complete else {"retry-after": "2"})


def picture(visit: Visit) -> Response:
    """The picture of a page; only pages of documents of the dataset, in the widths that the review uses.

    Raises:
        Missing: there is no such page.
    """
    row = sources.document(visit.connection, visit.part("document"))
    page, width = int(visit.part("page")), int(visit.part("width"))
    widths = [Look(zoom=zoom).width for zoom in sources.ZOOMS]
    if row is None or row["media_type"] != sources.PDF or not 1 <= page <= (row["pages"] or 0) or width not in widths:
        raise Missing
    try:
        found = visit.room.pictures.get(visit.desk.root / row["path"], row["document_id"], page, width)
    except NoPicture as error:
        raise Missing from error
    return FileResponse(found.path, media_type="image/png", headers={"cache-control": "private, max-age=86400"})


def adding(visit: Visit) -> Response:
    """The form to add a statement that was missed in a block or cell.

    Raises:
        Missing: there is no such block.
    """
    key = visit.query.get("block", "")
    block = visit.connection.execute("SELECT * FROM blocks WHERE block_id = ?", (key,)).fetchone()
    if block is None:
        raise Missing
    asked = visit.query.get("judgement", "")
    lost = decided.orphaned(visit.recent.log, asked) if asked else None
    spot = sources.block_spot(visit.connection, block)
    look = look_of(visit.query)
    shown = sources.surroundings(visit.connection, spot, look)
    return visit.page(
        "add.html",
        block=block,
        paragraphs=shown,
        document=spot.document,
        choices=CHOICES,
        found=_found(visit),
        spot=spot,
        look=look,
        lost=lost,
        said=dict(lost.content) if lost else {},
        row=visit.query.get("row", ""),
        column=visit.query.get("column", ""),
    )
