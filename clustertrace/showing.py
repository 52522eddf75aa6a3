"""One statement for a notebook: its columns as typed fields, and the words it was read from to look at."""

from __future__ import annotations

import html
import json
import multiprocessing
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from clustertrace.engine import MEMORY_LIMIT_MB, limit_memory
from consolidate import read_table
from extract import Box, Unreadable, crop_page

_DEADLINE_S = 30.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement and where it stands. In a notebook it shows itself: a page's crop, or the paragraph with the quote.

    ``value`` is None where the row has none; ``text`` is the block's or cell's text, ``start`` and ``stop`` where
    the quote stands in it; ``page`` and ``boxes`` are known for PDFs.
    """

    id: str
    subject: str
    indicator: str
    value: Decimal | None
    value_high: Decimal | None
    unit: str
    period: str
    comparator: str
    status: str
    stated: str
    quote: str
    judgement: str
    title: str
    path: Path
    text: str
    start: int
    stop: int
    page: int | None
    boxes: tuple[tuple[int, Box], ...]

    def show(self) -> Shown:
        """The statement itself, which notebooks draw."""
        return self

    def image(self) -> bytes | None:
        """The stretch of the page with the words marked, as PNG; None where there is no page or it cannot be painted.

        It is painted in a process of its own, which may fail or take too long without harm.
        """
        if self.page is None or self.path.suffix.lower() != ".pdf":
            return None
        boxes = tuple(box for page, box in self.boxes if page == self.page)
        context = multiprocessing.get_context("spawn")
        pool = ProcessPool(1, context=context, initializer=limit_memory, initargs=(MEMORY_LIMIT_MB,))
        try:
            arguments = (self.path.read_bytes(), self.page, boxes, self.path.name)
            painted: bytes = pool.schedule(crop_page, args=arguments, timeout=_DEADLINE_S).result()
        except (OSError, Unreadable, ProcessExpired, TimeoutError, MemoryError):
            return None
        else:
            return painted
        finally:
            pool.stop()  # type: ignore[no-untyped-call] # the library is typed only in part
            pool.join()

    def _repr_png_(self) -> bytes | None:
        return self.image()

    def _repr_html_(self) -> str:
        before, words, after = self.text[: self.start], self.text[self.start : self.stop], self.text[self.stop :]
        high = "" if self.value_high is None else f"–{self.value_high}"
        said = f"{self.subject} · {self.indicator} · {self.value}{high} {self.unit} · {self.period or 'no period'}"
        where = self.title or self.path.name
        page = f", page {self.page}" if self.page is not None else ""
        return (
            f"<p><b>{html.escape(said)}</b><br><small>{html.escape(where)}{page}</small></p>"
            f"<blockquote>{html.escape(before)}<mark>{html.escape(words)}</mark>{html.escape(after)}</blockquote>"
        )


def shown(root: Path, folder: Path, key: str) -> Shown:
    """The statement ``key`` of the dataset in ``folder``; ``root`` is the workspace that has its source.

    Raises:
        KeyError: There is no such statement.
    """
    row = _row(folder, "statements", "statement_id", key)
    document = _row(folder, "documents", "document_id", row["document_id"])
    boxes = json.loads(row["boxes"] or "[]")
    return Shown(
        id=key,
        subject=row["subject"],
        indicator=row["indicator"],
        value=Decimal(row["value"]) if row["value"] else None,
        value_high=Decimal(row["value_high"]) if row["value_high"] else None,
        unit=row["unit"],
        period=row["period"],
        comparator=row["comparator"],
        status=row["status"],
        stated=row["stated"],
        quote=row["quote"],
        judgement=row["judgement"],
        title=document["title"],
        path=root / document["path"],
        text=_text(folder, row),
        start=int(row["start"]),
        stop=int(row["stop"]),
        page=int(row["page"]) if row["page"] else None,
        boxes=tuple((int(page), (x0, top, x1, bottom)) for page, x0, top, x1, bottom in boxes),
    )


def _text(folder: Path, row: Mapping[str, str]) -> str:
    if not row["row"]:
        return _row(folder, "blocks", "block_id", row["block_id"])["text"]
    table = _row(folder, "tables", "block_id", row["block_id"])["table_id"]
    place = (table, row["row"], row["column"])
    return next(
        cell["text"] for cell in read_table(folder, "cells") if (cell["table_id"], cell["row"], cell["column"]) == place
    )


def _row(folder: Path, table: str, column: str, key: str) -> Mapping[str, str]:
    found = next((row for row in read_table(folder, table) if row[column] == key), None)
    if found is None:
        raise KeyError(f"{key}: not in {table}.csv")
    return found
