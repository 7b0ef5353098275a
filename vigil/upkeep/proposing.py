"""Proposals kept up to date: those about people who were linked anew, and no others, can be other than before.

Who is held beside whom follows from the relation that linking never leaves, and from names that share a companion or a dated
event. Whoever it reaches was linked anew; and a key with company that now relates others has all its bearers linked anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vigil.cases.material import Member
from vigil.cases.proposals import Proposal, proposals
from vigil.cases.same import Identity
from vigil.cases.sidebyside import SideBySide
from vigil.cases.traces import Trace
from vigil.model.codec import encode
from vigil.store import NewProposal, Work


def propose(
    work: Work,
    beside: SideBySide,
    before: Iterable[str],
    after: Mapping[str, Identity],
    traces: Mapping[Member, Trace],
) -> None:
    """Put down whom people may be who were linked anew: ``before`` as these ids, ``after`` as these, with all their traces."""
    beside.meet(after, traces)
    found: dict[tuple[str, str], Proposal] = {}
    for one in after.values():
        for proposal in proposals(one, beside):
            low, high = sorted((proposal.left.id, proposal.right.id))
            found[low, high] = proposal
    new = [
        NewProposal(one, other, p.id, -round(p.score * 100), encode(p), p.anchors)
        for (one, other), p in sorted(found.items())
    ]
    work.people.propose({*before, *after}, new)
