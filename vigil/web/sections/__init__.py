"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import cases, reports

SECTIONS: tuple[Section, ...] = (cases.section, reports.section)
