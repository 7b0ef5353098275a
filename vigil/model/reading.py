"""What one report says, in the fields of the reading guide (``docs/guide.md``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vigil.model.report import Issue
from vigil.model.text import Quote
from vigil.model.when import When

Part = Literal["at_risk", "official", "lawyer", "advocate", "witness", "family", "journalist", "precedent", "other"]
Status = Literal["happened", "scheduled", "feared", "demanded", "did_not_happen"]
Kind = Literal["asserts", "accuses", "denies", "warns", "estimates", "promises", "testifies", "demands"]
Detail = str | bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that show one attribute of a person: ``field`` names it (``age``, ``ethnicity``, ``part`` ...)."""

    field: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named. ``quote`` is where the fullest form of the name stands first."""

    id: str
    name: str
    quote: Quote
    part: Part
    also: tuple[str, ...] = ()
    age: int | None = None
    ethnicity: str | None = None
    nationality: str | None = None
    affiliation: str | None = None
    title: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, is scheduled, is feared, is demanded or did not happen.

    ``who`` holds ids of people, or a noun phrase where they are unnamed. ``type`` is a row of ``vocab/events.toml``.
    ``how`` names the rule or head that found it. ``confidence``, here and below, is the share of items like it that were
    right in reports kept for validation (``docs/confidence.md``); None where that was not measured.
    """

    type: str
    who: tuple[str, ...]
    quote: Quote
    status: Status
    date: When | None = None
    by: str | None = None
    place: str | None = None
    according_to: str | None = None
    detail: dict[str, Detail] = field(default_factory=dict)
    trigger: Quote | None = None
    date_quote: Quote | None = None
    how: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what. ``rest`` are the further parts of speech that its speaker splits in two."""

    speaker: str
    quote: Quote
    kind: Kind
    direct: bool
    speaker_id: str | None = None
    affiliation: str | None = None
    speaker_quote: Quote | None = None
    cue: Quote | None = None
    rest: tuple[Quote, ...] = ()
    how: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """What a speaker asks an authority to do or not to do. ``act`` is a row of ``vocab/acts.toml``."""

    by: str
    of: str | None
    act: str
    quote: Quote
    how: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity about people or places: ``value`` is a number, a range, or None for "dozens", "thousands"."""

    value: int | float | tuple[int | float, int | float] | None
    unit: str | None
    what: str
    quote: Quote
    as_of: When | None = None
    by: str | None = None
    how: str = ""
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """An expression of time and what it means; ``value`` is None where the text alone does not settle it."""

    quote: Quote
    value: When | None
    timex: str | None = None
    """Its TIMEX3 value where that differs from EDTF: ``2020-W02``, ``2020-01-06TEV``, ``PRESENT_REF``."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name something: PER, ORG, LOC, NORP (nationality or group) or TITLE; ``person`` is an id in ``people``."""

    quote: Quote
    type: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one report says. ``analyser`` names the software and its version."""

    report_id: str
    analyser: str
    people: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    issues: tuple[Issue, ...] = ()
