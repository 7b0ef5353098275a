"""Which blocks of a page an extracted text is made of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from unicodedata import normalize

_LONG = 24
"""Letters and digits from which a block is found by its words alone; shorter ones need their place as well."""
_CHUNK = 24


def key(text: str) -> str:
    """Return the letters and digits of a text in lower case: what two renderings of a paragraph have in common."""
    return "".join(c for c in normalize("NFKC", text).lower() if c.isalnum())


def chosen(blocks: Sequence[str], extracted: Sequence[str]) -> set[int]:
    """Return the places in ``blocks`` whose words stand in ``extracted`` (paragraphs in page order).

    A block that stands twice on the page and once in ``extracted`` is chosen once, where its neighbours are.
    """
    lines = [k for k in map(key, extracted) if k]
    whole = "".join(lines)
    keys = [key(block) for block in blocks]
    offsets = _offsets(keys, whole)
    kept = _longest_rise(offsets)
    placed = {keys[i] for i in kept}
    kept.update(i for i in offsets if keys[i] not in placed)
    kept = _beside_neighbours(kept, keys, offsets)
    return kept | _short(keys, lines, kept, offsets)


def _offsets(keys: list[str], whole: str) -> dict[int, int]:
    """Return where each long block begins in the extracted text; equal blocks take its repetitions in turn."""
    offsets: dict[int, int] = {}
    next_from: dict[str, int] = {}
    for i, wanted in enumerate(keys):
        if len(wanted) < _LONG:
            continue
        at = whole.find(wanted, next_from.get(wanted, 0))
        if at < 0 and wanted not in next_from:
            found = _find(whole, wanted)
            if found is not None:
                offsets[i] = found
            continue
        if at < 0:
            at = next_from[wanted] - len(wanted)
        offsets[i] = at
        next_from[wanted] = at + len(wanted)
    return offsets


def _find(whole: str, wanted: str) -> int | None:
    """Return where a block begins in the extracted text; half of its words are enough, markup may divide the others."""
    at = whole.find(wanted)
    if at >= 0:
        return at
    pieces = [wanted[i : i + _CHUNK] for i in range(0, len(wanted) - _CHUNK + 1, _CHUNK)]
    places = [place for piece in pieces if (place := whole.find(piece)) >= 0]
    return places[0] if len(places) * 2 >= len(pieces) and places else None


def _longest_rise(offsets: dict[int, int]) -> set[int]:
    """Return the blocks of the longest run whose offsets rise with the page."""
    tails: list[int] = []
    holders: list[int] = []
    before: dict[int, int | None] = {}
    for i in sorted(offsets):
        place = bisect_left(tails, offsets[i])
        before[i] = holders[place - 1] if place else None
        if place == len(tails):
            tails.append(offsets[i])
            holders.append(i)
        else:
            tails[place], holders[place] = offsets[i], i
    run: set[int] = set()
    last = holders[-1] if holders else None
    while last is not None:
        run.add(last)
        last = before[last]
    return run


def _beside_neighbours(kept: set[int], keys: list[str], offsets: dict[int, int]) -> set[int]:
    """Move a choice between equal blocks to the one that stands nearest to another chosen block."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in offsets:
        places[keys[i]].append(i)
    ordered = sorted(kept)
    moved = set(kept)
    for n, i in enumerate(ordered):
        twins = places[keys[i]]
        if len(twins) < 2:
            continue
        low = ordered[n - 1] if n else -1
        high = ordered[n + 1] if n + 1 < len(ordered) else len(keys)
        between = [t for t in twins if low < t < high and t not in moved] + [i]
        near = min(between, key=lambda t: (min(t - low if n else len(keys), high - t), t))
        moved.discard(i)
        moved.add(near)
    return moved


def _short(keys: list[str], lines: list[str], kept: set[int], offsets: dict[int, int]) -> set[int]:
    """Return the short blocks that stand as a line of the extracted text between the same long ones."""
    where: dict[str, list[int]] = defaultdict(list)
    at = 0
    for line in lines:
        where[line].append(at)
        at += len(line)
    found: set[int] = set()
    low = -1
    ordered = [i for i in range(len(keys)) if i in kept or (keys[i] and len(keys[i]) < _LONG and keys[i] in where)]
    highs = _upcoming(ordered, kept, offsets, at + 1)
    for i, high in zip(ordered, highs, strict=True):
        if i in kept:
            low = offsets.get(i, low)
        elif any(low <= place < high for place in where[keys[i]]):
            found.add(i)
            low = min(place for place in where[keys[i]] if low <= place < high) + 1
    return found


def _upcoming(ordered: list[int], kept: set[int], offsets: dict[int, int], end: int) -> list[int]:
    """Return for each block the offset of the next long chosen one."""
    highs: list[int] = []
    high = end
    for i in reversed(ordered):
        highs.append(high)
        if i in kept:
            high = offsets.get(i, high)
    return highs[::-1]
