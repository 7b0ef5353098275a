"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import cases, people, today

SECTIONS: tuple[Section, ...] = (today.section, cases.section, people.section)
