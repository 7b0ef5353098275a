"""Attacks by sending too much, too slowly, too often or in the open: none wears the workbench down."""

import io
import socket
import threading
from typing import cast

import anyio
import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.types import Message

from tests.samples import around
from vigil.casebook import Casebook
from vigil.errors import VigilError
from vigil.web.limits import FORM_BYTES, UPLOAD_BYTES, Body, SlowError, TooLargeError
from vigil.web.serving import check_origin, listen, serve_on

from .team import Office


def sending(headers: dict[str, str], *chunks: bytes | float) -> Body:
    """Return a body that is sent in chunks, with waits of so many seconds between them."""
    left = list(chunks)

    async def receive() -> Message:
        if left and isinstance(left[0], float):
            await anyio.sleep(float(left.pop(0)))
        chunk = left.pop(0) if left else b""
        assert isinstance(chunk, bytes)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    return Body({"type": "http", "headers": Headers(headers).raw}, receive)


async def drained(body: Body) -> int:
    taken = 0
    while True:
        message = await body.receive()
        taken += len(message.get("body", b""))
        if not message.get("more_body"):
            return taken


@pytest.mark.anyio
async def test_a_body_that_is_too_large_is_not_read_on() -> None:
    assert await drained(sending({}, b"x" * FORM_BYTES)) == FORM_BYTES
    with pytest.raises(TooLargeError):
        await drained(sending({}, *[b"x" * 1_000_000] * 13))
    with pytest.raises(TooLargeError):
        await drained(sending({"content-length": str(FORM_BYTES + 1)}, b"x"))
    upload = {"content-type": "multipart/form-data; boundary=b", "content-length": str(UPLOAD_BYTES + 1)}
    with pytest.raises(TooLargeError):
        await drained(sending(upload, b"x"))


@pytest.mark.anyio
async def test_a_body_that_trickles_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigil.web.limits.CHUNK_SECONDS", 0.05)
    monkeypatch.setattr("vigil.web.limits.WHOLE_SECONDS", 0.2)
    assert await drained(sending({}, b"x", 0.01, b"x")) == 2
    with pytest.raises(SlowError):
        await drained(sending({}, b"x", 1.0, b"x"))
    with pytest.raises(SlowError):
        await drained(sending({}, *cast("list[bytes | float]", [0.04, b"x"] * 20)))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_huge_form_is_refused_and_said(client: TestClient) -> None:
    answer = client.post("/again", content=b"kept=" + b"x" * FORM_BYTES)
    assert answer.status_code == 413
    assert "MB" in answer.text


def test_a_reader_uploads_nothing(office: Office) -> None:
    office.join("Olim Example", "owner")
    reader = office.join("Rano Sample", "reader")
    assert reader.post("/add", files={"f": io.BytesIO(b"x")}).status_code == 403


def test_too_much_at_once_waits(office: Office) -> None:
    owner = office.join("Olim Example", "owner")
    said = [owner.post("/awake").status_code for _ in range(620)]
    assert said[:500] == [204] * 500
    assert said[-1] == 429
    office.clock.pass_(seconds=2)
    assert owner.post("/awake").status_code == 204


def test_a_client_that_never_ends_its_headers_is_not_waited_for(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigil.web.serving.HEADER_SECONDS", 0.3)
    with listen("127.0.0.1", 0) as listening:
        _, server = serve_on(listening, casebook, around(), "tester", key="the-key", session="the-session")
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        try:
            with socket.create_connection(listening.getsockname()[:2], timeout=10) as slow:
                slow.sendall(b"GET / HTTP/1.1\r\nHost: 127")
                assert slow.recv(100) == b""  # closed by the other end
            with socket.create_connection(listening.getsockname()[:2], timeout=10) as doubled:
                doubled.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1\r\n\r\n")
                assert doubled.recv(100).startswith(b"HTTP/1.1 4")
        finally:
            server.should_exit = True
            serving.join()


@pytest.mark.parametrize(
    ("host", "origin", "why"),
    [
        ("0.0.0.0", None, "in the open"),
        ("192.168.1.5", None, "in the open"),
        ("vigil.example.org", None, "in the open"),
        ("127.0.0.1", "http://vigil.example.org", "not an origin"),
        ("127.0.0.1", "https://vigil.example.org/", "not an origin"),
        ("127.0.0.1", "https://a@vigil.example.org", "not an origin"),
        ("127.0.0.1", "vigil.example.org", "not an origin"),
    ],
)
def test_passwords_do_not_travel_in_the_open(host: str, origin: str | None, why: str) -> None:
    with pytest.raises(VigilError, match=why):
        check_origin(host, origin)


def test_this_machine_and_a_proxy_with_tls_are_good() -> None:
    for host, origin in (
        ("127.0.0.1", None),
        ("::1", None),
        ("localhost", None),
        ("0.0.0.0", "https://vigil.example.org:8443"),
    ):
        check_origin(host, origin)
