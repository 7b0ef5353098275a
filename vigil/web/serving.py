"""Runs the workbench on a socket of this machine."""

from __future__ import annotations

import socket

import uvicorn

from vigil.casebook import Casebook
from vigil.errors import StoreError
from vigil.run import Surroundings
from vigil.web.app import make_app
from vigil.web.guard import Door
from vigil.web.workbench import Workbench


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``port``; 0 takes any free one. Raises StoreError where the port is taken."""
    try:
        listening = socket.create_server((host, port))
    except OSError as error:
        raise StoreError(f"port {port} cannot be used ({error.strerror}); choose another with --port") from error
    # asyncio does this only for sockets that name their protocol; without it every second answer of a connection that is kept
    # open waits 40 ms for an acknowledgement
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def serve_on(
    listening: socket.socket, casebook: Casebook, around: Surroundings, name: str, *, key: str, session: str
) -> tuple[str, uvicorn.Server]:
    """Return the address that opens the workbench, and the server to run on ``listening``."""
    host, port = listening.getsockname()[:2]
    door = Door(frozenset({f"{host}:{port}", f"localhost:{port}"}), session)
    app = make_app(Workbench(casebook, around, door, key, name))
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    return f"http://{host}:{port}/start?key={key}", uvicorn.Server(config)
