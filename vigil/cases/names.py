"""Whether two names can be one person's, with the reasons part by part."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Indel

from vigil.cases.name_parts import NEARLY, Alike, alike, by_syllables, in_chinese
from vigil.languages.names import sound, stems
from vigil.languages.syllables import korean_forms
from vigil.languages.words import Name, Word, name_of, prepare, word
from vigil.model.case import Match

SAME_NAME = 0.8
"""The shipped threshold: at this score or over, two names can be one person's."""

_ALONE = 0.6
"""What a name of one part counts beside a fuller one: a surname alone tells nobody apart."""

_LEFT_OUT = 0.04
"""What each part costs that only the longer name has."""

_LEFT_OUT_OFTEN = 0.02
"""The same for parts that reports often leave out: a patronymic between two names, an initial, a kunya."""

_GIVEN_NAME_LEFT_OUT = 0.25
"""What it costs more that the first part is the one left out: "Qusay Saddam Husain" is the son of "Saddam Husain"."""

_COMMON_ONLY = 0.08
"""What it costs more that all parts in common are names that many people have."""

_LITTLE_IN_COMMON = 0.08
"""What it costs more that the longer name has more parts alone than in common, or that a part in common is doubtful."""

_KOREAN_DIFFERS = 0.7
"""Korean names of which a syllable differs are never more alike than this: most syllables are common."""

_FIRST_LOOK, _NOTHING_IN_COMMON = 0.5, 0.2
"""Names that share no key and whose letters are less alike than the first are not laid side by side; they score the second."""

_SCRIPTS = (
    ("Latin", re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")),
    ("Cyrillic", re.compile(r"[\u0400-\u052f]")),
    ("Arabic", re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefe]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
    ("Chinese", re.compile(r"[\u4e00-\u9fff]")),
    ("Korean", re.compile(r"[\uac00-\ud7af]")),
)


_Pair = tuple[int, int, Alike]
"""A part of the shorter name and one of the longer that stand for each other, by number, and how alike they are."""


@dataclass(slots=True)
class _Compared:
    """The score, the shorter and the longer name, and their pairs; ``whole`` is a reason for the names as a whole."""

    score: float
    left: Name
    right: Name
    pairs: list[_Pair]
    whole: str | None = None


def compare_names(a: str, b: str) -> Match:
    """Return how likely two names are one person's (0 to 1), with the reasons in plain words.

    Parts are laid side by side in any order. At ``SAME_NAME`` or over the two can be one person's; a name of one part
    beside a fuller one stays under it, for a surname alone tells nobody apart.
    """
    compared = _compare(prepare(a), prepare(b))
    if not compared.left.words:
        return Match(0.0, ("one of the names has no letters",))
    return Match(compared.score, tuple(_reasons(a, b, compared)))


@lru_cache(maxsize=65536)
def name_score(a: str, b: str) -> float:
    """Return the score of ``compare_names`` alone."""
    return _compare(prepare(a), prepare(b)).score


def differ_in_gender(a: str, b: str) -> bool:
    """Return whether one name has the woman's form of a surname of the other: two people where one report has both."""
    found = [{(sound(s.text), s.ending) for part in core_parts(name) for s in stems(part)} for name in (a, b)]
    return any((text, ending + "a") in two for one, two in (found, found[::-1]) for text, ending in one)


def core_parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name without titles, articles and links; "Abdul Aziz" is one part."""
    return prepare(name).plain


def script(name: str) -> str | None:
    """Return the first script in which a name has letters; None where it is in none that is told apart."""
    return next((label for label, letters in _SCRIPTS if letters.search(name)), None)


def _compare(a: Name, b: Name) -> _Compared:
    """Compare two names, in an order that does not depend on which was given first."""
    one, other = len(a.words), len(b.words)
    left, right = (a, b) if one < other or (one == other and a.plain <= b.plain) else (b, a)
    if not left.words:
        return _Compared(0.0, left, right, [])
    if not (left.korean and right.korean) and _quite_different(left, right):
        return _Compared(_NOTHING_IN_COMMON, left, right, [])
    found = _laid_side_by_side(left, right)
    if left.korean and right.korean and left.plain != right.plain:
        return _as_korean(left, right, found)
    if found.score < SAME_NAME and len(left.words) < len(right.words):
        joined = _divided(left, right)
        if joined is not None and joined.score > found.score:
            return joined
    return found


def _quite_different(left: Name, right: Name) -> bool:
    """Whether two names share no key and few letters: most pairs, which then need not be laid side by side."""
    return left.keys.isdisjoint(right.keys) and not _similarity(left.gist, right.gist, score_cutoff=_FIRST_LOOK)


_similarity = Indel.normalized_similarity


def _laid_side_by_side(left: Name, right: Name) -> _Compared:
    pairs = _align(left.words, right.words)
    for _, _, found in pairs:
        if in_chinese(found):
            pairs = [(i, j, _in_chinese(left.words[i], right.words[j], other)) for i, j, other in pairs]
            break
    score = _worth(pairs, left.words, right.words)
    if left.son_of and right.son_of and pairs[0][1] > min(pair[1] for pair in pairs):
        score *= 1 - _GIVEN_NAME_LEFT_OUT
    return _Compared(round(score, 4), left, right, pairs)


def _in_chinese(a: Word, b: Word, found: Alike) -> Alike:
    """Compare two words of names of which one is surely in Chinese spelling, for another part of it is."""
    return max(found, by_syllables(a, b, sure=True), key=lambda one: one[0])


def _as_korean(left: Name, right: Name, found: _Compared) -> _Compared:
    """Compare two names that can be Korean: by syllables, unless both are in Hangul, which writes each in one way."""
    mine, theirs = left.korean or (), right.korean or ()
    if any(part.script != "hangul" for part in (*left.words, *right.words)):
        if not korean_forms(mine).isdisjoint(korean_forms(theirs)):
            return _Compared(0.95, left, right, [], "the same syllables in Korean")
        if not korean_forms(mine, rough=True).isdisjoint(korean_forms(theirs, rough=True)):
            return _Compared(0.82, left, right, [], "the same syllables in Korean but for o and u")
    return _Compared(min(found.score, _KOREAN_DIFFERS), left, right, found.pairs)


def _align(left: tuple[Word, ...], right: tuple[Word, ...]) -> list[_Pair]:
    """Pair every part of the shorter name with one of the longer, the most alike first."""
    pairs: list[_Pair] = []
    used = 0
    for i, x in enumerate(left):
        best, at, most = _NONE, -1, -1.0
        for j, y in enumerate(right):
            found = alike(x, y)
            score = found[0]
            if score > most or (score == most and abs(i - j) < abs(i - at)):
                best, at, most = found, j, score
        pairs.append((i, at, best))
        used |= 1 << at
    return pairs if used.bit_count() == len(pairs) else _align_greedily(left, right)


_NONE: Alike = (-1.0, None)


def _align_greedily(left: tuple[Word, ...], right: tuple[Word, ...]) -> list[_Pair]:
    """Pair where two parts have the same counterpart: the most alike pair first, then what is left."""
    ranked = sorted(
        ((alike(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)),
        key=lambda one: (-one[0][0], abs(one[1] - one[2]), one[1], one[2]),
    )
    taken: dict[int, _Pair] = {}
    used: set[int] = set()
    for found, i, j in ranked:
        if i not in taken and j not in used:
            taken[i] = (i, j, found)
            used.add(j)
    return [taken[i] for i in sorted(taken)]


def _worth(pairs: list[_Pair], left: tuple[Word, ...], right: tuple[Word, ...]) -> float:
    scores = [found[0] for _, _, found in pairs]
    least = min(scores)
    score = 0.4 * sum(scores) / len(scores) + 0.6 * least
    if len(left) == len(right):
        return score
    if len(left) == 1:
        return score * _ALONE
    if score < SAME_NAME:
        return score * (1 - _LEFT_OUT * (len(right) - len(left)))
    met = [j for _, j, _ in pairs]
    out = [j for j in range(len(right)) if j not in met]
    often = [_often_left_out(right[j]) for j in out]
    cost = sum(_LEFT_OUT_OFTEN if known else _LEFT_OUT for known in often)
    if least <= NEARLY or len(out) > len(left):
        cost += _LITTLE_IN_COMMON
    if not all(often):
        if all(x.given for x in left):
            cost += _COMMON_ONLY
        if 0 in out and met == sorted(met) and not right[0].given & _prefixed():
            cost += _GIVEN_NAME_LEFT_OUT
    return score * (1 - cost)


def _often_left_out(part: Word) -> bool:
    return part.father is not None or part.kunya or len(part.plain) == 1


@lru_cache(maxsize=1)
def _prefixed() -> frozenset[int]:
    return word("muhammad", "letters").given


def _divided(left: Name, right: Name) -> _Compared | None:
    """Compare with two neighbouring parts of the longer name as one: "Mohammad Nazar" beside "Mohammadnazar"."""
    best: _Compared | None = None
    for j in range(len(right.words) - 1):
        first, second = right.words[j], right.words[j + 1]
        if not any(_may_hold(w, first) for w in left.words):
            continue
        joined = word(first.plain + second.plain, first.script)
        longer = name_of(
            (*right.written[:j], f"{right.written[j]} {right.written[j + 1]}", *right.written[j + 2 :]),
            (*right.words[:j], joined, *right.words[j + 2 :]),
        )
        found = _laid_side_by_side(*((left, longer) if len(left.words) <= len(longer.words) else (longer, left)))
        if best is None or found.score > best.score:
            best = found
    return best


def _may_hold(whole: Word, part: Word) -> bool:
    return len(whole.plain) > len(part.plain) + 1 and whole.sounds[0][:2] == part.sounds[0][:2]


def _reasons(a: str, b: str, compared: _Compared) -> list[str]:
    left, right = compared.left, compared.right
    reasons = ["written alike"] if a == b else []
    scripts = (script(a), script(b))
    if scripts[0] != scripts[1] and None not in scripts:
        reasons.append(f"{scripts[0]} and {scripts[1]}")
    if compared.whole:
        return [*reasons, compared.whole]
    turned = left is not prepare(a)
    pairs = compared.pairs or _align(left.words, right.words)
    reasons += filter(
        None, (_told(left.written[i], right.written[j], found, turned) for i, j, found in pairs if a != b)
    )
    order = [j for _, j, _ in pairs]
    if order != sorted(order):
        reasons.append("the order of the parts differs")
    left_out = [part for j, part in enumerate(right.written) if j not in order]
    if left_out:
        reasons.append(f"{' '.join(left_out)} stands in one name only")
    return reasons


def _told(x: str, y: str, found: Alike, turned: bool) -> str:
    """Say how alike two parts are; ``turned`` says that ``y`` is of the name that was given first."""
    score, why = found
    if why is None and (" " in x) != (" " in y):
        why = "{a} and {b} are one name, divided differently" if score >= SAME_NAME else None
    if why is None:
        why = "{a} stands in both" if score >= SAME_NAME else "{a} and {b} differ"
    if turned and why.startswith(("{a} and {b}", "{a} stands")):
        x, y = y, x
    return why.format(a=x, b=y)
