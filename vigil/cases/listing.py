"""People, proposals and decisions as the JSON contract has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from vigil.cases.cast import Cast
from vigil.cases.log import Log, Logged
from vigil.cases.material import Member, anchor
from vigil.cases.proposals import Proposal
from vigil.cases.same import Identity
from vigil.cases.traces import Trace
from vigil.model.people_contract import (
    DecisionDocument,
    MemberDocument,
    PersonOverReportsDocument,
    ProposalDocument,
)


def called(traces: Iterable[Trace]) -> tuple[str, ...]:
    """Return what reports call one person, first what most call them in full: of equals the longest, then by the alphabet."""
    ordered = sorted(traces, key=lambda t: (t.place[0], t.member))
    fullest = Counter(t.name for t in ordered)
    name = min(fullest, key=lambda n: (-fullest[n], -len(n), n))
    return tuple(dict.fromkeys([name, *(form for t in ordered for form in t.forms)]))


class Listing:
    """Documents of people, from the traces of all their members and the casts of their reports."""

    def __init__(self, traces: Mapping[Member, Trace], casts: Mapping[str, Cast]) -> None:
        self._traces, self._casts = traces, casts

    def person(self, identity: Identity) -> PersonOverReportsDocument:
        """Return one person over reports."""
        traces = sorted((self._traces[m] for m in identity.members), key=lambda t: (t.place[0], t.member))
        names = called(traces)
        return PersonOverReportsDocument(
            id=identity.id,
            name=names[0],
            names=names,
            part=identity.part,
            members=tuple(map(self._member, traces)),
            linked_because=identity.reasons if len(traces) > 1 else (),
        )

    def _member(self, trace: Trace) -> MemberDocument:
        cast = self._casts[trace.report]
        return MemberDocument(anchor(trace.member), trace.name, trace.report, cast.title, cast.published)

    def proposal(self, proposal: Proposal) -> ProposalDocument:
        """Return two who may be one person."""
        return ProposalDocument(
            id=proposal.id,
            score=proposal.score,
            left=self.person(proposal.left),
            right=self.person(proposal.right),
            names_compared=proposal.reasons.names,
            speaks_for=proposal.reasons.speaks_for,
            speaks_against=proposal.reasons.speaks_against,
            reports=proposal.reports,
        )


def decision_document(log: Log, logged: Logged) -> DecisionDocument:
    """Return a decision with whom it is about, as their reports have them."""
    decision = logged.decision
    return DecisionDocument(
        number=logged.number,
        kind=decision.kind,
        subject=decision.subject,
        was=decision.was,
        value=decision.value,
        by=decision.by,
        at=decision.at,
        holds=logged.holds,
        takes_back=logged.takes_back,
        about=tuple(_named(log, m) for m in (logged.one, logged.other) if m is not None),
    )


def _named(log: Log, member: Member) -> MemberDocument:
    report = log.report(member)
    published = None if report.published is None else str(report.published)
    return MemberDocument(anchor(member), log.person(member).name, report.id, report.title, published)
