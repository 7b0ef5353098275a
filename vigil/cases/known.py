"""The reports of a case side by side: everybody in them, over the reports, and as what each report has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from vigil.cases.material import Account, Member
from vigil.cases.same import Identity
from vigil.cases.scene import Scene
from vigil.model.reading import Part


@dataclass(frozen=True)
class Known:
    """The reports of a case, the people in them, and the names in each story (by report id).

    ``parts`` is what each person is in each report (``Roles.parts``).
    """

    accounts: tuple[Account, ...]
    identities: tuple[Identity, ...]
    parts: Mapping[Member, Part]
    scenes: Mapping[str, Scene]

    @cached_property
    def by_id(self) -> Mapping[str, Identity]:
        """Identities by id."""
        return {i.id: i for i in self.identities}

    @cached_property
    def home(self) -> Mapping[Member, str]:
        """The identity of every member."""
        return {member: i.id for i in self.identities for member in i.members}

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of every report among the accounts, by report id."""
        return {a.id: n for n, a in enumerate(self.accounts)}

    @cached_property
    def _at_risk(self) -> Mapping[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {a.id: {} for a in self.accounts}
        for (report, person), part in self.parts.items():
            if part == "at_risk":
                found[report][person] = self.home[report, person]
        return found

    @cached_property
    def _precedents(self) -> Mapping[str, frozenset[str]]:
        told = (
            (a.id, [p.id for p in a.reading.people if self.parts[a.id, p.id] == "precedent"]) for a in self.accounts
        )
        return {report: frozenset(people) for report, people in told}

    def at_risk_in(self, account: Account) -> dict[str, str]:
        """Return who is at risk in a report: person id to identity id."""
        return self._at_risk[account.id]

    def precedents_in(self, account: Account) -> frozenset[str]:
        """Return the person ids of the precedents of a report."""
        return self._precedents[account.id]

    @cached_property
    def subjects(self) -> Mapping[str, frozenset[str]]:
        """Those whom stretches of each report can be about: at risk in it, or precedents (person ids by report id)."""
        return {a.id: frozenset(self.at_risk_in(a)) | self.precedents_in(a) for a in self.accounts}
