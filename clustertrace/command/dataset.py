"""explain, judge, search, diff, export, evaluate: questions to a built dataset, and decisions on it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from clustertrace import builds
from clustertrace.command import screen
from clustertrace.command.options import Json, Who, decider, here, readable
from clustertrace.errors import Stop
from clustertrace.lock import held
from clustertrace.state import State
from clustertrace.workspace import Workspace


def explain_command(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="[ID]", help="Id of a statement, relation, observation, mention, …")
    ] = "",
    page: Annotated[
        tuple[Path, int] | None,
        typer.Option("--page", metavar="FILE N", help="Paint what was read on a page of a PDF instead."),
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where the painted page goes.")] = None,
    as_json: Json = False,
) -> None:
    """Follow one value from the source's bytes to the observation, or see what was read on a page."""
    if bool(key) == bool(page) or (to is not None and page is None):
        raise Stop("explain takes either an ID or --page FILE N (and --to with the latter)", 2)
    if page is not None:
        _paint(*page, to)
        return
    from consolidate import explain

    workspace = here(context)
    try:
        with readable(workspace):
            lineage = explain(workspace.built(), key)
    except KeyError as error:
        raise Stop(str(error.args[0]), 2) from error
    screen.say(lineage.json() if as_json else "\n".join(lineage.render()))


def _paint(file: Path, number: int, to: Path | None) -> None:
    from clustertrace.painting import paint_page

    painted = to or Path(f"{file.stem}-page-{number}.png")
    paint_page(file, number, painted)
    screen.say(str(painted))


def judge_command(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of a statement, relation, entity, block; of a judgement to undo; BLOCK@START:STOP for a repair.",
        ),
    ],
    action: Annotated[
        str, typer.Argument(help="accept, reject, correct, same, different, rename, promote, comment, undo, add")
    ],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE…]", help="What to correct or add; the other entity; the new name."),
    ] = None,
    who: Who = None,
    why: Annotated[str, typer.Option(help="The reason.")] = "",
    words: Annotated[str, typer.Option(help="To add: the words of the block that state it.")] = "",
) -> None:
    """Decide on a value: one decision, kept in corpus/judgements.jsonl, in force at once."""
    from clustertrace.judging import judge
    from clustertrace.pipeline import Options, rebuild

    workspace = here(context).required()
    when = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    with held(workspace.lock, "judge"):
        made = judge(workspace, key, action, values or [], who=decider(who), when=when, why=why, words=words)
        report = rebuild(workspace, Options(), screen.watcher())
    for judgement in made:
        screen.say(f"{judgement.id}: {judgement.action} {judgement.target} {judgement.target_id or key}")
    if report.summary is not None:
        screen.say(", ".join(f"{count} {outcome}" for outcome, count in report.summary.outcomes))


def search_command(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words in any of their forms.")],
    language: Annotated[str, typer.Option("--lang", help="en, ru or uk.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    as_json: Json = False,
) -> None:
    """Search paragraphs and names in three languages; inflected forms are found."""
    from consolidate import search
    from language import LANGUAGES

    if language and language not in LANGUAGES:
        raise Stop(f"--lang {language}: expected one of {', '.join(LANGUAGES)}", 2)
    if not any(character.isalnum() for character in "".join(words)):
        raise Stop("say at least one word to search for", 2)
    with readable(here(context)):
        hits = search(here(context).built(), " ".join(words), language or None, limit)
    if as_json:
        names = ("kind", "id", "title", "document_id", "page", "language", "excerpt", "start", "stop", "score")
        screen.say_json([{name: getattr(hit, name) for name in names} for hit in hits])
    elif hits:
        rows = [(hit.kind, hit.id, hit.language, hit.title, hit.excerpt) for hit in hits]
        screen.table(("kind", "id", "language", "title", "words"), rows)
    else:
        screen.note(f"nothing has the words {' '.join(words)}" + (f" in {language}" if language else ""))


def diff_command(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="[RUN]", help="Number of a run (see status), or a build.")] = "",
    new: Annotated[str, typer.Argument(metavar="[RUN]", help="The later one; the newest when left out.")] = "",
    as_json: Json = False,
    page: Annotated[Path | None, typer.Option("--page", metavar="FILE", help="Write it as a page to look at.")] = None,
) -> None:
    """Show the statements added, changed and withdrawn between two rebuilds, and why."""
    from clustertrace.files import unwritable
    from consolidate import diff

    workspace = here(context).required()
    workspace.built()
    later = _build(workspace, new) if new else workspace.builds / builds.newest(workspace.dataset)
    earlier = _build(workspace, old) if old else _before(workspace, later)
    with readable(workspace):
        difference = diff(earlier, later)
    if page is not None:
        try:
            page.write_text(difference.page(), encoding="utf-8")
        except OSError as error:
            raise unwritable(page, error) from error
    screen.say(difference.json() if as_json else "\n".join(difference.lines()))


def export_command(
    context: typer.Context,
    format_name: Annotated[
        str, typer.Option("--format", help="csv, jsonl, parquet, sqlite, xlsx, annotations, datapackage or rocrate.")
    ],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder to write into.")],
    spreadsheet_safe: Annotated[
        bool, typer.Option("--spreadsheet-safe", help="Disarm texts that a spreadsheet would run.")
    ] = False,
) -> None:
    """Hand the dataset on in another format."""
    from clustertrace.files import unwritable
    from consolidate import export

    try:
        written = export(here(context).built(), format_name, to, spreadsheet_safe=spreadsheet_safe)
    except ValueError as error:
        raise Stop(str(error), 2) from error
    except OSError as error:
        raise unwritable(to, error) from error
    for path in written:
        screen.say(str(path))


def evaluate_command(
    golds: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl…", help="Marked-up truth.")],
    context: typer.Context,
    show: Annotated[bool, typer.Option("--show", help="List what was missed and what was wrong.")] = False,
    as_json: Json = False,
) -> None:
    """Measure precision, recall and F1 against marked-up truth."""
    from clustertrace.evaluation import evaluate
    from gazetteer import Gazetteer

    workspace = here(context)
    scores = evaluate(golds, Gazetteer.load(workspace.root if workspace.exists() else None))
    columns = ("group", "kind", "precision", "recall", "F1", "right", "found", "true")
    rows = [
        (*key, f"{s.precision:.3f}", f"{s.recall:.3f}", f"{s.f1:.3f}", str(s.right), str(s.found), str(s.true))
        for key, s in sorted(scores.items())
    ]
    if as_json:
        screen.say_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    screen.table(columns, rows)
    if show:
        for (group, kind), score in sorted(scores.items()):
            for line in score.missed:
                screen.say(f"missed\t{group}\t{kind}\t{line}")
            for line in score.wrong:
                screen.say(f"wrong\t{group}\t{kind}\t{line}")


def _build(workspace: Workspace, wanted: str) -> Path:
    runs = State(workspace.store / "state.sqlite").runs()
    names = [run.build for run in runs if str(run.number) == wanted] or [
        run.build for run in runs if len(wanted) >= 4 and run.build.startswith(wanted)
    ]
    if not names or not (workspace.builds / names[-1]).is_dir():
        there = ", ".join(str(run.number) for run in runs if (workspace.builds / run.build).is_dir())
        raise Stop(f"{wanted}: no such run, or its dataset is no longer kept; there are: {there or 'none'}", 2)
    return workspace.builds / names[-1]


def _before(workspace: Workspace, later: Path) -> Path:
    runs = State(workspace.store / "state.sqlite").runs()
    older = [run.build for run in runs if run.build != later.name and (workspace.builds / run.build).is_dir()]
    if not older:
        raise Stop("there is only one dataset so far; diff needs two", 2)
    return workspace.builds / older[-1]
