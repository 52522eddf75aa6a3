"""Zip containers (DOCX, XLSX) opened safely: nothing is inflated before its directory has been judged."""

from __future__ import annotations

import io
import zipfile
import zlib

from extract.errors import Unreadable

MAX_ENTRIES = 10_000
MAX_ENTRY = 160 * 2**20
MAX_TOTAL = 600 * 2**20
# Deflate reaches 1 : 1032; XML of real workbooks seldom passes 1 : 100. Small entries may.
MAX_RATIO = 300
_RATIO_FREE = 8 * 2**20
_CHUNK = 2**18


class Archive:
    """A zip file whose directory is within bounds; entries are inflated with the real bytes counted."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError) as fault:
            raise Unreadable(
                name, "the file is cut off or damaged (no zip directory)", "fetch it again or save it anew"
            ) from fault
        self._check_directory()
        self._inflated = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the entries."""
        return tuple(self._entries)

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    def read(self, entry: str) -> bytes:
        """The bytes of an entry.

        Raises:
            Unreadable: the entry is missing, damaged, protected, or larger than its bounds.
        """
        found = self._entries.get(entry)
        if found is None:
            raise Unreadable(self.name, f"a part is missing ({entry})", "save the document anew")
        if found.flag_bits & 1:
            raise Unreadable(self.name, "protected by a password", "save a copy without the password")
        parts: list[bytes] = []
        size = 0
        try:
            with self._zip.open(found) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    if size > MAX_ENTRY or self._inflated > MAX_TOTAL:
                        raise self._too_large(entry)
                    parts.append(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as fault:
            raise Unreadable(self.name, f"a part is damaged ({entry})", "fetch it again or save it anew") from fault
        return b"".join(parts)

    def read_xml(self, entry: str) -> bytes:
        """The bytes of an XML part, which by the standard (ECMA-376 part 2, 8.4) may declare no document type."""
        data = self.read(entry)
        head = data[:100_000].replace(b"\0", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Unreadable(
                self.name, f"a part declares entities ({entry}), which may hide a bomb", "save the document anew"
            )
        return data

    def _check_directory(self) -> None:
        entries = self._entries.values()
        if len(self._zip.infolist()) > MAX_ENTRIES:
            raise Unreadable(
                self.name, f"holds {len(self._zip.infolist())} parts, more than {MAX_ENTRIES}", "save the document anew"
            )
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise self._too_large("all parts together")
        for entry in entries:
            if entry.file_size > MAX_ENTRY and entry.filename.endswith((".xml", ".rels")):
                raise self._too_large(entry.filename)
            if entry.file_size > _RATIO_FREE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
                raise self._too_large(entry.filename)

    def _too_large(self, entry: str) -> Unreadable:
        return Unreadable(
            self.name,
            f"would unpack to more than is safe ({entry})",
            "if the file is genuine, split it or save it as PDF",
        )
