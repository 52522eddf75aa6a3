"""Broken fonts of a PDF solved from character codes.

Letters that a broken ToUnicode map merged or lost keep codes of their own. What a code stands for is looked up in
the font's own tables, in its glyph names, among the outlines of the file's other fonts, and, where all that is
missing, inferred from the words: two codes shown as one letter are proof that one of them is another letter.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extract.repair.lexicon import Lexicon

_LEAST_WORDS = 5
_CLEAN = 0.93
_BETTER = 0.02
_LEAST_COVERED = 0.5
_ROUNDS = 12
_LEAST_SUPPORT = 0.7
_MOST_WORDS = 1500
_SPOILING = 0.5
_PASSES = (600, 5000, 50_000)
_LEAST_CHANCE = 0.02
_SENTENCE_ENDS = frozenset(".!?…")
_UNLISTED = 1e-10
_CONFIDENCE = {"cmap": 0.99, "names": 0.99, "outline": 0.98}
_INFERRED = 0.95


@dataclass(frozen=True, slots=True)
class FontFacts:
    """What a font tells of its codes besides ToUnicode; ``outlines`` are hashes of the glyphs' shapes."""

    cmap: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    outlines: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a page: its font's key, its code, and what the file says it shows ("" for nothing)."""

    font: str
    code: int
    shown: str


@dataclass(frozen=True, slots=True)
class Solution:
    """What codes of one font really stand for, where that differs from what is shown, and how it was found."""

    letters: Mapping[int, str]
    stage: str
    confidence: float


def solve(words: Sequence[Sequence[Glyph]], facts: Mapping[str, FontFacts], lexicon: Lexicon) -> dict[str, Solution]:
    """The solution of every font that needs one, by font key; ``words`` are the words of the doubtful pages."""
    by_font: defaultdict[str, list[tuple[Glyph, ...]]] = defaultdict(list)
    for word in words:
        keys = {glyph.font for glyph in word}
        if len(keys) == 1:
            by_font[word[0].font].append(tuple(word))
    shapes = _known_shapes(by_font, facts, lexicon)
    found: dict[str, Solution] = {}
    for key, own in sorted(by_font.items()):
        solution = _solve_font(own[:_MOST_WORDS], facts.get(key, FontFacts()), shapes, lexicon)
        if solution is not None:
            found[key] = solution
    return found


def _known_shapes(
    by_font: Mapping[str, Sequence[Sequence[Glyph]]], facts: Mapping[str, FontFacts], lexicon: Lexicon
) -> dict[int, str]:
    """What the outlines of the clean fonts stand for."""
    shapes: dict[int, str] = {}
    for key, words in sorted(by_font.items()):
        shown = _shown(words)
        if _merged(shown) or key not in facts or _known_share(words, shown, lexicon) < _CLEAN / 2 < len(words):
            continue
        for code, char in sorted(shown.items()):
            if code in facts[key].outlines:
                shapes.setdefault(facts[key].outlines[code], char)
    return shapes


def _solve_font(
    words: Sequence[Sequence[Glyph]], facts: FontFacts, shapes: Mapping[int, str], lexicon: Lexicon
) -> Solution | None:
    shown = _shown(words)
    doubtful = _merged(shown) | {code for code, char in shown.items() if not _plausible(char)}
    share = _known_share(words, shown, lexicon)
    if len(words) < _LEAST_WORDS or (not doubtful and share >= _CLEAN):
        return None
    by_shape = {code: shapes[shape] for code, shape in facts.outlines.items() if shape in shapes}
    options = [
        (_known_share(words, {**shown, **table}, lexicon), stage, table)
        for stage, table in (("cmap", facts.cmap), ("names", facts.names), ("outline", by_shape))
        if sum(code in table for code in shown) >= _LEAST_COVERED * len(shown)
    ]
    best = max(options, key=lambda option: option[0], default=None)
    if best is not None and best[0] > share + _BETTER:
        stage, table = best[1], best[2]
        letters = {code: table[code] for code in shown if code in table and table[code] != shown[code]}
        return Solution(letters, f"font-{stage}", _CONFIDENCE[stage])
    doubtful |= _spoiling(words, shown, doubtful, lexicon)
    letters = _inferred(words, shown, doubtful, lexicon)
    more = _spoiling(words, {**shown, **letters}, set(), lexicon) - letters.keys()
    if more:
        letters = _inferred(words, shown, doubtful | more, lexicon)
    letters = _earned(words, shown, letters, _merged(shown), lexicon)
    better = _known_share(words, {**shown, **letters}, lexicon)
    return Solution(letters, "font-codes", _INFERRED) if letters and better > share + _BETTER else None


def _shown(words: Sequence[Sequence[Glyph]]) -> dict[int, str]:
    return {glyph.code: glyph.shown for word in words for glyph in word}


def _plausible(char: str) -> bool:
    return (
        (len(char) >= 1 and (char.isalpha() and ("a" <= char.lower() <= "z" or "\u0400" <= char <= "\u0491")))
        or (bool(char) and not char.isalnum() and char.isprintable() and char < "\u2fff")
        or char.isdigit()
    )


def _is_letter(char: str) -> bool:
    return _plausible(char) and char.isalpha()


def _merged(shown: Mapping[int, str]) -> set[int]:
    """The codes that share a letter with another code."""
    counts = Counter(char for char in shown.values() if char.isalpha())
    return {code for code, char in shown.items() if counts.get(char, 0) > 1}


def _known_share(words: Sequence[Sequence[Glyph]], letters: Mapping[int, str], lexicon: Lexicon) -> float:
    """Share of the words of three letters and more that a dictionary knows."""
    total = known = 0
    for text in {tuple(letters.get(glyph.code, "") for glyph in word) for word in words if len(word) > 2}:
        word = "".join(text).lower().strip(".,;:!?()[]«»\"'“”„-–—…")
        if len(word) > 2 and not word.isdigit():
            total += 1
            known += word.isalpha() and lexicon.knows(word)
    return known / total if total else 0.0


def _spoiling(
    words: Sequence[Sequence[Glyph]], letters: Mapping[int, str], doubtful: set[int], lexicon: Lexicon
) -> set[int]:
    """Codes that stand in unknown words nearly always, although no other code shows the same letter."""
    met: Counter[int] = Counter()
    unknown: Counter[int] = Counter()
    for codes in sorted({tuple(glyph.code for glyph in word) for word in words if len(word) > 1}):
        own = [code for code in codes if "\u0400" <= letters[code] <= "\u0491"]
        if doubtful.isdisjoint(codes) and len(own) > 1:
            met.update(set(own))
            if not lexicon.knows("".join(letters[code] for code in own).lower()):
                unknown.update(set(own))
    return {code for code, count in met.items() if count > 1 and unknown[code] >= _SPOILING * count}


def _earned(
    words: Sequence[Sequence[Glyph]],
    shown: Mapping[int, str],
    letters: Mapping[int, str],
    merged: set[int],
    lexicon: Lexicon,
) -> dict[int, str]:
    """The letters without those that stand for another plausible one and make no more words known than that does."""
    kept = dict(letters)
    for code in sorted(letters):
        own = [word for word in words if any(glyph.code == code for glyph in word)]
        if code in merged or not _is_letter(shown[code]):
            continue
        without = {**shown, **kept, code: shown[code]}
        if _known_share(own, {**shown, **kept}, lexicon) <= _known_share(own, without, lexicon):
            del kept[code]
    return kept


def _inferred(
    words: Sequence[Sequence[Glyph]],
    shown: Mapping[int, str],
    doubtful: set[int],
    lexicon: Lexicon,
    *,
    amid_too: bool = True,
) -> dict[int, str]:
    """Letters for the doubtful codes, by expectation maximisation over the words they may make.

    Codes that begin words amid sentences are taken for small letters first; which are none are capitals of names.
    """
    inside, amid = _small_places(words)
    small = inside | (amid if amid_too else set())
    options = _options(shown, doubtful, small, lexicon)
    if not options:
        return {}
    counts = Counter(
        tuple(glyph.code for glyph in part)
        for word in words
        for part in _letter_parts(word, options)
        if any(glyph.code in options for glyph in part)
    )
    chances = {code: dict.fromkeys(letters, 1 / len(letters)) for code, letters in options.items()}
    support: dict[int, Counter[str]] = {}
    for most in _PASSES:
        table = {
            codes: _readings(codes, shown, options, lexicon)
            for codes, _ in counts.most_common(_MOST_WORDS)
            if math.prod(len(options.get(code, " ")) for code in codes) <= most
        }
        for _ in range(_ROUNDS):
            support = _supported(table, counts, chances, options)
            chances = _normalised(support, options)
        options = _narrowed(options, support, chances)
        chances = {code: {letter: chances[code][letter] for letter in letters} for code, letters in options.items()}
    letters = _assigned(support, chances, shown)
    left = {code for code in doubtful & amid - inside - letters.keys() if not _is_letter(shown[code])}
    if not amid_too or not left:
        return letters
    return letters | _inferred(words, {**shown, **letters}, left, lexicon, amid_too=False)


def _narrowed(
    options: Mapping[int, str], support: Mapping[int, Counter[str]], chances: Mapping[int, Mapping[str, float]]
) -> dict[int, str]:
    """The options without the letters that enough words spoke against."""
    return {
        code: "".join(
            letter
            for letter in letters
            if sum(support[code].values()) < _LEAST_SUPPORT or chances[code][letter] >= _LEAST_CHANCE
        )
        or letters
        for code, letters in options.items()
    }


def _options(shown: Mapping[int, str], doubtful: set[int], small: set[int], lexicon: Lexicon) -> dict[int, str]:
    """For each doubtful code the letters it may stand for: its own and those that no clean code shows.

    A code that shows nothing is a small letter where those stand, ``small``, else a capital.
    """
    alphabet = "".join(sorted(letter for letter in lexicon.alphabet))
    there = {char for code, char in shown.items() if code not in doubtful}
    missing = "".join(letter for letter in alphabet if letter not in there)
    missing_capitals = "".join(letter for letter in alphabet.upper() if letter not in there)
    found: dict[int, str] = {}
    for code in sorted(doubtful):
        char = shown[code]
        if char.isupper() and _plausible(char):
            found[code] = "".join(dict.fromkeys(char + missing_capitals))
        elif _is_letter(char):
            found[code] = "".join(dict.fromkeys(char + missing))
        else:
            found[code] = missing if code in small else missing_capitals
    return {code: letters for code, letters in found.items() if letters}


def _small_places(words: Sequence[Sequence[Glyph]]) -> tuple[set[int], set[int]]:
    """The codes that stand inside words with small letters, and those that mostly begin words amid sentences."""
    inside = {glyph.code for word in words if any(one.shown.islower() for one in word) for glyph in word[1:]}
    amid: Counter[int] = Counter()
    for before, word in pairwise(words):
        amid[word[0].code] += -1 if before[-1].shown in _SENTENCE_ENDS else 1
    return inside, {code for code, balance in amid.items() if balance > 1}


def _letter_parts(word: Sequence[Glyph], options: Mapping[int, str]) -> list[list[Glyph]]:
    """The stretches of a word that are letters or doubtful."""
    parts: list[list[Glyph]] = [[]]
    for glyph in word:
        if glyph.code in options or glyph.shown.isalpha():
            parts[-1].append(glyph)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _readings(
    codes: Sequence[int], shown: Mapping[int, str], options: Mapping[int, str], lexicon: Lexicon
) -> list[tuple[float, str]]:
    """Listed words that the codes may make, with their shares."""
    choices = ["".join(dict.fromkeys(options.get(code, shown[code]).lower())) for code in codes]
    return [(lexicon.share(word), word) for word in lexicon.spelled(choices, 400)]


def _supported(
    table: Mapping[tuple[int, ...], Sequence[tuple[float, str]]],
    counts: Mapping[tuple[int, ...], int],
    chances: Mapping[int, Mapping[str, float]],
    options: Mapping[int, str],
) -> dict[int, Counter[str]]:
    """How much every letter of every doubtful code is supported by the words."""
    support: dict[int, Counter[str]] = {code: Counter() for code in options}
    for codes, readings in table.items():
        weighed = []
        for share, word in readings:
            letters = [
                (code, _cased(letter, at, options[code]))
                for at, (code, letter) in enumerate(zip(codes, word, strict=True))
                if code in options
            ]
            if len(set(letters)) == len({code for code, _ in letters}):
                weighed.append((share * math.prod(chances[code].get(letter, 0.0) for code, letter in letters), letters))
        total = math.fsum(weight for weight, _ in weighed) + _UNLISTED
        scale = math.sqrt(counts[codes]) / total
        for weight, letters in weighed:
            for code, letter in set(letters):
                support[code][letter] += weight * scale  # type: ignore[assignment]  # Counter takes floats
    return support


def _cased(letter: str, at: int, allowed: str) -> str:
    upper = letter.upper()
    if letter not in allowed or (at == 0 and upper in allowed and not allowed[0].islower()):
        return upper
    return letter


def _normalised(support: Mapping[int, Counter[str]], options: Mapping[int, str]) -> dict[int, dict[str, float]]:
    """Chances of the letters of each code; codes compete for a letter."""
    taken: Counter[str] = Counter()
    for counted in support.values():
        taken.update(counted)
    chances: dict[int, dict[str, float]] = {}
    for code, letters in options.items():
        total = sum(support[code].values()) + 0.1
        chances[code] = {
            letter: (support[code][letter] + 0.1 / len(letters)) / total
            * (support[code][letter] + 0.1) / (taken[letter] + 0.1)
            for letter in letters
        }  # fmt: skip
    return chances


def _assigned(
    support: Mapping[int, Counter[str]], chances: Mapping[int, Mapping[str, float]], shown: Mapping[int, str]
) -> dict[int, str]:
    """One letter for each code, the surest first; a letter is given once."""
    ranked = sorted(
        ((support[code][letter], code, letter) for code, table in chances.items() for letter in table),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    given: dict[int, str] = {}
    used: set[str] = set()
    for weight, code, letter in ranked:
        if code not in given and letter not in used and weight >= _LEAST_SUPPORT:
            given[code] = letter
            used.add(letter)
    return {code: letter for code, letter in given.items() if letter != shown[code]}
