"""Golden pairs: a page beside the story that is told of it. A missing golden is written, and the test fails."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vigil.model.report import Capture, Page, Report
from vigil.model.text import Span
from vigil.story import tell
from vigil.story.extract import WAYS, choose
from vigil.story.fields import page_fields
from vigil.story.markup import take_apart

FOLDER = Path(__file__).parent.parent / "examples" / "story"
EXAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".txt"))
RETRIEVED = date(2025, 3, 1)


def page_of(path: Path) -> Page:
    html = path.suffix == ".html"
    text = path.read_bytes().decode()
    return Page(Capture("0" * 64, "text/html" if html else "text/plain"), "html" if html else "plain", text)


def told(report: Report) -> dict[str, Any]:
    text = report.story.text

    def words(spans: tuple[Span, ...]) -> list[str]:
        return [text[span.start : span.end] for span in spans]

    headline = report.story.headline
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published": None if report.published is None else str(report.published),
        "byline": report.byline,
        "language": report.language,
        "safety_notices": list(report.safety_notices),
        "headline": None if headline is None else text[headline.start : headline.end],
        "captions": words(report.story.captions),
        "headings": words(report.story.headings),
        "story": text.split("\n\n"),
        "furniture": list(report.story.furniture),
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_story_is_the_golden_one(path: Path) -> None:
    golden = path.with_name(path.name + ".json")
    found = told(tell(page_of(path), retrieved_on=RETRIEVED, published=None))
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.name} was not there and is written now: read it, and run again")
    assert found == json.loads(golden.read_text(encoding="utf-8"))


def ways() -> Iterator[str]:
    for path in EXAMPLES:
        page = page_of(path)
        if page.markup == "plain":
            yield "paged" if "\f" in page.text else "lines"
        else:
            taken = take_apart(page.text)
            yield choose(page.text, taken, page_fields(taken)).way


def test_every_way_to_a_story_has_an_example() -> None:
    assert set(ways()) == {*WAYS, "lines", "paged"}


def test_every_golden_has_its_page() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{path.name}.json" for path in EXAMPLES}
