"""Results as pages and the JSON interface have them. Dates are EDTF, places are characters of the story."""

from __future__ import annotations

from dataclasses import dataclass

from vigil.model.case import Standing
from vigil.model.reading import Kind, Status


@dataclass(frozen=True, slots=True)
class Counted:
    """How many results there are; ``more`` where there are more than were counted."""

    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a report: ``text`` stands from ``start`` to ``end`` of its story, ``marks`` (start, end) are what was looked for.

    ``item`` (start, end) is the whole of what was found, of which ``text`` may be a part: a report opens there.
    """

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    text: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    item: tuple[int, int]


@dataclass(frozen=True, slots=True)
class StoryFound:
    """A story that holds the words."""

    place: Place


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody at risk in a case; ``also`` are other forms of names in the case that hold the words."""

    case: str
    name: str
    also: tuple[str, ...]
    status: Standing
    next_date: str | None
    host: str | None
    origin: str | None
    reports: int


@dataclass(frozen=True, slots=True)
class StatementFound:
    """Who says what."""

    speaker: str
    affiliation: str | None
    kind: Kind
    direct: bool
    place: Place


@dataclass(frozen=True, slots=True)
class EventFound:
    """What happens to whom; ``where`` as the report writes it."""

    type: str
    who: tuple[str, ...]
    status: Status
    date: str | None
    where: str | None
    by: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """What was found. A count is null where that kind was not looked for: a filter names what it does not have.

    ``next`` is what to ask for after this page, null at the end and where all kinds are shown together.
    """

    stories: tuple[StoryFound, ...] = ()
    people: tuple[PersonFound, ...] = ()
    statements: tuple[StatementFound, ...] = ()
    events: tuple[EventFound, ...] = ()
    stories_counted: Counted | None = None
    people_counted: Counted | None = None
    statements_counted: Counted | None = None
    events_counted: Counted | None = None
    next: str | None = None
