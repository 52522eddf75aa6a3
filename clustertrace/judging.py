"""One decision from the shell: its words understood, anchored, appended to the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from clustertrace.errors import Stop
from clustertrace.workspace import Workspace
from consolidate import Action, CannotJudge, Judgement, JudgementLog, addition, judgement_on, read_table
from gazetteer import Gazetteer

_ACTIONS: tuple[Action, ...] = get_args(Action)


def judge(
    workspace: Workspace,
    key: str,
    action: str,
    values: Sequence[str],
    *,
    who: str = "",
    when: str = "",
    why: str = "",
    words: str = "",
) -> tuple[Judgement, ...]:
    """Append the decision ``action`` on ``key`` to the workspace's log; one judgement a corrected field.

    ``values`` are FIELD=VALUE pairs to correct or add, the other entity for same and different, or the new name.
    ``words`` mark the statement to add in the block ``key``.

    Raises:
        Stop: The action is not known, the id is not there, or a value does not fit.
    """
    if action not in _ACTIONS:
        raise Stop(f"{action}: expected one of {', '.join(_ACTIONS)}", 2)
    folder = workspace.built()
    try:
        if action == "add":
            made = [_added(workspace, key, values, words, who=who, when=when, why=why)]
        elif action == "correct":
            made = [
                judgement_on(
                    folder,
                    key,
                    "correct",
                    field=field,
                    after=after,
                    who=who,
                    when=when,
                    why=why,
                    gazetteer=_names(workspace),
                )
                for field, after in _pairs(values)
            ]
        else:
            after = " ".join(values)
            made = [
                judgement_on(folder, key, action, after=after, who=who, when=when, why=why, gazetteer=_names(workspace))
            ]
    except CannotJudge as error:
        raise Stop(str(error), 2) from error
    log = JudgementLog(workspace.judgements)
    for judgement in made:
        log.append(judgement)
    return tuple(made)


def _pairs(values: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [tuple(value.split("=", 1)) for value in values]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise Stop("say what is right as FIELD=VALUE, for example value=24 period=2023", 2)
    return [(pair[0], pair[1]) for pair in pairs]


def _added(
    workspace: Workspace, block_id: str, values: Sequence[str], words: str, *, who: str, when: str, why: str
) -> Judgement:
    folder = workspace.built()
    text = next((row["text"] for row in read_table(folder, "blocks") if row["block_id"] == block_id), None)
    if text is None:
        raise Stop(f"{block_id}: no block has this id; search shows the ids of paragraphs", 2)
    start = text.find(words) if words else -1
    if start < 0:
        raise Stop(f"--words must be a stretch of the block that states it; the block reads: {text[:80]}", 2)
    if text.find(words, start + 1) >= 0:
        raise Stop(f"--words stand more than once in {block_id}; mark a longer stretch", 2)
    said = dict(_pairs(values))
    stop = start + len(words)
    return addition(folder, block_id, start, stop, said, who=who, when=when, why=why, gazetteer=_names(workspace))


def _names(workspace: Workspace) -> Gazetteer:
    """The entities a decision can be about although no report names them yet."""
    return Gazetteer.load(workspace.root, built=workspace.store / "gazetteer")
