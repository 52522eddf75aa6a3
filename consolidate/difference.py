"""What changed between two datasets, and why."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

import msgspec

from consolidate.columns import ENTITIES, JUDGEMENTS, STATEMENTS, EntityRow, JudgementRow, StatementRow
from consolidate.tables import read_table
from consolidate.write.plain import read_rows
from consolidate.write.report import render_difference

Cause = Literal[
    "new source",
    "source removed",
    "new version of the source",
    "source cannot be read",
    "source can be read again",
    "judgement",
    "gazetteer entry",
    "new rule version",
    "new reading of the source",
]
_FACT = ("subject_id", "indicator", "value", "value_high", "unit", "period", "comparator", "status", "qualifiers")
_ABOUT = ("subject_id", "indicator", "unit", "period", "qualifiers", "status")
_SHOWN = (*_FACT, "subject", "stated", "quote", "rule", "confidence", "judgement", "block_id", "row", "column")
_ON_ENTITIES = ("entity", "name")
Fields = dict[str, str]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column that is no longer what it was."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One statement that is new, different or gone; ``was`` is its former id when that changed."""

    statement_id: str
    document: str
    words: str
    quote: str
    cause: Cause
    fields: tuple[FieldChange, ...] = ()
    was: str = ""

    @property
    def carried_over(self) -> bool:
        """Whether it says the same in the same words, only in another version of its source."""
        return bool(self.was) and all(item.field == "block_id" for item in self.fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changed, each list sorted by statement."""

    added: tuple[Change, ...]
    changed: tuple[Change, ...]
    withdrawn: tuple[Change, ...]

    def lines(self) -> tuple[str, ...]:
        """The difference as text."""
        found = [f"{len(self.added)} added, {len(self.changed)} changed, {len(self.withdrawn)} withdrawn"]
        carried = [change for change in self.changed if change.carried_over]
        for sign, changes in (("+", self.added), ("~", self.changed), ("-", self.withdrawn)):
            for change in changes:
                if change.carried_over:
                    continue
                found.append(f"{sign} {change.statement_id}  {change.words}  [{change.cause}]  ({change.document})")
                found += [f"    {item.field}: {item.before or '∅'} → {item.after or '∅'}" for item in change.fields]
        for (document, cause), count in sorted(Counter((item.document, item.cause) for item in carried).items()):
            found.append(f"= {count} say the same as before  [{cause}]  ({document})")
        return tuple(found)

    def json(self) -> str:
        """The difference as JSON."""
        return msgspec.json.encode(self).decode()

    def page(self) -> str:
        """The difference as a page to look at, which needs no network."""
        return render_difference(self.added, self.changed, self.withdrawn)


@dataclass(frozen=True, slots=True)
class _Side:
    """One dataset as far as causes are concerned."""

    status: Mapping[str, str]
    titles: Mapping[str, str]
    successor: Mapping[str, str]
    """Old document to the one that replaces it."""
    values: Mapping[str, tuple[str, ...]]
    """Where the exact value of statements stands, for those asked for."""
    entities: Mapping[str, EntityRow]
    decisions: frozenset[JudgementRow]
    """Those on entities, without what became of them: that follows from sources and names."""

    def one(self, key: str) -> str:
        """The id that an entity goes by."""
        entity = self.entities.get(key)
        return entity.merged_into if entity is not None and entity.merged_into else key

    def discovered(self, key: str) -> bool:
        """Whether only documents know an entity."""
        entity = self.entities.get(key)
        return entity is not None and entity.status != "gazetteer"


def diff(old: Path, new: Path) -> Difference:
    """What changed from the dataset in ``old`` to that in ``new``."""
    gone, come, both = _apart(old, new)
    before, after = _side(old, gone.keys()), _side(new, come.keys())
    changed = [_changed(first, second, before, after) for first, second in both]
    pairs = _paired(gone, come, before, after)
    for first, second in pairs:
        changed.append(replace(_changed(gone.pop(first), come.pop(second), before, after), was=first))
    added = [_change(row, after, _why_added(row, before, after)) for row in come.values()]
    withdrawn = [_change(row, before, _why_withdrawn(row, before, after)) for row in gone.values()]
    return Difference(_in_order(added), _in_order(changed), _in_order(withdrawn))


def _apart(
    old: Path, new: Path
) -> tuple[dict[str, StatementRow], dict[str, StatementRow], list[tuple[StatementRow, StatementRow]]]:
    """Statements only in the old, only in the new, and in both but different; both files are sorted."""
    gone: dict[str, StatementRow] = {}
    come: dict[str, StatementRow] = {}
    both: list[tuple[StatementRow, StatementRow]] = []
    tagged = heapq.merge(
        ((row.statement_id, 0, row) for row in _statements(old)),
        ((row.statement_id, 1, row) for row in _statements(new)),
    )
    for key, group in groupby(tagged, key=itemgetter(0)):
        found = {side: row for _, side, row in group}
        if 1 not in found:
            gone[key] = found[0]
        elif 0 not in found:
            come[key] = found[1]
        elif _seen(found[0]) != _seen(found[1]):
            both.append((found[0], found[1]))
    return gone, come, both


def _statements(folder: Path) -> Iterator[StatementRow]:
    for row in read_rows(folder, STATEMENTS):
        yield StatementRow._make(row)


def _seen(row: StatementRow) -> Fields:
    found = row._asdict()
    return {column: found[column] for column in (*_SHOWN, "start", "stop")}


def _side(folder: Path, wanted: Iterable[str]) -> _Side:
    ids = set(wanted)
    documents = list(read_table(folder, "documents"))
    successor = {
        older: row["document_id"] for row in documents for older in row["supersedes"].replace(",", " ").split()
    }
    values = {
        row["of"]: (row["document_id"], row["block_id"], row["row"], row["column"], row["start"], row["stop"])
        for row in read_table(folder, "evidence")
        if row["role"] == "value" and row["of"] in ids
    }
    return _Side(
        {row["document_id"]: row["status"] for row in documents},
        {row["document_id"]: row["title"] or row["path"] for row in documents},
        successor,
        values,
        {row[0]: EntityRow._make(row) for row in read_rows(folder, ENTITIES)},
        frozenset(
            row._replace(outcome="")
            for row in map(JudgementRow._make, read_rows(folder, JUDGEMENTS))
            if row.target in _ON_ENTITIES
        ),
    )


def _paired(
    gone: Mapping[str, StatementRow], come: Mapping[str, StatementRow], before: _Side, after: _Side
) -> list[tuple[str, str]]:
    """Statements that took another's place: the same words read otherwise, or the same fact in a new version."""
    pairs = _by_key({key: before.values.get(key, ()) for key in gone}, {key: after.values.get(key, ()) for key in come})
    for same in (_FACT, _ABOUT):
        taken = {key for pair in pairs for key in pair}
        left = {
            key: (successor, *_columns(row, same))
            for key, row in gone.items()
            if key not in taken and (successor := after.successor.get(row.document_id, ""))
        }
        right = {key: (row.document_id, *_columns(row, same)) for key, row in come.items() if key not in taken}
        pairs += _by_key(left, right)
    return pairs


def _columns(row: StatementRow, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in names)


def _by_key(left: Mapping[str, tuple[str, ...]], right: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """Ids whose key is the only one of its kind on each side."""
    firsts: dict[tuple[str, ...], list[str]] = {}
    seconds: dict[tuple[str, ...], list[str]] = {}
    for keys, found in ((left, firsts), (right, seconds)):
        for name, key in keys.items():
            if key:
                found.setdefault(key, []).append(name)
    return [
        (names[0], seconds[key][0])
        for key, names in firsts.items()
        if len(names) == 1 and len(seconds.get(key, ())) == 1
    ]


def _changed(first: StatementRow, second: StatementRow, old: _Side, new: _Side) -> Change:
    before, now = first._asdict(), second._asdict()
    fields = tuple(
        FieldChange(column, before[column], now[column]) for column in _SHOWN if before[column] != now[column]
    )
    cause = _why_changed(first, second, {item.field for item in fields}, old, new)
    return replace(_change(second, new, cause), fields=fields)


def _why_changed(first: StatementRow, second: StatementRow, fields: set[str], old: _Side, new: _Side) -> Cause:
    if first.document_id != second.document_id:
        return "new version of the source"
    if first.judgement != second.judgement:
        return "judgement"
    if "subject_id" in fields or fields == {"subject"}:
        return _why_called_otherwise({first.subject_id, second.subject_id}, old, new)
    if fields & {*_FACT, "rule", "confidence", "stated"}:
        return "new rule version"
    return "new reading of the source" if "block_id" in fields or not fields else "new rule version"


def _why_called_otherwise(subjects: set[str], old: _Side, new: _Side) -> Cause:
    """Why a subject goes by another id or name: what people decided, or what the gazetteer or documents know of it."""
    touched = {key for row in old.decisions ^ new.decisions for key in (row.target_id, row.after)}
    if _groups(touched, old, new) & _groups(subjects, old, new):
        return "judgement"
    if not all(old.discovered(key) or new.discovered(key) for key in subjects):
        return "gazetteer entry"
    if new.status.keys() - old.status.keys():
        return "new source"
    return "source removed" if old.status.keys() - new.status.keys() else "new rule version"


def _groups(keys: Iterable[str], *sides: _Side) -> set[str]:
    """Entities with those they are one with."""
    return {found for key in keys for found in (key, *(side.one(key) for side in sides))}


def _why_added(row: StatementRow, before: _Side, after: _Side) -> Cause:
    if row.judgement == "add":
        return "judgement"
    if row.document_id not in before.status:
        replaced = any(new == row.document_id and old in before.status for old, new in after.successor.items())
        return "new version of the source" if replaced else "new source"
    if before.status[row.document_id] == "failed":
        return "source can be read again"
    return "new rule version"


def _why_withdrawn(row: StatementRow, before: _Side, after: _Side) -> Cause:
    if row.judgement == "add":
        return "judgement"
    if row.document_id not in after.status:
        return "new version of the source" if row.document_id in after.successor else "source removed"
    if after.status[row.document_id] == "failed" != before.status[row.document_id]:
        return "source cannot be read"
    return "new rule version"


def _change(row: StatementRow, side: _Side, cause: Cause) -> Change:
    value = row.value + (f" to {row.value_high}" if row.value_high else "")
    words = f"{row.subject}: {row.indicator} {value} {row.unit}" + (f", {row.period}" if row.period else "")
    return Change(row.statement_id, side.titles.get(row.document_id, row.document_id), words, row.quote, cause)


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.statement_id))
