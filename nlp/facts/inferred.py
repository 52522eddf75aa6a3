"""Periods that follow from those a text tells: a span since a date, joined years, the same months a year before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.facts.leads import was_left, was_reached
from nlp.facts.passage import Passage, Value
from nlp.facts.period import SAME, Period
from nlp.facts.reckoning import in_year, moved, shifted, span_back, spanned
from nlp.facts.setting import PeriodFound, Setting, resolved
from nlp.facts.tokens import word_set
from nlp.findings import Modality

_JOINED = word_set("and , и та і й")
_FOLLOWING = word_set("following next")
_BESIDE = 2
"""Tokens between a day and the words for its year: «Год спустя, 15 июля»."""
_LONG = 2
"""Years from which on a change is told of the span, not of its last year."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """A period that follows from the words of ``period``; ``how`` it does, and whether it is ``likely`` to be meant."""

    value: str
    period: Period
    how: str
    likely: bool = False


def meanings(
    passage: Passage, period: Period, setting: Setting, before: str, *, edition: bool
) -> list[tuple[str, str]]:
    """What a period of the sentence may mean and how, its own meaning first.

    ``before`` is the year told before it; of an ``edition`` its year is told, however exactly the day is.
    """
    listed = _year_of_list(passage, period) if period.kind == "within" and not before else ""
    found = {in_year(listed, period.value) or resolved(period, setting, before): ""}
    others: Iterator[tuple[str, str]] = iter(())
    if period.kind in ("relative", "narrative", "back"):
        others = _counted_otherwise(passage, period, setting, before)
    elif period.kind == "within":
        others = _in_years(passage, period, setting, before)
    elif edition and period.kind in ("date", "month"):
        others = iter([(period.value[:4], "year")])
    for value, how in others:
        if value:
            found.setdefault(value, how)
    return list(found.items())


def _counted_otherwise(passage: Passage, period: Period, setting: Setting, before: str) -> Iterator[tuple[str, str]]:
    """A year counted from another date than it mostly is, and the same months of that year."""
    paragraph, line = _value(setting.period), _value(setting.date_line)
    told = before or _value(setting.newest)
    if period.kind == "relative":
        if period.value in ("+1", "-1"):
            yield shifted(_end(told), period.value), "story"
        yield shifted(line, period.value), "line"
    elif period.kind == "back":
        for base in (before, paragraph):
            yield span_back(_end(base), period.value), "story"
    else:
        if period.value != SAME:
            yield moved(told, period.value), "alike"
        elif _says_year(passage, period):
            yield _end(told)[:4], "year"
        if not before:
            yield shifted(_end(paragraph), period.value), "paragraph"


def _in_years(passage: Passage, period: Period, setting: Setting, before: str) -> Iterator[tuple[str, str]]:
    """Months in a year told beside them, or in one told around."""
    newest = before or _value(setting.newest)
    year = _year_beside(passage, period, setting, before)
    if year:
        yield in_year(year, period.value), "beside"
    if passage.scan.fold(period.first - 1) in _FOLLOWING:
        yield in_year(_following(_end(newest), period.value), period.value), "following"
    for how, far in (
        ("paragraph", setting.period),
        ("heading", setting.heading_period),
        ("newest", setting.newest),
        ("line", setting.date_line),
    ):
        yield in_year(_end(_value(far)), period.value), how
    yield in_year(setting.dated, period.value), "dated"


def _says_year(passage: Passage, period: Period) -> bool:
    """Whether the words are "that year" and not "by then"."""
    return any(passage.scan.starting("year_word", at) for at in range(period.first, period.last))


def _year_beside(passage: Passage, period: Period, setting: Setting, before: str) -> str:
    """The year that stands right beside a day or month: «7 января следующего года», "in May of that year"."""
    for other in passage.periods:
        gap = max(other.first - period.last, period.first - other.last)
        if other.kind in ("relative", "narrative") and 0 <= gap <= _BESIDE:
            return resolved(other, setting, before)
    return ""


def _year_of_list(passage: Passage, period: Period) -> str:
    """The year told with the last of several months: "4 in July, 7 in August and 9 in September 2024"."""
    for other in passage.periods:
        if other.first >= period.last and other.kind != "within":
            return other.value[:4] if other.kind in ("month", "date") else ""
    return ""


def _following(told: str, months: str) -> str:
    """The year of the months that come next after a date: the September that follows a December."""
    return shifted(told, "+1" if told[5:7] >= months[1:3] or not told[5:7] else "+0")


def spans(
    passage: Passage, value: Value, setting: Setting, befores: Sequence[str], modality: Modality
) -> list[Inferred]:
    """The spans that the periods of a sentence tell together, or with one around; ``befores`` is told before each."""
    found = [
        *_of_move(passage, value),
        *_joined(passage.periods, passage),
        *_since(passage, setting),
        *_since_then(passage, setting),
        *_counted(passage, setting, befores),
        *_lasting(passage, value, setting, modality),
    ]
    return [one for one in found if one.value]


def _of_move(passage: Passage, value: Value) -> Iterator[Inferred]:
    """Reads "rose from 67 to 86 between 2017 and 2023", "up from 81st": one end has the first year, one the last."""
    left = was_left(passage, value)
    if not left and not was_reached(passage, value):
        return
    for period in passage.periods:
        if period.kind == "range":
            first, last = period.value.split("/")
            yield Inferred(first if left else last, period, "left" if left else "reached")
        elif left and period.kind in ("year", "month", "part") and not period.compared:
            yield Inferred(moved(period.value, "-1"), period, "left")


def _joined(periods: Sequence[Period], passage: Passage) -> Iterator[Inferred]:
    """Reads "in 2011 and 2012", "calls of 2008, 2009 and 2011": what is told of all may be told of the whole."""
    start: Period | None = None
    for first, second in pairwise(periods):
        one_year = first.kind == second.kind == "year"
        if not one_year or second.first != first.last + 1 or passage.scan.fold(first.last) not in _JOINED:
            start = None
            continue
        start = start or first
        yield Inferred(spanned(start.value, second.value), replace(second, first=start.first), "joined")


def _since(passage: Passage, setting: Setting) -> Iterator[Inferred]:
    """Reads "18 % more than in 2010", "since 2010": the change is that of the span up to the date of the text."""
    for period in passage.periods:
        if not (period.compared or period.since) or not period.value[:4].isdigit():
            continue
        ends = [
            other.value
            for other in passage.periods
            if other is not period and not (other.compared or other.since) and other.value[:4].isdigit()
        ]
        far = (setting.period, setting.period_above, setting.newest)
        how = "since here" if ends else "since"
        for end in dict.fromkeys(ends or [*map(_value, far), setting.dated]):
            value = spanned(period.value, end)
            if value and (period.since or _length(value) >= _LONG):
                yield Inferred(value, period, how)


def _counted(passage: Passage, setting: Setting, befores: Sequence[str]) -> Iterator[Inferred]:
    """Reads "75 % more than five years before", «десять лет спустя … вдвое»: a span that ends or begins there."""
    newest = _value(setting.newest)
    for period, before in zip(passage.periods, befores, strict=True):
        if period.kind not in ("relative", "narrative") or abs(int(period.value)) < _LONG:
            continue
        told = setting.dated or newest if period.kind == "relative" else before or newest
        base = _end(told)
        for start in dict.fromkeys((shifted(base, period.value), moved(base, period.value))):
            low, high = sorted((start, base[: max(len(start), 4)]))
            yield Inferred(spanned(low, high), period, "counted")


def _since_then(passage: Passage, setting: Setting) -> Iterator[Inferred]:
    """Reads "founded in 2006 … since then", «за это время»: the span from the date told last to that of the text."""
    hit = next(iter(passage.scan.found("since_then")), None)
    if hit is None:
        return
    period = Period(hit.first, hit.last, "", "back")
    starts = [other.value for other in passage.periods if other.last <= hit.first and other.value[:4].isdigit()]
    start = starts[-1] if starts else _value(setting.newest)
    ends = [other.value for other in passage.periods if other.first >= hit.last and other.value[:4].isdigit()]
    for end in dict.fromkeys([*ends[:1], setting.dated, _value(setting.date_line)]):
        yield Inferred(spanned(start, end), period, "since then", likely=True)


_SPAN = 30
"""Years beyond which a number of years is no span that figures are told of."""
_APART = 0.9
"""Weight of borders from which on a number of years is told of something else than the value."""


def _lasting(passage: Passage, told: Value, setting: Setting, modality: Modality) -> Iterator[Inferred]:
    """Reads "within five years", «за три года», "over the next ten years": to the year or over the years up to it.

    What has happened did so in the years before a date, what is to be will in those after it.
    """
    for quantity in (value.quantity for value in passage.values if value.form == "duration"):
        years = int(quantity.value)
        if quantity.unit != "years" or years != quantity.value or not 0 < years <= _SPAN:
            continue
        coming = passage.scan.ending("coming_years", quantity.first) is not None
        apart = passage.clauses.between(quantity.first, told.quantity.first) >= _APART
        if apart or not (coming or _over(passage, quantity.first)):
            continue
        period = Period(quantity.first, quantity.last, str(years), "back")
        foreseen = coming or modality != "actual"
        for base in _bases(passage, setting, period, foreseen):
            end = shifted(base, f"+{years}")
            if foreseen:
                yield Inferred(end, period, "by the end")
                yield Inferred(spanned(base, end), period, "ahead")
            else:
                yield Inferred(span_back(base, str(years)), period, "back")


def _over(passage: Passage, at: int) -> bool:
    """Whether what stands before a number of years says that something happens over them: «за», "within", "in"."""
    scan = passage.scan
    at -= scan.fold(at - 1) == "the"
    return scan.ending("over", at) is not None or scan.fold(at - 1) == "in"


def _bases(passage: Passage, setting: Setting, span: Period, foreseen: bool) -> Sequence[str]:
    """The years from which a number of years may be counted: one beside it, else that of the document.

    What is ``foreseen`` may be so from any year told.
    """
    told = [period for period in passage.periods if period.value[:4].isdigit()]
    beside = [period.value for period in told if 0 <= period.first - span.last <= _BESIDE]
    document = setting.dated or _value(setting.date_line)
    around = _value(setting.period) or _value(setting.event) or _value(setting.newest)
    dates = [told[0].value if told else around, document] if foreseen else [document]
    return list(dict.fromkeys(_end(date)[:4] for date in beside or dates if date))


def _length(span: str) -> int:
    first, last = span.split("/")
    return int(last[:4]) - int(first[:4])


def _value(far: PeriodFound | None) -> str:
    return far.value if far is not None else ""


def _end(date: str) -> str:
    return date.rsplit("/", 1)[-1]
