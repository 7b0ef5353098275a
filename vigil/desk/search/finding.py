"""What is found of a query, a page at a time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from vigil.desk.desk import Desk
from vigil.desk.search.documents import (
    Counted,
    EventFound,
    PersonFound,
    Place,
    SearchDocument,
    StatementFound,
    StoryFound,
)
from vigil.desk.search.query import Query, Within
from vigil.errors import FieldError
from vigil.model.case import CaseLine
from vigil.model.codec import decode
from vigil.model.found import EventShown, StatementShown
from vigil.model.when import When
from vigil.store import MOST_COUNTED, Asked, Finding, ItemHit, PersonHit, StoryHit
from vigil.store.passage import Finder

AT_ONCE = 20
"""Results of a page of one kind."""

FEW = 5
"""Results of each kind where all are shown together."""

_KEYS = {
    "stories": re.compile(r"(-?\d{1,6}(?:\.\d{1,20})?(?:e-?\d{1,3})?):(\d{1,15})"),
    "people": re.compile(r"([01]):([0-9a-f]{1,16}):(\d{1,6})"),
    "items": re.compile(r"(\d{1,18})"),
}
"""What ``next`` looks like."""


def search(desk: Desk, query: Query, *, after: str | None = None) -> SearchDocument:
    """Return what is found; ``after`` is ``next`` of the page before it.

    Nothing is found where neither words nor filters are given. Raises FieldError for a filter that cannot be understood.
    """
    kinds = query.kinds()
    one = bool(query.within)
    found = SearchDocument()
    with desk.casebook.finding() as finding:
        for kind in kinds:
            asked = query.asked(desk, of=kind)
            key = _key(kind, after) if one and after else None
            found = _FINDERS[kind](finding, asked, found, key, AT_ONCE if one else FEW)
    return found if one else replace(found, next=None)


def _key(kind: Within, after: str) -> tuple[str, ...]:
    wanted = _KEYS.get(kind, _KEYS["items"]).fullmatch(after)
    if wanted is None:
        raise FieldError("after", "This is no page of the results; begin again with the first.")
    return wanted.groups()


def _stories(
    finding: Finding, asked: Asked, found: SearchDocument, key: tuple[str, ...] | None, limit: int
) -> SearchDocument:
    after = None if key is None else (float(key[0]), int(key[1]))
    hits = finding.stories(asked, limit=limit + 1, after=after)
    shown = hits[:limit]
    return replace(
        found,
        stories=tuple(StoryFound(_story(hit)) for hit in shown),
        stories_counted=_counted(finding.count_stories(asked)),
        next=f"{shown[-1].key[0]!r}:{shown[-1].key[1]}" if len(hits) > limit else None,
    )


def _people(
    finding: Finding, asked: Asked, found: SearchDocument, key: tuple[str, ...] | None, limit: int
) -> SearchDocument:
    every = finding.people(asked)
    after = None if key is None else (key[0] == "1", key[1], int(key[2]))
    hits = [hit for hit in every if after is None or hit.key > after]
    shown = hits[:limit]
    finder = Finder(asked.terms())
    return replace(
        found,
        people=tuple(_person(hit, finder) for hit in shown),
        people_counted=_counted(len(every)),
        next=":".join(str(int(part) if isinstance(part, bool) else part) for part in shown[-1].key)
        if len(hits) > limit
        else None,
    )


def _statements(
    finding: Finding, asked: Asked, found: SearchDocument, key: tuple[str, ...] | None, limit: int
) -> SearchDocument:
    hits = finding.items("statement", asked, limit=limit + 1, after=int(key[0]) if key else None)
    return replace(
        found,
        statements=tuple(map(_statement, hits[:limit])),
        statements_counted=_counted(finding.count_items("statement", asked)),
        next=str(hits[limit - 1].number) if len(hits) > limit else None,
    )


def _events(
    finding: Finding, asked: Asked, found: SearchDocument, key: tuple[str, ...] | None, limit: int
) -> SearchDocument:
    hits = finding.items("event", asked, limit=limit + 1, after=int(key[0]) if key else None)
    return replace(
        found,
        events=tuple(map(_event, hits[:limit])),
        events_counted=_counted(finding.count_items("event", asked)),
        next=str(hits[limit - 1].number) if len(hits) > limit else None,
    )


_FINDERS: dict[Within, Any] = {"stories": _stories, "people": _people, "statements": _statements, "events": _events}


def _counted(number: int) -> Counted:
    return Counted(min(number, MOST_COUNTED), number > MOST_COUNTED)


def _story(found: StoryHit) -> Place:
    hit = found.hit
    marks = tuple((m.start, m.end) for m in hit.marks)
    # a report opens at the first word that was looked for, or, where none stands in the passage, at the passage
    item = (marks[0][0], marks[0][1]) if marks else (hit.span.start, hit.span.end)
    return Place(
        hit.report,
        hit.title,
        hit.publisher,
        _edtf(hit.published),
        hit.snippet,
        hit.span.start,
        hit.span.end,
        marks,
        item,
    )


def _person(hit: PersonHit, finder: Finder) -> PersonFound:
    line = decode(CaseLine, hit.line)
    name = line.people[hit.place]
    return PersonFound(
        case=line.id,
        name=name,
        also=tuple(form for form in line.called if form != name and finder.holds_all(form)),
        status=line.status,
        next_date=_edtf(line.next_date),
        host=line.host,
        origin=line.origin,
        reports=line.reports,
    )


def _statement(hit: ItemHit) -> StatementFound:
    said = decode(StatementShown, hit.item)
    return StatementFound(said.speaker, said.affiliation, said.kind, said.direct, _place(hit))


def _event(hit: ItemHit) -> EventFound:
    told = decode(EventShown, hit.item)
    return EventFound(told.type, told.who, told.status, _edtf(told.date), told.place, told.by, _place(hit))


def _place(hit: ItemHit) -> Place:
    return Place(
        report=hit.report,
        title=hit.title,
        publisher=hit.publisher,
        published=_edtf(hit.published),
        text=hit.snippet,
        start=hit.passage.start,
        end=hit.passage.end,
        marks=tuple((m.start, m.end) for m in hit.marks),
        item=(hit.span.start, hit.span.end),
    )


def _edtf(when: When | None) -> str | None:
    return None if when is None else str(when)
