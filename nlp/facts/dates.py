"""Facts whose value is a date: founded, launched, adopted, and the beginning and end of phases."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nlp.facts.align import Draft
from nlp.facts.choose import Choice, by_slug
from nlp.facts.features import date_features, hand_feature, no_date_features, pair_features, subject_features
from nlp.facts.names import Named, NameGroup
from nlp.facts.nouns import Counted
from nlp.facts.passage import Passage, Value
from nlp.facts.periods import Period
from nlp.facts.phrases import Hit
from nlp.facts.quantities import Quantity
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting
from nlp.facts.subjects import Subject, Subjects
from nlp.facts.tokens import word_set
from nlp.facts.weighing import likeliest, option, part, summed

_NEAR = 4
_FAR = 1.7
_SUBJECTS = 4
_LEAST, _UNFIT = 2.84, -2.0
"""Scores set by hand: what a reading needs to outdo none, and what is left to one that the grammar speaks against."""
_EN_ACTIVE = frozenset(
    (
        "established",
        "founded",
        "set up",
        "created",
        "formed",
        "opened",
        "launched",
        "started",
        "initiated",
        "introduced",
        "adopted",
        "approved",
        "passed",
        "published",
        "issued",
        "completed",
    )
)
_BE = word_set("was were is been being are be")
_SO_CALLED = ("so-called", "called", "называем", "зван")
_ADJECTIVE_ENDINGS = tuple(
    word_set("ый ий ой ая яя ое ее ую юю ого его ому ему ым им ом ем ые ие ых их ыми ими а я є е у ю ої ій ою єю ім і")
)
_PHASED = ("programme", "country", "organisation", "cluster", "region", "publication")


def dated(passage: Passage, setting: Setting) -> list[Draft]:
    """The drafts of all dates of a sentence that are values themselves."""
    drafts: list[Draft] = []
    for period in passage.periods:
        if (
            period.compared
            or period.kind in ("relative", "narrative", "within", "decade")
            or not period.value[:4].isdigit()
        ):
            continue
        if period.kind == "range":
            drafts += _span(passage, period, setting)
            continue
        draft = _date(passage, period, setting)
        if draft is not None:
            drafts.append(draft)
    return drafts


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a date: something came about then, by a cue, of a subject; ``words`` name its phase."""

    choice: Choice
    subject: Subject
    words: str
    hand: float


def _date(passage: Passage, period: Period, setting: Setting) -> Draft | None:
    """What came about at a date, or none: the learned weights decide."""
    value = _value(passage, period)
    readings = [
        reading for hit in passage.scan.found("cue") for reading in _readings(passage, period, setting, value, hit)
    ]
    if not readings:
        return None
    features = [
        (
            part("date", date_features(passage, period, reading.choice, len(readings), reading.hand)),
            part("date", subject_features(passage, value, reading.subject, setting, {}, "")),
            hand_feature("date", reading.subject),
            pair_features("date", reading.choice, reading.subject),
        )
        for reading in readings
    ]
    nothing = part("date", no_date_features(passage, period, len(readings)))
    options = [option([nothing], ())]
    options += [
        option(parts, (reading.choice.indicator.slug, *(name.entity.id for name in reading.subject.group.members)))
        for reading, parts in zip(readings, features, strict=True)
    ]
    setting.note_decision("date", passage.scan.span(*value.quantity.number), options)
    scores = [nothing.score, *(summed(parts) for parts in features)]
    best, sure = likeliest(scores, [one.says for one in options])
    return _draft(value, period, readings[best - 1], sure) if best else None


def _readings(passage: Passage, period: Period, setting: Setting, value: Value, hit: Hit) -> list[_Reading]:
    indicator = by_slug()[hit.key]
    follows = hit.last <= period.first
    if indicator.kind != "date" or passage.clauses.between(hit.last - 1 if follows else hit.first, period.first) > _FAR:
        return []
    distance = period.first - hit.last if follows else hit.first - period.last
    choice = Choice(
        indicator, 2.6 - 0.08 * max(distance, 0) + 0.05 * indicator.rank, "year", (hit.first, hit.last), "cue"
    )
    stands = _stands(passage, hit.first, hit.last, period)
    phase = _phase_words(passage, hit.first) if hit.key in ("programme_start", "programme_end") else ""
    own = _phase_subject(passage, setting) if phase else None
    found = [own] if own is not None else Subjects(passage, value, setting, {}).of(indicator.subjects)[:_SUBJECTS]
    return [
        _Reading(
            choice,
            row,
            phase,
            choice.score + 0.8 * row.score - _LEAST
            if stands and (own is not None or _belongs(passage, row, hit.first))
            else _UNFIT,
        )
        for row in found
    ]


def _draft(value: Value, period: Period, reading: _Reading, sure: float) -> Draft:
    choice, subject = reading.choice, reading.subject
    assert choice.cue is not None  # noqa: S101 - a date is read by its cue
    return Draft(
        value,
        choice,
        subject.group.lead,
        subject,
        "planned" if period.by else "actual",
        period.value,
        (period.first, period.last),
        None,
        (("of", reading.words),) if reading.words else (),
        None,
        (f"indicator {choice.indicator.slug}: read by its cue",),
        sure=sure,
    )


def _value(passage: Passage, period: Period, last: bool = False) -> Value:
    """The year of the period as a value."""
    years = [
        index
        for index in range(period.first, period.last)
        if passage.scan.tokens[index].kind == "number" and len(passage.scan.fold(index)) >= 4
    ]
    at = (years or [period.first])[-1 if last else 0]
    year = period.value.split("/")[-1 if last else 0][:4]
    quantity = Quantity(at, at + 1, (at, at + 1), Decimal(year))
    return Value(quantity, "measure", Counted(at + 1, at + 1))


def _stands(passage: Passage, first: int, last: int, period: Period) -> bool:
    """Whether the cue says that something came about at the date, and not that somebody did something then."""
    scan = passage.scan
    word = scan.fold(last - 1)
    follows = last <= period.first
    if passage.clauses.between(last - 1 if follows else first, period.first) > 1.0:
        return False
    passive = any(scan.fold(index) in _BE for index in range(max(0, first - 2), first))
    if scan.language == "en" and word in _EN_ACTIVE and not passive:
        opens = (
            first == 0 or scan.fold(first - 1) in (",", "(", "–", "—", "and") or scan.tokens[first - 1].kind == "mark"
        )
        if not opens and not (follows and period.first - last <= 1 and word in ("launched", "started", "opened")):
            return False
    distance = period.first - last if follows else first - period.last
    if follows:
        return distance <= _NEAR
    counted = any(
        value.form in ("count", "money")
        and value.quantity.first > period.last
        and passage.clauses.same(value.quantity.first, first)
        for value in passage.values
    )
    return distance <= 12 and not counted


def _belongs(passage: Passage, row: Subject, cue: int) -> bool:
    """The subject of a date stands in the clause of the cue, or is carried."""
    if row.far is not None:
        return row.how != "carried from the heading"
    return passage.clauses.between(row.group.first, cue) < 1.6


def _span(passage: Passage, period: Period, setting: Setting) -> list[Draft]:
    """Reads "Phase two (2009–2012)", «рассчитан на 2004–2008 годы», "Five-Year Plan (2021-2025)"."""
    holder = _bracketed_programme(passage, period)
    words = ""
    if holder is None:
        words = _phase_words(passage, period.first)
        if not words:
            return []
    drafts = []
    for slug, last in (("programme_start", False), ("programme_end", True)):
        indicator = by_slug()[slug]
        value = _value(passage, period, last)
        choice = Choice(indicator, 2.4, "year", None, "form")
        subject = (
            Subject(_group(passage, holder), 1.8, "named", link="bracket")
            if holder is not None
            else _phase_subject(passage, setting)
        )
        if subject is None:
            continue
        year = period.value.split("/")[-1 if last else 0]
        pairs = (("of", words),) if words else ()
        drafts.append(
            Draft(
                value,
                choice,
                subject.group.lead,
                subject,
                "actual",
                year,
                (period.first, period.last),
                None,
                pairs,
                None,
                ("years of a programme or phase",),
            )
        )
    return drafts


def _phase_words(passage: Passage, at: int) -> str:
    """The phase that a date belongs to: «Первый этап», "phase two"."""
    scan = passage.scan
    # Phases that are counted («три этапа») are no one phase that a date could belong to.
    counted = {
        index for value in passage.values if value.form == "count" for index in range(value.noun.first, value.noun.last)
    }
    hits = [
        hit
        for hit in scan.found("phase")
        if passage.clauses.between(hit.first, at) < 1.0
        and abs(hit.first - at) < 14
        and hit.first not in counted
        and not any(scan.starting("and", index) for index in range(at, hit.first))
    ]
    if not hits:
        return ""
    # Of several phases the one told last before the date: "phase I (2005–2009) and phase II (2010–2014)".
    chosen = max((hit for hit in hits if hit.first < at), key=lambda hit: hit.first, default=hits[0])
    first, last = chosen.first, chosen.last
    while (
        first > 0
        and chosen.first - first < 2
        and scan.tokens[first - 1].kind == "word"
        and not scan.starting("not_noun", first - 1)
        and _attribute(scan, first - 1)
    ):
        first -= 1
    if (
        scan.language == "en"
        and last < len(scan.tokens)
        and len(scan.fold(last)) <= 5
        and scan.tokens[last].kind in ("word", "number")
    ):
        last += not scan.starting("not_noun", last)
    return scan.words(first, last)


def _attribute(scan: Scan, at: int) -> bool:
    """Whether a word before a noun may belong to it: not «называемая», and in Russian and Ukrainian an adjective."""
    word = scan.fold(at)
    if word.startswith(_SO_CALLED):
        return False
    return scan.language == "en" or word.endswith(_ADJECTIVE_ENDINGS)


def _bracketed_programme(passage: Passage, period: Period) -> Named | None:
    scan = passage.scan
    if scan.fold(period.first - 1) not in ("(", ","):
        return None
    for name in passage.names:
        between = [scan.fold(index) for index in range(name.last, period.first - 1)]
        if (
            name.entity.type == "programme"
            and name.last <= period.first
            and all(fold in ("»", '"', "”", "’", "'", "programme", "program") for fold in between)
        ):
            return name
    return None


def _group(passage: Passage, name: Named) -> NameGroup:
    return next(group for group in passage.groups if name in group.members)


def _phase_subject(passage: Passage, setting: Setting) -> Subject | None:
    for kind in _PHASED:
        group = next(
            (group for group in passage.groups if group.lead.entity.type == kind and not group.lead.compared), None
        )
        if group is not None:
            return Subject(group, 1.2, "named")
    known = setting.subject
    if known is None or known.group.lead.entity.type not in _PHASED:
        known = next((setting.subjects[kind] for kind in _PHASED if kind in setting.subjects), setting.heading_subject)
    return Subject(known.group, 0.7, "carried from before", far=known) if known is not None else None
