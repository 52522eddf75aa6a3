"""One rough spelling for a name in any alphabet, so that transliterations of one name meet.

Sounds that transliteration systems write in many ways share one letter: p/b, t/d, k/g/h/kh (г, ґ, х), all
sibilants and affricates (zh, чж, j, q, ц, s, z …), f/v/w; vowels fall into three classes. Covered this way are
Palladius and Pinyin, Polivanov and Hepburn, the Korean romanisations and Kontsevich, KMU 2010 (Ukrainian; Cabinet
resolution 55 of 27 January 2010), BGN/PCGN (Russian), and the usual mixes of them. A skeleton tells which names
might be the same; ``romanised`` is the finer spelling to compare then.
"""

from __future__ import annotations

import re
from functools import lru_cache

from language.folding import fold

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "i",
    "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "u", "ј": "i",
}  # fmt: skip
# Longest first: digraphs of the systems named above, each with its rough sound.
_SOUNDS = (
    ("shch", "S"), ("tsch", "S"), ("dzh", "S"), ("czh", "S"), ("tszi", "Se"), ("tsz", "S"), ("chzh", "S"), ("sch", "S"),
    ("tch", "S"), ("dge", "S"), ("ckh", "K"), ("techn", "TeKN"), ("tech", "TeK"), ("hs", "S"),
    ("pkh", "P"), ("tkh", "T"), ("kkh", "K"), ("chkh", "S"), ("chh", "S"), ("zgh", "SK"),
    ("sh", "S"), ("zh", "S"), ("ch", "S"), ("ts", "S"), ("tz", "S"), ("dz", "S"), ("dj", "S"), ("cz", "S"), ("sz", "S"),
    ("kh", "K"), ("gh", "K"), ("ph", "F"), ("th", "T"), ("ck", "K"), ("qu", "KF"), ("ks", "KS"),
    ("ce", "Se"), ("ci", "Se"), ("cy", "Se"), ("xi", "Se"), ("xu", "So"),
    ("ngg", "NK"), ("ng", "N"),
    ("ae", "E"), ("oe", "E"), ("ue", "O"), ("ou", "O"), ("oo", "O"), ("ee", "E"), ("eo", "O"),
    ("ai", "a"), ("ay", "a"), ("ei", "E"), ("ey", "E"), ("oi", "o"), ("oy", "o"), ("ui", "oe"), ("uy", "oe"),
    ("x", "KS"), ("q", "S"), ("j", "S"), ("c", "K"), ("z", "S"), ("s", "S"),
    ("b", "P"), ("p", "P"), ("d", "T"), ("t", "T"), ("g", "K"), ("k", "K"), ("h", "K"), ("v", "F"), ("w", "F"),
    ("f", "F"), ("l", "L"), ("r", "R"), ("m", "M"), ("n", "N"),
    ("a", "a"), ("e", "e"), ("i", "e"), ("y", "e"), ("o", "o"), ("u", "o"),
)  # fmt: skip
_PATTERN = re.compile("|".join(sound for sound, _ in sorted(_SOUNDS, key=lambda pair: -len(pair[0]))))
_TABLE = dict(_SOUNDS)
_SPELLED = {
    "chzh": "j", "tszy": "j", "tsz": "j", "dzh": "j", "zh": "j", "dj": "j", "shch": "sh", "chkh": "ch", "pkh": "p",
    "tkh": "t", "kkh": "k", "kh": "h", "ts": "c", "q": "c", "ck": "k", "yu": "u", "ya": "a", "ye": "e", "yo": "o",
    "ph": "f", "w": "v", "y": "i", "x": "s",
}  # fmt: skip
_SPELLINGS = re.compile("|".join(sorted(_SPELLED, key=lambda spelling: -len(spelling))))
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DOUBLED = re.compile(r"(.)\1+")
_GLIDE = re.compile(r"e(?=[ao])")
_GREEK_EU = re.compile(r"^eu(?=[glr])")
_HARD_C = re.compile(r"c(?![ehiyz]|k)")
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:iang|iong|uang|iao|ian|ing|ang|eng|ong|uai|uan|ia|ie|iu|in|ua|uo|ui|un|ue"
    r"|ai|ei|ao|ou|an|en|er|a|o|e|i|u|v)){2,5}"
)


@lru_cache(maxsize=200_000)
def romanised(text: str) -> str:
    """The text in plain Latin letters, words separated by one blank.

    >>> romanised("Шэньчжэнь – Сянган"), romanised("Zürich")
    ('shenchzhen syangan', 'zurich')
    """
    folded = fold(text.replace("ё", "ыо").replace("Ё", "ыо")).text.replace("'", "")
    return " ".join("".join(_CYRILLIC.get(char, char) for char in word) for word in _WORD.findall(folded))


@lru_cache(maxsize=200_000)
def comparable(text: str) -> str:
    """The romanised text without its blanks, spellings of one sound in the great systems made one.

    >>> comparable("Цзинань") == comparable("Jinan"), comparable("Гуаньчжоу"), comparable("Guangzhou")
    (True, 'guanjou', 'guangjou')
    """
    hard = _HARD_C.sub("k", romanised(text).replace(" ", ""))
    return _SPELLINGS.sub(lambda found: _SPELLED[found.group()], hard)


@lru_cache(maxsize=200_000)
def skeleton(text: str) -> str:
    """The rough sound of a name, one run of letters a word.

    >>> skeleton("Шэньчжэнь") == skeleton("Shenzhen"), skeleton("Иокогама") == skeleton("Yokohama")
    (True, True)
    >>> skeleton("Тэджон") == skeleton("Daejeon"), skeleton("Сеул") == skeleton("Seoul") != skeleton("Сямэнь")
    (True, True)
    """
    return " ".join(_sound(word) for word in romanised(text).split())


@lru_cache(maxsize=50_000)
def otherwise(word: str) -> str:
    """The rough sound of a Latin word read in another way, empty where there is none.

    Chinese c, q and x are sibilants and ng may be parted; English w is often written as a vowel.

    >>> otherwise("zhongguancun") == skeleton("чжунгуаньцунь"), otherwise("warwick"), skeleton("уорик")
    (True, 'oaRoeK', 'oReK')
    """
    if _PINYIN.fullmatch(word) and ("c" in word.replace("ch", "") or "ngg" in word):
        return _sound(word.replace("ngg", "ng").replace("ch", "S").replace("c", "ts").replace("S", "ch"))
    return _sound(word.replace("w", "u").replace("ck", "k")) if "w" in word else ""


def _sound(word: str) -> str:
    if word.isdigit():
        return word
    word = _GREEK_EU.sub("ev", word)
    rough = _PATTERN.sub(lambda found: _TABLE[found.group()], word)
    rough = re.sub(r"[^A-Za-z\d]", "", rough).replace("E", "e").replace("O", "o")
    return _DOUBLED.sub(r"\1", _GLIDE.sub("", _DOUBLED.sub(r"\1", rough)))
