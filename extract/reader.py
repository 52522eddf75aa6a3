"""From a file to a Document: the format told, its reader called, then what every format shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from extract.attachment import attach
from extract.dating import find_date
from extract.document import Block, Document, Problem, Status
from extract.errors import Unreadable
from extract.formats import FORMATS, SUFFIXES, Format, known_suffixes
from extract.grid import mark_headers
from extract.references import mark_references
from extract.repair import repair
from extract.roles import is_figure_caption, is_note
from extract.sniff import foreign, is_foreign_markup, is_text
from language import identify

MAX_BYTES = 512 * 2**20
_LANGUAGE_SAMPLE = 20_000
_PROSE_WORDS = 25


def read_document(path: Path, *, name: str = "", language: str = "") -> Document:
    """The document in a file.

    Args:
        path: the file.
        name: what a person knows the file by, where that is not the path's name.
        language: the document's language, where it is known.

    Raises:
        Unreadable: the file is missing, empty, protected, damaged, or of a format that is not read.
    """
    name = name or path.name
    return read_bytes(_bytes_of(path, name), name, language=language)


def read_bytes(data: bytes, name: str, *, language: str = "") -> Document:
    """The document in the bytes of a file; see ``read_document``."""
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable(name, "the file is empty", "fetch it again")
    document = _format_of(data, name).read(data, name)
    pdf = data if document.media_type == "application/pdf" else None
    return finish(document, len(data), language, pdf)


def is_report(path: Path) -> bool:
    """Whether a file found in a folder is meant as a report: of a known format, or of one that is told apart by name.

    A word processor's old format is a report that cannot be read; a picture or a program is none.
    """
    try:
        data = _bytes_of(path, path.name)
    except Unreadable:
        return path.suffix.lower() in SUFFIXES
    if not data.strip(b"\0 \t\r\n"):
        return path.suffix.lower() in SUFFIXES
    if (strange := foreign(data)) is not None:
        return strange.is_report
    try:
        _format_of(data, path.name)
    except Unreadable:
        return path.suffix.lower() in SUFFIXES
    return True


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise Unreadable(name, "is a folder, not a file", "give the files in it")
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(name, f"larger than {MAX_BYTES // 2**20} MiB", "split it")
        return path.read_bytes()
    except FileNotFoundError as fault:
        raise Unreadable(name, "there is no such file", "check the name") from fault
    except PermissionError as fault:
        raise Unreadable(name, "may not be read", "change the file's permissions") from fault
    except OSError as fault:
        raise Unreadable(name, f"cannot be read ({fault.strerror})", "check the disk and the name") from fault


def _format_of(data: bytes, name: str) -> Format:
    suffix = Path(name).suffix.lower()
    strange = foreign(data)
    if strange is not None:
        raise Unreadable(name, strange.what, strange.remedy)
    known = {known for format_ in FORMATS for known in format_.suffixes}
    found = next((format_ for format_ in FORMATS if format_.matches(data, suffix)), None)
    if found is None or (found.media_type.startswith("text/") and is_foreign_markup(data)):
        if suffix in known and not is_text(data):
            raise Unreadable(name, f"is no {suffix} file, nor any other known one", "fetch it again or save it anew")
        raise _no_reader(name, suffix)
    # A text with a suffix nobody knows is read when it plainly is prose, not when it may be anything.
    if found.media_type == "text/plain" and suffix and suffix not in (*known, ".text", ".log") and not _is_prose(data):
        raise _no_reader(name, suffix)
    return found


def _no_reader(name: str, suffix: str) -> Unreadable:
    what = f"no reader for '{suffix}'" if suffix else "no reader for files of this kind"
    return Unreadable(name, what, f"known: {known_suffixes()}")


def _is_prose(data: bytes) -> bool:
    words = data[:20_000].split()
    wordy = sum(word.strip(b".,;:!?()\"'").isalpha() or max(word) >= 0x80 for word in words)
    return len(words) >= _PROSE_WORDS and wordy >= 0.7 * len(words)


def finish(document: Document, size: int, language: str = "", pdf: bytes | None = None) -> Document:
    """The document with what every format shares: order, sections, languages, captions, date, repair, status.

    ``size`` is the number of bytes read; ``language`` the document's language where it is known; ``pdf`` the bytes
    of a PDF, whose broken fonts are solved from its character codes.
    """
    blocks = mark_references(document.blocks)
    blocks = tuple(replace(block, order=order) for order, block in enumerate(blocks))
    blocks = tuple(_with_headers(block) for block in attach(blocks))
    prior = language or _main_language(blocks)
    blocks = _with_sections(_with_languages(blocks, prior), prior)
    repaired = repair(blocks, language=prior, pdf=pdf, scanned=document.scanned)
    blocks = repaired.blocks
    problems = (*document.problems, *repaired.problems, *_problems(blocks, size, document.problems))
    done = replace(
        document,
        blocks=blocks,
        problems=problems,
        title=document.title or _title(blocks),
        language=prior,
        status=_status(document, blocks, problems),
    )
    if done.dated:
        return done
    dated, place = find_date(done)
    return replace(done, dated=dated, dated_at=place)


def _with_headers(block: Block) -> Block:
    return block if block.table is None else replace(block, table=mark_headers(block.table))


def _with_sections(blocks: Sequence[Block], prior: str) -> tuple[Block, ...]:
    """The blocks with the headings above each, outermost first.

    A title given again in another language (over an abstract) heads what is in that language, and closes nothing
    of the text in the document's own.
    """
    own: list[tuple[int, str]] = []
    other: list[tuple[int, str]] = []
    other_language = ""
    made: list[Block] = []
    for block in blocks:
        foreign_heading = block.kind == "heading" and block.language not in (prior, "und") and bool(own)
        path = other if foreign_heading or (other and block.language == other_language) else own
        if block.kind == "heading":
            level = block.level or 1
            path[:] = [above for above in path if above[0] < level]
            made.append(replace(block, section=tuple(title for _, title in path), level=level))
            path.append((level, " ".join(block.text.split())))
            if foreign_heading:
                other_language = block.language
            else:
                other = []
        else:
            made.append(replace(block, section=tuple(title for _, title in path)))
    return tuple(made)


def _main_language(blocks: Sequence[Block]) -> str:
    """The language that most of the running text is in."""
    weights: dict[str, int] = {}
    read = 0
    for block in blocks:
        if block.kind in ("furniture", "reference") or read > _LANGUAGE_SAMPLE:
            continue
        sample = block.text[:2000]
        read += len(sample)
        found = identify(sample)
        weights[found] = weights.get(found, 0) + len(sample)
    known = {code: weight for code, weight in weights.items() if code != "und"}
    return max(sorted(known), key=lambda code: known[code]) if known else "und"


def _with_languages(blocks: Sequence[Block], prior: str) -> tuple[Block, ...]:
    return tuple(
        replace(block, language=identify(block.text[:4000], prior=prior if prior != "und" else None))
        for block in blocks
    )


def _title(blocks: Sequence[Block]) -> str:
    """The first heading of the first page or so; failing that, nothing."""
    for block in blocks[:30]:
        if block.kind == "heading" and len(block.text) > 3:  # a number is no title
            return " ".join(block.text.split())
    return ""


def _problems(blocks: Sequence[Block], size: int, told: Sequence[Problem]) -> list[Problem]:
    problems: list[Problem] = []
    if size and not any(block.text.strip() for block in blocks) and not told:
        problems.append(Problem("no_text", f"{size} bytes in and no text out"))
    problems += [
        Problem("figure_without_values", "a figure is referred to, its values are absent", block.order)
        for block in blocks
        if block.kind == "caption" and _names_figure(blocks, block) and not _has_figure(blocks, block.order)
    ]
    return problems


def _names_figure(blocks: Sequence[Block], block: Block) -> bool:
    """Whether a caption is a figure's: by its label, or because only a source line stands under it."""
    if is_figure_caption(block.text):
        return True
    below = next((other for other in blocks[block.order + 1 : block.order + 4] if other.kind != "furniture"), None)
    above = next((other for other in reversed(blocks[: block.order]) if other.kind != "furniture"), None)
    return below is not None and is_note(below.text) and (above is None or above.table is None)


def _has_figure(blocks: Sequence[Block], order: int) -> bool:
    near = blocks[max(0, order - 2) : order + 3]
    return any(block.kind == "figure" and block.text.strip() for block in near)


def _status(document: Document, blocks: Sequence[Block], problems: Sequence[Problem]) -> Status:
    if document.status != "ok":
        return document.status
    if not any(block.text.strip() for block in blocks):
        return "failed"
    return "partial" if any(problem.kind in _PARTIAL for problem in problems) else "ok"


_PARTIAL = frozenset(("truncated", "damaged_bytes", "damaged_page", "no_text", "unread_part"))
