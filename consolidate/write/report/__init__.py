"""The dataset as one page to look at: ``report.html``, which needs no network and is at most 5 MB."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from consolidate.opening import open_database
from consolidate.write.report.content import Page, page

FILE = "report.html"
LARGEST = 5_000_000
"""Bytes."""
_CHANGES_SHOWN = 2_000

__all__ = ["FILE", "LARGEST", "render_difference", "write_report"]

_BY_NEED = """
    SELECT s.statement_id, length(b.text) AS long FROM statements AS s
    JOIN blocks AS b ON b.block_id = s.block_id
    LEFT JOIN (
        SELECT json_each.value AS statement_id, max(o.agreement = 'conflict') AS against, max(o.unit = 'rank') AS ranked
        FROM observations AS o, json_each(o.statement_ids) GROUP BY 1
    ) AS seen ON seen.statement_id = s.statement_id
    ORDER BY coalesce(seen.against, 0) DESC, s.judgement != '' DESC,
        s.statement_id IN (SELECT statement_id FROM problems) DESC,
        coalesce(seen.ranked, 0) DESC, s.confidence, s.statement_id
"""


def write_report(folder: Path, largest: int = LARGEST) -> None:
    """Write ``report.html`` for the dataset in ``folder``.

    A page of more than ``largest`` bytes would be: then it has the statements that need eyes (conflicts, judged ones,
    those with problems, ranks, then the least certain) and says how many are left out.
    """
    connection = open_database(folder)
    try:
        text = _fitting(connection, largest)
    finally:
        connection.close()
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def render(content: Page) -> str:
    """The page as HTML."""
    return _template("page.html").render(page=content)


def render_difference(added: Sequence[object], changed: Sequence[object], withdrawn: Sequence[object]) -> str:
    """Changes of statements as a page of the same looks; they have the attributes of ``Change``."""
    lists = (("added", added), ("changed", changed), ("withdrawn", withdrawn))
    counted = Counter((getattr(change, "cause", ""), name) for name, changes in lists for change in changes)
    causes = [(cause, [counted[cause, name] for name, _ in lists]) for cause in sorted({cause for cause, _ in counted})]
    return _template("difference.html").render(lists=lists, causes=causes, most=_CHANGES_SHOWN)


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("consolidate.write.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _fitting(connection: sqlite3.Connection, largest: int) -> str:
    by_need = [(row["statement_id"], row["long"]) for row in connection.execute(_BY_NEED)]
    wanted = _affordable(by_need, largest)
    while True:
        text = render(page(connection, frozenset(by_need[index][0] for index in range(wanted))))
        if len(text.encode()) <= largest or wanted == 0:
            return text
        wanted = wanted * 2 // 3


def _affordable(by_need: list[tuple[str, int]], largest: int) -> int:
    """How many statements may fit, by the length of their paragraphs: a first guess that is rather too high."""
    budget = largest
    for index, (_, long) in enumerate(by_need):
        budget -= 700 + min(long, 1_800)
        if budget < 0:
            return index + 1
    return len(by_need)
