"""Texts whose font map was broken: found by cheap signs, solved with their neighbours, restored word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from extract.repair.edits import Draft, Edit
from extract.repair.fontmap import FontMap, infer, plain
from extract.repair.lexicon import Lexicon, lexicon
from extract.repair.restore import LONGEST_WORD, WORD, Doubt, restored
from extract.repair.signs import letter_shares, plausible, suspicious

_LANGUAGES = ("ru", "uk")
_LEAST_WORDS = 12
_MOST_WORDS = 600
"""Words of a group that the inference looks at: more add time, not certainty."""
_WELL_EXPLAINED = 0.9
_CLEARLY = 0.03
_HALF_KNOWN = 0.7
"""A text of which its language knows so many words is in that language."""
NEIGHBOURS = 3
"""How many texts away from a damaged one its damage is still looked for."""


class Text(Protocol):
    """A text under repair with its language."""

    draft: Draft
    language: str


def damaged_groups(texts: Sequence[Text]) -> Iterator[tuple[Sequence[Text], FontMap]]:
    """Groups of neighbouring texts with the map that explains their damage."""
    group: list[Text] = []
    gap = 0
    for text in texts:
        if text.language in _LANGUAGES and suspicious(text.draft.text, text.language):
            if group and group[0].language != text.language:
                yield from _solved(group)
                group = []
            group.append(text)
            gap = 0
        elif group:
            gap += 1
            if gap > NEIGHBOURS:
                yield from _solved(group)
                group = []
    if group:
        yield from _solved(group)


def _solved(group: Sequence[Text]) -> Iterator[tuple[Sequence[Text], FontMap]]:
    """The group with one map, or its texts with a map each where one does not serve all."""
    found = _inferred(group)
    if found is not None:
        yield group, found
    elif len(group) > 1:
        for text in group:
            alone = _inferred([text])
            if alone is not None:
                yield [text], alone


def _inferred(group: Sequence[Text]) -> FontMap | None:
    """The map of the group, in the language that explains more: lost letters may hide which one it is."""
    found_words = (word.group() for text in group for word in WORD.finditer(text.draft.text))
    words = list(islice((word for word in found_words if len(word) <= LONGEST_WORD), _MOST_WORDS))
    if len(words) < _LEAST_WORDS:
        return None
    own = group[0].language
    if not plausible(words, own):
        return None
    best = infer(words, lexicon(own), letter_shares(own))
    explained = best.explained(words) if best is not None else _known_share(words, lexicon(own))
    if explained >= _WELL_EXPLAINED or _known_share(words, lexicon(own)) >= _HALF_KNOWN:
        return best
    other = next(language for language in _LANGUAGES if language != own)
    found = infer(words, lexicon(other), letter_shares(other))
    return found if found is not None and found.explained(words) > explained + _CLEARLY else best


def _known_share(words: Sequence[str], known: Lexicon) -> float:
    distinct = {plain(word) for word in words}
    return sum(map(known.knows, distinct)) / max(len(distinct), 1)


def touched_by(text: Text, letters: FontMap) -> bool:
    """Whether a neighbour of a damaged text has the same damage: the map makes its unknown words known."""
    words = [plain(word) for word in WORD.findall(text.draft.text)]
    known = letters.lexicon
    healed = sum(not known.knows(word) and _healed(word, letters, known) for word in words)
    lost = {true for true, _ in letters.pairs}
    whole = sum(known.knows(word) and not lost.isdisjoint(word) for word in words)
    return healed > whole


def _healed(word: str, letters: FontMap, known: Lexicon) -> bool:
    sources = letters.sources
    choices = [letter + sources.get(letter, "") for letter in word]
    return next(iter(known.spelled(choices, 1)), None) is not None


def restore(text: Text, letters: FontMap) -> tuple[Draft, tuple[tuple[int, int, str], ...]]:
    """The restored draft, and the damaged words left as they are: raw start, raw stop, word."""
    text.language = letters.lexicon.language
    edits: list[Edit] = []
    doubts: list[Doubt] = []
    for found in restored(text.draft.text, letters):
        if isinstance(found, Edit):
            edits.append(found)
        else:
            doubts.append(found)
    place = text.draft.raw_span
    left = tuple((*place(doubt.start, doubt.stop), doubt.word) for doubt in doubts)
    return text.draft.edited(edits), left
