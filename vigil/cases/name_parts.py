"""How alike two parts of names are, and why: one word beside one word, in any script."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler, LCSseq, Levenshtein

from vigil.languages.names import bones, makes_another
from vigil.languages.words import Word

NEARLY = 0.75
"""Parts at this likeness or over are told as spelled nearly alike."""

_NEAR_STEM = 0.8
"""Stems with the same consonants at this likeness or over are one stem: romanisations vary in vowels."""

_ANOTHER = 0.6
"""Words that are known to be two names, or a name and its patronymic, are never more alike than this."""

_OTHER_GIVEN = 0.65
"""The same where one is the other with an ending that makes another name."""

_FIRST_LOOK = 0.4
"""Words whose common reading has fewer letters alike than this, and whose consonants differ, are not looked at further."""

_FEW = 3
"""Fewer consonants than this in a word, and its vowels must agree."""

Alike = tuple[float, str | None]
"""A likeness (0 to 1) and the reason for it as a text with ``{a}`` and ``{b}``; None where no reason need be told."""

_ONE_NAME = "{a} and {b} are spellings of one name"
_FORMS = "{a} and {b} are forms of one name"
_NEAR = "{a} and {b} are spelled nearly alike"
_SYLLABLES = "{a} and {b} match by their Chinese syllables"
_NOTHING: Alike = (0.0, None)
_WITH_VOWELS = ("letters", "cyrillic")
_same_letters, _same_beginning = Levenshtein.normalized_similarity, JaroWinkler.similarity


def alike(a: Word, b: Word) -> Alike:
    """Return how alike two words are and why; in either order the likeness is the same."""
    if a.easy and b.easy and a.keys.isdisjoint(b.keys):
        looked = _same_letters(a.sounds[0], b.sounds[0])
        if looked < _FIRST_LOOK:
            return looked, None
    return compared(a, b)


@lru_cache(maxsize=262144)
def compared(a: Word, b: Word) -> Alike:
    """Return what ``alike`` does for words that need more than a look."""
    if a.plain == b.plain:
        return 1.0, None
    if len(a.plain) == 1 or len(b.plain) == 1:
        return _initial(a, b)
    return _with_rest(a, b) or _by_script(a, b)


def _by_script(a: Word, b: Word) -> Alike:
    if a.script in _WITH_VOWELS and b.script in _WITH_VOWELS:
        return _known(a, b) or _letters(a, b)
    if "unvocalised" in (a.script, b.script):
        return _unvocalised(a, b)
    if a.given and b.given:
        return (_ANOTHER, None) if a.given.isdisjoint(b.given) else (0.95, _SYLLABLES)
    near, _ = _near(a, b)
    found, why = by_syllables(a, b, sure=True)
    return max(near, found), why or (_SYLLABLES if near >= NEARLY else None)


def _score(found: Alike) -> float:
    return found[0]


def _initial(a: Word, b: Word) -> Alike:
    if a.plain[0] == b.plain[0] or a.sounds[0][:1] == b.sounds[0][:1]:
        return 0.8, "{a} can stand for {b}"
    return _NOTHING


def _with_rest(a: Word, b: Word) -> Alike | None:
    """Compare what stands behind "Abd" or "Abu": the father of Jihad is not the father of Khair. None where neither has it."""
    if a.rest is not None and b.rest is not None:
        if a.kunya != b.kunya:
            return min(_ANOTHER, alike(a.rest, b.rest)[0]), None
        score, _ = alike(a.rest, b.rest)
        return min(score, 0.98), _ONE_NAME if score >= _SAME_REST else (_NEAR if score >= NEARLY else None)
    whole, part = (a, b) if a.rest is not None else (b, a)
    if whole.rest is None or alike(whole.rest, part)[0] < _SAME_REST:
        return None
    return (_ANOTHER, None) if whole.kunya else (0.75, "{a} and {b} differ by the word Abd")


_SAME_REST = 0.9
"""From here on two words behind "Abd" are one."""


def _known(a: Word, b: Word) -> Alike | None:
    """Compare what tables know of two words: given names, patronymics, short forms. None where they know nothing."""
    if a.given and b.given:
        if a.given.isdisjoint(b.given):
            return min(_ANOTHER, _same_letters(a.sounds[0], b.sounds[0])), None
        if a.chinese != b.chinese:
            return 0.95, _SYLLABLES
        return (0.95, _FORMS) if a.sound_set.isdisjoint(b.sound_set) else (0.98, _ONE_NAME)
    if not a.sound_set.isdisjoint(b.sound_set):
        return 0.98, _ONE_NAME
    if not (a.short.isdisjoint(b.given) and b.short.isdisjoint(a.given)):
        return 0.87, "{a} and {b} are a name and its short form"
    return _fathers(a, b)


def _letters(a: Word, b: Word) -> Alike:
    """Compare two words of which no table knows anything, in scripts that write vowels."""
    best = _near(a, b)
    if a.stems or b.stems:
        found = _endings(a, b)
        best = found if found[0] else max(best, _near_stems(a, b), key=_score)
    if best[0] < NEARLY or best[1] is _NEAR:
        found = by_syllables(a, b)
        if found[0] and not _another(a, b):
            best = max(best[0], found[0]), found[1]
    return best


def _fathers(a: Word, b: Word) -> Alike | None:
    """Compare patronymics by the fathers' names. A patronymic is not its father; None where neither is known."""
    if a.father is not None and b.father is not None:
        score, _ = alike(a.father, b.father)
        if score >= _NEAR_STEM:
            return max(0.9, score - 0.03), "{a} and {b} are one patronymic"
        return min(score, _ANOTHER), None
    if (a.father is not None and alike(a.father, b)[0] >= _NEAR_STEM) or (
        b.father is not None and alike(b.father, a)[0] >= _NEAR_STEM
    ):
        return _ANOTHER, None
    return None


def _endings(a: Word, b: Word) -> Alike:
    """Compare words with endings that reports keep or drop: "Musakhanuly" beside "Musakhan" or "Musakhanov"."""
    if (a.stemmed.isdisjoint(b.sound_set) and b.stemmed.isdisjoint(a.sound_set)) and a.stemmed.isdisjoint(b.stemmed):
        return _NOTHING
    for long, short, without in (
        (a, b, "{b} is {a} without its "),
        (b, a, "{a} is {b} without its "),
    ):
        for stem in long.stems:
            whole = not stem.word.sound_set.isdisjoint(short.sound_set)
            if whole or any(not stem.word.sound_set.isdisjoint(s.word.sound_set) for s in short.stems):
                if stem.kind == "article":
                    return 0.95, without + "article"
                if stem.kind == "feminine":
                    return 0.94, "{a} and {b} are the woman's and the man's form of one name"
                if whole:
                    return 0.94, without + ("patronymic ending" if stem.kind == "patronymic" else "ending")
                return 0.94, "{a} and {b} are one name with different endings"
    return _NOTHING


def _near_stems(a: Word, b: Word) -> Alike:
    """Compare stems in two romanisations: "Tabarikuly" and "Tabarak"."""
    best = _NOTHING
    for long, short, without in (
        (a, b, "{b} is spelled nearly like {a} without its ending"),
        (b, a, "{a} is spelled nearly like {b} without its ending"),
    ):
        for stem in long.stems:
            for other in (short, *(s.word for s in short.stems if s.kind == stem.kind)):
                if stem.word.bones.isdisjoint(other.bones):
                    continue
                near = max(_edit(x, y) for x in stem.word.sounds for y in other.sounds)
                if near >= _NEAR_STEM and near > best[0]:
                    best = max(0.85, near - 0.06), without if other is short else "{a} and {b} are spelled nearly alike"
    return best


def _near(a: Word, b: Word) -> Alike:
    letters = near = 0.0
    for x in a.sounds:
        for y in b.sounds:
            same = _same_letters(x, y)
            letters = max(letters, same)
            if 0.65 * same + 0.35 > near:
                near = max(near, 0.65 * same + 0.35 * _same_beginning(x, y))
    common = a.bones & b.bones
    if common:
        few = max(map(len, common)) < _FEW
        near = max(near, 0.5 + 0.45 * letters if few else 0.78 + 0.17 * letters)
    if near > _OTHER_GIVEN and _another(a, b):
        near = _OTHER_GIVEN
    return near, _NEAR if near >= NEARLY else None


def _another(a: Word, b: Word) -> bool:
    return makes_another(a.plain, b.plain) or makes_another(b.plain, a.plain)


def _edit(a: str, b: str) -> float:
    return 0.65 * _same_letters(a, b) + 0.35 * _same_beginning(a, b)


def _unvocalised(a: Word, b: Word) -> Alike:
    """Compare where a script leaves most vowels out: consonants in rough classes, then the vowels that are written."""
    if a.given and b.given:
        return (_ANOTHER, None) if a.given.isdisjoint(b.given) else (0.98, _FORMS)
    bare, other = (a, b) if a.script == "unvocalised" else (b, a)
    best = max(_consonants(x, y) for x in bare.rough for y in other.rough)
    for stem in other.stems:
        if stem.kind == "article":
            best = max(best, *(_consonants(x, y) - 0.03 for x in bare.rough for y in stem.word.rough))
    if best >= NEARLY:
        return best, "{a} and {b} have the same consonants" if best >= _SAME_CONSONANTS else _NEAR
    return best, None


_SAME_CONSONANTS = 0.82
"""From here on two words of which one has no vowels have the same consonants."""


def _consonants(bare: str, whole: str) -> float:
    one, other = bones(bare), bones(whole)
    covered = LCSseq.similarity(bare, whole) / len(bare) if bare else 0.0
    if one == other and one:
        return (0.7 if len(one) < _FEW else _SAME_CONSONANTS) + (0.25 if len(one) < _FEW else 0.15) * covered
    return 0.5 * _same_letters(one, other) + 0.3 * covered


def by_syllables(a: Word, b: Word, *, sure: bool = False) -> Alike:
    """Compare a word of pinyin syllables with one of another language: 沙吾提拜 "shawutibai" is "Sauytbay".

    Many a word of other languages can be read as pinyin. Only where it is ``sure`` that one name is in Chinese spelling
    are two syllables enough, and may the other word be readable as pinyin too.
    """
    for one, other in ((a, b), (b, a)):
        syllables = one.syllables
        if syllables is None or not (sure or (other.syllables is None and len(syllables) >= _FEW)):
            continue
        if syllables in (other.classes, other.classes.replace("K", "")):
            return (0.85 if len(syllables) >= _FEW else 0.8), _SYLLABLES
    return _NOTHING


def in_chinese(found: Alike) -> bool:
    """Return whether two words were found alike by their Chinese syllables."""
    return found[1] is _SYLLABLES
