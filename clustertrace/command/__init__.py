"""The command line: a thin shell over the packages."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from clustertrace.command import dataset, names, review, sources, upkeep
from clustertrace.errors import Stop
from clustertrace.workspace import Workspace

app = typer.Typer(
    help="Reports about innovation clusters in, a traceable dataset out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "init": sources.init_command,
    "ingest": sources.ingest_command,
    "remove": sources.remove_command,
    "rebuild": sources.rebuild_command,
    "review": review.review_command,
    "status": upkeep.status_command,
    "verify": upkeep.verify_command,
    "doctor": upkeep.doctor_command,
    "explain": dataset.explain_command,
    "judge": dataset.judge_command,
    "search": dataset.search_command,
    "diff": dataset.diff_command,
    "export": dataset.export_command,
    "evaluate": dataset.evaluate_command,
}
for _name, _command in COMMANDS.items():
    app.command(_name)(_command)
app.add_typer(names.app, name="gazetteer", help="Check the names, add one, look one up.")


def _say_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"clustertrace {metadata.version('clustertrace')}\n")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    workspace: Annotated[Path, typer.Option("-C", metavar="WORKSPACE", help="The workspace to work in.")] = Path(),
    _version: Annotated[
        bool, typer.Option("--version", help="Say the version.", callback=_say_version, is_eager=True)
    ] = False,
) -> None:
    """Reports about innovation clusters in, a traceable dataset out."""
    context.obj = Workspace(workspace)


def main() -> None:
    """Run the command line; an error that stops the run is one line, with the exit status it carries."""
    try:
        app()
    except Stop as error:
        sys.stderr.write(f"clustertrace: {error}\n")
        sys.exit(error.status)
    except KeyboardInterrupt:
        sys.stderr.write("clustertrace: stopped; run it again to go on\n")
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(141)
