"""Against servers on the loopback interface, which the fetcher may reach only because the tests hand it that policy."""

from __future__ import annotations

import gzip
import io
import ipaddress
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.ingest.made_files import HTML, STORY, members
from vigil.errors import FetchRefusedError, InputError
from vigil.ingest import Fetcher, Limits, Received
from vigil.ingest.addresses import Address, is_inner_name, is_public, literal, resolve

NOW = datetime(2020, 1, 10, 8, 30, tzinfo=UTC)
LOOPBACK = ipaddress.ip_address("127.0.0.1")
NAMES = {"news.test": "127.0.0.1", "inner.test": "10.0.0.7", "metadata.test": "169.254.169.254"}
LIMIT = 200_000


class Site(BaseHTTPRequestHandler):
    """A small site: the path says what it answers."""

    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        type(self).asked.append((self.path, dict(self.headers)))
        path, _, argument = self.path.partition("?")
        answer: Callable[[str], None] = getattr(self, "on_" + path.strip("/"), self.on_page)
        answer(argument)

    def on_page(self, _argument: str) -> None:
        self._send(HTML.encode(), ("Content-Type", "text/html; charset=utf-8"), ("Set-Cookie", "id=1"))

    def on_gzip(self, _argument: str) -> None:
        self._send(gzip.compress(HTML.encode(), mtime=0), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def on_chunked(self, _argument: str) -> None:
        body = HTML.encode()
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:30], body[30:], b""))
        self._send(chunks, ("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), length=None)

    def on_large(self, _argument: str) -> None:
        self._send(b"x" * (LIMIT + 1), ("Content-Type", "text/plain"))

    def on_bomb(self, _argument: str) -> None:
        self._send(gzip.compress(bytes(5_000_000)), ("Content-Type", "text/html"), ("Content-Encoding", "gzip"))

    def on_brotli(self, _argument: str) -> None:
        self._send(b"\x0b\x02\x80", ("Content-Type", "text/html"), ("Content-Encoding", "br"))

    def on_cut(self, _argument: str) -> None:
        self._send(
            gzip.compress(HTML.encode(), mtime=0)[:-20], ("Content-Type", "text/html"), ("Content-Encoding", "gzip")
        )

    def on_short(self, _argument: str) -> None:
        self._send(HTML.encode(), ("Content-Type", "text/html"), length=len(HTML) + 50)

    def on_missing(self, _argument: str) -> None:
        self._send(b"", status=404)

    def on_picture(self, _argument: str) -> None:
        self._send(b"\x89PNG\r\n\x1a\n" + bytes(50), ("Content-Type", "image/png"))

    def on_to(self, argument: str) -> None:
        self._send(b"", ("Location", argument), status=302)

    def on_loop(self, _argument: str) -> None:
        self._send(b"", ("Location", "/loop"), status=301)

    def _send(self, body: bytes, *headers: tuple[str, str], status: int = 200, length: int | None = -1) -> None:
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length < 0 else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[type[Site]]:
    handler = type("Fresh", (Site,), {"asked": [], "port": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.port = server.server_address[1]  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield handler
    server.shutdown()
    server.server_close()
    thread.join()


def address_of(site: Any, path: str = "page", host: str = "news.test") -> str:
    return f"http://{host}:{site.port}/{path}"


def loopback_too(address: Address) -> bool:
    return address == LOOPBACK or is_public(address)


def by_name(host: str, _port: int) -> list[Address]:
    if host not in NAMES:
        raise FetchRefusedError(f"no host is called {host}")
    return [ipaddress.ip_address(NAMES[host])]


def fetcher(**changes: Any) -> Fetcher:
    given: dict[str, Any] = {"clock": lambda: NOW, "limits": Limits(file_bytes=LIMIT), "allowed": loopback_too,
                             "resolver": by_name, "timeout": 5.0}  # fmt: skip
    return Fetcher(**{**given, **changes})


def refusal(url: str, **changes: Any) -> str:
    with pytest.raises(FetchRefusedError) as caught:
        fetcher(**changes).fetch(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_comes_with_its_address_time_and_charset(site: type[Site]) -> None:
    found = fetcher().fetch(address_of(site))
    assert isinstance(found, Received)
    assert found.body == HTML.encode()
    assert (found.capture.media_type, found.capture.url) == ("text/html", address_of(site))
    assert (found.capture.retrieved_at, found.charset) == ("2020-01-10T08:30:00Z", "utf-8")


def test_the_page_learns_nothing_of_who_reads_it(site: type[Site]) -> None:
    bold = fetcher()
    bold.fetch(address_of(site, "to?/page"))
    bold.fetch(address_of(site))
    for _, headers in site.asked:
        assert set(headers) <= {"Host", "User-Agent", "Accept", "Accept-Encoding", "Accept-Language", "Connection"}
        assert headers["Host"] == f"news.test:{site.port}"  # type: ignore[attr-defined]
        assert not any(word in headers["User-Agent"].lower() for word in ("vigil", "python", "httpx"))


def test_the_warc_record_holds_what_was_sent(site: type[Site]) -> None:
    found = fetcher().fetch(address_of(site, "gzip"))
    assert found.warc is not None
    assert found.body == HTML.encode()
    record = next(iter(ArchiveIterator(io.BytesIO(found.warc), check_digests=True)))
    told = record.rec_headers.get_header
    assert (record.rec_type, told("WARC-Target-URI")) == ("response", address_of(site, "gzip"))
    assert (told("WARC-Date"), told("WARC-IP-Address")) == ("2020-01-10T08:30:00Z", "127.0.0.1")
    assert record.http_headers.get_header("Content-Encoding") == "gzip"
    assert record.http_headers.get_statuscode() == "200"
    assert gzip.decompress(record.raw_stream.read()) == HTML.encode()
    assert record.digest_checker.passed


@pytest.mark.parametrize("path", ["page", "gzip", "chunked"])
def test_the_warc_record_is_read_back_to_the_same_capture(site: type[Site], path: str) -> None:
    found = fetcher().fetch(address_of(site, path))
    assert found.warc is not None
    (again,), _ = members(found.warc)
    assert again.capture == found.capture


def test_the_same_answer_at_the_same_time_is_the_same_record(site: type[Site]) -> None:
    first, again = (fetcher().fetch(address_of(site, "gzip")).warc for _ in range(2))
    assert first == again


def test_redirects_are_followed_and_the_last_address_kept(site: type[Site]) -> None:
    found = fetcher().fetch(address_of(site, "to?/to?/page"))
    assert found.capture.url == address_of(site)
    assert found.name == address_of(site, "to?/to?/page")


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://inner.test/", "http://metadata.test/latest", "http://[::1]/", "http://[::ffff:10.0.0.1]/",
     "http://169.254.169.254/latest/meta-data/", "http://0x0a000001/", "http://2130706434/"],
)  # fmt: skip
def test_a_redirect_into_a_private_network_is_refused(site: type[Site], target: str) -> None:
    assert "private or reserved network" in refusal(address_of(site, f"to?{target}"))
    assert len(site.asked) == 1


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.test/", "data:text/html,x", "javascript:x"])
def test_a_redirect_to_no_page_is_refused(site: type[Site], target: str) -> None:
    assert "addresses are not fetched" in refusal(address_of(site, f"to?{target}"))


def test_a_circle_of_redirects_ends(site: type[Site]) -> None:
    assert "more than 5 redirects" in refusal(address_of(site, "loop"))
    assert len(site.asked) == 6


def test_the_strict_policy_is_the_default(site: type[Site]) -> None:
    strict = Fetcher(clock=lambda: NOW, limits=Limits(), resolver=by_name)
    for host in ("news.test", "127.0.0.1", "127.1", "[::1]", "2130706433"):
        with pytest.raises(FetchRefusedError, match="private or reserved"):
            strict.fetch(address_of(site, host=host))
    assert site.asked == []


def test_one_private_address_of_several_is_enough_to_refuse(site: type[Site]) -> None:
    both = [LOOPBACK, ipaddress.ip_address("192.168.1.1")]
    assert "private or reserved" in refusal(address_of(site), resolver=lambda _host, _port: both)
    assert site.asked == []


def test_the_connection_goes_to_the_address_that_was_checked(site: type[Site]) -> None:
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> list[Address]:
        asked.append(host)
        return [LOOPBACK if len(asked) == 1 else ipaddress.ip_address("10.0.0.1")]

    assert fetcher(resolver=rebinding).fetch(address_of(site)).body == HTML.encode()
    assert asked == ["news.test"]


def test_the_next_address_is_tried_where_one_does_not_answer(site: type[Site]) -> None:
    dead = ipaddress.ip_address("127.0.0.2")
    found = fetcher(resolver=lambda _host, _port: [dead, LOOPBACK], allowed=lambda a: a.is_loopback)
    assert found.fetch(address_of(site)).body == HTML.encode()


def test_tls_asks_for_the_name_not_the_number() -> None:
    seen: list[bytes] = []
    with listening(lambda connection: seen.append(connection.recv(4_096))) as port:
        assert "cannot reach news.test" in refusal(f"https://news.test:{port}/")
    assert b"news.test" in seen[0]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("large", "over the limit"),
        ("bomb", "unpacks to more than"),
        ("missing", "the site answers 404 Not Found"),
        ("brotli", "packed as 'br'"),
        ("cut", "broke off on its way"),
        ("short", "cannot reach news.test"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_one_line(site: type[Site], path: str, told: str) -> None:
    assert told in refusal(address_of(site, path))


def test_a_picture_is_not_a_report(site: type[Site]) -> None:
    with pytest.raises(InputError, match="a picture"):
        fetcher().fetch(address_of(site, "picture"))


def test_a_page_that_drips_is_given_up(site: type[Site]) -> None:
    ticks = iter(range(100))
    assert "took over 120 s" in refusal(address_of(site), clock=lambda: NOW + timedelta(seconds=121 * next(ticks)))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("file:///etc/passwd", "file addresses are not fetched"),
        ("ftp://news.test/a", "ftp addresses are not fetched"),
        ("http://", "addresses are not fetched"),
        ("news.test/page", "addresses are not fetched"),
        ("http://user:secret@news.test/", "holds a password"),
        ("http://news.test:port/", "not an address"),
        ("http://nobody.test/", "no host is called nobody.test"),
        ("http://abcdef.onion/", "needs Tor"),
        ("http://127.0.0.1:1/", "cannot reach 127.0.0.1"),
    ],
)
def test_an_address_that_is_none_is_refused(url: str, told: str) -> None:
    message = refusal(url)
    assert told in message
    assert "secret" not in message


def test_https_does_not_lead_to_http(monkeypatch: pytest.MonkeyPatch) -> None:
    def redirected(_self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"Location": "http://news.test/page"}, stream=httpx.ByteStream(b""))

    asked: list[str] = []
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", redirected)
    assert "from https to http" in refusal("https://news.test/")
    assert asked == ["https://127.0.0.1/"]


@contextmanager
def listening(answer: Callable[[socket.socket], object]) -> Iterator[int]:
    """Answer one connection on the loopback interface."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                answer(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


RAW_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s" % (
    len(STORY),
    STORY.encode(),
)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_gets_the_name_and_resolves_it(scheme: str) -> None:
    asked: list[tuple[int, bytes, int]] = []

    def socks(connection: socket.socket) -> None:
        connection.recv(64)
        connection.sendall(b"\x05\x00")
        request = connection.recv(512)
        length = request[4]
        asked.append((request[3], request[5 : 5 + length], struct.unpack("!H", request[5 + length : 7 + length])[0]))
        connection.sendall(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")
        connection.recv(4_096)
        connection.sendall(RAW_ANSWER)

    with listening(socks) as port:
        found = fetcher(proxy=f"{scheme}://127.0.0.1:{port}", resolver=unasked).fetch("http://abcdef.onion/page")
    assert found.body == STORY.encode()
    assert asked == [(3, b"abcdef.onion", 80)]


def test_an_http_proxy_gets_the_name_and_resolves_it() -> None:
    asked: list[bytes] = []

    def proxy(connection: socket.socket) -> None:
        asked.append(connection.recv(4_096))
        connection.sendall(RAW_ANSWER)

    with listening(proxy) as port:
        found = fetcher(proxy=f"http://127.0.0.1:{port}", resolver=unasked).fetch("http://news.test/page")
    assert found.body == STORY.encode()
    assert asked[0].startswith(b"GET http://news.test/page HTTP/1.1\r\n")


def unasked(host: str, _port: int) -> list[Address]:
    raise AssertionError(f"{host} was looked up here and not by the proxy")


@pytest.mark.parametrize(
    "host", ["10.0.0.1", "127.0.0.1", "[::1]", "localhost", "printer.local", "router", "db.internal"]
)
def test_a_proxy_does_not_lead_into_a_house_network(host: str) -> None:
    told = refusal(f"http://{host}/", proxy="socks5h://127.0.0.1:9", resolver=unasked, allowed=is_public)
    assert "private or reserved" in told or "inside a network" in told


def test_a_proxy_that_is_down_is_said_to_be() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "proxy" in refusal("http://news.test/", proxy=f"socks5h://127.0.0.1:{port}")


def test_what_is_no_proxy_is_refused() -> None:
    for proxy in ("127.0.0.1:9050", "ftp://x", "tor"):
        assert "not a proxy" in (told(proxy) or "")


def told(proxy: str) -> str | None:
    with pytest.raises(FetchRefusedError) as caught:
        fetcher(proxy=proxy)
    return str(caught.value)


def test_the_environment_sets_no_proxy(site: type[Site], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert fetcher().fetch(address_of(site)).body == HTML.encode()


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
     "224.0.1.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1", "168.63.129.16", "::", "::1", "fe80::1",
     "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",
     "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:f5ff:fffe"],
)  # fmt: skip
def test_addresses_that_are_not_of_the_public_internet(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_of_the_public_internet(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("host", "address"),
    [("10.0.0.1", "10.0.0.1"), ("127.1", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("2130706433", "127.0.0.1"),
     ("0177.0.0.1", "127.0.0.1"), ("[::1]", "::1"), ("fe80::1%eth0", "fe80::1"), ("example.org", None), ("1.2.3.4.5", None)],
)  # fmt: skip
def test_numbers_are_addresses_however_they_are_written(host: str, address: str | None) -> None:
    assert literal(host) == (None if address is None else ipaddress.ip_address(address))


def test_names_that_only_a_house_network_has() -> None:
    assert all(map(is_inner_name, ("localhost", "LOCALHOST.", "a.localhost", "printer.local", "router", "x.home.arpa")))
    assert not any(map(is_inner_name, ("example.org", "localhost.example.org", "internal.example.org.")))


def test_names_are_resolved() -> None:
    assert LOOPBACK in resolve("localhost", 80)
    assert "no host is called" in (refused_name("nobody.invalid") or "")
    assert "no host is called" in (refused_name("x" * 70 + ".test") or "")


def refused_name(host: str) -> str | None:
    with pytest.raises(FetchRefusedError) as caught:
        resolve(host, 80)
    return str(caught.value)
