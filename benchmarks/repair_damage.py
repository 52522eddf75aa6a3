"""Damage done to clean text on purpose, as broken files do it; every kind takes its own random generator."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

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
        return 0, len(before)
    return sum(one == other for one, other in zip(before, after, strict=True)), len(before)
