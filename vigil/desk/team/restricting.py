"""Keeping a case to some people, as an owner does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.desk.desk import Desk
from vigil.desk.team.access import named
from vigil.desk.team.sessions import Team, Visit
from vigil.errors import VigilError
from vigil.model.case import Case, CaseLine
from vigil.model.codec import decode
from vigil.model.team import ROLES, Role
from vigil.store import TeamRows
from vigil.store.access import OWNERS

AT_ONCE = 50
"""Restricted cases of a page."""


@dataclass(frozen=True, slots=True)
class RestrictionDocument:
    """A case that is kept to owners and to those whom ``allowed`` names: people, and roles with those above them."""

    case: str
    people: tuple[str, ...]
    allowed: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChoiceDocument:
    """Somebody, or a role, that a restriction may name."""

    who: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class AccessDocument:
    """One page of what is restricted, and whom a restriction may name; ``next`` is what to ask for after it."""

    restrictions: tuple[RestrictionDocument, ...]
    choices: tuple[ChoiceDocument, ...]
    next: str | None


def access(at: Team, *, after: str | None = None) -> AccessDocument:
    """Return what is restricted, by case after the id ``after``, and whom a restriction may name.

    That is every account that is not an owner's, and every role below.
    """
    with at.store.looking() as rows:
        accounts = rows.accounts()
        found = [r for r in rows.access.restrictions() if after is None or r.case > after]
        lines = rows.access.lines([r.case for r in found[:AT_ONCE]])
    people = {case: () if line is None else decode(CaseLine, line).people for case, line in lines.items()}
    shown = tuple(
        RestrictionDocument(r.case, people[r.case], r.allowed, named(accounts, r.allowed)) for r in found[:AT_ONCE]
    )
    open_ones = [account for account in accounts if account.ended_at is None and account.role != "owner"]
    roles = tuple(ChoiceDocument(f"role:{role}", role, role) for role in ROLES if role != "owner")
    choices = roles + tuple(ChoiceDocument(f"account:{a.id}", a.name, a.role) for a in open_ones)
    return AccessDocument(shown, choices, shown[-1].case if len(found) > AT_ONCE else None)


def restrict(at: Team, visit: Visit, desk: Desk, word: str, allowed: Sequence[str]) -> Case:
    """Keep the case of an id or name to owners and those who are allowed. Raises NotFoundError and VigilError."""
    case = _chosen(desk, word)
    with at.store.writing() as rows:
        accounts = rows.accounts()
        now = named(accounts, allowed)
        was = rows.access.restricted().get(case.id)
        rows.access.restrict(case.id, allowed)
        rows.note(at.deed(visit.account.name, "restricted", case.id, _told(rows, was), _listed(now)))
    return case


def lift(at: Team, visit: Visit, desk: Desk, word: str) -> Case:
    """Let everybody see the case of an id or name. Raises NotFoundError."""
    case = _chosen(desk, word)
    with at.store.writing() as rows:
        was = rows.access.restricted().get(case.id)
        rows.access.lift(case.id)
        rows.note(at.deed(visit.account.name, "restriction_lifted", case.id, _told(rows, was)))
    return case


def _chosen(desk: Desk, word: str) -> Case:
    found = desk.casebook.chosen([word])
    if len(found) > 1:
        every = ", ".join(case.id for case in found)
        raise VigilError(f"{word!r} means {len(found)} cases: {every}; give the id of one")
    return found[0]


def _told(rows: TeamRows, was: tuple[frozenset[str], ...] | None) -> str | None:
    if was is None:
        return None
    return _listed(named(rows.accounts(), frozenset.intersection(*was) - {OWNERS}))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "owners alone"
