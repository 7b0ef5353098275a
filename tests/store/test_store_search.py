"""Search finds names in any spelling and script, shows the passage, and takes any text for a query."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.store.conftest import NewFolder
from tests.store.invented import AT, made_report, numbered
from vigil.model.reading import Reading
from vigil.model.report import Report
from vigil.model.text import Span
from vigil.model.when import When
from vigil.store import Store, open_store, search, writer
from vigil.store.passage import LONGEST, Finder
from vigil.store.query import Term, terms_of
from vigil.store.words import plain_words, written_words

STORIES = {
    "trial": "Two ethnic Kazakh men, Qaster Musakhanuly and Murager Alimuly, went on trial.\n\nThe court in Zaisan adjourned.",
    "stem": "Qaster Musakhan told reporters that he had fled.",
    "cyrillic": "Кастер Мусаханулы предстал перед судом в Зайсане.",
    "arabic": "قال محمد علي إنّ المحكمة أجّلت الجلسة.",
    "kazakh arabic": "قاستەر مۇساخانۇلى سوتقا شىقتى.",
    "han": "哈萨克斯坦法院审理了木拉格尔·阿里木的案件。",
    "marks": "Señor Núñez and Đorđe Łukasz were in São Tomé, said Ma'mun al-Araibi’s lawyer.",
    "vocalised": "قَالَ المُحَامِي إنّ موكّله في خطر.",
    "decomposed": "Rene\u0301 spoke.",
    "else": "Nothing of the kind was heard on the trialling ground; a courtly man kept still.",
}  # fmt: skip


def add(store: Store, words: str, **more: Any) -> Report:
    report = made_report(words, **more)
    store.add(report, Reading(report.id, "test 1"), at=AT)
    return report


@pytest.fixture
def told(store: Store) -> dict[str, str]:
    """Return the names of the stories by report id."""
    return {add(store, words).id: name for name, words in STORIES.items()}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Musakhan", {"trial", "stem", "cyrillic"}),
        ("Musakhanuly", {"trial", "stem", "cyrillic", "kazakh arabic"}),
        ("musakhanuly", {"trial", "stem", "cyrillic", "kazakh arabic"}),
        ("Мусаханулы", {"trial", "stem", "cyrillic", "kazakh arabic"}),
        ("Musahan", {"trial", "stem", "cyrillic"}),
        ("Qaster Alimuly", {"trial"}),
        ("Kaster", {"trial", "stem", "cyrillic", "kazakh arabic"}),
        ("Зайсан", {"trial", "cyrillic"}),
        ("судом", {"cyrillic"}),
        ("المحكمة", {"arabic"}),
        ("المحكمه", {"arabic"}),
        ("اجلت", {"arabic"}),
        ("Mohammed", {"arabic"}),
        ("قال المحامي", {"vocalised"}),
        ("木拉格尔", {"han"}),
        ("法院", {"han"}),
        ("院法", set()),
        ("nunez", {"marks"}),
        ("NÚÑEZ", {"marks"}),
        ("Dorde lukasz sao", {"marks"}),
        ("Ma'mun", {"marks"}),
        ("Mamun", {"marks"}),
        ("araibi", {"marks"}),
        ("al-Araibi", {"marks"}),
        ("Araibi's", {"marks"}),
        ("rene", {"decomposed"}),
        ("René", {"decomposed"}),
        ("trial", {"trial", "else"}),
        ('"went on trial"', {"trial"}),
        ("“went on trial”", {"trial"}),
        ('"on went trial"', set()),
        ('"went on" Zaisan', {"trial"}),
        ("Musakhanuly elsewhere", set()),
    ],
)
def test_finds(store: Store, told: dict[str, str], query: str, found: set[str]) -> None:
    assert {told[hit.report] for hit in store.search(query)} == found


def test_a_hit_says_what_it_is_and_opens_at_the_passage(store: Store) -> None:
    filler = "\n\n".join(f"Paragraph {n} tells of other things." for n in range(30))
    words = f"{filler}\n\nIn Almaty, Murager Alimuly stood before the court.\n\n{filler}"
    report = add(store, words, title="A trial opens", publisher="Example News", published=When("2020-01"))
    for number in range(5):
        store.add(*numbered(number), at=AT)
    (hit,) = store.search("Alimuly court")
    assert (hit.report, hit.title, hit.publisher, hit.published) == (
        report.id, "A trial opens", "Example News", When("2020-01"),
    )  # fmt: skip
    assert hit.score > 0
    assert hit.snippet == words[hit.span.start : hit.span.end] == "In Almaty, Murager Alimuly stood before the court."
    assert [words[mark.start : mark.end] for mark in hit.marks] == ["Alimuly", "court"]


def test_the_words_of_a_title_are_found_and_the_story_s_beginning_shown(store: Store) -> None:
    report = add(store, "It began here.\n\nAnd went on.", title="Extradition refused")
    (hit,) = store.search("extradition")
    assert (hit.report, hit.snippet, hit.marks) == (report.id, "It began here.", ())


def test_the_spelling_that_was_asked_for_comes_first(store: Store) -> None:
    other = [add(store, f"Report {n} names Musakhan Karimuly of Almaty.") for n in range(5)]
    exact = add(store, "Report 6 names Musakhanuly Karimuly of Almaty.")
    hits = store.search("Musakhanuly")
    assert hits[0].report == exact.id
    assert {hit.report for hit in hits[1:]} == {report.id for report in other}


def test_the_number_of_hits_is_limited(store: Store) -> None:
    for number in range(30):
        store.add(*numbered(number), at=AT)
    assert len(store.search("court")) == 20
    assert len(store.search("court", limit=3)) == 3


def test_what_the_index_was_made_by_is_known_and_other_rules_make_it_anew(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(*numbered(0), at=AT)
    monkeypatch.setattr(search, "rules", lambda: "newer rules")
    with store._writing() as connection:
        for number in range(1, 150):  # more than are fetched at once
            writer.add(connection, *numbered(number), AT)
        assert search.indexed(connection) == 1  # nothing new in an index of older rules
    for _ in range(2):
        assert len(store.search("Aidos", limit=1000)) == 150
    with store._looking() as connection:
        assert search.indexed(connection) == 150
        assert search.is_current(connection)


@pytest.fixture(scope="module")
def shared(new_folder: NewFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(new_folder(tmp_path_factory.mktemp("search") / "casebook"), create=True) as opened:
        for words in STORIES.values():
            add(opened, words, title="a b NOT OR AND NEAR 木")
        yield opened


@settings(deadline=None, max_examples=150)
@given(query=st.text(max_size=40) | st.text(alphabet="ab\"'*^:(){}+-NOTADRE \0“”·木ـ", max_size=20))
@example('"')
@example('AND OR NOT NEAR("a" "b") ^c* {title}:d -e')
@example("a" * 100_000)
@example("word " * 5_000)
def test_any_text_is_a_query(shared: Store, query: str) -> None:
    for hit in shared.search(query):
        story = shared.report(hit.report).story
        assert hit.snippet == story.text[hit.span.start : hit.span.end]
        assert all(hit.span.contains(mark) for mark in hit.marks)


def test_operators_are_words(shared: Store) -> None:
    assert len(shared.search("a NOT b")) == len(STORIES)
    assert len(shared.search("a NOT c")) == 0
    assert shared.search("title:a*") == shared.search("title a")


@settings(deadline=None)
@given(
    story=st.lists(st.sampled_from(["court", "Aidos", "the", "trial,", "\n\n", "—", "木拉", "x" * 90]), max_size=80),
    words=st.lists(st.sampled_from(["court", "aidos", "trial", "the"]), min_size=1, max_size=3),
)
def test_a_passage_lies_in_one_paragraph_and_shows_a_word(story: list[str], words: list[str]) -> None:
    told = " ".join(story)
    terms = tuple(Term((word,)) for word in words)
    span, marks = Finder(terms).passage(told)
    assert len(span) <= LONGEST
    assert "\n\n" not in told[span.start : span.end]
    assert bool(marks) == any(word.strip(",").lower() in words for word in story)
    assert all(span.contains(mark) and told[mark.start : mark.end].lower() in words for mark in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))


def test_a_passage_holds_the_most_of_what_was_asked_for() -> None:
    one, both = "The court sat.", "The court heard Aidos."
    span, _ = Finder(terms_of("court Aidos")).passage(f"{one}\n\n{one}\n\n{both}\n\n{both}")
    assert span == Span(32, 32 + len(both))


def test_a_long_paragraph_is_cut_between_words() -> None:
    told = " ".join(f"word{n}" for n in range(200)) + " Aidos " + " ".join(f"word{n}" for n in range(200))
    span, (mark,) = Finder(terms_of("Aidos")).passage(told)
    assert told[mark.start : mark.end] == "Aidos"
    assert told[span.start - 1] == " " == told[span.end]
    assert 200 < len(span) <= LONGEST


@given(st.text())
def test_words_stand_where_they_say(told: str) -> None:
    for word, start, end in written_words(told):
        assert told[start:end] == word
    places = [(start, end) for _, start, end in plain_words(told)]
    assert all(start < end for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_a_query_of_endless_words_is_cut_short() -> None:
    assert len(terms_of(" ".join(f"word{n}" for n in range(100)))) == 32
    assert terms_of("court court") == terms_of("court")
