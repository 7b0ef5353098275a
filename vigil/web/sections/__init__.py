"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import (
    access,
    account,
    add,
    add_api,
    api,
    audit,
    calendar,
    case,
    cases,
    gate,
    people,
    reports,
    search,
    settings,
    team,
    today,
)  # fmt: skip
from vigil.web.sections import map as places

SECTIONS: tuple[Section, ...] = (
    today.section,
    cases.section,
    case.section,
    people.section,
    reports.section,
    search.section,
    calendar.section,
    places.section,
    add.section,
    settings.section,
    team.section,
    access.section,
    audit.section,
    account.section,
    gate.section,
    api.section,
)

__all__ = ["SECTIONS", "add_api"]
