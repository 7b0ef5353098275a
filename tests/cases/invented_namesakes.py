"""Invented reports about people of one name, and decisions about them."""

import json

from tests.cases.invented_cases import Item, item
from vigil.cases.material import anchor
from vigil.cases.subjects import subject_of_person
from vigil.model.case import Decision
from vigil.model.decided import taking_back

AT = "2030-06-01T10:00:00+00:00"


def namesake(key: str, published: str, *, age: int, to: str = "Norland", companion: str | None = None) -> Item:
    """Return a report about a Sami Latif of that age, with a companion."""
    beside = f", with {companion}" if companion else ""
    text = f"Sami Latif, {age}, may be sent to {to}{beside}."
    people = [{"id": "p1", "name": "Sami Latif", "age": age}]
    if companion:
        people.append({"id": "p2", "name": companion})
    who = tuple(str(p["id"]) for p in people)
    return item(
        key, published, text, people, [{"type": "return", "who": who, "quote": "may be sent", "status": "feared"}]
    )


A = namesake("a", "2030-01-01", age=30, companion="Timur Bekuly")
B = namesake("b", "2030-02-01", age=31, companion="Lev Gordin")
C = namesake("c", "2030-01-15", age=30, companion="Lev Gordin")
D = namesake("d", "2030-03-01", age=30)
LATIFS = [A, B, C, D]


def first(one: Item) -> str:
    """Return the id of the first person of a report."""
    return anchor((one[0].id, one[1].people[0].id))


def subject(one: Item) -> str:
    return subject_of_person(one[0], one[1].people[0])


def decision(kind: str, one: Item, other: Item, at: str = AT) -> Decision:
    return Decision(subject(one), kind, json.dumps(subject(other)), None, "somebody", at)  # type: ignore[arg-type]


def undo(taken: Decision) -> Decision:
    return Decision(taken.subject, "undo", json.dumps(taking_back(taken)), None, "somebody", AT)
