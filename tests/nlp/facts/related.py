"""The notation of tests/cases/relations_*.txt: names marked in running text, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from extract import Block, Document
from gazetteer import Entity
from nlp import SYMMETRIC, Mention, discovered_id

CASES = Path(__file__).parents[2] / "cases"
TYPES = {
    "c": "cluster",
    "p": "programme",
    "o": "organisation",
    "n": "country",
    "r": "region",
    "y": "city",
    "s": "person",
    "u": "publication",
    "f": "field",
    "t": "sector",
    "e": "event",
    "k": "ranking",
}
_KINDS = {"#": "heading", "-": "list_item"}
_NAME = re.compile(r"\{(?P<words>[^|{}]+)\|(?P<type>\w)(?:=(?P<name>[^{}]+))?\}")


@dataclass(frozen=True)
class Case:
    """A text with its names as if they had been found, and the relations a reader would write down."""

    line: str
    document: Document
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    truths: tuple[tuple[str, str, str], ...]


def read(name: str) -> list[Case]:
    """The cases of ``tests/cases/<name>.txt``; the language is its last part but "apart"."""
    language = name.removesuffix("_apart")[-2:]
    lines = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [case(line, language) for line in lines if (line.strip() and not line.startswith("# ")) or line[:3] == "# {"]


def case(line: str, language: str) -> Case:
    text, _, told = line.partition(" => ")
    parts = [_plain(part.strip()) for part in text.split("¶")]
    kinds = [_KINDS.get(part.strip()[:1], "paragraph") for part in text.split("¶")]
    blocks = tuple(Block(order, kinds[order], plain, language) for order, (plain, _) in enumerate(parts))
    document = Document("d" * 64, "text/plain", "cases", blocks, language=language)
    mentions, entities = [], {}
    for order, (_, names) in enumerate(parts):
        for start, stop, kind, entity_name in names:
            entity = Entity(discovered_id(kind, entity_name), kind, entity_name)
            entities[entity.id] = entity
            place = document.place(order, start, stop)
            words = document.quote(place)
            mentions.append(Mention(words, kind, language, start, stop, entity.id, 100.0, "marked", place=place))
    truths = tuple(tuple(side.strip() for side in one.split("|")) for one in told.split(";;") if one.strip())
    return Case(line, document, tuple(mentions), tuple(entities.values()), truths)


def _plain(text: str) -> tuple[str, list[tuple[int, int, str, str]]]:
    """The text without marks, and the names with their span, type and canonical name."""
    text = re.sub(r"^[#-]\s*", "", text)
    out, names, at = "", [], 0
    for found in _NAME.finditer(text):
        out += text[at : found.start()]
        words = found["words"]
        names.append((len(out), len(out) + len(words), TYPES[found["type"]], found["name"] or words))
        out += words
        at = found.end()
    return out + text[at:], names


def true(case: Case, says: tuple[str, ...], names: dict[str, str]) -> bool:
    """Whether a case has what an option says: relation, ids of subject and object, words in place of the latter."""
    relation, subject, other, words, _ = says
    sides = (names.get(subject, ""), names.get(other, words))
    turned = sides[::-1] if relation in SYMMETRIC else sides
    return any(told == relation and (one, two) in (sides, turned) for one, told, two in case.truths)
