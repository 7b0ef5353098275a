"""Search, as one address: what is asked for stands in it whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from vigil.desk.search import EVERYWHERE, Place, SearchDocument, Within, search
from vigil.desk.search import Query as Asking
from vigil.errors import FieldError
from vigil.languages import READ_LANGUAGES, Language
from vigil.languages.places import countries
from vigil.languages.spoken import spoken_date
from vigil.model.reading import Kind
from vigil.model.vocab import event_types
from vigil.model.when import When
from vigil.web.at import AtDesk
from vigil.web.rendering import is_partial, page
from vigil.web.section import Section

section = Section("search", "Search", "/search")

_IN_ADDRESS = {"within": "in", "since": "from", "until": "to"}
"""Fields whose name in the address is another."""

_ON = "1"
_LONGEST = 1000
"""Characters of a field: whoever pastes a page searches for its beginning."""

Country = Annotated[str | None, Query(max_length=100, description="A country, by any of its names.")]
Words = Annotated[str | None, Query(max_length=_LONGEST)]


def _typed(request: Request) -> Asking:
    """Return what stands in the address; what a form sent empty is not asked for."""
    given = request.query_params
    texts = {
        f.name: given.get(_IN_ADDRESS.get(f.name, f.name), "").strip()[:_LONGEST]
        for f in fields(Asking)
        if f.name != "exact"
    }
    return Asking(**texts, exact=given.get("exact") == _ON)


@section.pages.get("/search")
def show(request: Request, desk: AtDesk, query: Annotated[Asking, Depends(_typed)], after: str = "") -> Response:
    """Show the form with what was typed, and what is found."""
    address = address_of(query, after)
    if not is_partial(request) and request.url.query and "" in request.query_params.values():
        return RedirectResponse(address, 303)  # a form sends every field; the address has those that say something
    wrong: FieldError | None = None
    found = SearchDocument()
    try:
        found = search(desk, query, after=after or None)
    except FieldError as error:
        wrong = error
    partial = is_partial(request)
    answer = page(
        request,
        "search/found.html" if partial else "search.html",
        status=422 if wrong and not partial else 200,
        query=query,
        found=found,
        wrong=wrong,
        partial=partial,
        within=EVERYWHERE,
        address_of=address_of,
        changed=replace,
        pieces=pieces,
        spoken_text=spoken_text,
        event_types=event_types(),
        kinds=get_args(Kind),
        countries=countries(Language(READ_LANGUAGES[0])),
    )
    if partial:
        answer.headers["HX-Push-Url"] = address
    return answer


@section.api.get("/search")
def found(
    desk: AtDesk,
    *,
    words: Words = None,
    within: Annotated[Within | None, Query(alias="in", description="One kind of result; all without it.")] = None,
    exact: Annotated[bool, Query(description="No other spellings: exactly as written.")] = False,
    since: Annotated[str | None, Query(alias="from", max_length=40, description="The first day: 2020-03-15.")] = None,
    until: Annotated[str | None, Query(alias="to", max_length=40, description="The last day: 2020-03-15.")] = None,
    speaker: Words = None,
    kind: Annotated[Kind | None, Query(description="A kind of statement.")] = None,
    type_: Annotated[str | None, Query(alias="type", max_length=40, description="A type of event.")] = None,
    place: Words = None,
    country: Country = None,
    host: Country = None,
    origin: Country = None,
    after: Annotated[str | None, Query(max_length=60, description="What `next` was on the page before.")] = None,
) -> SearchDocument:
    """Search stories, people at risk, statements and events, names and places in any spelling."""
    query = Asking(
        words=words or "",
        within=within or "",
        exact=exact,
        since=since or "",
        until=until or "",
        speaker=speaker or "",
        kind=kind or "",
        type=type_ or "",
        place=place or "",
        country=country or "",
        host=host or "",
        origin=origin or "",
    )
    return search(desk, query, after=after)


def address_of(query: Asking, after: str = "") -> str:
    """Return the address of what is asked for."""
    asked = {
        _IN_ADDRESS.get(f.name, f.name): value if isinstance(value, str) else _ON
        for f in fields(query)
        if (value := getattr(query, f.name))
    }
    asked |= {"after": after} if after else {}
    return f"/search?{urlencode(asked)}" if asked else "/search"


def pieces(place: Place) -> Iterator[tuple[str, bool]]:
    """Yield the words of a place in order, and whether they were looked for."""
    at = place.start
    for start, end in place.marks:
        yield place.text[at - place.start : start - place.start], False
        yield place.text[start - place.start : end - place.start], True
        at = end
    yield place.text[at - place.start :], False


def spoken_text(edtf: str) -> str:
    """Return an EDTF date as a reader says it."""
    return spoken_date(When(edtf))
