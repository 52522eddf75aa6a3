"""The head words that names are found by, in all their forms, from ``data/heads.yml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from language import fold
from language.inflection import case_forms

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Head:
    """One head word; the options are those of ``data/heads.yml``."""

    word: str
    type: str
    of: bool = False
    inner: bool = False
    form: bool = False
    weak: bool = False
    agrees: bool = False
    whole: bool = False
    named: bool = False
    seat: bool = False
    proper: bool = False
    legal: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()


@lru_cache(maxsize=4)
def heads(language: str) -> dict[str, Head]:
    """The heads of a language by their folded forms."""
    with (_DATA / "heads.yml").open(encoding="utf-8") as file:
        content: dict[str, dict[str, list[str]]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    found: dict[str, Head] = {}
    for kind, lines in content.get(language, {}).items():
        for line in lines:
            head = _head(line, kind)
            for form in sorted(case_forms(head.word, language)):
                found.setdefault(fold(form).text, head)
    return found


@lru_cache(maxsize=1)
def negatives() -> dict[str, frozenset[str]]:
    """The word lists of ``data/negatives.yml``."""
    with (_DATA / "negatives.yml").open(encoding="utf-8") as file:
        content: dict[str, list[str]] = yaml.load(file, Loader=yaml.CBaseLoader)  # noqa: S506 - builds strings only
    return {name: frozenset(fold(word).text for word in words) for name, words in content.items()}


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Given names in Latin letters, folded: those of ``data/given_names.txt`` and the commonest English ones."""
    return negatives()["given"] | _lines("given_names.txt")


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Surnames in Latin letters, folded."""
    return _lines("surnames.txt")


def _lines(name: str) -> frozenset[str]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _head(line: str, kind: str) -> Head:
    word, *marks = line.split()
    beginnings = {name: tuple(said.split(",")) for name, _, said in (mark.partition("=") for mark in marks) if said}
    return Head(
        word,
        kind,
        of="of" in marks,
        inner="inner" in marks,
        form="form" in marks,
        weak="weak" in marks,
        agrees="agrees" in marks,
        whole="whole" in marks,
        named="named" in marks,
        seat="seat" in marks,
        proper="proper" in marks,
        legal=beginnings.get("legal", ()),
        modifiers=beginnings.get("with", ()),
    )


@lru_cache(maxsize=100_000)
def head_of(word: str, language: str) -> Head | None:
    """The head a folded word is a form of; compounds of cluster and park words count («агрокластер»)."""
    lexicon = heads(language)
    found = lexicon.get(word)
    if found is None and language != "en":
        at = max(word.find("кластер"), word.find("технопарк"))
        found = lexicon.get(word[at:]) if at > 1 else None
    return found
