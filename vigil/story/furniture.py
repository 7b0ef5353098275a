"""Which paragraphs of a pasted or plain text are story, and which are furniture.

The rules look at the shape of a line, where it stands, and what it says; none knows an outlet. A line in doubt stays story:
a fact that is dropped is lost, a slogan that is kept costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vigil.story.days import dates_in
from vigil.story.notices import safety_notices
from vigil.story.words import bare, fold, furniture_words

_SEPARATORS = re.compile(r"\s+[|/·•»›>–]\s+|\s*[|]\s*")
_RULE = re.compile(r"[\W_]{1,}")
_COUNTS = re.compile(r"^(?:\d[\d.,]*[KkMm]?\s+\w+[\s·,]*){2,}$")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|Copyright)\s*(?:\d{4}|[A-Z])")
_PICTURE = re.compile(r"\W*\d{1,4}\s?[x×:]\s?\d{1,4}\s(?:image|photo|picture|video)s?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}(?:[:.h]\d{2})*\s?(?:[ap]\.?m)?")
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w|\bwww\.|https?://|\b(?:[Tt]el|[Pp]hone|[Ff]ax|[Mm]obile)[.:]\s*[+(\d]|\+\d[\d ()-]{8,}"
)
_SENTENCE_END = re.compile(r"[.!?…。][\"'”’»)\]]*$")
_ITEM = re.compile(r"^(?:[-*•–—]|\(?\d{1,3}[.)]|\([a-z]\))\s")
_FIELD = re.compile(r"^[A-Z][^.:!?]{1,40}:\s")
_SMALL = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "de",
        "la",
        "le",
        "y",
        "und",
        "der",
        "die",
    }
)
_REPEATED = 60
"""Characters of a paragraph that nobody writes twice."""
_TEASER = 120
_LAST = 3
"""Last paragraphs among which contacts and credits are furniture."""
_HEAD, _TAIL = 10, 7
"""How many paragraphs at either end furniture of a pasted text is looked for in (measured: the deepest is the 6th last)."""


@dataclass(slots=True)
class Sorted:
    """The verdict on each paragraph: indexes of furniture, captions and notices, and the headline's index."""

    furniture: set[int] = field(default_factory=set)
    captions: set[int] = field(default_factory=set)
    notices: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    mastheads: set[int] = field(default_factory=set)
    headline: int | None = None


def sort_paragraphs(texts: Sequence[str], language: str | None = None) -> Sorted:
    """Return which of the paragraphs are not story, in a text that begins and ends as pasted pages do."""
    result = Sorted()
    body = first_body(texts)
    result.furniture = {i for i, text in enumerate(texts) if is_furniture_line(text)}
    result.notices = safety_notices(texts, result.furniture)
    result.furniture |= result.notices
    _repeats(texts, result)
    _head(texts, body, result, language)
    _tail(texts, body, result)
    result.headings = {
        i for i in range(body + 1, len(texts) - 1) if i not in result.furniture and _is_heading(texts, i)
    }
    if len(result.furniture) == len(texts):
        return Sorted()
    return result


def first_body(texts: Sequence[str]) -> int:
    """Return the index of the first paragraph that is plainly prose; the number of paragraphs where none is."""
    for i, text in enumerate(texts):
        prose = len(text) >= 100 or (len(text.split()) >= 8 and _SENTENCE_END.search(text))
        if (
            prose
            and not (is_furniture_line(text) or _edge(text) or is_date_line(text, None))
            and texts.count(text) == 1
        ):
            return i
    return len(texts)


def is_furniture_line(text: str) -> bool:
    """Whether a line is furniture wherever it stands."""
    words = furniture_words()
    plain = bare(text)
    if not plain:
        return len(text) <= 80 and "?" not in text
    if plain in words.whole:
        return True
    if len(text) > 120:
        return False
    stamped = bool(_COUNTS.match(text) or _COPYRIGHT.match(text) or _PICTURE.fullmatch(text))
    return stamped or _is_menu(text) or fold(text).startswith(words.opens)


def _is_menu(text: str) -> bool:
    """Whether a line is a row of links: short parts between bars, of which one at least is a menu's word."""
    parts = [part for part in _SEPARATORS.split(text) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > 5 for part in parts):
        return False
    if _SENTENCE_END.search(text) and "|" not in text:
        return False
    menu = furniture_words().menu
    known = sum(bare(part) in menu or bare(part).split(" ")[0] in menu for part in parts)
    return known >= 1 if "|" in text or len(parts) > 2 else known == len(parts)


def _edge(text: str) -> bool:
    """Whether a line is furniture near the top or the end of a text."""
    if len(text) > 260:
        return False
    line = fold(text)
    bar = "|" in text and all(len(part.split()) <= 7 for part in text.split("|"))
    return bar or any(words in line for words in furniture_words().holds)


def _repeats(texts: Sequence[str], result: Sorted) -> None:
    """Sort paragraphs that stand twice: story where they stand first (guide, note 18).

    A short line may be said of two cases of one list ("Adjourned to 21 January."), so it must follow itself at once.
    """
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        folded = fold(text)
        again = folded in first and (len(folded) >= _REPEATED or i - first[folded] == 1)
        if again and not _ITEM.match(text):
            result.furniture.add(i)
            if i - first[folded] <= 2 and first[folded] not in result.furniture and _SENTENCE_END.search(text):
                result.captions.add(first[folded])
        else:
            first[folded] = i


def _head(texts: Sequence[str], body: int, result: Sorted, language: str | None) -> None:
    """Sort what stands above the first paragraph of prose: masthead, date line, section label, headline."""
    zone = [i for i in range(min(body, _HEAD)) if i not in result.captions]
    for i in zone:
        if (
            _edge(texts[i])
            or _is_label(texts[i])
            or (bare(texts[i]) in furniture_words().menu and any(n in result.furniture for n in (i - 1, i + 1)))
        ):
            result.furniture.add(i)
    dates = [i for i in zone if is_date_line(texts[i], language)]
    titles = [i for i in zone if i not in result.furniture and i not in dates and is_title_like(texts[i])]
    marks = sorted({*dates, *(i for i in zone if i in result.furniture)})
    result.headline = _headline(texts, titles, marks)
    top = body if result.headline is None else result.headline
    result.mastheads.update(i for i in zone if i in result.furniture and "|" in texts[i] and i < top)
    for i in zone:
        if i in dates and _is_posting(texts[i], language):
            result.furniture.add(i)
        elif (
            i < top
            and i not in result.furniture
            and (
                _is_masthead(texts[i], only=result.headline is None)
                or (0 < i < max(marks, default=0) and i - 1 in result.mastheads and _is_tagline(texts[i]))
            )
        ):
            result.furniture.add(i)
            result.mastheads.add(i)


def _is_heading(texts: Sequence[str], i: int) -> bool:
    """Whether a short line without an end stands over a paragraph of prose."""
    text, following = texts[i], texts[i + 1]
    line = len(text.split()) <= 10 and len(text) <= 80 and text[:1].isupper() and bool(re.search(r"[\w?!)]$", text))
    return line and not _FIELD.match(text) and len(following) > max(80, len(text)) and not _ITEM.match(following)


def _is_label(text: str) -> bool:
    """Whether a line above the story says what kind of text follows: "EDITORIAL", "THE DAILY HOUR: TRANSCRIPT"."""
    plain = re.sub(r"\(.*?\)", "", text)
    if bare(plain) in furniture_words().labels:
        return True
    parts = re.split(r"\s[-–—/|]\s|:\s|,\s", plain)
    return len(parts) > 1 and _all_capitals(parts[0]) and any(bare(part) in furniture_words().labels for part in parts)


def is_title_like(text: str) -> bool:
    """Whether a line could be a headline."""
    if len(text) > 220 or _ITEM.match(text) or text.startswith("(") or text[:1].islower():
        return False
    if _is_byline(text) or re.search(r"[a-zа-я]{3,}\. [A-ZА-Я]", text):
        return False
    return not (text.endswith(".") and len(text.split()) > 12)


def _headline(texts: Sequence[str], titles: list[int], marks: list[int]) -> int | None:
    """Return the headline: the first title that is no masthead, or the one below the masthead's furniture."""
    titles = [i for i in titles if not _is_field(texts, i)]
    if not titles:
        return None
    top, below = titles[0], [i for i in titles if any(m < i for m in marks)]
    if below and all(_is_masthead(texts[t]) for t in titles if t < below[0]):
        return below[0]
    under = [i for i in titles if marks and i > marks[-1]]
    if under and _is_masthead(texts[top]) and (_all_capitals(texts[top]) or _names_outlet(texts[top])):
        return under[0]
    proper = [i for i in titles if not _is_masthead(texts[i], only=True)]
    if proper:
        return proper[0]
    return top if not _names_outlet(texts[top]) else None


def _is_field(texts: Sequence[str], i: int) -> bool:
    """Whether a line is one of a list such as "Court: ..." and "Judge: ..."."""
    beside = (texts[n] for n in (i - 1, i + 1) if 0 <= n < len(texts))
    return bool(_FIELD.match(texts[i])) and any(_FIELD.match(text) for text in beside)


def _is_byline(text: str) -> bool:
    return bool(re.match(r"(?:by|from|words by|text:?|compiled by|translated by|edited by)\s", fold(text)))


def _all_capitals(text: str) -> bool:
    letters = [c for c in re.sub(r"\(.*?\)", "", text) if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


def _names_outlet(text: str) -> bool:
    """Whether a line is a name with a word that outlets and organisations have in theirs."""
    words = [bare(word).removesuffix("'s") for word in text.split()]
    named = len(words) <= 3 or (len(words) <= 7 and _capitalised(text))
    return named and any(word in furniture_words().outlet for word in words)


def _capitalised(text: str) -> bool:
    """Whether every word but the small ones begins with a capital letter."""
    return all(w[:1].isupper() or w.lower() in _SMALL or not w[:1].isalpha() for w in text.split())


def _is_masthead(text: str, *, only: bool = False) -> bool:
    """Whether a line above the headline is an outlet's name or its tagline; ``only``: whether it can be nothing else."""
    if len(text) > 90 or _SENTENCE_END.search(text) or _FIELD.match(text):
        return False
    name = re.split(r",\s(?=an?\s)", text)[0]
    if _names_outlet(name):
        return True
    if only:
        return False
    return text[:1].islower() or _all_capitals(text) or (_capitalised(name) and len(name.split()) <= 6)


def _is_tagline(text: str) -> bool:
    return len(text) <= 90 and not _SENTENCE_END.search(text) and not _FIELD.match(text)


def is_date_line(text: str, language: str | None) -> bool:
    """Whether a line holds a date and otherwise only names and words such as "posted on"."""
    if len(text) > 110:
        return False
    rest = _beside_dates(text, language)
    small = [word for word in rest or () if word[:1].islower()]
    if rest is None or len(small) > 3:
        return False
    marked = any(mark in fold(text) for mark in furniture_words().dated_marks)
    return marked or (not small and len(rest) <= 7)


def _beside_dates(text: str, language: str | None) -> list[str] | None:
    """Return the words beside a line's dates that a date line does not explain; None where it holds no date."""
    found = dates_in(text, language)
    rest = text
    for date in reversed(found):
        rest = rest[: date.span.start] + " " + rest[date.span.end :]
    allowed = furniture_words().date_line
    unexplained = [
        word for word in rest.split() if bare(word) and bare(word) not in allowed and not _CLOCK.fullmatch(bare(word))
    ]
    return unexplained if found else None


def _is_posting(text: str, language: str | None) -> bool:
    """Whether a date line says when the text was posted, and no place or outlet."""
    marked = any(mark in fold(text) for mark in furniture_words().dated_marks)
    return marked or not _beside_dates(text, language)


def _tail(texts: Sequence[str], body: int, result: Sorted) -> None:
    """Sort the last paragraphs: legal lines, contacts, what the outlet says of itself, teasers."""
    words = furniture_words()
    signed = False
    _after_story(texts, body, result)
    left = [i for i in range(body + 1, len(texts)) if i not in result.furniture]
    for i in range(left[-_TAIL:][0] if left else len(texts), len(texts)):
        text, line = texts[i], fold(texts[i])
        signed = signed or (not bare(text) and i >= len(texts) - 4)
        if i in result.furniture:
            continue
        described = any(phrase in line[:120] for phrase in words.self_description) and len(text) <= 400
        closing = (
            i in left[-_LAST:] and len(text) <= 160 and (bare(text).startswith(words.closes) or _CONTACT.search(text))
        )
        if _edge(text) or described or closing or (signed and len(text) <= 200):
            result.furniture.add(i)
    _after_story(texts, body, result)


def _after_story(texts: Sequence[str], body: int, result: Sorted) -> None:
    """Sort the lists that follow the story's last prose: other stories and topics under their headings."""
    prose = [i for i in range(body, len(texts)) if i not in result.furniture and _SENTENCE_END.search(texts[i])]
    opened = False
    for i in range(max(prose, default=len(texts)) + 1, len(texts)):
        opened = opened or bare(texts[i]) in furniture_words().whole
        if opened and len(texts[i]) <= _TEASER and not _ITEM.match(texts[i]):
            result.furniture.add(i)
