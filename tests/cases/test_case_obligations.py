from collections.abc import Iterable

import pytest

from tests.cases.invented_cases import Item, Row, item, only
from vigil.cases import build_cases
from vigil.cases.obligations import ground_rules
from vigil.languages import Language
from vigil.languages.places import lookup
from vigil.model.case import Case, Obligation
from vigil.model.treaties import parties, treaties

PERSON = [{"id": "p1", "name": "Dana Orazkyzy", "nationality": "Chinese"}]
ARRIVAL: Row = {
    "type": "border_crossing",
    "who": ("p1",),
    "quote": "came over the border",
    "date": "2020-02-03",
    "detail": {"to": "Kazakhstan"},
}
FEARED: Row = {"type": "return", "who": ("p1",), "quote": "sent back", "status": "feared", "detail": {"to": "China"}}


def told(*events: Row, words: str = "", country: str = "Kazakhstan", statements: Iterable[Row] = ()) -> Case:
    text = f"Dana Orazkyzy came over the border and may be sent back. {words}"
    arrival = dict(ARRIVAL) | {"detail": {"to": country}}
    found: Item = item("a", "2020-03-01", text, PERSON, [arrival, FEARED, *events], statements=statements)
    return only(build_cases([found]))


def articles(case: Case, treaty: str) -> dict[str, Obligation]:
    return {o.article: o for o in case.obligations if treaty in o.treaty}


def test_a_feared_return_brings_up_the_articles_on_return_with_its_words() -> None:
    case = told()
    (held,) = articles(case, "Status of Refugees (1951)").values()
    assert (held.article, held.state, held.binds, held.since) == ("33", "Kazakhstan", True, 1999)
    assert [g.says for g in held.grounds] == ["A return is feared"]
    assert held.grounds[0].citations[0].quote.text == "sent back"
    assert "3" in articles(case, "against Torture (1984)")


def test_a_charge_of_illegal_entry_brings_up_article_31_and_another_charge_does_not() -> None:
    def charged(offence: str) -> Case:
        charge = {"type": "charge", "who": ("p1",), "quote": "is charged", "detail": {"offence": offence}}
        return told(charge, words="She is charged.")

    assert "31" in articles(charged("illegal crossing of the state border"), "Status of Refugees (1951)")
    assert "31" not in articles(charged("theft"), "Status of Refugees (1951)")


def test_a_state_that_is_not_party_is_said_to_be_not() -> None:
    case = told(country="Thailand")
    (held,) = articles(case, "Status of Refugees (1951)").values()
    assert (held.state, held.binds, held.since) == ("Thailand", False, None)
    assert not articles(case, "Protocol relating to the Status of Refugees")


def test_nothing_is_said_of_a_state_that_the_table_lacks() -> None:
    assert told(country="Fiji").obligations == ()


def test_a_treaty_that_was_left_before_binds_no_more() -> None:
    def appeal(date: str) -> Case:
        event = {"type": "extradition_decision", "who": ("p1",), "quote": "was granted", "date": date}
        return told(event | {"detail": {"outcome": "granted"}}, words="It was granted.", country="Russia")

    assert "34" in articles(appeal("2020-02-10"), "European Convention on Human Rights")
    assert "34" not in articles(appeal("2024-02-10"), "European Convention on Human Rights")


@pytest.mark.parametrize(("decided", "pending"), [(None, True), ("2020-02-12", False)])
def test_a_return_while_a_request_for_protection_is_open(decided: str | None, *, pending: bool) -> None:
    events: list[Row] = [
        {"type": "asylum_application", "who": ("p1",), "quote": "asked for asylum", "date": "2020-02-10"},
        {"type": "return", "who": ("p1",), "quote": "flown out", "date": "2020-02-20", "detail": {"to": "China"}},
    ]
    if decided:
        refused = {"type": "asylum_decision", "who": ("p1",), "quote": "was refused", "date": decided}
        events.append(refused | {"detail": {"outcome": "refused"}})
    case = told(*events, words="She asked for asylum, was refused, and was flown out.")
    says = {g.says for o in case.obligations for g in o.grounds}
    assert (ground_rules()["returned_while_pending"].says in says) is pending


def test_a_statement_that_names_an_article_is_a_ground_of_that_article() -> None:
    words = "A group said that article 31 of the 1951 Refugee Convention bars penalties."
    row = {"speaker": "A group", "kind": "asserts", "direct": False}
    case = told(words=words, statements=[row | {"quote": "article 31 of the 1951 Refugee Convention bars penalties"}])
    found = articles(case, "Status of Refugees (1951)")
    assert [g.says for g in found["31"].grounds] == ["A statement names it"]
    assert "A statement names it" not in {g.says for g in found["33"].grounds}


def test_custody_in_the_country_of_origin_binds_nobody_else() -> None:
    held = {"type": "detention", "who": ("p1",), "quote": "held in Emin", "date": "2020-01-05", "place": "Emin, China"}
    assert "9" not in articles(told(held, words="She had been held in Emin."), "Civil and Political Rights (1966)")


def test_the_tables_name_known_states_treaties_and_grounds() -> None:
    keys = {t.key for t in treaties()}
    for state, known in parties().items():
        place = lookup(state, Language("en"))
        assert place is not None, state
        assert place.country == state
        assert known.keys() <= keys, state
    assert {g for t in treaties() for a in t.articles for g in a.grounds} <= ground_rules().keys()
    assert ground_rules().keys() == {g for t in treaties() for a in t.articles for g in a.grounds}
