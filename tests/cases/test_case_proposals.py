"""Middling evidence is proposed with its reasons, strong evidence links, and weak evidence says nothing."""

import json

import pytest

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, Row, item
from tests.cases.known_people import people_in, proposals_in
from tests.upkeep.casebooks import AT, add, holding
from vigil.cases.subjects import subject_of_person
from vigil.errors import NotFoundError
from vigil.model.case import Decision
from vigil.model.people_contract import ProposalDocument


def told(key: str, name: str, *beside: str, to: str | None = "China", **fields: object) -> Item:
    """Return a report that somebody, and others, may be sent to a country."""
    text = f"{name} may be sent to {to or 'the border'}." + "".join(f" {other} too." for other in beside)
    people: list[Row] = [{"id": "p1", "name": name, **fields}]
    people += [{"id": f"p{n}", "name": other} for n, other in enumerate(beside, start=2)]
    who = tuple(str(p["id"]) for p in people)
    row = {"type": "return", "who": who, "quote": "may be sent", "status": "feared", "detail": {"to": to} if to else {}}
    return item(key, f"2030-01-{10 + len(key)}", text, people, [row])


def proposed(*items: Item, decisions: tuple[Decision, ...] = ()) -> list[tuple[str, str]]:
    return [(p.left.members[0].name, p.right.members[0].name) for p in proposals_in(items, decisions)]


def only_proposal(*items: Item) -> ProposalDocument:
    (found,) = proposals_in(items)
    return found


def said(kind: str, one: Item, other: Item) -> Decision:
    subjects = [subject_of_person(report, reading.people[0]) for report, reading in (one, other)]
    return Decision(subjects[0], kind, json.dumps(subjects[1]), None, "somebody", AT)  # type: ignore[arg-type]


FULL = told("a", "Dana Orazova", "Timur Bekuly")
ALONE = told("bb", "Orazova", "Timur Bekuly", to=None)


def test_a_name_alone_with_a_shared_companion_is_proposed_with_reasons_for_and_against() -> None:
    found = only_proposal(FULL, ALONE)
    assert 0.7 < found.score <= 0.8
    assert "Dana stands in one name only" in found.names_compared
    assert found.speaks_for == ("nobody else has this name", "the same people are named beside them")
    assert found.speaks_against == ()
    assert found.reports == (FULL[0].id, ALONE[0].id)


def test_what_speaks_against_is_said() -> None:
    found = only_proposal(told("a", "Sami Latif", to="Egypt"), told("bb", "Sami Latif", to="Chad"))
    assert (found.names_compared, found.speaks_against) == (("written alike",), ("origin differs",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("a", "Sami Latif", to="Egypt"), told("bb", "Sami Latif", to="Chad")),  # one name, two countries
        (told("a", "Serik Orazuly", "Timur Bekuly"), told("bb", "Serikzhan Orazuly", "Timur Bekuly")),  # brothers?
        (told("a", "Tilek Sabarikuly", to="Egypt"), told("bb", "Tilek Sabarak", to="Chad")),  # a near spelling
        (told("a", "Tilek Sabarikuly", to=None), told("bb", "Tilek Sabarak", to=None)),
    ],
)
def test_a_name_with_something_against_it_or_nearly_the_same_is_proposed_and_not_linked(one: Item, other: Item) -> None:
    assert proposed(one, other) == [(one[1].people[0].name, other[1].people[0].name)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (told("a", "Dana Orazova"), told("bb", "Pavel Chernov")),
        (told("a", "Dana Orazova", to="Egypt"), told("bb", "Orazova", to="Chad")),  # a surname and nothing else
        (told("a", "Timur Bazhenov", "Lev Gordin"), told("bb", "Timur Beksultanov", to="Chad")),
        (told("a", "Serik Orazuly"), told("bb", "Serikzhan Orazuly")),  # one country is no sign
        (told("a", "Bek Islamov", "Lev Gordin"), told("bb", "Nur Islamov", "Lev Gordin")),
        (told("a", "Sami Latif", to="Egypt", age=24), told("bb", "Sami Latif", to="Chad", age=61)),
    ],
)
def test_weak_evidence_says_nothing(one: Item, other: Item) -> None:
    assert proposed(one, other) == []


def test_who_are_linked_are_not_proposed() -> None:
    assert proposed(CROSSING, HEARING, RULING) == []


def test_a_refused_pair_never_comes_back_and_a_confirmed_one_is_one_person() -> None:
    assert proposed(FULL, ALONE) == [("Dana Orazova", "Orazova")]
    more = told("ccc", "Dana Orazova", "Timur Bekuly", age=30)
    refused = said("apart", FULL, ALONE)
    assert proposed(FULL, ALONE, decisions=(refused,)) == []
    assert proposed(FULL, more, ALONE, decisions=(refused,)) == []
    confirmed = said("same", FULL, ALONE)
    assert proposed(FULL, more, ALONE, decisions=(confirmed,)) == []
    assert {len(i.members) for i in people_in([FULL, more, ALONE], [confirmed])} == {3}


def test_whom_one_report_tells_apart_and_others_would_link_is_proposed() -> None:
    both = told("a", "Sami Latif", "Sami Latyfov")
    one, other = told("bb", "Sami Latif", "Timur Bekuly"), told("ccc", "Sami Latyfov", "Timur Bekuly")
    assert [p.speaks_against for p in proposals_in([both, one, other])] == [
        (f"the report {both[0].id} tells them as two people",)
    ]
    again = told("dddd", "Sami Latif", "Sami Latyfov")
    assert proposed(both, one, other, again) == []
    assert proposed(both) == []


def test_a_name_alone_that_fits_two_is_proposed_for_both_and_linked_with_none() -> None:
    items = [FULL, told("ccc", "Aliya Orazova", "Timur Bekuly"), told("bb", "Orazova", "Timur Bekuly")]
    assert sorted(proposed(*items)) == [("Dana Orazova", "Orazova"), ("Orazova", "Aliya Orazova")]


def test_people_who_are_not_at_risk_are_proposed_only_beside_somebody_who_is() -> None:
    officials = [
        told(key, full, to=to, part="official")
        for key, full, to in (("a", "Sami Latif", "Egypt"), ("bb", "Sami Latif", "Chad"))
    ]
    assert proposed(*officials) == []
    assert proposed(officials[0], told("ccc", "Sami Latif", to="Chad")) == [("Sami Latif", "Sami Latif")]


def test_the_id_holds_no_name_and_finds_the_proposal_also_when_reports_came() -> None:
    older = told("", "Dana Orazova", "Timur Bekuly")
    with holding([FULL, ALONE]) as book:
        (before,) = book.proposals()
        add(book._store, older)
        (after,) = book.proposals()
        assert set(before.id) <= set("0123456789abcdef")
        assert after.id != before.id
        assert book.proposal(before.id) == book.proposal(after.id) == after
        with pytest.raises(NotFoundError):
            book.proposal("0" * 8)
        book.same([before.id], by="somebody", at=AT)
        assert book.proposals() == ()
        with pytest.raises(NotFoundError):
            book.proposal(after.id)


def test_the_order_of_reports_changes_no_proposal() -> None:
    items = [FULL, ALONE, told("ccc", "Aliya Orazova", "Timur Bekuly"), told("dddd", "Sami Latif", to="Chad")]
    assert proposals_in(items) == proposals_in(items[::-1])


def test_pages_of_proposals_follow_one_another_and_nothing_is_left_out_or_twice() -> None:
    names = ("Dana Orazova", "Aliya Islamova", "Sami Latif", "Pavel Chernov", "Nur Zholdasova")
    items = [told(str(n), name, to=to) for n, name in enumerate(names) for to in ("Egypt",)]
    items += [told(f"{n}{n}", name, to="Chad") for n, name in enumerate(names)]
    with holding(items) as book:
        every = tuple(book.every_proposal())
        assert len(every) == book.number_of_proposals() == len(names)
        assert list(every) == sorted(every, key=lambda p: (-p.score, p.id))
        first = book.proposals(limit=2)
        second = book.proposals(after=(first[-1].score, first[-1].id), limit=2)
        assert (*first, *second) == every[:4]
        assert book.proposals(after=(every[-1].score, every[-1].id)) == ()
