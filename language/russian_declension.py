"""Russian declension: by the dictionary of pymorphy3, by regular paradigms where it does not know the word.

Never the first parse alone: all nominative readings of a word are followed. The paradigms are those of
Зализняк, «Грамматический словарь русского языка», without stress.
"""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from language.frequency import Parse, russian_parses
from language.paradigm import CASES, Gender, Paradigm, declined, fixed

_GRAMMEMES = (
    ("nomn",),
    ("gent", "gen2"),
    ("datv",),
    ("accs",),
    ("ablt",),
    ("loct", "loc2"),
)
_HISSING = "гкхжчшщ"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_ADJECTIVE = {
    "m": "{y} ого ому {y}/ого {i}м ом",
    "f": "ая ой ой ую ой/ою ой",
    "n": "ое ого ому ое {i}м ом",
    "p": "{i}е {i}х {i}м {i}е/{i}х {i}ми {i}х",
}
_ADJECTIVE_ENDINGS: tuple[tuple[str, Gender], ...] = (
    ("ый", "m"), ("ий", "m"), ("ой", "m"), ("ая", "f"), ("ое", "n"), ("ые", "p"), ("ие", "p"),
)  # fmt: skip
_DECLINED_FIRST = ("-на-", "-над-", "-под-", "-ан-")
_IRREGULAR_FIXED = frozenset(("сан", "санта", "сент", "лос", "нью", "эль", "ла", "лас", "порт", "форт", "тель"))


@lru_cache(maxsize=50_000)
def russian_paradigms(word: str, after: str | None) -> tuple[Paradigm, ...]:
    """The paradigms of a word in the nominative; as adjectives only where ``after``, the next word, is given."""
    if word.isupper() and len(word) > 1:
        return (fixed(word),)
    if "-" in word or "‑" in word:
        return _hyphenated(word.replace("‑", "-"), after)
    known = _from_dictionary(word)
    adjectives = tuple(paradigm for paradigm in known if not paradigm.noun)
    nouns = tuple(paradigm for paradigm in known if paradigm.noun)
    if after is not None and adjectives:
        return adjectives
    if known and nouns and word[:1].isupper() and all(one.gender == "m" for one in nouns) and _is_place(word):
        # The dictionary's forms of foreign places are not always the usual ones ("Тэджон": «Тэджна»).
        return (*nouns, *(one for one in _regular(word) if one not in nouns))
    if known:
        return nouns or tuple(Paradigm(p.forms, p.gender) for p in adjectives)
    regular = _adjectival(word) if after is not None else ()
    return regular or _regular(word)


def _hyphenated(word: str, after: str | None) -> tuple[Paradigm, ...]:
    for joint in _DECLINED_FIRST:
        if joint in word.lower():
            at = word.lower().index(joint)
            return _joined(russian_paradigms(word[:at], after), word[at:])
    first, _, last = word.rpartition("-")
    if after is not None and _from_dictionary(last) and all(not p.noun for p in _from_dictionary(last)):
        return tuple(_prefixed(first + "-", paradigm) for paradigm in russian_paradigms(last, after))
    found = [_prefixed(first + "-", paradigm) for paradigm in russian_paradigms(last, None)]
    if "-" not in first and first.lower() not in _IRREGULAR_FIXED:
        found += _both(russian_paradigms(first, None), russian_paradigms(last, None))
    return tuple(found)


def _joined(paradigms: tuple[Paradigm, ...], rest: str) -> tuple[Paradigm, ...]:
    return tuple(
        Paradigm(tuple(tuple(form + rest for form in case) for case in p.forms), p.gender, p.noun) for p in paradigms
    )


def _prefixed(prefix: str, paradigm: Paradigm) -> Paradigm:
    return Paradigm(
        tuple(tuple(prefix + form for form in case) for case in paradigm.forms), paradigm.gender, paradigm.noun
    )


def _both(first: tuple[Paradigm, ...], last: tuple[Paradigm, ...]) -> list[Paradigm]:
    """Both parts of a hyphenated name declined; the first one gives the gender («в Рейне-Вестфалии»)."""
    return [
        Paradigm(
            tuple(
                tuple(f"{left}-{right}" for left in one.forms[case] for right in two.forms[case])
                for case in range(len(CASES))
            ),
            one.gender,
        )
        for one in first[:2]
        for two in last[:2]
    ]


def _is_place(word: str) -> bool:
    return any("Geox" in parse.tag for parse in russian_parses(word))


@lru_cache(maxsize=50_000)
def _from_dictionary(word: str) -> tuple[Paradigm, ...]:
    found: list[Paradigm] = []
    for parse in russian_parses(word):
        paradigm = _paradigm(parse, word) if parse.is_known else None
        if paradigm is not None and paradigm not in found:
            found.append(paradigm)
    return tuple(found)


def _paradigm(parse: Parse, word: str) -> Paradigm | None:
    tag = parse.tag
    if tag.case != "nomn" or tag.POS not in ("NOUN", "ADJF", "PRTF"):
        return None
    noun = tag.POS == "NOUN"
    gender = cast("Gender", "p" if tag.number == "plur" else (tag.gender or "masc")[0])
    if "Fixd" in tag or "Abbr" in tag:
        return fixed(word, gender)
    forms: list[tuple[str, ...]] = []
    for case, grammemes in enumerate(_GRAMMEMES):
        of_case = _forms(parse, grammemes, number=tag.number, gender=None if noun or gender == "p" else tag.gender)
        forms.append(tuple(dict.fromkeys(_cased(form, word) for form in of_case)) or (word,))
        if case == 0:
            forms[0] = (word,)
    return Paradigm(tuple(forms), gender, noun)


def _forms(parse: Parse, grammemes: tuple[str, ...], number: str | None, gender: str | None) -> list[str]:
    return [
        form.word
        for form in parse.lexeme
        if form.tag.POS == parse.tag.POS
        and form.tag.number == number
        and (gender is None or form.tag.gender == gender)
        and (form.tag.case in grammemes)
        and "Infr" not in form.tag
    ]


def _cased(form: str, like: str) -> str:
    """The form with the capitals of the dictionary form."""
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _adjectival(word: str) -> tuple[Paradigm, ...]:
    for ending, gender in _ADJECTIVE_ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[:-2]
            soft = stem[-1] in _HISSING
            endings = _ADJECTIVE[gender].format(y=ending if gender == "m" else "", i="и" if soft else "ы")
            return (declined(stem, endings, gender, noun=False),)
    return ()


def _regular(word: str) -> tuple[Paradigm, ...]:
    """The paradigms that the ending of an unknown noun allows."""
    adjectival = tuple(Paradigm(p.forms, p.gender) for p in _adjectival(word) if word[-3:-2] in ("к", "н", "в"))
    if adjectival and (word.endswith("ский") or not word.endswith(("ий", "ие"))):
        return adjectival
    last, stem = word[-1:].lower(), word[:-1]
    if last in _CONSONANTS:
        return _regular_masculine(word, last)
    rule = _BY_ENDING.get(last)
    return rule(word, stem, stem[-1:].lower()) if rule is not None else (fixed(word),)


def _regular_soft(word: str, stem: str, before: str) -> tuple[Paradigm, ...]:
    if word.endswith("ь"):
        return (declined(stem, "ь я ю ь ем е", "m"), declined(stem, "ь и и ь ью и", "f"))
    return (declined(stem, "й я ю й ем и" if before == "и" else "й я ю й ем е", "m"),)


def _regular_feminine(word: str, stem: str, before: str) -> tuple[Paradigm, ...]:
    if word.endswith("я"):
        return (declined(stem, "я и и ю ей/ею и" if before == "и" else "я и е ю ей/ею е", "f"),)
    if before in "аеиоуыэюя":
        return (fixed(word),)
    if before in "жчшщ":
        return (declined(stem, "а и е у ей е", "f"),)
    return (declined(stem, f"а {'и' if before in 'гкх' else 'ы'} е у ой/ою/ей е", "f"),)


def _regular_neuter(word: str, stem: str, before: str) -> tuple[Paradigm, ...]:  # noqa: ARG001 - the table's signature
    if word.lower().endswith(("ово", "ево", "ёво", "ино", "ыно")):
        return (fixed(word, "n"), declined(stem, "о а у о ом е", "n"))
    return (fixed(word),)


def _regular_plural(word: str, stem: str, before: str) -> tuple[Paradigm, ...]:
    last = word[-1].lower()
    if last == "и" and before not in "гкх":
        return (fixed(word),)
    return (fixed(word, "p"), declined(stem, f"{last} -/ов ам {last} ами ах", "p"))


_BY_ENDING = {
    "й": _regular_soft,
    "ь": _regular_soft,
    "а": _regular_feminine,
    "я": _regular_feminine,
    "о": _regular_neuter,
    "ы": _regular_plural,
    "и": _regular_plural,
}


def _regular_masculine(word: str, last: str) -> tuple[Paradigm, ...]:
    instrumental = "ем/ом" if last in "жчшщц" else "ом"
    found = [declined(word, f"- а у - {instrumental} е", "m")]
    if word.lower().endswith(("ов", "ев", "ин", "ын")):
        found.append(declined(word, "- а у -/а ым е", "m"))
    if word.lower().endswith("ец") and len(word) > 4:
        stem = word[:-2]
        found.append(declined(stem, "ец ца цу ец цем/цом це", "m"))
    return tuple(found)


_ADJECTIVE_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ония", ("онский",)),
    ("ия", ("ский", "ийский")),
    ("ея", ("ейский",)),
    ("оя", ("ойский",)),
    ("ая", ("айский",)),
    ("ио", ("ийский",)),
    ("ово", ("овский",)),
    ("ево", ("евский",)),
    ("ино", ("инский",)),
    ("ыно", ("ынский",)),
    ("ск", ("ский",)),
    ("цк", ("цкий",)),
    ("ец", ("ецкий",)),
    ("ец", ("цкий",)),
    ("нь", ("нский", "ньский")),
    ("ль", ("льский", "ский")),
    ("рь", ("рский",)),
    ("мь", ("мский",)),
    ("й", ("йский",)),
    ("га", ("жский", "гский")),
    ("ка", ("кский", "ский")),
    ("ха", ("хский",)),
    ("ла", ("льский",)),
    ("за", ("зский", "зенский")),
    ("на", ("нский", "ненский")),
    ("а", ("ский", "инский")),
    ("ья", ("ский", "ьинский")),
    ("ы", ("ский",)),
    ("си", ("сский",)),
    ("ки", ("кский", "ский")),
    ("и", ("ийский", "инский")),
    ("о", ("ский",)),
    ("л", ("льский",)),
    ("г", ("гский", "жский")),
    ("к", ("кский", "цкий")),
    ("ц", ("цкий",)),
)


def russian_adjectives(place: str) -> tuple[str, ...]:
    """The adjectives (nominative, masculine) that the rules form of a place name; irregular ones stand in the data."""
    for ending, replacements in _ADJECTIVE_RULES:
        if place.endswith(ending) and len(place) > len(ending) + 1:
            return tuple(place[: -len(ending)] + replacement for replacement in replacements)
    return (place + "ский",) if place[-1:] in _CONSONANTS and len(place) > 2 else ()
