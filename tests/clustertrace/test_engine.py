"""A document can at worst fail by itself: workers are killed, run out of memory, or die alone."""

import os
import time
from pathlib import Path

import pytest

from clustertrace.engine import LocalEngine, outcome_of
from clustertrace.tasks import Outcome, Task


def behave(task: Task) -> Outcome:
    """What the file's name says."""
    if task.name == "hangs":
        time.sleep(60)
    if task.name == "dies":
        os.abort()
    if task.name == "eats":
        try:
            return Outcome("ok", str(len(bytearray(8 << 30))))
        except MemoryError:
            return Outcome("failed", "memory")
    return Outcome("ok", task.name)


def a_task(name: str) -> Task:
    return Task("extract", "0" * 64, name, Path(), Path(name), "")


@pytest.fixture(scope="module")
def engine():
    engine = LocalEngine(2, work=behave)
    yield engine
    engine.close()


@pytest.mark.parametrize(
    ("name", "says"), [("hangs", "within 1 s"), ("dies", "made its reader stop"), ("eats", "memory")]
)
def test_one_bad_document_fails_alone(engine: LocalEngine, name: str, says: str) -> None:
    deadlines = {"hangs": 1.0}
    bad = engine.submit(a_task(name), deadlines.get(name, 30.0))
    good = [engine.submit(a_task(f"good{number}"), 30.0) for number in range(3)]
    outcome = outcome_of(bad, deadlines.get(name, 30.0))
    assert outcome.status == "failed"
    assert says in outcome.cause
    assert [outcome_of(future, 30.0).cause for future in good] == ["good0", "good1", "good2"]
