"""The ledger: what people's edits may do to it, and what must never be lost."""

from pathlib import Path

import pytest

from clustertrace import Stop
from clustertrace.ledger import Ledger, find_sources, read_ledger, write_ledger
from extract import Source

ONE = Source("a" * 64, "corpus/reports/Звіт «Кластери», 2024.pdf", title='Звіт, "перший"', published="2024-12")
TWO = Source("b" * 64, "corpus/reports/b.txt", origin="https://example.org/b?x=1,2")


def test_round_trip_keeps_every_character(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    write_ledger(path, Ledger((ONE, TWO), ((), ())))
    assert set(read_ledger(path).rows) == {ONE, TWO}


def test_columns_of_the_editors_own_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f"path,sha256,analyst\ncorpus/reports/b.txt,{'b' * 64},Олена\n", encoding="utf-8")
    ledger = read_ledger(path)
    write_ledger(path, ledger.updated((*ledger.rows, ONE)))
    assert dict(read_ledger(path).extra[[row.path for row in read_ledger(path).rows].index(TWO.path)]) == {
        "analyst": "Олена"
    }


@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_saved_by_a_spreadsheet(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "sources.csv"
    lines = [delimiter.join(("sha256", "path", "title")), delimiter.join(("b" * 64, "corpus/reports/b.txt", "Б"))]
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode("utf-8"))
    assert read_ledger(path).rows == (Source("b" * 64, "corpus/reports/b.txt", title="Б"),)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"nothing of a ledger\n", "line 1"),
        (b"sha256,path\nnohash,corpus/reports/a\n", "line 2"),
        (b"sha256,path\n,/etc/passwd\n", "outside the workspace"),
        (b"sha256,path\n,../a\n", "outside the workspace"),
        (b"sha256,path,published\n,corpus/reports/a,12.2024\n", "published"),
        (b"sha256,path\n,corpus/reports/a\n,corpus/reports/a\n", "repeats the source of line 2"),
        (b"sha256,path\n,corpus/reports/a,one too many\n", "3 values"),
        ("sha256,path,title\n,corpus/reports/a,Отчёт\n".encode("cp1251"), "UTF-8"),
    ],
)
def test_a_damaged_ledger_stops_and_stays(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_bytes(content)
    with pytest.raises(Stop, match=says):
        read_ledger(path)
    assert path.read_bytes() == content


def test_sources_are_found_by_name_hash_and_title() -> None:
    rows = (ONE, TWO)
    assert find_sources(rows, "b.txt") == (TWO,)
    assert find_sources(rows, "aaaaaaaa") == (ONE,)
    assert find_sources(rows, "aaa") == ()
    assert find_sources(rows, ONE.title) == (ONE,)
