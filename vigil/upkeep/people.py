"""People over reports, looked up in the index by id, name or proposal; what is looked up costs, and not the casebook."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import get_args

from vigil.cases.deciding import Side, TwoPeople
from vigil.cases.listing import Listing
from vigil.cases.log import Log
from vigil.cases.material import anchor
from vigil.cases.names import SAME_NAME, name_score
from vigil.cases.proposals import Proposal
from vigil.cases.same import Identity, link_beside
from vigil.cases.traces import PRINCIPALS, Trace, keys_of
from vigil.errors import DecisionError, NotFoundError
from vigil.model.codec import decode
from vigil.model.people_contract import PersonOverReportsDocument, ProposalDocument
from vigil.model.reading import Part
from vigil.store import Work
from vigil.upkeep.filing import lookup_keys
from vigil.upkeep.indexed import Indexed

_AT_ONCE = 200
"""People whose reports are looked up together."""
_OTHERS = tuple(part for part in get_args(Part) if part not in PRINCIPALS)


class KnownPeople:
    """The people of a casebook within one transaction."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._at = Indexed(work)

    def called(self, wanted: str) -> tuple[Identity, ...]:
        """Return the people that an id or a name in any spelling means. Raises NotFoundError where it means nobody."""
        by_id = self._at.by_anchor([wanted])
        found = by_id or self._named(wanted)
        if not found:
            raise NotFoundError(f"nobody has the id or name {wanted!r}; see the list with: vigil people")
        return self._over_reports(found)

    def person(self, wanted: str) -> Identity:
        """Return whom the id of any of the members means. Raises NotFoundError where it means nobody."""
        found = self._at.by_anchor([wanted])
        if not found:
            raise NotFoundError(f"nobody has the id {wanted!r}; see the ids with: vigil people")
        return self._over_reports(found)[0]

    def _named(self, name: str) -> list[Trace]:
        bearing = self._at.bearing(lookup_keys(name))
        everybody = {t.member: t for traces in bearing.values() for t in traces}
        return [t for t in everybody.values() if any(name_score(form, name) >= SAME_NAME for form in t.forms)]

    def _over_reports(self, traces: Sequence[Trace]) -> tuple[Identity, ...]:
        """Return whom these are over reports, by id."""
        ids = {i for t in traces if (i := self._at.home(t)) is not None}
        loose = {t.member: t for t in traces if self._at.home(t) is None}
        beside = [i for i in self._beside(loose.values()) if not loose.keys().isdisjoint(i.members)] if loose else []
        return tuple(sorted((*self._at.identities(ids).values(), *beside), key=lambda i: i.id))

    def _beside(self, loose: Iterable[Trace]) -> tuple[Identity, ...]:
        """Return those linked with nobody at risk together with their namesakes, as one person each."""
        loose = tuple(loose)
        keys = {key for t in loose for key in (keys_of(t).pairs if t.full else keys_of(t).parts)}
        bearing = self._at.bearing(keys)
        near = {t.member: t for traces in (loose, *bearing.values()) for t in traces if self._at.home(t) is None}
        return link_beside(near.values(), self._at.links({report for report, _ in near}))

    def everybody(self, *, at_risk: bool = True) -> Iterator[PersonOverReportsDocument]:
        """Yield everybody who is at risk or told of as an earlier case, by name; else everybody else, in no order."""
        kept = self._work.people
        linked = (decode(Identity, text) for text in kept.listed(PRINCIPALS if at_risk else _OTHERS))
        yield from self._in_turns(linked)
        if not at_risk:
            loose = [decode(Trace, stored.trace) for stored in kept.unlinked()]
            yield from self._in_turns(link_beside(loose, self._at.links({t.report for t in loose})))

    def _in_turns(self, people: Iterable[Identity]) -> Iterator[PersonOverReportsDocument]:
        left = iter(people)
        while some := list(islice(left, _AT_ONCE)):
            yield from self.documents(some)

    def documents(self, people: Collection[Identity]) -> list[PersonOverReportsDocument]:
        """Return people over reports as the contract has them, in this order."""
        listing = self._listing(people)
        return [listing.person(one) for one in people]

    def _listing(self, people: Iterable[Identity]) -> Listing:
        reports = {report for identity in people for report, _ in identity.members}
        traces = {t.member: t for found in self._at.of_reports(reports).values() for t in found}
        return Listing(traces, self._at.casts(reports))

    def proposal(self, wanted: str) -> Proposal:
        """Return the proposal of that id, or that had it before more reports came. Raises NotFoundError where there is none."""
        anchors = self._work.people.anchors_of(wanted)
        members = self._at.by_anchor(anchors) if anchors else []
        if anchors and len(members) == len(anchors):
            one, other = (self._over_reports([t])[0] for t in members)
            for text in self._work.people.proposals_about([one.id]):
                found = decode(Proposal, text)
                if {found.left.id, found.right.id} == {one.id, other.id}:
                    return found
        raise NotFoundError(f"no proposal has the id {wanted!r}; see them with: vigil people --proposals")

    def proposals(self, after: tuple[float, str] | None, limit: int) -> list[ProposalDocument]:
        """Return so many proposals, the surest first; those after (score, id) where that is given."""
        last = None if after is None else (-round(after[0] * 100), after[1])
        return self._proposed(self._work.people.proposals(last, limit))

    def proposals_about(self, who: Iterable[str]) -> list[ProposalDocument]:
        """Return all proposals about people (ids or names), the surest first. Raises NotFoundError where one means nobody."""
        ids = {identity.id for word in who for identity in self.called(word)}
        return self._proposed(self._work.people.proposals_about(ids))

    def _proposed(self, texts: Iterable[str]) -> list[ProposalDocument]:
        return self.proposal_documents([decode(Proposal, text) for text in texts])

    def proposal_documents(self, found: Collection[Proposal]) -> list[ProposalDocument]:
        """Return proposals as the contract has them, in this order."""
        listing = self._listing([side for p in found for side in (p.left, p.right)])
        return [listing.proposal(p) for p in found]

    def two(self, ids: Sequence[str]) -> TwoPeople:
        """Return the two to decide about whom two ids of people, or the one id of a proposal, mean.

        Raises NotFoundError where an id is not known and DecisionError where both mean the same.
        """
        one, other = self._sides(ids)
        traces = (*one.traces, *other.traces)
        decisions = self._work.decisions_about({t.report for t in traces})
        reports = self._work.reports_named(decisions) | {one.member[0], other.member[0]}
        return TwoPeople(one, other, Log(self._work.readings_of(reports), decisions))

    def _sides(self, ids: Sequence[str]) -> tuple[Side, Side]:
        if len(ids) == 1:
            found = self.proposal(ids[0])
            one, other = (self._side(identity) for identity in (found.left, found.right))
            return one, other
        if ids[0] == ids[1]:
            raise DecisionError(
                f"both ids are {ids[0]}; give two: see the ids of one person's reports with: vigil people ID"
            )
        known = {anchor(t.member): t for t in self._at.by_anchor(ids)}
        for wanted in ids:
            if wanted not in known:
                raise NotFoundError(f"nobody has the id {wanted!r}; see the ids with: vigil people")
        left, right = (self._side(self._over_reports([known[i]])[0], known[i]) for i in ids)
        return left, right

    def _side(self, identity: Identity, chosen: Trace | None = None) -> Side:
        """Return somebody as ``chosen``, else as the oldest report has them."""
        traces = tuple(self._at.members(identity.members))
        told = chosen or min(traces, key=lambda t: (t.place[:2], t.member))
        return Side(told.member, identity, traces)
