"""The JSON contract of ``vigil read``, ``search``, ``upcoming`` and ``match``, and the list of all contracts: the fields of the reading guide, with places and sources.

These dataclasses are what the JSON Schemas in ``docs/schema`` are generated from. Where the guide leaves out what the
text does not say, the field is null here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from vigil.model.case_contract import CaseDocument, EntryDocument, Spans
from vigil.model.people_contract import DecisionDocument, PersonOverReportsDocument, ProposalDocument
from vigil.model.reading import Detail, Kind, Part, Status

Value = int | float | tuple[int | float, int | float] | None


@dataclass(frozen=True, slots=True)
class PersonDocument:
    """Somebody named in a report. ``evidence`` gives, by field, the places of the words that show it."""

    id: str
    name: str
    also: tuple[str, ...]
    part: Part
    age: int | None
    ethnicity: str | None
    nationality: str | None
    affiliation: str | None
    title: str | None
    quote: str
    spans: Spans
    evidence: dict[str, Spans]


@dataclass(frozen=True, slots=True)
class EventDocument:
    """An event. ``trigger`` are the words of the quote that name it, ``date_text`` those that date it."""

    type: str
    who: tuple[str, ...]
    by: str | None
    date: str | None
    place: str | None
    status: Status
    according_to: str | None
    detail: dict[str, Detail]
    quote: str
    spans: Spans
    trigger: str | None
    trigger_span: tuple[int, int] | None
    date_text: str | None
    how: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class StatementDocument:
    """A statement. ``spans`` has more than one stretch where the speaker's name splits the speech."""

    speaker: str
    speaker_id: str | None
    affiliation: str | None
    kind: Kind
    direct: bool
    quote: str
    spans: Spans
    speaker_span: tuple[int, int] | None
    cue_span: tuple[int, int] | None
    how: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class DemandDocument:
    """A demand on an authority."""

    by: str
    of: str | None
    act: str
    quote: str
    spans: Spans
    how: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class FigureDocument:
    """A quantity and who gives it."""

    value: Value
    unit: str | None
    what: str
    as_of: str | None
    by: str | None
    quote: str
    spans: Spans
    how: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class DateDocument:
    """An expression of time and its EDTF value; ``timex`` is its TIMEX3 value where EDTF has none (a week, a night)."""

    start: int
    end: int
    text: str
    value: str | None
    timex: str | None


@dataclass(frozen=True, slots=True)
class MentionDocument:
    """Words that name something; ``person`` is an id in ``people``."""

    start: int
    end: int
    text: str
    type: str
    person: str | None


@dataclass(frozen=True, slots=True)
class IssueDocument:
    """What could not be read or is doubtful."""

    level: str
    stage: str
    code: str
    message: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadingDocument:
    """One line of ``vigil read --format json``: what one report says."""

    path: str
    report: str
    sha256: str
    media_type: str
    url: str | None
    retrieved_at: str | None
    published: str | None
    language: str | None
    publisher: str | None
    title: str | None
    byline: str | None
    safety_notices: tuple[str, ...]
    furniture: tuple[str, ...]
    text: str
    people: tuple[PersonDocument, ...]
    events: tuple[EventDocument, ...]
    statements: tuple[StatementDocument, ...]
    demands: tuple[DemandDocument, ...]
    figures: tuple[FigureDocument, ...]
    dates: tuple[DateDocument, ...]
    mentions: tuple[MentionDocument, ...]
    issues: tuple[IssueDocument, ...]
    analyser: str


@dataclass(frozen=True, slots=True)
class HitDocument:
    """One line of ``vigil search --format json``: a report, and the passage of its story that holds the words."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    score: float
    text: str
    spans: Spans
    marks: Spans


@dataclass(frozen=True, slots=True)
class UpcomingDocument:
    """One line of ``vigil upcoming --format json``: a date ahead and the days until it."""

    case: str
    people: tuple[str, ...]
    days: int
    entry: EntryDocument


@dataclass(frozen=True, slots=True)
class MatchDocument:
    """One line of ``vigil match --pairs``: whether two names can be one person's, and why."""

    score: float
    same: bool
    reasons: tuple[str, ...]


CONTRACTS: dict[str, type[Any]] = {
    "reading": ReadingDocument,
    "case": CaseDocument,
    "hit": HitDocument,
    "upcoming": UpcomingDocument,
    "match": MatchDocument,
    "person": PersonOverReportsDocument,
    "proposal": ProposalDocument,
    "decision": DecisionDocument,
}
"""What has a schema in ``docs/schema``, by the name of its file."""


def schema(name: str) -> str:
    """Return the JSON Schema (draft 2020-12) of a contract as text, the same for the same code."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema"} | TypeAdapter(CONTRACTS[name]).json_schema(
        mode="serialization"
    )
    return json.dumps(made, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
