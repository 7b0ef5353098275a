"""What trafilatura's choice of blocks lacks and holds too much of: rules over the place, links and marks of blocks.

Each rule is general and pays on the page sets that ``evals/pages.py`` reads; the gain in F1 of each, measured on half of
the pages and confirmed on the other half, stands beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language
from vigil.story.align import key
from vigil.story.markup import Block
from vigil.story.words import bare, fold, furniture_words

_ENOUGH = 1000
"""Characters of a story in full view: what is hidden beside it is a second copy or a dialogue."""
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """``languages/any/block_marks.toml``."""

    furniture: frozenset[str]
    lead: frozenset[str]


@lru_cache(maxsize=1)
def block_marks() -> BlockMarks:
    """Return the words by which elements say what they hold."""
    return Language("any").table("block_marks", BlockMarks)


def refine(blocks: Sequence[Block], story: set[int], headline: int | None, body: str | None) -> set[int]:
    """Return a better choice of story blocks than ``story``. ``body`` is the text that JSON-LD gives, if any."""
    kept = set(story)
    kept = drop_hidden(blocks, kept)
    kept = add_stated(blocks, kept, body)
    kept = add_siblings(blocks, kept)
    kept = add_lead(blocks, kept, headline)
    kept = drop_links(blocks, kept, headline)
    kept = drop_marked(blocks, kept, headline)
    return drop_lines(blocks, kept, headline)


def _size(blocks: Sequence[Block], chosen: set[int]) -> int:
    return sum(len(blocks[i].text) for i in chosen)


def drop_hidden(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Drop what the page does not show, unless most of the story is folded away."""
    seen = {i for i in kept if not blocks[i].hidden}
    shown = _size(blocks, seen)
    return seen if shown >= _ENOUGH or shown * 5 >= _size(blocks, kept) * 2 else kept


def add_stated(blocks: Sequence[Block], kept: set[int], body: str | None) -> set[int]:
    """Add paragraphs that the page's own articleBody holds."""
    stated = key(body or "")
    if len(stated) < 400:
        return kept
    found = {b.index for b in blocks if len(b.text) >= 60 and not b.hidden and key(b.text) in stated}
    seen = {key(blocks[i].text) for i in kept}
    return kept | {i for i in found if key(blocks[i].text) not in seen}


def add_siblings(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Add paragraphs of prose that stand in one element with most of the story."""
    homes = Counter[int]()
    for i in kept:
        if blocks[i].kind == "paragraph" and len(blocks[i].path) > 1:
            homes[id(blocks[i].path[-2])] += len(blocks[i].text)
    total = _size(blocks, kept)
    main = {home for home, size in homes.items() if size * 4 >= total}
    for block in blocks:
        prose = (
            block.kind == "paragraph"
            and len(block.text) >= 80
            and block.linked * 3 < len(block.text)
            and not block.hidden
        )
        if prose and len(block.path) > 1 and id(block.path[-2]) in main:
            kept = kept | {block.index}
    return kept


def add_lead(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Add the paragraph between the headline and the story that opens it."""
    if headline is None or not kept:
        return kept
    first = min((i for i in kept if i > headline and len(blocks[i].text) >= 80), default=headline)
    for block in blocks[headline + 1 : min(first, headline + 12)]:
        marks = set(_WORD.findall(" ".join(e.marks for e in block.path[-3:])))
        stated = block.inside("header") or marks & block_marks().lead
        prose = (
            len(block.text) >= 60
            and block.linked * 4 < len(block.text)
            and block.kind in ("paragraph", "heading", "other")
        )
        if stated and prose and not block.hidden:
            kept = kept | {block.index}
    return kept


def drop_links(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Drop short blocks that are one link: teasers of other stories inside the text."""
    links = {
        i
        for i in kept
        if i != headline and len(blocks[i].text) <= 200 and blocks[i].linked * 5 >= len(blocks[i].text) * 4
    }
    return kept if _size(blocks, links) * 2 > _size(blocks, kept) else kept - links


def drop_marked(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Drop what stands in an element marked as furniture, unless most of the story does."""
    marked = {i for i in kept if i != headline and _marked(blocks[i])}
    return kept if _size(blocks, marked) * 3 > _size(blocks, kept) else kept - marked


def _marked(block: Block) -> bool:
    if block.inside("nav", "footer", "aside") and not block.inside("article"):
        return True
    return any(
        set(_WORD.findall(e.marks)) & block_marks().furniture
        for e in block.path[-4:]
        if e.marks and e.tag not in ("body", "html", "article", "main")
    )


def drop_lines(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Drop lines that say what furniture says: anywhere "Read also: ...", at the end legal lines and contacts."""
    words = furniture_words()
    ordered = sorted(kept)
    last = set(ordered[-3:])
    for i in ordered:
        text, line = blocks[i].text, fold(blocks[i].text)
        plain = bare(text) in words.whole or (len(text) <= 160 and line.startswith(words.opens))
        closing = i in last and len(text) <= 260 and any(phrase in line for phrase in words.holds)
        if i != headline and (plain or closing):
            kept = kept - {i}
    return kept
