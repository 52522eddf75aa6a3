"""What plain words of names mean: the words of ``data/notions.yml``, looked up by their beginning and ending."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import msgspec
import yaml

from gazetteer.entry import DATA

FILE = DATA / "notions.yml"
LANGUAGES = ("en", "ru", "uk")
_OPEN, _INFLECTED, _SECOND, _JOINT, _OR = "*", "+", "~", "_", "/"
_LEAST_PIECE = 3
_LEAST_STEM = 2
_MOST_BEGINNINGS = 8
_LINKS = "оеиі"
"""Vowels between the parts of a compound."""
_ENDINGS: dict[str, frozenset[str]] = {
    "en": frozenset(("", "s", "es")),
    "ru": frozenset(
        (
            *("", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й", "ой", "ей", "ом", "ем", "ам", "ям", "ах", "ях"),
            *("ами", "ями", "ов", "ев", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему"),
            *("ым", "им", "ых", "их", "ую", "юю", "ою", "ею", "ыми", "ими", "ия", "ию", "ии", "ией", "ием", "иям"),
            *("иях", "иями", "ья", "ье", "ью", "ьи", "ов"),
        )
    ),
    "uk": frozenset(
        (
            *("", "а", "я", "о", "е", "є", "и", "і", "ї", "у", "ю", "ь", "й", "ий", "ій", "ої", "ою", "ею", "єю"),
            *("ом", "ем", "єм", "ам", "ям", "ах", "ях", "ами", "ями", "ів", "їв", "ев", "ей", "ові", "еві", "єві"),
            *("ого", "ього", "ому", "ьому", "им", "ім", "их", "іх", "ими", "іми", "ія", "ію", "ії", "ією", "ій"),
        )
    ),
}


class Vocabulary(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    words: dict[str, dict[str, str]]
    heads: list[str]
    light: list[str]
    firsts: dict[str, dict[str, str]]
    cut_after: str
    expansions: dict[str, str]
    silent: dict[str, str]


class Lexicon:
    """The notions of words in three languages."""

    def __init__(self, given: Vocabulary) -> None:
        self.heads = frozenset(" ".join(given.heads).split())
        self.light = frozenset(" ".join(given.light).split())
        self._silent = {language: frozenset(words.split()) for language, words in given.silent.items()}
        self._cut_after = frozenset(given.cut_after.split())
        self._firsts = {
            language: sorted(firsts.items(), key=lambda pair: -len(pair[0]))
            for language, firsts in given.firsts.items()
        }
        self._short = {pattern for pattern in given.expansions if not pattern.endswith(_OPEN)}
        self._words = {language: _Stems(language) for language in LANGUAGES}
        for notion, by_language in given.words.items():
            for language, patterns in by_language.items():
                for pattern in patterns.split():
                    self._words[language].add(pattern, (notion,))
        for pattern, notions in given.expansions.items():
            for language in LANGUAGES:
                self._words[language].add(pattern, tuple(notions.split()))
        self._meanings = lru_cache(maxsize=50_000)(self._read)

    def is_silent(self, word: str, language: str) -> bool:
        """Whether a word adds nothing to a name."""
        return word in self._silent[language]

    def is_short(self, word: str) -> bool:
        """Whether a word is a short form that stands for several."""
        return word in self._short

    def meanings(self, word: str, language: str) -> tuple[tuple[str, ...], ...]:
        """The notions of a folded word, one tuple for each notion in it, the first meaning of each first.

        Empty where the word is not listed. Compounds have several: «нефтехимический» is oil and chemistry.
        """
        return self._meanings(word, language)

    def phrase(self, words: tuple[str, ...], language: str) -> tuple[int, str]:
        """How many of these words are a phrase that stands for one notion, and that notion; 0 for none."""
        return self._words[language].phrase(words)

    def opening(self, word: str, language: str) -> tuple[str, str]:
        """The notion of the first part of a compound whose rest is in no list, and the rest; empty for none.

        >>> lexicon().opening("западноукраинский", "ru")
        ('western', 'украинский')
        """
        for first, notion in self._firsts[language]:
            if word.startswith(first) and len(word) - len(first) > _LEAST_PIECE:
                return notion, word[len(first) :]
        return "", ""

    def _read(self, word: str, language: str) -> tuple[tuple[str, ...], ...]:
        stems = self._words[language]
        return stems.closed(word) or self._compound(word, language) or stems.begun(word)

    def _compound(self, word: str, language: str) -> tuple[tuple[str, ...], ...]:
        """The notions of a word put together from others; none where a listed word covers more than the first part."""
        listed = self._words[language].opening(word)
        for first, notion in self._firsts[language]:
            if word.startswith(first) and len(word) - len(first) >= _LEAST_PIECE and listed < len(first) + _LEAST_STEM:
                rest = self._rest(word[len(first) :], language, cut=first in self._cut_after)
                if rest:
                    return ((notion,), *rest)
        return ()

    def _rest(self, rest: str, language: str, *, cut: bool) -> tuple[tuple[str, ...], ...]:
        """The notions of what follows the first part; with ``cut`` its words may be cut to their beginnings."""
        stems = self._words[language]
        for start in (rest, rest[1:] if rest[0] in _LINKS else ""):
            if len(start) < _LEAST_PIECE:
                continue
            found = stems.closed(start) or self._compound(start, language) or stems.begun(start)
            if found:
                return found
            if cut:
                found = self._cut(start, language)
                if found:
                    return found
        return ()

    def _cut(self, rest: str, language: str) -> tuple[tuple[str, ...], ...]:
        stems = self._words[language]
        for length in range(len(rest), _LEAST_PIECE - 1, -1):
            more = rest[length:]
            begun = self._first(rest[:length], language) or stems.beginning(rest[:length])
            if begun and more in _ENDINGS[language]:
                return (begun,)
            if begun and len(more) >= _LEAST_PIECE:
                found = stems.closed(more) or self._cut(more, language)
                if found:
                    return (begun, *found)
        return ()

    def _first(self, piece: str, language: str) -> tuple[str, ...]:
        return tuple(notion for first, notion in self._firsts[language] if first == piece)


class _Stems:
    """The patterns of one language by how they end."""

    def __init__(self, language: str) -> None:
        self._endings = _ENDINGS[language]
        self._english = language == "en"
        self._exact: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._inflected: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._open: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._order: dict[str, int] = {}

    def add(self, pattern: str, notions: tuple[str, ...]) -> None:
        """Take one pattern; notions that come first are the likelier meanings of a beginning."""
        self._order.setdefault(notions[0], len(self._order))
        second = pattern.endswith(_SECOND)
        bare = pattern.removesuffix(_SECOND)
        if _JOINT in bare:
            parts = tuple(bare.split(_JOINT))
            self._phrases.setdefault(parts[0][:_LEAST_STEM], []).append((parts, notions[0]))
            return
        table = self._open if bare.endswith(_OPEN) else self._inflected if self._may_end(bare) else self._exact
        table.setdefault(bare.rstrip("*+"), []).append((notions, second))

    def _may_end(self, bare: str) -> bool:
        return bare.endswith(_INFLECTED) or (self._english and not bare.endswith(_OPEN))

    def closed(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The notions of a word whose every letter is accounted for."""
        return _merged((self._exact.get(word, ()), *self._ended(word)))

    def opening(self, word: str) -> int:
        """How many letters the longest listed beginning of a word has."""
        return next((at for at in range(len(word), _LEAST_STEM - 1, -1) if word[:at] in self._open), 0)

    def begun(self, word: str) -> tuple[tuple[str, ...], ...]:
        """The notions of a word by its beginning, second meanings by its ending included."""
        opened = (self._open.get(word[:length], ()) for length in range(len(word), _LEAST_STEM - 1, -1))
        return _merged((*opened, *self._ended(word, second=True)))

    def _ended(self, word: str, *, second: bool = False) -> Iterator[list[tuple[tuple[str, ...], bool]]]:
        for length in range(len(word), max(_LEAST_STEM, len(word) - 5) - 1, -1):
            hits = self._inflected.get(word[:length])
            if hits and word[length:] in self._endings and (second or not all(weak for _, weak in hits)):
                yield hits

    def beginning(self, piece: str) -> tuple[str, ...]:
        """The notions of words that begin so, a few at most, in the order of the file."""
        texts, notions = self._sorted
        at = bisect_left(texts, piece)
        found: dict[str, None] = {}
        while at < len(texts) and texts[at].startswith(piece):
            found.setdefault(notions[at])
            at += 1
        return tuple(sorted(found, key=self._order.__getitem__)) if len(found) <= _MOST_BEGINNINGS else ()

    def phrase(self, words: tuple[str, ...]) -> tuple[int, str]:
        """The phrase these words begin with: how many words, and the notion."""
        for parts, notion in self._phrases.get(words[0][:_LEAST_STEM], ()):
            if len(parts) <= len(words) and all(map(self._fits, parts, words)):
                return len(parts), notion
        return 0, ""

    def _fits(self, pattern: str, word: str) -> bool:
        stem = pattern.rstrip("*+")
        if not word.startswith(stem):
            return False
        return pattern.endswith(_OPEN) or word == stem or (
            self._may_end(pattern) and word[len(stem) :] in self._endings
        )  # fmt: skip

    @cached_property
    def _sorted(self) -> tuple[list[str], list[str]]:
        pairs = sorted(
            (stem, notions[0])
            for table in (self._inflected, self._open, self._exact)
            for stem, hits in table.items()
            for notions, weak in hits
            if not weak and len(notions) == 1
        )
        return [stem for stem, _ in pairs], [notion for _, notion in pairs]


def _merged(hits: Iterable[Iterable[tuple[tuple[str, ...], bool]]]) -> tuple[tuple[str, ...], ...]:
    """The first meanings of the longest pattern that has some, then the second meanings of the longest that has some.

    An expansion, which stands for several notions in a row, is taken alone.
    """
    first: list[str] = []
    second: list[str] = []
    for hit in hits:
        for notions, _ in hit:
            if len(notions) > 1:
                return tuple(tuple(notion.split(_OR)) for notion in notions)
        strong = [notions[0] for notions, weak in hit if not weak]
        first = first or strong
        second = second or [notions[0] for notions, weak in hit if weak]
    found = tuple(dict.fromkeys((*first, *second)))
    return (found,) if found else ()


def read_lexicon(given: Mapping[str, object]) -> Lexicon:
    """The lexicon of data as the file has it."""
    return Lexicon(msgspec.convert(given, Vocabulary))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The project's own lexicon."""
    with FILE.open(encoding="utf-8") as file:
        return read_lexicon(yaml.load(file, Loader=yaml.CBaseLoader))  # noqa: S506 - builds strings only
