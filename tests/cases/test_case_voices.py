from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import Item, item, only, titles
from vigil.cases import build_cases
from vigil.cases.material import accounts_of
from vigil.cases.voices import copies, voices_of

WIRE = (
    "Dana Orazkyzy was arrested in Port Sud on {} when she left her flat, a lawyer said. Officers of the border service drove "
    "her to a court in the old town, where a judge sent her to custody for two months while papers from the north are looked at."
)


def wire(key: str, published: str, day: str, more: str = "") -> Item:
    text = WIRE.format(day) + more
    event = {"type": "detention", "who": ("p1",), "quote": "was arrested in Port Sud", "date": f"2030-02-0{day[0]}"}
    return item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], [event])


def other(key: str, published: str, day: str) -> Item:
    text = f"{key} reports: Dana Orazkyzy, arrested on {day}."
    event = {"type": "detention", "who": ("p1",), "quote": "arrested on", "date": f"2030-02-0{day[0]}"}
    return item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], [event])


def test_three_copies_are_one_voice_against_two_reports_of_their_own() -> None:
    carried = [
        wire("a", "2030-02-06", "5 February"),
        wire("b", "2030-02-07", "5 February", " Our own paragraph is added."),
    ]
    carried.append(wire("c", "2030-02-08", "5 February"))
    case = only(build_cases([*carried, other("d", "2030-02-09", "6 February"), other("e", "2030-02-10", "6 February")]))
    assert [titles(case, group) for group in case.copies] == [["a", "b", "c"]]
    (arrest,) = case.timeline
    assert str(arrest.date) == "2030-02-06"
    assert len(arrest.reports) == 5


def test_reports_in_their_own_words_are_voices_of_their_own() -> None:
    case = only(build_cases([wire("a", "2030-02-06", "5 February"), other("d", "2030-02-09", "6 February")]))
    assert case.copies == ()


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(4)))
def test_voices_do_not_depend_on_the_order_of_reports(order: list[int]) -> None:
    items = [
        wire("a", "2030-02-06", "5 February"),
        wire("b", "2030-02-06", "5 February"),
        other("d", "2030-02-09", "6 February"),
    ]
    items.append(
        wire("c", "2030-02-08", "5 February", " And more is told of it, in a sentence that others do not have.")
    )
    told = accounts_of([items[n] for n in order])
    assert voices_of(told) == voices_of(accounts_of(items))
    assert len(copies(voices_of(told))) == 1
