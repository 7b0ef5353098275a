"""What people said of two people being one or two, made free of contradictions: the later word wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vigil.cases.material import Member
from vigil.cases.related import Links, Pair


@dataclass(frozen=True, slots=True)
class Said:
    """One decision about two members, by its number in the order in which they were made."""

    number: int
    kind: Literal["same", "apart"]
    one: Member
    other: Member

    @property
    def pair(self) -> Pair:
        """The two, in an order that does not depend on who was named first."""
        return min(self.one, self.other), max(self.one, self.other)


@dataclass(frozen=True, slots=True)
class Settled:
    """The links that hold, and the numbers of decisions that do not.

    ``replaced`` are those with a later one about the same two, ``overruled`` those whose contrary later ones say taken
    together (A is B, B is C, but A is not C).
    """

    links: Links
    replaced: frozenset[int]
    overruled: frozenset[int]


def settle(said: Iterable[Said]) -> Settled:
    """Return what holds of decisions in the order in which they were made.

    The newest is taken first, each older one where it agrees with all newer ones that hold.
    """
    said = tuple(said)
    latest = {one.pair: one for one in said}
    newest_first = sorted(latest.values(), key=lambda one: -one.number)
    replaced = frozenset(one.number for one in said) - {one.number for one in newest_first}
    one_person = _Together()
    apart: list[Pair] = []
    holding: dict[str, set[Pair]] = {"same": set(), "apart": set()}
    overruled: dict[int, Pair] = {}
    for one in newest_first:
        left, right = map(one_person.root, one.pair)
        if one.kind == "apart":
            fits = left != right
        else:
            fits = not any({one_person.root(a), one_person.root(b)} == {left, right} for a, b in apart)
        if not fits:
            overruled[one.number] = one.pair
            continue
        holding[one.kind].add(one.pair)
        if one.kind == "same":
            one_person.join(left, right)
        else:
            apart.append(one.pair)
    links = Links(*map(frozenset, (holding["same"], holding["apart"], overruled.values())))
    return Settled(links, replaced, frozenset(overruled))


class _Together:
    """Members that decisions make one person."""

    def __init__(self) -> None:
        self._home: dict[Member, Member] = {}

    def root(self, member: Member) -> Member:
        """Return the member that stands for all who are one person with this one."""
        while (home := self._home.get(member, member)) != member:
            member = home
        return member

    def join(self, one: Member, other: Member) -> None:
        """Make two roots one."""
        low, high = sorted((one, other))
        if low != high:
            self._home[high] = low
