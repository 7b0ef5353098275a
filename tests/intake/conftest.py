from collections.abc import Iterator
from pathlib import Path

import pytest

from vigil.casebook import Casebook


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook(tmp_path / "casebook", create=True) as opened:
        yield opened
