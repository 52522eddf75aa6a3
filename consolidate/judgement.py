"""A person's decision, anchored so that it survives new rules, a new gazetteer and a re-issued report.

The log is a file of JSON objects, one a line, only ever appended to; it acts nowhere but in ``consolidate``.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

Action = Literal["accept", "reject", "correct", "add", "same", "different", "rename", "promote", "comment", "undo"]
Target = Literal["statement", "relation", "entity", "name", "repair", "problem"]
Outcome = Literal["applied", "re-anchored", "orphaned"]

STATEMENT_FIELDS = (
    "subject_id",
    "indicator",
    "value",
    "value_high",
    "unit",
    "period",
    "comparator",
    "status",
    "qualifiers",
    "stated",
)
RELATION_FIELDS = ("subject_id", "relation", "object_id", "object", "qualifiers")
"""The columns that can be corrected."""
CONTEXT = 32
"""Characters kept before and after a quote (as in the Web Annotation model's examples)."""


class BadJudgements(ValueError):
    """The log cannot be read; the message names file, line, what is wrong and the remedy."""


class CannotJudge(ValueError):
    """The decision makes no sense; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the words stood on which a decision was made.

    ``document`` is the hash of the bytes; ``block``, ``row``, ``column``, ``start`` and ``stop`` are where the quote
    stood then; ``prefix`` and ``suffix`` are up to 32 characters round it in the same text.
    """

    document: str
    quote: str
    prefix: str = ""
    suffix: str = ""
    block: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision.

    ``target_id`` is the statement, relation or entity as it was then (for undo: the id of the judgement undone; for
    add: empty). ``field``, ``before`` and ``after`` say what a correction changes; ``after`` is the other entity for
    same and different, the new name for rename, and for promote the id it is to have (or empty). ``content`` holds
    columns of the statement as sorted pairs: as judged, or for add as it is to be. ``when`` is an ISO time.

    >>> first = Judgement("reject", "statement", "5e1f", who="olena", when="2026-01-05T10:00:00Z")
    >>> first.id == Judgement("reject", "statement", "5e1f", who="olena", when="2026-01-05T10:00:00Z").id
    True
    """

    action: Action
    target: Target
    target_id: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    anchor: Anchor | None = None
    content: tuple[tuple[str, str], ...] = ()
    id: str = ""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", _content_hash(self))

    def said(self, column: str) -> str:
        """What ``content`` has in a column, or an empty string."""
        return dict(self.content).get(column, "")


class _Named(msgspec.Struct):
    """As much of a line as says which decision it is."""

    id: str = ""


_Kind = TypeVar("_Kind", Judgement, _Named)


def undoing(judgement: Judgement, *, who: str = "", when: str = "", why: str = "") -> Judgement:
    """The judgement that takes another one back.

    >>> undoing(Judgement("reject", "statement", "5e1f", id="a1")).target_id
    'a1'
    """
    return Judgement("undo", judgement.target, judgement.id, who=who, when=when, why=why)


class JudgementLog:
    """The decisions in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> tuple[Judgement, ...]:
        """All decisions in the order of the file.

        Raises:
            BadJudgements: a line is no judgement.
        """
        if not self.path.exists():
            return ()
        found: list[Judgement] = []
        for number, line in enumerate(self.path.read_bytes().split(b"\n"), 1):
            if line.strip():
                found.append(self._parse(line, number))
        return tuple(found)

    def since(self, offset: int, known: Container[str] = ()) -> tuple[tuple[Judgement, ...], int]:
        """The decisions after the byte ``offset`` whose ids are not ``known``, and the byte behind the last of them.

        A last line that is not yet complete is left for the next time.

        Raises:
            BadJudgements: a line is no judgement; its number counts from ``offset``.
        """
        if not self.path.exists():
            return (), 0
        with self.path.open("rb") as stream:
            stream.seek(offset)
            whole, end, _ = stream.read().rpartition(b"\n")
        found: list[Judgement] = []
        for number, line in enumerate(whole.split(b"\n"), 1):
            if line.strip() and self._id(line, number) not in known:
                found.append(self._parse(line, number))
        return tuple(found), offset + len(whole) + len(end)

    def append(self, judgement: Judgement) -> None:
        """Add one decision; it is on the disk when this returns.

        Writers in other processes wait for each other. A last line that was cut short by a crash is left as it is
        and the new one starts on a line of its own.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        line = msgspec.json.encode(judgement) + b"\n"
        with self.path.open("a+b") as stream:
            fcntl.flock(stream, fcntl.LOCK_EX)
            if stream.seek(0, os.SEEK_END) > 0:
                stream.seek(-1, os.SEEK_END)
                if stream.read(1) != b"\n":
                    line = b"\n" + line
            stream.write(line)
            stream.flush()
            os.fsync(stream.fileno())

    def _id(self, line: bytes, number: int) -> str:
        return self._decode(line, _Named, number).id

    def _parse(self, line: bytes, number: int) -> Judgement:
        return self._decode(line, Judgement, number)

    def _decode(self, line: bytes, kind: type[_Kind], number: int) -> _Kind:
        try:
            found = msgspec.json.decode(line, type=kind, strict=True)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadJudgements(
                f"{self.path}, line {number}: not a judgement ({error}); the other lines are untouched: "
                "mend this line by hand, or move it to another file and run again"
            ) from error
        return found


def in_order(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """Decisions from the first to the latest: by time, and as the file has them within one moment.

    Logs of two people joined by a version control system are thus in the order in which they decided. The same
    decision twice (a merge that kept both lines) counts once.
    """
    by_id = {judgement.id: judgement for judgement in judgements}
    return tuple(sorted(by_id.values(), key=lambda judgement: judgement.when))


def _content_hash(judgement: Judgement) -> str:
    content = msgspec.json.encode(replace(judgement, id="-"))
    return hashlib.sha256(content).hexdigest()[:16]


def verdict_after(before: str, action: str) -> str:
    """What stands in the column ``judgement`` after one more decision.

    A correction stays visible when it is accepted afterwards.

    >>> verdict_after("correct", "accept"), verdict_after("accept", "reject"), verdict_after("", "comment")
    ('correct', 'reject', '')
    """
    if action == "correct":
        return action
    if action == "accept":
        return before if before in ("correct", "add") else "accept"
    return action if action in ("reject", "add") else before
