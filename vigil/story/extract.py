"""HTML to story: trafilatura says which text is the story, the words are taken from the page itself."""

from __future__ import annotations

import trafilatura

from vigil.story.align import chosen
from vigil.story.markup import Block, Markup


def story_blocks(source: str, page: Markup) -> set[int]:
    """Return the indexes of the blocks of the page that are its story."""
    extracted = trafilatura.extract(source, include_comments=False) or ""
    lines = [line.lstrip("-| ").rstrip() for line in extracted.split("\n")]
    return chosen([block.text for block in page.blocks], lines)
