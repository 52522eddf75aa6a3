"""The very words around a value, by their beginnings: features of every way to read it.

The lexicon knows what many words speak of (``wording.py``). What no list has - "biopsies", «туров», «гуртожитків» - is
weighed as it stands, and so is what a heading, a list's introduction and the sentence before speak of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from nlp.facts.passage import Passage, Value
from nlp.facts.scan import Scan
from nlp.facts.setting import Setting
from nlp.facts.timing import Timing
from nlp.facts.wording import beside

STEM = 6
"""Letters by which a word is known in any of its forms."""
OF_WORDS = frozenset(("word", "counts", "verb", "words", "apart", "heading", "lead", "earlier"))
"""First words of the features made here."""
SHORTEST = 3
"""Letters that a word has at least that is looked at."""
_TOUCHING = 2
"""Words right before and right behind a value that are taken together."""


def vocabulary(passage: Passage, value: Value, setting: Setting) -> tuple[str, ...]:
    """The words around a value and what its surroundings speak of, in alphabetical order.

    >>> from nlp.facts.passage import passage
    >>> taken = passage(Scan("The park has 12 greenhouses.", "en"), [], {})
    >>> [one for one in vocabulary(taken, taken.values[0], Setting()) if one.startswith("counts")]
    ['counts greenh', 'counts last greenh']
    """
    inside = frozenset(index for name in passage.names for index in range(name.first, name.last))
    found = {
        *_around(passage, value, inside),
        *_counted(passage.scan, value),
        f"verb {Timing(passage, value).verb}",
        *_touching(passage.scan, value, inside),
        *_above(setting),
    }
    return tuple(sorted(found))


def _around(passage: Passage, value: Value, inside: Collection[int]) -> Iterator[str]:
    """Words of the value's clause with their side, other words of the sentence, and what those speak of.

    ``inside`` are the tokens of names, which are left out.
    """
    quantity = value.quantity
    for index, token in enumerate(passage.scan.tokens):
        known = index in inside or quantity.first <= index < quantity.last
        if token.kind != "word" or known or len(token.fold) < SHORTEST:
            continue
        if beside(passage, quantity, index, index + 1):
            yield f"word {token.fold[:STEM]} {'before' if index < quantity.first else 'behind'}"
        else:
            yield f"apart {token.fold[:STEM]}"
    for hit in passage.scan.found("concept"):
        if not beside(passage, quantity, hit.first, hit.last):
            yield f"apart concept {hit.key}"


def _counted(scan: Scan, value: Value) -> Iterator[str]:
    noun = value.noun
    if not noun.empty:
        yield from (f"counts {scan.fold(index)[:STEM]}" for index in range(noun.first, noun.last))
        yield f"counts last {scan.fold(noun.last - 1)[:STEM]}"
        for hit in scan.found("concept"):
            if noun.first <= hit.first < noun.last:
                yield f"counts concept {hit.key}"


def _touching(scan: Scan, value: Value, inside: Collection[int]) -> Iterator[str]:
    """The words nearest to a value on either side as one feature each; those ``inside`` names are all alike."""
    words = [index for index, token in enumerate(scan.tokens) if token.kind == "word"]
    before = [index for index in words if index < value.quantity.first][-_TOUCHING:]
    behind = [index for index in words if index >= value.quantity.last][:_TOUCHING]
    for side, near in (("before", before), ("behind", behind)):
        yield f"words {side} {' '.join('N' if index in inside else scan.fold(index)[:STEM] for index in near)}"


def _above(setting: Setting) -> Iterator[str]:
    """What the nearest heading, the introduction of the list and the sentence before speak of."""
    for heading in setting.headings[-1:]:
        yield from (f"heading concept {hit.key}" for hit in heading.found("concept"))
        yield from (
            f"heading {token.fold[:STEM]}"
            for token in heading.tokens
            if token.kind == "word" and len(token.fold) >= SHORTEST
        )
    if setting.lead is not None:
        yield from (f"lead concept {hit.key}" for hit in setting.lead.found("concept"))
    for sentence in setting.before[-1:]:
        yield from (f"earlier concept {hit.key}" for hit in sentence.found("concept"))
