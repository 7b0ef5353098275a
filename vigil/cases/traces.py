"""What linking knows of one person in one report: small enough to keep for everybody, so that no report is read twice for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from vigil.cases.material import Account, Member
from vigil.cases.names import core_parts
from vigil.cases.routes import count, no_votes
from vigil.languages.keys import bare_keys, part_keys, person_keys, whole_keys
from vigil.model.reading import Part, Person

BYSTANDERS: tuple[Part, ...] = ("official", "lawyer", "advocate", "journalist")
"""Parts that speak against somebody being at risk. Who has one of them is no companion that tells namesakes apart."""
PRINCIPALS: tuple[Part, ...] = ("at_risk", "precedent")
"""Parts that make a case, or a case told beside one: everybody else is linked only where somebody of these has the name."""

_CROWD = 60
"""A report that names more people is a list: only those to whom the same thing happens are companions in it."""
_MOST_PARTS = 4
"""Words of a name that are paired: the first ones and the last, of longer names."""
_MOST_COMPANIONS = 4
"""Companions that stand in keys: those to whom the same thing happens come first."""
_MOST_DAYS = 8
"""Dated events that stand in keys."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One person in one report, with what stands around the name. ``place`` sorts as the reports do, then as their people.

    ``forms`` are the names, the fullest first; ``companions`` the names of others in the report, as keys; ``told_with``
    whom (person ids) events happen to together with this one; ``events`` type and date of those with a day.
    """

    report: str
    person: str
    place: tuple[str, str, int]
    forms: tuple[str, ...]
    part: Part
    day: date | None = None
    age: int | None = None
    ethnicity: str | None = None
    title: str | None = None
    affiliation: str | None = None
    host: str | None = None
    origin: str | None = None
    companions: tuple[str, ...] = ()
    told_with: tuple[str, ...] = ()
    events: tuple[tuple[str, str], ...] = ()
    eventful: bool = False
    beside: tuple[str, ...] = ()
    """Keys of the companions who tell namesakes apart."""

    @property
    def member(self) -> Member:
        """Whom it is of."""
        return (self.report, self.person)

    @property
    def name(self) -> str:
        """The fullest form."""
        return self.forms[0]

    @property
    def principal(self) -> bool:
        """Whether the report has this one at risk or as a precedent."""
        return self.part in PRINCIPALS

    @property
    def full(self) -> bool:
        """Whether the report gives more than one word of the name."""
        return any(map(is_full, self.forms))


@dataclass(frozen=True, slots=True)
class Keys:
    """By what namesakes find one another: two words of a name, one word, and a name with a companion or a dated event."""

    pairs: tuple[str, ...]
    parts: tuple[str, ...]
    context: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        """Yield every key."""
        yield from self.pairs
        yield from self.parts
        yield from self.context


def is_full(form: str) -> bool:
    """Whether a name has more than one word."""
    return len(core_parts(form)) > 1


def keys_of(trace: Trace) -> Keys:
    """Return the keys of a trace, each once."""
    pairs, parts = name_keys_of(trace.forms)
    context: dict[str, None] = {}
    if trace.part not in BYSTANDERS:
        for mine in _calling(trace.name):
            context |= {f"{mine}&{other}": None for other in trace.beside}
            context |= {f"{mine}@{kind}@{day}": None for kind, day in trace.events[:_MOST_DAYS]}
    return Keys(pairs, parts, tuple(context))


@lru_cache(maxsize=65536)
def name_keys_of(forms: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (keys of two words, keys of one word) of the forms of a name."""
    pairs: dict[str, None] = {}
    parts: dict[str, None] = {}
    for form in forms:
        keys = part_keys(form)
        if len(keys) > _MOST_PARTS:
            keys = (*keys[: _MOST_PARTS - 1], keys[-1])
        parts |= dict.fromkeys((*(k for each in keys for k in each), *sorted(whole_keys(form))))
        for one, other in combinations(keys, 2):
            pairs |= {pair(a, b): None for a in one for b in other}
    return tuple(pairs), tuple(parts)


def pair(one: str, other: str) -> str:
    """Return the key of two words of a name, in whatever order they stand."""
    return "+".join(sorted((one, other)))


@lru_cache(maxsize=65536)
def _calling(name: str) -> tuple[str, ...]:
    """Return the keys by which a name stands in keys of context: first and last word without endings, and the last alone."""
    bare = bare_keys(name)
    if len(bare) < 2:
        return bare
    return (pair(bare[0], bare[-1]), bare[-1])


def traces_of(account: Account) -> tuple[Trace, ...]:
    """Return a trace of everybody in a report, in its order."""
    people = account.reading.people
    ids = {p.id for p in people}
    by_person: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(account.reading.events):
        for who in event.who:
            by_person[who].append(number)
    together = _together(account, ids)
    named = {p.id: "+".join(sorted(keys)) for p in people if len(keys := person_keys(p.name)) > 1}
    found = []
    for position, person in enumerate(people):
        events = [account.reading.events[n] for n in by_person[person.id]]
        votes = no_votes()
        count(votes, account, (person.id,), events, ())
        host, origin = votes.winners()
        told_with = together[person.id]
        others = told_with if len(people) > _CROWD else named
        dated = {(e.type, e.date.edtf) for e in events if e.date is not None and e.date.precision in ("day", "time")}
        found.append(
            Trace(
                report=account.id,
                person=person.id,
                place=(account.day, account.id, position),
                forms=tuple(dict.fromkeys((person.name, *person.also))),
                part=person.part,
                day=account.published.start if account.published else None,
                age=person.age,
                ethnicity=person.ethnicity,
                title=person.title,
                affiliation=person.affiliation,
                host=host,
                origin=origin,
                companions=tuple(sorted({named[i] for i in others if i != person.id and i in named})),
                told_with=tuple(sorted(told_with)),
                events=tuple(sorted(dated)),
                eventful=bool(events),
                beside=_beside(person, people, told_with),
            )
        )
    return tuple(found)


def _together(account: Account, ids: set[str]) -> dict[str, set[str]]:
    """Return with whom each person is told in one event; an event of a crowd tells nobody's company."""
    found: dict[str, set[str]] = defaultdict(set)
    for event in account.reading.events:
        here = [w for w in event.who if w in ids]
        if len(here) <= _CROWD:
            for who in here:
                found[who].update(w for w in here if w != who)
    return found


def _beside(person: Person, people: Iterable[Person], told_with: set[str]) -> tuple[str, ...]:
    """Return keys of the companions who tell namesakes apart, those first to whom the same thing happens."""
    others = [p for p in people if p.id != person.id and p.part not in BYSTANDERS and is_full(p.name)]
    near = sorted(others, key=lambda p: p.id not in told_with) if len(others) <= _CROWD else ()
    calls = (_calling(p.name) for p in near)
    return tuple(dict.fromkeys(keys[0] for keys in calls if keys))[:_MOST_COMPANIONS]
