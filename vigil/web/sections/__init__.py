"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import calendar, cases, map, people, today  # noqa: A004 - the section's own name

SECTIONS: tuple[Section, ...] = (today.section, cases.section, people.section, calendar.section, map.section)
