"""The periods told outside a sentence that may hold for its values, each with the source it is told in."""

from __future__ import annotations

from dataclasses import replace

from nlp.facts.choose import Choice
from nlp.facts.leads import goals, lead, was_left
from nlp.facts.passage import Passage, Value
from nlp.facts.reckoning import moved
from nlp.facts.setting import PeriodFound, Setting

EDITIONED = (
    "gii_",
    "top100",
    "pct_per",
    "publications_per",
    "st_output",
    "publication_copub",
    "pct_coapp",
    "patent_field",
    "publication_field",
    "pct_world",
    "publications_world",
)
"""Indicators that the edition of a ranking dates, and whose subject is the ranked cluster, not its city."""


UNLIKELY = {
    "beside",
    "opened",
    "year around",
    "year of the line",
    "left edition",
    "left before",
    "left above",
    "caption",
    "begin before",
    "end before",
    "later",
}
"""Sources that hold seldom: it takes passages to say when."""


def elsewhere(passage: Passage, value: Value, setting: Setting, choice: Choice) -> list[tuple[str, PeriodFound]]:
    """The periods told outside the sentence that may hold for a value of an indicator, each with its source."""
    return [*_carried(passage, setting, choice), *_of_moves(passage, value, setting)]


def _carried(passage: Passage, setting: Setting, choice: Choice) -> list[tuple[str, PeriodFound]]:
    """What was told before of anything, or stands above."""
    known = (setting.period, setting.event)
    edition = setting.edition if choice.indicator.slug.startswith(EDITIONED) else None
    sources: list[tuple[str, PeriodFound | None]] = [
        ("before", setting.period),
        ("edition", edition),
        ("heading", setting.heading_period),
        ("heading above", next(iter(setting.heading_periods[1:]), None)),
        ("edition above", _edition(setting, choice) if edition is None else None),
        ("date line" if setting.beneath_date_line else "date line above", setting.date_line),
        ("event", setting.event),
        ("earlier", setting.earlier if known == (None, None) else None),
        ("newest", setting.newest if setting.newest not in (*known, setting.earlier) else None),
        ("told", setting.told_at if setting.told_at != setting.period else None),
        ("beside", setting.beside),
        ("opened", setting.opened if setting.opened not in (setting.period, setting.beside) else None),
        ("lead", setting.lead_period if setting.lead is not None and setting.lead_period not in known else None),
        ("caption", setting.caption_period),
    ]

    if by_edition(choice):
        # An edition is a year, however exactly the day is told on which it came out.
        sources += [("year of newest", _year(setting.newest)), ("year of the date line", _year(setting.date_line))]
    else:
        latest = setting.period or setting.event or setting.newest
        part = latest is not None and "/" in latest.value
        sources.append(("year around", None if part and not _says_year(passage) else _year(latest)))
        sources.append(("year of the line", _year(setting.date_line)))
    if by_edition(choice) and all(far is None for _, far in sources):
        sources.append(("later", setting.later()))
    return [(source, far) for source, far in sources if far is not None]


def _of_moves(passage: Passage, value: Value, setting: Setting) -> list[tuple[str, PeriodFound]]:
    """The year before those told outside the sentence for a value that something moved from, and ends of a span.

    "In 2017–2024 exports grew. They rose to 4.2 billion": what was reached is of the last year, what was left of the
    first.
    """
    left = was_left(passage, value)
    found = [(f"{end} before", far) for end, far in _ends(setting.period)]
    if not left:
        return found[1:] if lead(passage, value) in goals(passage) else []
    sources = {"edition": setting.edition, "before": setting.period, "above": setting.period_above}
    return found[:1] + [
        (f"left {source}", replace(far, value=year))
        for source, far in sources.items()
        if far is not None and (year := moved(far.value, "-1"))
    ]


def by_edition(choice: Choice) -> bool:
    """Whether an indicator is told edition by edition."""
    indicator = choice.indicator
    ranked = indicator.kind in ("rank", "change", "top") or "points" in indicator.units
    return ranked or indicator.slug.startswith(EDITIONED)


def _says_year(passage: Passage) -> bool:
    """Whether a sentence speaks of the year, beside the dates it tells: «год закрыли с», "for the full year"."""
    inside = {at for period in passage.periods for at in range(period.first, period.last)}
    return any(hit.first not in inside for hit in passage.scan.found("year_word"))


def _year(far: PeriodFound | None) -> PeriodFound | None:
    """The year of a day, a month or a part of a year, as told where that stands; none of what is a year or more."""
    first, _, last = far.value.partition("/") if far is not None else ("", "", "")
    year = first[: len("2024")]
    if far is None or len(first) <= len(year) or not (last or year).startswith(year):
        return None
    return replace(far, value=year)


def _ends(far: PeriodFound | None) -> list[tuple[str, PeriodFound]]:
    """The first and the last year of a span told elsewhere: a level told behind it is that of one of its ends."""
    first, _, last = far.value.partition("/") if far is not None else ("", "", "")
    if far is None or not last or first[: len("2024")] == last[: len("2024")]:
        return []
    return [("begin", replace(far, value=first)), ("end", replace(far, value=last))]


def _edition(setting: Setting, choice: Choice) -> PeriodFound | None:
    """The edition, told anywhere above, of the ranking that an indicator belongs to or that is spoken of."""
    slug = choice.indicator.slug
    if slug.startswith(EDITIONED):
        known = [edition for ranking, edition in setting.editions.items() if ranking.startswith("rnk:gii")]
        return max(known, key=lambda edition: edition.block, default=None)
    told = setting.subjects.get("ranking")
    if told is None or not by_edition(choice):
        return None
    return setting.editions.get(told.group.lead.entity.id)
