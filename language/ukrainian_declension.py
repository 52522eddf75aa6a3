"""Ukrainian declension of names, by rule.

After «Український правопис» (2019), sections on the declension of nouns and adjectives: consonant alternation
before -і (г/з, к/ц, х/с), і with о or е in closed and open syllables (Харків – Харкова, Канів – Канева,
Тернопіль – Тернополя), fleeting vowels (Луцьк keeps, Донець – Донця), -а and -у of the genitive side by side.
"""

from __future__ import annotations

from functools import lru_cache

from language.paradigm import Gender, Paradigm, declined, fixed

_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_VOWELS = "аеєиіїоуюя"
_HISSING = "жчшщ"
_BEFORE_I = {"г": "з", "ґ": "з", "к": "ц", "х": "с"}
_ADJECTIVES: tuple[tuple[str, Gender, str], ...] = (
    ("ий", "m", "ий ого ому ий/ого им ому/ім"),
    ("ій", "m", "ій ього ьому ій/ього ім ьому/ім"),
    ("а", "f", "а ої ій у ою ій"),
    ("я", "f", "я ьої ій ю ьою ій"),
    ("е", "n", "е ого ому е им ому/ім"),
    ("є", "n", "є ього ьому є ім ьому/ім"),
    ("і", "p", "і их им і/их ими их"),
)
_FEMININE_STEMS = ("ськ", "цьк", "зьк", "н", "ов", "ев", "єв", "ч", "ш", "ст", "рт", "р", "к", "л")
_PLURAL_NOMINATIVES = "иії"


@lru_cache(maxsize=50_000)
def ukrainian_paradigms(word: str, after: str | None) -> tuple[Paradigm, ...]:
    """The paradigms of a word in the nominative; as an adjective only where ``after``, the next word, agrees."""
    if word.isupper() and len(word) > 1:
        return (fixed(word),)
    if "-" in word or "‑" in word:
        return _hyphenated(word.replace("‑", "-"), after)
    if after is not None:
        adjective = _adjective(word, after)
        if adjective:
            return adjective
    return _noun(word)


def _hyphenated(word: str, after: str | None) -> tuple[Paradigm, ...]:
    first, _, last = word.rpartition("-")
    if "-на-" in word.lower() or "-над-" in word.lower():
        first, last = word.split("-", 1)
        return tuple(
            Paradigm(tuple(tuple(f"{form}-{last}" for form in case) for case in p.forms), p.gender, p.noun)
            for p in ukrainian_paradigms(first, after)
        )
    found = [
        Paradigm(tuple(tuple(f"{first}-{form}" for form in case) for case in p.forms), p.gender, p.noun)
        for p in ukrainian_paradigms(last, after)
    ]
    if after is None and "-" not in first and first[:1].isupper() and len(first) > 4 and first[-1] not in "ое":
        for one in ukrainian_paradigms(first, None)[:1]:
            for two in ukrainian_paradigms(last, None)[:1]:
                cases = zip(one.forms, two.forms, strict=True)
                both = tuple(tuple(f"{left}-{right}" for left in a for right in b) for a, b in cases)
                found.append(Paradigm(both, one.gender))
    return tuple(found)


def _adjective(word: str, after: str) -> tuple[Paradigm, ...]:
    """The word as an adjective, where the next word can be the noun (or a further adjective) it agrees with."""
    for ending, gender, endings in _ADJECTIVES:
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < 2 or not _agrees(gender, after):
            continue
        if gender != "m" and not stem.endswith(_FEMININE_STEMS):
            continue
        return (declined(stem, endings, gender, noun=False),)
    return ()


def _agrees(gender: str, after: str) -> bool:
    last = after[-1:].lower()
    if gender == "m":
        return last in _CONSONANTS or last in "йьо"
    if gender == "f":
        return last in "аяь"
    if gender == "n":
        return last in "оея"
    return last in _PLURAL_NOMINATIVES


def _noun(word: str) -> tuple[Paradigm, ...]:
    last = word[-1:].lower()
    if last in _CONSONANTS:
        return _hard_masculine(word)
    rule = _BY_ENDING.get(last)
    return rule(word) if rule is not None and len(word) > 2 else (fixed(word),)


def _hard_masculine(word: str) -> tuple[Paradigm, ...]:
    stems = _oblique_stems(word)
    last = word[-1].lower()
    instrumental = "ем" if last in _HISSING + "ц" else "ом"
    found = []
    for stem in stems:
        softened = stem[:-1] + _BEFORE_I.get(stem[-1], stem[-1])
        locative = tuple(dict.fromkeys((softened + "і", stem + "у", stem + "ові", stem + "і")))
        instrumentals = (
            stem + instrumental,
            *((stem + "им",) if word.lower().endswith(("ів", "їв", "ин", "їн")) else ()),
        )
        forms = (
            (word,),
            (stem + "а", stem + "у"),
            (stem + "у", stem + "ові"),
            (word,),
            instrumentals,
            locative,
        )
        found.append(Paradigm(forms, "m"))
    return tuple(found)


def _oblique_stems(word: str) -> tuple[str, ...]:
    """The stems of the oblique cases: і opens to о or е, ї to є, -ок and -ек may lose the vowel."""
    low = word.lower()
    if low.endswith("їв"):
        return (word[:-2] + "єв",)
    if (
        len(word) > 2
        and low[-2] == "і"
        and low[-1] in _CONSONANTS
        and low.endswith(("ів", "іг", "ід", "іт", "ір", "іп"))
    ):
        return (word[:-2] + "о" + word[-1], word[:-2] + "е" + word[-1], word)
    if low.endswith("ок") and len(word) > 4 and low[-3] in _CONSONANTS:
        return (word[:-2] + word[-1], word)
    return (word,)


def _soft_masculine(word: str) -> tuple[Paradigm, ...]:
    """-ь: masculine (Тернопіль, Кобленць) and feminine (Волинь, Рось)."""
    stem = word[:-1]
    low = stem.lower()
    stems = [stem]
    if low.endswith(("ець", "ец")):
        stems = [stem[:-2] + "ц", stem]
    elif low.endswith("іл"):
        stems = [stem[:-2] + "ол", stem]
    elif low.endswith("їл"):
        stems = [stem[:-2] + "єл"]
    elif low.endswith(("ен", "он")) and len(stem) > 4:
        stems = [stem[:-2] + stem[-1], stem]
    found = [declined(one, "я я/ю ю/еві я ем і/ю/еві", "m") for one in stems]
    found = [Paradigm(((word,), p.forms[1], p.forms[2], (word,), p.forms[4], p.forms[5]), "m") for p in found]
    doubled = stem + stem[-1] if stem[-1:].lower() in "днлтсзц" and stem[-2:-1].lower() in _VOWELS else stem
    feminine = Paradigm(
        ((word,), (stem + "і",), (stem + "і",), (word,), (doubled + "ю", stem + "ю"), (stem + "і",)), "f"
    )
    return (*found, feminine)


def _feminine_a(word: str) -> tuple[Paradigm, ...]:
    stem = word[:-1]
    softened = stem[:-1] + _BEFORE_I.get(stem[-1], stem[-1])
    hissing = stem[-1].lower() in _HISSING
    genitive, instrumental = ("і", "ею") if hissing else ("и", "ою")
    forms = ((word,), (stem + genitive,), (softened + "і",), (stem + "у",), (stem + instrumental,), (softened + "і",))
    found = [Paradigm(forms, "f")]
    if stem.lower().endswith(("ськ", "цьк", "зьк", "ов", "ев", "єв")):
        found.append(declined(stem, "а ої ій у ою ій", "f"))
    return tuple(found)


def _feminine_ya(word: str) -> tuple[Paradigm, ...]:
    stem = word[:-1]
    low = word.lower()
    if len(low) > 4 and (low[-2] == low[-3] or low.endswith(("'я", "’я", "ʼя"))):
        neuter = declined(stem, "я я ю я ям і/ю", "n")
        return (neuter, declined(stem, "я і і ю ею і", "f"))
    if stem[-1].lower() in _VOWELS + "'’ʼ":
        return (declined(stem, "я ї ї ю єю ї", "f"),)
    return (declined(stem, "я і і ю ею і", "f"),)


def _neuter_o(word: str) -> tuple[Paradigm, ...]:
    """-о: Дніпро, міністерство; foreign names in -о stay (Токіо), so both are given where the ending is no help."""
    stem = word[:-1]
    if stem[-1:].lower() in _VOWELS:
        return (fixed(word, "n"),)
    softened = stem[:-1] + _BEFORE_I.get(stem[-1], stem[-1])
    forms = (
        (word,),
        (stem + "а",),
        (stem + "у", stem + "ові"),
        (word,),
        (stem + "ом",),
        (softened + "і", stem + "у", stem + "ові"),
    )
    return (Paradigm(forms, "n"), fixed(word, "n"))


def _neuter_e(word: str) -> tuple[Paradigm, ...]:
    stem = word[:-1]
    found = [fixed(word, "n")]
    if stem.lower().endswith(("н", "ськ", "цьк", "зьк", "в", "т", "л", "ж", "ч")):
        found.append(declined(stem, "е ого ому е им ому/ім", "n"))
    if stem.lower().endswith(("щ", "ц", "р")):
        found.append(declined(stem, "е а у е ем і/у", "n"))
    return tuple(found)


def _masculine_y(word: str) -> tuple[Paradigm, ...]:
    """-й: adjectives used as names (Жовтневий) and nouns (Шанхай, Кривий Ріг's first word is an adjective)."""
    stem = word[:-1]
    if word.lower().endswith("ий"):
        return (declined(word[:-2], "ий ого ому ий им ому/ім", "m"),)
    if word.lower().endswith("ій"):
        soft = declined(stem, "й я/ю ю/єві й єм ї/ю/єві", "m")
        return (soft,)
    return (declined(stem, "й я/ю ю/єві й єм ї/ю/єві", "m"),)


def _plural(word: str) -> tuple[Paradigm, ...]:
    """-и, -і, -ї: names in the plural (Суми, Чернівці, Карпати), indeclinable ones (Сочі) beside."""
    stem = word[:-1]
    last = word[-1].lower()
    found = [fixed(word, "p")]
    if stem[-1:].lower() not in _CONSONANTS + "йь":
        if last == "ї":
            found.append(declined(stem, "ї їв ям ї ями ях", "p"))
        return tuple(found)
    hard = last == "и" or stem[-1:].lower() in _HISSING + "ц"
    genitives = ["", "ів"]
    dative, instrumental, locative = ("ам", "ами", "ах") if hard else ("ям", "ями", "ях")
    forms = (
        (word,),
        tuple(dict.fromkeys([*(stem + ending for ending in genitives), *_opened(stem)])),
        (stem + dative, stem + "ям") if stem[-1:] == "ц" else (stem + dative,),
        (word,),
        (stem + instrumental, stem + "ями") if stem[-1:] == "ц" else (stem + instrumental,),
        (stem + locative, stem + "ях") if stem[-1:] == "ц" else (stem + locative,),
    )
    found.append(Paradigm(forms, "p"))
    if stem.lower().endswith(("ськ", "цьк", "зьк", "н", "ов", "ев", "в")) and last == "і":
        found.append(declined(stem, "і их им і ими их", "p"))
    return tuple(found)


def _opened(stem: str) -> list[str]:
    """The genitive plural with a vowel put in (Лубни – Лубен, Ромни – Ромен)."""
    if len(stem) > 2 and stem[-1].lower() in "нклц" and stem[-2].lower() in _CONSONANTS:
        return [stem[:-1] + "е" + stem[-1], stem[:-1] + "о" + stem[-1]]
    return []


_BY_ENDING = {
    "ь": _soft_masculine,
    "а": _feminine_a,
    "я": _feminine_ya,
    "о": _neuter_o,
    "е": _neuter_e,
    "й": _masculine_y,
    "и": _plural,
    "і": _plural,
    "ї": _plural,
}

_ADJECTIVE_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("онія", ("онський",)),
    ("ція", ("ційський", "цький")),
    ("ія", ("ський", "ійський")),
    ("ея", ("ейський",)),
    ("оя", ("ойський",)),
    ("іо", ("ійський",)),
    ("ськ", ("ський",)),
    ("цьк", ("цький",)),
    ("ець", ("ецький", "цький")),
    ("ці", ("ецький", "цький")),
    ("ця", ("цький",)),
    ("ів", ("івський",)),
    ("їв", ("ївський",)),
    ("нь", ("нський",)),
    ("іль", ("ільський",)),
    ("ль", ("льський",)),
    ("й", ("йський",)),
    ("жжя", ("зький",)),
    ("ччя", ("цький",)),
    ("га", ("зький",)),
    ("ґа", ("зький",)),
    ("ка", ("цький",)),
    ("ха", ("ський",)),
    ("ла", ("льський",)),
    ("са", ("ський",)),
    ("на", ("нський", "ненський")),
    ("ни", ("нський", "енський")),
    ("не", ("ненський", "нський")),
    ("си", ("ський",)),
    ("а", ("ський",)),
    ("и", ("ський",)),
    ("і", ("ійський", "інський")),
    ("о", ("ський",)),
    ("л", ("льський",)),
    ("г", ("зький",)),
    ("з", ("зький",)),
    ("ж", ("зький",)),
    ("к", ("цький",)),
    ("ц", ("цький",)),
    ("ч", ("цький",)),
    ("х", ("ський",)),
    ("ш", ("ський",)),
    ("с", ("ський",)),
)


def ukrainian_adjectives(place: str) -> tuple[str, ...]:
    """The adjectives (nominative, masculine) that the rules form of a place name; irregular ones stand in the data."""
    for ending, replacements in _ADJECTIVE_RULES:
        if place.endswith(ending) and len(place) > len(ending) + 1:
            return tuple(place[: -len(ending)] + replacement for replacement in replacements)
    return (place + "ський",) if place[-1:] in _CONSONANTS and len(place) > 2 else ()
