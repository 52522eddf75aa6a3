"""Quality is a gate: what is read from the marked-up passages must not fall below the floors.

Floors stand in ``floors.toml``, a table for each split and language. Raising one is a commit; lowering one needs a
sentence in the changelog.
"""

import tomllib
from pathlib import Path

import pytest

from clustertrace.evaluation import Score, evaluate
from gazetteer import Gazetteer

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
@pytest.mark.parametrize("split", sorted(FLOORS))
def test_nothing_falls_below_its_floor(split: str, language: str, gazetteer: Gazetteer) -> None:
    scores = evaluate([HERE / split / language / "gold.jsonl"], gazetteer)
    below = []
    for kind, floor in FLOORS[split][language].items():
        score = scores.get((f"{split}/{language}", kind), Score())
        below += [
            f"{kind} {name}: {getattr(score, name):.3f} < {least}"
            for name, least in floor.items()
            if getattr(score, name) < least
        ]
    assert not below


def test_every_language_has_floors_for_every_kind() -> None:
    kinds = {"statement", "value", "mention", "entity", "relation", "cell"}
    for split in ("dev", "held", "reports"):
        for language in ("en", "ru", "uk"):
            assert kinds <= set(FLOORS[split][language])
