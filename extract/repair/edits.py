"""Edits of a text by stages, and how the edits of several stages become one list on the raw text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.document import Reading, Repair


@dataclass(frozen=True, slots=True)
class Edit:
    """One stage's edit of the text it was given: ``start`` to ``stop`` reads as ``replacement``."""

    start: int
    stop: int
    replacement: str
    stage: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A text under repair: the raw text, the edits so far (on the raw text), and how it reads with them."""

    raw: str
    text: str
    edits: tuple[Repair, ...] = ()

    def edited(self, edits: Sequence[Edit]) -> Draft:
        r"""The draft after a stage's edits (sorted, not overlapping, on ``text``).

        >>> draft = Draft.of("изуже-\nний").edited([Edit(5, 7, "", "hyphen", 0.9)])
        >>> draft = draft.edited([Edit(0, 8, "изучений", "font", 0.8)])
        >>> [(edit.text, edit.replacement, edit.stage) for edit in draft.edits]
        [('изуже-\nний', 'изучений', 'hyphen+font')]
        """
        useful = [edit for edit in edits if self.text[edit.start : edit.stop] != edit.replacement]
        if not useful:
            return self
        return Draft(self.raw, _applied(self.text, useful), _composed(self, useful))

    def raw_span(self, start: int, stop: int) -> tuple[int, int]:
        """The raw span of a span of the text."""
        return Reading(self.raw, self.edits).raw_span(start, stop)

    @staticmethod
    def of(raw: str) -> Draft:
        """The draft of a text nobody has edited."""
        return Draft(raw, raw)


def _applied(text: str, edits: Sequence[Edit]) -> str:
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (text[at : edit.start], edit.replacement)
        at = edit.stop
    parts.append(text[at:])
    return "".join(parts)


def _composed(draft: Draft, edits: Sequence[Edit]) -> tuple[Repair, ...]:
    """The edits on the raw text that do what the draft's edits and then ``edits`` do."""
    placed = list(_placed(draft.edits))
    edits = _joined(draft.text, edits, placed)
    out: list[Repair] = []
    shift = at = 0
    for edit in edits:
        while at < len(placed) and placed[at][1] <= edit.start and not _inside(placed[at], edit):
            out.append(placed[at][2])
            shift += _growth(placed[at][2])
            at += 1
        before = shift
        merged: list[tuple[int, int, Repair]] = []
        while at < len(placed) and (placed[at][0] < edit.stop or _inside(placed[at], edit)):
            merged.append(placed[at])
            shift += _growth(placed[at][2])
            at += 1
        out.append(_merged(draft, edit, merged, before, shift))
    out.extend(repair for _, _, repair in placed[at:])
    return tuple(repair for repair in out if repair.text != repair.replacement)


def _joined(text: str, edits: Sequence[Edit], placed: Sequence[tuple[int, int, Repair]]) -> Sequence[Edit]:
    """The edits, two that touch the same earlier edit made one."""
    starts = [start for start, _, _ in placed]
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        at = bisect_left(starts, last.stop) - 1 if last else -1
        if last is None or at < 0 or placed[at][1] <= max(edit.start, last.start):
            joined.append(edit)
            continue
        replacement = last.replacement + text[last.stop : edit.start] + edit.replacement
        confidence = min(last.confidence, edit.confidence)
        joined[-1] = Edit(last.start, edit.stop, replacement, edit.stage, confidence)
    return joined


def _placed(edits: Iterable[Repair]) -> Iterable[tuple[int, int, Repair]]:
    """Every edit with where its replacement stands in the edited text."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        yield start, start + len(edit.replacement), edit
        shift += _growth(edit)


def _growth(edit: Repair) -> int:
    return len(edit.replacement) - (edit.stop - edit.start)


def _inside(placed: tuple[int, int, Repair], edit: Edit) -> bool:
    """Whether a deletion stands within the edit's characters."""
    return placed[0] == placed[1] and edit.start < placed[0] < edit.stop


def _merged(draft: Draft, edit: Edit, earlier: Sequence[tuple[int, int, Repair]], before: int, after: int) -> Repair:
    if not earlier:
        start, stop = edit.start - before, edit.stop - before
        return Repair(start, stop, draft.raw[start:stop], edit.replacement, edit.stage, edit.confidence)
    first, last = earlier[0], earlier[-1]
    begin, end = min(edit.start, first[0]), max(edit.stop, last[1])
    start = min(edit.start - before, first[2].start)
    stop = max(edit.stop - after, last[2].stop)
    replacement = draft.text[begin : edit.start] + edit.replacement + draft.text[edit.stop : end]
    stages = dict.fromkeys(stage for _, _, repair in earlier for stage in repair.stage.split("+"))
    stages[edit.stage] = None
    confidence = min(edit.confidence, *(repair.confidence for _, _, repair in earlier))
    return Repair(start, stop, draft.raw[start:stop], replacement, "+".join(stages), confidence)
