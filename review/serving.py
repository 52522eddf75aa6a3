"""The server: one process, on loopback only."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable

import uvicorn

from review.application import make_application
from review.desk import Desk

HOST = "127.0.0.1"


class PortTaken(OSError):
    """Another program listens there."""


def serve(desk: Desk, port: int, announce: Callable[[str], None]) -> None:
    """Answer until interrupted; ``announce`` is told the address, token included. Port 0 is any free one.

    Raises:
        PortTaken: another program listens on this port.
    """
    listening = _listening(port)
    bound: int = listening.getsockname()[1]
    token = secrets.token_urlsafe(24)
    application = make_application(desk, token, bound)
    # Access lines would have every search a reviewer makes; the token must stand in no log at all.
    config = uvicorn.Config(application, log_level="warning", access_log=False, server_header=False, ws="none")
    announce(f"http://{HOST}:{bound}/?token={token}")
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        listening.close()


def _listening(port: int) -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((HOST, port))
        # Connections wait from now on, so whoever opens the address at once is answered.
        made.listen(128)
    except OSError as error:
        made.close()
        raise PortTaken(f"{HOST}:{port}: {error.strerror}") from error
    return made
