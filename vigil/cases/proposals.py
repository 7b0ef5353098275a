"""Pairs of people who may be one: what is too weak to link on its own and too strong to leave unsaid. A person decides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from vigil.cases.material import anchor
from vigil.cases.names import SAME_NAME
from vigil.cases.same import Identity
from vigil.cases.sidebyside import SideBySide
from vigil.cases.traces import PRINCIPALS

_PROPOSED = 0.72
"""Pairs at this score or over are proposed."""
_ID_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why two people may be one: their names part by part, what else speaks for it, and what against."""

    names: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people over reports who may be one, the one with the older report first.

    ``id`` holds no name: it is made of ``anchors``, those of the oldest members. ``score`` is from 0 to 1 in hundredths;
    ``reports`` are those that tell of the two, oldest first.
    """

    id: str
    anchors: tuple[str, str]
    left: Identity
    right: Identity
    score: float
    reasons: Reasons
    reports: tuple[str, ...]


def proposals(one: Identity, beside: SideBySide) -> Iterator[Proposal]:
    """Yield a proposal for everybody who may be one person with somebody whom ``beside`` has met.

    They are found by the keys of names, never all with all. At least one of the two is at risk or told of as an earlier
    case. Nobody is proposed whom somebody decided to be apart, or whom more than one report tells as two people.
    """
    for other in beside.candidates(one):
        if _matters(one) or _matters(other):
            found = _proposal(one, other, beside)
            if found is not None:
                yield found


def _matters(identity: Identity) -> bool:
    return identity.part in PRINCIPALS


def _proposal(one: Identity, other: Identity, beside: SideBySide) -> Proposal | None:
    found = beside.likeness(one, other)
    told = beside.reports(one, other)
    if found.told_apart and (len(found.told_apart) > 1 or set(told) == set(found.told_apart)):
        return None
    if found.score < (SAME_NAME if found.told_apart else _PROPOSED):
        return None
    if found.name_score < SAME_NAME and not found.met and not found.told_apart:
        return None  # a name in which a part differs is somebody else's unless they share more than a country
    if beside.decided_apart(one, other):
        return None
    (first, left), (second, right) = sorted(
        ((beside.first(i), i) for i in (one, other)), key=lambda row: (row[0].place[:2], row[0].member)
    )
    anchors = (anchor(first.member), anchor(second.member))
    apart = tuple(f"the report {report} tells them as two people" for report in found.told_apart)
    return Proposal(
        id=sha256(":".join(sorted(anchors)).encode()).hexdigest()[:_ID_DIGITS],
        anchors=anchors,
        left=left,
        right=right,
        score=round(min(found.score, 1.0), 2),
        reasons=Reasons(found.names, found.speaks_for, (*found.speaks_against, *apart)),
        reports=told,
    )
