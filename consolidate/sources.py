"""The row of a source: what the ledger says, else what the document says of itself."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

from consolidate.columns import DocumentRow, ProblemRow
from consolidate.part import Part
from consolidate.problems import numbered


def document_row(part: Part) -> DocumentRow:
    """The row of a source, read or not."""
    source, head = part.source, part.sheet.head if part.sheet is not None else None
    return DocumentRow(
        document_id=part.document_id,
        title=source.title or (head.title if head else ""),
        path=_relative(source.path),
        origin=_without_folders(source.origin),
        media_type=head.media_type if head else "",
        language=source.language or (head.language if head else "und"),
        published=source.published or (head.dated if head else ""),
        pages=head.pages if head else None,
        status=head.status if head else "failed",
        problem=head.problem if head else _failure(part),
        reader=head.reader if head else "",
        publisher=source.publisher,
        supersedes=source.supersedes,
    )


def unread(part: Part) -> ProblemRow:
    """The problem that a source could not be read."""
    row = ProblemRow(part.document_id, "", None, None, None, None, "", "unreadable", _failure(part))
    return next(numbered([row]))


def _failure(part: Part) -> str:
    return part.failure or "not read"


def _relative(path: str) -> str:
    return PurePosixPath(path).name if PurePosixPath(path).is_absolute() else path


def _without_folders(origin: str) -> str:
    """A URL stays; of a path only the file name stays, so that no machine's folders get into the dataset."""
    scheme, mark, _ = origin.partition("://")
    if mark and scheme.lower() not in ("", "file"):
        return origin
    return PureWindowsPath(PurePosixPath(origin).name).name
