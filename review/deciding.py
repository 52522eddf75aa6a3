"""What the buttons do: each decision is a judgement on the disk before the page says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import get_args

from consolidate import (
    RELATION_FIELDS,
    STATEMENT_FIELDS,
    Action,
    CannotJudge,
    Judgement,
    addition,
    column_text,
    judgement_on,
    undoing,
)
from review.claims import claim_row
from review.decided import orphaned
from review.decision import corrections
from review.recent import decisions
from review.visit import Visit

Form = Mapping[str, str]
_ON_CLAIMS: tuple[Action, ...] = ("accept", "reject", "comment")
_ON_ENTITIES: tuple[Action, ...] = ("same", "different", "rename", "promote")


def decide(visit: Visit, key: str, action: str, form: Form) -> None:
    """Accept, reject or comment on a statement, relation or repair; say what an entity is.

    Raises:
        CannotJudge: it makes no sense; the message says why.
    """
    known = next((one for one in get_args(Action) if one == action), None)
    if known not in (*_ON_CLAIMS, *_ON_ENTITIES):
        raise CannotJudge(f"{action}: no such decision")
    if known == "comment" and not form.get("why", "").strip():
        raise CannotJudge("a comment needs words")
    _keep(visit, [_on(visit, key, known, form.get("why", ""), after=form.get("after", "").strip())])


def correct(visit: Visit, key: str, form: Form) -> bool:
    """Correct every column that is not as it was; whether there was any.

    Raises:
        CannotJudge: a value does not fit, or there is no such statement or relation.
    """
    found = claim_row(visit.connection, key)
    if found is None:
        raise CannotJudge(f"{key}: no statement or relation has this id")
    kind, row = found
    now = corrections(decisions(visit.connection, visit.recent, key))
    columns = STATEMENT_FIELDS if kind == "statement" else RELATION_FIELDS
    changed = {
        column: form[column].strip()
        for column in columns
        if column in form and not _alike(form[column], now.get(column, column_text(row, column)))
    }
    made = [
        _on(visit, key, "correct", form.get("why", ""), field=column, after=value) for column, value in changed.items()
    ]
    _keep(visit, made)
    return bool(made)


def _alike(written: str, before: str) -> bool:
    """Whether nothing but blanks differs: browsers write line breaks in their own way."""
    return written.split() == before.split()


def undo(visit: Visit, judgement_id: str, why: str = "") -> None:
    """Take a decision back, whether a build knows it or not.

    Raises:
        CannotJudge: there is no such decision.
    """
    _keep(visit, [_undoing(visit, judgement_id, why)])


def add(visit: Visit, form: Form) -> None:
    """Add the statement that a form describes, at the words it marks.

    Raises:
        CannotJudge: the words are not there, or a column is missing or does not fit.
    """
    block, row, column = form.get("block", ""), _whole(form.get("row")), _whole(form.get("column"))
    start, stop = _whole(form.get("start")), _whole(form.get("stop"))
    if start is None or stop is None:
        row, column, start, stop = _standing(visit, block, row, column, form.get("words", ""))
    columns = (*STATEMENT_FIELDS, "subject", "subject_type")
    said = {column: form[column].strip() for column in columns if form.get(column, "").strip()}
    if "subject_id" in said:
        # Its name is the one that the dataset has.
        said.pop("subject", None)
        said.pop("subject_type", None)
    made = addition(
        visit.build.folder,
        block,
        start,
        stop,
        said,
        row=row,
        column=column,
        who=visit.asking.who,
        when=_now(),
        why=form.get("why", ""),
        gazetteer=visit.desk.names(),
    )
    lost = form.get("judgement", "")
    _keep(visit, [made, _undoing(visit, lost, f"now {made.id}")] if lost else [made])


def accept_all(visit: Visit, keys: Sequence[str]) -> int:
    """Accept every statement and relation named; how many there were."""
    made = [_on(visit, key, "accept", "") for key in dict.fromkeys(keys)]
    _keep(visit, made)
    return len(made)


def reattach(visit: Visit, judgement_id: str, key: str) -> None:
    """Decide on ``key`` what the orphaned decision said, then take that one back.

    Raises:
        CannotJudge: there is no such decision, or it cannot be about this.
    """
    lost = orphaned(visit.recent.log, judgement_id)
    if lost is None:
        raise CannotJudge(f"{judgement_id}: no decision has this id")
    if lost.action == "undo":
        raise CannotJudge(f"{judgement_id}: takes back another decision; let it go instead")
    if lost.action == "add":
        raise CannotJudge(f"{judgement_id}: mark the words anew and add the statement there")
    why = lost.why or f"as decided by {lost.who or '?'} {lost.when} ({lost.id})"
    again = _on(visit, key, lost.action, why, field=lost.field, after=lost.after)
    _keep(visit, [again, _undoing(visit, judgement_id, f"now {again.id}")])


def _on(visit: Visit, key: str, action: Action, why: str, *, field: str = "", after: str = "") -> Judgement:
    return judgement_on(
        visit.build.folder,
        key,
        action,
        field=field,
        after=after,
        who=visit.asking.who,
        when=_now(),
        why=why.strip(),
        gazetteer=visit.desk.names() if action not in _ON_CLAIMS else None,
    )


def _undoing(visit: Visit, judgement_id: str, why: str) -> Judgement:
    recent = visit.recent.find(judgement_id)
    if recent is not None:
        return undoing(recent, who=visit.asking.who, when=_now(), why=why)
    return judgement_on(visit.build.folder, judgement_id, "undo", who=visit.asking.who, when=_now(), why=why)


def _keep(visit: Visit, made: Sequence[Judgement]) -> None:
    for judgement in made:
        visit.recent.log.append(judgement)
    visit.recent.refresh(visit.build, visit.connection)


def _standing(
    visit: Visit, block: str, row: int | None, column: int | None, words: str
) -> tuple[int | None, int | None, int, int]:
    """Cell and span of the words, when they stand once in the block; in a table they stand in one cell."""
    texts = visit.connection.execute(
        "SELECT c.row, c.column, c.text FROM cells AS c JOIN tables AS t ON t.table_id = c.table_id"
        " WHERE t.block_id = ?1 AND (?2 IS NULL OR c.row = ?2) AND (?3 IS NULL OR c.column = ?3)"
        " UNION ALL SELECT NULL, NULL, text FROM blocks WHERE block_id = ?1 AND kind != 'table'",
        (block, row, column),
    )
    # Browsers send line breaks in their own way.
    wanted = words.replace("\r\n", "\n").strip()
    found = [(*text[:2], at) for text in texts for at in _occurrences(text["text"], wanted)] if wanted else []
    if len(found) != 1:
        raise CannotJudge(visit.words("words_not_found"))
    (found_row, found_column, at) = found[0]
    return found_row, found_column, at, at + len(wanted)


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
