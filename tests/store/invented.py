"""Invented reports, and strategies that make any report and reading that the model allows."""

from dataclasses import fields
from hashlib import sha256
from typing import Any, get_args

from hypothesis import strategies as st

from vigil.model.case import Decision
from vigil.model.reading import (
    DateMention,
    Demand,
    Event,
    Evidence,
    Figure,
    Kind,
    Mention,
    Part,
    Person,
    Reading,
    Statement,
    Status,
)
from vigil.model.report import Capture, Issue, Report, report_id
from vigil.model.text import Quote, Segment, SourceMap, Span, Story
from vigil.model.when import When

AT = "2020-01-10T12:00:00+00:00"


def made_report(text: str, **more: Any) -> Report:
    capture = Capture(sha256(text.encode()).hexdigest(), "text/plain")
    return Report(report_id(capture), capture, Story(text), **more)


def reading_of(report: Report, *words: str, analyser: str = "test 1") -> Reading:
    """Return a reading in which each of ``words`` names somebody at risk."""
    people = []
    for n, word in enumerate(words, start=1):
        start = report.story.text.index(word)
        people.append(Person(f"p{n}", word, report.story.quote(Span(start, start + len(word))), "at_risk"))
    return Reading(report.id, analyser, people=tuple(people))


def numbered(number: int) -> tuple[Report, Reading]:
    report = made_report(f"Case {number}.\n\nAidos Example{number} was put on trial, and the court adjourned.")
    return report, reading_of(report, f"Aidos Example{number}")


def decision(subject: str, value: str | None = "1") -> Decision:
    return Decision(subject, "confirm", value, None, "somebody", AT)


WORDS = st.text(min_size=1, max_size=8)
MAYBE = st.none() | WORDS
DATES = st.sampled_from([None, When("2020-01-06"), When("2019-10"), When("XXXX-01-21"), When("../2020"), When("201X~")])
NUMBERS = st.integers(-(10**6), 10**6) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(min_size=1, max_size=60))
    spans = st.builds(lambda ends: Span(min(ends), max(ends)), st.tuples(*[st.integers(0, len(text))] * 2))
    segments = st.builds(Segment, spans, spans, st.booleans())
    story = Story(
        text,
        furniture=tuple(draw(st.lists(WORDS, max_size=3))),
        source_map=SourceMap(tuple(draw(st.lists(segments, max_size=3)))),
        headline=draw(st.none() | spans),
        captions=tuple(draw(st.lists(spans, max_size=2))),
    )
    capture = Capture(
        sha256(draw(st.binary(min_size=8, max_size=8))).hexdigest(), "text/html", draw(MAYBE), draw(MAYBE)
    )
    issues = st.builds(Issue, st.sampled_from(["info", "warning", "error"]), WORDS, WORDS, WORDS, st.none() | spans)
    return Report(
        report_id(capture),
        capture,
        story,
        published=draw(DATES),
        publisher=draw(MAYBE),
        title=draw(MAYBE),
        byline=draw(MAYBE),
        language=draw(MAYBE),
        safety_notices=tuple(draw(st.lists(WORDS, max_size=2))),
        issues=tuple(draw(st.lists(issues, max_size=2))),
    )


@st.composite
def told_reports(draw: st.DrawFn) -> tuple[Report, Reading]:
    """A report and a reading of it with something in every field."""
    report = draw(reports())
    ends = st.tuples(st.integers(0, len(report.story.text) - 1), st.integers(1, 60))
    quotes = st.builds(lambda at: _cut(report.story, *at), ends)
    told = st.tuples(WORDS)
    filled: dict[Any, st.SearchStrategy[Any]] = {
        Person: st.builds(
            Person, WORDS, WORDS, quotes, st.sampled_from(get_args(Part)), told, st.none() | st.integers(0, 120),
            MAYBE, MAYBE, MAYBE, MAYBE, st.tuples(st.builds(Evidence, WORDS, quotes)),
        ),
        Event: st.builds(
            Event, WORDS, told, quotes, st.sampled_from(get_args(Status)), DATES, MAYBE, MAYBE, MAYBE,
            st.dictionaries(WORDS, WORDS | st.booleans(), max_size=2), st.none() | quotes, st.none() | quotes, WORDS,
        ),
        Statement: st.builds(
            Statement, WORDS, quotes, st.sampled_from(get_args(Kind)), st.booleans(), MAYBE, MAYBE,
            st.none() | quotes, st.none() | quotes, st.tuples(quotes), WORDS,
        ),
        Demand: st.builds(Demand, WORDS, MAYBE, WORDS, quotes, WORDS),
        Figure: st.builds(Figure, st.none() | NUMBERS | st.tuples(NUMBERS, NUMBERS), MAYBE, WORDS, quotes, DATES, MAYBE, WORDS),
        DateMention: st.builds(DateMention, quotes, DATES),
        Mention: st.builds(Mention, quotes, WORDS, MAYBE),
        Issue: st.builds(Issue, st.sampled_from(["info", "warning", "error"]), WORDS, WORDS, WORDS),
    }  # fmt: skip
    listed = [draw(st.lists(each, max_size=2)) for each in filled.values()]
    names = [field.name for field in fields(Reading)][2:]  # after report_id and analyser
    return report, Reading(report.id, draw(WORDS), **dict(zip(names, map(tuple, listed), strict=True)))


def _cut(story: Story, start: int, length: int) -> Quote:
    return story.quote(Span(start, min(start + length, len(story.text))))
