"""The indicators' YAML as records: one stanza a slug. The keys of a stanza are the fields of ``Indicator``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from gazetteer.entity import BadEntry
from gazetteer.indicator import Indicator
from language import LANGUAGES

_FOLDER = Path(__file__).parent / "data" / "indicators"


@lru_cache(maxsize=1)
def indicators() -> tuple[Indicator, ...]:
    """All indicators of the project's data, by slug.

    >>> "gii_cluster_rank" in [indicator.slug for indicator in indicators()]
    True
    """
    return read_indicators(_FOLDER)


def breaks(slug: str) -> tuple[tuple[int, str], ...]:
    """The years from which on an indicator is measured otherwise, with what changed; none for an unknown one.

    >>> [year for year, _ in breaks("gii_cluster_rank")]
    [2018, 2025]
    """
    return next((indicator.breaks for indicator in indicators() if indicator.slug == slug), ())


def read_indicators(folder: Path) -> tuple[Indicator, ...]:
    """The indicators of a folder's files, by slug.

    Raises:
        BadEntry: a file or stanza cannot be used.
    """
    found: dict[str, Indicator] = {}
    for path in sorted(folder.glob("*.yml")):
        for slug, stanza in _stanzas(path).items():
            if slug in found:
                raise BadEntry(f"{path.name}: the indicator {slug} stands twice; join the two stanzas")
            found[slug] = _indicator(path, slug, stanza)
    for indicator in tuple(found.values()):
        for derived in (_growth(indicator), _change(indicator)):
            if derived is not None and derived.slug not in found:
                found[derived.slug] = derived
    return tuple(found[slug] for slug in sorted(found))


_GROWING = frozenset(("count", "currency", "m2", "points"))
"""Units of levels whose change in percent or times is an indicator of its own."""


def _growth(base: Indicator) -> Indicator | None:
    """The change of ``base`` in percent or times; it is announced by the words of its base."""
    if base.kind != "level" or not _GROWING & set(base.units):
        return None
    return Indicator(
        f"{base.slug}_growth",
        f"Change in percent or times of: {base.definition}",
        ("percent", "times"),
        base.subjects,
        (),
        frames=base.frames,
        unless=base.unless,
        kind="growth",
        rank=min(base.rank, 2),
        titles=_of(base, {"en": "growth", "ru": "прирост", "uk": "приріст"}),
    )


_COUNTED = frozenset(("count", "currency", "m2", "ha"))
"""Units of levels whose change in number is an indicator of its own."""


def _change(base: Indicator) -> Indicator | None:
    """What was added to ``base`` or lost, in its own unit; it is announced by the words of its base."""
    if base.kind != "level" or not _COUNTED & set(base.units):
        return None
    if base.slug in _MOVES:
        return None
    return Indicator(
        f"{base.slug}_change",
        f"Added (plus) or lost (minus): {base.definition}",
        base.units,
        base.subjects,
        (),
        frames=base.frames,
        unless=base.unless,
        kind="step",
        rank=min(base.rank, 2),
        titles=_of(base, {"en": "change", "ru": "изменение", "uk": "зміна"}),
    )


_MOVES = frozenset(("jobs_created", "registry_additions", "registry_exclusions", "investment", "funding_raised"))
"""Levels that are changes themselves."""


def _of(base: Indicator, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The titles of what is derived from ``base``: its own, and what of it is meant."""
    return tuple((language, f"{title}: {words[language]}") for language, title in base.titles)


def _stanzas(path: Path) -> dict[str, object]:
    try:
        # The base loader keeps every word a string: "on" and "no" are words here.
        content: object = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 0
        raise BadEntry(f"{path.name}, line {line}: no YAML ({fault.problem}); correct the line") from fault
    if not isinstance(content, dict):
        raise BadEntry(f"{path.name}, line 1: indicators must be stanzas 'slug: …'; see its neighbours")
    return cast("dict[str, object]", content)


def _indicator(path: Path, slug: str, stanza: object) -> Indicator:
    if not isinstance(stanza, dict):
        raise BadEntry(f"{path.name}: the indicator {slug} has no stanza; give it definition, units, subjects, cues")
    fields = cast("dict[str, object]", stanza)
    return Indicator(
        slug,
        definition=str(fields.get("definition", "")),
        units=_listed(fields.get("units")),
        subjects=_listed(fields.get("subjects")),
        cues=_by_language(fields.get("cues")),
        nouns=_by_language(fields.get("nouns")),
        frames=_listed(fields.get("frames")),
        unless=_listed(fields.get("unless")),
        kind=str(fields.get("kind", "level")),
        rank=int(str(fields.get("rank", "0"))),
        hints=_by_language(fields.get("hints")),
        breaks=_breaks(path, slug, fields.get("breaks", {})),
        titles=_titles(path, slug, fields.get("title")),
    )


def _titles(path: Path, slug: str, value: object) -> tuple[tuple[str, str], ...]:
    titles = cast("dict[str, object]", value) if isinstance(value, dict) else {}
    if set(titles) != set(LANGUAGES) or not all(titles.values()):
        wanted = ", ".join(f"{language}: …" for language in LANGUAGES)
        raise BadEntry(f"{path.name}: the indicator {slug} needs its title in every language, as title: {{{wanted}}}")
    return tuple((language, str(title)) for language, title in titles.items())


def _breaks(path: Path, slug: str, value: object) -> tuple[tuple[int, str], ...]:
    years = cast("dict[str, object]", value) if isinstance(value, dict) else None
    if years is None or not all(year.isdigit() and str(why) for year, why in years.items()):
        raise BadEntry(f"{path.name}: breaks of {slug} must be years with what changed, as {{2018: what changed}}")
    return tuple(sorted((int(year), str(why)) for year, why in years.items()))


def _listed(value: object) -> tuple[str, ...]:
    """A list, or one text whose words are the list."""
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return tuple(str(value).split()) if value else ()


def _by_language(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    phrases = cast("dict[str, list[str]]", value)
    return tuple((language, phrase) for language, listed in phrases.items() for phrase in listed)
