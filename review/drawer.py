"""A process that draws pages, seen from the server: asked, waited for, killed, started anew."""

from __future__ import annotations

import math
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path
from threading import Lock

import msgspec

from review import drawing
from review.drawing import Answer, Drawn, Job, Reason

_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP)
"""Ends of a process that no page causes: its own limits end it in other ways."""
_LONGEST_ANSWER = 10_000
_START_S = 30.0
"""Seconds until a process is ready, on a machine that has much else to do."""


class NoPicture(Exception):
    """A page cannot be shown as a picture."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Drawer:
    """One process that draws, from the moment it is made; one thread at a time asks it."""

    def __init__(self, deadline: float, memory_mb: int) -> None:
        self._deadline, self._memory_mb = deadline, memory_mb
        self._closing = Lock()
        self._closed = False
        self._ready = False
        self._process = self._started()

    def draw(self, job: Job) -> Drawn:
        """Have a page drawn.

        Raises:
            NoPicture: It cannot be drawn within the limits; the process is killed where it went beyond them.
        """
        if self._process.poll() is not None:
            self._restart()
        answer = self._ask(msgspec.json.encode(asdict(job)) + b"\n")
        if answer.drawn is None:
            raise NoPicture(answer.reason or "again")
        return answer.drawn

    def close(self) -> None:
        """End the process, also from another thread while it draws."""
        with self._closing:
            self._closed = True
            self._process.kill()
        self._process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-I", drawing.__file__, str(self._memory_mb), str(math.ceil(self._deadline) + 2)]
        # A session of its own: what is typed in the server's terminal does not reach it.
        return subprocess.Popen(  # noqa: S603 - this program's own script
            words,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _restart(self) -> None:
        with self._closing:
            if self._closed:
                raise NoPicture("again")
            with self._process:  # closes its pipes
                self._process = self._started()
            self._ready = False

    def _ask(self, line: bytes) -> Answer:
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise NoPicture("again")
        try:
            if not self._ready:
                _line(process.stdout.fileno(), _START_S)
                self._ready = True
            process.stdin.write(line)
            return msgspec.json.decode(_line(process.stdout.fileno(), self._deadline), type=Answer)
        except TimeoutError:
            reason: Reason = "slow" if self._ready else "again"
        except (BrokenPipeError, EOFError):
            reason = "again" if process.wait() in _FROM_OUTSIDE else "large"
        except msgspec.DecodeError:
            # Only a process that a page has taken over says anything else.
            reason = "unreadable"
        process.kill()
        process.wait()
        return Answer(reason=reason)


def _line(handle: int, seconds: float) -> bytes:
    """The next line from a pipe.

    Raises:
        TimeoutError: it does not come in time.
        EOFError: nobody writes any more.
    """
    end, line = time.monotonic() + seconds, b""
    poll = select.poll()
    poll.register(handle, select.POLLIN)
    while not line.endswith(b"\n") and len(line) < _LONGEST_ANSWER:
        if not poll.poll(1000 * max(0.0, end - time.monotonic())):
            raise TimeoutError
        more = os.read(handle, _LONGEST_ANSWER)
        if not more:
            raise EOFError
        line += more
    return line


def job_for(source: Path, sha256: str, page: int, width: int, to: Path) -> Job:
    """The job of drawing a page to a file; the process has no folder of its own to begin paths with."""
    return Job(str(source.absolute()), sha256, page, width, str(to.absolute()))
