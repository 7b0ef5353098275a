"""A workbench over an invented casebook, asked without a network."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.samples import NOW, around
from vigil.casebook import Casebook
from vigil.desk import Desk, Viewer
from vigil.web import make_app
from vigil.web.guard import COOKIE, Door
from vigil.web.workbench import Workbench

from .team import HOST, Office
from .team import office as open_office


@pytest.fixture
def casebook(read_once: Path, tmp_path: Path) -> Iterator[Casebook]:
    """The sample reports in a casebook of the test's own."""
    folder = tmp_path / "casebook"
    shutil.copytree(read_once, folder)
    with Casebook(folder) as opened:
        yield opened


@pytest.fixture
def desk(casebook: Casebook) -> Desk:
    return Desk(casebook, Viewer("tester"), lambda: NOW)


@pytest.fixture
def bench(casebook: Casebook) -> Workbench:
    return Workbench(casebook, around(), Door(frozenset({HOST}), "the-session"), "the-key", "tester")


@pytest.fixture
def client(bench: Workbench) -> Iterator[TestClient]:
    """Somebody who opened the workbench with its key."""
    with TestClient(make_app(bench), base_url=f"http://{HOST}", follow_redirects=False) as asking:
        asking.cookies.set(COOKIE, "the-session")
        yield asking


@pytest.fixture
def office(casebook: Casebook) -> Iterator[Office]:
    """A workbench for a team in which nobody has an account yet."""
    with open_office(casebook, NOW) as opened:
        yield opened


@pytest.fixture
def owner(office: Office) -> TestClient:
    """The browser of the first owner, Olim Example, who has just given the password."""
    return office.join("Olim Example", "owner")
