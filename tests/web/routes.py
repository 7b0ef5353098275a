"""Every route of the workbench, taken from the application itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI

SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Found:
    """A route: its path as written, a path that fits it, its methods, and the route itself."""

    template: str
    methods: frozenset[str]
    route: Any

    def path(self, value: str = "1") -> str:
        """Return an address that reaches the route, with ``value`` in every place that takes one."""
        return re.sub(r"\{[^}]+\}", value, self.template)

    @property
    def changes(self) -> frozenset[str]:
        return self.methods - SAFE


def routes_of(app: FastAPI) -> list[Found]:
    """Return every route with methods; files and what has none are left out."""
    return list(_walk(app.routes, ""))


def _walk(routes: Any, prefix: str) -> Iterator[Found]:
    for route in routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from _walk(inner.routes, prefix + route.include_context.prefix)
        elif getattr(route, "methods", None):
            yield Found(prefix + route.path, frozenset(route.methods), route)
