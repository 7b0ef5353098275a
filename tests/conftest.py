"""What every test run says of itself, and an invented case file whose every text tries to break out of the page."""

import shutil
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from tests.postgres import new_database, server
from tests.samples import read_into
from vigil.model.beside import Alike, Beside, Change, Changes, Silence
from vigil.model.case import (
    Alert,
    Case,
    CaseDemand,
    CasePerson,
    Citation,
    Correction,
    Disagreement,
    Ground,
    Obligation,
    Precedent,
    Source,
    TimelineEntry,
    Voice,
)
from vigil.model.text import Quote, Span
from vigil.model.when import When

HOSTILE = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\"'&"


def said(text: str, report: str = "r1") -> Citation:
    return Citation(report, Quote(Span(0, len(text)), text))


def person(name: str, part: str = "at_risk", *names: str) -> CasePerson:
    return CasePerson(
        name=name,
        names=(name, *names),
        part=part,  # type: ignore[arg-type]  # one of the guide's parts, written by the tests below
        members=(("r1", "p1"),),
        age=30,
        ethnicity="Kazakh",
        status="at_risk",
        citations=(said(f"{name} was there"),),
    )


@pytest.fixture
def hostile_case() -> Case:
    hearing = TimelineEntry(
        type="hearing",
        who=("Aidos Example", HOSTILE),
        status="scheduled",
        reports=("r1",),
        citations=(said(f"put off until 21 January {HOSTILE}"), said("قيل إن الجلسة تأجلت", "r2")),
        date=When("XXXX-01-21"),
        place=HOSTILE,
        detail={"court": HOSTILE},
    )
    decision = TimelineEntry(
        type="extradition_decision",
        who=("Aidos Example",),
        status="did_not_happen",
        reports=("r1",),
        citations=(said("no judge has ruled"),),
        date=When("2019-10-01/2019-10-14"),
        detail={"outcome": "refused"},
        corrections=(Correction("date", "2019-09-30", "2019-10-01", said("a day later", "r2")),),
    )
    obligation = Obligation(
        treaty=HOSTILE,
        article="33",
        says=HOSTILE,
        state="Kazakhstan",
        binds=True,
        since=1999,
        until=None,
        source=HOSTILE,
        grounds=(Ground(HOSTILE, (said("may be sent back"),)),),
    )
    return Case(
        id="0123456789",
        anchors=("0123456789",),
        people_at_risk=(person("Aidos Example", "at_risk", HOSTILE), person("Marat Sample")),
        others=(person("Dana Placeholder", "lawyer"),),
        host="Kazakhstan",
        origin="China",
        status="in_proceedings",
        next_date=When("2020-01-21"),
        timeline=(decision, hearing),
        feared=(hearing,),
        voices=(Voice(HOSTILE, "denies", False, said("nothing of the kind")),),
        disagreements=(Disagreement("Aidos Example", "age", {"30": ("r1",), HOSTILE: ("r2",)}, corrected=("30",)),),
        demands=(CaseDemand(HOSTILE, None, "no_return", When("2020-01-09"), "open", ("r1",), (said("do not"),)),),
        precedents=(Precedent(person("Earlier Person", "precedent"), (decision,), ("r1",), decision, (HOSTILE,)),),
        alerts=(Alert("return-feared", HOSTILE),),
        sources=(
            Source("r1", HOSTILE, HOSTILE, When("2020-01-10"), "en", "javascript:alert(1)", "a" * 64, (HOSTILE,)),
            Source("r2", None, None, None, "ar", None, "b" * 64),
        ),
        obligations=(obligation,),
        copies=(("r1", "r2"),),
    )


@pytest.fixture
def hostile_beside(hostile_case: Case) -> Beside:
    entry = hostile_case.timeline[0]
    return Beside(
        silence=Silence(date(2020, 2, 10), When("2020-01-10"), 31, f"No news for 31 days {HOSTILE}", entry),
        alike=(Alike("fedcba9876", (HOSTILE, "Earlier Example"), 0.7, (HOSTILE,), "returned", entry),),
        changes=Changes(
            date(2020, 1, 1), "published", ("r1",), (Change("event", HOSTILE, None, HOSTILE, (said("put off"),)),)
        ),
    )


def pytest_report_header() -> str:
    found = shutil.which("chromium") and shutil.which("chromedriver")
    return "browser tests: " + ("run in Debian's Chromium" if found else "left out, chromium is not installed")


@pytest.fixture(scope="session")
def databases() -> Iterator[Iterator[str]]:
    """Addresses of empty databases."""
    with server() as socket:
        yield (new_database(socket, f"casebook{number}") for number in count())


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports in a casebook, read once a test run; it is closed, and to be copied."""
    folder = tmp_path_factory.mktemp("read") / "casebook"
    with read_into(folder):
        return folder
