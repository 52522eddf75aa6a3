"""Qualifiers of a value: field, window, what it is a share or count of, the ranking, the country within."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.facts.choose import Choice
from nlp.facts.names import Named
from nlp.facts.passage import Passage, Value
from nlp.facts.period import Period

_EDITIONED = ("pct", "publication", "patent_field", "vc_", "gii_", "top100")
_OF = {"en": ("of",), "ru": ("от", "из"), "uk": ("від", "із", "з")}
_WORDS = 8
_FIELD_WORDS = 7
_FIELD_PREPOSITIONS = ("in", "from", "of", "в", "у", "по", "из", "з", "із")


@dataclass(frozen=True, slots=True)
class Qualified:
    """Qualifier pairs, with the tokens of the window and of the field where they stand in the sentence."""

    pairs: tuple[tuple[str, str], ...]
    window_at: tuple[int, int] | None = None
    field_at: tuple[int, int] | None = None


def qualifiers(passage: Passage, value: Value, choice: Choice) -> Qualified:
    """The qualifiers of a value under its indicator."""
    slug = choice.indicator.slug
    pairs: dict[str, str] = {}
    field_at = None
    if "field" in "|".join(choice.indicator.frames).split("|"):
        found = _field(passage, value)
        if found is not None:
            pairs["field"], field_at = found
    window = _window(passage, value, slug)
    if window is not None:
        pairs["window"] = window.value
    if slug in ("programme_budget", "public_funding", "investment", "other_amount", "rd_investment"):
        duration = _duration(passage, value)
        if duration:
            pairs["window"] = duration
    if slug in (
        "other_count",
        "other_amount",
        "other_share",
        "other_growth",
        "share_of_national",
        "subsidy_rate_max",
        "export_share",
    ):
        of = _of(passage, value)
        if of:
            pairs["of"] = of
    if slug in ("rank_other", "score_other", "rank_other_change"):
        ranking = _ranking(passage, value)
        if ranking:
            pairs["ranking"] = ranking
    if slug == "national_rank":
        country = next((name.entity.name for name in passage.names if name.entity.type == "country"), "")
        if country:
            pairs["within"] = country
    if slug == "selected_count" and not value.noun.empty:
        pairs["of"] = passage.scan.words(value.noun.first, value.noun.last)
    return Qualified(
        tuple(sorted(pairs.items())), (window.first, window.last) if window is not None else None, field_at
    )


def _field(passage: Passage, value: Value) -> tuple[str, tuple[int, int]] | None:
    at = value.quantity.first
    dashed = _dashed_field(passage, at)
    if dashed is not None:
        return dashed
    fields = [name for name in passage.names if name.entity.type == "field"]
    found = _nearest(passage, fields, at)
    spoken = _spoken_field(passage, at)
    if found is not None and (spoken is None or abs(found.first - at) <= abs(spoken[1][0] - at) + 2):
        return found.entity.name, (found.first, found.last)
    return spoken


def _dashed_field(passage: Passage, at: int) -> tuple[str, tuple[int, int]] | None:
    """Reads "in physics and mathematics – 13 %": the words between a preposition and the dash before the value."""
    scan = passage.scan
    if scan.fold(at - 1) not in ("–", "—", "-", ":"):
        return None
    if any(hit.first < at - 1 <= hit.last for category in ("same", "group_noun") for hit in scan.found(category)):
        return None
    first = at - 1
    while first > 0 and at - 1 - first < _FIELD_WORDS and scan.tokens[first - 1].kind == "word":
        if scan.fold(first - 1) in _FIELD_PREPOSITIONS:
            named = {
                index for name in passage.names if name.entity.type != "field" for index in range(name.first, name.last)
            }
            opener = next((hit for hit in scan.found("field_of") if first - 1 <= hit.first <= first < hit.last), None)
            first = opener.last if opener is not None else first
            words = scan.words(first, at - 1) if first < at - 1 else ""
            return (
                (words.removeprefix("the "), (first, at - 1))
                if words and not named & set(range(first, at - 1))
                else None
            )
        first -= 1
    return None


def _nearest(passage: Passage, names: list[Named], at: int) -> Named | None:
    def cost(name: Named) -> float:
        ahead = name.last <= at
        return abs(name.first - at) * 0.05 + passage.clauses.between(name.first, at) + (0.0 if ahead else 0.6)

    near = [name for name in names if passage.clauses.between(name.first, at) < 2.9]
    return min(near, key=cost) if near else None


def _spoken_field(passage: Passage, at: int) -> tuple[str, tuple[int, int]] | None:
    """Reads "In the field of digital communications": the words behind."""
    scan, best = passage.scan, None
    for hit in scan.found("field_of"):
        if passage.clauses.between(hit.first, at) >= 2.9:
            continue
        last = hit.last
        while (
            last < len(scan.tokens)
            and last - hit.last < 4
            and scan.tokens[last].kind == "word"
            and not scan.starting("not_noun", last)
        ):
            last += 1
        if last == hit.last:
            continue
        cost = abs(hit.first - at) + (0 if hit.first < at else 6)
        if best is None or cost < best[0]:
            best = (cost, scan.words(hit.last, last), (hit.last, last))
    return (best[1], best[2]) if best is not None else None


def _window(passage: Passage, value: Value, slug: str) -> Period | None:
    if not slug.startswith(_EDITIONED):
        return None
    ranges = [period for period in passage.periods if period.kind == "range" and not period.compared]
    near = [period for period in ranges if passage.clauses.between(period.first, value.quantity.first) < 2.9]
    if not near:
        return None
    return min(near, key=lambda period: abs(period.first - value.quantity.first))


def _duration(passage: Passage, value: Value) -> str:
    for other in passage.values:
        if other.form != "duration" or not passage.scan.ending("over", other.quantity.first):
            continue
        if passage.clauses.between(other.quantity.first, value.quantity.first) < 0.9:
            number = f"{other.quantity.value.normalize():f}"
            return f"{number} {other.quantity.unit}"
    return ""


def _of(passage: Passage, value: Value) -> str:
    """The words that say what is counted or shared."""
    scan = passage.scan
    if not value.noun.empty:
        return scan.words(value.noun.first, value.noun.last)
    at = value.quantity.last
    if scan.fold(at) in _OF.get(scan.language, ()):
        at += 1
    last = at
    while last < len(scan.tokens) and last - at < _WORDS and scan.tokens[last].kind == "word":
        if scan.starting("not_noun", last) and scan.fold(last) not in ("of", "the", "all", "its", "their", "в"):
            break
        last += 1
    while last > at and scan.starting("not_noun", last - 1):
        last -= 1
    return scan.words(at, last).strip() if last > at else ""


def _ranking(passage: Passage, value: Value) -> str:
    rankings = [name for name in passage.names if name.entity.type == "ranking"]
    found = _nearest(passage, rankings, value.quantity.first)
    if found is not None:
        return found.entity.name
    scan = passage.scan
    for hit in scan.found("frame"):
        if hit.key == "other_ranking":
            return scan.words(hit.first, hit.last)
    return ""
