from __future__ import annotations

from email.message import EmailMessage

from tests.ingest.made_files import HTML, LIMITS, STORY, members
from vigil.ingest import Received, decode

SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/report
Subject: =?utf-8?Q?Hearing_put_off_=E2=80=94_Testville?=
Date: Fri, 10 Jan 2020 14:30:00 +0600
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset=utf-8
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/report

<html><head><meta charset=3D"utf-8"></head><body><p>{STORY} =E2=80=9CFree h=
im=E2=80=9D</p></body></html>

------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://example.org/a.png

iVBORw0KGgo=

------b--
"""


def letter(*, html: bool = True, attachment: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Rights Desk <desk@example.org>"
    message["To"] = "list@example.org"
    message["Subject"] = "Statement: free Arman Tester"
    message["Date"] = "Fri, 10 Jan 2020 01:00:00 +0600"
    message.set_content(STORY + " ’")
    if html:
        message.add_alternative(HTML.replace(".", ".’", 1), subtype="html")
    if attachment:
        message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="ruling.pdf")
    return message.as_bytes()


def test_a_page_saved_in_one_file_is_the_page() -> None:
    (page,), refused = members(SAVED.replace("\n", "\r\n").encode())
    assert refused == []
    assert (page.capture.media_type, page.capture.url) == ("text/html", "https://example.org/report")
    assert (page.capture.retrieved_at, page.hints.title) == ("2020-01-10T08:30:00Z", "Hearing put off — Testville")
    assert page.hints.published is None
    assert f"<p>{STORY} “Free him”</p>" in decode(page, LIMITS).text


def test_a_saved_page_of_another_browser_has_its_address_in_its_part() -> None:
    lines = [line for line in SAVED.splitlines(keepends=True) if not line.startswith("Snapshot")]
    (page,), _ = members("".join(lines).encode())
    assert page.capture.url == "https://example.org/report"


def test_a_letter_gives_its_fullest_text_and_who_sent_it_when() -> None:
    (page,), refused = members(letter())
    assert refused == []
    assert (page.capture.media_type, page.capture.url, page.capture.retrieved_at) == ("text/html", None, None)
    told = page.hints
    assert (told.title, told.publisher) == ("Statement: free Arman Tester", "Rights Desk")
    assert told.published == "2020-01-10T01:00:00+06:00"
    (plain,), _ = members(letter(html=False))
    assert plain.capture.media_type == "text/plain"
    assert decode(plain, LIMITS).text.strip() == STORY + " ’"


def test_attached_files_are_told_of() -> None:
    (page,), (refused,) = members(letter(attachment=True))
    assert STORY.split(".")[0] in decode(page, LIMITS).text
    assert str(refused.error).endswith("give them too: ruling.pdf")


def test_a_message_without_a_text_is_refused() -> None:
    _, (refused,) = members(b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: image/png\n\nabc")
    assert "without a text" in str(refused.error)


def test_a_message_with_broken_headers_is_read() -> None:
    body = letter().replace(b"Fri, 10 Jan 2020", b"Some, 99 Day 2020").replace(b"desk@example.org>", b"desk@@[>")
    (page,), _ = members(body)
    assert page.hints.published is None


def test_a_pasted_letter_is_plain_text() -> None:
    pasted = f"From: Rights Desk\nSubject: Free him\nDate: 10 January 2020\n\n{STORY}"
    received = Received.of("a.txt", pasted.encode())
    assert received.capture.media_type == "text/plain"
