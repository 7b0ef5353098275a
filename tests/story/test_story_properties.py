"""Properties: every word of a story leads back to the page, and no input breaks the telling."""

import html
import textwrap
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.story.test_story_examples import EXAMPLES, page_of
from vigil.errors import InputError
from vigil.model.report import Capture, Page
from vigil.model.text import Span, Story
from vigil.story import tell

UNSEEN = dict.fromkeys(map(ord, "\u200b\ufeff\u00ad\u2060"))
FAST = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.text(st.sampled_from("abcdeéЖ漢 .,;&<>\"'\n\t\u00a0\u00ad-"), max_size=60)
TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "br",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "a",
        "b",
        "span",
        "article",
        "nav",
        "figure",
        "figcaption",
    ]
)


def squeezed(text: str) -> str:
    return "".join(text.translate(UNSEEN).split())


def check_map(source: str, story: Story, *, references: bool) -> None:
    last = 0
    for segment in story.source_map.segments:
        assert segment.story.start >= last
        last = segment.story.end
        told = story.text[segment.story.start : segment.story.end]
        stands = source[segment.source.start : segment.source.end]
        if segment.exact:
            assert told == stands
        elif told != " ":
            assert squeezed(told) == squeezed(html.unescape(stands) if references else stands)
    for at, char in enumerate(story.text):
        assert char.isspace() or story.source_map.locate(Span(at, at + 1)) is not None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_every_character_leads_back_to_the_page(path: Path) -> None:
    page = page_of(path)
    story = tell(page, retrieved_on=None, published=None).story
    check_map(page.text, story, references=page.markup == "html")


def test_a_quote_is_found_again_in_the_source() -> None:
    page = page_of(next(path for path in EXAMPLES if path.name == "dressed.html"))
    story = tell(page, retrieved_on=None, published=None).story
    at = story.text.index("Aidos Placeholder, 28")
    place = story.source_map.locate(Span(at, at + len("Aidos Placeholder, 28")))
    assert place is not None
    assert page.text[place.start : place.end] == "Aidos&nbsp;Placeholder, 28"


@st.composite
def broken_html(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(0, 12))):
        tag, words = draw(TAGS), draw(WORDS)
        shape = draw(
            st.sampled_from(["<{t}>{w}</{t}>", "<{t}>{w}", "{w}</{t}>", "<{t} class='{w}'>", "<{t} id={w}>{w}", "<{t}"])
        )
        parts.append(shape.format(t=tag, w=words))
    return "".join(parts)


@FAST
@given(st.one_of(broken_html(), WORDS), st.sampled_from(["html", "plain"]))
def test_nothing_but_an_input_error_is_raised(text: str, markup: Literal["html", "plain"]) -> None:
    page = Page(Capture("a" * 64, "text/html"), markup, text)
    try:
        report = tell(page, retrieved_on=date(2024, 1, 1), published=None)
    except InputError:
        return
    assert report.story.text.strip()
    check_map(text, report.story, references=markup == "html")


SENTENCES = st.lists(
    st.lists(
        st.sampled_from(["the", "court", "put", "off", "its", "hearing", "and", "nobody", "said", "why"]),
        min_size=40,
        max_size=60,
    ),
    min_size=3,
    max_size=5,
)


@FAST
@given(SENTENCES, st.sampled_from([60, 72, 78]))
def test_hard_wrapped_paragraphs_are_put_together(sentences: Sequence[Sequence[str]], width: int) -> None:
    paragraphs = [" ".join(words).capitalize() + f" {n}." for n, words in enumerate(sentences)]
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    story = tell(Page(Capture("a" * 64, "text/plain"), "plain", wrapped), retrieved_on=None, published=None).story
    assert story.text == "\n\n".join(paragraphs)


@FAST
@given(SENTENCES)
def test_line_ends_of_any_system_tell_the_same_story(sentences: Sequence[Sequence[str]]) -> None:
    text = "\n\n".join(" ".join(words).capitalize() + f" {n}." for n, words in enumerate(sentences))
    stories = {
        tell(
            Page(Capture("a" * 64, "text/plain"), "plain", text.replace("\n", end)), retrieved_on=None, published=None
        ).story.text
        for end in ("\n", "\r\n", "\r")
    }
    assert len(stories) == 1
