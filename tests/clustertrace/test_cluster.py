"""On a Dask cluster: the same bytes as on this machine, and a document still fails by itself."""

import shutil
from pathlib import Path

import pytest

from clustertrace.engine import outcome_of
from clustertrace.pipeline import DEADLINE_S
from clustertrace.tasks import Task
from tests.clustertrace.conftest import bytes_of, run

distributed = pytest.importorskip("distributed", reason="Dask is not installed (the extra cluster)")


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, memory_limit=0, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def test_a_cluster_gives_the_same_bytes(workspace: Path, cluster, incoming: Path, tmp_path: Path) -> None:
    wanted = bytes_of(workspace)
    address = cluster.scheduler_address
    for path in (workspace / "outputs").iterdir():
        path.unlink() if path.is_symlink() or path.is_file() else shutil.rmtree(path)
    done = run("-C", str(workspace), "rebuild", "--engine", "dask", "--scheduler", address)
    assert "3 ok, 0 partial, 0 failed" in done.stdout
    assert bytes_of(workspace) == wanted
    # The cluster lives on, and serves the next run.
    (workspace / "corpus" / "reports" / "more.txt").write_text("In 2024 Munich had 120 members.", encoding="utf-8")
    done = run("-C", str(workspace), "rebuild", "--engine", "dask", "--scheduler", address)
    assert "1 ok, 0 partial, 0 failed, 3 unchanged" in done.stdout


def test_a_document_fails_alone_on_a_cluster(workspace: Path, cluster) -> None:
    from clustertrace.cluster import Cluster

    report = next((workspace / "corpus" / "reports").glob("*.md"))

    def task(path: Path, store: Path) -> Task:
        return Task("extract", "0" * 64, path.name, store, path, "none", workspace=workspace)

    with Cluster(cluster.scheduler_address, 1) as joined:
        assert joined.threads == 2
        engine = joined.engine(1, 3000)
        late = outcome_of(engine.submit(task(report, workspace / "outputs" / ".store"), 0.001), 0.001)
        unseen = outcome_of(engine.submit(task(report, workspace / "elsewhere"), DEADLINE_S), DEADLINE_S)
        read = outcome_of(engine.submit(task(report, workspace / "outputs" / ".store"), DEADLINE_S), DEADLINE_S)
        engine.close()
    assert (late.status, late.cause) == ("failed", "was not read within 0.001 s")
    assert "does not see the workspace" in unseen.cause
    assert not unseen.lasting
    assert read.cause == "changed while it was being read"


def test_a_worker_with_other_code_is_refused(cluster) -> None:
    from clustertrace.cluster import Cluster, _Pools

    with Cluster(cluster.scheduler_address, 1) as joined, pytest.raises(Exception, match="another version"):
        joined._client.register_plugin(_Pools(3000, {"extract": "of another version"}), name="other")


def test_a_cluster_of_this_machine_is_made_when_none_is_named(workspace: Path) -> None:
    wanted = bytes_of(workspace)
    done = run("-C", str(workspace), "rebuild", "--from-scratch", "--engine", "dask", "--jobs", "1")
    assert "3 ok, 0 partial, 0 failed" in done.stdout
    assert bytes_of(workspace) == wanted


def test_wrong_calls_say_what_to_do(workspace: Path) -> None:
    assert "--engine dask" in run("-C", str(workspace), "rebuild", "--scheduler", "tcp://127.0.0.1:1", expect=2).stderr
