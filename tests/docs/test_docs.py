"""Docs cannot fall behind: every command, format, language, export and column is in them."""

from pathlib import Path

import pytest

from clustertrace.command import COMMANDS
from clustertrace.command.names import app as names
from consolidate import WRITERS
from extract import SUFFIXES
from language import LANGUAGES
from tests.docs.dictionary import PATH, dictionary

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_the_dictionary_is_that_of_the_code() -> None:
    assert PATH.read_text("utf-8") == dictionary(), "run: python -m tests.docs.dictionary"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"clustertrace {command}" in README


def test_every_gazetteer_command_is_in_the_readme() -> None:
    row = next(line for line in README.splitlines() if "clustertrace gazetteer" in line)
    assert all(str(command.name) in row for command in names.registered_commands)


@pytest.mark.parametrize("export", WRITERS)
def test_every_export_is_in_the_readme(export: str) -> None:
    assert export in next(line for line in README.splitlines() if "clustertrace export" in line)


def test_every_format_and_language_is_in_the_readme() -> None:
    usual = {".pdf": "PDF", ".docx": "DOCX", ".html": "HTML", ".md": "Markdown", ".txt": "plain text", ".csv": "CSV"}
    assert all(word in README for word in (*usual.values(), "TSV", "XLSX"))
    assert {".pdf", ".docx", ".html", ".md", ".txt", ".csv", ".tsv", ".xlsx"} <= set(SUFFIXES)
    assert all(language.name in README for language in LANGUAGES.values())
