"""Names given only in another language: Russian and Ukrainian names looked up where only the others are listed.

    python -m benchmarks.other_language [--wrong] [--absent FOLDS] [--half 0|1]

Every Russian and Ukrainian name of clusters, programmes and organisations is taken out of the gazetteer; those of
places and fields stay. Then each name that was taken out is looked up with its type. Acronyms, and entities left
without a name, are not asked for.

The names of ``translated_names.yml`` are in no list: each is added in one language and looked up in the others. With
``--absent`` entities are taken out altogether, fold by fold, and their names looked up: whatever is found is wrong.
``--half`` asks for one half of the names, told by a hash of their words, so that the other can be looked at.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import yaml

from gazetteer import Entity, Gazetteer, Name, normalise
from gazetteer.built import built_of

KINDS = ("cluster", "programme", "organisation")
LANGUAGES = ("ru", "uk")
UNLISTED = Path(__file__).with_name("translated_names.yml")


def without(entity: Entity) -> Entity:
    """An entity without its Russian and Ukrainian names, where it is of a kind that is asked for."""
    if entity.type not in KINDS:
        return entity
    return replace(entity, names=tuple(name for name in entity.names if name.language not in LANGUAGES))


def in_half(name: str, half: int | None) -> bool:
    """Whether a name belongs to the half of the names that is asked for; all do where none is."""
    return half is None or crc32(name.encode()) >> 3 & 1 == half


def unlisted(whole: Sequence[Entity], half: int | None) -> None:
    """Print how many names that are in no list are found by what they say in another language."""
    rows = yaml.safe_load(UNLISTED.read_text(encoding="utf-8"))["names"]
    for listed in ("en", *LANGUAGES):
        added = {
            f"unlisted:{number}": (row, Name(row[listed][0], listed, "benchmark", "preferred"))
            for number, row in enumerate(rows)
            if listed in row
        }
        entities = [
            Entity(key, row["type"], name.text, (name,), row.get("country", "")) for key, (row, name) in added.items()
        ]
        gazetteer = Gazetteer(built_of((*whole, *entities), "unlisted"))
        outcomes: Counter[str] = Counter()
        for key, (row, _) in added.items():
            for language in {"en", *LANGUAGES} & row.keys() - {listed}:
                if not in_half(row[language][0], half):
                    continue
                found = normalise(row[language][0], language, row["type"], gazetteer)
                outcomes["none" if found is None else "right" if found.entity.id == key else "wrong"] += 1
        print(f"unlisted, given in {listed}: {dict(sorted(outcomes.items()))}")


def absent(whole: Sequence[Entity], folds: int, half: int | None, *, wrong: bool) -> None:
    """Print how many names of entities that are not there lead to others, by language and type."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for fold in range(folds):
        away = [one for one in whole if one.type in KINDS and crc32(one.id.encode()) % folds == fold]
        keys = {one.id for one in away}
        gazetteer = Gazetteer(built_of((one for one in whole if one.id not in keys), "absent"))
        for one in away:
            for name in one.names:
                if name.kind != "acronym" and name.language in ("en", *LANGUAGES) and in_half(name.text, half):
                    found = normalise(name.text, name.language, one.type, gazetteer)
                    counts[name.language, one.type, found.method if found else "none"] += 1
                    if wrong and found is not None:
                        print(f"absent {one.id}, {name.text}: {found.entity.id} {found.score} by {found.name.text}")
    for (language, kind, method), count in sorted(counts.items()):
        print(f"absent, {language} {kind}: {method} {count}")
    asked, none = counts.total(), sum(count for (_, _, method), count in counts.items() if method == "none")
    print(f"absent: {asked} names, to another entity {(asked - none) / asked:.4f}")


def main() -> None:
    """Print the shares found right, wrong and not at all, by language and type."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print the names that lead to another entity")
    parser.add_argument("--absent", type=int, default=0, metavar="FOLDS", help="look up names of entities taken out")
    parser.add_argument("--half", type=int, choices=(0, 1), help="ask for this half of the names alone")
    given = parser.parse_args()
    whole = Gazetteer.load().entities
    unlisted(whole, given.half)
    if given.absent:
        absent(whole, given.absent, given.half, wrong=given.wrong)
    less = Gazetteer(built_of((one for one in map(without, whole) if one.names), "other language"))
    counts: Counter[tuple[str, str, str]] = Counter()
    for entity in whole:
        if entity.type not in KINDS or entity.id not in less:
            continue
        for name in entity.names:
            if name.language in LANGUAGES and name.kind != "acronym" and in_half(name.text, given.half):
                found = normalise(name.text, name.language, entity.type, less)
                outcome = "none" if found is None else ("right" if found.entity.id == entity.id else "wrong")
                counts[name.language, entity.type, outcome] += 1
                if given.wrong and found is not None and outcome == "wrong":
                    print(f"{name.text}: {found.entity.id} {found.score}, not {entity.id}")
    for language in LANGUAGES:
        for kind in KINDS:
            right, wrong, none = (counts[language, kind, outcome] for outcome in ("right", "wrong", "none"))
            asked = right + wrong + none
            print(f"{language} {kind}: {asked} names, right {right / asked:.3f}, wrong {wrong / asked:.3f}")


if __name__ == "__main__":
    main()
