"""One page to one report: the story, its furniture, and what the page says of itself."""

from __future__ import annotations

from datetime import date

from vigil.errors import InputError
from vigil.model.report import Page, Report, report_id
from vigil.model.text import Span, Story
from vigil.model.when import When
from vigil.story.extract import story_blocks
from vigil.story.markup import take_apart
from vigil.story.plain import lines_of, passages
from vigil.story.weave import Weaver


def tell(page: Page, *, retrieved_on: date | None, published: When | None) -> Report:
    """Return the report that a page makes.

    ``published`` is what the user says and wins over the page; ``retrieved_on`` is the day of retrieval, after which
    nothing was published (None: unknown). Raises InputError where the page holds no story.
    """
    weaver = Weaver()
    furniture: list[str] = []
    headline: Span | None = None
    if page.markup == "html":
        taken = take_apart(page.text)
        kept = story_blocks(page.text, taken)
        for block in taken.blocks:
            if block.index in kept:
                weaver.add(block.runs)
            else:
                furniture.append(block.text)
    else:
        for passage in passages(page.text, lines_of(page.text), dehyphenate="pdf" in page.capture.media_type):
            weaver.add(passage.runs)
    if not weaver.length:
        raise InputError("no story was found on this page: give the text of the report itself, as .txt or pasted text")
    story = Story(weaver.text(), tuple(furniture), weaver.source_map(), headline)
    return Report(report_id(page.capture), page.capture, story, published=published, language="en", issues=page.issues)
