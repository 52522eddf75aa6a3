"""Statistics tables of many layouts, made with known truth: how many of their cells become the right statements.

``python -m benchmarks.table_facts [--seeds FIRST COUNT] [--show LAYOUT]``. Every table is written as a file (CSV,
HTML, Markdown or text with tabs), read as any report is, and compared cell by cell: value, unit, subject, indicator,
period, bound and status must all be right. The heads are worded as statistics offices word them, in three languages,
and not taken from the project's own cues. Seeds below 100 were seen while rules were written. Goals: recall 0.95,
precision 0.98.
"""

import argparse
import csv
import html
import io
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.made_tables import LAYOUTS, Maker
from extract import read_document
from gazetteer import Gazetteer
from nlp import observe, value_place


def as_csv(made, language):
    out = io.StringIO()
    writer = csv.writer(out, delimiter="," if language == "en" else ";", lineterminator="\n")
    for line in made.above:
        writer.writerow([line])
    for row in wide(made):
        writer.writerow(row)
    return "".join(out.getvalue())


def as_text(made, _language):
    lines = [*made.above, *("\t".join(row) for row in wide(made)), *made.below]
    return "\n".join(lines) + "\n"


def as_markdown(made, _language):
    width = max(sum(cell.span for cell in row) for row in made.rows)
    rows = wide(made)
    lines = [f"**{line}**\n" for line in made.above]
    lines += ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * width]
    lines += ["| " + " | ".join(row) + " |" for row in rows[1:]]
    return "\n".join([*lines, *(f"\n{line}" for line in made.below)]) + "\n"


def as_html(made, _language):
    lines = ["<table>", *(f"<caption>{html.escape(line)}</caption>" for line in made.above)]
    for row in made.rows:
        cells = "".join(
            f"<{tag}{f' colspan={cell.span}' if cell.span > 1 else ''}>{html.escape(cell.text)}</{tag}>"
            for cell in row
            for tag in ("th" if cell.head else "td",)
        )
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</table>", *(f"<p>{html.escape(line)}</p>" for line in made.below)])


def wide(made):
    return [[text for cell in row for text in (cell.text, *[""] * (cell.span - 1))] for row in made.rows]


FORMATS = {".csv": as_csv, ".txt": as_text, ".md": as_markdown, ".html": as_html}


def places(made):
    """The truths by row and column of the table."""
    found = {}
    for row, cells in enumerate(made.rows):
        column = 0
        for cell in cells:
            if cell.truth is not None:
                found[row, column] = cell.truth
            column += cell.span
    return found


def run(layout, language, seed, ending, folder, gazetteer):
    """Right, found and true statements of one table, and what is wrong."""
    made = layout(Maker(language, f"{layout.__name__} {seed}"))
    path = folder / f"{layout.__name__}-{language}-{seed}{ending}"
    path.write_text(FORMATS[ending](made, language), "utf-8")
    document = read_document(path, name=path.name)
    truths = list(places(made).items())
    left = list(observe(document, gazetteer).statements)
    found, right, wrong = len(left), 0, []
    offset = row_offset(document, made)
    for (row, column), truth in truths:
        here = [one for one in left if at(one) == (row + offset, column)]
        fit = next((one for one in here if same(truth, one, gazetteer)), None)
        if fit is not None:
            left.remove(fit)
            right += 1
        else:
            wrong.append((truth, here))
    return right, found, len(truths), wrong, left, path


def at(statement):
    place = value_place(statement)
    return place.row, place.column


def row_offset(document, made):
    """How many rows the table as read has above its first head: a caption may be read as a row."""
    for block in document.blocks:
        if block.table is not None:
            return max(block.table.rows - len(made.rows), 0)
    return 0


def same(truth, statement, gazetteer):
    told = (
        statement.indicator,
        statement.value,
        statement.unit,
        statement.period,
        statement.comparator,
        statement.status,
    )
    wanted = (truth.indicator, truth.value, truth.unit, truth.period, truth.comparator, truth.status)
    return told == wanted and truth.subject in names(statement, gazetteer)


def names(statement, gazetteer):
    found = {statement.subject, *(one.quote for one in statement.evidence if one.role == "subject")}
    if not statement.subject_id.startswith("new:"):
        found |= {name.text for name in gazetteer.entity(statement.subject_id).names}
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs=2, default=(100, 8), metavar=("FIRST", "COUNT"))
    options.add_argument("--show", default="", help="print what is wrong in one layout, or 'all'")
    given = options.parse_args()
    gazetteer = Gazetteer.load()
    sums = defaultdict(lambda: [0, 0, 0])
    with tempfile.TemporaryDirectory() as name:
        for layout in LAYOUTS:
            for language in ("en", "ru", "uk"):
                for seed in range(given.seeds[0], given.seeds[0] + given.seeds[1]):
                    ending = list(FORMATS)[seed % len(FORMATS)]
                    right, found, true, wrong, left, path = run(layout, language, seed, ending, Path(name), gazetteer)
                    for key in ("all", language, ending, layout.__name__):
                        sums[key] = [a + b for a, b in zip(sums[key], (right, found, true), strict=True)]
                    if given.show in ("all", layout.__name__) and (wrong or left):
                        show(path, wrong, left)
    for key, (right, found, true) in sums.items():
        print(f"{key:20}{true:7} cells  recall {right / max(true, 1):.3f}  precision {right / max(found, 1):.3f}")


def show(path, wrong, left):
    print(f"\n{path.name}\n{path.read_text('utf-8')}")
    for truth, here in wrong:
        print(
            "   TRUE",
            truth.subject,
            truth.indicator,
            truth.value,
            truth.unit,
            truth.period,
            truth.comparator,
            truth.status,
        )
        for one in here:
            print(
                "    GOT",
                one.subject,
                one.indicator,
                one.value,
                one.unit,
                one.period or "-",
                one.comparator,
                one.status,
            )
    for one in left:
        if not any(one in here for _, here in wrong):
            print("  EXTRA", one.subject, one.indicator, one.value, one.unit, one.period or "-", at(one))


if __name__ == "__main__":
    main()
