"""A workspace built once from three small reports, and the command line as a person runs it."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ENGLISH = """# Clusters of the north

In 2023 the Seoul cluster ranked 3rd in the Global Innovation Index cluster ranking. The Tokyo–Yokohama cluster
ranked 1st.

| Economy | Number of top 100 clusters |
| --- | --- |
| Germany | 9 |
| Japan | 4 |
"""
RUSSIAN = """Кластерная политика

В 2022 году лидерами по количеству инновационных кластеров стали США и Китай – по 21 кластеру. В 2020 году Москва
заняла 32-е место в рейтинге научно-технических кластеров Глобального инновационного индекса.
"""
UKRAINIAN = """Кластери України

У 2023 році кластер «Токіо – Йокогама» посів 1 місце у рейтингу науково-технологічних кластерів Глобального
інноваційного індексу.
"""


def run(*words: str, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "clustertrace", *words], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == expect, (words, done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    return done


def bytes_of(workspace: Path) -> dict[str, str]:
    folder = workspace / "outputs" / "dataset"
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def incoming(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("incoming")
    (folder / "north.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "policy.txt").write_text(RUSSIAN, encoding="cp1251")
    (folder / "ukraine.txt").write_text(UKRAINIAN, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory, incoming: Path) -> Path:
    workspace = tmp_path_factory.mktemp("workspace")
    run("init", str(workspace))
    run("-C", str(workspace), "ingest", str(incoming))
    return workspace


@pytest.fixture
def workspace(tmp_path: Path, built: Path) -> Path:
    copy = tmp_path / "copy"
    shutil.copytree(built, copy, symlinks=True)
    return copy
