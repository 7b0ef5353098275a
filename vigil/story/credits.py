"""Who published a page, its title and its byline, from what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vigil.story.days import dates_in
from vigil.story.fields import PageFields
from vigil.story.furniture import Sorted
from vigil.story.words import bare, fold, furniture_words

_TITLE_PARTS = re.compile(r"\s+[|–—·»«]\s+|\s+-\s+")
_AGENCY = re.compile(r"^[^\n]{3,90}?\((?P<name>[^()]{2,50})\)\s*(?:[-–—]|--|$)")
_AFTER_DATE = re.compile(r"^\W{0,3}(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})\s+[-–—]{1,2}\s")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?\s*(?P<name>[^\W\d_][^.|,;:·]{1,60}?)\s*(?:(?:19|20)\d\d|[.|,;:·]|$)",
    re.IGNORECASE,
)
_SELF = (
    re.compile(r"^(?:the\s+)?(?P<name>[A-Z][\w/&'’. -]{1,50}?) journalists report\b"),
    re.compile(r"^(?P<name>[A-Z][\w/&'’. -]{1,50}?) has been (?:declared|designated|labell?ed|recogni[sz]ed)\b"),
    re.compile(r"^about (?:us:\s*)?(?:the\s+)?(?P<name>[A-Z][\w/&'’. -]{1,50}?)(?::|\s+is\b)", re.IGNORECASE),
    re.compile(
        r"^(?:the\s+)(?P<name>[A-Z][\w/&'’. -]{1,50}?) (?:is (?:a|an|not|part|funded|published)|takes|acknowledges)\b"
    ),
    re.compile(r"\bPosted by (?:the )?(?P<name>[A-Z][\w/&'’. -]{1,50})$"),
    re.compile(
        r"^\(?(?:[Cc]ompiled|[Pp]ublished|[Ii]ssued) by (?:the )?(?P<name>[A-Z][\w/&'’-]*(?: (?:of |the |for |and )?[A-Z][\w/&'’-]*)*)"
    ),
    re.compile(r"^By [A-Z][^,]{2,40}? for (?:the )?(?P<name>[A-Z][\w/&'’. -]{1,50})$"),
    re.compile(r"^from (?:the )?(?P<name>[A-Z][\w/&'’-]*(?: (?:of |the |for )?[A-Z][\w/&'’-]*)*)"),
    re.compile(r"^Follow (?P<name>[A-Z][\w/&'’-]*(?: [A-Z][\w/&'’-]*){0,4}) on "),
)
_MARK = re.compile(
    r"\s*(?:[|/·]|\s[-–—]\s|:\s|\(|,\s(?=(?:an?|the)\s)|,?\s(?:[Nn]o\.|[Vv]ol\.|[Uu]pdated|[Ii]ssue)|\.\s)"
)


def page_title(fields: PageFields, headline: str | None, hint: str | None) -> str | None:
    """Return the headline as the page shows it; else the title that its metadata gives."""
    if headline:
        return headline
    return next((title for title in [hint or "", *fields.title] if title), None)


def page_publisher(fields: PageFields, hint: str | None, furniture: Sequence[str]) -> str | None:
    """Return who published an HTML page: its metadata, the part of its title after the headline, its copyright line."""
    for name in fields.publisher:
        if not name.startswith(("@", "http")) and len(name) <= 80:
            return name
    if hint:
        return hint
    titles = [t for t in fields.title if t]
    for title in titles[::-1]:
        parts = _TITLE_PARTS.split(title)
        if len(parts) > 1 and 1 <= len(parts[-1].split()) <= 5 and any(fold(parts[-1]) in fold(f) for f in furniture):
            return parts[-1].strip()
    for line in reversed(furniture):
        found = _COPYRIGHT.search(line)
        if found and bare(found["name"]) not in furniture_words().whole:
            return found["name"].strip()
    return None


def page_byline(fields: PageFields, hint: str | None) -> str | None:
    """Return the authors that the metadata names, each once, divided by commas."""
    names = [name for name in fields.byline if not name.startswith(("http", "@")) and len(name) <= 120]
    listed = list(dict.fromkeys(names))
    return ", ".join(listed[:6]) or hint


def plain_publisher(texts: Sequence[str], verdict: Sorted, body: int) -> str | None:
    """Return who published a plain text: its masthead, its dateline's agency, or what its last lines say of it."""
    head = range(min(body, 8))
    lines = [texts[i] for i in head if i != verdict.headline]
    last = [texts[i] for i in sorted(verdict.furniture) if i >= body]
    names = [
        *(_masthead(texts[i]) for i in head if i in verdict.furniture),
        *(_agency(text) for text in texts[: body + 2]),
        *(_masthead(text) for text in lines),
        *(_said_of_itself(text) for text in [*lines, *last]),
        *(_masthead(texts[i], known=True) for i in sorted(verdict.mastheads)),
    ]
    name = next((name for name in names if name), None)
    return None if name is None else _as_written(name, texts)


def _masthead(text: str, *, known: bool = False) -> str | None:
    """Return the name in a line; unless it is ``known`` to be a masthead it must hold a word of outlets' names."""
    dates = dates_in(text, None)
    name = _MARK.split(text[: dates[0].span.start] if dates else text)[0].strip(" -–—,")
    vocabulary = furniture_words()
    words = [bare(word).removesuffix("'s") for word in name.split()]
    capital = all(w[:1].isupper() or not w[:1].isalpha() or len(w) <= 4 for w in name.split())
    if not name[:1].isupper() or not 1 <= len(words) <= 8 or not capital or text[len(name) : len(name) + 1] == ":":
        return None
    if bare(name) in vocabulary.labels | vocabulary.whole | vocabulary.menu or fold(name).startswith(
        ("by ", "from ", "compiled ")
    ):
        return None
    return name if (known and len(words) > 1) or any(word in vocabulary.outlet for word in words) else None


def _agency(text: str) -> str | None:
    """Return the agency in the parenthesis of a dateline, or between its date and its dash."""
    found = _AGENCY.match(text[:140])
    if found and found["name"][:1].isupper() and not any(c.isdigit() for c in found["name"]):
        place = text[: found.start("name")]
        if place.split(",")[0].split("(")[0].isupper():
            return re.split(r"[,;]", found["name"])[0]
    dates = dates_in(text[:80], None)
    if dates and text[: dates[0].span.start].strip(" .,").isupper():
        after = _AFTER_DATE.match(text[dates[0].span.end :])
        return after["name"] if after else None
    return None


def _said_of_itself(text: str) -> str | None:
    for pattern in _SELF:
        found = pattern.search(text)
        if found and not found["name"].lower().startswith("this "):
            return found["name"].strip(" .")
    found = _COPYRIGHT.match(text)
    return found["name"].strip() if found else None


def _as_written(name: str, texts: Sequence[str]) -> str:
    """Return a name printed in capitals as the text writes it elsewhere, or with small letters."""
    if not name.isupper() or (len(name.split()) == 1 and len(name) <= 6):
        return name
    for text in texts:
        at = text.lower().find(name.lower())
        if at >= 0 and not text[at : at + len(name)].isupper():
            return text[at : at + len(name)]
    small = {"of", "the", "and", "for", "against", "in", "on", "to", "a"}
    words = [w.lower() if n and w.lower() in small else w.capitalize() for n, w in enumerate(name.split())]
    return " ".join(
        "-".join(p.capitalize() if p.islower() and p not in small and "-" in w else p for p in w.split("-"))
        for w in words
    )
