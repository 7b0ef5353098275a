"""From the values of an item to a form, and from what was typed in it to values: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vigil.desk.reports.fields import DETAIL, N_, Choices, Field, fields_of
from vigil.errors import DateError
from vigil.model.when import When

Typed = Mapping[str, Sequence[str]]
"""What a form sends: each name with its values, in order."""

NEEDED = N_("Fill this in.")
CHOOSE = N_("Choose one of the list.")
WHOLE = N_("Write a whole number.")
RANGE = N_("Write a number, or two with a hyphen between them, the smaller first.")
_FIXED = (NEEDED, CHOOSE, WHOLE, RANGE)
"""What is said of a field in words that do not change, and so can be translated."""

OTHERS = ".others"
"""What the name of the box has behind it in which people stand who are not people of the report."""

PREFIX = "f."
"""What the names of the fields of an item begin with in a form."""


@dataclass(frozen=True, slots=True)
class InputDocument:
    """A field of a form with what stands in it; ``others`` are people who are no people of the report, ``error`` what is wrong."""

    name: str
    field: Field
    values: tuple[str, ...]
    choices: Choices
    others: str = ""
    error: str = ""

    @property
    def error_is_fixed(self) -> bool:
        """Whether the error is in words that can be translated; else it repeats what was typed."""
        return self.error in _FIXED


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form says: values by field as decisions hold them, and what is wrong by name of the field."""

    values: dict[str, Any]
    errors: dict[str, str]


def filled_from(kind: str, values: Mapping[str, Any], people: Choices) -> tuple[InputDocument, ...]:
    """Return the form of an item that has these values; ``people`` are those of the report, by subject."""
    known = dict(people)
    return tuple(_input(field, _value(field, values), known) for field in fields_of(kind, str(values.get("type", ""))))


def filled_again(kind: str, typed: Typed, errors: Mapping[str, str], people: Choices) -> tuple[InputDocument, ...]:
    """Return the form as it was typed, with what is wrong beside each field."""
    sort = _first(typed, "type")
    return tuple(
        InputDocument(
            name=PREFIX + field.name,
            field=field,
            values=tuple(typed.get(PREFIX + field.name, ())),
            choices=_choices(field, dict(people)),
            others=_first(typed, field.name + OTHERS),
            error=errors.get(field.name, ""),
        )
        for field in fields_of(kind, sort)
    )


def _value(field: Field, values: Mapping[str, Any]) -> Any:
    if field.name.startswith(DETAIL):
        return values.get("detail", {}).get(field.name.removeprefix(DETAIL))
    return values.get(field.name)


def _input(field: Field, value: Any, people: dict[str, str]) -> InputDocument:
    many = [str(each) for each in value] if isinstance(value, list | tuple) else []
    others = ""
    if field.control == "people":
        shown = tuple(each for each in many if each in people)
        others = "\n".join(each for each in many if each not in people)
    elif field.control == "lines":
        shown = ("\n".join(many),)
    elif field.control == "quantity" and many:
        shown = ("-".join(many),)
    elif field.control == "flag":
        shown = ("yes",) if value else ()
    else:
        shown = (
            () if value is None else (people.get(str(value), str(value)) if field.control == "text" else str(value),)
        )
    return InputDocument(PREFIX + field.name, field, shown, _choices(field, people), others)


def _choices(field: Field, people: dict[str, str]) -> Choices:
    return tuple(people.items()) if field.control in ("people", "person") else field.choices


def _first(typed: Typed, name: str) -> str:
    return next(iter(typed.get(PREFIX + name, ())), "")


def read_form(kind: str, typed: Typed, people: Choices) -> Filled:
    """Return what a form says. A field that is wrong is among the errors with what to do, the others among the values."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    detail: dict[str, Any] = {}
    for field in fields_of(kind, _first(typed, "type")):
        try:
            value = _read(field, typed, dict(people))
        except ValueError as error:
            errors[field.name] = str(error)
            continue
        if field.needed and value in (None, ""):
            errors[field.name] = NEEDED
        elif not field.name.startswith(DETAIL):
            values[field.name] = value
        elif value not in (None, "", False):
            detail[field.name.removeprefix(DETAIL)] = value
    if kind == "event":
        values["detail"] = detail
    return Filled(values, errors)


def _read(field: Field, typed: Typed, people: dict[str, str]) -> Any:
    """Return the value of a field. Raises ValueError with what to do where it is none."""
    text = _first(typed, field.name).strip()
    if field.control == "people":
        chosen = [each for each in typed.get(PREFIX + field.name, ()) if each in people]
        return [*chosen, *_lines(_first(typed, field.name + OTHERS))]
    if field.control in ("choice", "person") and text and text not in dict(_choices(field, people)):
        raise ValueError(CHOOSE)
    reader = _READERS.get(field.control)
    return reader(text) if reader else text or None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _date(text: str) -> str | None:
    if not text:
        return None
    try:
        return str(When(text))
    except DateError as error:
        said = str(error)
        raise ValueError(said[:1].upper() + said[1:] + ".") from error


def _number(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 3:
        raise ValueError(WHOLE)
    return int(text)


def _quantity(text: str) -> float | list[float] | None:
    if not text:
        return None
    low, bar, high = text.replace(",", "").replace("–", "-").partition("-")
    try:
        numbers = [_figure(low), _figure(high)] if bar else [_figure(low)]
    except ValueError as error:
        raise ValueError(RANGE) from error
    if len(numbers) == 2 and numbers[0] > numbers[1]:
        raise ValueError(RANGE)
    return numbers if bar else numbers[0]


def _figure(text: str) -> float:
    text = text.strip()
    if not text.replace(".", "", 1).isdecimal() or len(text) > 15:
        raise ValueError(text)
    return float(text) if "." in text else int(text)


_READERS: dict[str, Callable[[str], Any]] = {
    "flag": lambda text: text == "yes",
    "lines": _lines,
    "date": _date,
    "number": _number,
    "quantity": _quantity,
}
"""How the text of a control is read; that of others stands for itself."""
