from __future__ import annotations

import logging
import os
import random
import warnings
from functools import partial

import pytest

from tests.ingest.made_files import HTML, LIMITS, STORY, page, pdf, refused, simple_word, wacz, warc, zipped
from vigil.errors import InputError
from vigil.ingest import FORMATS, Received, Refusal, decode, unpack
from vigil.ingest.sniff import media_type

EXAMPLES = {
    "text/html": HTML.encode(),
    "text/plain": STORY.encode(),
    "application/pdf": pdf([[STORY]]),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": simple_word(STORY),
    "application/rss+xml": f"<rss version='2.0'><channel><item><description>{STORY}</description></item></channel></rss>".encode(),
    "application/atom+xml": f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><summary>{STORY}</summary></entry></feed>'.encode(),
    "application/warc": warc(("response", "https://example.org/1", "text/html", page(1))),
    "message/rfc822": f"From: a@example.org\r\nMIME-Version: 1.0\r\n\r\n{STORY}".encode(),
    "application/wacz": wacz(warc(("response", "https://example.org/1", "text/html", page(1)), gzipped=True)),
}


def test_every_format_has_an_example() -> None:
    assert {row.media_type for row in FORMATS} == set(EXAMPLES)
    assert all((row.decode is None) != (row.unpack is None) for row in FORMATS)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_format_is_told_by_its_content_and_gives_its_story(kind: str) -> None:
    received = Received.of("no-name", EXAMPLES[kind])
    assert received.capture.media_type == kind
    (member,) = unpack(received, LIMITS)
    assert isinstance(member, Received)
    assert STORY in " ".join(decode(member, LIMITS).text.split())


@pytest.mark.parametrize("kind", [row.media_type for row in FORMATS if row.unpack])
def test_a_container_is_not_decoded(kind: str) -> None:
    with pytest.raises(InputError, match="unpack it first"):
        decode(Received.of("a", EXAMPLES[kind]), LIMITS)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_damaged_file_of_any_format_is_read_or_refused_and_says_nothing_aside(
    kind: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    body = EXAMPLES[kind]
    chance = random.Random(7)
    logging.getLogger().removeHandler(caplog.handler)
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        for _ in range(60):
            damaged = bytearray(body[: chance.randrange(1, len(body))] if chance.random() < 0.4 else body)
            for _ in range(chance.randrange(1, 8)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            _read_all(bytes(damaged))
    assert capfd.readouterr() == ("", "")


def _read_all(body: bytes) -> None:
    def read() -> None:
        for member in unpack(Received.of("damaged", body), LIMITS):
            if isinstance(member, Refusal):
                told.append(str(member.error))
            else:
                told.append(refused(partial(decode, member, LIMITS)) or "")

    told: list[str] = []
    told.append(refused(read) or "")
    assert not any("\n" in line for line in told)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"", "an empty file"),
        (b"\n \t\n", "an empty file"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "old Word"),
        (rb"{\rtf1 hello}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture; run OCR"),
        (b"\xff\xd8\xff\xe0" + bytes(100), "a picture; run OCR"),
        (b"II*\x00" + bytes(100), "a scanned picture; run OCR"),
        (zipped({"a.txt": b"x"}), "a ZIP file; unpack it"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b""}), "without a text document"),
        (b"PK\x03\x04" + bytes(100), "a broken DOCX or WACZ"),
        (b"\x1f\x8b\x08" + bytes(100), "gzip"),
        (b'{"people": []}', "JSON data"),
        (b'{"a": 1}\n{"a": 2}\n', "JSON data"),
        (b'[{"a": 1}, ' * 8_000, "JSON data"),
        (b"<?xml version='1.0'?><catalog/>", "XML, but neither"),
    ],
)
def test_what_is_not_read_says_what_to_do(body: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        media_type(body)


def test_binary_junk_is_refused_whatever_it_is_called() -> None:
    for size in (300, 5_000, 200_000):
        with pytest.raises(InputError, match="not a text, whatever its name says"):
            media_type(b"x" + os.urandom(size))
    with pytest.raises(InputError, match="not a text"):
        media_type(STORY.encode() * 2_000 + bytes(5_000))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!doctype HTML><p>x", "text/html"),
        ("\n<!-- saved from x -->\n<html><p>x</p></html>", "text/html"),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html xmlns='x'><p>x</p></html>", "text/html"),
        ("<article><p>One</p><p>Two</p></article>", "text/html"),
        ("<p>One paragraph</p>", "text/html"),
        ("He wrote <b> in his letter and went.", "text/plain"),
        ("[Editor's note: this is a report]\nText.", "text/plain"),
        ("{curly} text", "text/plain"),
        ("%PDF- is how a PDF begins"[1:], "text/plain"),
        ("<html><p>%PDF- is how a PDF begins</p></html>", "text/html"),
        ("x < y and y > z", "text/plain"),
        ("<?xml version='1.0'?>\n<!-- c -->\n<rdf:RDF xmlns:rdf='x'></rdf:RDF>", "application/rss+xml"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_is_told_apart_by_how_it_begins(text: str, kind: str, charset: str) -> None:
    assert media_type(text.encode(charset)) == kind
