"""The index of people of a casebook as linking sees it: traces, casts and identities instead of rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from vigil.cases.cast import Cast
from vigil.cases.decisions import links_of, members_named, subjects_in
from vigil.cases.material import Member
from vigil.cases.related import Links, Tally
from vigil.cases.same import Identity
from vigil.cases.traces import Trace
from vigil.model.codec import decode
from vigil.model.decided import holding
from vigil.store import StoredTrace, Work


class Indexed:
    """What ``Neighbours`` and ``Roles`` look things up in, as the index is now.

    Nothing may be written while it is used, but as whom people are linked, which ``identity_of`` then has to say.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._known: dict[int, Trace] = {}
        self.identity_of: dict[Member, str | None] = {}
        self.number_of: dict[Member, int] = {}

    def _trace(self, stored: StoredTrace) -> Trace:
        trace = self._known.get(stored.number)
        if trace is None:
            trace = self._known[stored.number] = decode(Trace, stored.trace)
            self.identity_of[trace.member] = stored.identity
            self.number_of[trace.member] = stored.number
        return trace

    def is_linked(self, trace: Trace) -> bool:
        """Whether somebody whom this has returned is linked with anybody at risk or a precedent."""
        return self.identity_of[trace.member] is not None

    def home(self, trace: Trace) -> str | None:
        """Return the id of the identity of somebody whom this has returned, None where they have none."""
        return self.identity_of[trace.member]

    def tallies(self, keys: Collection[str]) -> Mapping[str, Tally]:
        """Return how many bear each key."""
        return {key: Tally(*counted) for key, counted in self._work.index.tallies(keys).items()}

    def bearing(self, keys: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody who bears each key."""
        return {key: [self._trace(row) for row in rows] for key, rows in self._work.index.bearing(keys).items()}

    def by_anchor(self, anchors: Collection[str]) -> list[Trace]:
        """Return whom anchors find, in the order of the anchors."""
        return [self._trace(row) for row in self._work.people.by_anchor(anchors)]

    def of_reports(self, reports: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody in each report."""
        found: dict[str, list[Trace]] = {report: [] for report in reports}
        for row in self._work.index.of_reports(reports):
            found[row.report].append(self._trace(row))
        return {report: sorted(traces, key=lambda t: t.place) for report, traces in found.items()}

    def of_identities(self, ids: Iterable[str]) -> list[Trace]:
        """Return everybody who is linked as one of the identities."""
        return [self._trace(row) for row in self._work.index.of_identities(set(ids))]

    def links(self, reports: Collection[str]) -> Links:
        """Return what people decided about anybody in the reports, settled with all decisions that hang together with it."""
        decisions = self._work.decisions_about(reports)
        subjects = subjects_in(d for d in decisions.values() if d.kind in ("same", "apart"))
        if not subjects:
            return Links()
        members = members_named(self._work.readings_with(subjects), holding(decisions))
        return links_of(decisions, members).links.about(set(reports))

    def members(self, members: Collection[Member]) -> Sequence[Trace]:
        """Return the traces of members."""
        wanted = set(members)
        rows = self._work.index.of_reports({report for report, _ in wanted})
        return [self._trace(row) for row in rows if (row.report, row.person) in wanted]

    def casts(self, reports: Collection[str]) -> Mapping[str, Cast]:
        """Return the casts of reports."""
        return {report: decode(Cast, text) for report, text in self._work.index.casts(reports).items()}

    def homes(self, reports: Collection[str]) -> Mapping[Member, Identity]:
        """Return the identity of everybody in the reports who has one."""
        homes = self._work.index.homes(reports)
        found = self.identities({identity for _, _, identity in homes})
        return {(report, person): found[identity] for report, person, identity in homes}

    def identities(self, ids: Collection[str]) -> Mapping[str, Identity]:
        """Return identities by id."""
        return {i: decode(Identity, text) for i, text in self._work.index.identities(ids).items()}
