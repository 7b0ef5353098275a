"""Statements and events as search finds them: their words in a full-text index, and where they stand.

The number of an item orders by its day, so that the newest come first, a page is found by the number before it, and a range of
days is a range of numbers: ``day << 31`` and then a count that is never used twice. The index keeps no text; words of an item
that is gone stay in it with a number that finds nothing. Items that stay as they are keep their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from operator import itemgetter
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from vigil.model.when import When
from vigil.store import case_tables, schema
from vigil.store.fulltext import FullText
from vigil.store.index import chosen, removed
from vigil.store.words import keys_of, plain, plain_words, written_words

ItemKind = Literal["statement", "event"]

DAY = 31
"""Bits of a number below its day."""

LONGEST_DATE = 366
"""Days: a date that leaves more possible says too little to find anything by it, and the day of the report stands for it."""

_GIVEN = "items_given"
"""The row of ``meta`` that says how many numbers were given."""

WORDS = FullText(
    "item_words",
    dict.fromkeys(("said", "about", "keys", "who", "who_keys", "place", "place_keys", "facets"), 1.0),
)

Days = tuple[int, int] | None
"""The first possible day and the one after the last, as ``date.toordinal`` counts; None where no date is known."""


def days_of(*dates: When | None) -> Days:
    """Return the days of the first of the dates that says enough."""
    for when in dates:
        if when is not None and when.start and when.end and (when.end - when.start).days <= LONGEST_DATE:
            return when.start.toordinal(), when.end.toordinal()
    return None


@dataclass(frozen=True, slots=True)
class ToldItem:
    """A statement or event to find.

    ``said`` are its words, ``about`` others that it is found by; ``who`` speaks or is concerned; ``type`` is the kind of
    statement or type of event. ``item`` is what a result shows, JSON text.
    """

    kind: ItemKind
    type: str
    start: int
    end: int
    days: Days
    said: str
    about: tuple[str, ...]
    who: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    item: str


@dataclass(frozen=True, slots=True)
class Told:
    """What search knows of one report beside the words of its story."""

    report: str
    days: Days
    countries: tuple[str, ...]
    items: tuple[ToldItem, ...]


def facet(kind: str, value: str) -> str:
    """Return the one word by which the index knows a value of a filter."""
    return kind + "".join(c for c in plain(value) if c.isalnum())


def plain_text(words: Iterable[str]) -> list[str]:
    """Return the plain words of texts."""
    return [word for each in words for word, _, _ in plain_words(each)]


def _keys(words: Iterable[str]) -> list[str]:
    return sorted({key for each in words for word, _, _ in written_words(each) for key in keys_of(word)})


class Items:
    """The items of a casebook within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def put(self, told: Sequence[Told]) -> None:
        """Put what reports tell in place of what was there."""
        reports = [t.report for t in told]
        table = schema.reports.c
        numbers = {r.id: r.number for r in chosen(select(table.id, table.number), table.id, reports, self._at)}
        self._facts(told, numbers)
        there: dict[tuple[str, str], list[int]] = defaultdict(list)
        stored = select(case_tables.items.c.number, case_tables.items.c.report_id, case_tables.items.c.digest)
        for row in chosen(stored, case_tables.items.c.report_id, reports, self._at):
            there[row.report_id, row.digest].append(row.number)
        fresh = []
        for each in told:
            for item in each.items:
                kept = there.get((each.report, _digest(item)))
                if kept:
                    kept.pop()
                else:
                    fresh.append((each.report, item))
        removed(case_tables.items, case_tables.items.c.number, [n for left in there.values() for n in left], self._at)
        self._add(fresh)

    def _facts(self, told: Sequence[Told], numbers: dict[str, int]) -> None:
        days, countries = case_tables.report_days, case_tables.report_countries
        removed(days, days.c.number, numbers.values(), self._at)
        removed(countries, countries.c.number, numbers.values(), self._at)
        rows = []
        for each in told:
            first, last = each.days or (None, None)
            rows.append({"number": numbers[each.report], "report_id": each.report, "first": first, "last": last})
        if rows:
            self._at.execute(insert(days), rows)
        found = [{"country": c, "number": numbers[t.report]} for t in told for c in sorted(set(t.countries))]
        if found:
            self._at.execute(insert(countries), found)

    def _add(self, fresh: Collection[tuple[str, ToldItem]]) -> None:
        if not fresh:
            return
        given = self._give(len(fresh))
        rows, words = [], []
        for count, (report, item) in enumerate(fresh, start=given):
            first, last = item.days or (None, None)
            number = ((first or 0) << DAY) | count
            words.append((number, _words(item)))
            rows.append(
                {
                    "number": number,
                    "report_id": report,
                    "kind": item.kind,
                    "start": item.start,
                    "end": item.end,
                    "first": first,
                    "last": last,
                    "item": item.item,
                    "digest": _digest(item),
                }
            )
        self._at.execute(insert(case_tables.items), rows)
        WORDS.put(self._at, sorted(words, key=itemgetter(0)))  # out of order each costs a segment

    def _give(self, count: int) -> int:
        """Return the first of ``count`` numbers that were never given."""
        given = int(self._at.scalar(select(schema.meta.c.value).where(schema.meta.c.key == _GIVEN)) or 0)
        self._at.execute(delete(schema.meta).where(schema.meta.c.key == _GIVEN))
        self._at.execute(insert(schema.meta).values(key=_GIVEN, value=str(given + count)))
        return given

    def forget_words(self) -> None:
        """Empty the index of words, where all items are taken away too."""
        WORDS.empty(self._at)


def _words(item: ToldItem) -> dict[str, list[str]]:
    facets = [item.kind, facet("t", item.type), *(facet("c", country) for country in item.countries)]
    return {
        "said": plain_text((item.said,)),
        "about": plain_text((*item.about, *item.who, *item.countries)),
        "keys": _keys((item.said, *item.about, *item.who)),
        "who": plain_text(item.who),
        "who_keys": _keys(item.who),
        "place": plain_text(item.places),
        "place_keys": _keys(item.places),
        "facets": facets,
    }


def _digest(item: ToldItem) -> str:
    return sha256(repr(item).encode(errors="backslashreplace")).hexdigest()[:16]


def first_number(day: date) -> int:
    """Return the least number of an item of that day."""
    return day.toordinal() << DAY
