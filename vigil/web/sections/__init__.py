"""The sections of the workbench, in the order of the menu."""

from vigil.web.section import Section
from vigil.web.sections import api, cases, search

SECTIONS: tuple[Section, ...] = (cases.section, search.section, api.section)
