"""Languages: alphabets, identification, folding, words and sentences, stems, word lists. Knows no documents."""

from language.doors import later
from language.english import ENGLISH
from language.folding import Folded, fold
from language.frequency import known
from language.identification import identify, identify_stretches
from language.latin import latin
from language.numerals import NUMERALS, Numerals
from language.record import Language
from language.russian import RUSSIAN
from language.segmentation import sentences, words
from language.stemming import stem
from language.transliteration import skeleton
from language.ukrainian import UKRAINIAN

LANGUAGES: dict[str, Language] = {
    "en": ENGLISH,
    "ru": RUSSIAN,
    "uk": UKRAINIAN,
}

__all__ = [
    "LANGUAGES",
    "NUMERALS",
    "Folded",
    "Language",
    "Numerals",
    "fold",
    "identify",
    "identify_stretches",
    "known",
    "later",
    "latin",
    "sentences",
    "skeleton",
    "stem",
    "words",
]
