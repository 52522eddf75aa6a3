"""The templates of the pages, kept compiled from one start to the next."""

from __future__ import annotations

from contextlib import suppress

from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.bccache import Bucket


class _Kept(FileSystemBytecodeCache):
    """What was compiled, in a folder that only this user can write: never in the workspace, which comes from others."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # the next start compiles it again
            super().dump_bytecode(bucket)


def pages() -> Environment:
    """The templates of the review, and those that it shares with the report."""
    return Environment(
        loader=ChoiceLoader(
            [PackageLoader("review"), PrefixLoader({"report": PackageLoader("consolidate", "write/report")})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_kept(),
    )


def _kept() -> _Kept | None:
    try:
        return _Kept()
    except (OSError, RuntimeError):  # there is no such folder on this machine
        return None
