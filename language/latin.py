"""Names in Latin letters as they are usually spelled: Ukrainian by the state's table, Russian by BGN/PCGN.

Ukrainian: table of Cabinet resolution 55 of 27 January 2010. Russian: BGN/PCGN 1947 as the press simplifies it: nothing
for ъ and ь, yo for ё, and y for the ending of adjectives (ый, ий).
"""

from __future__ import annotations

import re

_SHARED = {
    "а": "a", "б": "b", "в": "v", "д": "d", "е": "e", "ж": "zh", "з": "z", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ь": "",
}  # fmt: skip
_RUSSIAN = _SHARED | {
    "г": "g", "ё": "yo", "и": "i", "й": "y", "ъ": "", "ы": "y", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_UKRAINIAN = _SHARED | {
    "г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i", "ю": "iu", "я": "ia",
    "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_YE_AFTER = frozenset("аеёиоуыэюяйъь")
_WORD = re.compile(r"[\u0400-\u052f]+(?:['’ʼ][\u0400-\u052f]+)*")
_ONLY_UKRAINIAN = re.compile(r"[іїєґ]|(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff])", re.IGNORECASE)
_ADJECTIVE = ("ый", "ий")


def latin(name: str, language: str = "") -> str:
    """A name with its Cyrillic words in Latin letters, as Russian unless the language or a letter says Ukrainian.

    >>> latin("Звёздный путь", "ru"), latin("Згурівський Яр", "uk"), latin("НИИ «Ёлкино» 5G")
    ('Zvyozdny put', 'Zghurivskyi Yar', 'NII «Yolkino» 5G')
    """
    ukrainian = language == "uk" or bool(_ONLY_UKRAINIAN.search(name))
    return _WORD.sub(lambda found: _spelled(found.group(), ukrainian=ukrainian), name)


def _spelled(word: str, *, ukrainian: bool) -> str:
    lower = word.lower()
    letters = [(_ukrainian if ukrainian else _russian)(lower, at) for at in range(len(lower))]
    if word.isupper() and len(word) > 1:
        return "".join(letters).upper()
    return "".join(
        spelled.capitalize() if letter.isupper() else spelled for letter, spelled in zip(word, letters, strict=True)
    )


def _ukrainian(word: str, at: int) -> str:
    letter = word[at]
    if at == 0 and letter in _UKRAINIAN_FIRST:
        return _UKRAINIAN_FIRST[letter]
    if letter == "г" and word[:at].endswith("з"):
        return "gh"
    return _UKRAINIAN.get(letter, letter)


def _russian(word: str, at: int) -> str:
    letter = word[at]
    if letter == "е" and (at == 0 or word[at - 1] in _YE_AFTER):
        return "ye"
    if letter == "й" and word.endswith(_ADJECTIVE) and at == len(word) - 1:
        return ""
    if letter == "и" and word.endswith("ий") and at == len(word) - 2:
        return "y"
    return _RUSSIAN.get(letter, letter)
