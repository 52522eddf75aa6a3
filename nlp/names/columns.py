"""Names in the columns of a table whose header says what stands below: clusters, regions, country codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Table
from gazetteer import Gazetteer
from language import known
from nlp.names.choice import Surroundings
from nlp.names.found import Found
from nlp.names.linking import linked
from nlp.names.region_lists import full_name

_CLUSTERS = re.compile(
    r"^(?:(?:name\s+of\s+(?:the\s+)?)?(?:\w+\s+){0,2}(?:clusters?|parks?|zones?|hubs?|technoparks?)"
    r"|(?:\w+\s+){0,2}(?:кластер|технопарк|парк|наукоград|оэз|оез|сэз|сез|тосэр"
    r"|(?:(?:особая|спеціальна|вільна) )?(?:(?:экономическая|економічна) )?зона))$",
    re.IGNORECASE,
)
_COUNTRIES = re.compile(
    r"\b(?:economy|economies|countr(?:y|ies)|стран[аы]|экономик[аи]|країн[аи]|економік[аи])\b", re.IGNORECASE
)
_REGIONS = re.compile(
    r"^(?:область|области|області|oblast|регіон|регион"
    r"|(?:region|province|state|county|prefecture|governorate|voivodeship|emirate)(?:,? .{1,30})?)$",
    re.IGNORECASE,
)
_REGION_NOUNS = re.compile(
    r"(?P<noun>область|край|район|округ|воеводство|провинция|префектура|штат|кантон|графство"
    r"|воєводство|провінція|повіт)",
    re.IGNORECASE,
)
_SHORT_REGION = re.compile(r"\s*[А-ЯІЇЄҐ][\w’'-]+(?:ская|цкая|ська|цька|зька)\s*")
"""An adjective alone, in the form that belongs to «область»."""
_SEVERAL = 3
_CODES = re.compile(r"[A-Z]{2}(?:\s?[/,]\s?[A-Z]{2})*")
_CODE = re.compile(r"[A-Z]{2}")
_NAME = re.compile(r"[\s\d.)№«„“\"*]*(?P<name>[^\W\d_][^()|\n]*?)[»“”\"*]*\s*(?:\([^()]*\))?\s*")
_SUMS = re.compile(
    r"(?:grand\s+)?(?:total|average|mean|sum|other|итого|всего|прочие|разом|усього|всього|інші|среднее)", re.IGNORECASE
)
_WORDS = 8
_SURE = 90.0
_COMMON = 0.3
"""How common the words of a header are at least that says what kind of names stand below."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what their headers say of the names below; ``lands`` with their noun for a region."""

    clusters: dict[int, str]
    countries: frozenset[int]
    regions: frozenset[int]
    lands: dict[int, str]


def columns_of(table: Table) -> Columns:
    """What the headers of a table say; ``clusters`` has the header's words, which are part of some names."""
    clusters: dict[int, str] = {}
    countries: set[int] = set()
    lands: dict[int, str] = {}
    regions = _of_adjectives(table)
    for cell in table.cells:
        if cell.header not in ("column", "both") and cell.row != 0:
            continue
        said = " ".join(cell.text.split())
        for column in range(cell.column, cell.column + cell.column_span):
            if _CLUSTERS.match(said) and not _names_one(said):
                clusters[column] = said
            if _COUNTRIES.search(said):
                countries.add(column)
            if _REGIONS.match(said):
                regions.add(column)
            if _REGION_NOUNS.fullmatch(said):
                lands[column] = said.lower()
    return Columns(clusters, frozenset(countries), frozenset(regions), lands)


def _names_one(said: str) -> bool:
    """Whether a header is the name of one thing and not a kind of things: "Adlershof Science Park"."""
    before = said.split()[:-1]
    words = [word for word in before if word[:1].isupper() and word.isalpha() and not word.isupper()]
    return any(max(known(word.lower(), language) for language in ("en", "ru", "uk")) < _COMMON for word in words)


def _of_adjectives(table: Table) -> set[int]:
    """The columns below whose header stand adjectives alone («Львовская | 199»)."""
    found = Counter(cell.column for cell in table.cells if cell.row and _SHORT_REGION.fullmatch(cell.text))
    return {column for column, count in found.items() if count >= _SEVERAL}


def named_in_cell(
    text: str, head: str, around: Surroundings, gazetteer: Gazetteer, found: Sequence[Found]
) -> list[Found]:
    """The names of a cell below a header for clusters: the whole cell is one, unless one was found there."""
    match = _NAME.fullmatch(text)
    if match is None or any(one.type == "cluster" for one in found):
        return list(found)
    start, stop = match.span("name")
    name = match.group("name")
    if not name[0].isupper() or _SUMS.match(name) or len(name.split()) > _WORDS or "," in name:
        return list(found)
    whole = Found(start, stop, "cluster", score=72.0, method="discovered", name=" ".join(name.split()))
    for words in (name, f"{head} «{name}»"):
        matches = gazetteer.match(words, around.language, "cluster")
        best = [one for one in matches if one.score >= _SURE and one.score == matches[0].score]
        if len(best) == 1:
            whole = Found(start, stop, "cluster", best[0].entity.id, best[0].score, best[0].method, name=whole.name)
            break
    if not whole.entity_id:
        whole = linked(whole, text, around, gazetteer)
    return [whole, *(one for one in found if one.start >= stop or one.stop <= start)]


def region_in_cell(
    text: str, noun: str, around: Surroundings, gazetteer: Gazetteer, found: Sequence[Found]
) -> list[Found]:
    """The names of a cell below a noun for regions: the whole cell is one, unless one was found there."""
    match = _NAME.fullmatch(text)
    if match is None or any(one.type in ("region", "country") for one in found):
        return list(found)
    name = " ".join(match.group("name").split())
    if not name[0].isupper() or _SUMS.match(name) or len(name.split()) > _WORDS or "," in name:
        return list(found)
    start, stop = match.span("name")
    whole = full_name(name, noun, around.language) if " " not in name else name
    return [linked(Found(start, stop, "region", score=72.0, method="discovered", name=whole), text, around, gazetteer)]


def country_codes(text: str, gazetteer: Gazetteer) -> Iterator[Found]:
    """The countries of a cell that holds nothing but their two-letter codes ("CN/HK"; ISO 3166-1)."""
    if _CODES.fullmatch(text.strip()) is None:
        return
    for code in _CODE.finditer(text):
        identity = f"plc:{code.group().lower()}"
        if identity in gazetteer:
            name = gazetteer.entity(identity).name
            yield Found(code.start(), code.end(), "country", identity, 95.0, "acronym", name=name)
