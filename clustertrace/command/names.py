"""gazetteer check, add, find: the names that reports are read with."""

from __future__ import annotations

from typing import Annotated

import typer

from clustertrace.command import screen
from clustertrace.command.options import Json, here
from clustertrace.errors import Stop

app = typer.Typer(no_args_is_help=True)


@app.command("check")
def check_command(context: typer.Context, as_json: Json = False) -> None:
    """Find duplicates, missing sources, unknown parts, and names that two entries claim."""
    from gazetteer import check

    faults = check(here(context).root)
    if as_json:
        screen.say_json([{"where": fault.where, "fault": fault.what, "remedy": fault.remedy} for fault in faults])
    elif faults:
        screen.table(("where", "fault", "remedy"), [(fault.where, fault.what, fault.remedy) for fault in faults])
    else:
        screen.say("no fault in the gazetteer")
    if faults:
        raise typer.Exit(1)


@app.command("find")
def find_command(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="A name in any language, spelling or case.")],
    language: Annotated[str, typer.Option("--lang", help="en, ru or uk.")] = "",
    kind: Annotated[str, typer.Option("--type", help="cluster, programme, organisation, city, …")] = "",
    as_json: Json = False,
) -> None:
    """Look a name up."""
    from typing import get_args

    from gazetteer import EntityType, Gazetteer

    types = get_args(EntityType)
    if kind and kind not in types:
        raise Stop(f"--type {kind}: expected one of {', '.join(types)}", 2)
    matches = Gazetteer.load(here(context).root).match(name, language or None, kind or None)  # type: ignore[arg-type] # checked above
    rows = [
        (m.entity.id, m.entity.type, m.entity.name, m.entity.country, f"{m.score:.0f}", m.method, m.name.text)
        for m in matches
    ]
    columns = ("entity", "type", "name", "country", "score", "found by", "through")
    if as_json:
        screen.say_json([dict(zip(columns, row, strict=True)) for row in rows])
    elif rows:
        screen.table(columns, rows)
    else:
        screen.say(f"nothing is known by the name {name}; add it with: clustertrace gazetteer add")
    if not rows:
        raise typer.Exit(1)


@app.command("add")
def add_command(
    context: typer.Context,
    entity_id: Annotated[str, typer.Argument(metavar="ID", help="Its id, for example clu:o:ua:name.")],
    kind: Annotated[str, typer.Option("--type", help="cluster, programme, organisation, city, …")],
    names: Annotated[list[str], typer.Option("--name", metavar="LANG:NAME", help="A name; the first is its main one.")],
    source: Annotated[str, typer.Option(help="Where the names were read: a URL or a title.")],
    country: Annotated[str, typer.Option(help="ISO 3166-1 alpha-2; several joined by a comma.")] = "",
    sense: Annotated[str, typer.Option(help="Of a cluster: statistical, organisation, territory, agglomeration.")] = "",
) -> None:
    """Add an entry to the workspace's own names, corpus/entities."""
    from typing import get_args

    from gazetteer import BadEntry, Entity, EntityType, Name, Sense, add

    for value, allowed, option in ((kind, get_args(EntityType), "--type"), (sense, get_args(Sense), "--sense")):
        if value not in allowed:
            raise Stop(f"{option} {value}: expected one of {', '.join(filter(None, allowed))}", 2)
    pairs = [name.partition(":") for name in names]
    if any(not colon or not text.strip() for _, colon, text in pairs):
        raise Stop("--name: say the language and the name, for example uk:Львівський ІТ-кластер", 2)
    written = tuple(
        Name(text.strip(), language.strip(), source, "preferred" if not index else "alias")
        for index, (language, _, text) in enumerate(pairs)
    )
    entity = Entity(entity_id, kind, written[0].text, written, country, sense)  # type: ignore[arg-type] # checked above
    try:
        path = add(here(context).required().root, entity)
    except BadEntry as error:
        raise Stop(str(error), 2) from error
    screen.say(f"{entity_id}: added to {path}; the next rebuild reads with it")
