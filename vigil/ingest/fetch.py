"""The only outbound connection: brings one page over HTTP, and keeps what came as a WARC record.

Refused are all addresses that are not of the public Internet, at the first step and at each redirect. Without a proxy the
name is resolved here and the connection goes to the very address that was checked, so that a name which changes its
address between the two (DNS rebinding) gains nothing; with a proxy the proxy resolves it. The page learns as little as
can be: no cookies, no referrer, and the user agent and language of the Tor Browser, which millions share.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import httpx
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from vigil.errors import FetchRefusedError, InputError
from vigil.ingest.addresses import Address, Policy, Resolver, is_inner_name, is_public, literal, resolve
from vigil.ingest.http_body import body_of
from vigil.ingest.received import Limits, Received, sha256_of
from vigil.ingest.warc import charset_of

_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "User-Agent": "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0",
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": "gzip, deflate",
        "Accept-Language": "en-US,en;q=0.5",
    }
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PROXIES = ("http", "https", "socks5", "socks5h")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came over the network for one address, before anything is undone."""

    url: httpx.URL
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    address: Address | None

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)


class Fetcher:
    """Fetches pages from the public Internet, one connection a page.

    ``clock`` tells the time in UTC; ``proxy`` is an ``http``, ``https``, ``socks5`` or ``socks5h`` address through which
    everything goes; ``timeout`` (seconds) bounds each step, ``patience`` (seconds) the whole of one page. ``allowed`` and
    ``resolver`` say which addresses may be reached and how names become addresses.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        proxy: str | None = None,
        limits: Limits,
        timeout: float = 20.0,
        patience: float = 120.0,
        max_redirects: int = 5,
        allowed: Policy = is_public,
        resolver: Resolver = resolve,
    ) -> None:
        if proxy is not None and proxy.partition("://")[0].lower() not in _PROXIES:
            raise FetchRefusedError(
                f"not a proxy: write for example socks5h://127.0.0.1:9050, one of {', '.join(_PROXIES)}"
            )
        self._clock = clock
        self._proxy = proxy
        self._limit = limits.file_bytes
        self._timeout = timeout
        self._patience = timedelta(seconds=patience)
        self._max_redirects = max_redirects
        self._allowed = allowed
        self._resolver = resolver

    def fetch(self, url: str) -> Received:
        """Return what stands at ``url`` with the WARC record of its coming; its address is the one after redirects.

        Raises FetchRefusedError where the address may not be reached, the network fails, the page answers with an error
        or is over the limit; InputError where what came is of a kind that is not read.
        """
        started = self._clock()
        answer = self._follow(url, started)
        if not 200 <= answer.status < 300:
            raise FetchRefusedError(
                f"the site answers {answer.status} {answer.reason}; open the page in a browser and save it"
            )
        try:
            body = body_of(
                answer.raw, content_encoding=answer.header("content-encoding"), chunked=False, limit=self._limit
            )
        except InputError as error:
            raise FetchRefusedError(str(error)) from error
        at = started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        charset = charset_of(answer.header("content-type") or "")
        record = warc_record(answer, at)
        return Received.of(url, body, url=str(answer.url), retrieved_at=at, charset=charset, warc=record)

    def _follow(self, url: str, started: datetime) -> _Answer:
        here = _parsed(url)
        for _ in range(self._max_redirects + 1):
            answer = self._ask(here, started)
            target = answer.header("location")
            if answer.status not in _REDIRECTS or target is None:
                return answer
            there = _parsed(target, base=here)
            if here.scheme == "https" and there.scheme == "http":
                raise FetchRefusedError(
                    "the site leads from https to http, which others can read; give the http address itself"
                )
            here = there.copy_with(fragment=None)
        raise FetchRefusedError(f"more than {self._max_redirects} redirects; give the address that the browser ends at")

    def _ask(self, url: httpx.URL, started: datetime) -> _Answer:
        """Return the answer for one address, from the first of its network addresses that can be reached."""
        targets = self._targets(url)
        failure: Exception | None = None
        proxy = httpx.Proxy(self._proxy) if self._proxy else None
        try:
            with httpx.HTTPTransport(proxy=proxy, trust_env=False) as transport:
                for target in targets:
                    try:
                        return self._read(transport, url, target, started)
                    except httpx.ConnectError as error:
                        failure = error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
            failure = error
        raise FetchRefusedError(_why(failure, url.host, proxied=self._proxy is not None)) from failure

    def _targets(self, url: httpx.URL) -> list[Address | None]:
        """Return the checked network addresses of a page; None alone where the proxy is to find it."""
        host = url.raw_host.decode("ascii").rstrip(".")
        address = literal(host)
        if address is None and self._proxy is not None:
            if is_inner_name(host):
                raise FetchRefusedError(
                    f"{host} is a name inside a network, not a public site; save the page and give its file"
                )
            return [None]
        if address is None and host.endswith(".onion"):
            raise FetchRefusedError(
                "an onion address needs Tor; set it as the proxy, for example socks5h://127.0.0.1:9050"
            )
        found = [address] if address else self._resolver(host, url.port or (443 if url.scheme == "https" else 80))
        for each in found:
            if not self._allowed(each):
                raise FetchRefusedError(
                    f"{host} stands in a private or reserved network; save the page and give its file"
                )
        if not found:
            raise FetchRefusedError(f"no host is called {host}; check the address and the connection")
        return [*found]

    def _read(
        self, transport: httpx.HTTPTransport, url: httpx.URL, target: Address | None, started: datetime
    ) -> _Answer:
        pinned = url if target is None else url.copy_with(host=str(target))
        request = httpx.Request(
            "GET",
            pinned,
            headers={"Host": url.netloc.decode("ascii"), **_HEADERS},
            extensions={
                "sni_hostname": url.raw_host.decode("ascii"),
                "timeout": httpx.Timeout(self._timeout).as_dict(),
            },
        )
        response = transport.handle_request(request)
        try:
            raw = bytearray()
            for block in response.iter_raw():
                raw += block
                if len(raw) > self._limit:
                    said = (
                        f"a page over the limit of {self._limit / 1e6:,.0f} MB; save it and give the part that matters"
                    )
                    raise FetchRefusedError(said)
                if self._clock() - started > self._patience:
                    raise FetchRefusedError(
                        f"the page took over {self._patience.total_seconds():.0f} s to come; try again later"
                    )
        finally:
            response.close()
        headers = tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in response.headers.raw)
        return _Answer(url, response.status_code, response.reason_phrase, headers, bytes(raw), target)


def _parsed(url: str, *, base: httpx.URL | None = None) -> httpx.URL:
    try:
        parsed = base.join(url) if base else httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefusedError("not an address; copy it from the browser's address bar") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchRefusedError(f"{parsed.scheme or 'such'} addresses are not fetched; give an http or https address")
    if parsed.userinfo:
        raise FetchRefusedError("the address holds a password; save the page in a browser and give its file")
    return parsed


def _why(error: Exception | None, host: str, *, proxied: bool) -> str:
    """Return what failed on the way to ``host``, in plain words."""
    if isinstance(error, httpx.TimeoutException):
        return f"{host} does not answer in time; try again later"
    if "CERTIFICATE" in str(error).upper():
        return f"{host} does not prove that it is {host} (bad certificate); check the address in a browser"
    if proxied and isinstance(error, httpx.ProxyError | httpx.ConnectError):
        return f"the proxy does not lead to {host}; check that it runs, and its setting"
    return f"cannot reach {host} ({type(error).__name__}); check the address and the connection"


def warc_record(answer: _Answer, at: str) -> bytes:
    """Return the answer as one WARC 1.1 response record, the same bytes for the same answer at the same time.

    The body stands as it was sent. Its chunks are put together on the way in, so the header that announced them is
    renamed, as other archiving software does.
    """
    headers = [
        (f"X-Archive-Orig-{key}" if key.lower() == "transfer-encoding" else key, value) for key, value in answer.headers
    ]
    about = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{answer.url} {at} {sha256_of(answer.raw)}')}>",
        "WARC-Date": at,
    }
    if answer.address is not None:
        about["WARC-IP-Address"] = str(answer.address)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    status = StatusAndHeaders(f"{answer.status} {answer.reason}", headers, protocol="HTTP/1.1")
    record = writer.create_warc_record(
        str(answer.url),
        "response",
        payload=io.BytesIO(answer.raw),
        length=len(answer.raw),
        http_headers=status,
        warc_headers_dict=about,
    )
    writer.write_record(record)
    return out.getvalue()
