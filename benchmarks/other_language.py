"""Names given only in another language: Russian and Ukrainian names looked up where only the others are listed.

    python -m benchmarks.other_language [--wrong]

Every Russian and Ukrainian name of clusters, programmes and organisations is taken out of the gazetteer; those of
places and fields stay. Then each name that was taken out is looked up with its type. Acronyms, and entities left
without a name, are not asked for.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace

from gazetteer import Entity, Gazetteer, normalise
from gazetteer.built import built_of

KINDS = ("cluster", "programme", "organisation")
LANGUAGES = ("ru", "uk")


def without(entity: Entity) -> Entity:
    """An entity without its Russian and Ukrainian names, where it is of a kind that is asked for."""
    if entity.type not in KINDS:
        return entity
    return replace(entity, names=tuple(name for name in entity.names if name.language not in LANGUAGES))


def main() -> None:
    """Print the shares found right, wrong and not at all, by language and type."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print the names that lead to another entity")
    given = parser.parse_args()
    whole = Gazetteer.load().entities
    less = Gazetteer(built_of((one for one in map(without, whole) if one.names), "other language"))
    counts: Counter[tuple[str, str, str]] = Counter()
    for entity in whole:
        if entity.type not in KINDS or entity.id not in less:
            continue
        for name in entity.names:
            if name.language in LANGUAGES and name.kind != "acronym":
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
