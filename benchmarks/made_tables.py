"""Statistics tables of twenty layouts with known truth, worded as statistics offices word them, in three languages."""

import random
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import yaml

WORDS = yaml.safe_load((Path(__file__).parent / "table_words.yml").read_text("utf-8"))


@dataclass
class Truth:
    """What one cell states."""

    subject: str
    indicator: str
    value: Decimal
    unit: str
    period: str
    comparator: str = "eq"
    status: str = "actual"


@dataclass
class Cell:
    text: str
    truth: Truth | None = None
    span: int = 1
    head: bool = False


@dataclass
class Made:
    """A table with the lines above and below it."""

    rows: list
    above: list = field(default_factory=list)
    below: list = field(default_factory=list)


class Maker:
    """Makes tables of one language from one seed."""

    def __init__(self, language, seed):
        self.language = language
        self.random = random.Random(f"{language} {seed}")
        self.words = WORDS["phrases"][language]
        self.year = self.random.randint(2012, 2023)

    def pick(self, listed):
        return self.random.choice(listed)

    def some(self, listed, count):
        return self.random.sample(listed, count)

    def entities(self, count):
        kind = self.pick(["country", "city", "region", "cluster"])
        return kind, self.some(WORDS["entities"][self.language][kind], count)

    def measure(self, kinds=("count", "amount", "share", "measure")):
        return self.pick([one for one in WORDS["measures"][self.language] if one[1] in kinds])

    def measures(self, count, kinds=("count", "amount", "share", "measure")):
        found = {}
        while len(found) < count:
            one = self.measure(kinds)
            found.setdefault(one[0], one)
        return list(found.values())

    def currency(self):
        return self.pick(WORDS["currencies"][self.language])

    def head(self, measure, bare=False):
        """Words of a column's head, with unit and factor of its values."""
        _, kind, names, _ = measure
        name = self.pick(names)
        if kind == "amount":
            code, words, power = self.currency()
            return (name if bare else f"{name}{self.pick([', {}', ' ({})']).format(words)}"), code, power, words
        if kind == "share":
            return (name if bare else f"{name}, %"), "percent", 0, "%"
        if kind == "measure":
            return f"{name}, {self.words['ha']}", "ha", 0, ""
        if self.random.random() < 0.25 and not bare:
            return f"{name}, {self.words['thousand']}", "count", 3, ""
        return name, "count", 0, ""

    def number(self, kind, power):
        """A value as written and its plain amount."""
        if kind == "share":
            value = Decimal(self.random.randint(11, 899)) / 10
        elif kind in ("amount", "measure") or power:
            value = Decimal(self.random.randint(101, 98999)) / 10
        else:
            value = Decimal(self.random.randint(12, 98000))
        return self.written(value), value * 10**power

    def written(self, value):
        text = f"{value:,}"
        if self.language == "en":
            return text
        return text.replace(",", " ").replace(".", ",")

    def value(self, measure, unit, power, subject, period, status="actual"):
        text, amount = self.number(measure[1], power)
        return Cell(text, Truth(subject, measure[0], amount, unit, period, status=status))

    def line(self, name, columns, periods, label=None):
        """A row: its head and a value of every column for every period."""
        cells = (self.value(one, unit, power, name, period) for one, _, unit, power, _ in columns for period in periods)
        return [Cell(label or name), *cells]

    def columns(self, count, kinds=("count", "amount", "share", "measure")):
        """Measures with their heads, units and powers."""
        return [(one, *self.head(one)) for one in self.measures(count, kinds)]

    def title(self, *parts):
        return ", ".join(str(part) for part in parts if part)

    def name_head(self, kind):
        return Cell(self.words["heads"][kind], head=True)


def plain(make):
    """Entities in rows, measures in columns, the year in the caption."""
    kind, names = make.entities(4)
    columns = make.columns(3)
    rows = [[make.name_head(kind), *(Cell(head, head=True) for _, head, *_ in columns)]]
    rows += [make.line(name, columns, [str(make.year)]) for name in names]
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


def years_across(make):
    """One measure in the caption, years over the columns."""
    kind, names = make.entities(4)
    one = make.measure()
    head, unit, power, _ = make.head(one)
    years = [str(make.year + at) for at in range(3)]
    rows = [[make.name_head(kind), *(Cell(year, head=True) for year in years)]]
    rows += [[Cell(name), *(make.value(one, unit, power, name, year) for year in years)] for name in names]
    return Made(rows, [head])


def years_down(make):
    """One subject in the caption, years in the first column."""
    _, (name,) = make.entities(1)
    columns = make.columns(2)
    rows = [[Cell(make.words["year"], head=True), *(Cell(head, head=True) for _, head, *_ in columns)]]
    for at in range(4):
        year = str(make.year + at)
        rows.append([Cell(year), *(make.value(one, unit, power, name, year) for one, _, unit, power, _ in columns)])
    return Made(rows, [f"{name}: {make.words['figures']}"])


def two_levels(make):
    """Measures over years."""
    kind, names = make.entities(3)
    columns = make.columns(2)
    years = [str(make.year), str(make.year + 1)]
    rows = [
        [make.name_head(kind), *(Cell(head, span=2, head=True) for _, head, *_ in columns)],
        [Cell("", head=True), *(Cell(year, head=True) for _ in columns for year in years)],
    ]
    rows += [make.line(name, columns, years) for name in names]
    return Made(rows, [make.pick(WORDS["caption"][make.language])])


def transposed(make):
    """Measures in rows, entities over the columns."""
    _, names = make.entities(3)
    rows = [[Cell(make.words["indicator"], head=True), *(Cell(name, head=True) for name in names)]]
    for one in make.measures(4):
        head, unit, power, _ = make.head(one)
        rows.append([Cell(head), *(make.value(one, unit, power, name, str(make.year)) for name in names)])
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


def card(make):
    """Labels and values of one subject, named in the heading."""
    _, (name,) = make.entities(1)
    rows = []
    for one in make.measures(5):
        head, unit, power, _ = make.head(one)
        rows.append([Cell(head), make.value(one, unit, power, name, str(make.year))])
    return Made(
        [[Cell(make.words["indicator"], head=True), Cell(make.words["value"], head=True)], *rows],
        [make.title(name, make.year)],
    )


def series(make):
    """Measures in rows, years over the columns, the subject in the caption."""
    _, (name,) = make.entities(1)
    years = [str(make.year + at) for at in range(3)]
    rows = [[Cell("", head=True), *(Cell(year, head=True) for year in years)]]
    for one in make.measures(3):
        head, unit, power, _ = make.head(one)
        rows.append([Cell(head), *(make.value(one, unit, power, name, year) for year in years)])
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), name)])


def unit_line(make):
    """The unit stands in a line of its own; a count beside has none of it."""
    kind, names = make.entities(3)
    amounts = make.measures(2, ("amount",))
    count = make.measure(("count",))
    code, words, power = make.currency()
    rows = [
        [
            make.name_head(kind),
            *(Cell(make.pick(one[2]), head=True) for one in amounts),
            Cell(make.pick(WORDS["counts"][make.language]).format(make.pick(count[3])), head=True),
        ]
    ]
    for name in names:
        cells = [make.value(one, code, power, name, str(make.year)) for one in amounts]
        rows.append([Cell(name), *cells, make.value(count, "count", 0, name, str(make.year))])
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year, words)])


def totals(make):
    """Regions of a country with a sum."""
    names = make.some(WORDS["entities"][make.language]["region"], 3)
    country = make.words["country"]
    columns = make.columns(2, ("count", "amount"))
    rows = [[make.name_head("region"), *(Cell(head, head=True) for _, head, *_ in columns)]]
    for name in [*names, None]:
        subject = name or country[1]
        label = name or make.pick(make.words["total"])
        rows.append(
            [
                Cell(label),
                *(make.value(one, unit, power, subject, str(make.year)) for one, _, unit, power, _ in columns),
            ]
        )
    return Made(rows, [make.title(make.words["regions_of"].format(country[0]), make.year)])


def growth(make):
    """An amount with its change on the year before."""
    kind, names = make.entities(4)
    one = make.measure(("amount",))
    head, unit, power, _ = make.head(one)
    rows = [[make.name_head(kind), Cell(head, head=True), Cell(make.pick(make.words["change"]), head=True)]]
    for name in names:
        grown = Decimal(make.random.randint(-200, 400)) / 10
        text = make.written(grown)
        change = Cell(text, Truth(name, f"{one[0]}_growth", grown, "percent", str(make.year)))
        rows.append([Cell(name), make.value(one, unit, power, name, str(make.year)), change])
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


def two_names(make):
    """Region and city, or number and name, head each row."""
    numbered = make.random.random() < 0.5
    cities = make.some(WORDS["entities"][make.language]["city"], 4)
    regions = make.some(WORDS["entities"][make.language]["country"], 4)
    columns = make.columns(2)
    first = Cell("№", head=True) if numbered else make.name_head("country")
    rows = [[first, make.name_head("city"), *(Cell(head, head=True) for _, head, *_ in columns)]]
    for at, (city, region) in enumerate(zip(cities, regions, strict=True), 1):
        cells = [make.value(one, unit, power, city, str(make.year)) for one, _, unit, power, _ in columns]
        rows.append([Cell(str(at) if numbered else region), Cell(city), *cells])
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


def years_between(make):
    """A row with nothing but a year heads the rows below it."""
    kind, names = make.entities(2)
    columns = make.columns(2)
    rows = [[make.name_head(kind), *(Cell(head, head=True) for _, head, *_ in columns)]]
    for at in range(2):
        year = str(make.year + at)
        rows.append([Cell(year, span=3)])
        rows += [make.line(name, columns, [year]) for name in names]
    return Made(rows, [make.pick(WORDS["caption"][make.language])])


def countries_between(make):
    """A row with nothing but a country heads the cities below it."""
    countries = make.some(WORDS["entities"][make.language]["country"], 2)
    cities = make.some(WORDS["entities"][make.language]["city"], 4)
    columns = make.columns(2)
    rows = [[make.name_head("city"), *(Cell(head, head=True) for _, head, *_ in columns)]]
    for at, country in enumerate(countries):
        rows.append([Cell(country, span=3)])
        rows += [make.line(name, columns, [str(make.year)]) for name in cities[2 * at : 2 * at + 2]]
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


def gaps(make):
    """Dashes, blanks, marks of notes and bounds in the cells."""
    made = plain(make)
    for row in made.rows[1:]:
        for cell in row[1:]:
            change = make.random.random()
            if change < 0.15:
                cell.text, cell.truth = make.pick(["–", "…", "", "n/a" if make.language == "en" else "н/д"]), None
            elif change < 0.3:
                cell.text += make.pick(["*", "¹", " *"])
            elif change < 0.5:
                words, cell.truth.comparator = make.pick(make.words["bounds"])
                cell.text = f"{words}{cell.text}"
    made.below.append(make.words["note"])
    return made


def long_form(make):
    """Name, year and value: one figure a row."""
    kind, names = make.entities(3)
    one = make.measure()
    head, unit, power, _ = make.head(one)
    rows = [[make.name_head(kind), Cell(make.words["year"], head=True), Cell(head, head=True)]]
    for name in names:
        for at in range(2):
            year = str(make.year + at)
            rows.append([Cell(name), Cell(year), make.value(one, unit, power, name, year)])
    return Made(rows, [make.pick(WORDS["caption"][make.language])] if make.random.random() < 0.5 else [])


def corner(make):
    """The measure stands in the corner."""
    _, names = make.entities(4)
    one = make.measure()
    head, unit, power, _ = make.head(one)
    years = [str(make.year + at) for at in range(3)]
    rows = [[Cell(head, head=True), *(Cell(year, head=True) for year in years)]]
    rows += [[Cell(name), *(make.value(one, unit, power, name, year) for year in years)] for name in names]
    return Made(rows)


def kinds(make):
    """Parts of one country's figure: rows are branches, not names."""
    country = make.words["country"]
    one = make.measure(("count", "amount"))
    head, unit, power, _ = make.head(one)
    rows = [[Cell(make.words["branch"], head=True), Cell(head, head=True)]]
    column = [(one, head, unit, power, "")]
    branches = make.some(WORDS["kinds"][make.language], 4)
    rows += [make.line(country[1], column, [str(make.year)], branch) for branch in branches]
    return Made(rows, [make.title(country[1], make.words["by_branch"], make.year)])


def planned(make):
    """What was and what is planned."""
    kind, names = make.entities(3)
    one = make.measure(("count", "amount"))
    head, unit, power, _ = make.head(one)
    now, then = str(make.year), str(make.year + 3)
    plan, status = make.pick(make.words["plan"])
    rows = [[make.name_head(kind), Cell(f"{now}{make.words['fact']}", head=True), Cell(f"{then} ({plan})", head=True)]]
    rows += [
        [Cell(name), make.value(one, unit, power, name, now), make.value(one, unit, power, name, then, status)]
        for name in names
    ]
    return Made(rows, [head])


def months(make):
    """Part of a year in the caption."""
    kind, names = make.entities(4)
    columns = make.columns(2, ("amount",))
    words, span = make.pick(make.words["months"])
    period = "/".join(f"{make.year}-{month}" for month in span.split("/"))
    rows = [[make.name_head(kind), *(Cell(head, head=True) for _, head, *_ in columns)]]
    rows += [make.line(name, columns, [period]) for name in names]
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), words.format(make.year))])


def unknown(make):
    """Measures that no indicator knows stay general and are not taken for the caption's."""
    kind, names = make.entities(3)
    one = make.measure(("count",))
    other = make.pick(WORDS["amounts"][make.language])
    share = make.pick(WORDS["shares"][make.language])
    code, words, power = make.currency()
    rows = [
        [
            make.name_head(kind),
            Cell(make.pick(one[2]), head=True),
            Cell(f"{other}, {words}", head=True),
            Cell(f"{share}, %", head=True),
        ]
    ]
    for name in names:
        period = str(make.year)
        text, amount = make.number("amount", power)
        part, percent = make.number("share", 0)
        rows.append(
            [
                Cell(name),
                make.value(one, "count", 0, name, period),
                Cell(text, Truth(name, "other_amount", amount, code, period)),
                Cell(part, Truth(name, "other_share", percent, "percent", period)),
            ]
        )
    return Made(rows, [make.title(make.pick(WORDS["caption"][make.language]), make.year)])


LAYOUTS = (
    plain, years_across, years_down, two_levels, transposed, card, series, unit_line, totals, growth, two_names,
    years_between, countries_between, gaps, long_form, corner, kinds, planned, months, unknown,
)  # fmt: skip
