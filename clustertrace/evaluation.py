"""Precision, recall and F1 of what is read from files against marked-up truth.

A gold file has one JSON object a line: ``file`` (beside the gold file), ``of`` (statement, mention, relation, cell;
"none" marks words that carry nothing), ``quote``, ``start``, ``stop`` (code points in the file's decoded text), and
the columns that are known. Every statement, mention and relation of a file is marked, so that what was found
beyond them counts against precision.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path

from clustertrace.errors import Stop
from extract import Block, Cell, Document, Place, Unreadable, decode_text, read_document
from gazetteer import Gazetteer
from language import fold
from nlp import SYMMETRIC, Mention, Relation, Statement, observe, value_place

Gold = Mapping[str, object]
_WHOLE = ("subject", "indicator", "value", "value_high", "unit", "period")
_AMOUNT = ("value", "unit")


@dataclass(slots=True)
class Score:
    """Counts of one kind: ``right`` found ones that are true, all ``found``, all ``true`` ones."""

    right: int = 0
    found: int = 0
    true: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the found ones that are true; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the true ones that were found; 1 where there are none."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing that was found: where in the file's text, which columns, and how to name it in a list.

    ``around`` are wider stretches that count where its own place does not: of a statement its quote (a place told by
    order is marked at the name that has it), of a relation the names that it was carried on from.
    """

    start: int
    stop: int
    columns: Mapping[str, str]
    told: str
    around: tuple[tuple[int, int], ...] = ()


def evaluate(golds: Sequence[Path], gazetteer: Gazetteer) -> dict[tuple[str, str], Score]:
    """Scores by group (the last two folders of the gold file) and kind.

    Kinds: ``statement`` (subject, indicator, value, unit, period and place right), ``value`` (value, unit and
    place right), ``mention`` (span and type right), ``mention TYPE``, ``entity`` (right entity, of the true
    mentions that were found), ``relation``, ``cell``.

    Raises:
        Stop: A gold file or a file it names cannot be read.
    """
    scores: dict[tuple[str, str], Score] = defaultdict(Score)
    for gold in golds:
        group = "/".join(gold.absolute().parent.parts[-2:])
        for name, rows in _by_file(gold).items():
            path = gold.parent / name
            document, text = _read(path)
            _score_file(group, name, rows, document, text, gazetteer, scores)
    return dict(scores)


def _score_file(
    group: str,
    name: str,
    rows: Sequence[Gold],
    document: Document,
    text: str,
    gazetteer: Gazetteer,
    scores: dict[tuple[str, str], Score],
) -> None:
    findings = observe(document, gazetteer)
    known = _Names(gazetteer)
    statements = [
        replace(
            _as_found(document, text, value_place(item), _statement_columns(item, known)),
            around=(_in_source(document, text, item.place),),
        )
        for item in findings.statements
    ]
    mentions = [
        _as_found(document, text, item.place, _mention_columns(item, known)) for item in findings.mentions if item.place
    ]
    known.hear(rows, mentions)
    relations = [
        replace(
            _as_found(document, text, item.place, _relation_columns(item, known)),
            around=tuple(_in_source(document, text, found.place) for found in item.evidence),
        )
        for item in findings.relations
        if item.relation not in _NEUTRAL
    ]
    of: dict[str, list[Gold]] = defaultdict(list)
    for row in rows:
        of[str(row["of"])].append(row)
    _pair(scores[group, "statement"], name, of["statement"], statements, lambda g, f: _same(g, f, _WHOLE, known))
    _pair(scores[group, "value"], name, of["statement"], statements, lambda g, f: _same(g, f, _AMOUNT, known))
    _score_mentions(group, name, of["mention"], mentions, known, scores)
    _pair(scores[group, "relation"], name, of["relation"], relations, lambda g, f: _related(g, f, known))
    cells = [
        _Found(0, 0, {"row": str(c.row), "column": str(c.column), "text": c.text}, c.text) for c in _cells(document)
    ]
    if of["cell"]:
        wanted = [{**row, "start": 0, "stop": 0} for row in of["cell"]]
        _pair(scores[group, "cell"], name, wanted, cells, lambda g, f: _same(g, f, ("row", "column", "text"), known))


def _score_mentions(
    group: str,
    name: str,
    gold: Sequence[Gold],
    found: Sequence[_Found],
    known: _Names,
    scores: dict[tuple[str, str], Score],
) -> None:
    types = sorted({str(row["type"]) for row in gold} | {item.columns["type"] for item in found})
    for kind in types:
        true = [row for row in gold if row["type"] == kind]
        here = [item for item in found if item.columns["type"] == kind]
        pairs = _pair(scores[group, f"mention {kind}"], name, true, here, _same_span)
        if kind in _MARKED_TYPES:
            _pair(scores[group, "mention"], name, true, here, _same_span)
        entity = scores[group, "entity"]
        for row, item in pairs:
            if row.get("entity"):
                right = known.same(str(row["entity"]), item.columns)
                entity.true += 1
                entity.found += 1
                entity.right += right
                if not right:
                    entity.wrong.append(f"{name}: {item.told} is {row['entity']}")


DISCOVERED = "new:"
"""How the ids of names begin that no list has."""

_NEUTRAL = frozenset({"ranked_in"})
"""Relations that repeat what a statement says: neither right nor wrong."""

_MARKED_TYPES = frozenset({"cluster", "programme", "organisation", "country", "region", "city", "ranking"})
"""Types that are marked in every passage: only of these is one that was found and is not marked an error."""


def _pair(
    score: Score,
    name: str,
    gold: Sequence[Gold],
    found: Sequence[_Found],
    same: Callable[[Gold, _Found], bool],
) -> list[tuple[Gold, _Found]]:
    """Pair every true one with one found one; what is left over is missed or wrong."""
    left = list(found)
    pairs: list[tuple[Gold, _Found]] = []
    missed = list(gold)
    for overlap in (_overlap, _overlap_around):
        for row in tuple(missed):
            match = next((item for item in left if overlap(row, item) and same(row, item)), None)
            if match is not None:
                left.remove(match)
                missed.remove(row)
                pairs.append((row, match))
    score.missed += [f"{name}: {row.get('quote')!r} {_told(row)}" for row in missed]
    score.right += len(pairs)
    score.found += len(found)
    score.true += len(gold)
    score.wrong += [f"{name}: {item.told}" for item in left]
    return pairs


def _overlap(row: Gold, item: _Found) -> bool:
    start, stop = int(str(row["start"])), int(str(row["stop"]))
    return start == item.start or (start < item.stop and item.start < stop)


def _overlap_around(row: Gold, item: _Found) -> bool:
    return any(int(str(row["start"])) < stop and start < int(str(row["stop"])) for start, stop in item.around)


def _same_span(row: Gold, item: _Found) -> bool:
    return int(str(row["start"])) == item.start and int(str(row["stop"])) == item.stop


def _same(row: Gold, item: _Found, columns: Iterable[str], known: _Names) -> bool:
    for column in columns:
        if column not in row:
            continue
        wanted, got = str(row[column]), item.columns.get(column, "")
        if column == "object" and not item.columns["object_id"]:
            if not _as_words(row, got):
                return False
        elif column in ("subject", "object"):
            if not known.same(wanted, {"entity": item.columns[f"{column}_id"], "name": got}):
                return False
        elif _plain(wanted) != _plain(got):
            return False
    return True


def _as_words(row: Gold, words: str) -> bool:
    """Whether words that are no known name are those of the truth, in English or as the text has them."""
    return _key(words) in (_key(str(row["object"])), _key(str(row["quote"])))


def _related(row: Gold, item: _Found, known: _Names) -> bool:
    """Whether a relation is the true one; one that has no direction may be told from either side."""
    columns = ("subject", "relation", "object")
    if _same(row, item, columns, known):
        return True
    if str(row["relation"]) not in SYMMETRIC:
        return False
    return _same({**row, "subject": row["object"], "object": row["subject"]}, item, columns, known)


class _Names:
    """Whether a name in the truth and an entity that was found are the same."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._heard: dict[str, set[str]] = defaultdict(set)
        self._known: dict[str, str] = {}

    def hear(self, rows: Sequence[Gold], mentions: Sequence[_Found]) -> None:
        """Take the marked names of a file: a name that no list has is known by where it stands only."""
        for row in rows:
            if row["of"] == "mention" and row.get("entity"):
                for item in mentions:
                    if item.columns["entity"].startswith(DISCOVERED) and _overlap(row, item):
                        self._heard[item.columns["entity"]].add(_key(str(row["entity"])))

    def of(self, entity_id: str) -> tuple[str, ...]:
        try:
            entity = self._gazetteer.entity(entity_id)
        except KeyError:
            return ()
        return (entity.name, *(name.text for name in entity.names))

    def same(self, wanted: str, got: Mapping[str, str]) -> bool:
        entity = got.get("entity", "")
        names = (got.get("name", ""), *self.of(entity))
        if _key(wanted) in {*(_key(name) for name in names), *self._heard.get(entity, ())}:
            return True
        return bool(entity) and entity == self._meant(wanted)

    def _meant(self, wanted: str) -> str:
        """The entity that the gazetteer knows under a name of the truth, a type word more or less."""
        if wanted not in self._known:
            matches = [match for match in self._gazetteer.match(wanted) if match.method != "fuzzy"]
            self._known[wanted] = matches[0].entity.id if matches else ""
        return self._known[wanted]


def _key(name: str) -> str:
    return "".join(character for character in fold(name).text if character.isalnum())


def _plain(text: str) -> str:
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text.strip()


def _statement_columns(item: Statement, known: _Names) -> dict[str, str]:
    return {
        "subject": item.subject,
        "subject_id": item.subject_id,
        "indicator": item.indicator,
        "value": str(item.value),
        "value_high": "" if item.value_high is None else str(item.value_high),
        "unit": item.unit,
        "period": item.period,
        "comparator": item.comparator,
        "status": item.status,
        "told": f"{item.stated!r} {item.subject} {item.indicator} {item.value} {item.unit} {item.period}",
        "names": " ".join(known.of(item.subject_id)[:1]),
    }


def _mention_columns(item: Mention, known: _Names) -> dict[str, str]:
    name = known.of(item.entity_id)[:1]
    return {
        "type": item.type,
        "entity": item.entity_id,
        "name": name[0] if name else item.text,
        "told": f"{item.text!r} {item.type} {item.entity_id}",
    }


def _relation_columns(item: Relation, known: _Names) -> dict[str, str]:
    return {
        "subject": item.subject,
        "subject_id": item.subject_id,
        "relation": item.relation,
        "object": item.object,
        "object_id": item.object_id,
        "told": f"{item.subject} {item.relation} {item.object}",
        "names": " ".join(known.of(item.subject_id)[:1]),
    }


def _told(row: Gold) -> str:
    names = ("subject", "indicator", "value", "unit", "period", "relation", "object", "type", "entity", "text")
    return " ".join(str(row[name]) for name in names if row.get(name))


def _as_found(document: Document, source: str, place: Place | None, columns: Mapping[str, str]) -> _Found:
    if place is None:
        return _Found(-1, -1, columns, columns["told"])
    start, stop = _in_source(document, source, place)
    return _Found(start, stop, columns, columns["told"])


def _in_source(document: Document, source: str, place: Place) -> tuple[int, int]:
    """Where the words of a place stand in the file's text: the same occurrence of them as in the block."""
    block = document.blocks[place.block]
    if block.source_start is None or block.source_stop is None:
        return place.start, place.stop
    words = document.quote(place)
    offset = place.start + (_cell_offset(block, place) if place.row is not None else 0)
    before = block.text[:offset].count(words)
    # Markup and entities may stand where the block has a blank.
    pattern = re.compile(_GAP.join(_as_written(word) for word in words.split()))
    found = list(islice(pattern.finditer(source, block.source_start, block.source_stop), before + 1))
    return found[before].span() if len(found) > before else (-1, -1)


def _as_written(word: str) -> str:
    """A pattern for a word as it stands or as HTML writes it."""
    escaped = html.escape(word, quote=False)
    return re.escape(word) if escaped == word else f"(?:{re.escape(word)}|{re.escape(escaped)})"


_GAP = r"(?:\s|&nbsp;|&#160;|&#xa0;|<[^<>]*>|\*\*|__)+"


def _cell_offset(block: Block, place: Place) -> int:
    offset = 0
    for cell in block.table.cells if block.table is not None else ():
        if (cell.row, cell.column) == (place.row, place.column):
            return offset
        offset += len(cell.text) + 1
    return offset


def _cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for cell in table.cells]


def _by_file(gold: Path) -> dict[str, list[Gold]]:
    rows: dict[str, list[Gold]] = defaultdict(list)
    try:
        lines = gold.read_text("utf-8").splitlines()
    except OSError as error:
        raise Stop(f"{gold}: cannot be read ({error.strerror}); check the name", 2) from error
    except UnicodeDecodeError as error:
        raise Stop(f"{gold}: is not UTF-8 ({error.reason}); expected JSON Lines in UTF-8", 2) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows[row["file"]].append(row)
        except (ValueError, KeyError, TypeError) as error:
            raise Stop(
                f"{gold}: line {number} is no gold line ({error}); it needs file, of, quote, start, stop", 2
            ) from error
    return rows


def _read(path: Path) -> tuple[Document, str]:
    try:
        return read_document(path, name=path.name), decode_text(path.read_bytes())
    except (OSError, Unreadable) as error:
        raise Stop(f"{path}: {error}", 2) from error
