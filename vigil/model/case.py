"""What all reports say together about the same people. Every entry names its reports and holds their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from vigil.model.reading import Detail, Part, Status
from vigil.model.text import Quote, Span
from vigil.model.when import When

Standing = Literal[
    "at_risk", "in_proceedings", "ordered_removed", "returned", "protected", "resettled", "released", "unknown"
]
DemandState = Literal["open", "met", "refused"]
DecisionKind = Literal["confirm", "correct", "reject", "add", "same", "apart", "undo"]


@dataclass(frozen=True, slots=True)
class Match:
    """Whether two names, people or events are the same: a score from 0 to 1 and the reasons in plain words."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of one report."""

    report: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class CasePerson:
    """Somebody in a case. ``name`` is the form that most reports use, ``names`` every form used in any report.

    ``members`` are (report id, person id) pairs: whom each report calls them.
    """

    name: str
    names: tuple[str, ...]
    part: Part
    members: tuple[tuple[str, str], ...]
    age: int | None = None
    ethnicity: str | None = None
    nationality: str | None = None
    affiliation: str | None = None
    title: str | None = None
    status: Standing | None = None
    citations: tuple[Citation, ...] = ()
    linked_because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A value of an event that was reported first and taken back later, with the words of the report that does so.

    ``field`` is ``date`` or ``status``.
    """

    field: Literal["date", "status"]
    was: str
    now: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event, however many reports tell it. ``who`` are names of people of the case, or noun phrases."""

    type: str
    who: tuple[str, ...]
    status: Status
    reports: tuple[str, ...]
    citations: tuple[Citation, ...]
    date: When | None = None
    by: str | None = None
    place: str | None = None
    according_to: tuple[str, ...] = ()
    detail: dict[str, Detail] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What reports give differently: each value with the reports that give it, oldest report first.

    ``corrected`` are values that a later report takes back.
    """

    about: str
    field: str
    values: dict[str, tuple[str, ...]]
    citations: tuple[Citation, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseDemand:
    """What was asked, by whom, of whom, since when, and how it stands as of the last report."""

    by: str
    of: str | None
    act: str
    first_asked: When | None
    state: DemandState
    reports: tuple[str, ...]
    citations: tuple[Citation, ...]
    decided_by: str | None = None
    """The type of the event that met or refused it."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A statement by one speaker about the case; ``denies`` marks a denial."""

    speaker: str
    kind: str
    direct: bool
    citation: Citation


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier or parallel case told as background, with what is told of it.

    ``ended`` is the last event that decides how it ended, ``alike_because`` what it has in common with the case.
    """

    person: CasePerson
    events: tuple[TimelineEntry, ...]
    reports: tuple[str, ...]
    ended: TimelineEntry | None = None
    alike_because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a reader of the case must not miss: ``code`` for scripts, ``message`` for people."""

    code: str
    message: str
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """A fact of the case that brings up an article of a treaty, with its words."""

    says: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Obligation:
    """An article of a treaty that the facts of a case bring up, and whether it binds the host ``state``.

    ``since`` and ``until`` are years, None where unknown or still so. For a lawyer, not advice: reservations and how far
    an article reaches are not looked at.
    """

    treaty: str
    article: str
    says: str
    state: str
    binds: bool
    since: int | None
    until: int | None
    source: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One report as a case cites it."""

    report: str
    title: str | None
    publisher: str | None
    published: When | None
    language: str | None
    url: str | None
    sha256: str
    safety_notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case file. ``id`` is the least of ``anchors``; every anchor finds the case, so an old id stays good."""

    id: str
    anchors: tuple[str, ...]
    people_at_risk: tuple[CasePerson, ...]
    others: tuple[CasePerson, ...]
    host: str | None
    origin: str | None
    status: Standing
    next_date: When | None
    timeline: tuple[TimelineEntry, ...]
    feared: tuple[TimelineEntry, ...]
    voices: tuple[Voice, ...]
    disagreements: tuple[Disagreement, ...]
    demands: tuple[CaseDemand, ...]
    precedents: tuple[Precedent, ...]
    alerts: tuple[Alert, ...]
    sources: tuple[Source, ...]
    obligations: tuple[Obligation, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    """Groups of reports that carry one text and count as one voice, each with the oldest first."""


@dataclass(frozen=True, slots=True)
class Worry:
    """An event after which silence may be a worry: its place in the timeline, its date, and the rule that it fits."""

    entry: int
    date: When | None
    rule: str


@dataclass(frozen=True, slots=True)
class News:
    """The day of the newest dated report, and what makes silence after it a worry, the latest event first."""

    last: When
    worries: tuple[Worry, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case as it is known without opening its file: what lists show of it, and what other cases are held against.

    ``called`` is every form that any report uses for somebody at risk in it, ``news`` None where no report has a day,
    ``began`` the first possible day of its oldest report as text that sorts. ``charges`` are kinds of offence, ``forums``
    courts and bodies by name.
    """

    id: str
    people: tuple[str, ...]
    called: tuple[str, ...]
    status: Standing
    next_date: When | None
    host: str | None
    origin: str | None
    reports: int
    news: News | None
    began: str
    charges: tuple[str, ...]
    forums: tuple[str, ...]
    ethnicities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided; append-only. ``subject`` is capture hash + span + kind of the item it is about.

    ``kind`` is ``confirm``, ``correct``, ``reject``, ``add`` (an item that was not found), ``same`` (two people are one) or
    ``apart`` (they are not); ``value`` what it is now and ``was`` what the machine or an earlier decision said, both JSON text.
    """

    subject: str
    kind: DecisionKind
    value: str | None
    was: str | None
    by: str
    at: str


def subject_of(sha256: str, start: int, end: int, kind: str) -> str:
    """Return the subject of a decision about the item of ``kind`` at ``[start, end)`` of the story of a capture."""
    return f"{sha256}:{start}-{end}:{kind}"


@dataclass(frozen=True, slots=True)
class Place:
    """What a subject names: a capture, words of its story, a kind of item and, behind it, which of several there."""

    sha256: str
    span: Span
    kind: str
    sort: str = ""


_SUBJECT = re.compile(r"([0-9a-f]{64}):(\d{1,9})-(\d{1,9}):([a-z]+)(?::([a-z0-9_:]+))?")


def place_of(subject: str) -> Place | None:
    """Return what a subject names; None where it is no subject."""
    found = _SUBJECT.fullmatch(subject)
    if found is None or int(found[2]) > int(found[3]):
        return None
    return Place(found[1], Span(int(found[2]), int(found[3])), found[4], found[5] or "")
