"""Public corpora as examples: PolNeAR (who says what), GUM and UNER (mentions), WikiEvents (triggers)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.examples import OTHER_TRIGGERS, Example, Layer, Link, Marked

Row = dict[str, Any]

MENTION_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}
_WORDS_AT_MOST = 8
"""Words of a named mention at most: longer ones in GUM are descriptions around a name."""


def rows(path: Path) -> Iterator[Row]:
    """Give the rows of a JSON Lines file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def polnear(path: Path) -> Iterator[Example]:
    """Give the articles of PolNeAR with sources, cues, contents, and links from each content to its source and cue."""
    for row in rows(path):
        layers = {name: Layer() for name in ("source", "cue", "content")}
        links: list[Link] = []
        for found in row["attributions"]:
            for name, layer in layers.items():
                layer.marked += [Marked(a, b, name) for a, b in found[name]]
            for start, end in found["content"]:
                links += [Link(role, start, end, tuple((a, b) for a, b in found[role])) for role in ("source", "cue")]
        yield Example(row["id"], row["text"], layers, links)


def gum(path: Path) -> Iterator[Example]:
    """Give the documents of GUM with the names of people, organisations and places."""
    for row in rows(path):
        named = [e for e in row["entities"] if e["named"] and e["type"] in MENTION_TYPES]
        yield Example(row["id"], row["text"], {"mention": _outermost(row["text"], named)})


def uner(path: Path, *, odd: bool) -> Iterator[Example]:
    """Give every second sentence of UNER's development part with its names: the odd ones, or the even ones."""
    for number, row in enumerate(rows(path)):
        if number % 2 == int(odd):
            yield Example(row["id"], row["text"], {"mention": _outermost(row["text"], row["entities"])})


def _outermost(text: str, entities: list[Row]) -> Layer:
    layer = Layer()
    end = -1
    for e in sorted(entities, key=lambda e: (e["start"], -e["end"])):
        if e["start"] >= end and len(text[e["start"] : e["end"]].split()) <= _WORDS_AT_MOST:
            layer.marked.append(Marked(e["start"], e["end"], MENTION_TYPES[e["type"]]))
            end = e["end"]
    return layer


def wikievents(path: Path) -> Iterator[Example]:
    """Give the articles of WikiEvents with the triggers of the types that lie near ours."""
    for row in rows(path):
        layer = Layer(
            [Marked(e["trigger"][0], e["trigger"][1], e["type"]) for e in row["events"] if e["type"] in OTHER_TRIGGERS]
        )
        yield Example(row["id"], row["text"], {"other": layer})
