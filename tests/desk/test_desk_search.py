"""Search finds who said what, what happened and to whom, in any spelling, and nothing that is kept from the viewer."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer
from vigil.desk.search import Query, SearchDocument, search
from vigil.errors import FieldError
from vigil.model.case import Decision, subject_of
from vigil.model.reading import Event, Mention, Person, Reading, Statement
from vigil.model.report import Capture, Report, report_id
from vigil.model.text import Span, Story
from vigil.model.when import When

NOW = datetime(2030, 3, 10, 9, tzinfo=UTC)
AT = "2030-01-01T00:00:00Z"


def told(text: str, *, published: str | None, title: str = "A report", **more: Any) -> tuple[Report, Reading]:
    """A report whose reading holds what is quoted in ``more``: people, events and statements as rows with a quote."""
    capture = Capture(sha256(text.encode()).hexdigest(), "text/plain")
    day = None if published is None else When(published)
    report = Report(report_id(capture), capture, Story(text), day, "Example News", title, language="en")

    def quote(words: str) -> Any:
        start = text.index(words)
        return report.story.quote(Span(start, start + len(words)))

    people = tuple(Person(i, n, quote(n), part) for i, n, part in more.get("people", ()))
    events = tuple(
        Event(kind, who, quote(words), "happened", When(day) if day else None, place=place)
        for kind, who, words, day, place in more.get("events", ())
    )
    statements = tuple(Statement(who, quote(words), kind, direct=False) for who, words, kind in more.get("said", ()))
    mentions = tuple(Mention(quote(words), "LOC") for words in more.get("places", ()))
    return report, Reading(report.id, "test", people=people, events=events, statements=statements, mentions=mentions)


TRIAL = told(
    "Dana Orazova was detained in Zaisan in Norlandia on Monday. The torture has to end, said Lev Gordin in Turkey. "
    "There was no torture, said Ivan Petrenko.",
    published="2020-01-10",
    title="Trial of Dana Orazova",
    people=(("p1", "Dana Orazova", "at_risk"),),
    events=(("detention", ("p1",), "Dana Orazova was detained in Zaisan", "2020-01-06", "Zaisan"),),
    said=(("Lev Gordin", "The torture has to end", "demands"), ("Ivan Petrenko", "There was no torture", "denies")),
    places=("Zaisan", "Turkey"),
)
LATER = told(
    "Bek Islamov crossed the border near Zaysan. He fears torture, Lev Gordin said in Burma.",
    published="2021-06",
    people=(("p1", "Bek Islamov", "at_risk"),),
    events=(("border_crossing", ("p1",), "Bek Islamov crossed the border near Zaysan", None, "Zaysan"),),
    said=(("Lev Gordin", "He fears torture", "asserts"),),
    places=("Zaysan", "Burma"),
)
UNDATED = told(
    "Torture <b>&</b> worse, said Sami Latif.",
    published=None,
    people=(("p1", "Sami Latif", "at_risk"),),
    said=(("Sami Latif", "Torture <b>&</b> worse", "testifies"),),
)


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook(tmp_path / "casebook", create=True) as opened:
        with opened._store.work() as work:
            for report, reading in (TRIAL, LATER, UNDATED):
                work.add(report, reading, at=AT)
        yield opened


@pytest.fixture
def desk(casebook: Casebook) -> Desk:
    return Desk(casebook, Viewer("tester"), lambda: NOW)


def said(found: SearchDocument) -> list[str]:
    return [s.place.text for s in found.statements]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("torture"), ["He fears torture", "There was no torture", "The torture has to end", "Torture <b>&</b> worse"]),
        (Query("torture", since="2020", until="2020"), ["There was no torture", "The torture has to end"]),
        (Query("torture", since="2020-01-10", until="2020-01-10"), ["There was no torture", "The torture has to end"]),
        (Query("torture", since="2020-01-11", until="2021-05-31"), []),
        (Query("torture", since="2021-06-30"), ["He fears torture"]),
        (Query("torture", until="2019"), []),
        (Query("torture", country="Turkey", since="2020", until="2020"), ["There was no torture", "The torture has to end"]),
        (Query("torture", country="türkiye"), ["There was no torture", "The torture has to end"]),
        (Query("torture", country="Myanmar"), ["He fears torture"]),
        (Query("torture", kind="denies"), ["There was no torture"]),
        (Query(kind="denies"), ["There was no torture"]),
        (Query("torture", speaker="Гордин"), ["He fears torture", "The torture has to end"]),
        (Query("torture", speaker="Gordin", exact=True), ["He fears torture", "The torture has to end"]),
        (Query("torture", speaker="Gordyn"), ["He fears torture", "The torture has to end"]),
        (Query("torture", speaker="Gordyn", exact=True), []),
        (Query("torture", place="Zaysan"), ["He fears torture", "There was no torture", "The torture has to end"]),
        (Query("torture", place="Zaysan", exact=True), ["He fears torture"]),
        (Query("torture", place="Zaisan", exact=True), ["There was no torture", "The torture has to end"]),
        (Query("Gordin end"), ["The torture has to end"]),
        (Query('"torture has"'), ["The torture has to end"]),
        (Query("detained"), []),
    ],
)  # fmt: skip
def test_statements_are_found_by_words_and_filters(desk: Desk, query: Query, found: list[str]) -> None:
    answer = search(desk, replace(query, within="statements"))
    assert said(answer) == found
    assert answer.statements_counted is not None
    assert (answer.statements_counted.number, answer.statements_counted.more) == (len(found), False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("Zaysan"), ["border_crossing", "detention"]),
        (Query("Zaysan", exact=True), ["border_crossing"]),
        (Query(place="Заисан"), ["border_crossing", "detention"]),
        (Query(type="detention"), ["detention"]),
        (Query("Orazova", type="border_crossing"), []),
        (Query("Islamov", since="2021-06-30", until="2021-07-01"), ["border_crossing"]),  # by the day of its report
        (Query(type="detention", since="2020-01-07"), []),
        (Query(type="detention", until="2020-01-06"), ["detention"]),
    ],
)
def test_events_are_found_by_words_and_filters(desk: Desk, query: Query, found: list[str]) -> None:
    assert [e.type for e in search(desk, replace(query, within="events")).events] == found


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Query("Orazova"), ["Dana Orazova"]),
        (Query("oraz"), ["Dana Orazova"]),
        (Query("Дана Оразов"), ["Dana Orazova"]),
        (Query("Orazov", exact=True), []),
        (Query("orazova dana", exact=True), ["Dana Orazova"]),
        (Query("Orazova Latif"), []),
        (Query("Dana", since="2020", until="2020"), ["Dana Orazova"]),
        (Query("Gordin"), []),
        (Query("Dana", host="Germany"), []),
        (Query(""), []),
    ],
)
def test_people_at_risk_are_found_and_open_their_case(desk: Desk, query: Query, names: list[str]) -> None:
    people = search(desk, replace(query, within="people")).people
    assert [p.name for p in people] == names
    assert {p.case for p in people} <= {line.id for line in desk.casebook.cases()}


def test_a_result_opens_at_its_words(desk: Desk) -> None:
    texts = {report.id: report.story.text for report, _ in (TRIAL, LATER, UNDATED)}
    answer = search(desk, Query("torture"))
    places = [s.place for s in answer.statements] + [s.place for s in answer.stories]
    assert len(places) == 7
    for place in places:
        assert texts[place.report][place.start : place.end] == place.text
        assert [texts[place.report][a:b].lower() for a, b in place.marks]
        assert all(texts[place.report][a:b].lower() == "torture" for a, b in place.marks)
    assert {texts[p.report][slice(*p.item)].lower() for p in (s.place for s in answer.stories)} == {"torture"}


def test_stories_are_narrowed_by_day_country_and_place(desk: Desk) -> None:
    def titles(query: Query) -> list[str | None]:
        return [s.place.report for s in search(desk, replace(query, within="stories")).stories]

    assert set(titles(Query("torture"))) == {TRIAL[0].id, LATER[0].id, UNDATED[0].id}
    assert titles(Query("torture", since="2021")) == [LATER[0].id]
    assert titles(Query("torture", until="2020-12")) == [TRIAL[0].id]
    assert titles(Query("torture", country="Turkey")) == [TRIAL[0].id]
    assert set(titles(Query("torture", place="Zaysan"))) == {TRIAL[0].id, LATER[0].id}
    assert titles(Query("torture", place="Zaysan", exact=True)) == [LATER[0].id]
    assert titles(Query("Myanmar")) == [LATER[0].id]
    assert titles(Query("Myanmar", exact=True)) == []


def test_what_is_hidden_is_neither_found_nor_counted(desk: Desk) -> None:
    case = next(p.case for p in search(desk, Query("Islamov")).people)
    hidden = Hidden(frozenset({case}), frozenset({LATER[0].id}))
    kept_from = Desk(desk.casebook, Viewer("reader", "reader", hidden), desk.now)
    for query in (Query("torture"), Query("Islamov"), Query("Zaysan"), Query(country="Myanmar")):
        answer = search(kept_from, query)
        kinds: tuple[Sequence[Any], ...] = (answer.stories, answer.statements, answer.events)
        assert LATER[0].id not in {result.place.report for kind in kinds for result in kind}
        assert case not in {p.case for p in answer.people}
    answer = search(kept_from, Query("torture"))
    assert answer.statements_counted is not None
    assert answer.stories_counted is not None
    assert (answer.statements_counted.number, answer.stories_counted.number) == (3, 2)
    assert search(kept_from, Query("Islamov")).people_counted is not None


def test_what_is_rejected_is_found_no_more_until_it_is_taken_back(desk: Desk) -> None:
    quote = TRIAL[1].statements[1].quote
    subject = subject_of(TRIAL[0].capture.sha256, quote.span.start, quote.span.end, "statement")
    before = search(desk, Query("torture", within="statements"))
    desk.casebook.decide(Decision(subject, "reject", None, None, "tester", AT))
    assert "There was no torture" not in said(search(desk, Query("torture")))
    desk.casebook.decide(Decision(subject, "undo", None, None, "tester", AT))
    assert search(desk, Query("torture", within="statements")).statements_counted == before.statements_counted


def test_what_is_corrected_is_found_as_it_is_now(desk: Desk) -> None:
    quote = TRIAL[1].events[0].quote
    subject = subject_of(TRIAL[0].capture.sha256, quote.span.start, quote.span.end, "event")
    change = json.dumps({"type": "disappearance", "date": "2019-12-30"})
    desk.casebook.decide(Decision(subject, "correct", change, None, "tester", AT))
    assert search(desk, Query(type="detention")).events == ()
    (found,) = search(desk, Query(type="disappearance", until="2019")).events
    assert found.date == "2019-12-30"


def test_a_confirmation_leaves_numbers_as_they_were(desk: Desk) -> None:
    quote = TRIAL[1].statements[1].quote
    subject = subject_of(TRIAL[0].capture.sha256, quote.span.start, quote.span.end, "statement")

    def numbers() -> set[int]:
        with desk.casebook._store._looking() as connection:
            return {row[0] for row in connection.exec_driver_sql("SELECT number FROM items")}

    search(desk, Query("torture"))
    before = numbers()
    desk.casebook.decide(Decision(subject, "confirm", None, None, "tester", AT))
    assert numbers() == before != set()


def test_a_new_reading_takes_the_place_of_the_old(desk: Desk) -> None:
    _, reading = TRIAL
    desk.casebook._store.replace_reading(replace(reading, analyser="newer", statements=()), at=AT)
    assert said(search(desk, Query("torture", since="2020", until="2020"))) == []


def test_everything_is_made_anew_by_other_rules(desk: Desk) -> None:
    before = search(desk, Query("torture"))
    desk.casebook._store.start_anew("other rules")
    assert search(desk, Query("torture")) == before


def test_pages_go_on_by_key_and_show_everything_once(casebook: Casebook, desk: Desk) -> None:
    with casebook._store.work() as work:
        for number, (one, two) in enumerate(islice(product("bdgklmnr", repeat=2), 50)):
            name = f"Nurlan {one.upper()}a{two}aro"
            words = f"{name} of Almaty spoke. The court sat, case {number}, said Ivan Petrenko."
            people = (("p1", name, "at_risk"),)
            held = ("hearing", ("p1",), "The court sat", f"2022-02-{number % 28 + 1:02d}", None)
            spoken = (("Ivan Petrenko", "The court sat", "asserts"),)
            made = told(words, published="2022-03-01", people=people, events=(held,), said=spoken)
            work.add(*made, at=AT)
    for within in ("stories", "statements", "events", "people"):
        words = "Nurlan" if within == "people" else "court"
        after, pages, seen = None, 0, []
        while pages == 0 or after:
            answer = search(desk, Query(words, within=within), after=after)
            found = getattr(answer, within)
            seen += [r.case if within == "people" else r.place.report for r in found]
            counted = getattr(answer, f"{within}_counted")
            after, pages = answer.next, pages + 1
        # names that sound alike may be one person's
        wanted = 50 if within != "people" else sum("Nurlan" in case.people_at_risk[0].name for case in casebook.cases())
        assert (len(seen), len(set(seen)), counted.number, pages) == (wanted, wanted, wanted, 3), within


def test_more_than_are_counted_is_said_to_be_more(
    casebook: Casebook, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vigil.store.finding.MOST_COUNTED", 2)
    monkeypatch.setattr("vigil.desk.search.finding.MOST_COUNTED", 2)
    counted = search(desk, Query("torture")).statements_counted
    assert counted is not None
    assert (counted.number, counted.more) == (2, True)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        (Query("a", since="soon"), "from"),
        (Query("a", until="2020-02-31"), "to"),
        (Query("a", since="XXXX-01-01"), "from"),
        (Query("a", since="0001"), "from"),
        (Query("a", since="2021", until="2020"), "to"),
        (Query("a", kind="sings"), "kind"),
        (Query("a", type="party"), "type"),
        (Query("a", country="Atlantis"), "country"),
        (Query("a", host="x"), "host"),
        (Query("a", within="attic"), "in"),
        (Query("a", kind="denies", type="hearing"), "type"),
    ],
)
def test_a_filter_that_cannot_be_understood_is_named(desk: Desk, query: Query, field: str) -> None:
    with pytest.raises(FieldError) as caught:
        search(desk, query)
    assert caught.value.field == field


@pytest.mark.parametrize("after", ["x", "99999999999999999999", "1e9999:1", "nan:1"])
def test_a_page_that_is_none_is_refused(desk: Desk, after: str) -> None:
    for within in ("stories", "statements", "events", "people"):
        with pytest.raises(FieldError) as caught:
            search(desk, Query("torture", within=within), after=after)
        assert caught.value.field == "after"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(max_size=20),
    speaker=st.text(max_size=10),
    place=st.text(alphabet="ab\"'*^:(){}+-NOTADRE \0“”木", max_size=10),
    exact=st.booleans(),
)
def test_any_text_can_be_asked(desk: Desk, words: str, speaker: str, place: str, exact: bool) -> None:
    search(desk, Query(words, exact=exact, speaker=speaker, place=place))
    search(desk, Query(words, exact=exact))
