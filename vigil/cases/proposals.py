"""Pairs of people who may be one: what is too weak to link on its own and too strong to leave unsaid. A person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from vigil.cases.material import anchor
from vigil.cases.names import SAME_NAME
from vigil.cases.related import Links
from vigil.cases.same import Identity
from vigil.cases.sidebyside import SideBySide

_PROPOSED = 0.72
"""Pairs at this score or over are proposed."""
_ID_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why two people may be one: their names part by part, what else speaks for it, and what against."""

    names: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people over reports who may be one, the one with the older report first.

    ``id`` is eight hex digits that hold no name (see ``is_called``), ``reports`` are those that tell of them, oldest first.
    """

    id: str
    left: Identity
    right: Identity
    score: float
    reasons: Reasons
    reports: tuple[str, ...]

    def is_called(self, wanted: str) -> bool:
        """Whether the proposal has that id, or had it before more reports came: every pair of members gives one."""
        pairs = ((anchor(a), anchor(b)) for a in self.left.members for b in self.right.members)
        return any(_id_of(a, b) == wanted for a, b in pairs)


def _id_of(one: str, other: str) -> str:
    return sha256(":".join(sorted((one, other))).encode()).hexdigest()[:_ID_DIGITS]


def proposals(identities: Iterable[Identity], beside: SideBySide, links: Links) -> tuple[Proposal, ...]:
    """Return every pair who may be one person, the surest first.

    Pairs are found by the keys of names, never all with all. At least one of the two is at risk or told of as an earlier
    case. Nobody is proposed whom somebody decided to be apart, or whom more than one report tells as two people.
    """
    known = {i.id: i for i in identities}
    home = {member: i.id for i in known.values() for member in i.members}
    refused = {frozenset((home[a], home[b])) for a, b in links.apart if a in home and b in home}
    found = [
        _proposal(known[one], known[other], beside)
        for one, other in _pairs(known.values(), beside)
        if frozenset((one, other)) not in refused
    ]
    return tuple(sorted(filter(None, found), key=lambda p: (-p.score, p.id)))


def _pairs(identities: Iterable[Identity], beside: SideBySide) -> Iterator[tuple[str, str]]:
    mattering = {i.id for i in identities if i.part in ("at_risk", "precedent")}
    for one in sorted(mattering):
        for other in beside.namesakes(one):
            if other not in mattering or one < other:
                yield one, other


def _proposal(one: Identity, other: Identity, beside: SideBySide) -> Proposal | None:
    found = beside.likeness(one.id, other.id)
    told = beside.reports(one.id, other.id)
    order = {report: number for number, report in enumerate(told)}
    if found.told_apart and (len(found.told_apart) > 1 or set(told) == set(found.told_apart)):
        return None
    if found.score < (SAME_NAME if found.told_apart else _PROPOSED):
        return None
    if found.name_score < SAME_NAME and not found.met and not found.told_apart:
        return None  # a name in which a part differs is somebody else's unless they share more than a country
    (first, left), (second, right) = sorted(
        ((min(i.members, key=lambda m: (order[m[0]], m)), i) for i in (one, other)), key=lambda row: order[row[0][0]]
    )
    apart = tuple(f"the report {report} tells them as two people" for report in found.told_apart)
    return Proposal(
        id=_id_of(anchor(first), anchor(second)),
        left=left,
        right=right,
        score=min(found.score, 1.0),
        reasons=Reasons(found.names, found.speaks_for, (*found.speaks_against, *apart)),
        reports=told,
    )
