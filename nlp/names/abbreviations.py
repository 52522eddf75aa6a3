"""Short names a document introduces: "Global Innovation Index (GII)", «(далее – Программа)»."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gazetteer import Wording, wording
from language.inflection import case_forms
from nlp.names.found import Found

_INTRODUCED = re.compile(
    # One word may say what kind of thing it is: "The Electronics Clusters scheme (EC)".
    r"[»\"”’']?(?:\s+(?P<kind>[^\W\d_]+))?\s*\("
    r"(?P<then>далее|надалі|далі|here(?:in)?after|hereinafter referred to as|in short|сокращ[её]нно|скорочено)?"
    r"[\s:,–—-]*[«\"“„']?(?P<short>[^\W\d_][^\s()«»\"“”„,;:]*(?:[ -][^\s()«»\"“”„,;:]+){0,3}?)[»\"”']?"
    r"(?:\s*[,;][^()]*)?\)"
)
_OR = re.compile(r"[»\"”’']?,? (?:or|или|або) (?P<short>[^\W\d_]{2,8})(?=[,.;:)]|$)")
"""A short form put beside the full one without brackets: "Qatar Science & Technology Park, or QSTP, has"."""
_QUOTE = re.compile(r"\s?[«„“\"]")
_SIGN, _SEVERAL = 2, 2
"""Letters of a country's or a field's sign; words of a name too short to be abbreviated in another language."""
_FIRST_LETTER = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name of one document and what it stands for."""

    text: str
    type: str
    entity_id: str
    name: str


@dataclass(slots=True)
class Aliases:
    """The short names a document has introduced so far, by their folded words."""

    by_words: dict[tuple[str, ...], Alias] = field(default_factory=dict)
    first: set[str] = field(default_factory=set)

    def add(self, alias: Alias, language: str) -> None:
        """Learn a short name in all its forms."""
        for form in sorted(case_forms(alias.text, language)) if not alias.text.isupper() else [alias.text]:
            words = wording(form).words
            if words:
                self.by_words[words] = alias
                self.first.add(words[0])

    def find(self, text: Wording) -> list[Found]:
        """Where the short names stand in a text."""
        found: list[Found] = []
        if not self.first:
            return found
        for at, word in enumerate(text.words):
            if word not in self.first:
                continue
            for count in (4, 3, 2, 1):
                alias = self.by_words.get(text.words[at : at + count])
                if alias is None or at + count > len(text):
                    continue
                start, stop = text.starts[at], text.stops[at + count - 1]
                named_otherwise = not alias.text.isupper() and _QUOTE.match(text.text, stop) is not None
                if _same_case(text.text[start:stop], alias.text) and not named_otherwise:
                    found.append(Found(start, stop, alias.type, alias.entity_id, 95.0, "acronym", name=alias.name))
                    break
        return found

    def meant(self, words: str) -> Alias | None:
        """What a name stands for that is written like a short one, if anything."""
        alias = self.by_words.get(wording(words).words)
        return alias if alias is not None and _same_case(words, alias.text) else None


def introduced(text: str, found: Found) -> tuple[int, int] | None:
    """The span of a short name introduced right behind a name, None where there is none."""
    match = _INTRODUCED.match(text, found.stop)
    if match is None:
        return _put_beside(text, found)
    short, kind = match.group("short").strip(), match.group("kind") or ""
    if not kind.islower() and kind:
        return None
    if (match.group("then") and not kind) or _abbreviates(short, text[found.start : found.stop]):
        return match.start("short"), match.start("short") + len(short)
    return None


def _put_beside(text: str, found: Found) -> tuple[int, int] | None:
    """The span of a short name behind "or", all of whose letters the words of the full one begin with."""
    match = _OR.match(text, found.stop)
    if match is None or not match.group("short").isupper():
        return None
    words = _FIRST_LETTER.findall(text[found.start : found.stop])
    initials = "".join(word[0].upper() for word in words)
    return match.span("short") if _in_order(match.group("short"), initials) == len(match.group("short")) else None


def _abbreviates(short: str, full: str) -> bool:
    """Whether capitals of a short form can come from the words of the full one, in order."""
    letters = [char for char in short if char.isupper()]
    if len(letters) < 2 or " " in short or len(letters) * 2 < len(short):
        return False
    words = [word.upper() for word in _FIRST_LETTER.findall(full)]
    if len(words) < 2:
        return False
    initials = "".join(word[0] for word in words)
    shared = _in_order("".join(letters), initials)
    if shared * 2 >= len(letters) or _other_script(short, full):
        return True
    # An acronym may come from another language: "Development Bank of the North (NIB)".
    return short.isalpha() and short.isupper() and len(short) > _SIGN and len(words) > _SEVERAL


def _in_order(letters: str, initials: str) -> int:
    """How many letters come in order among the initials."""
    at = count = 0
    for letter in letters:
        place = initials.find(letter, at)
        if place >= 0:
            count += 1
            at = place + 1
    return count


def _other_script(short: str, full: str) -> bool:
    """Whether the short form is in another alphabet than the full one ("Всемирный банк (WB)")."""
    return short.isascii() != full.isascii()


def _same_case(words: str, alias: str) -> bool:
    if alias.isupper() or sum(char.isupper() for char in alias) > 1:
        return words == alias or words.replace("‑", "-") == alias
    return words[:1].isupper() or not alias[:1].isupper()
