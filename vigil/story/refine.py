"""What trafilatura's choice of blocks lacks and holds too much of: rules over the place, links and marks of blocks.

Each rule is general and pays on the page sets that ``evals/pages.py`` reads. What the mean text F1 loses without it, on the
even pages, where the rules were made, and on the odd ones, stands at the end of its description.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import Language
from vigil.story.align import key
from vigil.story.fields import PageFields
from vigil.story.markup import Block
from vigil.story.words import bare, fold, furniture_words

_ENOUGH = 1000
"""Characters of a story in full view: what is hidden beside it is a second copy or a dialogue."""
_PARAGRAPH = 80
"""Characters from which a block is a paragraph of prose and no line of its own."""
_LEAD_KINDS = ("paragraph", "heading", "other")
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


def refine(blocks: Sequence[Block], story: set[int], headline: int | None, fields: PageFields) -> set[int]:
    """Return a better choice of story blocks than ``story``; ``fields`` is what the page says of itself."""
    kept = set(story)
    kept = drop_hidden(blocks, kept)
    kept = add_siblings(blocks, kept)
    kept = add_lead(blocks, kept, headline, fields.description)
    kept = drop_links(blocks, kept, headline)
    kept = drop_marked(blocks, kept, headline)
    return drop_lines(blocks, kept, headline)


def _size(blocks: Sequence[Block], chosen: set[int]) -> int:
    return sum(len(blocks[i].text) for i in chosen)


def drop_hidden(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Drop what the page does not show, unless most of the story is folded away.

    Gain: 0.0030, 0.0031.
    """
    seen = {i for i in kept if not blocks[i].hidden}
    shown = _size(blocks, seen)
    return seen if shown >= _ENOUGH or shown * 5 >= _size(blocks, kept) * 2 else kept


def add_siblings(blocks: Sequence[Block], kept: set[int]) -> set[int]:
    """Add paragraphs of prose in the same kind of element as most of the story, and headings between its paragraphs.

    Gain: 0.0014, 0.0069.
    """
    homes = Counter[tuple[str, str] | int]()
    for i in kept:
        if blocks[i].kind == "paragraph" and len(blocks[i].path) > 1:
            homes[_home(blocks[i])] += len(blocks[i].text)
    total = _size(blocks, kept)
    main = {home for home, size in homes.items() if size * 4 >= total}
    first, last = min(kept, default=0), max(kept, default=0)
    found: set[int] = set()
    for block in blocks:
        at_home = len(block.path) > 1 and _home(block) in main and not block.hidden
        own = block.linked * 3 < len(block.text)
        prose = block.kind == "paragraph" and len(block.text) >= _PARAGRAPH
        over = block.kind == "heading" and first < block.index < last and block.index + 1 in kept
        if at_home and own and (prose or over):
            found.add(block.index)
    return kept | found


def _home(block: Block) -> tuple[str, str] | int:
    """Return the element around a block: its tag and marks, or itself where it has none."""
    element = block.path[-2]
    return (element.tag, element.marks) if element.marks else id(element)


def add_lead(blocks: Sequence[Block], kept: set[int], headline: int | None, described: Sequence[str]) -> set[int]:
    """Add the paragraph between the headline and the story that opens it: marked so, or the page's own description.

    Gain: 0.0037, 0.0038.
    """
    if headline is None or not kept:
        return kept
    first = min((i for i in kept if i > headline and len(blocks[i].text) >= _PARAGRAPH), default=headline)
    words = [key(text)[:120] for text in described]
    found: set[int] = set()
    for block in blocks[headline + 1 : min(first, headline + 12)]:
        marks = set(_WORD.findall(" ".join(e.marks for e in block.path[-3:])))
        stated = block.inside("header") or marks & block_marks().lead
        same = any(word and (key(block.text).startswith(word) or word.startswith(key(block.text))) for word in words)
        prose = len(block.text) >= 60 and block.linked * 4 < len(block.text) and block.kind in _LEAD_KINDS
        if (stated or same) and prose and not block.hidden:
            found.add(block.index)
    return kept | found


def drop_links(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Drop short blocks that are one link: teasers of other stories inside the text.

    Gain: 0.0036, 0.0023.
    """
    links = {
        i
        for i in kept
        if i != headline and len(blocks[i].text) <= 200 and blocks[i].linked * 5 >= len(blocks[i].text) * 4
    }
    return kept if _size(blocks, links) * 2 > _size(blocks, kept) else kept - links


def drop_marked(blocks: Sequence[Block], kept: set[int], headline: int | None) -> set[int]:
    """Drop what stands in an element marked as furniture, unless most of the story does.

    Gain: 0.0041, 0.0028.
    """
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
    """Drop lines that say what furniture says: anywhere "Read also: ...", at the end legal lines and contacts.

    Gain: 0.0000, 0.0009.
    """
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
