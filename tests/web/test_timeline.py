"""Where events stand in the drawing of a timeline."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vigil.model.case import TimelineEntry
from vigil.model.reading import Status
from vigil.model.when import When
from vigil.web.timeline import Drawing, draw

TODAY = date(2030, 3, 10)
DATES = (
    "2030-01-05",
    "2030-01-06",
    "2029",
    "2028-05",
    "../2020",
    "2020-03/2021",
    "2031-02-01~",
    "202X",
    "XXXX-01-05",
    "0001-01-01",
    "9998-12-31",
    None,
)
TYPES = ("detention", "hearing", "return", "border_crossing")
STATUSES: tuple[Status, ...] = ("happened", "scheduled", "did_not_happen", "demanded")


def entry(when: str | None, type_: str = "hearing", status: Status = "happened") -> TimelineEntry:
    return TimelineEntry(type_, ("Dana Orazkyzy",), status, ("r",), (), None if when is None else When(when))


def numbers(drawing: Drawing) -> list[int]:
    return sorted(n for lane in drawing.lanes for mark in lane.marks for n in mark.numbers)


ENTRIES = st.lists(
    st.builds(entry, st.sampled_from(DATES), st.sampled_from(TYPES), st.sampled_from(STATUSES)), max_size=60
)


@given(ENTRIES, st.booleans())
def test_each_dated_event_stands_once_inside_the_drawing(timeline: list[TimelineEntry], mirrored: bool) -> None:
    drawing = draw(timeline, (), TODAY, mirrored=mirrored)
    dated = [n for n, e in enumerate(timeline, start=1) if e.date and (e.date.start or e.date.end)]
    if drawing is None:
        assert not dated
        return
    assert numbers(drawing) == dated
    assert drawing.undated == len(timeline) - len(dated)
    for lane in drawing.lanes:
        assert all(0 <= m.left <= m.x <= m.right <= 100 for m in lane.marks)
        assert all(lane.top < m.y < lane.top + lane.height for m in lane.marks)
        assert lane.height <= 200
    assert 1 <= len(drawing.ticks) <= 6


@given(ENTRIES)
def test_right_to_left_is_the_mirror_image(timeline: list[TimelineEntry]) -> None:
    one, other = draw(timeline, (), TODAY), draw(timeline, (), TODAY, mirrored=True)
    if one is None or other is None:
        assert one is other
        return
    assert [t.x for t in other.ticks] == [round(100 - t.x, 2) for t in one.ticks]


def test_uncertain_days_are_a_span_and_known_ones_are_not() -> None:
    drawing = draw(
        [entry("2030-01-05"), entry("2029"), entry("2029-06-01~")], [entry("2030-05", status="feared")], TODAY
    )
    assert drawing is not None
    marks = {m.numbers[0]: m for lane in drawing.lanes for m in lane.marks}
    assert [marks[n].sure for n in (1, 2, 3, 4)] == [True, False, False, False]
    assert marks[2].right - marks[2].left > 10
    assert marks[1].left == marks[1].right
    assert marks[4].shape == "feared"
    assert [lane.key for lane in drawing.lanes] == ["court", "feared"]
