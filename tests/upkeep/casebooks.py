"""Casebooks of invented reports, and what is done to them: for tests of upkeep."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Literal, get_args

import pytest
from hypothesis import strategies as st

from tests.cases.invented_cases import Item, Row, item
from vigil import upkeep
from vigil.casebook import Casebook
from vigil.cases import build_cases, related
from vigil.model.case import Decision, subject_of
from vigil.model.codec import encode
from vigil.model.reading import Part
from vigil.store import Store, open_store

AT = "2030-01-01T00:00:00Z"
Kind = Literal["same", "apart", "undo", "reject", "correct"]
NAMES = (
    "Dana Orazkyzy", "Dana Oraz", "Oraz", "Bek Islamov", "Bek Islam", "Nur Islamova", "Islamov", "Bek Nur Islamov",
    "Nur Bek", "Sami Latif", "Sami Latif Oraz", "Latif", "Lev Gordin",
)  # fmt: skip
OFFICIAL = "Lev Gordin"
PARTS = ("at_risk", "at_risk", "at_risk", "precedent", "other", "lawyer", "official")
TYPES = ("detention", "hearing", "return", "border_crossing")


@st.composite
def invented(draw: st.DrawFn, key: str) -> Item:
    """A report that shares names, dates and company with others like it."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    people: list[Row] = [
        {
            "id": f"p{n}",
            "name": name,
            "part": "official" if name == OFFICIAL else draw(st.sampled_from(PARTS)),
            "age": draw(st.sampled_from((None, None, 30, 60))),
        }
        for n, name in enumerate(names)
    ]
    who = st.lists(st.sampled_from([str(p["id"]) for p in people]), min_size=1, max_size=2, unique=True)
    events: list[Row] = [
        {
            "type": draw(st.sampled_from(TYPES)),
            "who": tuple(draw(who)),
            "quote": "something happened",
            "date": draw(st.sampled_from((None, "2030-01-05", "2030-02"))),
            "place": draw(st.sampled_from((None, "Kazakhstan", "Turkey"))),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    text = f"{', '.join(names)}: something happened."
    return item(key, draw(st.sampled_from((None, "2030-02-01", "2031-01-01"))), text, people, events)


def add(store: Store, made: Item) -> None:
    """Add a report as the casebook does: with all that follows, in one transaction."""
    with store.work() as work:
        work.add(*made, at=AT)
        upkeep.settle(work)


def reread(draw: st.DrawFn, store: Store) -> None:
    """Let another analysis of one report see fewer people, and other parts."""
    _, reading = draw(st.sampled_from(list(store.readings())))
    kept = [p for p in reading.people if draw(st.booleans())]
    people = tuple(replace(p, part=draw(st.sampled_from(PARTS))) for p in kept)
    ids = {p.id for p in people}
    events = tuple(e for e in reading.events if set(e.who) <= ids)
    store.replace_reading(replace(reading, people=people, events=events, analyser="again"), at=AT)


def decide(draw: st.DrawFn, store: Store) -> None:
    """Decide something about one or two people, or take back what was decided."""
    subjects = [
        subject_of(report.capture.sha256, p.quote.span.start, p.quote.span.end, "person")
        for report, reading in store.readings()
        for p in reading.people
    ]
    kinds: tuple[Kind, ...] = ("same", "same", "apart", "undo", "reject", "correct")
    kind = draw(st.sampled_from(kinds))
    if not subjects or (kind == "undo" and not store.decisions()):
        return
    subject = draw(st.sampled_from(subjects if kind != "undo" else [d.subject for d in store.decisions()]))
    other = json.dumps(draw(st.sampled_from(subjects)))
    value = {"same": other, "apart": other, "correct": json.dumps({"name": "Dana Oraz"})}.get(kind)
    store.decide(Decision(subject, kind, value, None, "somebody", AT))


def kept(store: Store) -> dict[str, str | None]:
    """Return the case files that a casebook keeps, by id, once they are up to date."""
    list(upkeep.bring_up_to_date(store))
    with store.filed() as filed:
        return {found.id: found.case for found in filed.cases()}


def known(store: Store) -> tuple[list[str], list[str]]:
    """Return whom a casebook lists, by name, and all its proposals, the surest first."""
    list(upkeep.bring_up_to_date(store))
    with store.look() as work:
        return list(work.people.listed(get_args(Part))), work.people.proposals(None, 1_000)


def built(store: Store) -> dict[str, str]:
    """Return the case files that all reports and decisions together make."""
    cases = build_cases(list(store.readings()), store.decisions())
    return {case.id: encode(case, in_order=True) for case in cases}


@contextmanager
def limits(common: int, familiar: int, crowded: int) -> Iterator[None]:
    """Let a name be common, a word of one familiar, and a name with a companion crowded from these numbers on."""
    with pytest.MonkeyPatch.context() as patched:
        for name, value in (("COMMON", common), ("FAMILIAR", familiar), ("CROWDED", crowded)):
            patched.setattr(related, name, value)
        yield


@cache
def _new() -> TemporaryDirectory[str]:
    """Make a casebook that holds nothing: to copy one is a hundred times cheaper than to make it."""
    folder = TemporaryDirectory()
    with open_store(Path(folder.name), create=True) as store:
        list(upkeep.bring_up_to_date(store))
    return folder


@contextmanager
def casebook() -> Iterator[Store]:
    """Open a new casebook that is gone afterwards."""
    with _folder() as folder, open_store(folder, create=False) as store:
        yield store


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        copytree(_new().name, folder, dirs_exist_ok=True)
        yield Path(folder)


@contextmanager
def holding(items: Iterable[Item], decisions: Iterable[Decision] = ()) -> Iterator[Casebook]:
    """Open a new casebook with reports and decisions in it that is gone afterwards."""
    with _folder() as folder, Casebook(folder) as book:
        with book._store.work() as work:
            for each in items:
                work.add(*each, at=AT)
            for decision in decisions:
                work.decide(decision)
        yield book
