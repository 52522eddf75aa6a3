"""The notation of tests/cases: marked words in running text, read into a document and the truth about it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from extract import Block, Cell, Document, Table
from language import fold

CASES = Path(__file__).parents[2] / "cases"
_MARK = re.compile(r"\[\[(.*?) => (.*?)\]\]")
_SETTINGS = re.compile(r"^\{(.*?)\}\s*")


@dataclass
class Truth:
    """One marked statement; ``row`` and ``column`` name the cell when it stands in a table."""

    words: str
    start: int
    stop: int
    block: int
    subject: str
    indicator: str
    value: Decimal
    unit: str
    period: str
    more: dict = field(default_factory=dict)
    row: int | None = None
    column: int | None = None


@dataclass
class Case:
    kind: str
    language: str
    line: str
    document: Document
    truths: list
    published: str = ""


def read(name):
    """The cases of ``tests/cases/<name>.txt``."""
    cases, kind, language = [], "", name[:2]
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:].strip()
        elif line.strip() and not line.startswith("#"):
            cases.append(case(line, kind, language))
    return cases


def case(line, kind, language):
    text, published = line, ""
    found = _SETTINGS.match(line)
    if found:
        text = line[found.end() :]
        published = dict(pair.split("=") for pair in found.group(1).split(";"))["published"]
    blocks, truths, rows, caption = [], [], [], None
    ordinal = 0
    for part in [part.strip() for part in text.split("¶")]:
        if not part:
            continue
        if part.startswith("|"):
            rows.append([cell.strip() for cell in re.split(r" \| (?![^\[]*\]\])", part[1:])])
            continue
        mark = part[0] if part[0] in "#*^" else ""
        plain, marks = strip(part[1:].strip() if mark else part)
        ordinal = ordinal + 1 if mark == "*" else 0
        numbered = re.match(r"(\d+)[.)]", plain)
        blocks.append(
            Block(
                len(blocks), {"#": "heading", "*": "list_item", "^": "caption"}.get(mark, "paragraph"), plain, language,
                ordinal=int(numbered.group(1)) if mark == "*" and numbered else None,
            )
        )  # fmt: skip
        if mark == "^":
            caption = len(blocks) - 1
        truths += [truth(one, len(blocks) - 1) for one in marks]
    if rows:
        blocks.append(table(rows, len(blocks), caption, blocks, truths, language))
    document = Document("c" * 64, "text/plain", "cases", tuple(blocks), language=language)
    return Case(kind, language, line, document, [one for row in truths for one in row], published)


def table(rows, order, caption, blocks, truths, language):
    cells = []
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            plain, marks = strip(text)
            header = "column" if row == 0 else ""
            cells.append(Cell(row, column, plain, header=header))
            truths += [truth(one, order, row, column) for one in marks]
    text = "\n".join("\t".join(strip(cell)[0] for cell in row) for row in rows)
    title = blocks[caption].text if caption is not None else ""
    return Block(
        order,
        "table",
        text,
        language,
        table=Table(len(rows), len(rows[0]), tuple(cells), caption=title, caption_block=caption),
    )


def strip(text):
    """The text without marks, and the marks as words, start, stop, statements."""
    out, marks, at = "", [], 0
    for found in _MARK.finditer(text):
        out += text[at : found.start()]
        marks.append((found.group(1), len(out), len(out) + len(found.group(1)), found.group(2)))
        out += found.group(1)
        at = found.end()
    return out + text[at:], marks


def truth(mark, block, row=None, column=None):
    words, start, stop, told = mark
    rows = []
    for statement in told.split(" ;; "):
        subject, facts = statement.split(" | ")
        indicator, value, unit, period, *more = facts.split(maxsplit=4)
        pairs = dict(pair.split("=", 1) for pair in re.findall(r"\w+=[^=]+(?=\s\w+=|$)", more[0])) if more else {}
        rows.append(
            Truth(
                words,
                start,
                stop,
                block,
                subject.strip(),
                indicator,
                Decimal(value),
                unit,
                "" if period == "-" else period,
                pairs,
                row,
                column,
            )
        )
    return rows


def names(statement, entities):
    """All folded names that a statement's subject goes by."""
    entity = entities.get(statement.subject_id)
    told = {statement.subject, *(name.text for name in entity.names)} if entity is not None else {statement.subject}
    told |= {evidence.quote for evidence in statement.evidence if evidence.role == "subject"}
    return {squeezed(name) for name in told}


def squeezed(name):
    return re.sub(r"[\s«»\"'’.–—-]+", " ", fold(name).text).strip()


def same_value(truth, statement):
    """Value, unit and place: the value's own words stand where the mark is."""
    if statement.value != truth.value or statement.unit != truth.unit:
        return False
    high = truth.more.get("high")
    if (statement.value_high is None) != (high is None) or (high and statement.value_high != Decimal(high)):
        return False
    place = next(evidence.place for evidence in statement.evidence if evidence.role == "value")
    here = (place.block, place.row, place.column) == (truth.block, truth.row, truth.column)
    return here and place.start < truth.stop and truth.start < place.stop


def right(truth, statement, entities):
    """Everything right: value, unit, place, subject, indicator, period, bound, status, told qualifiers."""
    return not faults(truth, statement, entities)


def faults(truth, statement, entities):
    wrong = [] if same_value(truth, statement) else ["value"]
    if truth.subject != "_" and not _named(truth.subject, names(statement, entities)):
        wrong.append("subject")
    for field_name, told, found in (
        ("indicator", truth.indicator, statement.indicator),
        ("period", truth.period, statement.period),
        ("comparator", truth.more.get("cmp", "eq"), statement.comparator),
        ("status", truth.more.get("status", "actual"), statement.status),
    ):
        if told != found:
            wrong.append(field_name)
    pairs = dict(statement.qualifiers)
    wrong += [
        key
        for key in ("field", "window", "within", "ranking")
        if key in truth.more and truth.more[key] != pairs.get(key)
    ]
    return wrong


def _named(subject, told):
    wanted = squeezed(subject)
    stems = {" ".join(word[:5] for word in name.split()) for name in (wanted,)}
    return any(wanted == name or (len(wanted) > 4 and (wanted in name or name in wanted)) for name in told) or any(
        stem == " ".join(word[:5] for word in name.split()) for name in told for stem in stems
    )


def match(case, found):
    """Pairs of truth and statement with equal value and place, truths left over, statements left over."""
    left = list(found.statements)
    pairs, missed = [], []
    entities = {entity.id: entity for entity in found.entities}
    for one in case.truths:
        fit = [statement for statement in left if same_value(one, statement)]
        if not fit:
            missed.append(one)
            continue
        best = min(fit, key=lambda statement: len(faults(one, statement, entities)))
        left.remove(best)
        pairs.append((one, best))
    return pairs, missed, left
