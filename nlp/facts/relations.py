"""Relations: two names of a sentence joined by words that say how, by an apposition, or by a role."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nlp.facts.compose import Spot, elsewhere
from nlp.facts.identity import relation_id
from nlp.facts.names import Named, NameGroup
from nlp.facts.passage import Passage
from nlp.facts.phrases import Hit
from nlp.facts.setting import Setting, SubjectFound
from nlp.facts.tokens import word_set
from nlp.findings import Evidence, Relation

_BODIES = ("organisation", "cluster", "programme")
_PLACES = ("city", "region", "country")
_TYPES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "managed_by": (("cluster", "programme", "organisation", "event"), ("organisation", "country", "person")),
    "founded_by": (
        ("cluster", "programme", "organisation", "event"),
        ("organisation", "country", "person", "region", "city"),
    ),
    "funded_by": (
        ("cluster", "programme", "organisation", "event"),
        ("organisation", "country", "programme", "region"),
    ),
    "member_of": (("organisation", "cluster", "country"), ("cluster", "organisation", "programme")),
    "located_in": (("cluster", "organisation", "city", "region", "event"), _PLACES),
    "component_of": (("city", "region"), ("cluster",)),
    "successor_of": (("cluster", "programme", "organisation"), ("cluster", "programme", "organisation")),
    "renamed_from": (
        ("cluster", "programme", "organisation", "city"),
        ("cluster", "programme", "organisation", "city"),
    ),
    "split_from": (("cluster", "organisation"), ("cluster", "organisation")),
    "selected_in": (("cluster", "organisation", "region", "city"), ("programme", "event")),
    "labelled_with": (("cluster", "organisation"), ("programme",)),
    "participates_in": (("cluster", "organisation", "country", "region", "person"), ("programme", "event", "cluster")),
    "partner_of": (_BODIES, _BODIES),
    "specialises_in": (("cluster", "organisation", "city", "region", "country"), ("field", "sector")),
    "regulated_by": (("cluster", "programme", "organisation"), ("publication",)),
    "leading_cluster_of": (("cluster", "city"), ("country", "region")),
    "concentrated_in": (("sector", "cluster", "organisation", "field"), _PLACES),
    "top_applicant_of": (("organisation",), ("cluster", "city")),
    "top_publisher_of": (("organisation",), ("cluster", "city")),
}
"""Who may stand on either side (DOMAIN, section 4)."""
_ACTIVE = ("founded_by", "funded_by", "managed_by", "member_of")
_WORDED = ("specialises_in", "labelled_with")
_VAGUE = word_set("many various different several самых разных различных многих різних багатьох")
_QUOTES = frozenset("'\"‘’“”«»„`*")
_TIMELESS = ("located_in", "component_of", "specialises_in", "concentrated_in")
_NEAR = 7
_INSIDE = word_set("in в во у")
_LABEL = (
    "label",
    "знак",
    "сертификат",
    "certificate",
    "сертифікат",
    "gold",
    "silver",
    "bronze",
    "золот",
    "серебр",
    "бронз",
    "срібн",
)


@dataclass(frozen=True, slots=True)
class _Side:
    names: tuple[Named, ...]
    far: SubjectFound | None = None
    words: tuple[int, int] | None = None


def relations(passage: Passage, setting: Setting, spot: Spot) -> list[Relation]:
    """The relations that a sentence states."""
    found: list[Relation] = []
    for hit in passage.scan.found("relation"):
        if hit.key == "role_at":
            found += _role(passage, hit, spot)
        else:
            found += _joined(passage, hit, setting, spot)
    found += _asides(passage, spot)
    found += _places_behind(passage, spot)
    return found


def _places_behind(passage: Passage, spot: Spot) -> Iterable[Relation]:
    """Reads "the park X in Y", «X у Львові», "X, Indiana: …": a place right behind a name says where that lies."""
    scan = passage.scan
    for name, place in pairwise(passage.names):
        if name.entity.type not in ("cluster", "organisation") or place.entity.type not in _PLACES:
            continue
        if place.adjective or name.entity.id == place.entity.id or name.entity.sense == "statistical":
            continue
        between = [scan.fold(index) for index in range(name.last, place.first) if scan.fold(index) not in _QUOTES]
        prepositional = len(between) == 1 and between[0] in _INSIDE
        listed = between == [","] and scan.fold(place.last) in (":", ";", "(", "") and passage.listed
        if prepositional or listed:
            yield _relation(passage, "located_in", name, None, place, place.entity.name, [], spot, None)


def _joined(passage: Passage, hit: Hit, setting: Setting, spot: Spot) -> Iterable[Relation]:
    name, direction = hit.key.split()
    if name not in _TYPES or _denied(passage, hit) or _longer(passage, hit):
        return
    if (
        name in _ACTIVE
        and passage.scan.fold(hit.first - 1) in ("was", "were", "been", "be")
        and passage.scan.fold(hit.first) not in ("was", "were")
    ) and not passage.scan.words(hit.first, hit.last).endswith((" by", " in", " from", " for", " to", " with")):
        return
    if name == "member_of" and passage.scan.fold(hit.last) == "by":
        return
    first, second = _TYPES[name]
    left_types, right_types = (first, second) if direction == ">" else (second, first)
    left = _left(passage, hit, left_types, setting)
    right = _right(passage, hit, right_types, name if direction == ">" else "")
    if left is None or right is None:
        return
    subject, other = (left, right) if direction == ">" else (right, left)
    for one in subject.names:
        yield from _pairs(passage, name, one, subject, other, hit, spot)


def _pairs(
    passage: Passage, name: str, one: Named, subject: _Side, other: _Side, hit: Hit, spot: Spot
) -> Iterable[Relation]:
    if other.words is not None:
        words = passage.scan.words(*other.words)
        yield _relation(passage, name, one, subject.far, None, words, [hit], spot, other.words)
        return
    for object_ in other.names:
        if object_.entity.id != one.entity.id:
            yield _relation(passage, name, one, subject.far, object_, object_.entity.name, [hit], spot, None, other.far)


def _denied(passage: Passage, hit: Hit) -> bool:
    return any(0 <= hit.first - other.last <= 2 for other in passage.scan.found("negation"))


def _longer(passage: Passage, hit: Hit) -> bool:
    """Whether another phrase of relation covers this one: the longer one decides."""
    return any(
        other is not hit
        and other.first <= hit.first
        and hit.last <= other.last
        and other.last - other.first > hit.last - hit.first
        for other in passage.scan.found("relation")
    )


def _left(passage: Passage, hit: Hit, types: tuple[str, ...], setting: Setting) -> _Side | None:
    clauses = passage.clauses
    fit = [
        group
        for group in _until(passage.groups, hit.first)
        if group.lead.entity.type in types
        and not group.lead.adjective
        and clauses.between(group.last - 1, hit.first) < 1.3
    ]
    if fit:
        inner = _before_bracket(passage, hit, fit)
        if inner is not None:
            return _Side((inner,))
        chosen = max(fit, key=lambda group: (_straight(passage, group), group.last))
        return _Side(chosen.members)
    opened = [group for group in passage.groups if group.last <= hit.first and not group.lead.adjective]
    known = setting.subject
    if known is not None and not opened and known.group.lead.entity.type in types and _refers(passage, hit):
        return _Side(known.group.members, far=known)
    return None


def _until(groups: Sequence[NameGroup], stop: int) -> list[NameGroup]:
    """The groups with those of their members that stand before ``stop``."""
    cut = []
    for group in groups:
        members = tuple(name for name in group.members if name.last <= stop)
        if members:
            cut.append(replace(group, members=members, last=members[-1].last))
    return cut


def _before_bracket(passage: Passage, hit: Hit, groups: list[NameGroup]) -> Named | None:
    """The one name that a bracket with the words stands behind: "Japan (best cluster – …), Canada (…)"."""
    depth = passage.clauses.depth
    if depth[hit.first] == 0:
        return None
    opened = hit.first
    while opened > 0 and not (passage.scan.fold(opened) == "(" and depth[opened] == depth[hit.first]):
        opened -= 1
    members = [name for group in groups for name in group.members if name.last <= opened]
    return max(members, key=lambda name: name.last) if members else None


def _refers(passage: Passage, hit: Hit) -> bool:
    """Whether a pronoun or general noun before the words stands for what was spoken of."""
    return any(other.last <= hit.first for category in ("pronoun", "generic") for other in passage.scan.found(category))


def _straight(passage: Passage, group: NameGroup) -> bool:
    return passage.scan.fold(group.first - 1) not in (
        "in",
        "of",
        "в",
        "во",
        "у",
        "из",
        "from",
        "з",
        "із",
        "для",
        "for",
        "at",
        "by",
    )


def _right(passage: Passage, hit: Hit, types: tuple[str, ...], worded: str) -> _Side | None:
    _scan, clauses = passage.scan, passage.clauses
    for group in sorted(passage.groups, key=lambda group: group.first):
        if group.first < hit.last or group.first - hit.last > _NEAR:
            continue
        if clauses.between(hit.last - 1, group.first) > 0.5 or clauses.depth[group.first] > clauses.depth[hit.first]:
            continue
        if any(hit.last <= value.quantity.first < group.first for value in passage.values if value.form != "none"):
            break
        if group.lead.entity.type in types:
            return _Side(group.members)
        if not group.lead.adjective:
            break
    return _worded_object(passage, hit) if worded in _WORDED and _fits_words(passage, hit, worded) else None


def _fits_words(passage: Passage, hit: Hit, name: str) -> bool:
    scan = passage.scan
    if name == "specialises_in":
        vague = any(scan.fold(index) in _VAGUE for index in range(hit.last, min(hit.last + 3, len(scan.tokens))))
        return scan.fold(hit.first).startswith(("special", "специализ", "спеціаліз")) and not vague
    near = [passage.scan.fold(index) for index in range(hit.first, min(hit.last + 5, len(passage.scan.tokens)))]
    return any(fold.startswith(_LABEL) for fold in near)


def _worded_object(passage: Passage, hit: Hit) -> _Side | None:
    scan = passage.scan
    last = hit.last
    while last < len(scan.tokens) and last - hit.last < 6:
        token = scan.tokens[last]
        if token.fold in _QUOTES:
            last += 1
            continue
        if token.kind != "word" or (
            scan.starting("not_noun", last) and scan.fold(last) not in ("and", "и", "та", "і", "of", "the")
        ):
            break
        last += 1
    while last > hit.last and (scan.starting("not_noun", last - 1) or scan.fold(last - 1) in _QUOTES):
        last -= 1
    first = hit.last
    while first < last and scan.fold(first) in (*_QUOTES, "the", "a"):
        first += 1
    return _Side((), words=(first, last)) if last > first else None


def _role(passage: Passage, hit: Hit, spot: Spot) -> Iterable[Relation]:
    """Reads "E. K., head of the Observatory", «директор кластера И. П.»: person, role, organisation."""
    if _longer(passage, hit):
        return
    scan = passage.scan
    persons = [name for name in passage.names if name.entity.type == "person"]
    bodies = [
        name
        for name in passage.names
        if name.entity.type in ("organisation", "cluster", "programme", "region", "city", "country")
        and hit.last <= name.first <= hit.last + 5
        and passage.clauses.between(hit.last - 1, name.first) < 0.4
    ]
    if not persons or not bodies:
        return
    body = bodies[0]
    before = [
        name for name in persons if 0 <= hit.first - name.last <= 4 and not _between_persons(persons, name, hit.first)
    ]
    after = [name for name in persons if 0 <= name.first - body.last <= 2]
    person = (
        before[-1]
        if before and scan.fold(before[-1].last) in (",", "–", "—", "(", "is", "was", "является")
        else (after[0] if after else None)
    )
    if person is None:
        return
    made = _relation(passage, "role_at", person, None, body, body.entity.name, [hit], spot, None)
    pairs = (("role", scan.words(hit.first, hit.last).removesuffix(" of")),)
    made = replace(made, qualifiers=tuple(sorted((*made.qualifiers, *pairs))))
    yield replace(made, id=relation_id(spot.document.id, made, person.entity.type))


def _between_persons(persons: list[Named], name: Named, stop: int) -> bool:
    return any(name.last <= other.first < stop for other in persons)


def _asides(passage: Passage, spot: Spot) -> Iterable[Relation]:
    """Reads "Munich (Germany)": a place in brackets behind a name says where that lies."""
    for index, name in enumerate(passage.names):
        if not name.aside or name.entity.type not in ("country", "region"):
            continue
        holder = next((other for other in reversed(passage.names[:index]) if not other.aside), None)
        if holder is None or holder.entity.type not in ("cluster", "city", "organisation", "region"):
            continue
        yield _relation(passage, "located_in", holder, None, name, name.entity.name, [], spot, None)


def _relation(
    passage: Passage,
    name: str,
    one: Named,
    far: SubjectFound | None,
    other: Named | None,
    words: str,
    hits: list[Hit],
    spot: Spot,
    worded: tuple[int, int] | None,
    other_far: SubjectFound | None = None,
) -> Relation:
    spans = [(hit.first, hit.last) for hit in hits]
    if far is None:
        spans.append((one.first, one.last))
    if other is not None and other_far is None:
        spans.append((other.first, other.last))
    if worded is not None:
        spans.append(worded)
    scan = passage.scan
    start, stop = (
        scan.tokens[min(span[0] for span in spans)].start,
        scan.tokens[max(span[1] for span in spans) - 1].stop,
    )
    quote = spot.evidence("value", start, stop)
    evidence = [*_named_evidence("subject", one, far, spot)]
    if other is not None:
        evidence += _named_evidence("object", other, other_far, spot)
    elif worded is not None:
        evidence.append(spot.evidence("object", *scan.span(*worded)))
    evidence += [spot.evidence("indicator", *scan.span(hit.first, hit.last)) for hit in hits]
    period = "" if name in _TIMELESS else _period(passage, spans[0][0])
    made = Relation(
        "",
        one.entity.id,
        one.entity.name,
        name,
        other.entity.id if other is not None else "",
        words,
        quote.quote,
        quote.place,
        tuple(evidence),
        f"relation/{name}",
        _sure(one, far, other, hits),
        (("period", period),) if period else (),
        (f"{one.entity.name} {name} {words}", *(f"words «{scan.words(hit.first, hit.last)}»" for hit in hits)),
    )
    return replace(made, id=relation_id(spot.document.id, made, one.entity.type))


def _named_evidence(role: str, name: Named, far: SubjectFound | None, spot: Spot) -> list[Evidence]:
    if far is None:
        return [spot.evidence(role, name.start, name.stop)]  # type: ignore[arg-type]  # subject or object
    raw = spot.document.reading(far.block, far.row, far.column).raw_span(name.start, name.stop)
    return [elsewhere(spot.document, role, far.block, *raw, far.row, far.column)]  # type: ignore[arg-type]  # subject or object


def _period(passage: Passage, at: int) -> str:
    near = [
        period
        for period in passage.periods
        if not period.compared
        and period.kind in ("year", "date", "month", "range")
        and passage.clauses.same(period.first, at)
    ]
    return near[0].value if len(near) == 1 else ""


def _sure(one: Named, far: SubjectFound | None, other: Named | None, hits: list[Hit]) -> float:
    score = 0.9
    if far is not None:
        score -= 0.2
    if other is None:
        score -= 0.15
    if hits:
        gaps = [
            abs(hits[0].first - name.last) if name.last <= hits[0].first else abs(name.first - hits[0].last)
            for name in (one, other)
            if name is not None and far is None
        ]
        score -= 0.02 * sum(max(0, gap - 1) for gap in gaps)
    return round(max(0.3, score), 2)


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
