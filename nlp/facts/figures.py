"""A figure under its heads to a statement: subject, indicator, period, status and what else the heads tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract import Document
from nlp.facts.align import Draft, ranked_draft
from nlp.facts.cells import is_year
from nlp.facts.choose import Choice, beginning_of, by_slug, promised
from nlp.facts.compose import Spot, statements
from nlp.facts.dating import Dated
from nlp.facts.head_choice import Chosen, choose
from nlp.facts.head_periods import period_under
from nlp.facts.head_subjects import PARTS, About, Abouts
from nlp.facts.head_ways import Measured
from nlp.facts.heads import Head, Heads, says_only
from nlp.facts.nouns import Counted
from nlp.facts.passage import Value
from nlp.facts.periods import periods
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.setting import PeriodFound, Setting
from nlp.facts.subject import Subject
from nlp.findings import Modality, Role, Statement

_LONGEST_OF = 120


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in its text under its heads.

    ``dates`` says that the figures around it are years, ``begins`` that its column is one of dates and says no more.
    """

    quantity: Quantity
    scan: Scan
    spot: Spot
    heads: Heads
    dates: bool = False
    begins: bool = False


def state(figure: Figure, abouts: Abouts, setting: Setting, rule: str, before: PeriodFound | None) -> list[Statement]:
    """The statement of a figure about one of ``abouts``, or none where its heads do not tell what it is.

    ``before`` is the period that holds where no head tells one.
    """
    setting.at = (figure.spot.block, figure.spot.row, figure.spot.column)
    read = _read(figure, abouts, setting, _modality(figure.heads), before)
    if read is None:
        return []
    spot = replace(figure.spot, decisions=setting.decisions)
    made = statements([ranked_draft(_draft(figure, *read), setting)], figure.scan, spot, rule)
    return [_with_heads(statement, figure.heads, figure.spot.document) for statement in made]


def _read(
    figure: Figure, abouts: Abouts, setting: Setting, modality: Modality, before: PeriodFound | None
) -> tuple[Chosen, Modality, Dated] | None:
    """What a figure is a value of and of whom, how it is meant, and when that held."""
    dated = _dated(figure, abouts.first)
    if dated is not None:
        return dated, modality, Dated(_date_of(figure))
    heads, span = figure.heads, figure.scan.span(*figure.quantity.number)
    if figure.dates and is_year(figure.quantity) and not any(head.known for head in heads.own()):
        return None
    chosen = choose(figure.quantity, heads, abouts, setting, modality, span)
    if chosen is None:
        return None
    when = period_under(heads, figure.spot.document, setting, before, chosen.measured, modality, span)
    return chosen, modality, when


def _draft(figure: Figure, chosen: Chosen, modality: Modality, dated: Dated) -> Draft:
    """What is stated of a figure, with what its heads tell besides."""
    heads, told, about = figure.heads, chosen.measured, chosen.about
    scans = [head.scan for head in heads.own()]
    jobs = any(hit.key == "jobs_created" for scan in scans for hit in scan.found("noun"))
    choice = promised(told.choice, modality, jobs)
    return Draft(
        Value(_fallen(_bounded(told.quantity, scans), choice, heads), told.form, Counted(1, 1)),
        choice,
        about.name,
        Subject(about.found.group, about.sure, about.how, far=about.found),
        modality,
        dated.value,
        None,
        dated.far,
        tuple(sorted(_qualifiers(choice, heads, about).items())),
        notes=(f"indicator {choice.indicator.slug}: by its heads (score {choice.score:.2f})",),
        sure=chosen.sure,
        dated_sure=dated.sure,
    )


def _dated(figure: Figure, about: About | None) -> Chosen | None:
    """A year under a head like "Founded" is a date, where the figures around it are years too."""
    if about is None or not figure.dates or not is_year(figure.quantity):
        return None
    own = [head for head in figure.heads.own() if head.known or head.content]
    for head in own or figure.heads.titles:
        # "Begin", «до»: what came about at the years below, where the head says nothing else.
        for hit in (*says_only(head.scan, "date_head"), *head.scan.found("cue")):
            indicator = by_slug()[hit.key]
            if indicator.kind == "date" and about.name.entity.type in indicator.subjects:
                choice = Choice(indicator, 3.5, "year", None, "header")
                return Chosen(Measured(figure.quantity, "measure", choice, "own"), about, 1.0)
    return _begun(figure, about) if figure.begins and about.at == "row" else None


def _begun(figure: Figure, about: About) -> Chosen | None:
    """A year beside a name under a head that only says that it is one: when that came about."""
    indicator = beginning_of(about.name.entity.type)
    if indicator is None:
        return None
    choice = Choice(indicator, 2.5, "year", None, "header")
    return Chosen(Measured(figure.quantity, "measure", choice, "own"), about, _BEGUN)


_BEGUN = 0.6
"""How sure that is."""


def _date_of(figure: Figure) -> str:
    """The date as far as it is told: a month and a day may stand with the year."""
    first = figure.quantity.first
    told = next((period.value for period in periods(figure.scan) if period.first <= first < period.last), "")
    return told or str(figure.quantity.value)


def _modality(heads: Heads) -> Modality:
    """Planned, targeted or foreseen, where a head, the caption or the last heading says so."""
    near = (*heads.above[::-1], *heads.beside, *heads.group)
    over = (*(head.scan for head in (*heads.corner, *heads.titles)), *heads.headings[-1:])
    for scan in (*(head.scan for head in near), *over):
        hits = [*(scan.found("modality") if scan in over else ()), *scan.found("table_modality")]
        if hits:
            return hits[0].key  # type: ignore[return-value]  # keys of the grammar are modalities
        if scan.found("actual"):
            return "actual"
    return "actual"


def _bounded(quantity: Quantity, heads: Sequence[Scan]) -> Quantity:
    """A bound that a head says of all figures below it: "CAD million, up to"."""
    if quantity.comparator != "eq":
        return quantity
    for scan in heads:
        for hit in scan.found("bound"):
            number = hit.last < len(scan.tokens) and scan.tokens[hit.last].kind == "number"
            if not number and hit.key in ("le", "ge") and (hit.last == len(scan.tokens) or hit.first == 0):
                return replace(quantity, comparator=hit.key)  # type: ignore[arg-type]  # keys of the grammar are bounds
    return quantity


def _fallen(quantity: Quantity, choice: Choice, heads: Heads) -> Quantity:
    """A figure below zero where its head says that it was lost."""
    changes = choice.indicator.kind in ("change", "growth") or choice.indicator.slug.endswith(("_change", "_growth"))
    if not changes or quantity.sign or quantity.value <= 0 or not any(head.falls for head in heads.own()):
        return quantity
    high = -quantity.high if quantity.high is not None else None
    return replace(quantity, value=-quantity.value, high=high)


def _qualifiers(choice: Choice, heads: Heads, about: About) -> dict[str, str]:
    """The part of the subject that a row is about, and what is counted where the indicator does not say."""
    pairs: dict[str, str] = {}
    rows = [head for head in (*heads.group, *heads.beside) if head.period is None or head.content]
    if choice.indicator.kind == "date":
        rows = [head for head in rows if not any(hit.key == choice.indicator.slug for hit in head.scan.found("cue"))]
    own, slug = heads.own(), choice.indicator.slug
    words = [
        head.words
        for head in rows
        if head.entity is None and not head.total and head.content and not (head in own and _tells(head, slug))
    ]
    for head in rows:
        if head.entity is not None and head.entity.type in PARTS and head.entity is not about.name.entity:
            pairs[head.entity.type] = head.words
    if any(head.total for head in (*heads.beside, *heads.above)):
        pairs["of"] = "total"
    elif words and not any(head.entity is not None and head.entity.type not in PARTS for head in heads.beside):
        pairs["of"] = " ".join(words)[:_LONGEST_OF]
    numbered = [head.words for head in (*heads.group, *heads.beside, *heads.above) if head.numbered]
    if numbered:
        pairs["of"] = " ".join((*filter(None, (pairs.get("of"),)), *numbered))[:_LONGEST_OF]
    if choice.indicator.slug.startswith("other_") and "of" not in pairs:
        told = [head.words for head in heads.own()] or [head.words for head in heads.titles[:1]]
        if told:
            pairs["of"] = " ".join(dict.fromkeys(told))[:_LONGEST_OF]
    if choice.indicator.slug in ("rank_other", "rank_other_change", "score_other"):
        ranking = _ranking(heads)
        if ranking:
            pairs["ranking"] = ranking
    return pairs


def _tells(head: Head, slug: str) -> bool:
    """Whether a head tells the measure, and not a part of it: «Площадь», not «в том числе под застройку»."""
    if not head.known or not head.scan.starting("of_them", 0):
        return head.known
    return any(hit.key == slug for name in ("cue", "noun") for hit in head.scan.found(name))


def _ranking(heads: Heads) -> str:
    for scan in (*(head.scan for head in heads.nearest_first), *heads.headings[::-1]):
        for hit in scan.found("frame"):
            if hit.key == "other_ranking":
                return scan.words(hit.first, hit.last)
    return ""


def _with_heads(statement: Statement, heads: Heads, document: Document) -> Statement:
    """The statement with the places of its heads as evidence."""
    extra = []
    for head in (*heads.above, *heads.beside, *heads.group):
        if not head.scan.tokens:
            continue
        reading = document.reading(head.block, head.row, head.column)
        role: Role = "subject" if head.entity is not None else "header"
        start, stop = head.scan.tokens[0].start, head.scan.tokens[-1].stop
        found = Spot(document, head.block, reading, head.row, head.column).evidence(role, start, stop)
        if found not in statement.evidence:
            extra.append(found)
    return replace(statement, evidence=(*statement.evidence, *extra))
