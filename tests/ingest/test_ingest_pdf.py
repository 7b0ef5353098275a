from __future__ import annotations

import pytest

from tests.ingest.made_files import LIMITS, STORY, pdf
from vigil.errors import InputError
from vigil.ingest import Limits, Received, decode
from vigil.model.report import Page

LINES = (
    "The court in Testville put off the hearing of Arman Tester to",
    "21 January, his lawyer said. He has been held for three months",
    "and asks for his release.",
    "Rights groups say that he would face torture if he were depor-",
    "ted. The well-known advocate asked the authorities to let the",
    "man go, and so did the well-",
    "known journalist Bota Sample.",
)


def read(body: bytes, limits: Limits = LIMITS) -> Page:
    return decode(Received.of("made.pdf", body), limits)


def refusal(body: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        read(body, limits)
    return str(caught.value)


def test_lines_are_put_together_to_paragraphs() -> None:
    page = read(pdf([LINES]))
    assert (page.markup, page.capture.media_type) == ("plain", "application/pdf")
    first, second = page.text.split("\n\n")
    assert first.startswith("The court in Testville put off the hearing of Arman Tester to 21 January")
    assert first.endswith("asks for his release.")
    assert "deported" in second
    assert "well-known journalist" in second


def test_a_sentence_runs_on_over_the_end_of_a_page() -> None:
    page = read(pdf([LINES[:2], LINES[2:]]))
    assert "three months and asks for his release." in page.text


def test_running_headers_and_page_numbers_are_left_out_and_told() -> None:
    said = [
        (f"On day {word} the court of Testville heard", f"the {word} witness.")
        for word in ("one", "two", "three", "four")
    ]
    pages = [("Testville Court Bulletin", *lines, f"Page {number} of 4") for number, lines in enumerate(said, 1)]
    page = read(pdf(pages))
    assert page.text.count("Bulletin") == 1
    assert "Page 2" not in page.text
    (issue,) = page.issues
    assert issue.code == "pdf-running-lines"
    assert issue.message.endswith(": Page 1 of 4; Testville Court Bulletin")
    first, second = page.text.split("\n\n")[:2]
    assert first == "Testville Court Bulletin"
    assert second == "On day one the court of Testville heard the one witness."


def test_properties_are_hints_but_the_date_of_the_file_is_only_told() -> None:
    told = {"/Title": "Hearing put off", "/Author": "Bota Sample", "/CreationDate": "D:20200110083000Z"}
    page = read(pdf([LINES], properties=told))
    assert (page.title_hint, page.byline_hint, page.published_hint) == ("Hearing put off", "Bota Sample", None)
    assert [issue.code for issue in page.issues] == ["date-of-file"]
    assert "made on 2020-01-10" in page.issues[0].message


def test_what_software_fills_in_is_no_title_and_no_author() -> None:
    for title in ("Microsoft Word - draft 2.docx", "untitled", "Document1", "page.indd"):
        page = read(pdf([LINES], properties={"/Title": title, "/Author": "admin"}))
        assert (page.title_hint, page.byline_hint) == (None, None)
    page = read(pdf([LINES], properties={"/Title": "Microsoft Word - Hearing put off"}))
    assert page.title_hint == "Hearing put off"


def test_broken_properties_cost_no_text() -> None:
    page = read(pdf([LINES], properties={"/CreationDate": "D:last week", "/Title": " "}))
    assert "Arman Tester" in page.text
    assert (page.title_hint, page.published_hint) == (None, None)


def test_a_scan_needs_ocr() -> None:
    assert "run OCR on it" in refusal(pdf([(), ()]))
    assert "run OCR on it" in refusal(pdf([("17",), ("18",)]))


def test_a_page_without_text_among_others_is_told() -> None:
    page = read(pdf([LINES, ()]))
    assert [issue.code for issue in page.issues] == ["pdf-page-without-text"]
    assert "page 2" in page.issues[0].message


def test_a_broken_pdf_is_refused(capfd: pytest.CaptureFixture[str]) -> None:
    whole = pdf([LINES])
    for broken in (
        b"%PDF-1.7\n",
        b"%PDF-1.7\nnothing",
        whole[: len(whole) // 3],
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
    ):
        assert "PDF" in refusal(broken)
    assert capfd.readouterr() == ("", "")


def test_a_locked_pdf_is_refused() -> None:
    assert "protected by a password" in refusal(pdf([LINES], password="secret"))


def test_a_pdf_that_only_forbids_changes_is_read() -> None:
    assert "Arman Tester" in read(pdf([LINES], password="")).text


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert "of 3 pages, over the limit of 2" in refusal(pdf([[STORY]] * 3), Limits(pdf_pages=2))
