"""The queues: what a person looks at next. Read by key, a few rows at a time, whatever the size of the dataset."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from review.build import Build
from review.filters import Filters
from review.labels import Item, labelled
from review.recent import Recent
from review.words import Words

KINDS = ("statements", "relations", "merges", "names", "repairs", "problems")
"""The queues that the build keeps; those of decisions are in ``review.decided``."""
BEFORE, AFTER = 6, 24
"""How many neighbours the queue shows."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a queue round the item looked at; ids are empty where the queue ends."""

    items: tuple[Item, ...]
    at: str
    previous: str = ""
    following: tuple[str, ...] = ()

    @property
    def next(self) -> str:
        """The item after the one looked at."""
        return self.following[0] if self.following else ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of something is judged."""

    judged: int
    total: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A queue as asked for: its kind, what it is narrowed to, the build and what was decided since."""

    connection: sqlite3.Connection
    build: Build
    recent: Recent
    kind: str
    filters: Filters
    words: Words

    def window(self, at: str) -> Window:
        """The stretch round ``at``; round the first item when it is empty or not in the queue."""
        here = self._row(at) if at else None
        ahead = list(self._following(here[self.filters.order] - 1 if here else -1, AFTER + 2, keep=at if here else ""))
        if not ahead:
            return Window((), "")
        current = here["id"] if here else ahead[0]["id"]
        place = ahead[0][self.filters.order]
        behind = list(self._preceding(place, BEFORE))[::-1]
        rows = [*behind, *ahead[: AFTER + 1]]
        ids = [row["id"] for row in rows]
        number = ids.index(current)
        return Window(
            tuple(self._items(rows)),
            current,
            ids[number - 1] if number else "",
            tuple(row["id"] for row in ahead[1:]),
        )

    def progress(self) -> Progress:
        """How much of the queue is judged now, whether or not the judged ones are shown."""
        where, values = self.filters.conditions()
        asked = f"FROM queue WHERE kind = ?{where}"
        total = self.build.count(self.connection, f"SELECT count(*) {asked}", self.kind, *map(_plain, values))
        judged = self.build.count(self.connection, f"SELECT sum(judged) {asked}", self.kind, *map(_plain, values))
        return Progress(judged + self._since(where, values), total)

    def _since(self, where: str, values: Sequence[str | float]) -> int:
        """By how much the decisions since the build change the number of judged ones."""
        found = self.connection.execute(
            f"SELECT id, judged FROM queue WHERE id IN (SELECT value FROM json_each(?)) AND kind = ?{where}",  # noqa: S608 - own words
            (json.dumps(list(self.recent.verdicts)), self.kind, *values),
        )
        return sum(bool(self.recent.verdicts.get(row["id"])) - row["judged"] for row in found)

    def _row(self, key: str) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self.connection.execute(
            "SELECT * FROM queue WHERE id = ? AND kind = ?", (key, self.kind)
        ).fetchone()
        return row

    def _following(self, place: int, limit: int, keep: str = "") -> Iterator[sqlite3.Row]:
        return self._read(f"{self.filters.order} > ?", place, "", limit, keep)

    def _preceding(self, place: int, limit: int) -> Iterator[sqlite3.Row]:
        return self._read(f"{self.filters.order} < ?", place, " DESC", limit)

    def _read(self, bound: str, place: int, direction: str, limit: int, keep: str = "") -> Iterator[sqlite3.Row]:
        """Rows beyond ``place``; ``keep`` stays in although the filters leave it out (it was judged just now)."""
        where, values = self.filters.conditions()
        if self.filters.unjudged:
            where += (
                " AND (judged = 0 OR id IN (SELECT value FROM json_each(?)))" if self._freed() else " AND judged = 0"
            )
            values = (*values, json.dumps(self._freed())) if self._freed() else values
        kept = self._row(keep) if keep else None
        if kept is not None:
            yield kept
            limit -= 1
            place = kept[self.filters.order]
        rows = self.connection.execute(
            f"SELECT * FROM queue WHERE kind = ? AND {bound}{where} ORDER BY {self.filters.order}{direction}",  # noqa: S608 - own words
            (self.kind, place, *values),
        )
        for row in rows:
            if limit <= 0:
                return
            if not (self.filters.unjudged and self._judged(row)):
                yield row
                limit -= 1

    def _judged(self, row: sqlite3.Row) -> bool:
        verdict = self.recent.verdicts.get(row["id"])
        return bool(row["judged"]) if verdict is None else bool(verdict)

    def _freed(self) -> list[str]:
        """What was judged in the build, perhaps, and is not any more."""
        return [key for key, verdict in list(self.recent.verdicts.items()) if not verdict]

    def _items(self, rows: Sequence[sqlite3.Row]) -> Iterator[Item]:
        told = {item.id: item for item in labelled(self.connection, self.words, self.kind, [row["id"] for row in rows])}
        for row in rows:
            item = told.get(row["id"], Item(self.kind, row["id"], row["id"]))
            yield replace(
                item,
                verdict=self.recent.verdicts.get(row["id"], item.verdict),
                conflict=bool(row["conflict"]),
                flagged=bool(row["flagged"]),
                confidence=row["confidence"],
                document=row["document_id"] or "",
                language=row["language"] or "",
            )


def _plain(value: str | float) -> str | int:
    """A value as a key of what was counted: confidences are bounds with two decimals, given as text to SQLite."""
    return value if isinstance(value, str) else f"{value:.2f}"


def by_document(connection: sqlite3.Connection, recent: Recent) -> Mapping[str, Progress]:
    """How many statements of every document are judged now."""
    rows = connection.execute(
        "SELECT document_id, count(*) AS total, sum(judged) AS judged FROM queue WHERE kind = 'statements' GROUP BY 1"
    )
    found = {row["document_id"]: Progress(row["judged"], row["total"]) for row in rows}
    changed = connection.execute(
        "SELECT id, document_id, judged FROM queue WHERE id IN (SELECT value FROM json_each(?))"
        " AND kind = 'statements'",
        (json.dumps(list(recent.verdicts)),),
    )
    for row in changed:
        before = found[row["document_id"]]
        more = bool(recent.verdicts.get(row["id"])) - row["judged"]
        found[row["document_id"]] = replace(before, judged=before.judged + more)
    return found
