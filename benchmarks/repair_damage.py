"""Damage done to clean text on purpose, as broken files do it; every kind takes its own random generator."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
ALPHABETS = {"ru": "абвгдежзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A text before and after."""

    clean: str
    broken: str


def blocks(text: str, size: int) -> list[str]:
    """Pieces of about ``size`` words, cut between paragraphs' words."""
    words = text.split()
    return [" ".join(words[at : at + size]) for at in range(0, len(words) - size + 1, size)]


def random_map(chance: random.Random, language: str) -> dict[str, str]:
    """A many-to-one map of three to eight letters; in half of the maps capitals share the fate."""
    alphabet = ALPHABETS[language]
    lost = chance.sample(alphabet, chance.randint(3, 8))
    stay = [letter for letter in alphabet if letter not in lost]
    pairs = {letter: chance.choice(stay) for letter in lost}
    if chance.random() < 0.5:
        pairs |= {true.upper(): shown.upper() for true, shown in pairs.items()}
    return pairs


def lose_letters(text: str, pairs: dict[str, str], chance: random.Random, leak: float = 0.0) -> Damaged:
    """The text through a broken font map; a share ``leak`` of the words stands in another font and stays."""
    table = str.maketrans(pairs)
    broken = WORD.sub(
        lambda word: word.group() if leak and chance.random() < leak else word.group().translate(table), text
    )
    return Damaged(text, broken)


def words_right(clean: str, repaired: str) -> tuple[int, int]:
    """Words that came out as they were, and all words."""
    before, after = WORD.findall(clean), WORD.findall(repaired)
    if len(before) != len(after):
        same = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        return sum(block.size for block in same), len(before)
    return sum(one == other for one, other in zip(before, after, strict=True)), len(before)


VOWELS = frozenset("аеёиоуыэюяієїaeiouy")


def hyphenate(text: str, width: int, chance: random.Random) -> tuple[str, list[tuple[int, str]]]:
    """The text in lines of about ``width``, words broken at their ends; the breaks: the hyphen's offset, "" or "-".

    Words are broken between a vowel and a consonant with at least two letters on both sides, compounds at their
    own hyphen too, as typesetting programs do.
    """
    out: list[str] = []
    breaks: list[tuple[int, str]] = []
    at = column = 0
    for word in text.split():
        room = width - column
        if len(word) + 1 > room and column:
            cut = _cut(word, room - 2, chance)
            if cut is None:
                out.append("\n")
                at, column = at + 1, 0
            else:
                head, hyphen, tail = cut
                out.append(f" {head}-\n{tail}")
                breaks.append((at + 1 + len(head), hyphen))
                at, column = at + len(head) + len(tail) + 3, len(tail)
                continue
        out.append(f" {word}" if column else word)
        at += len(out[-1])
        column += len(out[-1])
    return "".join(out), breaks


def _cut(word: str, room: int, chance: random.Random) -> tuple[str, str, str] | None:
    if not re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*[.,;:]?", word):
        return None
    points = [
        at
        for at in range(2, min(room, len(word) - 2))
        if word[at - 1].lower() in VOWELS
        and word[at].isalpha()
        and word[at].lower() not in VOWELS
        and word[at].lower() not in "ьъй"
        and word[at : at + 2].isalpha()
        and any(letter in VOWELS for letter in word[at:].lower())
    ]
    own = [at for at in range(1, min(room, len(word) - 1)) if word[at] == "-"]
    if own and (chance.random() < 0.5 or not points):
        at = own[-1]
        return word[:at], "-", word[at + 1 :]
    if not points or word.isupper():
        return None
    return word[: points[-1]], "", word[points[-1] :]
