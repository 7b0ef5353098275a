"""The JSON contract of ``vigil case``: one case file, every entry with its words and their place in each report.

The schemas in ``docs/schema`` are made from it: see ``contract.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from vigil.model.case import Alert
from vigil.model.reading import Detail, Part, Status

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class QuoteDocument:
    """Words of one report and their place in its story."""

    report: str
    text: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class CasePersonDocument:
    """Somebody in a case, under every spelling; ``linked_because`` says why reports are thought to mean one person."""

    name: str
    names: tuple[str, ...]
    part: Part
    status: str | None
    age: int | None
    ethnicity: str | None
    nationality: str | None
    affiliation: str | None
    title: str | None
    reports: tuple[str, ...]
    quotes: tuple[QuoteDocument, ...]
    linked_because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionDocument:
    """A value of an event that was reported first and taken back later, with the words of the report that does so."""

    field: str
    was: str
    now: str
    quote: QuoteDocument


@dataclass(frozen=True, slots=True)
class EntryDocument:
    """One event of the merged timeline."""

    date: str | None
    type: str
    who: tuple[str, ...]
    status: Status
    by: str | None
    place: str | None
    according_to: tuple[str, ...]
    detail: dict[str, Detail]
    reports: tuple[str, ...]
    quotes: tuple[QuoteDocument, ...]
    corrections: tuple[CorrectionDocument, ...]


@dataclass(frozen=True, slots=True)
class VoiceDocument:
    """A statement about the case."""

    speaker: str
    kind: str
    direct: bool
    quote: QuoteDocument


@dataclass(frozen=True, slots=True)
class DisagreementDocument:
    """What reports give differently, each value with the reports that give it; ``corrected`` are taken back later."""

    about: str
    field: str
    values: dict[str, tuple[str, ...]]
    corrected: tuple[str, ...]
    quotes: tuple[QuoteDocument, ...]


@dataclass(frozen=True, slots=True)
class CaseDemandDocument:
    """A demand over all reports and how it stands."""

    by: str
    of: str | None
    act: str
    first_asked: str | None
    state: str
    decided_by: str | None
    reports: tuple[str, ...]
    quotes: tuple[QuoteDocument, ...]


@dataclass(frozen=True, slots=True)
class PrecedentDocument:
    """An earlier or parallel case told as background, how it ended, and why it is thought alike."""

    person: CasePersonDocument
    events: tuple[EntryDocument, ...]
    reports: tuple[str, ...]
    ended: EntryDocument | None
    alike_because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroundDocument:
    """A fact of the case that brings up an article of a treaty."""

    says: str
    quotes: tuple[QuoteDocument, ...]


@dataclass(frozen=True, slots=True)
class ObligationDocument:
    """An article of a treaty that facts of the case bring up; years are None where unknown or, of the end, still so.

    Information for a lawyer, not advice: reservations and later withdrawals are not in the table of parties.
    """

    treaty: str
    article: str
    says: str
    state: str
    binds: bool
    since: int | None
    until: int | None
    source: str
    grounds: tuple[GroundDocument, ...]


@dataclass(frozen=True, slots=True)
class SilenceDocument:
    """How long there has been no news on the day ``today``, and the warning where that is a worry."""

    today: str
    last: str
    days: int
    warning: str | None
    after: EntryDocument | None


@dataclass(frozen=True, slots=True)
class AlikeDocument:
    """An earlier case file of the casebook that is like this one, why, and how it ended."""

    case: str
    people: tuple[str, ...]
    score: float
    reasons: tuple[str, ...]
    status: str
    ended: EntryDocument | None


@dataclass(frozen=True, slots=True)
class ChangeDocument:
    """One thing that new reports brought; ``was`` is None where it is new."""

    kind: str
    about: str
    was: str | None
    now: str | None
    quotes: tuple[QuoteDocument, ...]


@dataclass(frozen=True, slots=True)
class ChangesDocument:
    """What the reports since a day brought; ``by`` says which day of a report counts."""

    since: str
    by: str
    reports: tuple[str, ...]
    changes: tuple[ChangeDocument, ...]


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A report as the case cites it."""

    report: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None
    sha256: str
    safety_notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One case file: the object of ``vigil case ID --format json``.

    ``silence``, ``alike`` and ``changes`` depend on the day, the other cases and ``--since``; they are null or empty where
    nobody asked for them.
    """

    id: str
    anchors: tuple[str, ...]
    people_at_risk: tuple[CasePersonDocument, ...]
    others: tuple[CasePersonDocument, ...]
    host: str | None
    origin: str | None
    status: str
    next_date: str | None
    timeline: tuple[EntryDocument, ...]
    feared: tuple[EntryDocument, ...]
    statements: tuple[VoiceDocument, ...]
    disagreements: tuple[DisagreementDocument, ...]
    demands: tuple[CaseDemandDocument, ...]
    precedents: tuple[PrecedentDocument, ...]
    alerts: tuple[Alert, ...]
    sources: tuple[SourceDocument, ...]
    obligations: tuple[ObligationDocument, ...]
    copies: tuple[tuple[str, ...], ...]
    silence: SilenceDocument | None
    alike: tuple[AlikeDocument, ...]
    changes: ChangesDocument | None
