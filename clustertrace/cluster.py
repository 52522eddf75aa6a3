"""Rebuilding on a cluster: Dask hands each document to a killable pool on one of its workers.

Tasks and outcomes are all that travels. Every worker must see the workspace at the same path, and have the same
Clustertrace installed.
"""

from __future__ import annotations

import multiprocessing
import threading
from concurrent.futures import BrokenExecutor, CancelledError, Future
from dataclasses import dataclass, field
from types import TracebackType

import distributed

from clustertrace.engine import LocalEngine, outcome_of
from clustertrace.errors import Stop
from clustertrace.keys import code_of
from clustertrace.tasks import STAGES, Outcome, Task

_CONNECT_S = 20


class Cluster:
    """A Dask cluster to rebuild with; without ``scheduler`` one of ``workers`` processes on this machine."""

    def __init__(self, scheduler: str, workers: int) -> None:
        try:
            self._client = (
                distributed.Client(scheduler, timeout=_CONNECT_S, set_as_default=False)
                if scheduler
                else _on_this_machine(workers)
            )
        except (OSError, ValueError, TimeoutError) as error:
            raise Stop(
                f"--scheduler {scheduler}: no Dask scheduler answers there ({error}); start one with: dask scheduler", 2
            ) from error

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()
        if self._client.cluster is not None:
            self._client.cluster.close()

    @property
    def threads(self) -> int:
        """How many tasks all workers together can do at a time.

        Raises:
            Stop: The cluster has no workers.
        """
        threads = sum(self._client.nthreads().values())
        if not threads:
            raise Stop("the Dask cluster has no workers; start some with: dask worker ADDRESS")
        return int(threads)

    def engine(self, jobs: int, memory_mb: int) -> DaskEngine:
        """An engine of this cluster; its workers decide how many ``jobs`` they do."""
        del jobs
        return DaskEngine(self._client, memory_mb)


class DaskEngine:
    """Runs tasks on the workers of a cluster, each in a pool of processes like ``LocalEngine``'s."""

    def __init__(self, client: distributed.Client, memory_mb: int) -> None:
        self._client = client
        self._pools = _Pools(memory_mb, {stage: code_of(stage) for stage in STAGES})
        client.register_plugin(self._pools, name=self._pools.name)

    def submit(self, task: Task, deadline: float) -> Future[Outcome]:
        """Start a task on a free worker; the deadline counts from the moment it starts."""
        future: Future[Outcome] = Future()
        # Dask forgets a task whose own future is gone: the callback keeps it until then.
        remote = self._client.submit(_in_pool, task, deadline, self._pools.name, pure=False)
        remote.add_done_callback(lambda done: _hand_over(done, future))
        return future

    def close(self) -> None:
        """Stop the pools of all workers."""
        self._client.unregister_worker_plugin(self._pools.name)


@dataclass
class _Pools(distributed.WorkerPlugin):
    """Gives a Dask worker the pool that its documents are handed to; ``codes`` are those of the coordinator."""

    memory_mb: int
    codes: dict[str, str]
    _engine: LocalEngine | None = field(default=None, repr=False)
    _submitting: threading.Lock | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        return f"clustertrace-{self.memory_mb}"

    def setup(self, worker: distributed.Worker) -> None:
        differing = [stage for stage, code in self.codes.items() if code_of(stage) != code]
        if differing:
            raise Stop(f"{worker.address}: has another version of Clustertrace or its libraries; install the same one")
        # Dask marks its workers as processes without children; the pool's end with their worker all the same.
        multiprocessing.current_process().daemon = False
        self._submitting = threading.Lock()
        self._engine = LocalEngine(worker.state.nthreads, self.memory_mb)

    def teardown(self, worker: distributed.Worker) -> None:
        del worker
        if self._engine is not None:
            self._engine.close()

    def run(self, task: Task, deadline: float) -> Outcome:
        if self._engine is None or self._submitting is None:
            raise BrokenExecutor("the pool of this worker is not set up")
        with self._submitting:
            future = self._engine.submit(task, deadline)
        return outcome_of(future, deadline)


def _in_pool(task: Task, deadline: float, plugin: str) -> Outcome:
    if not task.store.is_dir():
        return Outcome(
            "failed",
            "the worker that was to read it does not see the workspace",
            f"let every worker have {task.workspace} at this path",
            lasting=False,
        )
    pools = distributed.get_worker().plugins[plugin]
    if not isinstance(pools, _Pools):
        raise TypeError(f"{plugin} is a plugin of somebody else")
    return pools.run(task, deadline)


def _hand_over(remote: distributed.Future[Outcome], future: Future[Outcome]) -> None:
    """Let a plain future end as Dask's did."""
    if remote.cancelled():
        future.set_exception(CancelledError())
        return
    error = remote.exception()
    if error is None:
        future.set_result(remote.result())
    elif isinstance(error, Stop):
        future.set_exception(error)
    else:
        future.set_exception(BrokenExecutor(str(error)))


def _on_this_machine(workers: int) -> distributed.Client:
    # The pool's own limit holds for memory.
    cluster = distributed.LocalCluster(
        n_workers=workers, threads_per_worker=1, memory_limit=0, dashboard_address=None, host="127.0.0.1"
    )
    return distributed.Client(cluster, set_as_default=False)
