"""The fields of an item as people see them: in which words, in which order, and what each may hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from vigil.model.reading import Kind, Part, Status
from vigil.model.vocab import acts, event_types

Control = Literal["text", "lines", "number", "date", "choice", "people", "person", "flag", "quantity"]
Choices = tuple[tuple[str, str], ...]


def N_(text: str) -> str:  # noqa: N802 - what gettext's tools know
    """Mark words to be translated where they are shown."""
    return text


@dataclass(frozen=True, slots=True)
class KindRow:
    """A kind of item: what one and many are called, and the letter that marks it in a story."""

    one: str
    many: str
    letter: str


KINDS = {
    "person": KindRow(N_("Person"), N_("People"), N_("P")),
    "event": KindRow(N_("Event"), N_("Events"), N_("E")),
    "statement": KindRow(N_("Statement"), N_("Statements"), N_("S")),
    "demand": KindRow(N_("Demand"), N_("Demands"), N_("D")),
    "figure": KindRow(N_("Figure"), N_("Figures"), N_("F")),
    "date": KindRow(N_("Date"), N_("Dates"), N_("T")),
}

_PARTS: dict[Part, str] = {
    "at_risk": N_("at risk"),
    "official": N_("official"),
    "lawyer": N_("lawyer"),
    "advocate": N_("advocate"),
    "witness": N_("witness"),
    "family": N_("family"),
    "journalist": N_("journalist"),
    "precedent": N_("earlier case"),
    "other": N_("other"),
}
_STATUSES: dict[Status, str] = {
    "happened": N_("happened"),
    "scheduled": N_("scheduled"),
    "feared": N_("feared"),
    "demanded": N_("demanded"),
    "did_not_happen": N_("did not happen"),
}
_SPEECH: dict[Kind, str] = {
    "asserts": N_("asserts"),
    "accuses": N_("accuses"),
    "denies": N_("denies"),
    "warns": N_("warns"),
    "estimates": N_("estimates"),
    "promises": N_("promises"),
    "testifies": N_("testifies"),
    "demands": N_("demands"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name in the reading, its label, how it is put in, and what may be chosen."""

    name: str
    label: str
    control: Control = "text"
    choices: Choices = ()
    needed: bool = False
    hint: str = ""


EDTF_HINT = N_("For example 2020-01-21, 2020-01, XXXX-01-21 where the year is not known, 2019-10-01/2019-10-14")

_OUTCOMES = {
    "convicted": N_("convicted"), "acquitted": N_("acquitted"), "filed": N_("filed"), "upheld": N_("upheld"),
    "overturned": N_("overturned"), "granted": N_("granted"), "refused": N_("refused"), "ordered": N_("ordered"),
    "temporary": N_("temporary"), "revoked": N_("revoked"), "issued": N_("issued"), "suspended": N_("suspended"),
    "cancelled": N_("cancelled"),
}  # fmt: skip
_DETAILS = {
    "from": N_("From"), "to": N_("To"), "irregular": N_("Irregular"), "place_kind": N_("Kind of place"),
    "offence": N_("Offence"), "court": N_("Court"), "judge": N_("Judge"), "until": N_("Until"),
    "outcome": N_("Outcome"), "penalty": N_("Penalty"), "by_state": N_("By which state"), "body": N_("Body"),
    "by": N_("Issued by"),
}  # fmt: skip
DETAIL = "detail."
"""What the names of fields that are details of an event begin with."""


def fields_of(kind: str, sort: str = "") -> tuple[Field, ...]:
    """Return the fields of a kind of item; ``sort`` is the type of an event, which decides what details it has."""
    if kind == "event":
        return (*_EVENT, *_details(sort))
    return _FIELDS[kind]


def _details(sort: str) -> tuple[Field, ...]:
    row = event_types().get(sort)
    return tuple(_detail(key, row.outcomes) for key in row.detail) if row else ()


def _detail(key: str, outcomes: tuple[str, ...]) -> Field:
    label = _DETAILS.get(key, key.replace("_", " "))
    if key == "irregular":
        return Field(DETAIL + key, label, "flag")
    if key == "until":
        return Field(DETAIL + key, label, "date", hint=EDTF_HINT)
    if key == "outcome":
        return Field(DETAIL + key, label, "choice", tuple((o, _OUTCOMES.get(o, o)) for o in outcomes))
    return Field(DETAIL + key, label)


_EVENT = (
    Field("type", N_("What"), "choice", tuple((t.key, t.label) for t in event_types().values()), needed=True),
    Field("status", N_("Status"), "choice", tuple(_STATUSES.items()), needed=True),
    Field("date", N_("Date"), "date", hint=EDTF_HINT),
    Field("who", N_("Who"), "people", hint=N_("Others, one a line")),
    Field("by", N_("By whom")),
    Field("place", N_("Where")),
    Field("according_to", N_("According to")),
)
_FIELDS: dict[str, tuple[Field, ...]] = {
    "report": (
        Field("title", N_("Title")),
        Field("publisher", N_("Publisher")),
        Field("published", N_("Published"), "date", hint=EDTF_HINT),
    ),
    "person": (
        Field("name", N_("Name"), needed=True),
        Field("part", N_("Part"), "choice", tuple(_PARTS.items()), needed=True),
        Field("also", N_("Also called"), "lines", hint=N_("One a line")),
        Field("age", N_("Age"), "number"),
        Field("ethnicity", N_("Ethnicity")),
        Field("nationality", N_("Nationality")),
        Field("affiliation", N_("Affiliation")),
        Field("title", N_("Title or role")),
    ),
    "statement": (
        Field("speaker", N_("Who says it"), needed=True),
        Field("speaker_id", N_("This is"), "person"),
        Field("kind", N_("How"), "choice", tuple(_SPEECH.items()), needed=True),
        Field("direct", N_("In their own words"), "flag"),
        Field("affiliation", N_("Affiliation")),
    ),
    "demand": (
        Field("act", N_("What is asked"), "choice", tuple((a.key, a.label) for a in acts().values()), needed=True),
        Field("by", N_("Who asks"), needed=True),
        Field("of", N_("Of whom")),
    ),
    "figure": (
        Field("value", N_("Number"), "quantity", hint=N_("A number, two with a hyphen for a range, or nothing")),
        Field("unit", N_("Unit")),
        Field("what", N_("Of what"), needed=True),
        Field("as_of", N_("As of"), "date", hint=EDTF_HINT),
        Field("by", N_("Who gives it")),
    ),
    "date": (Field("value", N_("Date"), "date", hint=EDTF_HINT),),
}
