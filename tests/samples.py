"""The sample reports in a casebook, at a time of the tests' own and without a network."""

import io
from datetime import UTC, datetime
from pathlib import Path

from vigil.casebook import Casebook
from vigil.run import Surroundings

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = datetime(2030, 3, 10, 9, tzinfo=UTC)


def around() -> Surroundings:
    return Surroundings(lambda: NOW, io.BytesIO())


def read_into(folder: Path) -> Casebook:
    """Read the samples into a casebook in ``folder``, which stays open."""
    opened = Casebook(folder, create=True)
    for step in opened.add([str(SAMPLES)], published=None, around=around()):
        assert getattr(step.outcome, "report", None), step.outcome
    return opened
