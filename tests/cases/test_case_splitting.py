"""Decisions about who is who: what holds, what contradicts, what is taken back, and that nothing depends on the order."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.invented_cases import CROSSING, HEARING, RULING, Item, item, only
from tests.cases.invented_namesakes import AT, LATIFS, A, B, C, D, decision, first, namesake, subject, undo
from tests.cases.known_people import log_of, people_in
from tests.upkeep.casebooks import holding
from vigil.cases import build_cases
from vigil.cases.material import Member
from vigil.cases.settled import Said, settle
from vigil.cases.subjects import person_at
from vigil.errors import DecisionError, NotFoundError
from vigil.model.case import Decision
from vigil.model.reading import Mention


def latifs(items: list[Item], decisions: list[Decision]) -> set[frozenset[str]]:
    """Return who is one person with whom, by the titles of the reports."""
    firsts = {first(one) for one in items}
    return {
        frozenset(str(m.title) for m in person.members)
        for person in people_in(items, decisions)
        if not firsts.isdisjoint(m.id for m in person.members)
    }


def test_a_wrong_merge_is_parted_and_each_member_goes_where_it_fits_better() -> None:
    assert latifs(LATIFS, []) == {frozenset("abcd")}
    # c has the companion of b, and is older than it; d fits both as well, and stays with the older report
    assert latifs(LATIFS, [decision("apart", A, B)]) == {frozenset("ad"), frozenset("bc")}


def test_who_fits_two_as_well_stays_with_the_older_report() -> None:
    later, last = (namesake(key, day, age=30) for key, day in (("e", "2030-03-01"), ("f", "2030-04-01")))
    beside = namesake("g", "2030-02-02", age=30)
    said = [decision("apart", A, beside), decision("same", A, later)]
    assert latifs([A, beside, later, last], said) == {frozenset("aef"), frozenset("g")}


def test_what_is_said_to_be_the_same_goes_where_it_is_said_to_belong() -> None:
    assert latifs(LATIFS, [decision("apart", A, B), decision("same", C, A)]) == {frozenset("acd"), frozenset("b")}


def test_parting_three_gives_three() -> None:
    apart = [decision("apart", A, B), decision("apart", A, C), decision("apart", B, C)]
    assert latifs(LATIFS, apart) == {frozenset("ad"), frozenset("b"), frozenset("c")}


def test_keeping_apart_who_are_not_one_changes_no_case_file() -> None:
    other = item("other", "2030-01-20", "Pavel Chernov was held.", [{"id": "p1", "name": "Pavel Chernov"}])
    items = [*LATIFS, other]
    assert build_cases(items, [decision("apart", A, other)]) == build_cases(items)


def test_one_person_says_when_a_person_decided_it() -> None:
    other = item("other", "2030-01-20", "Pavel Chernov was held.", [{"id": "p1", "name": "Pavel Chernov"}])
    (case,) = [c for c in build_cases([D, other], [decision("same", D, other)]) if c.people_at_risk]
    assert "somebody decided that they are one person" in case.people_at_risk[0].linked_because


def test_a_report_that_tells_apart_whom_a_person_joined_does_not_part_them() -> None:
    both = item(
        "both",
        "2030-02-02",
        "Yusuf Karim was held. Josef Kahn has a lawyer.",
        [{"id": "p1", "name": "Yusuf Karim"}, {"id": "p2", "name": "Josef Kahn"}],
    )
    one = item("one", "2030-02-01", "Yusuf Karim was held.", [{"id": "p1", "name": "Yusuf Karim"}])
    two = item("two", "2030-02-03", "Josef Kahn was freed.", [{"id": "p1", "name": "Josef Kahn"}])
    assert len(people_in([both, one, two])) == 2
    assert len(people_in([both, one, two], [decision("same", one, two)])) == 1


M: list[Member] = [("r1", "p1"), ("r2", "p1"), ("r3", "p1"), ("r4", "p1")]


def test_of_contradictory_decisions_the_later_wins_and_the_earlier_is_named() -> None:
    chain = [Said(1, "same", M[0], M[1]), Said(2, "same", M[1], M[2]), Said(3, "apart", M[0], M[2])]
    found = settle(chain)
    assert found.links.apart == {(M[0], M[2])}
    assert found.links.same == {(M[1], M[2])}
    assert found.overruled == {1}
    later = settle([chain[2], replace(chain[0], number=4), replace(chain[1], number=5)])
    assert not later.links.apart
    assert later.overruled == {3}


def test_the_last_word_on_two_replaces_the_earlier() -> None:
    found = settle([Said(1, "same", M[1], M[0]), Said(2, "apart", M[0], M[1])])
    assert found.replaced == {1}
    assert not found.overruled
    assert not found.links.same


SAID = st.builds(
    Said, st.just(0), st.sampled_from(["same", "apart"]), st.sampled_from(M), st.sampled_from(M)
).filter(lambda said: said.one != said.other)  # fmt: skip


@given(st.lists(SAID, max_size=12))
def test_what_holds_never_contradicts_itself_and_the_newest_always_holds(said: list[Said]) -> None:
    numbered = [replace(one, number=n) for n, one in enumerate(said, start=1)]
    found = settle(numbered)
    together = {m: {m} for m in M}
    for a, b in found.links.same:
        joined = together[a] | together[b]
        together.update(dict.fromkeys(joined, joined))
    assert all(b not in together[a] for a, b in found.links.apart)
    assert found.replaced.isdisjoint(found.overruled)
    if numbered:
        newest = numbered[-1]
        assert newest.pair in (found.links.same if newest.kind == "same" else found.links.apart)


def test_a_case_whose_decisions_contradict_each_other_says_so() -> None:
    said = [decision("same", A, B), decision("same", B, C), decision("apart", A, C)]
    cases = build_cases(LATIFS, said)
    assert "decisions-contradict" in {alert.code for case in cases for alert in case.alerts}
    assert [logged.holds for logged in log_of(LATIFS, said)] == ["overruled", "holds", "holds"]
    assert not [a for case in build_cases(LATIFS, said[:2]) for a in case.alerts if a.code == "decisions-contradict"]


ALL = [*LATIFS, CROSSING, HEARING]
PAIRS = [(one, other) for one in ALL for other in ALL if one[0].id < other[0].id]
MADE = st.lists(st.tuples(st.sampled_from(["same", "apart"]), st.sampled_from(PAIRS)), max_size=5)


@settings(max_examples=60, deadline=None)
@given(MADE, st.permutations(ALL), st.integers(0, 5))
def test_reports_added_before_or_after_decisions_give_the_same_case_files(
    made: list[tuple[str, tuple[Item, Item]]], order: list[Item], some: int
) -> None:
    said = [decision(kind, *pair) for kind, pair in made]
    build_cases(order[:some], said)  # decisions about reports that are not there yet are kept and do no harm
    assert build_cases(order, said) == build_cases(ALL, said)


@settings(max_examples=60, deadline=None)
@given(MADE, st.data())
def test_taking_back_a_decision_gives_exactly_the_case_files_without_it(
    made: list[tuple[str, tuple[Item, Item]]], data: st.DataObject
) -> None:
    said = [decision(kind, *pair, at=f"2030-06-01T10:00:{n:02}+00:00") for n, (kind, pair) in enumerate(made)]
    if said:
        taken = data.draw(st.sampled_from(said))
        rest = [one for one in said if one is not taken]
        assert build_cases(ALL, [*said, undo(taken)]) == build_cases(ALL, rest)


@settings(max_examples=60, deadline=None)
@given(MADE, st.sampled_from(PAIRS))
def test_merged_then_split_then_both_taken_back_is_what_it_was(
    made: list[tuple[str, tuple[Item, Item]]], pair: tuple[Item, Item]
) -> None:
    said = [decision(kind, *two) for kind, two in made]
    merge, split = decision("same", *pair, at="2030-07-01"), decision("apart", *pair, at="2030-07-02")
    assert build_cases(ALL, [*said, merge, split]) == build_cases(ALL, [*said, split])
    assert build_cases(ALL, [*said, merge, split, undo(split)]) == build_cases(ALL, [*said, merge])
    assert build_cases(ALL, [*said, merge, split, undo(split), undo(merge)]) == build_cases(ALL, said)


@settings(max_examples=60, deadline=None)
@given(MADE)
def test_nobody_is_one_person_with_whom_they_are_held_apart_from(made: list[tuple[str, tuple[Item, Item]]]) -> None:
    with holding(ALL, [decision(kind, *pair) for kind, pair in made]) as book:
        home = {member.id: person.id for person in book.people(every=True) for member in person.members}
        for logged in book.decisions():
            if logged.holds == "holds":
                one, other = (home[m.id] for m in logged.about)
                assert (one == other) is (logged.kind == "same")


def test_the_order_of_reports_changes_no_split() -> None:
    said = [decision("apart", A, B)]
    assert all(latifs(list(order), said) == latifs(LATIFS, said) for order in permutations(LATIFS))


def test_a_decision_about_a_report_that_was_removed_is_kept_and_changes_nothing() -> None:
    said = [decision("apart", A, B), decision("same", C, D)]
    left = [A, C, D]
    assert build_cases(left, said) == build_cases(left, said[1:])
    assert [logged.holds for logged in log_of(left, said)] == ["no longer found", "holds"]
    assert build_cases(LATIFS, said) == build_cases([B, *left], said)  # the report is added again: it counts again


def test_a_person_is_found_again_by_the_words_of_the_place() -> None:
    said = [decision("apart", CROSSING, RULING)]
    assert len(build_cases([CROSSING, RULING], said)) == 2
    report, reading = CROSSING
    person, name = reading.people[0], reading.people[0].quote
    start = report.story.text.index("Orazkyzy, 31")
    fuller = replace(person, quote=replace(name, span=replace(name.span, start=start, end=start + 8), text="Orazkyzy"))
    again = replace(reading, people=(fuller,), mentions=(Mention(name, "PER", person.id),))
    assert len(build_cases([(report, again), RULING], said)) == 2
    nowhere = replace(again, mentions=())
    assert len(build_cases([(report, nowhere), RULING], said)) == 1
    assert log_of([(report, nowhere), RULING], said)[0].holds == "no longer found"


@pytest.mark.parametrize("place", [(5, 5), (9, 3), (0, 10**6)])
def test_odd_places_name_nobody_or_somebody_and_never_fail(place: tuple[int, int]) -> None:
    assert person_at(CROSSING[1], *place) in (None, CROSSING[1].people[0])


def test_decisions_are_made_by_ids_and_said_plainly_when_they_cannot_be() -> None:
    with holding(LATIFS) as book:
        for ids, error, message in (
            ([first(A), "0" * 12], NotFoundError, "nobody has the id"),
            (["0" * 8], NotFoundError, "no proposal"),
            ([first(A), first(A)], DecisionError, "give two"),
        ):
            with pytest.raises(error, match=message):
                book.same(ids, by="", at=AT)
        made = book.apart([first(A), first(B)], by="A. Reader", at=AT)
        assert (made.number, made.kind, made.was, made.by) == (1, "apart", '"same"', "A. Reader")
        with pytest.raises(DecisionError, match="decided already"):
            book.apart([first(A), first(B)], by="", at=AT)
        with pytest.raises(DecisionError, match="vigil undo 1"):
            book.same([first(C), first(D)], by="", at=AT)  # c is with b now, and d with a
        assert [logged.holds for logged in book.decisions()] == ["holds"]
        book.same([first(C), first(D)], by="", at=AT, force=True)
        assert {len(person.members) for person in book.people(["Sami Latif"])} == {4}
        assert [logged.holds for logged in book.decisions()] == ["replaced", "holds"]


def test_a_chain_of_decisions_is_contradicted_only_with_force() -> None:
    said = [decision("same", A, B), decision("same", B, C)]
    with holding(LATIFS, said) as book:
        with pytest.raises(DecisionError, match="decided already"):
            book.same([first(A), first(C)], by="", at=AT)
        with pytest.raises(DecisionError, match="vigil undo 2"):
            book.apart([first(A), first(C)], by="", at=AT)
        book.apart([first(A), first(C)], by="", at=AT, force=True)
        assert {frozenset(str(m.title) for m in p.members) for p in book.people(["Sami Latif"])} == {
            frozenset("ad"),
            frozenset("bc"),
        }


def test_undo_takes_the_last_that_holds_or_the_one_that_is_named() -> None:
    said = [decision("apart", A, B, at="1"), decision("apart", A, C, at="2"), decision("apart", A, B, at="3")]
    with holding(LATIFS, said) as book:
        assert book.undo(by="", at=AT).takes_back == 3
        assert [x.holds for x in book.decisions()] == ["holds", "holds", "taken back", "holds"]
        assert book.undo(1, by="", at=AT).takes_back == 1
        assert [x.holds for x in book.decisions()][:3] == ["taken back", "holds", "taken back"]
        for number, error, message in (
            (1, DecisionError, "taken back already"),
            (4, DecisionError, "decide anew"),
            (7, NotFoundError, "no decision 7"),
        ):
            with pytest.raises(error, match=message):
                book.undo(number, by="", at=AT)
        book.undo(by="", at=AT)
        with pytest.raises(NotFoundError, match="no decision to take back"):
            book.undo(by="", at=AT)


def test_a_rejected_person_can_still_be_shown_in_the_log() -> None:
    rejected = Decision(subject(D), "reject", None, None, "somebody", AT)
    with holding(LATIFS, [decision("same", A, D), rejected]) as book:
        told = [(x.holds, [m.name for m in x.about]) for x in book.decisions()]
        assert told == [("holds", ["Sami Latif", "Sami Latif"]), ("holds", ["Sami Latif"])]
        (sami,) = book.people(["Sami Latif"])
        assert [m.title for m in sami.members] == ["a", "c", "b"]


def test_people_are_found_by_any_anchor_and_any_spelling() -> None:
    with holding([CROSSING, HEARING, RULING]) as book:
        (one,) = book.people([first(HEARING)])
        assert list(book.people(["Dana Oraz"])) == list(book.people([one.id])) == [one]
        assert book.person(first(HEARING)) == one
        assert only(build_cases([CROSSING, HEARING, RULING])).id == one.id
        with pytest.raises(NotFoundError):
            list(book.people(["Nobody Atall"]))
        with pytest.raises(NotFoundError):
            book.person("0" * 12)
