from dataclasses import replace

from tests.cases.invented_cases import Item, item, only, titles
from vigil.cases import build_cases
from vigil.model.case import Case


def arrest(key: str, published: str, day: str, *, outlet: str | None = None, words: str = "was arrested") -> Item:
    text = f"Report {key}: Dana Orazkyzy {words}."
    event = {"type": "detention", "who": ("p1",), "quote": "was arrested", "date": day}
    report, reading = item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], [event])
    return (replace(report, publisher=outlet) if outlet else report), reading


def date_of(case: Case) -> str:
    (entry,) = case.timeline
    return str(entry.date)


def test_an_outlet_stands_by_its_later_day() -> None:
    first = arrest("a", "2030-03-01", "2030-02-05", outlet="The Coast")
    later = arrest("b", "2030-03-04", "2030-02-06", outlet="The Coast")
    case = only(build_cases([later, first]))
    (difference,) = case.disagreements
    assert list(difference.values) == ["2030-02-05", "2030-02-06"]
    assert difference.corrected == ("2030-02-05",)
    assert date_of(case) == "2030-02-06"
    (correction,) = case.timeline[0].corrections
    assert (correction.field, correction.was, correction.now) == ("date", "2030-02-05", "2030-02-06")
    assert titles(case, [correction.citation.report]) == ["b"]


def test_another_outlet_corrects_nobody() -> None:
    case = only(build_cases([arrest("a", "2030-03-01", "2030-02-05"), arrest("b", "2030-03-04", "2030-02-06")]))
    assert [d.corrected for d in case.disagreements] == [()]
    assert case.timeline[0].corrections == ()


def test_a_report_that_says_so_corrects_others() -> None:
    old = [arrest("a", "2030-03-01", "2030-02-05"), arrest("b", "2030-03-02", "2030-02-05")]
    new = arrest("c", "2030-03-04", "2030-02-06", words="was arrested a day later, contrary to earlier reports")
    case = only(build_cases([*old, new]))
    assert [d.corrected for d in case.disagreements] == [("2030-02-05",)]
    assert date_of(case) == "2030-02-06"


def test_an_earlier_report_corrects_nothing() -> None:
    old = arrest("a", "2030-03-01", "2030-02-06", words="was arrested then, contrary to earlier reports")
    case = only(build_cases([old, arrest("b", "2030-03-04", "2030-02-05")]))
    assert [d.corrected for d in case.disagreements] == [()]


def test_a_vaguer_day_corrects_no_exact_one() -> None:
    first = arrest("a", "2030-03-01", "2030-02-05", outlet="The Coast")
    case = only(build_cases([first, arrest("b", "2030-03-04", "2030-02", outlet="The Coast")]))
    assert date_of(case) == "2030-02-05"
    assert case.timeline[0].corrections == ()


def test_an_age_that_its_outlet_changes_is_marked() -> None:
    def aged(key: str, published: str, age: int) -> Item:
        text = f"Dana Orazkyzy, {age}, waits."
        report, reading = item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy", "age": age}])
        return replace(report, publisher="The Coast"), reading

    case = only(build_cases([aged("a", "2030-01-01", 30), aged("b", "2030-01-05", 33)]))
    assert [(d.field, d.corrected) for d in case.disagreements] == [("age", ("30",))]


def handed_over(key: str, published: str, *, outlet: str, status: str = "happened") -> Item:
    words = "was handed over" if status == "happened" else "was not handed over after all"
    text = f"Report {key}: Dana Orazkyzy {words}."
    event = {"type": "return", "who": ("p1",), "quote": words, "status": status}
    report, reading = item(key, published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], [event])
    return replace(report, publisher=outlet), reading


def test_a_return_that_its_outlet_takes_back() -> None:
    first = handed_over("a", "2030-03-01", outlet="The Coast")
    later = handed_over("b", "2030-03-03", outlet="The Coast", status="did_not_happen")
    case = only(build_cases([first, later]))
    told = {e.status: [(k.field, k.was, k.now) for k in e.corrections] for e in case.timeline}
    assert told == {"happened": [("status", "happened", "did_not_happen")], "did_not_happen": []}


def test_what_had_not_happened_yet_may_happen() -> None:
    first = handed_over("a", "2030-03-01", outlet="The Coast", status="did_not_happen")
    case = only(build_cases([first, handed_over("b", "2030-03-03", outlet="The Coast")]))
    assert [e.corrections for e in case.timeline] == [(), ()]
