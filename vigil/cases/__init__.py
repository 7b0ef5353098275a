"""Readings and decisions to cases: who is one person, what happened, how it stands."""

from vigil.cases.build import build_cases
from vigil.cases.names import SAME_NAME, compare_names

__all__ = ["SAME_NAME", "build_cases", "compare_names"]
