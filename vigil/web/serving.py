"""Runs the workbench on a socket of this machine."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from urllib.parse import urlsplit

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from vigil.casebook import Casebook
from vigil.desk.team import Team, people
from vigil.errors import StoreError, VigilError
from vigil.run import Surroundings
from vigil.web.app import make_app
from vigil.web.guard import Door
from vigil.web.workbench import Workbench

HEADER_SECONDS = 15
"""How long a client may take for the first line and the headers of a request."""

_MOST_CONNECTIONS = 1000
"""More at once are told to come back later: 50 people's browsers open some 300."""


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, but a client that does not get to the end of its headers is not waited for."""

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on where the headers are not whole yet."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self._waiting is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._waiting = self.loop.call_later(HEADER_SECONDS, self._too_slow)

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _too_slow(self) -> None:
        self._waiting = None
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens on ``port``; 0 takes any free one. Raises StoreError where the port is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
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
    here = _here(listening)
    door = Door(frozenset({here, f"localhost:{listening.getsockname()[1]}"}), session)
    bench = Workbench(casebook, around, door, key, name)
    return f"http://{here}/start?key={key}", _server(bench)


def serve_team_on(
    listening: socket.socket, casebook: Casebook, around: Surroundings, team: Team, *, origin: str | None
) -> tuple[str, str | None, uvicorn.Server]:
    """Return the address of the workbench, that of an invitation for the first owner, and the server.

    ``origin`` is the address that people use where a proxy stands before it (see ``check_origin``). There is no invitation
    where somebody has an account already.
    """
    here = _here(listening)
    hosts = {here, f"localhost:{listening.getsockname()[1]}"} if origin is None else {urlsplit(origin).netloc}
    address = origin or f"http://{here}"
    invitation = people.first_invitation(team)
    bench = Workbench(casebook, around, Door(frozenset(hosts), "", origin), "", "", team)
    link = None if invitation is None else f"{address}/invitation/{invitation}"
    return f"{address}/login", link, _server(bench)


def check_origin(host: str, origin: str | None) -> None:
    """Raise VigilError where passwords would travel in the open, or ``origin`` is not one."""
    if origin is None:
        if not _is_loopback(host):
            raise VigilError(
                f"--host {host}: passwords would travel in the open; put a proxy with TLS before the workbench, "
                "and give its address with --origin https://..."
            )
        return
    parts = urlsplit(origin)
    if parts.scheme != "https" or not parts.hostname or origin != f"https://{parts.netloc}" or "@" in parts.netloc:
        raise VigilError(f"--origin {origin}: not an origin; write for example https://vigil.example.org")


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _here(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _server(bench: Workbench) -> uvicorn.Server:
    """Return the server. What a proxy says of whom it asks for is not believed; there are no web sockets."""
    config = uvicorn.Config(
        make_app(bench),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        http=Patient,
        ws="none",
        proxy_headers=False,
        limit_concurrency=_MOST_CONNECTIONS,
    )
    return uvicorn.Server(config)
