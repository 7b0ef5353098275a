"""Invented reports with their readings, for tests of case building. Every quote is cut from the report's own story."""

from collections.abc import Iterable, Mapping
from hashlib import sha256

from vigil.model.case import Case
from vigil.model.reading import Demand, Event, Figure, Person, Reading, Statement
from vigil.model.report import Capture, Report
from vigil.model.text import Quote, Span, Story
from vigil.model.when import When

Item = tuple[Report, Reading]
Row = Mapping[str, object]


def quote(text: str, words: str) -> Quote:
    start = text.index(words)
    return Quote(Span(start, start + len(words)), words)


def item(  # noqa: PLR0917  # rows stand in the order of a reading
    key: str,
    published: str | None,
    text: str,
    people: Iterable[Row],
    events: Iterable[Row] = (),
    demands: Iterable[Row] = (),
    statements: Iterable[Row] = (),
    figures: Iterable[Row] = (),
) -> Item:
    """Return a report and its reading. Rows are fields; ``quote`` is words of the text, the name where a person has none."""
    digest = sha256(key.encode()).hexdigest()
    report = Report(
        id=digest[:16],
        capture=Capture(digest, "text/plain"),
        story=Story(text),
        published=When(published) if published else None,
        publisher=f"Paper {key}",
        title=key,
        language="en",
    )

    def cut(row: Row) -> dict[str, object]:
        fields = {k: v for k, v in row.items() if k not in ("quote", "date")}
        if row.get("date") is not None:
            fields["date"] = When(str(row["date"]))
        return fields | {"quote": quote(text, str(row.get("quote") or row.get("name")))}

    reading = Reading(
        report_id=report.id,
        analyser="test",
        people=tuple(Person(**{"part": "at_risk"} | cut(p)) for p in people),  # type: ignore[arg-type]
        events=tuple(Event(**{"status": "happened"} | cut(e)) for e in events),  # type: ignore[arg-type]
        demands=tuple(Demand(**cut(d)) for d in demands),  # type: ignore[arg-type]
        statements=tuple(Statement(**cut(s)) for s in statements),  # type: ignore[arg-type]
        figures=tuple(Figure(**cut(f)) for f in figures),  # type: ignore[arg-type]
    )
    return report, reading


def only(cases: tuple[Case, ...]) -> Case:
    assert len(cases) == 1, [[p.name for p in c.people_at_risk] for c in cases]
    return cases[0]


def titles(case: Case, reports: Iterable[str]) -> list[str | None]:
    by_id = {s.report: s.title for s in case.sources}
    return [by_id[r] for r in reports]


CROSSING = item(
    "crossing",
    "2030-02-10",
    "Dana Orazkyzy crossed from Norland into Sudland on 3 February.\n\nShe was arrested in Port Sud on 5 February, police said."
    "\n\nOrazkyzy, 31, fears torture if she is sent back.",
    [{"id": "p1", "name": "Dana Orazkyzy", "age": 31}],
    [
        {"type": "border_crossing", "who": ("p1",), "quote": "crossed from Norland", "date": "2030-02-03"},
        {
            "type": "detention",
            "who": ("p1",),
            "quote": "arrested in Port Sud",
            "date": "2030-02-05",
            "place": "Port Sud",
        },
        {"type": "ill_treatment", "who": ("p1",), "quote": "fears torture", "status": "feared"},
    ],
)

HEARING = item(
    "hearing",
    "2030-03-02",
    "A court put off the case of Dana Oraz, 32, on 1 March until 9 April.\n\nShe had been held since 6 February.",
    [{"id": "p1", "name": "Dana Oraz", "age": 32}],
    [
        {"type": "hearing", "who": ("p1",), "quote": "A court", "date": "2030-03-01"},
        {
            "type": "adjournment",
            "who": ("p1",),
            "quote": "put off the case",
            "date": "2030-03-01",
            "detail": {"until": "2030-04-09"},
        },
        {"type": "hearing", "who": ("p1",), "quote": "until 9 April", "date": "2030-04-09", "status": "scheduled"},
        {"type": "detention", "who": ("p1",), "quote": "held since 6 February", "date": "2030-02-06"},
    ],
)

RULING = item(
    "ruling",
    "2030-04-12",
    "On 9 April the court heard Dana Orazkyzy and refused the extradition.\n\nShe walked free the same day.",
    [{"id": "p7", "name": "Dana Orazkyzy"}],
    [
        {"type": "hearing", "who": ("p7",), "quote": "the court heard", "date": "2030-04-09"},
        {
            "type": "extradition_decision",
            "who": ("p7",),
            "quote": "refused the extradition",
            "date": "2030-04-09",
            "detail": {"outcome": "refused"},
        },
        {"type": "release", "who": ("p7",), "quote": "walked free", "date": "2030-04-09"},
    ],
)
