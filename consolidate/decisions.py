"""What people decided, met with what was found: which decision acts on which statement, relation or entity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from consolidate.anchoring import Finder, Spot
from consolidate.columns import EvidenceRow, JudgementRow, ProblemRow, RelationRow, StatementRow, columns_of
from consolidate.identity import EntityDecisions, Identities
from consolidate.judgement import Judgement, Outcome, in_order, verdict_after
from consolidate.part import Part
from consolidate.problems import problem_met
from consolidate.reading import Verdicts
from consolidate.repairs import repairs_judged
from consolidate.reviewer import Added, added, correctable, corrected, fits_column
from consolidate.sheet import Sheet
from consolidate.spool import Packed, packed, unpacked
from extract import Document, Repair, block_id

Claim = StatementRow | RelationRow
_ON_CLAIMS = ("accept", "reject", "correct", "add", "comment")
_SAME_PLACE = ("indicator", "value", "value_high", "unit", "relation")
_DETAILS = ("subject_id", "object_id", "period", "comparator", "status", "qualifiers", "stated")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A claim that stands where a decision was made; ``nearness`` is 0 in the same file, 1 in its successor."""

    claim: Claim
    nearness: int


@dataclass(slots=True)
class _Case:
    """One decision and what was met of it while the documents passed."""

    judgement: Judgement
    candidates: list[_Candidate] = field(default_factory=list)
    additions: list[tuple[int, Added]] = field(default_factory=list)
    claim_id: str = ""
    outcome: Outcome = "orphaned"
    in_force: str = "yes"


class Decisions:
    """Watches documents pass, then settles every decision and applies those in force."""

    def __init__(self, judgements: Sequence[Judgement]) -> None:
        self._cases = [_Case(judgement) for judgement in in_order(tuple(judgements))]
        self._by_id = {case.judgement.id: case for case in self._cases}
        self._claim_ids = {case.judgement.target_id for case in self._cases if case.judgement.action in _ON_CLAIMS}
        self._met: set[str] = set()
        self._by_document: dict[str, list[_Case]] = {}
        self._by_quote: dict[str, list[_Case]] = {}
        self._documents: set[str] = set()
        self._acts: dict[str, list[Judgement]] = {}
        self._additions: dict[str, Added] = {}
        self._moved: dict[str, str] = {}
        self._undone_by: dict[str, list[_Case]] = {}
        for case in self._cases:
            anchor = case.judgement.anchor
            if case.judgement.action == "undo":
                self._undone_by.setdefault(case.judgement.target_id, []).append(case)
            if anchor is not None and case.judgement.action in _ON_CLAIMS:
                self._by_document.setdefault(anchor.document, []).append(case)
                self._by_quote.setdefault(anchor.quote, []).append(case)

    def watch(self, part: Part) -> None:
        """Note what of one document the decisions are about."""
        self._documents.add(part.document_id)
        sheet = part.sheet
        if not self._cases or sheet is None:
            return
        claims: list[Claim] = [columns_of(StatementRow, row) for row in unpacked(sheet.statements)]
        claims += [columns_of(RelationRow, row) for row in unpacked(sheet.relations)]
        here = {claim[0] for claim in claims} & self._claim_ids
        self._met.update(here)
        for claim in claims:
            for case in self._by_quote.get(claim.quote, ()):
                case.candidates.append(_Candidate(claim, 2))
        lost = [
            (nearness, case)
            for nearness, case in self._anchored(part)
            if case.judgement.target not in ("repair", "problem") and case.judgement.target_id not in here
        ]
        if not lost or part.read is None:
            return
        document, places = part.read(), _value_places(sheet)
        finder = Finder(document)
        for nearness, case in lost:
            _look(case, document, finder, [(claim, places.get(claim[0], ())) for claim in claims], nearness)

    def repair_verdicts(self, part: Part) -> tuple[Document, Verdicts] | None:
        """A document with repairs that people accepted or rejected, and the latest decision in force on each."""
        cases = [(nearness, case) for nearness, case in self._anchored(part) if case.judgement.target == "repair"]
        if not cases or part.read is None:
            return None
        document = part.read()
        finder, found = Finder(document), dict[tuple[int, Repair], str]()
        for nearness, case in sorted(cases, key=lambda item: item[1].judgement.when):
            met = repairs_judged(case.judgement, document, finder)
            if len(met) == 1:
                case.outcome = "applied" if nearness == 0 else "re-anchored"
                if self._alive(case) and case.judgement.action in ("accept", "reject"):
                    found[met[0]] = case.judgement.action
        return document, found

    def judge_problems(self, part: Part, problems: Packed) -> Packed:
        """The problems of a document with the latest decision in force on each."""
        cases = [(nearness, case) for nearness, case in self._anchored(part) if case.judgement.target == "problem"]
        if not cases:
            return problems
        rows, found = [columns_of(ProblemRow, row) for row in unpacked(problems)], dict[str, str]()
        for nearness, case in sorted(cases, key=lambda item: item[1].judgement.when):
            key = problem_met(case.judgement, rows, part.read)
            if key:
                exact = nearness == 0 and key == case.judgement.target_id
                case.outcome = "applied" if exact else "re-anchored"
                if self._alive(case) and case.judgement.action in ("accept", "reject"):
                    found[key] = case.judgement.action
        return packed(tuple(row._replace(judgement=found.get(row.problem_id, ""))) for row in rows)

    def _anchored(self, part: Part) -> list[tuple[int, _Case]]:
        """The decisions made on this document (0) or on one that it replaces (1)."""
        families = ((0, [part.document_id]), (1, part.older))
        return [
            (nearness, case)
            for nearness, hashes in families
            for hash_ in hashes
            for case in self._by_document.get(hash_, ())
        ]

    def added(self, identities: Identities) -> tuple[Added, ...]:
        """The statements that reviewers added; one about an entity that nobody knows any more is orphaned."""
        for case in self._cases:
            subject = case.judgement.said("subject_id")
            known = identities.exists(subject) or bool(case.judgement.said("subject"))
            if case.judgement.action == "add" and known and self._alive(case):
                self._settle_addition(case)
        return tuple(self._additions[key] for key in sorted(self._additions))

    def settle_entities(self, identities: Identities) -> EntityDecisions:
        """What was decided about entities, as far as they are there. After ``added``."""
        for case in self._cases:
            if not self._alive(case):
                case.in_force = "undone"
            if case.judgement.action == "undo":
                undone = self._by_id.get(case.judgement.target_id)
                case.outcome = "applied" if undone else "orphaned"
            elif case.judgement.target in ("entity", "name"):
                _settle_entity(case, identities)
        self._mark_replaced()
        return _entity_decisions([case for case in self._cases if case.in_force == "yes"])

    def settle_claims(self, identities: Identities) -> None:
        """Find for every decision on a statement or relation what it acts on now; ``identities`` are resolved."""
        for case in self._cases:
            if case.judgement.target in ("statement", "relation") and case.judgement.action != "undo":
                self._settle_claim(case, identities)
        self._mark_replaced()

    def judged(self, claim_id: str) -> bool:
        """Whether a decision acts on this statement or relation."""
        return claim_id in self._acts

    def apply(self, claim: StatementRow) -> StatementRow:
        """The statement with all decisions applied."""
        changed, verdict = claim, claim.judgement
        for judgement in self._acts.get(claim.statement_id, ()):
            if judgement.action == "correct":
                changed = corrected(changed, judgement)
            verdict = verdict_after(verdict, judgement.action)
        return changed._replace(judgement=verdict)

    def apply_relation(self, claim: RelationRow) -> RelationRow:
        """The relation with all decisions applied."""
        changed, verdict = claim, claim.judgement
        for judgement in self._acts.get(claim.relation_id, ()):
            if judgement.action == "correct":
                changed = corrected(changed, judgement)
            verdict = verdict_after(verdict, judgement.action)
        return changed._replace(judgement=verdict)

    def named_entities(self) -> tuple[str, ...]:
        """Entities that corrections bring in."""
        found = {
            judgement.after
            for acts in self._acts.values()
            for judgement in acts
            if judgement.action == "correct" and judgement.field in ("subject_id", "object_id")
        }
        return tuple(sorted(found))

    def rows(self) -> tuple[JudgementRow, ...]:
        """One row for every decision, sorted by id."""
        return tuple(sorted(_row(case) for case in self._cases))

    def outcomes(self) -> tuple[tuple[str, int], ...]:
        """How many decisions have which outcome."""
        counts = {"applied": 0, "re-anchored": 0, "orphaned": 0}
        for case in self._cases:
            counts[case.outcome] += 1
        return tuple(counts.items())

    def _alive(self, case: _Case) -> bool:
        """Whether nobody undid it, or somebody undid the undoing."""
        return not any(self._alive(undo) for undo in self._undone_by.get(case.judgement.id, ()))

    def _settle_addition(self, case: _Case) -> None:
        if not case.additions:
            return
        nearness, addition = min(case.additions, key=lambda item: (item[0], item[1].row))
        case.outcome = "applied" if nearness == 0 else "re-anchored"
        case.claim_id = addition.row.statement_id
        self._met.add(case.claim_id)
        self._moved[addition.first_id] = case.claim_id
        self._additions.setdefault(case.claim_id, addition)

    def _settle_claim(self, case: _Case, identities: Identities) -> None:
        judgement = case.judgement
        if judgement.action == "add":
            if case.claim_id and case.in_force == "yes":
                self._acts.setdefault(case.claim_id, []).append(judgement)
            elif case.additions:
                case.outcome = "applied"
            return
        if judgement.target_id in self._met:
            case.claim_id, case.outcome = judgement.target_id, "applied"
        else:
            case.claim_id = self._moved.get(judgement.target_id) or self._find_again(case, identities)
            case.outcome = "re-anchored" if case.claim_id else "orphaned"
        if judgement.action == "correct" and not _usable(judgement, identities):
            case.outcome = "orphaned"
        elif case.claim_id and case.in_force == "yes" and judgement.action != "comment":
            self._acts.setdefault(case.claim_id, []).append(judgement)

    def _find_again(self, case: _Case, identities: Identities) -> str:
        """The one claim that says the same at the same words, or nothing when there is none or no telling which."""
        anchor = case.judgement.anchor
        if anchor is None:
            return ""
        allowed = 1 if any(item.nearness < 2 for item in case.candidates) or anchor.document in self._documents else 2
        fitting = [
            (item.nearness, -_likeness(case.judgement, item.claim), item.claim[0])
            for item in case.candidates
            if item.nearness <= allowed and _says_the_same(case.judgement, item.claim, identities)
        ]
        ranked = sorted({(nearness, unlike, str(key)) for nearness, unlike, key in fitting})
        if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]:
            return ""
        return ranked[0][2] if ranked else ""

    def _mark_replaced(self) -> None:
        latest: dict[tuple[str, str, str], _Case] = {}
        for case in self._cases:
            if case.in_force != "yes" or case.outcome == "orphaned":
                continue
            key = _subject_of_decision(case)
            if key is None:
                continue
            if key in latest:
                latest[key].in_force = "replaced"
            latest[key] = case


def _value_places(sheet: Sheet) -> dict[str, list[EvidenceRow]]:
    """Where the exact value of each statement stands."""
    found: dict[str, list[EvidenceRow]] = {}
    for row in unpacked(sheet.evidence):
        evidence = columns_of(EvidenceRow, row)
        if evidence.role == "value":
            found.setdefault(evidence.of, []).append(evidence)
    return found


def _look(
    case: _Case,
    document: Document,
    finder: Finder,
    claims: Iterable[tuple[Claim, Sequence[EvidenceRow]]],
    nearness: int,
) -> None:
    anchor = case.judgement.anchor
    if anchor is None:
        return
    spots = finder.locate(anchor)
    if case.judgement.action == "add":
        found = added(case.judgement, document, spots)
        if found is not None:
            case.additions.append((nearness, found))
        return
    for claim, values in claims:
        if any(_stands_in(claim, values, spot, document.id) for spot in spots):
            case.candidates.append(_Candidate(claim, nearness))


def _stands_in(claim: Claim, values: Sequence[EvidenceRow], spot: Spot, document: str) -> bool:
    """Whether the exact value of a statement (for a relation: its words) touches the stretch."""
    places: Sequence[EvidenceRow | Claim] = values or [claim]
    key = block_id(document, spot.block)
    return any(
        place.block_id == key
        and (place.row, place.column) == (spot.row, spot.column)
        and (place.start or 0) < spot.stop
        and spot.start < (place.stop or 0)
        for place in places
    )


def _says_the_same(judgement: Judgement, claim: Claim, identities: Identities) -> bool:
    said, now = dict(judgement.content), claim._asdict()
    for column in _SAME_PLACE:
        allowed = {said.get(column, "")}
        if judgement.action == "correct" and judgement.field == column:
            allowed.add(judgement.after)
        if column in said and column in now and now[column] not in allowed:
            return False
    if "subject_id" not in said:
        return True
    subject = identities.alike(said["subject_id"], said.get("subject", ""), str(now["subject_id"]))
    return subject or (judgement.field == "subject_id" and judgement.after == now["subject_id"])


def _likeness(judgement: Judgement, claim: Claim) -> int:
    said, now = dict(judgement.content), claim._asdict()
    return sum(column in said and said[column] == now.get(column) for column in _DETAILS)


def _usable(judgement: Judgement, identities: Identities) -> bool:
    if not correctable(judgement.target, judgement.field) or not fits_column(judgement.field, judgement.after):
        return False
    return judgement.field not in ("subject_id", "object_id") or identities.exists(judgement.after)


def _settle_entity(case: _Case, identities: Identities) -> None:
    judgement = case.judgement
    here = identities.exists(judgement.target_id)
    there = judgement.action not in ("same", "different") or identities.exists(judgement.after)
    if here and there:
        case.outcome = "applied"
        return
    first = identities.find(judgement.target_id, judgement.said("name"), judgement.said("type"))
    second = identities.find(judgement.after, judgement.said("after_name"), judgement.said("type"))
    if judgement.action not in ("same", "different"):
        second = judgement.after or "-"
    if first and second:
        case.outcome = "re-anchored"
        after = second if judgement.action in ("same", "different") else judgement.after
        case.judgement = _moved(judgement, first, after)


def _moved(judgement: Judgement, target_id: str, after: str) -> Judgement:
    return Judgement(
        judgement.action,
        judgement.target,
        target_id,
        judgement.field,
        judgement.before,
        after,
        judgement.who,
        judgement.when,
        judgement.why,
        judgement.anchor,
        judgement.content,
        judgement.id,
    )


def _entity_decisions(cases: Iterable[_Case]) -> EntityDecisions:
    same: list[tuple[str, str, str]] = []
    different: set[tuple[str, str]] = set()
    renamed: dict[str, str] = {}
    promoted: set[str] = set()
    for case in cases:
        judgement = case.judgement
        if judgement.target not in ("entity", "name") or case.outcome == "orphaned":
            continue
        if judgement.action == "same":
            same.append((judgement.target_id, judgement.after, judgement.id))
        elif judgement.action == "different":
            different.add(pair(judgement.target_id, judgement.after))
        elif judgement.action == "rename":
            renamed.pop(judgement.target_id, None)
            renamed[judgement.target_id] = judgement.after
        elif judgement.action == "promote" and judgement.after:
            same.append((judgement.target_id, judgement.after, judgement.id))
        elif judgement.action == "promote":
            promoted.add(judgement.target_id)
    return EntityDecisions(tuple(same), frozenset(different), tuple(renamed.items()), frozenset(promoted))


def pair(first: str, second: str) -> tuple[str, str]:
    """Two ids, the smaller first."""
    return (min(first, second), max(first, second))


def _subject_of_decision(case: _Case) -> tuple[str, str, str] | None:
    """What only the latest decision settles; nothing for remarks."""
    judgement = case.judgement
    if judgement.action in ("accept", "reject"):
        return ("verdict", case.claim_id or judgement.target_id, "")
    if judgement.action == "correct":
        return ("correct", case.claim_id, judgement.field)
    if judgement.action in ("same", "different"):
        return ("identity", *pair(judgement.target_id, judgement.after))
    if judgement.action in ("rename", "promote"):
        return (judgement.action, judgement.target_id, "")
    return None


def _row(case: _Case) -> JudgementRow:
    judgement = case.judgement
    return JudgementRow(
        judgement.id,
        judgement.action,
        judgement.target,
        judgement.target_id,
        case.claim_id if judgement.target == "statement" else "",
        judgement.field,
        judgement.before,
        judgement.after,
        case.outcome,
        judgement.who,
        judgement.when,
        judgement.why,
        judgement.anchor.document if judgement.anchor else "",
        judgement.anchor.quote if judgement.anchor else "",
        case.in_force,
    )
