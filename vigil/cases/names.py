"""Whether two names can be one person's, with the reasons part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, Levenshtein

from vigil.languages.names import fold, makes_another, particles, skeleton, sound, stems
from vigil.model.case import Match

SAME_NAME = 0.8
"""The shipped threshold: at this score or over, two names can be one person's."""

_NEARLY = 0.75
"""Parts at this likeness or over are told as spelled nearly alike."""

_NEAR_STEM = 0.8
"""Stems with the same consonants at this likeness or over are one stem: romanisations vary in vowels."""

_OTHER_GIVEN = 0.65
"""Parts of which one is the other with an ending that makes another name are never more alike than this."""

_UNVOCALISED = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Scripts that write few vowels (Hebrew, Arabic, Syriac): only consonants are compared with them."""

_SCRIPTS = (
    ("Latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
)


@dataclass(frozen=True, slots=True)
class _Part:
    """One word of a name as written and folded."""

    written: str
    plain: str
    vocalised: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two parts that stand for each other, how alike, and why where they are not written alike."""

    left: _Part
    right: _Part
    score: float
    reason: str | None


def compare_names(a: str, b: str) -> Match:
    """Return how likely two names are one person's (0 to 1), with the reasons in plain words.

    Parts are laid side by side in any order. At ``SAME_NAME`` or over the two can be one person's; a name of one part
    beside a fuller one stays under it, for a surname alone tells nobody apart.
    """
    score, left, right, pairs = _compare(a, b)
    if not left:
        return Match(0.0, ("one of the names has no letters",))
    return Match(score, tuple(_reasons(a, b, left, right, pairs)))


@lru_cache(maxsize=65536)
def name_score(a: str, b: str) -> float:
    """Return the score of ``compare_names`` alone."""
    return _compare(a, b)[0]


def _compare(a: str, b: str) -> tuple[float, tuple[_Part, ...], tuple[_Part, ...], list[_Pair]]:
    """Return the score, the parts of the shorter and of the longer name, and how they pair; no parts where one has none."""
    left, right = _parts(a), _parts(b)
    if not left or not right:
        return 0.0, (), (), []
    if len(left) > len(right):
        left, right = right, left
    pairs = _align(left, right)
    score = _worth(pairs, left, right)
    joined = _joined(left, right)
    if joined is not None and joined.score > score:
        pairs, score = [joined], joined.score
    return round(max(0.0, min(1.0, score)), 4), left, right, pairs


def differ_in_gender(a: str, b: str) -> bool:
    """Return whether one name has the woman's form of a surname of the other: two people where one report has both."""
    found = [{(sound(s.text), s.ending) for part in core_parts(name) for s in stems(part)} for name in (a, b)]
    return any((text, ending + "a") in two for one, two in (found, found[::-1]) for text, ending in one)


def core_parts(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without titles, articles and links."""
    return tuple(p.plain for p in _parts(name))


@lru_cache(maxsize=65536)
def _parts(name: str) -> tuple[_Part, ...]:
    known = particles()
    parts = []
    for word in re.split(r"[\s,;()\-‐‑·•]+", name):
        parts += [_Part(word, plain, not _UNVOCALISED.search(word)) for plain in fold(word).split()]
    bare = [p for p in parts if p.plain not in known.titles]
    parts = bare if len(bare) > 1 else parts
    core = [p for p in parts if p.plain not in known.articles and p.plain not in known.links]
    return tuple(core or parts)


@lru_cache(maxsize=262144)
def _alike(left: _Part, right: _Part) -> tuple[float, str | None]:
    """How alike two parts are, and why."""
    a, b = left.plain, right.plain
    if a == b:
        return 1.0, None
    if min(len(a), len(b)) == 1:
        return _initial(left, right)
    if not (left.vocalised and right.vocalised):
        return _bare_alike(left, right)
    if sound(a) == sound(b):
        return 0.98, f"{left.written} and {right.written} are spellings of one name"
    ending = _ending(left, right) or _ending(right, left)
    if ending is not None:
        return 0.94, ending
    return max(_near(left, right), _near_stem(left, right), _near_stem(right, left), key=lambda found: found[0])


def _near_stem(long: _Part, short: _Part) -> tuple[float, str | None]:
    """Compare a part without its ending: "Tabarikuly" and "Tabarak" have one stem in two romanisations."""
    for stem in stems(long.plain):
        near = _edit(sound(stem.text), sound(short.plain))
        if near >= _NEAR_STEM and skeleton(stem.text) == skeleton(short.plain):
            return 0.85, f"{short.written} is spelled nearly like {long.written} without its ending"
    return 0.0, None


def _near(left: _Part, right: _Part) -> tuple[float, str | None]:
    a, b = left.plain, right.plain
    near = max(_edit(sound(a), sound(b)), 0.9 if skeleton(a) == skeleton(b) else 0.0)
    if makes_another(a, b) or makes_another(b, a):
        near = min(near, _OTHER_GIVEN)
    return near, (f"{left.written} and {right.written} are spelled nearly alike" if near >= _NEARLY else None)


def _initial(left: _Part, right: _Part) -> tuple[float, str | None]:
    if left.plain[0] == right.plain[0] or sound(left.plain)[:1] == sound(right.plain)[:1]:
        return 0.8, f"{left.written} can stand for {right.written}"
    return 0.0, None


def _edit(a: str, b: str) -> float:
    return 0.5 * Levenshtein.normalized_similarity(a, b) + 0.5 * JaroWinkler.similarity(a, b)


def _bare_alike(left: _Part, right: _Part) -> tuple[float, str | None]:
    a, b = (re.sub(r"[aiu]", "", sound(p.plain)) for p in (left, right))
    if not a or not b:
        return 0.0, None
    near = 0.95 if a == b else _edit(a, b) * 0.95
    return near, (f"{left.written} and {right.written} have the same consonants" if a == b else None)


def _ending(long: _Part, short: _Part) -> str | None:
    for stem in stems(long.plain):
        if sound(stem.text) == sound(short.plain) or any(sound(stem.text) == sound(s.text) for s in stems(short.plain)):
            kind = "patronymic ending" if stem.kind == "patronymic" else "ending"
            if stem.kind == "feminine":
                return f"{long.written} and {short.written} are the woman's and the man's form of one name"
            if sound(stem.text) == sound(short.plain):
                return f"{short.written} is {long.written} without its {kind}"
            return f"{long.written} and {short.written} are one name with different endings"
    return None


def _align(left: tuple[_Part, ...], right: tuple[_Part, ...]) -> list[_Pair]:
    """Pair the parts, the most alike first."""
    rows = sorted(
        ((_alike(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)),
        key=lambda row: (-row[0][0], abs(row[1] - row[2]), row[1], row[2]),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for (score, reason), i, j in rows:
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        pairs.append((i, _Pair(left[i], right[j], score, reason)))
    return [pair for _, pair in sorted(pairs, key=lambda row: row[0])]


def _worth(pairs: list[_Pair], left: tuple[_Part, ...], right: tuple[_Part, ...]) -> float:
    scores = [p.score for p in pairs]
    mean = sum(scores) / len(scores)
    score = 0.4 * mean + 0.6 * min(scores)
    missing = len(right) - len(left)
    if missing and len(left) == 1:
        return score * 0.6
    return score * (1 - 0.05 * missing)


def _joined(left: tuple[_Part, ...], right: tuple[_Part, ...]) -> _Pair | None:
    """Compare the names written as one word: "Abdul Aziz" and "Abdulaziz"."""
    if len(left) == len(right):
        return None
    a, b = ("".join(p.plain for p in parts) for parts in (left, right))
    if sound(a) != sound(b) or len(a) < 6:
        return None
    one, other = (_Part(" ".join(p.written for p in parts), "", True) for parts in (left, right))
    return _Pair(one, other, 0.97, f"{one.written} and {other.written} are the same letters, divided differently")


def script(name: str) -> str | None:
    """Return the first script in which a name has letters; None where it is in none that is told apart."""
    return next((label for label, letters in _SCRIPTS if letters.search(name)), None)


def _reasons(a: str, b: str, left: tuple[_Part, ...], right: tuple[_Part, ...], pairs: list[_Pair]) -> list[str]:
    reasons = ["written alike"] if a == b else []
    scripts = (script(a), script(b))
    if scripts[0] != scripts[1] and None not in scripts:
        reasons.append(f"{scripts[0]} and {scripts[1]}")
    for pair in pairs:
        if pair.reason:
            reasons.append(pair.reason)
        elif pair.score < SAME_NAME:
            reasons.append(f"{pair.left.written} and {pair.right.written} differ")
        elif a != b:
            reasons.append(f"{pair.left.written} stands in both")
    order = [right.index(p.right) for p in pairs if p.right in right]
    if order != sorted(order):
        reasons.append("the order of the parts differs")
    told = {p.right for p in pairs}
    left_out = [p.written for p in right if p not in told] if len(pairs) == len(left) else []
    if left_out:
        reasons.append(f"{' '.join(left_out)} stands in one name only")
    return reasons
