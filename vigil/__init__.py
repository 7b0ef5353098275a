"""Vigil: case files about people who face forced return, every fact beside the words that support it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigil.casebook import Casebook
    from vigil.run import read

__version__ = "0.1.0"
__all__ = ["Casebook", "__version__", "read"]


def __getattr__(name: str) -> Any:
    """Load the flow when it is first asked for: ``vigil.model`` alone must not pay for parsers and a database."""
    if name in ("Casebook", "read"):
        from vigil import casebook, run  # noqa: PLC0415 - see the docstring

        return casebook.Casebook if name == "Casebook" else run.read
    raise AttributeError(f"module 'vigil' has no attribute {name!r}")
