"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import case, cases

SECTIONS: tuple[Section, ...] = (cases.section, case.section)
