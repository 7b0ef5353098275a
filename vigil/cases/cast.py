"""Who takes part in each report, and as what, once the reports are read side by side.

Everything here is worked out for one report or person when it is asked for, from what an index holds: a case is found without
looking at the whole casebook.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from vigil.cases.material import UNDATED, Account, Member
from vigil.cases.same import Identity
from vigil.model.reading import Part


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one report with the part it gives them, and to whom its events happen (person ids).

    ``day`` is the first possible day of publication as text that sorts; ``title`` and ``published`` name the report.
    """

    report: str
    day: str
    people: tuple[tuple[str, Part], ...]
    events: tuple[tuple[str, ...], ...] = ()
    title: str | None = None
    published: str | None = None

    @property
    def dated(self) -> bool:
        """Whether it is known when the report was published."""
        return self.day < UNDATED


def cast_of(account: Account) -> Cast:
    """Return the cast of a report."""
    events = (tuple(dict.fromkeys(w for w in e.who if w in account.people)) for e in account.reading.events)
    return Cast(
        report=account.id,
        day=account.day,
        people=tuple((p.id, p.part) for p in account.reading.people),
        events=tuple(e for e in events if e),
        title=account.report.title,
        published=None if account.published is None else str(account.published),
    )


class Registry(Protocol):
    """Where casts and identities are found: in memory, or in a casebook's index."""

    def casts(self, reports: Collection[str]) -> Mapping[str, Cast]:
        """Return the casts of reports."""

    def homes(self, reports: Collection[str]) -> Mapping[Member, Identity]:
        """Return the identity of everybody in the reports who has one."""

    def identities(self, ids: Collection[str]) -> Mapping[str, Identity]:
        """Return identities by id; those that are gone are left out."""


class Roles:
    """Parts and company over the reports that ``registry`` holds, each worked out once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.casts: dict[str, Cast] = {}
        self.home: dict[Member, Identity] = {}
        self.by_id: dict[str, Identity] = {}
        self._first: dict[str, dict[str, Part]] = {}
        self._second: dict[str, dict[str, Part]] = {}
        self._parts: dict[str, Mapping[str, Part]] = {}
        self._at_risk: dict[str, dict[str, str]] = {}
        self._told: dict[str, tuple[str, ...]] = {}
        self._happens: dict[str, dict[str, list[frozenset[str]]]] = {}

    def prepare(self, reports: Iterable[str]) -> None:
        """Look up reports and who is in them, at once."""
        fresh = sorted(set(reports) - self.casts.keys())
        if fresh:
            self.casts |= self._registry.casts(fresh)
            homes = self._registry.homes(fresh)
            self.home |= homes
            self.by_id |= {i.id: i for i in homes.values()}

    def meet(self, identities: Iterable[str]) -> None:
        """Look up people by id, with the reports that name them."""
        wanted = set(identities)
        missing = wanted - self.by_id.keys()
        if missing:
            self.by_id |= self._registry.identities(missing)
        self.prepare(r for i in wanted if i in self.by_id for r, _ in self.by_id[i].members)

    def parts(self, report: str) -> Mapping[str, Part]:
        """Return the part of everybody in a report: the reading's, but for what other reports and the events say against it.

        - Somebody at risk elsewhere is so too where a report gives no part.
        - Somebody whom most reports have at risk is so too where a report tells them as background of people to whom the
          same thing happens.
        - Somebody whom most reports call a lawyer, official and the like is not at risk in any.
        - Somebody whom other reports about the same people tell as their precedent is one here too.
        - Somebody to whom nothing happens in any report, beside others to whom something does, is not at risk where a
          report has them as something else. Where none does they stay: in the 160 practice reports, read by the rules,
          dropping all of them lost 20 people who are at risk to be rid of 7 who are not.
        """
        if report not in self._parts:
            parts = dict(self._told_background(report))
            for person, identity in self._at_risk_by(parts, report).items():
                if self._drops(identity):
                    parts[person] = "other"
            self._parts[report] = parts
        return self._parts[report]

    def at_risk(self, report: str) -> dict[str, str]:
        """Return who is at risk in a report: person id to identity id."""
        if report not in self._at_risk:
            self._at_risk[report] = self._at_risk_by(self.parts(report), report)
        return self._at_risk[report]

    def told(self, identity: str) -> tuple[str, ...]:
        """Return the reports that have somebody at risk, in the order of the reports."""
        if identity not in self._told:
            self.meet([identity])
            reports = self._reports(identity)
            self._told[identity] = tuple(r for r in reports if identity in self.at_risk(r).values())
        return self._told[identity]

    def happens(self, report: str) -> dict[str, list[frozenset[str]]]:
        """Return to whom of those at risk each event of a report happens, by each of them (identity ids)."""
        if report not in self._happens:
            here = self.at_risk(report)
            found: dict[str, list[frozenset[str]]] = defaultdict(list)
            for event in self.casts[report].events:
                who = frozenset(here[w] for w in event if w in here)
                for identity in who:
                    found[identity].append(who)
            self._happens[report] = found
        return self._happens[report]

    def _reports(self, identity: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(report for report, _ in self.by_id[identity].members))

    def _at_risk_by(self, parts: Mapping[str, Part], report: str) -> dict[str, str]:
        return {
            p: self.home[report, p].id for p, part in parts.items() if part == "at_risk" and (report, p) in self.home
        }

    def _joined_company(self, report: str) -> dict[str, Part]:
        if report not in self._first:
            self.prepare([report])
            cast = self.casts[report]
            parts = {person: _part_by(part, self.home.get((report, person))) for person, part in cast.people}
            here = self._at_risk_by(parts, report).keys()
            events: dict[str, list[tuple[str, ...]]] = defaultdict(list)
            for event in cast.events:
                for who in event:
                    events[who].append(event)
            for person, part in tuple(parts.items()):
                home = self.home.get((report, person))
                beside = any(not here.isdisjoint(event) for event in events[person])
                if part == "precedent" and home is not None and _mostly_at_risk(home) and beside:
                    parts[person] = "at_risk"
            self._first[report] = parts
        return self._first[report]

    def _told_background(self, report: str) -> dict[str, Part]:
        if report not in self._second:
            parts = self._joined_company(report)
            here = self._at_risk_by(parts, report)
            everybody = frozenset(here.values())
            back = [p for p, i in here.items() if self._is_background(i, everybody - {i})]
            self._second[report] = parts | dict.fromkeys(back, "precedent")
        return self._second[report]

    def _is_background(self, identity: str, others: frozenset[str]) -> bool:
        """Whether more reports tell somebody as the precedent of one of the others than beside them."""
        if "precedent" not in self.by_id[identity].told_as:
            return False
        background: Counter[str] = Counter()
        beside: Counter[str] = Counter()
        self.meet([identity])
        for report, person in self.by_id[identity].members:
            parts = self._joined_company(report)
            here = set(self._at_risk_by(parts, report).values()) & others
            (background if parts[person] == "precedent" else beside).update(here)
        return any(background[other] > beside[other] for other in others)

    def _drops(self, identity: str) -> bool:
        found = self.by_id[identity]
        if found.eventful or all(part == "at_risk" for part in found.told_as):
            return False
        self.meet([identity])
        heres = (set(self._at_risk_by(self._told_background(r), r).values()) for r in self._reports(identity))
        return all(any(self.by_id[i].eventful for i in here) for here in heres if identity in here)


def _part_by(part: Part, identity: Identity | None) -> Part:
    if identity is None or part not in ("at_risk", "other"):
        return part
    return identity.part if part == "at_risk" or identity.part == "at_risk" else part


def _mostly_at_risk(identity: Identity) -> bool:
    return identity.told_as.count("at_risk") > identity.told_as.count("precedent")
