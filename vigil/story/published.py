"""When a page was published, from what it says: its metadata, its visible date, its dateline. Never from the story's events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from vigil.errors import DateError
from vigil.model.when import When
from vigil.story.days import FoundDate, dates_in
from vigil.story.extract import Choice
from vigil.story.fields import PageFields
from vigil.story.furniture import is_date_line
from vigil.story.markup import Leaf, Markup
from vigil.story.words import fold, furniture_words

_STAMP = re.compile(
    r"\s*(?P<day>(?:19|20)\d\d-\d\d(?:-\d\d)?)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|[+-]\d\d:?\d\d)?)?.*",
    re.DOTALL,
)
_UTC = re.compile(r"(?:Z|[+-]00:?00|GMT|UTC)\s*$")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?\d{4,6}.*)?\s*")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/.-]|$)|[/_-]((?:19|20)\d\d)(\d\d)(\d\d)(?=[/._-]|$)"
)
_NEVER = date(2100, 1, 1)
"""The latest day that is looked for where the day of retrieval is not known."""
_ABOVE = 6000
"""Characters of source above the story in which its ``<time>`` may stand."""
_PROSE, _DATE_LINE = 80, 120
"""Characters from which a block is prose, and up to which a line can be one that says when."""
_EARLIEST = 1990
"""No page was published before the web; an earlier year is an unset clock or a date in the story."""


@dataclass(frozen=True, slots=True)
class DatedPage:
    """What the day of publication of an HTML page is read from. ``hint`` is what its container (a feed) says."""

    source: str
    markup: Markup
    fields: PageFields
    choice: Choice
    language: str | None
    url: str | None
    hint: str | None
    retrieved_on: date | None


def from_page(page: DatedPage) -> When | None:
    """Return the day on which an HTML page says that it was published; None where it does not.

    Asked in turn: JSON-LD and ``<meta>``, ``<time>``, the feed, a date line beside the headline, the address, and last
    htmldate, which also looks at footers.
    """
    stamps = [*page.fields.published, *([page.hint] if page.hint else [])]
    claims: list[Iterable[When]] = [
        (when for value in page.fields.published for when in read_stamp(value, page.language, page.retrieved_on)),
        _from_times(page),
        read_stamp(page.hint or "", page.language, page.retrieved_on),
        _from_lines(page),
        _from_url(page.url or page.fields.url),
        _from_htmldate(page),
    ]
    for claim in claims:
        for when in claim:
            if _possible(when, page.retrieved_on):
                return _as_printed(when, stamps, page)
    return None


def _as_printed(when: When, stamps: Sequence[str], page: DatedPage) -> When:
    """Return the day that the page shows to its readers where the stamp is in UTC and the two are one day apart."""
    utc = any(_UTC.search(stamp) and when in read_stamp(stamp, None) for stamp in stamps)
    shown = next(_from_lines(page), None) if utc else None
    if shown is None or shown.start is None or when.start is None or not _possible(shown, page.retrieved_on):
        return when
    return shown if abs((shown.start - when.start).days) == 1 else when


def read_stamp(value: str, language: str | None, retrieved_on: date | None = None) -> Iterator[When]:
    """Return the day that a machine-readable or printed date gives, as it is printed: a zone does not move it.

    The one exception: a day later than the day of retrieval is taken in UTC, where it may be that day.
    """
    stamp = _STAMP.fullmatch(value)
    if stamp:
        day = stamp["day"]
        if retrieved_on is not None and stamp["zone"] and stamp["time"] and day > retrieved_on.isoformat():
            day = _in_utc(day, stamp["time"], stamp["zone"])
        yield from _when(day)
        return
    epoch, compact = _EPOCH.fullmatch(value), _COMPACT.fullmatch(value)
    if epoch:
        yield When.of(datetime.fromtimestamp(int(epoch[1]), UTC).date())
    elif compact:
        yield from _when(f"{compact[1]}-{compact[2]}-{compact[3]}")
    else:
        yield from (found.when for found in dates_in(value[:200], language)[:1])


def _in_utc(day: str, time: str, zone: str) -> str:
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{'+00:00' if zone == 'Z' else zone}")
    except ValueError:
        return day
    return moment.astimezone(UTC).date().isoformat()


def _when(text: str) -> Iterator[When]:
    try:
        yield When(text)
    except DateError:
        return


def _possible(when: When, retrieved_on: date | None) -> bool:
    """Whether a page can have been published then: not before the web and not after it was retrieved."""
    if when.start is None or when.start.year < _EARLIEST:
        return False
    return retrieved_on is None or when.start <= retrieved_on


def _from_times(page: DatedPage) -> Iterator[When]:
    """Return the dates of ``<time>`` elements between the start of the page's story and its end, marked ones first."""
    blocks, story = page.markup.blocks, sorted(page.choice.story)
    if not story:
        return
    first, last = blocks[story[0]].start, blocks[story[-1]].start
    near = [leaf for leaf in page.markup.leaves if leaf.tag == "time" and first - _ABOVE <= leaf.start <= last]
    near.sort(key=lambda leaf: (not _marked(leaf), leaf.start < first - _ABOVE // 4, leaf.start))
    for leaf in near:
        yield from read_stamp(leaf.attributes.get("datetime") or leaf.text, page.language, page.retrieved_on)


def _marked(leaf: Leaf) -> bool:
    """Whether a ``<time>`` says that it is the time of publication."""
    said = f"{leaf.attributes.get('itemprop', '')} {leaf.attributes.get('class', '')}".lower()
    return "pub" in said or "pubdate" in leaf.attributes


def _from_lines(page: DatedPage) -> Iterator[When]:
    """Return the days that short lines between the headline and the story print, then the story's dateline."""
    blocks, story, headline = page.markup.blocks, page.choice.story, page.choice.headline
    prose = [i for i in sorted(story) if i != headline and len(blocks[i].text) >= _PROSE]
    if not prose:
        return
    start = prose[0] if headline is None else headline
    near = [b for b in blocks[max(start - 4, 0) : prose[0] + 3] if len(b.text) <= _DATE_LINE and not b.hidden]
    beside = [b for b in near if b.index not in story or is_date_line(b.text, page.language)]
    for block in sorted(beside, key=lambda b: (b.index < start, abs(b.index - start))):
        yield from _days(dates_in(block.text, page.language)[:1])
    for i in prose[:2]:
        yield from dateline(blocks[i].text, page.language)


def _days(found: Sequence[FoundDate]) -> Iterator[When]:
    return (date.when for date in found if date.when.precision == "day")


def _from_url(url: str | None) -> Iterator[When]:
    for match in _IN_URL.finditer(url or ""):
        parts = [p for p in match.groups() if p]
        yield from _when(f"{parts[0]}-{int(parts[1]):02d}-{int(parts[2]):02d}")


def _from_htmldate(page: DatedPage) -> Iterator[When]:
    """Return htmldate's answer, unless it is a day of the story or the first of a month of which the page gives no day."""
    latest = (page.retrieved_on or _NEVER).isoformat()
    from htmldate import find_date  # noqa: PLC0415 - takes 0.1 s, and plain text needs none of it

    found = find_date(page.source, original_date=True, extensive_search=True, max_date=latest)
    if not found:
        return
    told, printed = _days_printed(page)
    if found not in told and (not found.endswith("-01") or found in printed or found in page.source):
        yield from _when(found)


def _days_printed(page: DatedPage) -> tuple[set[str], set[str]]:
    """Return the days that only the story's prose prints, those of its events, and the days that the rest prints."""
    told: set[str] = set()
    printed: set[str] = set()
    for block in page.markup.blocks:
        days = {str(found.when) for found in dates_in(block.text, page.language)}
        prose = block.index in page.choice.story and len(block.text) >= _PROSE
        (told if prose else printed).update(days)
    return told - printed, printed


_DATELINE = re.compile(
    r"[^\W\d_][\w'’.\- ]{1,40}(?:,\s*[^\W\d_][\w'’.\- ]{1,30})?(?:\s*\([^)]{2,40}\))?[\s,(.–—-]+(?:[^\W\d_]{3,12}\.?,?\s+)?$"
)


def dateline(text: str, language: str | None) -> Iterator[When]:
    """Return the date of a dateline with which a paragraph opens: "ALMATY, March 14, 2023 (Agency) - Two men"."""
    for found in dates_in(text[:120], language)[:1]:
        before, after = text[: found.span.start], text[found.span.end :]
        place = before.split(",")[0].split("(")[0].strip(" .-–—")
        ends = re.match(r"\s*(?:\([^)]*\)|[^–—-]{0,40}?)\s*(?:[-–—:]|\.\s|$)|\)", after)
        if not before.strip() or (
            _DATELINE.fullmatch(before) and ends and (place.isupper() or len(place.split()) <= 3)
        ):
            yield found.when


def from_plain(texts: Sequence[str], body: int, language: str | None, retrieved_on: date | None) -> When | None:
    """Return the day on which a plain text says that it was published; None where only its story holds dates."""
    for when in _plain_claims(texts, body, language):
        if _possible(when, retrieved_on):
            return when
    return None


def _plain_claims(texts: Sequence[str], body: int, language: str | None) -> Iterator[When]:
    marks = furniture_words().dated_marks
    head = [text for text in texts[: min(body, 12)] if len(text) <= 200]
    early = [text for text in texts[:12] if len(text) <= 120]
    for text in dict.fromkeys([*head, *early]):
        if any(mark in fold(text) for mark in marks):
            yield from (found.when for found in dates_in(text, language)[:1])
    for text in head:
        yield from (found.when for found in dates_in(text, language)[:1])
    for text in texts[body : body + 2]:
        yield from dateline(text, language)
    for text in texts[max(len(texts) - 5, body) :]:
        signed = len(text) <= 60 and is_date_line(text, language)
        if signed or (len(text) <= 200 and fold(text).startswith(marks)):
            yield from (found.when for found in dates_in(text, language)[:1])
