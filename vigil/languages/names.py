"""Words of names in any spelling and script: one plain form, and what they sound like.

The tables are in ``languages/names/``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from vigil.languages import name_tables

_JOINED_ARTICLE = re.compile(r"\b(A|E)l(?=[A-Z][a-z])")
_SHORT_SKELETON = 3
"""Fewer consonants than this and a key keeps its vowels: "Ali", "Ilia" and "Lee" would otherwise be one key."""

_UNSEEN = re.compile("[\u00ad\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
"""Marks of direction, joiners, variation selectors, Arabic vowel signs and the stretching stroke: no letter of a name."""

_WOULD_JOIN = re.compile("(?<=[سصزذكکقتطدضظگ])(?=[حهھہجسش])")
"""Arabic letters side by side whose Latin letters would be read as one sound ("zh", "sh"): they are kept apart."""

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stem:
    """A name word without its ending: ``ending`` is what was dropped and ``kind`` names its list."""

    text: str
    ending: str
    kind: str


@cache
def _letters() -> dict[int, str]:
    table = name_tables.letters().letters
    return str.maketrans(table | {k.upper(): v.capitalize() for k, v in table.items() if len(k.upper()) == 1})


@cache
def _lookalikes() -> dict[int, str]:
    return str.maketrans(name_tables.letters().lookalikes)


@cache
def _prefixes() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, name_tables.letters().prefixes)) + r")(?=\w{2})")


@cache
def _endings() -> tuple[tuple[str, str, str], ...]:
    """Return (ending, what stands for it, kind), longest first."""
    table = name_tables.endings()
    found = [(e, "", "patronymic") for e in table.patronymic]
    found += [(e, "", "surname") for e in table.surname]
    found += [(her, his, "feminine") for her, his in table.feminine]
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row)))


@cache
def _middle() -> re.Pattern[str]:
    table = name_tables.endings()
    return re.compile(rf"(.{{{table.min_stem - 1},}}?)(?:{table.middle})")


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str], dict[int, str]]:
    table = name_tables.sounds()
    groups = {letters: g.sound for g in table.groups for letters in g.letters}
    pattern = re.compile("|".join(sorted(map(re.escape, groups), key=len, reverse=True)))
    return pattern, groups, str.maketrans({letter: sound for sound, many in table.vowels.items() for letter in many})


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of letters: a word with none of ``first`` is left unchanged by it."""

    first: frozenset[str]
    pattern: re.Pattern[str]
    read: dict[str, str]


@cache
def _readings(script: str) -> tuple[_Reading, ...]:
    return tuple(
        _Reading(
            frozenset(a[0] for a, b in reading.read if a != b),
            re.compile("|".join(re.escape(a) for a, _ in reading.read)),
            dict(reading.read),
        )
        for reading in name_tables.sounds().readings
        if reading.script == script
    )


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Return the name in plain small Latin letters, parts divided by one space, from any script.

    Diacritics, apostrophes and punctuation go; a hyphen divides parts ("al-Araibi" gives "al araibi"). Latin letters in
    a Cyrillic word are read as the Cyrillic letters that they look like.
    """
    if not name.isascii():
        name = _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
        if _CYRILLIC.search(name):
            name = _WORD.sub(_as_cyrillic, name)
        name = _WOULD_JOIN.sub("ا", name)
        name = _prefixes().sub(lambda found: name_tables.letters().prefixes[found[0]], name)
    name = _JOINED_ARTICLE.sub(r"\1l ", name)
    if not name.isascii():
        name = anyascii(name.translate(_letters()))
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"['`\"’]", "", name.lower())))


def _as_cyrillic(found: re.Match[str]) -> str:
    word = found[0]
    read = word.translate(_lookalikes())
    return read if _CYRILLIC.search(word) or not re.search(r"[A-Za-z]", read) else word


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[Stem, ...]:
    """Return the folded word without an ending that reports keep or drop; nothing where it has none."""
    found = []
    for ending, instead, kind in _endings():
        if word.endswith(ending) and len(word) - len(ending) >= name_tables.endings().min_stem:
            found.append(Stem(word[: -len(ending)] + instead, ending, kind))
            if not instead:
                break
    return tuple(found)


def father(word: str) -> str | None:
    """Return the name in a folded patronymic that stands between given name and surname; None where it is none.

    "Ivanovich" gives "ivan". A surname can look the same: what it is follows from where it stands.
    """
    found = _middle().fullmatch(word)
    return found[1] if found else None


def makes_another(short: str, long: str) -> bool:
    """Return whether the longer of two folded words is the shorter with an ending that makes another name of it."""
    return long.startswith(short) and long[len(short) :] in name_tables.endings().another


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return the folded word with each sound written one way and no letter twice running; vowels are three classes."""
    pattern, groups, vowels = _sounds()
    soft = re.sub(r"c(?=[eiy])", "s", re.sub(r"ck", "k", word))
    soft = re.sub(r"(?<=[aeiouy])j(?=$|[aeiouy])", "i", soft)  # "Sergej" is "Sergei" in German and Nordic papers
    soft = re.sub(r"(?<=..[aeiou])h$", "", soft)  # "Fatimah", "Abdullah"
    classes = pattern.sub(lambda found: groups[found[0]], soft).translate(vowels)
    return _once(classes)


@lru_cache(maxsize=65536)
def sounds_of(word: str, script: str = "letters") -> tuple[str, ...]:
    """Return the sound of a folded word as languages read its letters: the common reading first, then others.

    ``script`` is "letters" where the word was written in Latin letters, "cyrillic" where in Cyrillic.
    """
    found = [sound(word)]
    for reading in _readings(script):
        if reading.first.isdisjoint(word):
            continue
        read = reading.read
        other = reading.pattern.sub(lambda hit, read=read: read[hit[0]], word)  # type: ignore[misc]
        if other != word:
            found.append(sound(other))
    return tuple(dict.fromkeys(found))


def bones(whole: str) -> str:
    """Return the consonants of a sound."""
    return _once(whole.translate(_NO_VOWELS))


_NO_VOWELS = str.maketrans("", "", "aiu")


def _once(letters: str) -> str:
    """Return the letters without any that stands twice running."""
    before = ""
    return "".join([before := letter for letter in letters if letter != before])


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of the folded word as sounds, with an opening vowel marked; short words keep their vowels."""
    return key_of(sound(word))


def key_of(whole: str) -> str:
    """Return the consonants of a sound, with an opening vowel marked; the whole sound where they are few."""
    consonants = bones(whole)
    if len(consonants) < _SHORT_SKELETON:
        return whole
    return ("a" if whole[0] in "aiu" else "") + consonants
