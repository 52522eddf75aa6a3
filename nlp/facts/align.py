"""The aligner: values of a sentence to indicators, subjects and periods, by one score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nlp.facts.choose import Choice, Sentence
from nlp.facts.dating import Last, carries, period_of
from nlp.facts.features import ranking_frames
from nlp.facts.modality import according, status
from nlp.facts.names import Named, NameGroup
from nlp.facts.passage import Passage, Value
from nlp.facts.phrases import Hit
from nlp.facts.qualify import Qualified, qualifiers
from nlp.facts.readings import Work, like, ranked, settle
from nlp.facts.respective import respective
from nlp.facts.setting import PeriodFound, Setting
from nlp.facts.subject import Subject
from nlp.facts.takes import takes
from nlp.facts.told import Told
from nlp.findings import Modality


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in the making: one value of one subject, tokens of its pieces, and what made it.

    ``sure`` is how likely its indicator and subject are among those that were weighed, ``dated_sure`` its period.
    """

    value: Value
    choice: Choice
    name: Named
    subject: Subject
    modality: Modality
    period: str = ""
    period_at: tuple[int, int] | None = None
    period_far: PeriodFound | None = None
    qualifiers: tuple[tuple[str, str], ...] = ()
    field_at: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()
    falls: bool = False
    sure: float = 1.0
    dated_sure: float = 1.0


def align(passage: Passage, setting: Setting, claimed: frozenset[tuple[int, int]] = frozenset()) -> list[Draft]:
    """The drafts of a sentence in the order of their values; ``claimed`` periods are values themselves."""
    sentence = Sentence(
        passage.scan,
        passage.clauses,
        setting,
        tuple(value.quantity for value in passage.values if value.form != "none"),
        _extra(passage, setting),
    )
    work = Work(claimed=claimed)
    drafts: list[Draft] = []
    pairs = respective(passage)
    for value in passage.values:
        drafts += _drafts(passage, value, sentence, setting, work, pairs.get(value.quantity.first), drafts)
    if drafts:
        setting.thread.tell(draft.name.entity.id for draft in drafts)
        setting.tell((draft.choice.indicator.slug, draft.name.entity.id) for draft in drafts)
        setting.told_of, setting.told_period = drafts[-1].name.entity.id, drafts[-1].period
    if work.base is not None:
        setting.base = replace(work.base, last=None)
    return drafts


def _extra(passage: Passage, setting: Setting) -> frozenset[str]:
    """Frames that names bring: a field of technology, the ranking spoken of."""
    found = {"field"} if any(name.entity.type == "field" for name in passage.names) else set()
    return frozenset(found | (ranking_frames(passage, setting) - setting.topics.keys()))


def _drafts(
    passage: Passage,
    value: Value,
    sentence: Sentence,
    setting: Setting,
    work: Work,
    pair: Sequence[Named] | None,
    done: list[Draft],
) -> list[Draft]:
    twin = _twin(passage, value, done)
    if twin is not None:
        if value.quantity.comparator == "eq":
            bound = twin.value.quantity.comparator
            value = replace(value, quantity=replace(value.quantity, comparator=bound))
        return [replace(twin, value=value, choice=twin.choice._replace(unit=value.quantity.unit))]
    settled = settle(
        passage,
        takes(passage, value, done[-1].value if done else None, setting.currency or setting.money),
        sentence,
        setting,
        work,
    )
    if settled is None:
        return []
    value, choice, subject, sure = settled
    members = list(pair) if pair else list(subject.group.members)
    if pair:
        subject = subject._replace(
            group=NameGroup(tuple(pair), pair[0].first, pair[-1].last),
            link="respectively",
            score=max(subject.score, 2.0),
        )
        if pair[0].first < 0:
            subject = subject._replace(far=setting.subject)
    if len(members) > 1 and _jointly(passage, value) and not pair:
        members = members[:1]
    work.last[like(value)] = (choice, value)
    before = work.base or setting.base
    work.base = Told(choice.indicator.slug, value.form, value.quantity.last)
    link = subject.link or ("before" if subject.group.last <= value.quantity.first else "far")
    if subject.far is not None and work.carried is None:
        work.carried = subject.far
    if subject.far is None and not pair:
        work.used[subject.group.first] = (link, value.quantity.first)
    work.assigned = [*work.assigned, *(member for member in members if member not in work.assigned)]
    found = _with_field(passage, value, choice, qualifiers(passage, value, choice), done)
    slug = choice.indicator.slug
    modality = status(passage, value.quantity, setting.dated, setting.lead if passage.listed else None)
    carry = carries(passage, value, choice, modality)
    without = work.claimed
    last = Last(done[-1].period if done else setting.told_period, before)
    dated = period_of(passage, value, setting, without, choice, modality, carry, last=last)
    if found.window_at is not None and dated.at == found.window_at:
        # Years that date the value themselves are not those of the data that an edition rests on.
        found = _without_window(found)
    members = [ranked(member, slug, setting) for member in members]
    if members and members[0].group_of and "of" not in dict(found.pairs):
        found = replace(found, pairs=tuple(sorted((*found.pairs, ("of", members[0].group_of)))))
    teller = according(passage)
    pairs = dict(found.pairs)
    if teller and all(teller != member.entity.name for member in members):
        pairs["according_to"] = teller
    return [
        Draft(
            value,
            choice,
            member,
            subject,
            modality,
            dated.value,
            dated.at,
            dated.far,
            tuple(sorted(pairs.items())),
            found.field_at,
            _notes(passage, choice, subject, member),
            _falls(passage, value, choice, done),
            sure,
            dated.sure,
        )
        for member in members
    ]


def _with_field(passage: Passage, value: Value, choice: Choice, found: Qualified, done: list[Draft]) -> Qualified:
    """A value that goes on from the one before keeps its field unless a new one stands between."""
    before = dict(done[-1].qualifiers).get("field", "") if done else ""
    if not before or choice.indicator is not done[-1].choice.indicator:
        return found
    start, stop = done[-1].value.quantity.last, value.quantity.first
    if (found.field_at is not None and start <= found.field_at[0] < stop) or passage.clauses.between(
        start - 1, stop
    ) >= 2.9:
        return found
    pairs = {**dict(found.pairs), "field": before}
    return replace(found, pairs=tuple(sorted(pairs.items())), field_at=done[-1].field_at)


def ranked_draft(draft: Draft, setting: Setting) -> Draft:
    """The draft with the ranked cluster as its subject where a city's name stands for it."""
    return replace(draft, name=ranked(draft.name, draft.choice.indicator.slug, setting))


def _without_window(found: Qualified) -> Qualified:
    return replace(found, pairs=tuple(pair for pair in found.pairs if pair[0] != "window"), window_at=None)


def _falls(passage: Passage, value: Value, choice: Choice, done: Sequence[Draft]) -> bool:
    """Whether a change is a loss: the nearest word of change in the clause before says down, or that some left.

    A clause without such a word goes on from the change told before: "fell by 12 % in A, by 8 % in B".
    """
    if choice.indicator.slug.endswith("_change") and value.form not in ("change", "growth"):
        return _left(passage, value)
    if value.form != "change" and not _is_growth(value, choice):
        return False
    told = [hit for hit in passage.scan.found("change") if not _within_longer(hit, passage.scan.found("change"))]
    noun, last = value.noun, max(value.quantity.last, value.noun.last)
    # "Dropped out, then 2 places higher": what ends the phrase tells before what stands ahead of it.
    behind = [hit for hit in told if hit.first == last or (not noun.empty and noun.first <= hit.first < noun.last)]
    before = [
        hit
        for hit in told
        if hit.first < value.quantity.first and passage.clauses.between(hit.first, value.quantity.first) < _CHANGED
    ]
    after = [hit for hit in told if value.quantity.last <= hit.first <= value.quantity.last + 2]
    nearest = (behind[:1] if value.form == "change" else []) or before[-1:] or after[:1]
    if nearest or value.quantity.sign or value.form == "change":
        return bool(nearest) and nearest[0].key == "down"
    told_before = next((draft for draft in reversed(done) if _is_growth(draft.value, draft.choice)), None)
    return told_before is not None and told_before.falls


def _is_growth(value: Value, choice: Choice) -> bool:
    """Whether a value is a growth in percent by its form, or by the indicator that it goes on with."""
    return value.form == "growth" or (value.form == "percent" and choice.indicator.kind == "growth")


def _within_longer(hit: Hit, hits: Sequence[Hit]) -> bool:
    return any(other.first <= hit.first and hit.last <= other.last and other[:2] != hit[:2] for other in hits)


_CHANGED = 0.9
"""How much may part a word of change from its figure."""


def _left(passage: Passage, value: Value) -> bool:
    """Reads "20 firms left", «парк покинули 236 компаний»: of words of coming and going the nearest tells."""
    first, last = value.quantity.first, max(value.quantity.last, value.noun.last)
    near = [
        (
            0 if first <= hit.first < last else min(abs(first - hit.last), abs(hit.first - last)),
            hit.key in ("left", "down"),
        )
        for category in ("added", "change")
        for hit in passage.scan.found(category)
        if passage.clauses.between(min(hit.first, value.quantity.first), max(hit.first, value.quantity.first))
        < _CHANGED
    ]
    # "Another 34 closed": beside a word of going, one of coming only counts on.
    return bool(near) and min(near, key=lambda told: (told[0], not told[1]))[1]


def _twin(passage: Passage, value: Value, done: list[Draft]) -> Draft | None:
    """The same amount in another currency, in a bracket right behind: everything but the unit is shared."""
    if value.form != "money" or not done:
        return None
    before = done[-1].value.quantity
    at = value.quantity.first
    if done[-1].value.form != "money" or before.unit == value.quantity.unit:
        return None
    between = [passage.scan.fold(index) for index in range(before.last, at)]
    if (between and between[0] in ("(", "–", "—") and len(between) <= 4) or between in (
        [","],
        ["or"],
        [",", "or"],
        ["или"],
        ["або"],
    ):
        return done[-1]
    return None


def _jointly(passage: Passage, value: Value) -> bool:
    return any(passage.clauses.same(hit.first, value.quantity.first) for hit in passage.scan.found("together"))


def _notes(passage: Passage, choice: Choice, subject: Subject, member: Named) -> tuple[str, ...]:
    cue = passage.scan.words(*choice.cue) if choice.cue is not None and choice.cue[0] < choice.cue[1] else ""
    how = ", ".join(filter(None, (subject.how, subject.link)))
    return (
        f"indicator {choice.indicator.slug}: {choice.source}{f' «{cue}»' if cue else ''} (score {choice.score:.2f})",
        f"subject {member.entity.name}: {how} (score {subject.score:.2f})",
    )
