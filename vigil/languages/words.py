"""A name made ready to be compared: its parts, each with every form that comparing needs, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vigil.languages import name_tables, names
from vigil.languages.compounds import SERVANT, join
from vigil.languages.given import Script, given_names, is_chinese, long_names, script_of
from vigil.languages.names import bones, father, fold, sound, sounds_of
from vigil.languages.syllables import chinese_bones, class_bones, fold_korean, is_han, korean_surname

MOST_PARTS, MOST_LETTERS = 12, 240
"""What is compared of a name: a pasted page is no name, and the work grows with the square of the parts."""

_BEHIND = 3
"""Letters of "abd" and "abu", behind which the rest of a compound stands."""

_BETWEEN = re.compile(r"[\s,;()\[\]{}/\-‐‑–—·•・]+")
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{3})")
"""Where two words were run together: "SergeiLavrov"."""

_ROUGH = str.maketrans("zgcpv", "dksbu")


@dataclass(frozen=True, slots=True, eq=False)
class Stem:
    """A word without its ending: every sound it may have, and which kind of ending it was."""

    word: Word
    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One part of a name in the forms that comparing needs.

    ``sounds`` are what the plain form may sound like, the common reading first; ``bones`` their consonants; ``rough`` the
    sounds in the classes that romanisations of Arabic script leave apart. ``syllables`` are the consonants that the word
    may stand for if it is Chinese syllables, ``classes`` its own consonants in the same classes. ``given`` numbers the
    common given names that it is (``given.toml``), ``short`` those it is short for. ``father`` is the name in a
    patronymic, ``rest`` what stands behind "Abd" or "Abu" in a compound; ``stemmed`` are the sounds of the word without
    its endings. ``chinese`` says that it is in Chinese writing or the pinyin of a given name. Two words that tables or
    consonants can make one share one of ``keys``; ``easy`` says that letters alone decide where they share none.
    """

    plain: str
    script: Script
    sounds: tuple[str, ...]
    sound_set: frozenset[str]
    bones: frozenset[str]
    rough: tuple[str, ...]
    syllables: str | None
    classes: str
    given: frozenset[int]
    short: frozenset[int]
    father: Word | None
    stems: tuple[Stem, ...]
    stemmed: frozenset[str]
    rest: Word | None
    kunya: bool
    keys: frozenset[str | int]
    easy: bool
    chinese: bool


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """The parts of a name, as written, in plain small Latin letters, and as words.

    ``keys`` are forms of which two names share one wherever a part of one is a part of the other in any spelling that is
    known to be one; ``gist`` are the sounds of the parts one behind the other. ``korean`` are its parts as Korean
    where all can be that. ``son_of`` says that "bin" or the like stands between parts, whose order then tells father and
    son apart.
    """

    written: tuple[str, ...]
    plain: tuple[str, ...]
    words: tuple[Word, ...]
    korean: tuple[str, ...] | None
    son_of: bool
    keys: frozenset[str | int]
    gist: str


@lru_cache(maxsize=65536)
def word(plain: str, script: Script, kunya: bool = False) -> Word:
    """Return a folded word with its forms."""
    sounds = _sounds(plain, script)
    writes_vowels = script in ("letters", "cyrillic")
    before = father(plain) if writes_vowels else None
    stems = tuple(Stem(word(s.text, script), s.kind) for s in _stems(plain)) if writes_vowels else ()
    rest = word(plain[_BEHIND:], script) if kunya or _is_servant(plain) else None
    consonants = frozenset(map(bones, sounds))
    syllables = _syllables(plain)
    given, short = given_names(plain, sounds, script), long_names(sounds[0])
    return Word(
        plain=plain,
        script=script,
        sounds=sounds,
        sound_set=frozenset(sounds),
        bones=consonants,
        rough=tuple(whole.translate(_ROUGH) for whole in sounds),
        syllables=syllables,
        classes=class_bones(plain),
        given=given,
        short=short,
        father=word(before, script) if before else None,
        stems=stems,
        stemmed=frozenset(whole for stem in stems for whole in stem.word.sounds),
        rest=rest,
        kunya=kunya,
        chinese=is_chinese(plain, script),
        easy=writes_vowels and rest is None and len(plain) > 1 and not short and syllables is None,
        keys=consonants.union(given, short, *(s.word.bones for s in stems), rest.keys if rest else ()),
    )


def _is_servant(plain: str) -> bool:
    return _SERVANT.fullmatch(plain) is not None


_SERVANT = re.compile(f"{SERVANT}(?!l[ao](?:[hiyejz]|$)).{{3,}}")
"""A compound with "Abd", but for "Abdullah" and the surnames made of it, which are one name."""


def _stems(plain: str) -> tuple[names.Stem, ...]:
    """Return the word without an ending that reports keep or drop, and without an article that is joined to it."""
    article = _ARTICLE.fullmatch(plain)
    found = names.stems(plain)
    return (*found, names.Stem(article[3], "", "article")) if article else found


_ARTICLE = re.compile(r"([ae]l|[ae](?=([sdnrtz])\2))(.{3,})")


def _sounds(plain: str, script: Script) -> tuple[str, ...]:
    if script in ("letters", "cyrillic"):
        return sounds_of(plain, script)
    found = (plain, plain.replace("th", "s")) if script == "unvocalised" else (plain,)
    return tuple(dict.fromkeys(sound(form).removesuffix("h") for form in found))


def _syllables(plain: str) -> str | None:
    """Return the consonants that Chinese syllables may stand for; None where one consonant would say too little."""
    found = chinese_bones(plain)
    return found if found is not None and len(found) > 1 else None


def prepare(name: str) -> Name:
    """Return the name ready to be compared: without titles, articles and links where anything else is left of it.

    ``MOST_LETTERS`` are looked at, and ``MOST_PARTS`` parts. Any text will do; without a letter it has no parts.
    """
    return _prepared(name if len(name) <= MOST_LETTERS else name[:MOST_LETTERS])


@lru_cache(maxsize=65536)
def _prepared(name: str) -> Name:
    written: list[str] = []
    plain: list[str] = []
    scripts: list[Script] = []
    for whole in _BETWEEN.split(_RUN_TOGETHER.sub(" ", name)):
        for piece in _signs(whole):
            script = script_of(piece)
            for part in fold(piece).split():
                written.append(piece)
                plain.append(part)
                scripts.append(script)
    core = _core(plain, written)
    parts = join([plain[i] for i in core])[:MOST_PARTS]
    words = tuple(word(p.plain, scripts[core[p.start]], p.kunya) for p in parts)
    shown = tuple(" ".join(dict.fromkeys(written[core[p.start] : core[p.end - 1] + 1])) for p in parts)
    son_of = bool(core) and not _SON_OF.isdisjoint(plain[core[0] + 1 : core[-1]])
    return name_of(shown, words, _korean(written, plain, scripts), son_of=son_of)


def name_of(
    written: tuple[str, ...], words: tuple[Word, ...], korean: tuple[str, ...] | None = None, *, son_of: bool = False
) -> Name:
    """Return a name of these parts."""
    plain = tuple(part.plain for part in words)
    keys = frozenset(key for part in words for key in part.keys)
    return Name(written, plain, words, korean, son_of, keys, "".join(part.sounds[0] for part in words))


_SON_OF = frozenset({"bin", "ibn", "ben", "bn", "ould", "wld", "bint", "bnt"})


def _core(plain: list[str], written: list[str]) -> list[int]:
    """Return which words stay: no titles, no articles, no links, unless that would leave nothing.

    A title behind an article, or at the end of two words, is a name ("al-Sayyid").
    """
    known = name_tables.particles()
    everything = list(range(len(plain)))
    bare = [
        i
        for i in everything
        if not (plain[i] in known.titles or written[i] in known.titles) or (i and plain[i - 1] in known.articles)
    ]
    core = [i for i in bare if plain[i] not in known.articles and plain[i] not in known.links]
    if len(core) == 1 and plain[0] in known.also_names and core[0]:
        core.insert(0, 0)
    if len(core) == 1 and plain and plain[-1] in known.titles and plain[-1] not in _AFTER and core[0] < len(plain) - 1:
        core.append(len(plain) - 1)
    return core or bare or everything


_AFTER = frozenset({"saheb", "sahib", "baba", "jr", "sr", "ii", "iii"})
"""Titles that stand behind a name."""


def _signs(piece: str) -> tuple[str, ...]:
    """Divide a Chinese name of two or three signs that begins with a surname into surname and given name."""
    if 1 < len(piece) <= _LONGEST_CHINESE and is_han(piece) and piece[0] in name_tables.han().surnames:
        return piece[0], piece[1:]
    return (piece,)


_LONGEST_CHINESE = 3
"""Signs in a Chinese name; names of other languages in Chinese writing have more, or a point between their parts."""


def _korean(written: list[str], plain: list[str], scripts: list[Script]) -> tuple[str, ...] | None:
    """Return the words folded as Korean, where all can be Korean and one at an end is a Korean surname."""
    if not plain or len(plain) > _MOST_KOREAN or (len(plain) == 1 and scripts[0] != "hangul"):
        return None
    found: list[str] = []
    for shown, folded, script in zip(written, plain, scripts, strict=True):
        part = fold_korean(shown if script == "hangul" else folded)
        if part is None:
            return None
        found.append(part)
    if len(found) > 1 and not (korean_surname(found[0]) or korean_surname(found[-1])):
        return None
    return tuple(found)


_MOST_KOREAN = 4
"""Words of a Korean name: a surname and up to three syllables. A Latin word alone is not taken for one."""
