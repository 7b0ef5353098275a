"""Where events were."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import HTMLResponse

from vigil.desk.map import places
from vigil.web.at import AtDesk
from vigil.web.rendering import language_of, page
from vigil.web.section import Section

section = Section("map", "Map", "/map")

Text = Annotated[str | None, Query(max_length=40)]


def _asked(case: Text = None, type: Text = None, since: Text = None, until: Text = None) -> places.Filter:  # noqa: A002 - the name in the address
    """Return the filter of an address; a field of a form that was left empty asks for nothing."""
    return places.Filter(case or None, type or None, since or None, until or None)


Asked = Annotated[places.Filter, Depends(_asked)]


@section.pages.get("/map")
def show(request: Request, desk: AtDesk, asked: Asked, world: bool = False) -> HTMLResponse:
    """Show the map, and the same as a table."""
    found = places.places(desk, asked, tag=language_of(request), world=world)
    return page(request, "map.html", found=found, asked=asked, world=world, filters=_filters(asked))


def _filters(asked: places.Filter) -> str:
    told = {"case": asked.case, "type": asked.type, "since": asked.since, "until": asked.until}
    return urlencode({name: value for name, value in told.items() if value})


@section.api.get("/map")
def listed(desk: AtDesk, asked: Asked, world: bool = False) -> places.MapDocument:
    """Return the places of events; ``x``, ``y`` and the window are in units of the drawing ``/static/world.svg``."""
    return places.places(desk, asked, world=world)


@section.pages.get("/map/places/{spot}")
def show_place(request: Request, desk: AtDesk, asked: Asked, spot: str, after: str | None = None) -> HTMLResponse:
    """Show what was at one place, a page at a time."""
    found = places.at_place(desk, spot, asked, after=after, tag=language_of(request))
    return page(request, "map/place.html", found=found, filters=_filters(asked))


@section.api.get("/map/places/{spot}")
def place(desk: AtDesk, asked: Asked, spot: str, after: str | None = None) -> places.AtPlaceDocument:
    """Return a page of the events at one place; ``after`` is ``next`` of the page before it."""
    return places.at_place(desk, spot, asked, after=after)
