"""Who runs the tasks: a pool of processes that can be killed one by one."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, CancelledError, Future
from concurrent.futures import TimeoutError as DeadlineExceeded
from typing import Protocol

from pebble import ProcessExpired, ProcessPool

from clustertrace.tasks import Outcome, Task, run

MEMORY_LIMIT_MB = 3000
"""Address space of one worker: the libraries map about 1 GB before a document is opened."""


_KILLED_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)
"""Exit codes that no document causes: its own limits end a worker in other ways."""
_MORE_TIME = "allow more with: rebuild --timeout, try again with: rebuild --retry, or split the file"
_KILLED = Outcome("failed", "its reader was killed from outside", "run again", lasting=False)


class Engine(Protocol):
    """Runs tasks somewhere; the pipeline knows no more of it than this."""

    def submit(self, task: Task, deadline: float) -> Future[Outcome]:
        """Start a task that may take ``deadline`` seconds; ``outcome_of`` reads the future."""

    def close(self) -> None:
        """Stop all workers, whatever they are doing."""


class LocalEngine:
    """A pool of warmed processes on this machine, each under a memory limit and killed at its deadline.

    ``work`` is what a worker does with a task.
    """

    def __init__(self, jobs: int, memory_mb: int = MEMORY_LIMIT_MB, work: Callable[[Task], Outcome] = run) -> None:
        self._work = work
        self._jobs, self._memory_mb = jobs, memory_mb
        self._pool = self._warmed()

    def _warmed(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["clustertrace.tasks"])
        return ProcessPool(self._jobs, context=context, initializer=limit_memory, initargs=(self._memory_mb,))

    def submit(self, task: Task, deadline: float) -> Future[Outcome]:
        """Start a task in a free worker; the deadline counts from the moment it starts."""
        if not self._pool.active:
            # Somebody killed workers that had nothing to do: the pool gives up then.
            self.close()
            self._pool = self._warmed()
        future: Future[Outcome] = self._pool.schedule(self._work, args=(task,), timeout=deadline)
        return future

    def close(self) -> None:
        """Stop all workers at once."""
        self._pool.stop()  # type: ignore[no-untyped-call] # the library is typed only in part
        self._pool.join()


def outcome_of(future: Future[Outcome], deadline: float) -> Outcome:
    """How the task of a finished future ended, also when its worker was killed or died."""
    try:
        return future.result()
    except DeadlineExceeded:
        return Outcome("failed", f"was not read within {deadline:g} s", _MORE_TIME)
    except (BrokenExecutor, CancelledError):
        return _KILLED
    except ProcessExpired as error:
        if error.exitcode in _KILLED_FROM_OUTSIDE:
            return _KILLED
        return Outcome(
            "failed",
            f"made its reader stop (exit code {error.exitcode}: out of memory, or a file made to do harm)",
            "save it anew from the program that made it, or split it",
        )


def limit_memory(memory_mb: int) -> None:
    """Let this process use no more memory than this, and leave no core file when it dies."""
    limit = memory_mb * 1024 * 1024
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
