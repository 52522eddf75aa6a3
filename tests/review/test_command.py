"""The command as a person runs it: one line with the address, decisions kept, a rebuild from the page."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from consolidate import JudgementLog, read_table

REPORT = "# Clusters\n\nIn 2023 the Seoul cluster ranked 3rd in the Global Innovation Index cluster ranking.\n"


def run(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "clustertrace", *words], check=True, capture_output=True, timeout=300)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "report.md").write_text(REPORT, "utf-8")
    run("init", str(tmp_path / "ws"))
    run("-C", str(tmp_path / "ws"), "ingest", str(tmp_path / "report.md"))
    return tmp_path / "ws"


@pytest.fixture
def running(workspace: Path) -> Iterator[subprocess.Popen[str]]:
    # A run in the background is born deaf to Ctrl-C, and so would be what it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command = [sys.executable, "-m", "clustertrace", "-C", str(workspace), "review", "--no-browser", "--who", "olena"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()


def test_the_address_decides_rebuilds_and_ends(workspace: Path, running: subprocess.Popen[str]) -> None:
    assert running.stdout is not None
    address = running.stdout.readline().strip()
    found = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/\?token=\S{32,}", address)
    assert found is not None, address
    names = workspace / "outputs" / ".store" / "gazetteer"
    names.unlink()
    with httpx2.Client(follow_redirects=True, timeout=60, headers={"origin": found[1]}) as client:
        assert client.get(f"{found[1]}/").status_code == 403
        assert client.get(address).status_code == 200
        page = client.get(f"{found[1]}/review/statements").text
        key = re.search(r'id="claim"[^>]*data-id="(\w+)"', page)
        assert key is not None
        fields = {"key": key[1], "action": "reject", "kind": "statements", "at": key[1]}
        assert client.post(f"{found[1]}/decide", data=fields).status_code == 200
        (judgement,) = JudgementLog(workspace / "corpus" / "judgements.jsonl").read()
        assert (judgement.action, judgement.who) == ("reject", "olena")
        assert "clu:s:kr:seoul" in _names(client, f"{found[1]}/names?q=Сеу")
        assert names.exists()
        client.post(f"{found[1]}/rebuild")
        assert _rebuilt(client, found[1]) == "done"
    row = next(row for row in read_table((workspace / "outputs/dataset").resolve(), "statements"))
    assert row["judgement"] == "reject"
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 130
    assert running.stderr is not None
    assert "Traceback" not in running.stderr.read()


def _names(client: httpx2.Client, address: str) -> str:
    """What is found once the gazetteer is built; until then the answer says to ask again."""
    for _ in range(300):
        answer = client.get(address)
        if "retry-after" not in answer.headers:
            return answer.text
        time.sleep(0.2)
    raise AssertionError("the names do not come")


def _rebuilt(client: httpx2.Client, address: str) -> str:
    for _ in range(600):
        told: dict[str, str] = json.loads(client.get(f"{address}/rebuild").text)
        if told["state"] != "running":
            return told["state"]
        time.sleep(0.2)
    raise AssertionError("the rebuild does not end")


def test_a_folder_without_a_workspace_is_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "clustertrace", "-C", str(tmp_path), "review", "--no-browser"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 3
    assert "no workspace here" in done.stderr
