from __future__ import annotations

import gzip
import zipfile
import zlib

import pytest

from tests.ingest.made_files import HTML, STORY, members, packed, page, pdf, wacz, warc, zipped
from vigil.errors import InputError
from vigil.ingest import Limits, Received, decode

TYPE = "text/html; charset=utf-8"
ONE, TWO = "https://example.org/1", "https://example.org/2"


def addresses(body: bytes, limits: Limits | None = None) -> list[str | None]:
    found, _ = members(body, limits or Limits())
    return [document.capture.url for document in found]


@pytest.mark.parametrize("gzipped", [False, True])
def test_documents_of_an_archive_come_in_order(*, gzipped: bool) -> None:
    body = warc(
        ("response", ONE, TYPE, page(1)),
        ("response", "https://example.org/a.pdf", "application/pdf", pdf([[STORY]])),
        ("resource", TWO, "text/plain", STORY.encode()),
        gzipped=gzipped,
    )
    found, refused = members(body)
    assert refused == []
    assert [f.capture.media_type for f in found] == ["text/html", "application/pdf", "text/plain"]
    first = found[0]
    assert (first.capture.url, first.capture.retrieved_at) == (ONE, "2020-01-10T08:30:00Z")
    assert (first.body, first.charset, first.name) == (page(1), "utf-8", f"made: {ONE}")


def test_what_is_no_document_is_passed_over() -> None:
    body = warc(
        ("request", ONE, "", b""),
        ("metadata", ONE, "application/warc-fields", b"fetchTimeMs: 1"),
        ("response 301 Moved", ONE, TYPE, b"<html>moved</html>"),
        ("response 404 Not Found", ONE, TYPE, b"<html>not found</html>"),
        ("response", "https://example.org/a.css", "text/css", b"p { color: red }"),
        ("response", "https://example.org/a.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(64)),
        ("response", "https://example.org/robots.txt", "text/plain", b"User-agent: *\nDisallow: /"),
        ("response", "https://example.org/empty", TYPE, b""),
        ("revisit", ONE, TYPE, b""),
        ("response", TWO, TYPE, page(2)),
    )
    found, refused = members(body)
    assert [f.capture.url for f in found] == [TWO]
    assert refused == []


@pytest.mark.parametrize(("header", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_content_encodings_are_undone(header: str, pack: object) -> None:
    assert callable(pack)
    plain = warc(("response", ONE, TYPE, b"BODY"))
    body = pack(page(1))
    head, _, tail = plain.partition(b"Content-Type: text/html")
    raw = head + f"Content-Encoding: {header}\r\nContent-Type: text/html".encode() + tail.replace(b"BODY", body)
    record = _with_length(raw, len(body) - 4 + len(f"Content-Encoding: {header}\r\n"))
    found, refused = members(record)
    assert refused == []
    assert [f.body for f in found] == [page(1)]


def test_chunks_are_put_together() -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page(1)[:20], page(1)[20:], b""))
    plain = warc(("response", ONE, TYPE, chunked))
    record = plain.replace(b"Content-Type: text/html", b"Transfer-Encoding: chunked\r\nContent-Type: text/html")
    found, _ = members(_with_length(record, len("Transfer-Encoding: chunked\r\n")))
    assert [f.body for f in found] == [page(1)]


def _with_length(record: bytes, added: int) -> bytes:
    name = b"\r\nContent-Length: "
    start = record.index(name) + len(name)
    end = record.index(b"\r\n", start)
    return record[:start] + str(int(record[start:end]) + added).encode() + record[end:]


@pytest.mark.parametrize("gzipped", [False, True])
def test_a_cut_archive_keeps_its_good_records(*, gzipped: bool, capfd: pytest.CaptureFixture[str]) -> None:
    whole = warc(*(("response", f"https://example.org/{n}", TYPE, page(n)) for n in range(4)), gzipped=gzipped)
    found, (refused,) = members(whole[:-120])
    assert [f.capture.url for f in found] == [f"https://example.org/{n}" for n in range(3)]
    assert str(refused.error) == "cut or damaged: 3 documents read, 1 part lost; download it again"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("gzipped", [False, True])
def test_behind_a_damaged_record_the_others_are_read(*, gzipped: bool, capfd: pytest.CaptureFixture[str]) -> None:
    parts = [warc(("response", f"https://example.org/{n}", TYPE, page(n)), gzipped=gzipped) for n in range(3)]
    found, (refused,) = members(parts[0] + parts[1][:-150] + parts[2])
    assert [f.capture.url for f in found] == ["https://example.org/0", "https://example.org/2"]
    assert "cut or damaged" in str(refused.error)
    assert capfd.readouterr() == ("", "")


def test_an_archive_packed_as_one_is_read() -> None:
    assert addresses(packed(warc(("response", ONE, TYPE, page(1)), ("response", TWO, TYPE, page(2))))) == [ONE, TWO]


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    body = packed(warc(("response", ONE, TYPE, b" " * 3_000_000)))
    _, (refused,) = members(body, Limits(unpacked_bytes=1_000_000))
    assert "unpacks to more than 1 MB" in str(refused.error)


def test_a_page_that_unpacks_to_too_much_is_refused() -> None:
    bomb = gzip.compress(bytes(3_000_000))
    plain = warc(("response", ONE, TYPE, bomb), ("response", TWO, TYPE, page(2)))
    record = plain.replace(b"Content-Type: text/html", b"Content-Encoding: gzip\r\nContent-Type: text/html", 1)
    found, (refused,) = members(_with_length(record, len("Content-Encoding: gzip\r\n")), Limits(file_bytes=1_000_000))
    assert [f.capture.url for f in found] == [TWO]
    assert refused.name == f"made: {ONE}"
    assert "unpacks to more than 1 MB" in str(refused.error)


def test_an_archive_without_a_document_is_refused() -> None:
    _, (refused,) = members(warc(("request", ONE, "", b"")))
    assert "an archive without a page" in str(refused.error)


def test_a_record_without_an_address_or_date_costs_no_other() -> None:
    body = warc(("response", ONE, TYPE, page(1)), ("response", TWO, TYPE, page(2)))
    found, _ = members(body.replace(b"2020-01-10T08:30:00Z", b"sometime in 2020 ago", 1))
    assert [f.capture.retrieved_at for f in found] == [None, "2020-01-10T08:30:00Z"]
    nameless = body.replace(b"WARC-Target-URI: " + ONE.encode(), b"X-Other: " + ONE.encode())
    assert addresses(nameless) == [TWO]


def test_the_pages_that_a_wacz_lists_are_read() -> None:
    archive = warc(
        ("response", ONE, TYPE, page(1)),
        ("response", "https://ads.example.org/frame", TYPE, page(9)),
        ("response", f"{TWO}/", TYPE, page(2)),
        gzipped=True,
    )
    listed = [{"url": f"{ONE}#top", "title": "Hearing put off", "ts": "2020-01-10T08:30:00Z"}, {"url": TWO}]
    found, refused = members(wacz(archive, listed))
    assert refused == []
    assert [(f.capture.url, f.hints.title) for f in found] == [(ONE, "Hearing put off"), (f"{TWO}/", None)]
    assert decode(found[0], Limits()).title_hint == "Hearing put off"


def test_a_wacz_without_a_list_gives_every_document() -> None:
    assert len(members(wacz(warc(("response", ONE, TYPE, page(1)), gzipped=True)))[0]) == 1


def test_a_cut_archive_in_a_wacz_keeps_its_good_records() -> None:
    archive = warc(("response", ONE, TYPE, page(1)), ("response", TWO, TYPE, page(2)), gzipped=True)
    found, (refused,) = members(wacz(archive[:-100]))
    assert [f.capture.url for f in found] == [ONE]
    assert "cut or damaged" in str(refused.error)


def test_a_broken_wacz_is_refused() -> None:
    whole = wacz(warc(("response", ONE, TYPE, page(1))))
    with pytest.raises(InputError, match="a broken DOCX or WACZ file"):
        Received.of("a.wacz", whole[:-40])
    damaged = bytearray(whole)
    at = damaged.index(b"WARC/1.1")
    damaged[at : at + 100] = bytes(100)
    _, (refused,) = members(bytes(damaged))
    assert "damaged in its part archive/data.warc.gz" in str(refused.error)
    _, (refused,) = members(zipped({"datapackage.json": b"{}"}))
    assert "without a WARC" in str(refused.error)


def test_a_zip_bomb_is_refused_unopened() -> None:
    bomb = zipped({"datapackage.json": b"{}", "archive/data.warc": bytes(200_000_000)})
    assert len(bomb) < 300_000
    _, (refused,) = members(bomb)
    assert "unpacks to 200 MB" in str(refused.error)


def test_too_many_records_are_told() -> None:
    body = warc(*(("response", f"https://example.org/{n}", TYPE, HTML.encode()) for n in range(4)))
    found, (refused,) = members(body, Limits(members=2))
    assert len(found) == 2
    assert "more than 2 records" in str(refused.error)


def test_an_address_of_a_stranger_cannot_write_to_the_terminal() -> None:
    hostile = ONE + "/\x1b[2J" + "a" * 500
    ((document,), _) = members(warc(("response", hostile, TYPE, page(1))))
    assert document.capture.url == hostile
    assert document.name.isprintable()
    assert len(document.name) < 250


def test_a_part_of_a_wacz_cannot_break_the_line() -> None:
    body = zipped({"datapackage.json": b"{}", "archive/a\nb.warc": b"WARC/1.1"}, method=zipfile.ZIP_STORED)
    _, (refused,) = members(body.replace(b"WARC/1.1", b"WARC/9.9"))
    assert str(refused.error) == "damaged in its part archive/a b.warc; download it again"
