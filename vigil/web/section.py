"""A section of the workbench: its place in the menu, its pages, and the same as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter

from vigil.desk import Role


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the registry in ``sections/``.

    ``label`` is what the menu calls it, in English; ``path`` where its first page is. ``pages`` has whole paths, those of
    ``api`` go on from ``/api/v1``. A section without ``menu`` is reached from others, and the menu shows it to
    those who reach its ``role``. One of a ``team`` is there only where the casebook is served to a team.
    """

    key: str
    label: str
    path: str
    pages: APIRouter = field(default_factory=lambda: APIRouter(include_in_schema=False))
    api: APIRouter = field(default_factory=APIRouter)
    menu: bool = True
    role: Role = "reader"
    team: bool = False


@dataclass(frozen=True, slots=True)
class ErrorDocument:
    """Why something was not done, and what to do about it."""

    error: str


ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": ErrorDocument, "description": description}
    for status, description in (
        (400, "The body cannot be read"),
        (401, "No session, or one that has ended"),
        (403, "Not allowed"),
        (404, "Nothing of that id is there"),
        (409, "Somebody decided about the same thing meanwhile"),
        (422, "A parameter, or what is asked for, does not fit"),
        (503, "The casebook cannot be read or written"),
    )
}
"""What every operation of the JSON interface may answer beside its result."""
