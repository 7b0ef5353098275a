"""What stands after a colon: the turns of a transcript by their label, and the items of a list."""

from __future__ import annotations

import re
from collections import Counter

from vigil.analysis.encoder import Attribution
from vigil.analysis.segment import Paragraph, Segmented
from vigil.model.reading import Mention
from vigil.model.text import Span

_LABEL = re.compile(r"[\"“]?(?P<name>[^\W\d_][^\n:.!?\"“”]{0,60}?)(?:\s*\([^()\n]{1,40}\))?:\s+(?=\S)")
_ITEM = re.compile(r"(?:[-–—•*·▪►>]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])\s*|(?=(?:not )?to |that )")
_LONGEST_NAME = 6
_TURNS = 2
"""So many paragraphs that one label opens make a transcript."""
_ASKERS = frozenset({"q", "question", "a", "answer", "host", "presenter", "interviewer", "moderator", "anchor"})


def labelled_turns(text: Segmented, mentions: tuple[Mention, ...]) -> dict[int, Attribution]:
    """Return the turns that a label gives to a speaker, by where their utterance begins.

    A label counts where the same one opens two paragraphs or more and it is a name in capitals or a name found as one.
    """
    labels = [(p, found) for p in text.paragraphs if (found := _LABEL.match(text.story.text, p.span.start, p.span.end))]
    keys = Counter(_key(found["name"]) for _, found in labels)
    names = {_key(m.quote.text) for m in mentions if m.type in ("PER", "ORG")}
    turns: dict[int, Attribution] = {}
    for paragraph, found in labels:
        name = found["name"]
        if keys[_key(name)] < _TURNS or len(name.split()) > _LONGEST_NAME or _key(name) in _ASKERS:
            continue
        if not (name.isupper() or _key(name) in names):
            continue
        turns[paragraph.span.start] = _turn(paragraph, found)
    return turns


def _key(name: str) -> str:
    return name.split(",", maxsplit=1)[0].strip().lower()


def _turn(paragraph: Paragraph, found: re.Match[str]) -> Attribution:
    source = Span(found.start("name"), found.end("name"))
    return Attribution((Span(found.end(), paragraph.span.end),), source, None, direct=False, how="label")


def list_items(text: Segmented, paragraph: int) -> list[Span]:
    """Return the items of the list that follows ``paragraph``, each without its mark and the stop at its end."""
    items: list[Span] = []
    for index in range(paragraph + 1, len(text.paragraphs)):
        following = text.paragraphs[index]
        story = text.text_of(following.span)
        mark = _ITEM.match(story)
        if mark is None:
            break
        item = story.rstrip(";,. ").removesuffix(" and").removesuffix(" or").rstrip(";,. ")
        start, stop = following.span.start + mark.end(), following.span.start + len(item)
        if start < stop:
            items.append(Span(start, stop))
    return items
