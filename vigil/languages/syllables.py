"""Names by their syllables: Chinese writing and pinyin beside names of other languages, and Korean in any spelling."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from vigil.languages import name_tables

_HANGUL_BLOCK = 0xAC00
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_KOREAN_SYLLABLE = "(?:[ckptslmnh]|th|ch|ph|kh)?[wy]?(?:[aeiou]{1,2})(?:ng|[klmnpt](?![aeiouwy]))?"
"""One syllable as ``fold_korean`` writes it."""


def is_hangul(word: str) -> bool:
    """Return whether the word is written in Hangul syllables."""
    return bool(_HANGUL.fullmatch(word))


def is_han(word: str) -> bool:
    """Return whether the word is written in Chinese signs."""
    return bool(_HAN.fullmatch(word))


@lru_cache(maxsize=65536)
def fold_korean(word: str) -> str | None:
    """Return a word in Hangul or in plain Latin letters as Korean syllables, folded; None where it cannot be Korean."""
    if is_hangul(word):
        return "".join(_syllable(sign) for sign in word)
    pattern, table = _latin()
    folded = re.sub(r"(.)\1", r"\1", pattern.sub(lambda found: table[found[0]], word))
    return folded if _korean_word().fullmatch(folded) else None


def korean_surname(folded: str) -> str | None:
    """Return a folded Korean surname in one form, whichever of its spellings it has; None where it is none."""
    known = name_tables.korean().surnames
    for group in known.same:
        if folded in group:
            return group[0]
    return folded if folded in known.all else None


@lru_cache(maxsize=65536)
def korean_forms(parts: tuple[str, ...], *, rough: bool = False) -> frozenset[str]:
    """Return a folded Korean name as its surname and the rest, for each end at which a surname can stand.

    ``rough`` does not tell o and u apart, which the two Korean states write differently.
    """
    if len(parts) == 1:
        whole = parts[0]
        cuts = [(whole[:n], whole[n:]) for n in range(1, min(6, len(whole)))]
    else:
        cuts = [(parts[0], "".join(parts[1:])), (parts[-1], "".join(parts[:-1]))]
    found = (f"{surname} {given}" for end, given in cuts if (surname := korean_surname(end)))
    return frozenset(form.replace("u", "o") if rough else form for form in found)


def _syllable(sign: str) -> str:
    letters = name_tables.korean()
    number = ord(sign) - _HANGUL_BLOCK
    first, rest = divmod(number, 21 * 28)
    vowel, last = divmod(rest, 28)
    ending = "ng" if last == _NG else letters.last[last]
    return letters.first[first] + letters.vowels[vowel] + ending


_NG = 21
"""Where ng stands among the last letters of a syllable."""


@cache
def _latin() -> tuple[re.Pattern[str], dict[str, str]]:
    table = name_tables.korean().latin
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


@cache
def _korean_word() -> re.Pattern[str]:
    return re.compile(f"(?:{_KOREAN_SYLLABLE}){{1,3}}")


@cache
def _pinyin() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of one syllable, with its parts as groups, and of a word that is nothing but such."""
    table = name_tables.han()
    initials, finals = "|".join(table.initials), "|".join(table.finals)
    follows = f"(?=(?:{initials})|er|$)"
    one = f"({initials})?({finals}){follows}"
    return re.compile(one), re.compile(f"(?:{one.replace('(', '(?:').replace('(?:?', '(?')}){{2,}}")


@cache
def _classes() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {letters: kind for kind, many in name_tables.han().classes.items() for letters in many}
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)) + "|[a-z]"), table


@lru_cache(maxsize=65536)
def chinese_bones(word: str) -> str | None:
    """Return the consonants that a word of two pinyin syllables or more may stand for, by classes; None for another.

    "shawutibai" (沙吾提拜) gives S, D, B as "sauytbai" does. The ending of a syllable counts only where it is n or ng.
    """
    one, whole = _pinyin()
    if not whole.fullmatch(word):
        return None
    table = _classes()[1]
    found = []
    for hit in one.finditer(word):
        initial, final = hit[1] or "", hit[2]
        found.append("L" if not initial and final == "er" else table.get(initial, ""))
        if final.endswith(("n", "ng")):
            found.append("N")
    return re.sub(r"(.)\1+", r"\1", "".join(found))


@lru_cache(maxsize=65536)
def class_bones(word: str) -> str:
    """Return the consonants of a word of any language by the classes that Chinese syllables tell apart."""
    pattern, table = _classes()
    found = pattern.sub(lambda hit: table.get(hit[0], ""), word)
    return re.sub(r"(.)\1+", r"\1", found)
