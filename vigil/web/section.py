"""A section of the workbench: its place in the menu, its pages, and the same as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field

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
