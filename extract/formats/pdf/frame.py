"""The frame of a page: from PDF user space to points from the top left of the page as displayed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """Crop box and rotation of one page; ``turns`` counts quarter turns clockwise (PDF 1.7, table 30, Rotate)."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width of the page as displayed, points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as displayed, points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """User space points as displayed points."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def point(self, x: float, y: float) -> tuple[float, float]:
        """One user space point as displayed."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def boxes(self, x0: Floats, y0: Floats, x1: Floats, y1: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """User space rectangles as displayed rectangles: x0, top, x1, bottom."""
        ax, ay = self.points(x0, y0)
        bx, by = self.points(x1, y1)
        return np.minimum(ax, bx), np.minimum(ay, by), np.maximum(ax, bx), np.maximum(ay, by)

    def direction(self, dx: Floats, dy: Floats) -> tuple[Floats, Floats]:
        """User space directions as displayed (y grows downward)."""
        if self.turns == 0:
            return dx, -dy
        if self.turns == 1:
            return dy, dx
        if self.turns == 2:
            return -dx, dy
        return -dy, -dx


def quarter_turn(boxes: Floats, width: float, height: float, turns: int) -> Floats:
    """Displayed boxes (n x 4) of a page seen after ``turns`` quarter turns clockwise.

    >>> quarter_turn(np.array([[1.0, 2.0, 3.0, 6.0]]), 100.0, 50.0, 1).tolist()
    [[44.0, 1.0, 48.0, 3.0]]
    """
    x0, top, x1, bottom = boxes.T
    if turns == 1:
        return np.column_stack((height - bottom, x0, height - top, x1))
    if turns == 2:
        return np.column_stack((width - x1, height - bottom, width - x0, height - top))
    if turns == 3:
        return np.column_stack((top, width - x1, bottom, width - x0))
    return boxes
