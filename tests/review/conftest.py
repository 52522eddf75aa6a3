"""A bench with its review, for one test."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from .desk import Bench, Browser, opened


class NoPictures:
    """In place of the processes that draw: the reports of a bench have no pages."""

    def __init__(self, cache: Path) -> None:
        self.cache = cache

    def ahead(self, wanted: Sequence[object]) -> None:
        assert not wanted

    def close(self) -> None:
        pass


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def browser(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setattr("review.application.Pictures", NoPictures)
    monkeypatch.setattr("review.naming.WAIT_S", 600.0)
    with opened(bench) as client:
        yield Browser(client)
