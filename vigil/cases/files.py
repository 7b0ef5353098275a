"""Which reports make a case file, and who is in them: the same for a whole casebook in memory and for one case of a stored one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from vigil.cases.cast import Cast, Roles, cast_of
from vigil.cases.known import Known
from vigil.cases.material import Account, Member
from vigil.cases.people import calls
from vigil.cases.related import InMemory, Links, Neighbours
from vigil.cases.same import Identity, link, link_beside
from vigil.cases.scene import Scene
from vigil.cases.traces import PRINCIPALS, Trace, traces_of


class Gathered:
    """Reports in memory, and everybody in them: what ``Roles`` looks things up in."""

    def __init__(self, accounts: Sequence[Account], links: Links) -> None:
        self._casts = {a.id: cast_of(a) for a in accounts}
        self.traces = {a.id: traces_of(a) for a in accounts}
        everybody = [trace for traces in self.traces.values() for trace in traces]
        self.everyone = link(everybody, Neighbours(InMemory(everybody, links)))
        self._by_id = {i.id: i for i in self.everyone}
        self._homes = {member: i for i in self.everyone for member in i.members}

    def casts(self, reports: Collection[str]) -> Mapping[str, Cast]:
        """Return the casts of reports."""
        return {report: self._casts[report] for report in reports}

    def homes(self, reports: Collection[str]) -> Mapping[Member, Identity]:
        """Return the identity of everybody in the reports who has one."""
        members = ((report, person) for report in reports for person, _ in self._casts[report].people)
        return {member: self._homes[member] for member in members if member in self._homes}

    def identities(self, ids: Collection[str]) -> Mapping[str, Identity]:
        """Return identities by id."""
        return {i: self._by_id[i] for i in ids if i in self._by_id}


class Bundle:
    """Reports of cases, read side by side once for all cases that the same reports tell: one may tell a thousand.

    ``accounts`` and ``traces`` are those of every report of the cases, by its id, ``links`` what was decided about anybody
    in them.
    """

    def __init__(
        self, roles: Roles, accounts: Mapping[str, Account], traces: Mapping[str, Sequence[Trace]], links: Links
    ) -> None:
        self._roles = roles
        self._links = links
        self._accounts = accounts
        self._traces = traces
        self._scenes: dict[str, Scene] = {}
        self._last: tuple[tuple[str, ...], Known, dict[str, str]] | None = None

    def in_order(self, cases: Iterable[frozenset[str]]) -> list[frozenset[str]]:
        """Return the cases so that those which the same reports tell follow one another."""
        return sorted(cases, key=lambda case: (reports_of(self._roles, case), min(case)))

    def known(self, case: Iterable[str]) -> Known:
        """Return the reports of a case with everybody in them."""
        return self._told(case)[1]

    def people(self, case: Iterable[str]) -> list[Identity]:
        """Return the people of a case by id, with the reasons why reports speak of one person."""
        return [self._roles.by_id[i] for i in sorted(case)]

    def names(self, case: Iterable[str]) -> dict[str, str]:
        """Return what the reports of a case call everybody in them: identity id to name."""
        return self._told(case)[2]

    def _told(self, case: Iterable[str]) -> tuple[tuple[str, ...], Known, dict[str, str]]:
        reports = reports_of(self._roles, case)
        if self._last is None or self._last[0] != reports:
            known = self._read(reports)
            self._last = (reports, known, calls(known))
        return self._last

    def _read(self, reports: tuple[str, ...]) -> Known:
        """Return the reports side by side.

        Whom none of them has at risk or as a precedent is linked by these reports alone, and why the others are one person is
        told as far as these reports show it: what else is known of them changes with reports that this case does not know.
        """
        roles = self._roles
        accounts = tuple(self._accounts[r] for r in reports)
        parts = {(a.id, p.id): roles.parts(a.id)[p.id] for a in accounts for p in a.reading.people}
        homes = {roles.home[m].id: roles.home[m] for m, part in parts.items() if part in PRINCIPALS and m in roles.home}
        linked = {member for identity in homes.values() for member in identity.members}
        traces = {t.member: t for report in reports for t in self._traces[report]}
        beside = link_beside((t for member, t in traces.items() if member not in linked), self._links)
        self._scenes |= {a.id: Scene(a) for a in accounts if a.id not in self._scenes}
        return Known(
            accounts=accounts,
            identities=tuple(
                sorted((*(_as_seen(i, traces, self._links) for i in homes.values()), *beside), key=lambda i: i.id)
            ),
            parts=parts,
            scenes={report: self._scenes[report] for report in reports},
        )

    def elsewhere(self, case: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the dated reports that name somebody of a case and do not tell it, oldest first: (day, report id)."""
        case = frozenset(case)
        mine = set(reports_of(self._roles, case))
        others = {r for i in case for r, _ in self._roles.by_id[i].members} - mine
        return tuple(sorted((self._roles.casts[r].day, r) for r in others if self._roles.casts[r].dated))


def _as_seen(identity: Identity, traces: Mapping[Member, Trace], links: Links) -> Identity:
    """Return somebody with the reasons that these traces alone give for taking them for one person."""
    here = [traces[m] for m in identity.members if m in traces]
    told = (reason for seen in (link_beside(here, links) if len(here) > 1 else ()) for reason in seen.reasons)
    return replace(identity, reasons=tuple(dict.fromkeys(told)))


def reports_of(roles: Roles, case: Iterable[str]) -> tuple[str, ...]:
    """Return the reports that have somebody of a case at risk, by date of publication, then id."""
    told = {report for identity in case for report in roles.told(identity)}
    return tuple(sorted(told, key=lambda r: (roles.casts[r].day, r)))
