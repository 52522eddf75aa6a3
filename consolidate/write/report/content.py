"""What the page says, gathered from the dataset."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice

from consolidate.phrasing import because_words, indicator_words, qualifier_words, value_words, words_of
from consolidate.write.report import queries
from consolidate.write.report.chart import LineChart, Reading, Series, Stretch, TimeLine, rank_chart, time_line
from consolidate.write.report.evidence import Card, DocumentCards, anchor, card
from gazetteer import breaks

_SERIES_SHOWN = 14
_CHARTS = 3
_LEAST_READINGS = 3
_PROGRAMMES_SHOWN = 40
_PROBLEMS_SHOWN = 12
"""Examples of one kind of problem; the rest is in problems.csv."""
_GAPS_SHOWN = 60
_DOCUMENTS_SHOWN = 400
_DECISIONS_SHOWN = 300
_TYPES_FIRST = ("cluster", "country", "programme", "ranking", "region", "organisation")
_STARTS = ("programme_start", "founded_date", "designated_date", "adopted_date")


@dataclass(frozen=True, slots=True)
class Count:
    """A number of the overview."""

    words: str
    number: int
    href: str


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One source."""

    number: int
    document_id: str
    title: str
    origin: str
    link: str
    publisher: str
    published: str
    language: str
    status: str
    problem: str
    pages: str
    statements: int
    shown: int


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """How many statements there are about one indicator, by language; widths are shares of the longest line."""

    name: str
    total: int
    shares: tuple[tuple[str, int, float], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One statement's value as a link."""

    words: str
    href: str
    document: int
    title: str
    published: str
    stated: str
    according_to: str
    restated: bool
    judgement: str
    quote: str


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation: the preferred value first."""

    period: str
    agreement: str
    because: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """One indicator of one subject over time."""

    indicator: str
    details: str
    observed: tuple[Observed, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something with values."""

    anchor: str
    name: str
    type: str
    country: str
    names: str
    merged: tuple[tuple[str, str], ...]
    """Names of entities that are the same, and the evidence."""
    before: tuple[tuple[str, str], ...]
    """Names and links of what it took the place of; those without values have no link."""
    after: tuple[tuple[str, str], ...]
    series: tuple[SeriesLine, ...]
    values: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Values that stand against each other."""

    subject: str
    indicator: str
    details: str
    because: str
    sides: tuple[tuple[Said, ...], ...]
    """Statements of one value together, those of the preferred value first."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """Problems of one kind, with examples."""

    kind: str
    number: int
    examples: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class GapLine:
    """The years in which one cluster has no value for one indicator."""

    subject: str
    indicator: str
    years: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of a person."""

    action: str
    what: str
    outcome: str
    href: str
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page says."""

    counts: tuple[Count, ...]
    languages: tuple[str, ...]
    documents: tuple[DocumentLine, ...]
    documents_left: int
    indicators: tuple[IndicatorLine, ...]
    rank_charts: tuple[LineChart, ...]
    programmes: TimeLine | None
    subjects: tuple[tuple[str, tuple[Subject, ...]], ...]
    conflicts: tuple[Conflict, ...]
    problems: tuple[ProblemKind, ...]
    gaps: tuple[GapLine, ...]
    gaps_left: int
    decisions: tuple[DecisionLine, ...]
    cards: tuple[DocumentCards, ...]
    statements_left: int


def page(connection: sqlite3.Connection, shown: frozenset[str]) -> Page:
    """The page with the statements ``shown``; values of others are left out and counted."""
    for table in ("shown", "shown_observations"):
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    for command in queries.SHOWN:
        connection.execute(command)
    connection.executemany("INSERT INTO shown VALUES (?)", [(key,) for key in sorted(shown)])
    connection.execute(queries.FILL_OBSERVATIONS)
    return _Gatherer(connection, shown).page()


@dataclass(frozen=True, slots=True)
class _Kin:
    """By entity: the names that became one with it and why, what it took the place of, and what took its place."""

    merged: dict[str, list[tuple[str, str]]]
    before: dict[str, list[tuple[str, str]]]
    after: dict[str, list[tuple[str, str]]]


def _kin(connection: sqlite3.Connection) -> _Kin:
    valued = {row["subject_id"] for row in connection.execute(queries.WITH_VALUES)}
    kin = _Kin({}, {}, {})
    for row in connection.execute(queries.MERGED):
        kin.merged.setdefault(row["merged_into"], []).append((row["name"], row["because"] or ""))
    for row in connection.execute(queries.PREDECESSORS):
        after, before = (f"#e-{key}" if key in valued else "" for key in (row["after_id"], row["before_id"]))
        kin.before.setdefault(row["after_id"], []).append((row["before"], before))
        kin.after.setdefault(row["before_id"], []).append((row["after"], after))
    return kin


class _Gatherer:
    def __init__(self, connection: sqlite3.Connection, shown: frozenset[str]) -> None:
        self.connection = connection
        self.shown = shown
        self.documents = tuple(self._documents())
        self.numbers = {line.document_id: line.number for line in self.documents}
        self.titles = {line.document_id: line.title for line in self.documents}
        self.quotes = {
            row["statement_id"]: row["quote"]
            for row in connection.execute("SELECT statement_id, quote FROM statements JOIN shown USING (statement_id)")
        }

    def page(self) -> Page:
        gaps = tuple(islice(self._gaps(), _GAPS_SHOWN))
        gap_lines = self._number("SELECT count(*) FROM (SELECT 1 FROM gaps GROUP BY subject_id, indicator)")
        listed = self._listed()
        return Page(
            self._counts(),
            self._languages(),
            listed,
            len(self.documents) - len(listed),
            tuple(self._indicators()),
            tuple(self._rank_charts()),
            self._programmes(),
            tuple(self._subjects()),
            tuple(self._conflicts()),
            tuple(self._problems()),
            gaps,
            gap_lines - len(gaps),
            tuple(self._decisions()),
            tuple(self._cards()),
            self._number("SELECT count(*) FROM statements") - len(self.shown),
        )

    def _number(self, query: str) -> int:
        return int(self.connection.execute(query).fetchone()[0])

    def _counts(self) -> tuple[Count, ...]:
        asked = (
            ("documents", "SELECT count(*) FROM documents", "#documents"),
            ("statements", "SELECT count(*) FROM statements", "#evidence"),
            ("clusters with values", queries.CLUSTERS_WITH_VALUES, "#subjects"),
            ("observations", "SELECT count(*) FROM observations", "#subjects"),
            ("that sources agree on", "SELECT count(*) FROM observations WHERE agreement = 'agree'", "#subjects"),
            ("conflicts", "SELECT count(*) FROM observations WHERE agreement = 'conflict'", "#conflicts"),
            ("problems", "SELECT count(*) FROM problems", "#problems"),
            ("decisions by people", "SELECT count(*) FROM judgements", "#decisions"),
        )
        return tuple(Count(words, self._number(query), href) for words, query, href in asked)

    def _languages(self) -> tuple[str, ...]:
        rows = self.connection.execute(queries.BY_LANGUAGE)
        return tuple(str(row["language"]) for row in rows)

    def _documents(self) -> Iterator[DocumentLine]:
        for number, row in enumerate(self.connection.execute(queries.DOCUMENTS), 1):
            link = row["origin"] if row["origin"].startswith(("http://", "https://")) else ""
            yield DocumentLine(
                number,
                row["document_id"],
                row["title"] or row["path"] or row["document_id"][:16],
                row["origin"] or row["path"],
                link,
                row["publisher"],
                row["published"],
                row["language"],
                row["status"],
                row["problem"],
                str(row["pages"] or ""),
                row["said"],
                row["seen"],
            )

    def _listed(self) -> tuple[DocumentLine, ...]:
        """All documents, or when they are too many those that failed and those whose statements are shown."""
        if len(self.documents) <= _DOCUMENTS_SHOWN:
            return self.documents
        failed = [line for line in self.documents if line.status != "ok"][:_DOCUMENTS_SHOWN]
        quoted = [line for line in self.documents if line.shown][:_DOCUMENTS_SHOWN]
        return tuple(sorted({*failed, *quoted}, key=lambda line: line.number))

    def _indicators(self) -> Iterator[IndicatorLine]:
        rows = self.connection.execute(queries.BY_INDICATOR).fetchall()
        found = [(name, list(group)) for name, group in groupby(rows, key=lambda row: row["indicator"])]
        longest = max((sum(row["number"] for row in group) for _, group in found), default=1)
        lines = [
            IndicatorLine(
                indicator_words(name),
                sum(row["number"] for row in group),
                tuple((row["language"], row["number"], round(100 * row["number"] / longest, 2)) for row in group),
            )
            for name, group in found
        ]
        yield from sorted(lines, key=lambda line: (-line.total, line.name))

    def _rank_charts(self) -> Iterator[LineChart]:
        rows = self.connection.execute(queries.RANKS).fetchall()
        charts = []
        for indicator, group in groupby(rows, key=lambda row: row["indicator"]):
            series = list(_rank_series(group, self.shown))
            readings = sum(len(one.readings) for one in series)
            if readings >= _LEAST_READINGS:
                charts.append((-readings, indicator, series))
        for _, indicator, series in sorted(charts, key=lambda item: item[:2])[:_CHARTS]:
            best = sorted(series, key=lambda one: (-len(one.readings), one.readings[-1].value, one.name))
            yield rank_chart(indicator_words(indicator), best[:_SERIES_SHOWN], breaks(indicator))

    def _programmes(self) -> TimeLine | None:
        rows = self.connection.execute(queries.PROGRAMME_YEARS).fetchall()
        found = [(name, _stretches(list(group))) for name, group in groupby(rows, key=lambda row: row["subject"])]
        ordered = sorted(found, key=lambda item: (min(one.first for one in item[1]), item[0]))
        return time_line(ordered[:_PROGRAMMES_SHOWN]) if ordered else None

    def _subjects(self) -> Iterator[tuple[str, tuple[Subject, ...]]]:
        rows = self.connection.execute(queries.OBSERVATIONS).fetchall()
        subjects: dict[str, list[Subject]] = {}
        kin = _kin(self.connection)
        for key, group in groupby(rows, key=lambda row: row["subject_id"]):
            subject = self._subject(key, list(group), kin)
            if subject.series:
                subjects.setdefault(subject.type, []).append(subject)
        rest = sorted(subjects.keys() - set(_TYPES_FIRST))
        for kind in (*_TYPES_FIRST, *rest):
            if kind in subjects:
                yield kind, tuple(sorted(subjects[kind], key=lambda one: (-one.values, one.name, one.anchor)))

    def _subject(self, key: str, rows: list[sqlite3.Row], kin: _Kin) -> Subject:
        lines = []
        for (indicator, unit, status, qualifiers), group in groupby(rows, key=_series_of):
            observed = [one for row in group if (one := self._observed(row)).said]
            if observed:
                details = qualifier_words(qualifiers or "") + ("" if status == "actual" else f" ({status})")
                lines.append(SeriesLine(indicator_words(indicator), details.strip(), tuple(observed)))
            del unit
        names = self.connection.execute(
            "SELECT DISTINCT name FROM names WHERE entity_id = ? ORDER BY name LIMIT 12", (key,)
        )
        first = rows[0]
        others = [row["name"] for row in names if row["name"] != first["subject"]]
        values = sum(len(line.observed) for line in lines)
        return Subject(
            f"e-{key}",
            first["subject"],
            first["type"] or "other",
            first["country"] or "",
            ", ".join(others),
            tuple(kin.merged.get(key, ())),
            tuple(kin.before.get(key, ())),
            tuple(kin.after.get(key, ())),
            tuple(lines),
            values,
        )

    def _observed(self, row: sqlite3.Row) -> Observed:
        said = tuple(self._said(told, row["unit"]) for told in json.loads(row["values"]) if self._has(told))
        return Observed(row["period"], row["agreement"], because_words(row["preferred_because"]), said)

    def _has(self, told: dict[str, str]) -> bool:
        return told["statement_id"] in self.shown

    def _said(self, told: dict[str, str], unit: str) -> Said:
        document = told["document_id"]
        return Said(
            value_words(told["value"], told.get("value_high", ""), unit, told["comparator"]),
            "#" + anchor(told["statement_id"]),
            self.numbers[document],
            self.titles[document],
            told["published"],
            told["stated"],
            told.get("according_to", ""),
            bool(told.get("restated")),
            told.get("judgement", ""),
            self.quotes[told["statement_id"]],
        )

    def _conflicts(self) -> Iterator[Conflict]:
        for row in self.connection.execute(queries.CONFLICTS):
            observed = self._observed(row)
            if observed.said:
                details = " · ".join(part for part in (row["period"], qualifier_words(row["qualifiers"] or "")) if part)
                sides: dict[str, list[Said]] = {}
                for one in observed.said:
                    sides.setdefault(one.words, []).append(one)
                yield Conflict(
                    row["subject"],
                    indicator_words(row["indicator"]),
                    details,
                    observed.because,
                    tuple(tuple(side) for side in sides.values()),
                )

    def _problems(self) -> Iterator[ProblemKind]:
        rows = self.connection.execute(
            "SELECT * FROM problems ORDER BY kind, document_id, block_id, start, message"
        ).fetchall()
        for kind, group in groupby(rows, key=lambda row: row["kind"]):
            found = list(group)
            examples = tuple(
                (
                    self.numbers[row["document_id"]],
                    row["message"],
                    "#" + anchor(row["statement_id"]) if row["statement_id"] in self.shown else "",
                )
                for row in found[:_PROBLEMS_SHOWN]
            )
            yield ProblemKind(kind, len(found), examples)

    def _gaps(self) -> Iterator[GapLine]:
        rows = self.connection.execute("SELECT * FROM gaps ORDER BY subject, subject_id, indicator, period")
        for (_, indicator), group in groupby(rows, key=lambda row: (row["subject_id"], row["indicator"])):
            found = list(group)
            yield GapLine(found[0]["subject"], indicator_words(indicator), ", ".join(row["period"] for row in found))

    def _decisions(self) -> Iterator[DecisionLine]:
        for row in islice(self.connection.execute(queries.DECISIONS), _DECISIONS_SHOWN):
            href = "#" + anchor(row["acts_on"]) if row["acts_on"] in self.shown else ""
            yield DecisionLine(row["action"], _decided(row), row["outcome"], href, row["quote"])

    def _cards(self) -> Iterator[DocumentCards]:
        for line in self.documents:
            rows = self.connection.execute(queries.CARDS, (line.document_id,))
            cards: tuple[Card, ...] = tuple(card(self.connection, row) for row in rows)
            if cards:
                yield DocumentCards(line.number, line.title, line.origin, line.published, line.language, cards)


def _decided(row: sqlite3.Row) -> str:
    """What a decision is about, in words where the dataset still has it."""
    if row["subject"]:
        said = [row["subject"], indicator_words(row["indicator"]), words_of(row), row["period"]]
        about = " · ".join(part for part in said if part)
    elif row["relation"]:
        about = f"{row['who']} {row['relation'].replace('_', ' ')} {row['object']}"
    else:
        about = row["before"] or row["one"] or row["target_id"] or ""
    if row["field"]:
        return f"{about}; {row['field']}: {row['before'] or '∅'} → {row['after'] or '∅'}"
    sign = {"same": "=", "different": "≠"}.get(row["action"], "→")
    return f"{about} {sign} {row['other'] or row['after']}".strip() if row["after"] else about


def _series_of(row: sqlite3.Row) -> tuple[str, str, str, str]:
    return (row["indicator"], row["unit"], row["status"], row["qualifiers"] or "")


def _rank_series(rows: Iterable[sqlite3.Row], shown: frozenset[str]) -> Iterator[Series]:
    for _, group in groupby(rows, key=lambda row: (row["subject_id"], row["kept_qualifiers"])):
        found = list(group)
        by_year: dict[int, Reading] = {}
        for row in found:
            best = json.loads(row["statement_ids"])[0]
            if best in shown:
                year, contested = int(row["period"]), row["agreement"] == "conflict"
                words = f"{row['subject']} {year}: {words_of(row)}" + (" (contested)" if contested else "")
                reading = Reading(year, float(row["value"]), words, "#" + anchor(best), contested)
                by_year.setdefault(year, reading)
        if by_year:
            yield Series(found[0]["subject"], tuple(by_year[year] for year in sorted(by_year)))


def _stretches(rows: list[sqlite3.Row]) -> list[Stretch]:
    """From start to end where one document states both for the same thing, else single years."""
    found: list[Stretch] = []
    for _, group in groupby(rows, key=lambda row: (row["document_id"], row["qualifiers"] or "")):
        stated = list(group)
        starts = [row for row in stated if row["indicator"] in _STARTS]
        ends = [row for row in stated if row["indicator"] == "programme_end"]
        if len(starts) == 1 and len(ends) == 1 and int(starts[0]["value"]) < int(ends[0]["value"]):
            first, last = starts[0], ends[0]
            words = f"{first['subject']}: {first['value']}–{last['value']}"
            found.append(Stretch(int(first["value"]), int(last["value"]), words, "#" + anchor(first["statement_id"])))
            found.append(_moment(last))
        else:
            found += [_moment(row) for row in stated]
    return found


def _moment(row: sqlite3.Row) -> Stretch:
    year = int(row["value"])
    words = f"{row['subject']}: {indicator_words(row['indicator'])} {year}"
    return Stretch(year, year, words, "#" + anchor(row["statement_id"]))
