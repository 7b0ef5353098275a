"""What cases are built from: reports with their readings, in one order whatever order they came in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256

from vigil.languages import Language, language
from vigil.languages.places import country_of
from vigil.model.codec import encode
from vigil.model.reading import Person, Reading
from vigil.model.report import Report
from vigil.model.when import When

Member = tuple[str, str]
"""Whom a report speaks of: (report id, person id)."""

_ANCHOR_DIGITS = 12
UNDATED = "9999"
"""Reports without a date come after those with one."""


@dataclass(frozen=True)
class Account:
    """One report and its reading."""

    report: Report
    reading: Reading

    @cached_property
    def id(self) -> str:
        """The report's id."""
        return self.report.id

    @cached_property
    def people(self) -> dict[str, Person]:
        """People by id."""
        return {p.id: p for p in self.reading.people}

    @cached_property
    def language(self) -> Language:
        """The language whose tables its words are looked up in."""
        return language(self.report.language) or Language("en")

    @property
    def published(self) -> When | None:
        """When it was published."""
        return self.report.published

    @cached_property
    def day(self) -> str:
        """The first possible day of publication as text that sorts; after all dates where it is unknown."""
        start = self.published.start if self.published else None
        return start.isoformat() if start else UNDATED

    def called(self, who: str) -> str:
        """Return the name of the person with that id, or the words themselves."""
        return self.people[who].name if who in self.people else who

    def country(self, words: object) -> str | None:
        """Return the English name of the one country that the words stand for; None where they stand for none."""
        return _country(words, self.language) if isinstance(words, str) and words else None


@lru_cache(maxsize=65536)
def _country(words: str, spoken: Language) -> str | None:
    return country_of(words, spoken)


def accounts_of(items: Iterable[tuple[Report, Reading]]) -> tuple[Account, ...]:
    """Return the reports with their readings by date of publication, then id; of equal ids one, whichever came first."""
    ordered = sorted(
        (Account(report, reading) for report, reading in items), key=lambda a: (a.day, a.id, encode(a.reading))
    )
    return tuple({a.id: a for a in reversed(ordered)}[i] for i in dict.fromkeys(a.id for a in ordered))


def anchor(member: Member) -> str:
    """Return the anchor of a member: hex digits that hold no name and stay while the report says the same."""
    return sha256(":".join(member).encode()).hexdigest()[:_ANCHOR_DIGITS]
