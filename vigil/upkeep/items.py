"""What one report tells as search finds it: its statements and events, with the decisions in them, and the countries it names."""

from __future__ import annotations

from collections.abc import Iterator

from vigil.cases.material import Account
from vigil.model.codec import encode
from vigil.model.found import EventShown, StatementShown
from vigil.model.reading import Event, Statement
from vigil.model.vocab import event_types
from vigil.store import Told, ToldItem, days_of

_SIDES = ("from", "to", "by_state")
"""Details of events that are countries."""


def told_by(account: Account) -> Told:
    """Return what search knows of a report beside the words of its story."""
    countries = tuple(dict.fromkeys(_countries(account)))
    named = tuple(dict.fromkeys(m.quote.text for m in account.reading.mentions if m.type == "LOC"))
    statements = (_statement(account, s, countries, named) for s in account.reading.statements)
    events = (_event(account, e, countries) for e in account.reading.events)
    return Told(account.id, days_of(account.published), countries, (*statements, *events))


def _countries(account: Account) -> Iterator[str]:
    """Yield the English names of the countries that a report names, its people's among them."""
    reading = account.reading
    words: list[object] = [m.quote.text for m in reading.mentions if m.type in ("LOC", "NORP")]
    words += [person.nationality for person in reading.people]
    for event in reading.events:
        words += [event.place, *(event.detail.get(side) for side in _SIDES)]
    words += [demand.of for demand in reading.demands]
    yield from filter(None, map(account.country, words))


def _statement(account: Account, said: Statement, countries: tuple[str, ...], named: tuple[str, ...]) -> ToldItem:
    speaker = account.called(said.speaker_id) if said.speaker_id else said.speaker
    return ToldItem(
        kind="statement",
        type=said.kind,
        start=said.quote.span.start,
        end=said.quote.span.end,
        days=days_of(account.published),
        said=" ".join(q.text for q in (said.quote, *said.rest)),
        about=tuple(filter(None, (said.affiliation, said.speaker))),
        who=tuple(dict.fromkeys(filter(None, (speaker, said.affiliation)))),
        places=named,
        countries=countries,
        item=encode(StatementShown(speaker, said.affiliation, said.kind, said.direct)),
    )


def _event(account: Account, event: Event, countries: tuple[str, ...]) -> ToldItem:
    who = tuple(map(account.called, event.who))
    type_ = event_types().get(event.type)
    place = (event.place, account.country(event.place)) if event.place else ()
    return ToldItem(
        kind="event",
        type=event.type,
        start=event.quote.span.start,
        end=event.quote.span.end,
        days=days_of(event.date, account.published),
        said=event.quote.text,
        about=tuple(filter(None, (*place, event.by, type_.label if type_ else None))),
        who=who,
        places=tuple(filter(None, place)),
        countries=countries,
        item=encode(EventShown(event.type, who, event.status, event.date, event.place, event.by)),
    )
