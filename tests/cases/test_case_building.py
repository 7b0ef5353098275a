"""Properties that every casebook keeps, over invented reports put together at random."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import Item, Row, item
from vigil.cases import build_cases
from vigil.model.vocab import acts, event_types

NAMES = (
    "Dana Orazkyzy",
    "Dana Oraz",
    "Bek Islamov",
    "Nur Islamova",
    "Islamov",
    "Sami Latif",
    "حكيم العريبي",
    "李明",
    "?",
    "Mr X",
)
DATES = (
    None,
    "2030-01-05",
    "2030-01-06",
    "2030-01",
    "XXXX-01-05",
    "2029/2031",
    "../2030-02-01",
    "2030",
    "201X",
    "2030-02-01~",
)
STATUSES = ("happened", "scheduled", "feared", "demanded", "did_not_happen")
PARTS = ("at_risk", "precedent", "lawyer", "other")


@st.composite
def items(draw: st.DrawFn) -> list[Item]:
    made = []
    for number in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        people: list[Row] = [
            {
                "id": f"p{n}",
                "name": name,
                "part": draw(st.sampled_from(PARTS)),
                "age": draw(st.sampled_from((None, 30, 31, 60))),
            }
            for n, name in enumerate(names)
        ]
        ids = st.lists(
            st.sampled_from([*(str(p["id"]) for p in people), "two men"]), min_size=1, max_size=2, unique=True
        )
        events: list[Row] = []
        for _ in range(draw(st.integers(0, 5))):
            kind = event_types()[draw(st.sampled_from(list(event_types())))]
            outcome = draw(st.sampled_from(kind.outcomes)) if kind.outcomes else None
            events.append(
                {
                    "type": kind.key,
                    "who": tuple(draw(ids)),
                    "quote": "something happened",
                    "status": draw(st.sampled_from(STATUSES)),
                    "date": draw(st.sampled_from(DATES)),
                    "by": draw(st.sampled_from((None, "p0", "Kazakhstan", "the police"))),
                    "detail": {"outcome": outcome} if outcome else {},
                }
            )
        demands: list[Row] = [
            {
                "by": draw(st.sampled_from(("p0", "Free Them Network", ""))),
                "of": draw(st.sampled_from((None, "China", "the court"))),
                "act": draw(st.sampled_from(list(acts()))),
                "quote": "asked",
            }
            for _ in range(draw(st.integers(0, 2)))
        ]
        text = f"{', '.join(names)}: something happened.\n\nSomebody asked."
        made.append(
            item(
                str(number),
                draw(st.sampled_from((None, "2030-02-01", "2030-03", "2031-01-01"))),
                text,
                people,
                events,
                demands,
            )
        )
    return made


@settings(max_examples=60, deadline=None)
@given(items())
def test_cases_keep_what_they_promise(made: list[Item]) -> None:
    cases = build_cases(made)
    assert cases == build_cases(reversed(made))
    stories = {report.id: report.story for report, _ in made}
    members = Counter(m for c in cases for p in c.people_at_risk for m in p.members)
    assert all(times == 1 for times in members.values()), "somebody at risk stands in two cases"
    anchors = Counter(a for c in cases for a in c.anchors)
    assert all(times == 1 for times in anchors.values())
    for case in cases:
        assert case.id == min(case.anchors)
        assert case.people_at_risk
        sources = {s.report for s in case.sources}
        for entry in (*case.timeline, *case.feared, *(e for p in case.precedents for e in p.events)):
            assert {c.report for c in entry.citations} == set(entry.reports) <= sources
            assert all(stories[c.report].holds(c.quote) for c in entry.citations)
        for demand in case.demands:
            assert {c.report for c in demand.citations} == set(demand.reports) <= sources
        assert all(e.status in ("happened", "scheduled", "did_not_happen") for e in case.timeline)
        for disagreement in case.disagreements:
            assert len(disagreement.values) > 1


def test_nobody_at_risk_is_no_case() -> None:
    assert build_cases([]) == ()
    calm = item("calm", "2030-01-01", "Lev Gordin spoke.", [{"id": "p1", "name": "Lev Gordin", "part": "lawyer"}])
    assert build_cases([calm]) == ()
