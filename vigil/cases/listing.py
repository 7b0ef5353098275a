"""People, proposals and decisions as the JSON contract has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vigil.cases.deciding import Logged, People
from vigil.cases.material import Member, anchor
from vigil.cases.same import Identity
from vigil.model.people_contract import (
    DecisionDocument,
    MemberDocument,
    PersonOverReportsDocument,
    ProposalDocument,
)


def people_documents(people: People, who: Iterable[str], *, every: bool) -> tuple[PersonOverReportsDocument, ...]:
    """Return whom ids or names mean, else all who are at risk or told of as earlier cases, or with ``every`` everybody.

    They stand by name. Raises NotFoundError where an id or a name means nobody.
    """
    wanted = [identity for word in who for identity in people.called(word)]
    listed = wanted or [i for i in people.identities if every or i.part in ("at_risk", "precedent")]
    found = {i.id: _person(people, i) for i in listed}
    return tuple(sorted(found.values(), key=lambda p: (p.name, p.id)))


def _person(people: People, identity: Identity) -> PersonOverReportsDocument:
    members = sorted(identity.members, key=lambda m: (people.by_report[m[0]].day, m))
    told = [people.person(m) for m in members]
    fullest = Counter(p.name for p in told)
    name = min(fullest, key=lambda n: (-fullest[n], -len(n), n))
    names = dict.fromkeys([name, *(form for p in told for form in (p.name, *p.also))])
    return PersonOverReportsDocument(
        id=identity.id,
        name=name,
        names=tuple(names),
        part=identity.part,
        members=tuple(_member(people, m) for m in members),
        linked_because=identity.reasons if len(members) > 1 else (),
    )


def _member(people: People, member: Member) -> MemberDocument:
    report = people.by_report[member[0]].report
    published = None if report.published is None else str(report.published)
    return MemberDocument(anchor(member), people.person(member).name, report.id, report.title, published)


def proposal_documents(people: People, who: Iterable[str]) -> tuple[ProposalDocument, ...]:
    """Return every pair who may be one person, the surest first; with ``who`` (ids or names) those about them.

    Raises NotFoundError where an id or a name means nobody.
    """
    about = {identity.id for word in who for identity in people.called(word)}
    return tuple(
        ProposalDocument(
            id=p.id,
            score=round(p.score, 2),
            left=_person(people, p.left),
            right=_person(people, p.right),
            names_compared=p.reasons.names,
            speaks_for=p.reasons.speaks_for,
            speaks_against=p.reasons.speaks_against,
            reports=p.reports,
        )
        for p in people.proposals
        if not about or about & {p.left.id, p.right.id}
    )


def decision_documents(people: People) -> tuple[DecisionDocument, ...]:
    """Return every decision, oldest first."""
    return tuple(_decision(people, logged) for logged in people.log)


def _decision(people: People, logged: Logged) -> DecisionDocument:
    decision = logged.decision
    about = (_member(people, m) for m in (logged.one, logged.other) if m is not None)
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
        about=tuple(about),
    )
