"""Relations of a sentence: likely candidates chosen by learned weights, each with its places and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from nlp.facts.compose import Spot, elsewhere
from nlp.facts.identity import relation_id
from nlp.facts.joints import Joint, joints
from nlp.facts.parties import Party
from nlp.facts.passage import Passage
from nlp.facts.period import Period
from nlp.facts.relation_types import relation_types
from nlp.facts.setting import Setting
from nlp.facts.weighing import Option, likely, scored, weights
from nlp.findings import Evidence, Relation, Role

_REASONS = 4
_LEVELS = {
    "gold": ("gold", "золот"),
    "silver": ("silver", "серебр", "срібн"),
    "bronze": ("bronze", "бронз"),
}
_NOTHING = Option(({},), ("", "", "", "", ""))


def relations(passage: Passage, setting: Setting, spot: Spot) -> list[Relation]:
    """The relations that a sentence states."""
    return chosen(passage, joints(passage, setting), setting, spot)


def chosen(passage: Passage, pairs: Iterable[Sequence[Joint]], setting: Setting, spot: Spot) -> list[Relation]:
    """The likely ones among the candidates of each pair."""
    likeliest = []
    for options in pairs:
        if setting.decisions is not None:
            ways = [_NOTHING, *(_option(passage, joint) for joint in options)]
            setting.note_decision("relation", _extent(passage, options), ways)
        shares = likely([0.0, *(scored("relation", joint.features) for joint in options)])[1:]
        share, joint = max(zip(shares, options, strict=True), key=lambda row: row[0])
        if share >= relation_types()[joint.says[0]].least:
            likeliest.append((share, joint))
    return [_relation(passage, joint, share, spot) for share, joint in settled(likeliest)]


def _option(passage: Passage, joint: Joint) -> Option:
    words = "" if joint.object.id else passage.scan.words(joint.object.first, joint.object.last)
    far = "far" if joint.subject.far is not None or joint.object.far is not None else "here"
    return Option((joint.features,), (*joint.says, words, far))


def settled(found: Sequence[tuple[float, Joint]]) -> list[tuple[float, Joint]]:
    """What can hold together: the same words join one list with one other, and a place is told of one list."""
    chosen: list[tuple[float, Joint]] = []
    for share, joint in sorted(found, key=lambda row: -row[0]):
        if not any(_exclude(joint, other) for _, other in chosen):
            chosen.append((share, joint))
    return sorted(chosen, key=lambda row: (row[1].subject.first, row[1].object.first))


def _exclude(joint: Joint, other: Joint) -> bool:
    if joint.relation is not other.relation:
        return False
    subject, place = joint.subject.edges == other.subject.edges, joint.object.edges == other.object.edges
    if joint.relation.name == "located_in" and joint.object.first == other.object.first:
        return not subject
    return joint.hit is not None and joint.hit == other.hit and not (subject and place)


def _extent(passage: Passage, options: Sequence[Joint]) -> tuple[int, int]:
    spans = [span for joint in options for span in _spans(joint)]
    return passage.scan.span(min(first for first, _ in spans), max(last for _, last in spans))


def _spans(joint: Joint) -> list[tuple[int, int]]:
    spans = [(party.first, party.last) for party in (joint.subject, joint.object) if party.here]
    return [*spans, (joint.hit.first, joint.hit.last)] if joint.hit is not None else spans


def _relation(passage: Passage, joint: Joint, share: float, spot: Spot) -> Relation:
    scan = passage.scan
    quote = spot.evidence("value", *_extent(passage, [joint]))
    evidence = [*_evidence("subject", joint.subject, passage, spot), *_evidence("object", joint.object, passage, spot)]
    if joint.hit is not None:
        evidence.append(spot.evidence("indicator", *scan.span(joint.hit.first, joint.hit.last)))
    subject, other = joint.subject.name, joint.object.name
    assert subject is not None  # noqa: S101 - only objects may be words
    words = other.entity.name if other is not None else scan.words(joint.object.first, joint.object.last)
    made = Relation(
        "",
        subject.entity.id,
        subject.entity.name,
        joint.relation.name,
        joint.object.id,
        words,
        quote.quote,
        quote.place,
        tuple(evidence),
        f"relation/{joint.relation.name}",
        round(share, 2),
        _qualifiers(passage, joint),
        tuple(_pieces(passage, joint, share)),
    )
    return replace(made, id=relation_id(spot.document.id, made, subject.entity.type))


def _evidence(role: Role, party: Party, passage: Passage, spot: Spot) -> Iterable[Evidence]:
    if party.here:
        yield spot.evidence(role, *passage.scan.span(party.first, party.last))
    if party.name is None:
        return
    if party.far is not None:
        reading = spot.document.reading(party.far.block, party.far.row, party.far.column)
        raw = reading.raw_span(party.name.start, party.name.stop)
        yield elsewhere(spot.document, role, party.far.block, *raw, party.far.row, party.far.column)
    elif party.how != "name":
        yield spot.evidence(role, *passage.scan.span(party.name.first, party.name.last))


def _qualifiers(passage: Passage, joint: Joint) -> tuple[tuple[str, str], ...]:
    pairs: dict[str, str] = {}
    period = None if joint.relation.timeless else _period(passage, _spans(joint)[0][0])
    if period is not None:
        pairs[_dates(joint, period)] = period.value
    if joint.hit is not None and joint.relation.name == "role_at":
        pairs["role"] = passage.scan.words(joint.hit.first, joint.hit.last).removesuffix(" of")
    if joint.relation.name == "labelled_with":
        pairs |= _level(passage)
    return tuple(sorted(pairs.items()))


def _level(passage: Passage) -> dict[str, str]:
    told = [
        level for level, stems in _LEVELS.items() if any(token.fold.startswith(stems) for token in passage.scan.tokens)
    ]
    return {"level": told[0]} if len(told) == 1 else {}


def _period(passage: Passage, at: int) -> Period | None:
    near = [
        period
        for period in passage.periods
        if not period.compared
        and period.kind in ("year", "date", "month", "range")
        and passage.clauses.same(period.first, at)
    ]
    return near[0] if len(near) == 1 else None


def _dates(joint: Joint, period: Period) -> str:
    """Which qualifier a date is: when a label was given, since when something holds, else its period."""
    if joint.relation.name == "labelled_with":
        return "date"
    return "from" if period.since else "period"


def _pieces(passage: Passage, joint: Joint, share: float) -> Iterable[str]:
    for role, party in (("subject", joint.subject), ("object", joint.object)):
        stands = f"«{passage.scan.words(party.first, party.last)}»" if party.here else _elsewhere(party)
        yield f"{role} {stands} ({party.how}) is {party.name.entity.name if party.name is not None else 'these words'}"
    if joint.hit is not None:
        yield f"words «{passage.scan.words(joint.hit.first, joint.hit.last)}» say {joint.relation.name}"
    else:
        yield f"{_stand(joint)}: {joint.relation.name}"
    yield f"likely {share:.2f}, most by " + "; ".join(reasons(joint.features))


def _stand(joint: Joint) -> str:
    """How two stand that no words of relation join."""
    if "row" in (joint.subject.how, joint.object.how):
        return "they stand in one row"
    here = joint.subject.here and joint.object.here
    return "they stand side by side" if here else "one is told where the other was spoken of"


def _elsewhere(party: Party) -> str:
    return f"«{party.name.words}» told elsewhere" if party.name is not None else ""


def reasons(features: Mapping[str, float]) -> list[str]:
    """The features that weigh most, with their weights."""
    known = weights("relation")
    weighed = [(known.get(name, 0.0) * size, name) for name, size in features.items()]
    return [f"{name} {weight:+.1f}" for weight, name in sorted(weighed, key=lambda row: -abs(row[0]))[:_REASONS]]


def once(found: Iterable[Relation]) -> tuple[Relation, ...]:
    """One relation an id; later sayings become evidence of role "restated"."""
    kept: dict[str, Relation] = {}
    for relation in found:
        first = kept.get(relation.id)
        if first is None:
            kept[relation.id] = relation
            continue
        again = Evidence("restated", relation.place, relation.quote)
        if again not in first.evidence and relation.place != first.place:
            kept[relation.id] = replace(first, evidence=(*first.evidence, again))
    return tuple(kept.values())
