"""What stands now: the decisions that the build knows, and those made since."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from consolidate import BadJudgements, Judgement, JudgementLog
from review.build import Build
from review.decision import Decision, disagree, standing


class Recent:
    """The decisions in the log that the build does not know; the log is read on whenever it grew.

    Two people who review at the same time thus see each other's decisions.
    """

    def __init__(self, log: Path) -> None:
        self.log = JudgementLog(log)
        self.fault = ""
        """What is wrong with the log, if anything."""
        self.verdicts: dict[str, str] = {}
        """What stands now on every statement, relation and repair that was decided on since the build."""
        self.apart: dict[str, bool] = {}
        """Whether people disagree on it."""
        self.judgements: list[Judgement] = []
        self._by_key: dict[str, list[Judgement]] = {}
        self._build: Build | None = None
        self._stamp: tuple[int, int] = (0, 0)
        self._offset = 0
        self._lock = threading.Lock()

    def refresh(self, build: Build, connection: sqlite3.Connection) -> None:
        """Read what was added to the log, and start anew when the build or the file is another one."""
        with self._lock:
            stamp = self._now()
            if build is not self._build or stamp[0] != self._stamp[0] or stamp[1] < self._offset:
                self._forget(build)
            if stamp != self._stamp or self.fault:
                self._read_on(connection)
                self._stamp = stamp

    def on(self, key: str) -> Sequence[Judgement]:
        """The decisions since the build that are about ``key``, undoings included."""
        return self._by_key.get(key, ())

    def find(self, key: str) -> Judgement | None:
        """The decision since the build with this id."""
        return next((judgement for judgement in self.judgements if judgement.id == key), None)

    def _now(self) -> tuple[int, int]:
        try:
            status = self.log.path.stat()
        except OSError:
            return (0, 0)
        return (status.st_ino, status.st_size)

    def _forget(self, build: Build) -> None:
        self._build, self._offset, self._stamp = build, 0, (0, 0)
        self.verdicts, self.apart, self.judgements, self._by_key, self.fault = {}, {}, [], {}, ""

    def _read_on(self, connection: sqlite3.Connection) -> None:
        known = (
            frozenset(row[0] for row in connection.execute("SELECT judgement_id FROM judgements"))
            if self._offset == 0
            else frozenset(judgement.id for judgement in self.judgements)
        )
        try:
            found, self._offset = self.log.since(self._offset, known)
            self.fault = ""
        except (BadJudgements, OSError) as error:
            self.fault = str(error)
            return
        touched: set[str] = set()
        for judgement in found:
            self.judgements.append(judgement)
            for key in self._keys(connection, judgement):
                self._by_key.setdefault(key, []).append(judgement)
                touched.add(key)
        for key in touched:
            taken = decisions(connection, self, key)
            self.verdicts[key], self.apart[key] = standing(taken), disagree(taken)

    def _keys(self, connection: sqlite3.Connection, judgement: Judgement) -> tuple[str, ...]:
        """What a decision is about: a row, both of two entities, or itself when it adds something."""
        if judgement.action == "undo":
            undone = self.find(judgement.target_id)
            if undone is not None:
                return self._keys(connection, undone) if undone is not judgement else ()
            return _known_keys(connection, judgement.target_id)
        if judgement.action == "add":
            return (judgement.id,)
        if judgement.action in ("same", "different"):
            return (judgement.target_id, judgement.after)
        return (judgement.target_id,)


def _known_keys(connection: sqlite3.Connection, judgement_id: str) -> tuple[str, ...]:
    row = connection.execute("SELECT * FROM judgements WHERE judgement_id = ?", (judgement_id,)).fetchone()
    if row is None:
        return ()
    if row["action"] == "undo":
        return _known_keys(connection, row["target_id"])
    key = row["statement_id"] or row["target_id"]
    return (key, row["after"]) if row["action"] in ("same", "different") else (key,) if key else ()


def decisions(connection: sqlite3.Connection, recent: Recent | None, key: str) -> tuple[Decision, ...]:
    """All decisions on a statement, relation, repair or entity, the first one first; those taken back are marked.

    Without ``recent`` they are those that the build knows.
    """
    rows = connection.execute("SELECT * FROM judgements WHERE statement_id = ?1 OR target_id = ?1", (key,))
    found = {row["judgement_id"]: _kept(row) for row in rows if row["action"] != "undo"}
    undoings: dict[str, list[Decision]] = {}
    for judgement in recent.on(key) if recent is not None else ():
        if judgement.action == "undo":
            undoings.setdefault(judgement.target_id, []).append(_new(judgement))
        else:
            found[judgement.id] = _new(judgement)
    for undoing in _kept_undoings(connection, [*found, *[one.id for many in undoings.values() for one in many]]):
        undoings.setdefault(undoing.target_id, []).append(undoing)
    marked = (replace(one, undone=_undone(one.id, undoings)) for one in found.values())
    return tuple(sorted(marked, key=lambda one: one.when))


def _undone(key: str, undoings: Mapping[str, Sequence[Decision]]) -> str:
    """Who took the decision back, if that was not itself taken back."""
    return next((one.who or one.when for one in undoings.get(key, ()) if not _undone(one.id, undoings)), "")


def _kept_undoings(connection: sqlite3.Connection, ids: Sequence[str]) -> Iterator[Decision]:
    wanted = list(ids)
    while wanted:
        rows = connection.execute(
            "SELECT * FROM judgements WHERE action = 'undo' AND target_id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        ).fetchall()
        yield from (_kept(row) for row in rows)
        wanted = [row["judgement_id"] for row in rows]


def _kept(row: sqlite3.Row) -> Decision:
    return Decision(
        id=row["judgement_id"],
        action=row["action"],
        target=row["target"],
        target_id=row["target_id"],
        field=row["field"],
        before=row["before"],
        after=row["after"],
        who=row["who"],
        when=row["when"],
        why=row["why"],
        outcome=row["outcome"],
    )


def _new(judgement: Judgement) -> Decision:
    return Decision(
        judgement.id,
        judgement.action,
        judgement.target,
        judgement.target_id,
        judgement.field,
        judgement.before,
        judgement.after,
        judgement.who,
        judgement.when,
        judgement.why,
        recent=True,
    )
