"""One page to one report: the story, its furniture, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vigil.errors import InputError
from vigil.model.report import Page, Report, report_id
from vigil.model.text import Span, Story
from vigil.model.when import When
from vigil.story.credits import page_byline, page_publisher, page_title, plain_publisher
from vigil.story.extract import CELL, choose, row_of
from vigil.story.fields import PageFields, page_fields
from vigil.story.furniture import first_body, sort_paragraphs
from vigil.story.markup import Block, take_apart
from vigil.story.plain import lines_of, passages, repeated_lines
from vigil.story.published import DatedPage, from_page, from_plain, read_stamp
from vigil.story.tongue import language_of
from vigil.story.weave import Run, Weaver

_NO_STORY = (
    "no story was found on this page; save the page with its text, or give the text of the report as a .txt file"
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One paragraph of the story to be, in its order."""

    runs: tuple[Run, ...]
    kind: str = "body"


def tell(page: Page, *, retrieved_on: date | None, published: When | None) -> Report:
    """Return the report that a page makes.

    ``published`` is what the user says and wins over the page; ``retrieved_on`` is the day of retrieval, after which
    nothing was published (None: unknown). Raises InputError where the page holds no story.
    """
    return (_from_html if page.markup == "html" else _from_plain)(page, retrieved_on, published)


def _story(parts: Sequence[_Part], furniture: Sequence[str]) -> Story:
    """Return the story that the parts make; raise InputError where they hold no word."""
    weaver = Weaver()
    spans: dict[str, list[Span]] = {"headline": [], "caption": [], "heading": [], "body": []}
    for part in parts:
        spans[part.kind].append(weaver.add(part.runs))
    text = weaver.text()
    if not any(c.isalnum() for c in text):
        raise InputError(_NO_STORY)
    return Story(
        text,
        tuple(furniture),
        weaver.source_map(),
        headline=next(iter(spans["headline"]), None),
        captions=tuple(spans["caption"]),
        headings=tuple(spans["heading"]),
    )


def _from_html(page: Page, retrieved_on: date | None, published: When | None) -> Report:
    taken = take_apart(page.text)
    fields = page_fields(taken)
    choice = choose(page.text, taken, fields)
    blocks = taken.blocks
    body = [blocks[i] for i in sorted(choice.story) if i != choice.headline]
    parts = _parts(blocks, body, choice.captions)
    if choice.headline is not None:
        parts.insert(0, _Part(blocks[choice.headline].runs, "headline"))
    furniture = [
        b.text for b in blocks if b.index not in choice.story and not b.hidden and any(c.isalnum() for c in b.text)
    ]
    story = _story(parts, furniture)
    language = language_of([block.text for block in body], fields.language)
    headline = None if choice.headline is None else blocks[choice.headline].text
    if published is None:
        published = from_page(
            DatedPage(
                page.text,
                taken,
                fields,
                choice,
                language=fields.language or language,
                url=page.capture.url,
                hint=page.published_hint,
                retrieved_on=retrieved_on,
            )
        )
    return Report(
        report_id(page.capture),
        page.capture,
        story,
        published=published,
        publisher=page_publisher(fields, page.publisher_hint, furniture),
        title=page_title(fields, headline, page.title_hint),
        byline=page_byline(fields, page.byline_hint),
        language=language,
        safety_notices=tuple(blocks[i].text for i in sorted(choice.notices)),
        issues=page.issues,
    )


def _parts(blocks: Sequence[Block], body: Sequence[Block], captions: set[int]) -> list[_Part]:
    """Return the paragraphs of the story; the cells of a table's row are one."""
    rows = row_of(blocks)
    parts: list[_Part] = []
    last: int | None = None
    for block in body:
        row = rows.get(block.index)
        if row is not None and row == last and len(block.text) <= CELL:
            gap = Run(" ", parts[-1].runs[-1].end, block.runs[0].start, exact=False)
            parts[-1] = _Part((*parts[-1].runs, gap, *block.runs), parts[-1].kind)
        else:
            parts.append(_Part(block.runs, _kind(block, captions)))
        last = row
    return parts


def _kind(block: Block, captions: set[int]) -> str:
    if block.index in captions:
        return "caption"
    return "heading" if block.kind == "heading" else "body"


def _from_plain(page: Page, retrieved_on: date | None, published: When | None) -> Report:
    printed = "pdf" in page.capture.media_type or "\f" in page.text
    lines = lines_of(page.text)
    running = repeated_lines(page.text, lines)
    made = passages(page.text, [line for line in lines if line not in running], dehyphenate=printed)
    texts = [passage.text for passage in made]
    verdict = sort_paragraphs(texts, language_of(texts, None))
    kinds = dict.fromkeys(verdict.headings, "heading") | dict.fromkeys(verdict.captions, "caption")
    if verdict.headline is not None:
        kinds[verdict.headline] = "headline"
    parts = [_Part(p.runs, kinds.get(i, "body")) for i, p in enumerate(made) if i not in verdict.furniture]
    dropped = [(line.start, page.text[line.start : line.end]) for line in running]
    dropped += [(made[i].lines[0].start, texts[i]) for i in verdict.furniture]
    story = _story(parts, [text for _, text in sorted(dropped)])
    language = language_of([texts[i] for i in range(len(texts)) if i not in verdict.furniture], None)
    body = first_body(texts)
    if published is None and page.published_hint:
        published = next(read_stamp(page.published_hint, language, retrieved_on), None)
    if published is None:
        published = from_plain(texts, body, language, retrieved_on)
    headline = None if verdict.headline is None else texts[verdict.headline]
    return Report(
        report_id(page.capture),
        page.capture,
        story,
        published=published,
        publisher=page.publisher_hint or plain_publisher(texts, verdict, body),
        title=page_title(PageFields(), headline, page.title_hint),
        byline=page.byline_hint,
        language=language,
        safety_notices=tuple(texts[i] for i in sorted(verdict.notices)),
        issues=page.issues,
    )
