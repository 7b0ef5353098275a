"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import access, account, add, add_api, audit, case, cases, gate, settings, team

SECTIONS: tuple[Section, ...] = (
    cases.section,
    case.section,
    add.section,
    settings.section,
    team.section,
    access.section,
    audit.section,
    account.section,
    gate.section,
)

__all__ = ["SECTIONS", "add_api"]
