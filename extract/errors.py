"""What extraction raises: one file cannot be read, the others go on."""

from __future__ import annotations


class Unreadable(Exception):
    """This input cannot be read; processing of the others continues.

    ``cause`` says what is wrong and ``remedy`` what a person can do; ``name`` is the file as the person knows it.
    """

    def __init__(self, name: str, cause: str, remedy: str) -> None:
        super().__init__(f"{name}: {cause}; {remedy}")
        self.name = name
        self.cause = cause
        self.remedy = remedy
