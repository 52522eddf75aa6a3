"""Latin letters inside Cyrillic words and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.repair.edits import Edit
from extract.repair.lexicon import Lexicon
from language import LANGUAGES

TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceiopxyjsÏïëË", "АВСЕНІКМОРТХУасеіорхујѕЇїёЁ")
TO_LATIN = str.maketrans("АВСЕНІКМОРТХУасеіорхујѕ", "ABCEHIKMOPTXYaceiopxyjs")
_SEAM = re.compile("[A-Za-zÏïËë][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-zÏïËë]")
_REST = re.compile(r"[^\W\d_]*")
_LONGEST = 60
_FOREIGN_CAPITALS = re.compile(r"(?<![\w])(?=[АВСЕНІКМОРТХ]*І)[АВСЕНІКМОРТХ]{2,4}(?![\w])")
"""Short words of capitals with the Ukrainian І, which in Russian text stands for a Latin I (ІТ)."""
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-zÏïËë]")
_ALIKE_CYRILLIC = frozenset("АВСЕНІКМОРТХУасеіорхујѕ")


def mixed_words(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    """Edits that bring words of two scripts to the one they are meant in.

    A word whose letters of one script all look like letters of the other is brought to the other; words that
    truly join two scripts (a Latin name with a Cyrillic ending) stay.
    """
    if text.isascii():
        return
    yield from sorted(_edits(text, lexicon), key=lambda edit: edit.start)


def _edits(text: str, lexicon: Lexicon) -> Iterator[Edit]:
    if lexicon.language == "ru" and "І" in text:
        for found in _FOREIGN_CAPITALS.finditer(text):
            yield Edit(found.start(), found.end(), found.group().translate(TO_LATIN), "homoglyph", 0.9)
    if _LATIN.search(text) is None:
        return
    at = 0
    while (seam := _SEAM.search(text, at)) is not None:
        start = seam.start()
        while start > at and seam.start() - start < _LONGEST and text[start - 1].isalpha():
            start -= 1
        rest = _REST.match(text, seam.end())
        at = rest.end() if rest else seam.end()
        word = text[start:at]
        fixed = _one_script(word, lexicon) if len(word) <= _LONGEST else ""
        if fixed and fixed != word:
            confidence = 0.98 if lexicon.knows(fixed.lower()) else 0.85
            yield Edit(start, at, fixed, "homoglyph", confidence)


def _one_script(word: str, lexicon: Lexicon) -> str:
    cyrillic, latin = _CYRILLIC.findall(word), _LATIN.findall(word)
    as_cyrillic = word.translate(TO_CYRILLIC)
    cyrillic_fits = _LATIN.search(as_cyrillic) is None
    latin_fits = all(letter in _ALIKE_CYRILLIC for letter in cyrillic)
    if latin_fits and word.isupper() and not set(as_cyrillic.lower()) <= set(LANGUAGES[lexicon.language].alphabet):
        return word.translate(TO_LATIN)
    if cyrillic_fits and lexicon.knows(as_cyrillic.lower()):
        return as_cyrillic
    if cyrillic_fits and (len(cyrillic) > len(latin) or not latin_fits):
        return as_cyrillic
    if latin_fits and len(latin) > len(cyrillic):
        return word.translate(TO_LATIN)
    return as_cyrillic if cyrillic_fits and not latin_fits else ""
