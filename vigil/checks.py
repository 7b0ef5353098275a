"""Invariants of finished values, run before anything is saved or exported.

A message names the place of a fault (``events[2].quote``) and never the words of a report: messages reach logs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, get_args

from vigil.errors import CheckFailedError, DateError
from vigil.model import vocab
from vigil.model.case import Case, CasePerson, Citation, DemandState, Standing, TimelineEntry
from vigil.model.quotes import quotes_in
from vigil.model.reading import Detail, Event, Figure, Kind, Part, Person, Reading, Status
from vigil.model.report import Issue, Level, Report, report_id
from vigil.model.text import Span, Story
from vigil.model.when import When

MENTION_TYPES = frozenset({"PER", "ORG", "LOC", "NORP", "TITLE"})
OLDEST = 120
"""Years: no age above it has been verified but one; a greater number is a misreading."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"p\d+")
"""What ids of people look like; ``who`` and ``according_to`` may also hold words of the text."""
_MAY_BE_EMPTY = frozenset({"how"})
"""Fields that may be empty text: they name the rule that found something, not something found."""
_FEARED = ("feared", "demanded")

Faults = Iterator[str]


def check_reading(report: Report, reading: Reading) -> None:
    """Hold a report and its reading to their invariants.

    Raises CheckFailedError with the first fault and the number of all.
    """
    _raise_if_any(f"the reading of the report {report.id}", _report_faults(report), _reading_faults(report, reading))


_ITEMS = ("events", "statements", "demands", "figures", "dates", "mentions")
"""The items of a reading that can be left out one by one; people cannot, for the others name them."""


def sound_part(report: Report, reading: Reading) -> Reading:
    """Return the reading without the items that break an invariant, with an Issue for each that was left out.

    Raises CheckFailedError where the report or its people are at fault: then nothing of the reading can stand.
    """
    nothing: dict[str, Any] = dict.fromkeys(_ITEMS, ())
    alone = replace(reading, **nothing)
    check_reading(report, alone)
    kept = dict(nothing)
    issues: list[Issue] = []
    for name in _ITEMS:
        for item in getattr(reading, name):
            try:
                check_reading(report, replace(alone, **(nothing | {name: (item,)})))
            except CheckFailedError as error:
                issues.append(Issue("error", "checks", "item-not-sound", str(error), item.quote.span))
            else:
                kept[name] += (item,)
    return replace(reading, **kept, issues=(*reading.issues, *issues))


def check_case(case: Case, reports: Mapping[str, Report], elsewhere: Collection[str] = ()) -> None:
    """Hold a case to its invariants against ``reports`` (by id), the stories that its words must stand in.

    ``elsewhere`` are ids of further reports of the casebook, which alerts may name.

    Raises CheckFailedError with the first fault and the number of all.
    """
    _raise_if_any(f"the case {case.id}", _case_faults(case, reports, elsewhere))


def _raise_if_any(what: str, *faults: Faults) -> None:
    found = [fault for each in faults for fault in each]
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise CheckFailedError(f"{what} is not sound: {found[0]}{more}; please report this with the source")


def _report_faults(report: Report) -> Faults:
    if not _SHA256.fullmatch(report.capture.sha256):
        yield "the capture has no SHA-256"
    if report.id != report_id(report.capture):
        yield "its id is not its capture's"
    if not report.story.text.strip():
        yield "its story is empty"
    named = {"story": (report.story.text,), "furniture": report.story.furniture, "notices": report.safety_notices}
    said = (report.title, report.publisher, report.byline, report.language)
    for name, texts in (named | {"title, publisher, byline or language": said}).items():
        if not all(_is_unicode(text or "") for text in texts):
            yield f"its {name} holds half of a character (a lone surrogate), which is no text"
    yield from _place_faults(report.story)
    for n, issue in enumerate(report.issues):
        yield from _one_of(f"issues[{n}].level", issue.level, get_args(Level))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _place_faults(story: Story) -> Faults:
    """Yield the spans of a story that leave its text."""
    whole = Span(0, len(story.text))
    for name, spans in (("captions", story.captions), ("headings", story.headings)):
        yield from (f"story.{name}[{n}] leaves the story" for n, span in enumerate(spans) if not whole.contains(span))
    if story.headline is not None and not whole.contains(story.headline):
        yield "story.headline leaves the story"
    end = 0
    for n, segment in enumerate(story.source_map.segments):
        if segment.story.start < end or not whole.contains(segment.story):
            yield f"story.source_map[{n}] overlaps another or leaves the story"
        if segment.exact and len(segment.story) != len(segment.source):
            yield f"story.source_map[{n}] is marked exact and differs in length"
        end = segment.story.end


def _reading_faults(report: Report, reading: Reading) -> Faults:
    if reading.report_id != report.id:
        yield "it names another report"
    for quote in quotes_in(reading):
        if not report.story.holds(quote):
            yield f"the words quoted at {quote.span.start}-{quote.span.end} do not stand there"
    yield from _empty("reading", reading)
    ids = [person.id for person in reading.people]
    yield from (f"two people have the id {i}" for i in sorted({i for i in ids if ids.count(i) > 1}))
    known = frozenset(ids)
    for n, person in enumerate(reading.people):
        yield from _person_faults(f"people[{n}]", person)
    for n, event in enumerate(reading.events):
        yield from _event_faults(f"events[{n}]", event, known)
    yield from _speech_faults(reading, known)
    for n, figure in enumerate(reading.figures):
        yield from _figure_faults(f"figures[{n}]", figure)
    for n, mention in enumerate(reading.mentions):
        yield from _one_of(f"mentions[{n}].type", mention.type, MENTION_TYPES)
        yield from _known(f"mentions[{n}].person", mention.person, known)
    for n, issue in enumerate(reading.issues):
        yield from _one_of(f"issues[{n}].level", issue.level, get_args(Level))
        if issue.span is not None and issue.span.end > len(report.story.text):
            yield f"issues[{n}].span leaves the story"


def _person_faults(at: str, person: Person) -> Faults:
    yield from _one_of(f"{at}.part", person.part, get_args(Part))
    yield from _age(at, person.age)
    told = {f.name for f in fields(Person)} - {"id", "quote", "evidence"}
    for n, evidence in enumerate(person.evidence):
        yield from _one_of(f"{at}.evidence[{n}].field", evidence.field, told)


def _age(at: str, age: int | None) -> Faults:
    if age is not None and not 0 <= age <= OLDEST:
        yield f"{at}.age is not between 0 and {OLDEST}"


def _event_faults(at: str, event: Event, known: frozenset[str]) -> Faults:
    yield from _one_of(f"{at}.status", event.status, get_args(Status))
    yield from _detail_faults(at, event.type, event.detail)
    for who in event.who:
        if _ID.fullmatch(who):
            yield from _known(f"{at}.who", who, known)
    if event.according_to is not None and _ID.fullmatch(event.according_to):
        yield from _known(f"{at}.according_to", event.according_to, known)


def _detail_faults(at: str, kind: str, detail: Mapping[str, Detail]) -> Faults:
    """Yield where the type is unknown, or a detail is not one that the type asks for or has no such value."""
    row = vocab.event_types().get(kind)
    if row is None:
        yield f"{at}.type is not in the vocabulary: {kind!r}"
        return
    for key, value in detail.items():
        if key not in row.detail:
            yield f"{at}.detail has {key!r}, which {kind} does not ask for"
        elif (key == "irregular") != isinstance(value, bool):
            yield f"{at}.detail.{key} is of the wrong kind"
        elif key == "outcome":
            yield from _one_of(f"{at}.detail.outcome", str(value), row.outcomes)
        elif key == "until" and not _is_date(str(value)):
            yield f"{at}.detail.until is not an EDTF date"


def _is_date(text: str) -> bool:
    try:
        When(text)
    except DateError:
        return False
    return True


def _speech_faults(reading: Reading, known: frozenset[str]) -> Faults:
    for n, statement in enumerate(reading.statements):
        yield from _one_of(f"statements[{n}].kind", statement.kind, get_args(Kind))
        yield from _known(f"statements[{n}].speaker_id", statement.speaker_id, known)
    for n, demand in enumerate(reading.demands):
        yield from _one_of(f"demands[{n}].act", demand.act, vocab.acts())


def _figure_faults(at: str, figure: Figure) -> Faults:
    value = figure.value
    numbers = value if isinstance(value, tuple) else () if value is None else (value,)
    if not all(math.isfinite(number) for number in numbers):
        yield f"{at}.value is not a number"
    if isinstance(value, tuple) and value[0] > value[1]:
        yield f"{at}.value is a range that runs backward"


def _case_faults(case: Case, reports: Mapping[str, Report], elsewhere: Collection[str]) -> Faults:
    if not case.anchors or case.id != min(case.anchors):
        yield "its id is not the least of its anchors"
    yield from _one_of("status", case.status, get_args(Standing))
    yield from _empty("case", case)
    sources = {source.report for source in case.sources}
    yield from _reports_known("sources", sources, reports)
    for n, source in enumerate(case.sources):
        if source.report in reports and reports[source.report].capture.sha256 != source.sha256:
            yield f"sources[{n}].sha256 is not its report's"
    for citation in _citations(case):
        yield from _citation_faults(citation, sources, reports)
    yield from _case_people_faults(case, sources)
    yield from _entries_faults(case, sources)
    yield from _precedent_faults(case)
    yield from _disagreement_faults(case, sources)
    yield from _case_speech_faults(case, sources)
    yield from (
        f"obligations[{n}] is of another state than the host"
        for n, o in enumerate(case.obligations)
        if o.state != case.host
    )
    for n, group in enumerate(case.copies):
        yield from _reports_known(f"copies[{n}]", group, sources)
    for n, alert in enumerate(case.alerts):  # an alert may point to a report that tells of the case elsewhere
        yield from _reports_known(f"alerts[{n}].reports", alert.reports, (*reports, *elsewhere))


def _case_speech_faults(case: Case, sources: set[str]) -> Faults:
    for n, demand in enumerate(case.demands):
        yield from _one_of(f"demands[{n}].act", demand.act, vocab.acts())
        yield from _one_of(f"demands[{n}].state", demand.state, get_args(DemandState))
        yield from _told(f"demands[{n}]", demand.reports, demand.citations, sources)
        if demand.decided_by is not None:
            yield from _one_of(f"demands[{n}].decided_by", demand.decided_by, vocab.event_types())
    for n, voice in enumerate(case.voices):
        yield from _one_of(f"voices[{n}].kind", voice.kind, get_args(Kind))


def _case_people_faults(case: Case, sources: set[str]) -> Faults:
    groups = (("people_at_risk", case.people_at_risk), ("others", case.others))
    for name, people in (*groups, ("precedents", tuple(p.person for p in case.precedents))):
        for n, one in enumerate(people):
            yield from _case_person_faults(f"{name}[{n}]", one, sources)
    yield from (f"people_at_risk[{n}] is not at risk" for n, p in enumerate(case.people_at_risk) if p.part != "at_risk")


def _citations(value: object) -> Iterator[Citation]:
    if isinstance(value, Citation):
        yield value
    elif is_dataclass(value):
        for name in _held(value.__class__):
            yield from _citations(getattr(value, name))
    elif isinstance(value, tuple):
        for each in value:
            if not isinstance(each, str):
                yield from _citations(each)


def _citation_faults(citation: Citation, sources: set[str], reports: Mapping[str, Report]) -> Faults:
    report, span = reports.get(citation.report), citation.quote.span
    if report is None or citation.report not in sources:
        yield f"it quotes the report {citation.report}, which is not among its sources"
    elif not report.story.holds(citation.quote):
        yield f"words quoted from the report {citation.report} at {span.start}-{span.end} do not stand there"


def _case_person_faults(at: str, person: CasePerson, sources: Iterable[str]) -> Faults:
    yield from _one_of(f"{at}.part", person.part, get_args(Part))
    yield from _age(at, person.age)
    if person.name not in person.names:
        yield f"{at}.name is not among its names"
    if not person.members:
        yield f"{at} is nobody in any report"
    yield from _reports_known(f"{at}.members", {report for report, _ in person.members}, sources)
    if person.status is not None:
        yield from _one_of(f"{at}.status", person.status, get_args(Standing))


def _entries_faults(case: Case, sources: set[str]) -> Faults:
    named = [("timeline", case.timeline), ("feared", case.feared)]
    named += [(f"precedents[{n}].events", precedent.events) for n, precedent in enumerate(case.precedents)]
    for name, entries in named:
        for n, entry in enumerate(entries):
            yield from _entry_faults(f"{name}[{n}]", entry, sources)
    for n, entry in enumerate(case.timeline):
        if entry.status in _FEARED:
            yield f"timeline[{n}] is {entry.status}, which is no part of what happened"
    for n, entry in enumerate(case.feared):
        if entry.status not in _FEARED:
            yield f"feared[{n}] is {entry.status}"


def _entry_faults(at: str, entry: TimelineEntry, sources: set[str]) -> Faults:
    yield from _one_of(f"{at}.status", entry.status, get_args(Status))
    yield from _detail_faults(at, entry.type, entry.detail)
    yield from _told(at, entry.reports, entry.citations, sources)


def _told(at: str, reports: tuple[str, ...], citations: tuple[Citation, ...], sources: set[str]) -> Faults:
    """Yield where something has no report or no words, or words of a report that it does not name."""
    if not reports or not citations:
        yield f"{at} names no report or no words"
    yield from _reports_known(f"{at}.reports", reports, sources)
    if not {citation.report for citation in citations} <= set(reports):
        yield f"{at} quotes a report that it does not name"


def _precedent_faults(case: Case) -> Faults:
    """Yield where somebody told of as background stands among the people at risk or in the timeline."""
    at_risk = {member for person in case.people_at_risk for member in person.members}
    names = {name for person in (*case.people_at_risk, *case.others) for name in person.names}
    apart = {name for precedent in case.precedents for name in precedent.person.names} - names
    for n, precedent in enumerate(case.precedents):
        if at_risk.intersection(precedent.person.members):
            yield f"precedents[{n}] is a person at risk in the same case"
        yield from _reports_known(f"precedents[{n}].reports", precedent.reports, {s.report for s in case.sources})
    for n, entry in enumerate(case.timeline):
        if entry.who and apart.issuperset(entry.who):
            yield f"timeline[{n}] belongs to a precedent"


def _disagreement_faults(case: Case, sources: set[str]) -> Faults:
    for n, disagreement in enumerate(case.disagreements):
        if len(disagreement.values) < 2:
            yield f"disagreements[{n}] has fewer than two values"
        if not set(disagreement.corrected) < disagreement.values.keys():
            yield f"disagreements[{n}].corrected is not some of its values"
        for reports in disagreement.values.values():
            if not reports:
                yield f"disagreements[{n}] has a value that no report gives"
            yield from _reports_known(f"disagreements[{n}].values", reports, sources)


def _reports_known(at: str, reports: Iterable[str], known: Iterable[str]) -> Faults:
    yield from (f"{at} names the report {r}, which is not there" for r in sorted(set(reports) - set(known)))


def _known(at: str, person: str | None, known: frozenset[str]) -> Faults:
    if person is not None and person not in known:
        yield f"{at} is nobody in people: {person!r}"


def _one_of(at: str, value: str, allowed: Iterable[str]) -> Faults:
    if value not in allowed:
        yield f"{at} is not in the vocabulary: {value!r}"


@cache
def _held(kind: Any) -> tuple[str, ...]:
    """Return the fields of a kind of value that may not be empty text."""
    return tuple(f.name for f in fields(kind) if f.name not in _MAY_BE_EMPTY and not f.name.startswith("_"))


def _empty(at: str, value: Any) -> Faults:
    """Yield every text that is empty where it should be a word or None."""
    if isinstance(value, str):
        if not value.strip():
            yield f"{at} is empty text"
        return
    for place, each in _inside(value):
        said = each.strip() if isinstance(each, str) else each is None or isinstance(each, int | float)
        if not said:
            yield from _empty(f"{at}{place}", each)


def _inside(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a value holds, with the place in it."""
    if is_dataclass(value):
        yield from ((f".{name}", getattr(value, name)) for name in _held(value.__class__))
    elif isinstance(value, tuple):
        yield from ((f"[{n}]", each) for n, each in enumerate(value))
    elif isinstance(value, Mapping):
        yield from ((f".{key}", each) for key, each in value.items())
