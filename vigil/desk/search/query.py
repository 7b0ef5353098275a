"""What is asked for, as it is typed, and as the casebook is asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from vigil.desk.desk import Desk
from vigil.errors import DateError, FieldError
from vigil.languages import READ_LANGUAGES, Language
from vigil.languages.places import lookup
from vigil.model.reading import Kind
from vigil.model.vocab import event_types
from vigil.model.when import When
from vigil.store import Asked

Within = Literal["stories", "people", "statements", "events"]
EVERYWHERE: tuple[Within, ...] = get_args(Within)


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed; what is empty asks for nothing. ``within`` is one kind of result, all where it is empty.

    ``since`` and ``until`` are days, months or years (``2020-03``), both included. ``kind`` is of statements, ``type`` of
    events; who names either looks for these alone.
    """

    words: str = ""
    within: str = ""
    exact: bool = False
    since: str = ""
    until: str = ""
    speaker: str = ""
    kind: str = ""
    type: str = ""
    place: str = ""
    country: str = ""
    host: str = ""
    origin: str = ""

    def narrowed(self) -> bool:
        """Whether anything but words is asked for."""
        return any((self.since, self.until, self.speaker, self.kind, self.type, self.place, *self._countries()))

    def _countries(self) -> tuple[str, str, str]:
        return self.country, self.host, self.origin

    def kinds(self) -> tuple[Within, ...]:
        """Return the kinds of results that are looked for. Raises FieldError where a filter has no such kind."""
        able = [kind for kind in EVERYWHERE if self._has(kind)]
        if not able:
            raise FieldError("type", "A statement has no type of event; take the filters of one of the two away.")
        if not self.within:
            return tuple(able)
        if self.within not in EVERYWHERE:
            raise FieldError("in", f"Search in one of: {', '.join(EVERYWHERE)}.")
        return tuple(kind for kind in able if kind == self.within)

    def _has(self, kind: Within) -> bool:
        """Whether results of a kind have all that the filters ask about."""
        spoken, happened = bool(self.speaker or self.kind), bool(self.type)
        if kind == "statements":
            return not happened
        if kind == "events":
            return not spoken
        return not spoken and not happened and not (kind == "people" and self.place)

    def asked(self, desk: Desk, *, of: Within) -> Asked:
        """Return what to ask the casebook for. Raises FieldError for what is no date, country, kind or type."""
        if self.kind and self.kind not in get_args(Kind):
            raise FieldError("kind", f"A statement is one of: {', '.join(get_args(Kind))}.")
        if self.type and self.type not in event_types():
            raise FieldError("type", f"An event is one of: {', '.join(event_types())}.")
        since, until = _date("from", self.since), _date("to", self.until)
        first = None if since is None else since.start
        last = None if until is None else until.end
        if first and last and last <= first:
            raise FieldError("to", "The last day lies before the first; exchange the two.")
        return Asked(
            words=self.words,
            exact=self.exact,
            since=first,
            until=last,
            who=self.speaker if of == "statements" else "",
            place=self.place,
            type=(self.kind if of == "statements" else self.type) or None,
            country=_country("country", self.country),
            host=_country("host", self.host),
            origin=_country("origin", self.origin),
            hidden_reports=desk.viewer.hidden.reports,
            hidden_cases=desk.viewer.hidden.cases,
        )


def _date(field: str, typed: str) -> When | None:
    if not typed.strip():
        return None
    try:
        when = When(typed.strip())
    except DateError as error:
        raise FieldError(field, f"{typed.strip()!r} is no date; write 2020, 2020-03 or 2020-03-15.") from error
    if when.start is None or when.end is None or when.start <= date.min:
        raise FieldError(field, f"{typed.strip()!r} has no first and last day; write 2020, 2020-03 or 2020-03-15.")
    return when


def _country(field: str, typed: str) -> str | None:
    """Return the country that was typed, by the name that Vigil uses."""
    if not typed.strip():
        return None
    name = typed.strip()
    for tag in READ_LANGUAGES:
        for form in (name, name.title()):
            place = lookup(form, Language(tag))
            if place is not None and place.kind in ("country", "adjective") and place.country is not None:
                return place.country
    raise FieldError(field, f"No country is known by the name {name!r}; choose one from the list.")
