"""Adding reports: the forms, what is asked before an address is fetched, and how far each import is."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vigil.desk import add, feeds, settings
from vigil.desk.add import Only
from vigil.errors import DateError, InputError, VigilError
from vigil.run import LIMITS
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import page
from vigil.web.section import Section
from vigil.web.uploads import TOO_LARGE, Sent, read_form
from vigil.web.workbench import Workbench

section = Section("add", "Add", "/add", role="contributor")
pages = section.pages
_CONTRIBUTOR = [needs("contributor")]
_OWNER = [needs("owner")]

LARGEST = 2**53
Number = Annotated[int, Path(ge=1, le=LARGEST)]
Before = Annotated[int | None, Query(ge=1, le=LARGEST)]


@pages.get("/add", dependencies=_CONTRIBUTOR)
def show(request: Request, desk: AtDesk, before: Before = None) -> HTMLResponse:
    """Show the forms and the imports."""
    return _forms(request, desk, before=before)


def _forms(request: Request, desk: AtDesk, *, before: int | None = None, **wrong: Any) -> HTMLResponse:
    """Show the forms; ``wrong`` says in which field something is wrong, what, and holds what was typed."""
    shown: dict[str, Any] = {"form": "", "field": "", "message": "", "typed": {}, "status": 200} | wrong
    return page(
        request,
        "add.html",
        found=add.imports(desk, before=before),
        feeds=feeds.feeds(desk),
        intervals=feeds.INTERVALS,
        limit=LIMITS.file_bytes,
        too_large=TOO_LARGE,
        **shown,
    )


def _refused(request: Request, desk: AtDesk, form: str, field: str, error: VigilError, **typed: str) -> HTMLResponse:
    where = "published" if isinstance(error, DateError) else field
    return _forms(request, desk, form=form, field=where, message=str(error), typed=typed, status=422)


@pages.get("/add/going")
def going(request: Request, desk: AtDesk) -> HTMLResponse:
    """Show the imports that go on, as a part of the page."""
    return page(request, "add/_going.html", found=add.imports(desk))


@pages.post("/add/text", dependencies=_CONTRIBUTOR)
async def send_text(request: Request, desk: AtDesk) -> Response:
    """Take a pasted text in; where it is addresses, ask first."""
    try:
        sent = await read_form(request, desk)
    except InputError as error:
        return _refused(request, desk, "text", "text", error)
    text, published = sent.text("text"), sent.text("published")
    try:
        addresses = add.addresses_in(text)
        if addresses:
            add.day_of(published)
            return _to_confirm(addresses[: add.ADDRESSES], published)
        return _to_import(add.add_text(desk, text, published))
    except (InputError, DateError) as error:
        return _refused(request, desk, "text", "text", error, text=text, published=published)


@pages.post("/add/files", dependencies=_CONTRIBUTOR)
async def send_files(request: Request, desk: AtDesk) -> Response:
    """Take files in."""
    sent = Sent()
    try:
        sent = await read_form(request, desk)
        return _to_import(add.add_files(desk, sent.files, sent.text("published")))
    except (InputError, DateError) as error:
        return _refused(request, desk, "files", "files", error, published=sent.text("published"))


@pages.get("/add/confirm")
def confirm(
    request: Request,
    desk: AtDesk,
    address: Annotated[list[str], Query(max_length=add.ADDRESSES)],
    published: str = "",
) -> HTMLResponse:
    """Say what will be asked of whom. Nothing is asked yet."""
    try:
        hosts = tuple(dict.fromkeys(map(add.host_of, address)))
    except InputError as error:
        return _refused(request, desk, "text", "text", error, text="\n".join(address), published=published)
    return page(
        request,
        "add/confirm.html",
        addresses=address,
        hosts=hosts,
        published=published,
        feed=None,
        every=None,
        proxy=settings.way_out(desk, _bench(request).around),
    )


@pages.get("/add/confirm-feed")
def confirm_feed(
    request: Request, desk: AtDesk, feed: str, every: Annotated[str, Query(pattern=r"^\d{0,4}$")] = ""
) -> HTMLResponse:
    """Say how often a feed will be asked for. Nothing is asked yet."""
    address = next(iter(add.addresses_in(feed)), feed)
    try:
        host = add.host_of(address)
    except InputError as error:
        return _refused(request, desk, "feed", "feed", error, feed=feed, every=every)
    return page(
        request,
        "add/confirm.html",
        addresses=(address,),
        hosts=(host,),
        published="",
        feed=address,
        every=int(every) if every else None,
        proxy=settings.way_out(desk, _bench(request).around),
    )


@pages.post("/add/addresses", dependencies=_CONTRIBUTOR)
def send_addresses(
    request: Request,
    desk: AtDesk,
    address: Annotated[list[str], Form(max_length=add.ADDRESSES)],
    published: Annotated[str, Form()] = "",
) -> Response:
    """Fetch pages, now that it was said of whom."""
    try:
        return _to_import(add.add_addresses(desk, address, published))
    except (InputError, DateError) as error:
        return _refused(request, desk, "text", "text", error, text="\n".join(address), published=published)


@pages.get("/add/{number}")
def show_import(
    request: Request, desk: AtDesk, number: Number, only: Only | None = None, before: Before = None
) -> HTMLResponse:
    """Show how far an import is and what came of it."""
    return page(request, "add/import.html", **_import(desk, number, only, before))


@pages.get("/add/{number}/progress")
def progress(request: Request, desk: AtDesk, number: Number, only: Only | None = None) -> HTMLResponse:
    """Show the same as a part of the page."""
    return page(request, "add/_progress.html", **_import(desk, number, only, None))


def _import(desk: AtDesk, number: int, only: Only | None, before: int | None) -> dict[str, Any]:
    found = add.import_page(desk, number, only=only, before=before)
    share = 100 if not found.of.items else 100 * found.of.done // found.of.items
    return {"found": found, "of": found.of, "only": only, "before": before, "tens": share // 10 * 10}


@pages.post("/add/{number}/stop", dependencies=_CONTRIBUTOR)
def stop(desk: AtDesk, number: Number) -> Response:
    """Stop an import."""
    add.stop(desk, number)
    return _to_import(number)


@pages.post("/add/{number}/resume", dependencies=_CONTRIBUTOR)
def resume(desk: AtDesk, number: Number) -> Response:
    """Take a stopped import up again."""
    add.resume(desk, number)
    return _to_import(number)


@pages.post("/add/{number}/retry", dependencies=_CONTRIBUTOR)
def retry(desk: AtDesk, number: Number) -> Response:
    """Try again what could not be read."""
    add.retry(desk, number)
    return _to_import(number)


@pages.post("/add/feeds", dependencies=_CONTRIBUTOR)
def subscribe(
    request: Request,
    desk: AtDesk,
    feed: Annotated[str, Form()],
    every: Annotated[str, Form(pattern=r"^\d{0,4}$")] = "",
) -> Response:
    """Subscribe to a feed and look at it now."""
    try:
        return _to_import(feeds.subscribe(desk, feed, int(every) if every else None))
    except InputError as error:
        return _refused(request, desk, "feed", "feed", error, feed=feed, every=every)


@pages.post("/add/feeds/{number}/look", dependencies=_CONTRIBUTOR)
def look(desk: AtDesk, number: Number) -> Response:
    """Look at a feed now."""
    return _to_import(feeds.look_at(desk, number))


@pages.post("/add/feeds/{number}/interval", dependencies=_OWNER)
def set_interval(desk: AtDesk, number: Number, every: Annotated[str, Form(pattern=r"^\d{0,4}$")] = "") -> Response:
    """Switch the interval of a feed on or off."""
    feeds.set_interval(desk, number, int(every) if every else None)
    return RedirectResponse("/add#feeds", 303)


@pages.post("/add/feeds/{number}/remove", dependencies=_CONTRIBUTOR)
def unsubscribe(desk: AtDesk, number: Number) -> Response:
    """End a subscription."""
    feeds.unsubscribe(desk, number)
    return RedirectResponse("/add#feeds", 303)


def _bench(request: Request) -> Workbench:
    bench: Workbench = request.app.state.workbench
    return bench


def _to_import(number: int) -> Response:
    return RedirectResponse(f"/add/{number}", 303)


def _to_confirm(addresses: tuple[str, ...], published: str) -> Response:
    asked = [("address", a) for a in addresses] + ([("published", published)] if published.strip() else [])
    return RedirectResponse(f"/add/confirm?{urlencode(asked)}", 303)
