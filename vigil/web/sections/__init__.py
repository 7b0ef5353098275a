"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import add, add_api, case, cases, reports, settings

SECTIONS: tuple[Section, ...] = (cases.section, reports.section, case.section, add.section, settings.section)

__all__ = ["SECTIONS", "add_api"]
