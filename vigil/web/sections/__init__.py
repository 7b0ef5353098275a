"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import access, account, audit, cases, gate, team

SECTIONS: tuple[Section, ...] = (
    cases.section,
    team.section,
    access.section,
    audit.section,
    account.section,
    gate.section,
)
