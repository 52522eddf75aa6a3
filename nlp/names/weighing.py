"""Clues weighed: which of several classes is meant, by weights learned from marked-up passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every clue for every class, in the order of ``classes``."""

    classes: tuple[str, ...]
    by_clue: Mapping[str, tuple[float, ...]]

    def likelihoods(self, clues: Iterable[str]) -> dict[str, float]:
        """How likely each class is; together they are 1.

        >>> Weights(("city", "cluster"), {"rank": (0.0, 1.0)}).likelihoods(["rank", "unknown clue"])
        {'city': 0.2689414213699951, 'cluster': 0.7310585786300049}
        """
        sums = self.sums(clues)
        most = max(sums)
        shares = [exp(total - most) for total in sums]
        whole = sum(shares)
        return {name: share / whole for name, share in zip(self.classes, shares, strict=True)}

    def sums(self, clues: Iterable[str]) -> list[float]:
        """What the clues add up to for each class, in the order of ``classes``."""
        # Sorted, so that the last digit does not depend on the order of a set.
        said = [self.by_clue[clue] for clue in sorted(filter(self.by_clue.__contains__, clues))]
        return [sum(column) for column in zip(*said, strict=True)] if said else [0.0] * len(self.classes)


def read_weights(path: Path) -> Weights:
    """The weights of a table: a line of classes, then a line a clue; lines with "#" are comments."""
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return Weights(tuple(lines[0][1:]), {line[0]: tuple(map(float, line[1:])) for line in lines[1:]})


def write_weights(path: Path, weights: Weights, comment: str) -> None:
    """Write a table that ``read_weights`` reads, with four decimals."""
    rows = [["clue", *weights.classes]]
    rows += [[clue, *(f"{value:.4f}" for value in values)] for clue, values in sorted(weights.by_clue.items())]
    path.write_text(f"# {comment}\n" + "".join("\t".join(row) + "\n" for row in rows), "utf-8")
