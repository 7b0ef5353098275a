"""HTML to story: trafilatura says which text is the story, the words are taken from the page itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from vigil.story.align import chosen, key
from vigil.story.fields import PageFields
from vigil.story.markup import Block, Markup
from vigil.story.notices import safety_notices
from vigil.story.refine import refine

_CAPTION_WORDS = 4
_LEAST = 150
"""Characters of a story at least, before other ways than trafilatura's are tried."""
_PROSE = 30
_WORDS = 5
_ROW = 400
"""Characters of a row of figures and names at most; longer rows lay out the page."""
CELL = 100
"""Characters of a cell that is read as one line with the others of its row."""
_LEAD = 80
"""Characters from which a paragraph above the headline is taken for a lead or caption rather than a kicker."""


@dataclass(slots=True)
class Choice:
    """Which blocks of a page are what: indexes into its blocks. ``story`` holds the headline and captions too."""

    story: set[int] = field(default_factory=set)
    headline: int | None = None
    captions: set[int] = field(default_factory=set)
    notices: set[int] = field(default_factory=set)
    way: str = ""
    """The name in ``WAYS`` of what found the story."""


def choose(source: str, page: Markup, fields: PageFields) -> Choice:
    """Return which blocks of the page are story; ``story`` is empty where the page has none."""
    blocks = page.blocks
    choice = Choice()
    body: set[int] = set()
    for choice.way, find in WAYS.items():
        body |= find(source, page)
        if sum(len(blocks[i].text) for i in body) >= _LEAST:
            break
    choice.story = set(body)
    shown = [block for block in blocks if not block.hidden]
    found = safety_notices(
        [block.text for block in shown], {n for n, block in enumerate(shown) if block.index not in body}
    )
    choice.notices = {shown[n].index for n in found}
    choice.story -= choice.notices
    if not choice.story:
        return choice
    choice.headline = _headline(blocks, choice.story, fields.title)
    choice.story = refine(blocks, choice.story, choice.headline, fields) - choice.notices
    if not any(_is_prose(blocks[i]) for i in choice.story):
        return Choice(notices=choice.notices)
    _above_headline(blocks, choice)
    _captions(blocks, choice)
    _repeats(blocks, choice)
    if choice.headline is not None:
        choice.story.add(choice.headline)
    return choice


def by_extractor(source: str, page: Markup) -> set[int]:
    """Return the blocks that trafilatura's text is made of."""
    import trafilatura  # noqa: PLC0415 - takes 0.1 s, and plain text needs none of it

    extracted = trafilatura.extract(source, include_comments=False) or ""
    lines = [line.lstrip("-| ").rstrip() for line in extracted.split("\n")]
    units = _units(page.blocks)
    found = chosen([" ".join(page.blocks[i].text for i in unit) for unit in units], lines)
    return {i for n in found for i in units[n]}


def by_density(_source: str, page: Markup) -> set[int]:
    """Return the blocks of the element with most prose in it: for little text, or markup of its own."""
    prose: dict[int, int] = defaultdict(int)
    told = [b for b in page.blocks if not b.hidden and b.linked * 2 < len(b.text)]
    for block in told:
        if len(block.text) >= _PROSE and not block.inside("nav", "footer", "aside", "form"):
            for depth, element in enumerate(reversed(block.path[-3:])):
                prose[id(element)] += len(block.text) >> max(depth - 1, 0)
    if not prose:
        return set()
    home = max(prose, key=lambda element: prose[element])
    return {b.index for b in told if any(id(element) == home for element in b.path)}


WAYS: dict[str, Callable[[str, Markup], set[int]]] = {
    "extractor": by_extractor,
    "density": by_density,
}
"""Ways to find a story, tried in this order until one gives enough."""


def _units(blocks: Sequence[Block]) -> list[tuple[int, ...]]:
    """Return what is found as one: a block, or the cells of a short row of a table, which say little each."""
    rows = row_of(blocks)
    units: list[list[int]] = []
    for block in blocks:
        row = rows.get(block.index)
        if units and row is not None and rows.get(units[-1][-1]) == row:
            units[-1].append(block.index)
        else:
            units.append([block.index])
    parted: list[tuple[int, ...]] = []
    for unit in units:
        whole = sum(len(blocks[i].text) for i in unit) <= _ROW
        parted += [tuple(unit)] if whole else [(i,) for i in unit]
    return parted


def row_of(blocks: Sequence[Block]) -> dict[int, int]:
    """Return for each block that is a cell of a table the identity of its row."""
    found: dict[int, int] = {}
    for block in blocks:
        if block.kind == "cell":
            row = next((e for e in reversed(block.path) if e.tag == "tr"), None)
            if row is not None:
                found[block.index] = id(row)
    return found


def _is_prose(block: Block) -> bool:
    """Whether a block says something: a page of menus, forms and buttons tells no story."""
    return block.linked * 2 < len(block.text) and (len(block.text.split()) >= _WORDS or len(block.text) >= _LEAD)


def _headline(blocks: Sequence[Block], story: set[int], titles: Sequence[str]) -> int | None:
    """Return the block that is the headline: most like a title that the page states, or the heading above the story."""
    first = min((i for i in story if len(blocks[i].text) >= _LEAD), default=min(story))
    best: tuple[float, int, int] | None = None
    for block in blocks:
        if block.index > first + 3 or len(block.text) > 300 or block.hidden or block.inside("nav", "footer"):
            continue
        likeness = max((_likeness(block.text, title) for title in titles[:8]), default=0.0)
        if likeness >= 80:
            rank = (
                likeness + (15 if block.level == 1 else 5 if block.kind == "heading" else 0),
                -abs(first - block.index),
                block.index,
            )
            best = max(best, rank) if best else rank
    if best is not None:
        return best[2]
    above = [
        b for b in blocks[max(first - 25, 0) : first + 1] if b.level == 1 and len(b.text.split()) >= 3 and not b.hidden
    ]
    return above[-1].index if above else None


def _likeness(text: str, title: str) -> float:
    """Return how well a block is a page's title, 0 to 100; a title often has the outlet's name after it."""
    a, b = key(text), key(title)
    if len(a) < 8 or not b:
        return 0.0
    if len(a) >= 12 and b.startswith(a) and len(a) * 5 >= len(b) * 2:
        return 100.0
    return float(fuzz.ratio(a, b))


def _above_headline(blocks: Sequence[Block], choice: Choice) -> None:
    """Drop kickers, breadcrumbs and the like that stand above the headline."""
    if choice.headline is None:
        return
    choice.story = {
        i for i in choice.story if i > choice.headline or (len(blocks[i].text) >= _LEAD and i >= choice.headline - 6)
    }


def _captions(blocks: Sequence[Block], choice: Choice) -> None:
    """Add the captions of pictures inside the story (guide, note 18)."""
    if not choice.story:
        return
    top = min(choice.story) if choice.headline is None else min(choice.headline, *choice.story)
    end = max(choice.story)
    home = _home(blocks, choice.story)
    for block in blocks[top : end + 1]:
        caption = block.kind == "caption" and len(block.text.split()) >= _CAPTION_WORDS and not block.hidden
        if caption and block.linked * 2 < len(block.text) and block.path[: len(home)] == home:
            choice.captions.add(block.index)
    choice.story |= choice.captions


def _home(blocks: Sequence[Block], story: set[int]) -> tuple[object, ...]:
    """Return the elements that hold every long paragraph of the story."""
    paths = [blocks[i].path for i in story if len(blocks[i].text) >= _LEAD] or [blocks[i].path for i in story]
    shared = 0
    while all(len(path) > shared for path in paths) and len({id(path[shared]) for path in paths}) == 1:
        shared += 1
    return paths[0][:shared]


def _repeats(blocks: Sequence[Block], choice: Choice) -> None:
    """Drop what stands a second time: the headline, a caption (guide, note 18), a paragraph right after itself."""
    title = "" if choice.headline is None else key(blocks[choice.headline].text)
    last: dict[str, int] = {}
    for i in sorted(choice.story):
        words = key(blocks[i].text)
        again = words in last and (i - last[words] <= 2 or i in choice.captions or last[words] in choice.captions)
        if i != choice.headline and len(words) >= 12 and (again or words == title):
            choice.story.discard(i)
            choice.captions.discard(i)
        else:
            last[words] = i
