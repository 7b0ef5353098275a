"""What speakers ask an authority to do or not to do."""

from __future__ import annotations

from vigil.analysis.cast import Cast
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Demand, Statement


def find_demands(text: Segmented, statements: tuple[Statement, ...], cast: Cast, language: Language) -> tuple[Demand, ...]:
    """Return the demands of a story in story order."""
    return ()
