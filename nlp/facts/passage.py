"""A sentence taken apart: its tokens, periods, quantities, names and clauses, ready for the aligner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from gazetteer import Entity
from nlp.facts.amounts import shared_units
from nlp.facts.clauses import Clauses
from nlp.facts.names import Named, NameGroup, groups, named
from nlp.facts.nouns import Counted, counted
from nlp.facts.period import Period
from nlp.facts.periods import periods
from nlp.facts.phrases import Hit
from nlp.facts.quantities import quantities
from nlp.facts.quantity import Quantity
from nlp.facts.scan import Scan
from nlp.facts.shapes import STEP_LEADS, Shape, is_stray, shape
from nlp.facts.tokens import word_set
from nlp.findings import Mention

_CITATION_WORDS = frozenset(
    ("table", "fig", "figure", "рис", "табл", "pp", "p", ".", ",", ";", "-", "–", "c", "с", "s", "ff", "et", "al")
)


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity with its form and the noun it counts; ``taken`` says how, where its words leave the form open."""

    quantity: Quantity
    form: Shape
    noun: Counted
    taken: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence or cell, taken apart; ``title``: a heading or caption. Offsets are those of the reading."""

    scan: Scan
    clauses: Clauses
    names: tuple[Named, ...]
    groups: tuple[NameGroup, ...]
    periods: tuple[Period, ...]
    values: tuple[Value, ...]
    listed: bool = False
    title: bool = False


def passage(
    scan: Scan,
    mentions: Sequence[tuple[int, int, Mention]],
    entities: Mapping[str, Entity],
    listed: bool = False,
    currency: str = "",
    ranked: bool = False,
) -> Passage:
    """Take a sentence apart; ``listed`` says that a list marker may stand at its beginning.

    ``currency`` is that of the amounts told before: "R$4.75 billion, up from 3.67 billion"; ``ranked`` says that
    the text speaks of a ranking.
    """
    clauses = Clauses(scan)
    names = named(scan, mentions, entities, clauses)
    inside = frozenset(index for name in names for index in range(name.first, name.last))
    found = [period for period in periods(scan, within=True) if not _in_fixed_name(period, names)]
    taken = _labels(scan, listed) | {index for period in found for index in range(period.first, period.last)}
    values = []
    for quantity in shared_units(scan, quantities(scan, frozenset(taken | inside)), currency):
        if is_stray(scan, quantity):
            continue
        noun = _edition(quantity, names) or counted(scan, quantity, inside)
        values.append(Value(quantity, shape(scan, quantity, noun, clauses, inside, ranked), noun))
    sets = [value for value in top_sets(scan) if value.quantity.first not in inside]
    values = [*(value for value in _shared(scan, values) if not _in_set(value, sets)), *sets]
    return Passage(
        scan,
        clauses,
        tuple(names),
        tuple(groups(scan, names, clauses)),
        tuple(found),
        tuple(sorted(values, key=lambda value: value.quantity.first)),
        listed,
    )


def name_groups(
    scan: Scan, mentions: Sequence[tuple[int, int, Mention]], entities: Mapping[str, Entity]
) -> list[NameGroup]:
    """The names of a sentence in groups, without taking the rest of it apart."""
    clauses = Clauses(scan)
    return groups(scan, named(scan, mentions, entities, clauses), clauses)


def _in_set(value: Value, sets: Sequence[Value]) -> bool:
    """Whether a number word is that of a set that is entered: «потрапили до сотні»."""
    first, last = value.quantity.first, value.quantity.last
    return value.quantity.words and any(one.quantity.first < last and first < one.quantity.last for one in sets)


def _edition(quantity: Quantity, names: Sequence[Named]) -> Counted | None:
    """Reads «VII Национальный рейтинг», "the third Cluster Week": the number right before a name is its edition's."""
    if not quantity.ordinal:
        return None
    for name in names:
        if name.first == quantity.last and name.entity.type in _HELD and not name.adjective:
            return Counted(name.first, name.last, ("edition_number",))
    return None


_HELD = ("ranking", "event")
"""Types of what is held or published again and again."""


def top_sets(scan: Scan) -> list[Value]:
    """Sets from the head of a ranking that a subject enters: "among the top 100", «в пятёрку лучших вошли»."""
    found: list[Value] = []
    hits = [("100", hit) for hit in scan.found("frame") if hit.key == "top100"]
    for size, hit in (*hits, *((hit.key, hit) for hit in scan.found("top_word"))):
        before = any(scan.ending("enter_top", index) for index in range(max(0, hit.first - _ENTERED), hit.first + 1))
        after = any(scan.starting("enter_top", index) for index in range(hit.last, hit.last + _ENTERED))
        taken = any(other.quantity.first < hit.last and hit.first < other.quantity.last for other in found)
        led = scan.language == "en" or _led_into(scan, hit)
        if led and (before or (after and scan.language != "en")) and not taken:
            span = (hit.first, hit.last)
            found.append(Value(Quantity(*span, span, Decimal(size)), "top", Counted(hit.last, hit.last)))
    return found


def _led_into(scan: Scan, hit: Hit) -> bool:
    """Whether a word of direction or place, with an attribute at most, leads to a set: else «десятки» are dozens."""
    inside = range(hit.first, hit.last)
    if scan.fold(hit.first - 1) in _INTO or any(scan.fold(index) in _INTO for index in inside):
        return True
    return scan.fold(hit.first - 2) in _INTO and scan.fold(hit.first - 1).endswith(_ATTRIBUTES)


_INTO = word_set("в во до у из із з среди серед с")
_ATTRIBUTES = ("ую", "ой", "ей", "шу", "щу", "ву", "ну", "ої", "ій")
_ENTERED = 3
"""Words that may stand between a verb of entering and the set: "among the world's top 100"."""


def _shared(scan: Scan, values: list[Value]) -> list[Value]:
    """Reads "17 and 12 clusters", "rose by five and seven places": a joined number without a noun counts the same."""
    shared = _steps_shared(scan, values)
    for index in range(len(values) - 2, -1, -1):
        value, following = shared[index], shared[index + 1]
        if (
            not (value.noun.empty and value.form == following.form == "count")
            or value.noun.person
            or following.noun.empty
        ):
            continue
        at = value.quantity.last
        if scan.fold(at) == ",":
            at += 1
        joint = scan.starting("and", at)
        if following.quantity.first == (joint.last if joint is not None else at) and at > value.quantity.last - (
            joint is not None
        ):
            shared[index] = replace(value, noun=following.noun)
    return shared


def _steps_shared(scan: Scan, values: Sequence[Value]) -> list[Value]:
    """Reads "lost two and one", «на п'ять та сім щаблів»: what is joined to places gained or lost is more of them."""
    shared = [*map(partial(_step_ahead, scan), values, values[1:]), *values[-1:]]
    for index, value in enumerate(shared):
        for at in (index - 1, index + 1):
            beside = shared[at] if 0 <= at < len(shared) else None
            if beside is None or beside.form != "change" or not (value.form == "count" and _may_step(value.noun)):
                continue
            first, second = sorted((value, beside), key=lambda told: told.quantity.first)
            joint = scan.starting("and", first.quantity.last)
            if joint is not None and joint.last == second.quantity.first:
                shared[index] = replace(value, form="change", noun=beside.noun if value.noun.empty else value.noun)
    return shared


def _step_ahead(scan: Scan, value: Value, following: Value) -> Value:
    """The first of joined steps whose noun stands behind the last: «на п'ять» of «на п'ять та сім щаблів»."""
    if value.form != "count" or not value.noun.empty or following.form != "count":
        return value
    joint = scan.starting("and", value.quantity.last)
    joined = joint is not None and joint.last == following.quantity.first
    steps = joined and not following.noun.empty and _may_step(following.noun)
    led = scan.fold(value.quantity.first - 1) in STEP_LEADS or scan.ending("change", value.quantity.first)
    return replace(value, form="change", noun=following.noun) if steps and led else value


def _may_step(noun: Counted) -> bool:
    return noun.empty or any(slug.endswith("_rank_change") for slug in noun.known)


def _in_fixed_name(period: Period, names: Sequence[Named]) -> bool:
    """«Horizon 2020»: a year inside a programme's name is no date, that of a ranking is its edition."""
    return any(
        name.first <= period.first and period.last <= name.last and name.entity.type not in ("ranking", "publication")
        for name in names
    )


def _labels(scan: Scan, listed: bool) -> set[int]:
    """Tokens of citations, per-units, set sizes in frames and list markers: numbers that count nothing."""
    taken = _citations(scan)
    for hit in scan.found("frame"):
        if hit.key in ("per_million", "top100", "leverage"):
            taken.update(range(hit.first, hit.last))
    # "For every 10,000 residents", «на каждые 10 тыс. сотрудников»: what is measured by is no figure.
    taken.update(index for index, token in enumerate(scan.tokens[:-1], 1) if token.fold in _BASES)
    for category in ("half_year", "quarter", "relative"):
        for hit in scan.found(category):
            taken.update(range(hit.first, hit.last))
    if listed or _section_number(scan):
        marker = 0
        while (
            marker < len(scan.tokens)
            and scan.tokens[marker].kind == "mark"
            and scan.fold(marker) not in ("$", "€", "+", "−")
        ):
            marker += 1
        if marker < len(scan.tokens) and scan.tokens[marker].kind == "number" and scan.fold(marker + 1) in (".", ")"):
            taken.add(marker)
    return taken


_BASES = word_set("every каждые каждых кожні кожних")


def _section_number(scan: Scan) -> bool:
    if len(scan.tokens) < 3 or scan.tokens[0].kind != "number":
        return False
    dotted = scan.fold(0).count(".") >= 1 or scan.fold(1) in (".", ")")
    return dotted and scan.tokens[2 if scan.fold(1) in (".", ")") else 1].capital


def _citations(scan: Scan) -> set[int]:
    taken: set[int] = set()
    opened = -1
    for index, token in enumerate(scan.tokens):
        if token.fold == "[":
            opened = index
        elif token.fold == "]" and opened >= 0:
            inner = scan.tokens[opened + 1 : index]
            if all(part.kind == "number" or part.fold in _CITATION_WORDS for part in inner):
                taken.update(range(opened, index + 1))
            opened = -1
    return taken
