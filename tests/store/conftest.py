"""Stores of both kinds: what is asked of one is asked of the other."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.postgres import BINARIES
from vigil.store import Store, open_store
from vigil.store.server import ADDRESS

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL here")))

NewFolder = Callable[[Path], Path]
"""Makes a folder that is to become a casebook."""


@pytest.fixture(params=KINDS, scope="module")
def new_folder(request: pytest.FixtureRequest) -> NewFolder:
    """What makes a folder for a casebook of each kind."""
    if request.param == "sqlite":
        return lambda folder: folder
    databases: Iterator[str] = request.getfixturevalue("databases")

    def on_the_server(folder: Path) -> Path:
        folder.mkdir(parents=True)
        (folder / ADDRESS).write_text(next(databases), encoding="utf-8")
        return folder

    return on_the_server


@pytest.fixture
def store(new_folder: NewFolder, tmp_path: Path) -> Iterator[Store]:
    with open_store(new_folder(tmp_path / "casebook"), create=True) as opened:
        yield opened
