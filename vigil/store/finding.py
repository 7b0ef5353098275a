"""What a person looks for, over statements, events, stories and people at risk.

Full-text expressions hold the filters that many items have in common (kind, type, country), so that a rare pair of common words
is found without going through either; numbers of items hold their day (``items.py``).
"""

from __future__ import annotations

# ruff: noqa: S608 - every value is bound; what SQL is put together from are phrases of this file
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, TextClause, select, text

from vigil.model.text import Span
from vigil.model.when import When
from vigil.store import case_tables, schema, search
from vigil.store.case_words import KEY, WORD
from vigil.store.fulltext import AllOf, AnyOf, Run, in_order, listed
from vigil.store.index import chosen
from vigil.store.items import DAY, LONGEST_DATE, WORDS, ItemKind, facet, first_number
from vigil.store.passage import Finder
from vigil.store.query import Term, terms_of
from vigil.store.search import Hit

MOST_COUNTED = 1000
"""Results that are counted; of more it is said that there are more."""

_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Asked:
    """What to find. Every filter that is not None or empty has to hold; names and places in any spelling unless ``exact``.

    ``since`` and ``until`` are days, the latter not included. ``host`` and ``origin`` are of the case that a report tells,
    ``country`` is named anywhere in it. ``type`` is a kind of statement or a type of event. What is of the ``hidden``
    reports and cases is neither found nor counted.
    """

    words: str = ""
    exact: bool = False
    since: date | None = None
    until: date | None = None
    who: str = ""
    place: str = ""
    type: str | None = None
    country: str | None = None
    host: str | None = None
    origin: str | None = None
    hidden_reports: Collection[str] = field(default=())
    hidden_cases: Collection[str] = field(default=())

    def terms(self) -> tuple[Term, ...]:
        """Return what the words ask for."""
        return terms_of(self.words, exact=self.exact)


@dataclass(frozen=True, slots=True)
class ItemHit:
    """A statement or event. ``snippet`` is the passage at ``passage`` of the story, within the item's own ``span``."""

    number: int
    report: str
    title: str | None
    publisher: str | None
    published: When | None
    span: Span
    item: str
    snippet: str
    passage: Span
    marks: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class StoryHit:
    """A story, and the ``key`` after which the next page begins."""

    hit: Hit
    key: tuple[float, int]


@dataclass(frozen=True, slots=True)
class PersonHit:
    """Somebody at risk: the ``place`` among those of the case, and whether the name is spelled as it was asked for."""

    case: str
    place: int
    as_asked: bool
    line: str

    @property
    def key(self) -> tuple[bool, str, int]:
        """What orders people: those spelled as asked for come first."""
        return (not self.as_asked, self.case, self.place)


class Finding:
    """Looks things up in a casebook as it is now, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def items(self, kind: ItemKind, asked: Asked, *, limit: int, after: int | None = None) -> tuple[ItemHit, ...]:
        """Return items, newest first, from the first whose number is below ``after``; without words or filters none."""
        found = _of_items(self._at, kind, asked, after)
        if found is None:
            return ()
        sql, values = found
        wanted = _sql(
            "SELECT i.number, i.report_id, i.start, i.end, i.item", f"{sql} ORDER BY w.rowid DESC LIMIT :limit"
        )
        rows = self._at.execute(wanted, {**values, "limit": limit}).all()
        columns = schema.reports.c
        shown = (columns.id, columns.title, columns.publisher, columns.published, columns.story)
        reports = {r.id: r for r in chosen(select(*shown), columns.id, {row.report_id for row in rows}, self._at)}
        finder = Finder(asked.terms())
        return tuple(_item(row, reports[row.report_id], finder) for row in rows)

    def count_items(self, kind: ItemKind, asked: Asked) -> int:
        """Return how many items there are, one more than ``MOST_COUNTED`` where there are more."""
        found = _of_items(self._at, kind, asked, None)
        return 0 if found is None else self._count(*found)

    def stories(self, asked: Asked, *, limit: int, after: tuple[float, int] | None = None) -> tuple[StoryHit, ...]:
        """Return stories, best first, of the newest 2,000 that hold the words; without words none."""
        terms = (*asked.terms(), *terms_of(asked.place, exact=asked.exact))
        if not terms:
            return ()
        joined, conditions, values = _of_stories(self._at, asked)
        best = search.best(
            self._at,
            search.expression(terms),
            limit=limit,
            joined=joined,
            conditions=conditions,
            values=values,
            after=after,
        )
        hits = search.hits(self._at, best, Finder(asked.terms() or terms_of(asked.place)))
        return tuple(StoryHit(hit, key) for hit, key in zip(hits, best, strict=True))

    def count_stories(self, asked: Asked) -> int:
        """Return how many stories there are, one more than ``MOST_COUNTED`` where there are more."""
        terms = (*asked.terms(), *terms_of(asked.place, exact=asked.exact))
        if not terms:
            return 0
        joined, conditions, values = _of_stories(self._at, asked)
        held = search.WORDS.held(self._at, search.expression(terms), values)
        return self._count(f"FROM words w {joined}WHERE {' AND '.join((held, *conditions))}", values)

    def people(self, asked: Asked) -> tuple[PersonHit, ...]:
        """Return everybody at risk of that name, those spelled as asked for first; of each not many over ``MOST_COUNTED``."""
        exact = self._people(terms_of(asked.words, exact=True), asked)
        loose = () if asked.exact else self._people(asked.terms(), asked)
        found = dict.fromkeys(loose, False) | dict.fromkeys(exact, True)
        wanted = select(case_tables.cases.c.id, case_tables.cases.c.line)
        lines = {
            row.id: row.line for row in chosen(wanted, case_tables.cases.c.id, {case for case, _ in found}, self._at)
        }
        hits = (PersonHit(case, place, as_asked, lines[case]) for (case, place), as_asked in found.items())
        return tuple(sorted(hits, key=lambda hit: hit.key))

    def _people(self, terms: tuple[Term, ...], asked: Asked) -> tuple[tuple[str, int], ...]:
        if not terms:
            return ()
        values: dict[str, Any] = {}
        sets = [
            f"SELECT case_id, place FROM ({_named(self._at, term, n, values)}) AS one_{n}"
            for n, term in enumerate(terms)
        ]
        where, more = _of_cases(self._at, asked)
        rows = self._at.execute(
            text(
                f"SELECT c.case_id, c.place FROM ({' INTERSECT '.join(sets)}) c WHERE {where} "
                "ORDER BY c.case_id, c.place LIMIT :most"
            ),
            {**values, **more, "most": MOST_COUNTED + 1},
        )
        return tuple((row.case_id, row.place) for row in rows)

    def _count(self, sql: str, values: Mapping[str, Any]) -> int:
        counting = _sql("SELECT count(*) FROM (SELECT 1", f"{sql} LIMIT :most) AS counted")
        return self._at.scalar(counting, {**values, "most": MOST_COUNTED + 1}) or 0


def _json(values: Collection[str]) -> str:
    return json.dumps(sorted(values))


def _sql(head: str, tail: str) -> TextClause:
    """Return SQL made of the phrases of this file; every value is bound."""
    return text(f"{head} {tail}")


def _item(row: Any, report: Any, finder: Finder) -> ItemHit:
    span = Span(row.start, row.end)
    within, marks = finder.passage(report.story[span.start : span.end])
    passage = Span(span.start + within.start, span.start + within.end)
    return ItemHit(
        number=row.number,
        report=row.report_id,
        title=report.title,
        publisher=report.publisher,
        published=None if report.published is None else When(report.published),
        span=span,
        item=row.item,
        snippet=report.story[passage.start : passage.end],
        passage=passage,
        marks=tuple(Span(span.start + m.start, span.start + m.end) for m in marks),
    )


def _of_items(at: Connection, kind: ItemKind, asked: Asked, after: int | None) -> tuple[str, dict[str, Any]] | None:
    """Return from where and under which conditions items are taken; None where nothing is asked for."""
    parts = [_held(term, ("said", "about"), "keys") for term in asked.terms()]
    parts += [_held(term, ("who",), "who_keys") for term in terms_of(asked.who, exact=asked.exact)]
    parts += [_held(term, ("place",), "place_keys") for term in terms_of(asked.place, exact=asked.exact)]
    facets = [facet("t", asked.type)] if asked.type else []
    facets += [facet("c", asked.country)] if asked.country else []
    filters = (asked.since, asked.until, asked.host, asked.origin)
    if not parts and not facets and not any(filters):
        return None
    values: dict[str, Any] = {}
    wanted = AllOf((*parts, *(Run(("facets",), (each,)) for each in (kind, *facets))))
    where = [WORDS.held(at, wanted, values)]
    if asked.since is not None:
        earliest = max(asked.since.toordinal() - LONGEST_DATE, 1)
        values |= {"least": earliest << DAY, "since": asked.since.toordinal()}
        where += ["w.rowid >= :least", "i.last > :since"]
    if asked.until is not None or after is not None:
        values["under"] = min(first_number(asked.until) if asked.until else after or 0, after or 1 << 62)
        where += ["w.rowid < :under", *(["i.first IS NOT NULL"] if asked.until else [])]
    where += _of_reports(at, asked, "i.report_id", values)
    return f"FROM item_words w {in_order(at)} items i ON i.number = w.rowid WHERE {' AND '.join(where)}", values


def _of_stories(at: Connection, asked: Asked) -> tuple[str, list[str], dict[str, Any]]:
    """Return what is joined to the words of stories, under which conditions, and what is bound in them."""
    values: dict[str, Any] = {}
    where = []
    if asked.since is not None:
        values["since"] = asked.since.toordinal()
        where.append("d.last > :since")
    if asked.until is not None:
        values["until"] = asked.until.toordinal()
        where.append("d.first < :until")
    if asked.country is not None:
        values["country"] = asked.country
        where.append("EXISTS (SELECT 1 FROM report_countries r WHERE r.country = :country AND r.number = w.rowid)")
    where += _of_reports(at, asked, "d.report_id", values)
    joined = f"{in_order(at)} report_days d ON d.number = w.rowid " if any("d." in each for each in where) else ""
    return joined, where, values


def _of_reports(at: Connection, asked: Asked, report: str, values: dict[str, Any]) -> Iterator[str]:
    """Yield conditions on a report: that it is not hidden, and on the cases that tell it."""
    if asked.hidden_reports:
        values["hidden"] = _json(asked.hidden_reports)
        yield f"{report} NOT IN ({listed(at, 'hidden')})"
    for side, country in (("host", asked.host), ("origin", asked.origin)):
        if country is not None:
            values |= {side: f"{side}:{country}", "hidden_cases": _json(asked.hidden_cases)}
            yield (
                f"EXISTS (SELECT 1 FROM case_reports r {in_order(at)} case_sides s ON s.case_id = r.case_id "  # by report
                f"WHERE r.report_id = {report} AND s.side = :{side} "
                f"AND s.case_id NOT IN ({listed(at, 'hidden_cases')}))"
            )


def _of_cases(at: Connection, asked: Asked) -> tuple[str, dict[str, Any]]:
    """Return the conditions of people, by the case ``c.case_id`` in which they are at risk."""
    values: dict[str, Any] = {"hidden_cases": _json(asked.hidden_cases)}
    where = [
        f"c.case_id NOT IN ({listed(at, 'hidden_cases')})",
        "EXISTS (SELECT 1 FROM cases f WHERE f.id = c.case_id AND f.fault IS NULL)",
    ]
    sides = {"host": asked.host and [f"host:{asked.host}"], "origin": asked.origin and [f"origin:{asked.origin}"]}
    sides["country"] = asked.country and [f"host:{asked.country}", f"origin:{asked.country}"]
    for name, wanted in sides.items():
        if wanted:
            values[name] = _json(wanted)
            where.append(
                f"EXISTS (SELECT 1 FROM case_sides s WHERE s.case_id = c.case_id AND s.side IN ({listed(at, name)}))"
            )
    if asked.since is not None or asked.until is not None:
        values |= {
            "since": (asked.since or date.min).toordinal(),
            "until": (asked.until or date.max - timedelta(1)).toordinal(),
        }
        where.append(
            "EXISTS (SELECT 1 FROM case_reports r JOIN report_days d ON d.report_id = r.report_id "
            "WHERE r.case_id = c.case_id AND d.last > :since AND d.first < :until)"
        )
    return " AND ".join(where), values


def _named(at: Connection, term: Term, number: int, values: dict[str, Any]) -> str:
    """Return the SQL of whoever bears what a term asks for."""
    ways = []
    for form, (words, prefix) in enumerate(term.forms):
        each = []
        for place, word in enumerate(words):
            name = f"t{number}_{form}_{place}"
            values[name] = WORD + word
            if prefix and place == len(words) - 1:
                values[f"{name}_end"] = WORD + word + _LAST
                each.append(f"SELECT case_id, place FROM case_words WHERE word >= :{name} AND word < :{name}_end")
            else:
                each.append(f"SELECT case_id, place FROM case_words WHERE word = :{name}")
        ways.append(f"SELECT case_id, place FROM ({' INTERSECT '.join(each)}) AS form_{form}")
    if term.keys:
        values[f"t{number}_keys"] = _json([KEY + key for key in term.keys])
        ways.append(f"SELECT case_id, place FROM case_words WHERE word IN ({listed(at, f't{number}_keys')})")
    return " UNION ".join(ways)


def _held(term: Term, columns: tuple[str, ...], keys: str) -> AnyOf:
    """Return what a term asks for in some columns."""
    parts = [Run(columns, words, prefix=prefix) for words, prefix in term.forms]
    return AnyOf((*parts, *(Run((keys,), (key,)) for key in term.keys)))
