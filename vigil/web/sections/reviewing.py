"""What is done on the page of a report: each as a form that leads back, and the same in place for htmx."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from vigil.cases.subjects import subject_of_person
from vigil.desk import Desk
from vigil.desk.reports import choosing, document, forms
from vigil.desk.reports.choosing import REPORT, Act, DecidedMeanwhileError
from vigil.desk.reports.document import ItemDocument, Opened
from vigil.desk.reports.fields import KINDS, Choices
from vigil.desk.reports.finding import places_of
from vigil.desk.reports.keys import PATTERN
from vigil.errors import ConflictError, InputError, NotFoundError, VigilError
from vigil.languages.spoken import spoken_date
from vigil.model.when import When
from vigil.reviewing import Told
from vigil.web.at import AtDesk, needs
from vigil.web.rendering import is_partial, page

pages = APIRouter(include_in_schema=False)
api = APIRouter()

_REVIEWER = [needs("reviewer")]

ReportId = Annotated[str, Path(pattern="^[0-9a-f]{16}$")]
Key = Annotated[str, Path(pattern=f"^({PATTERN}|{REPORT})$")]
Place = Annotated[int, Query(ge=0, le=10**9)]
Confidence = Annotated[float, Query(ge=0, le=1)]
KindOf = Literal["person", "event", "statement", "demand", "figure", "date"]


async def _typed(request: Request) -> dict[str, list[str]]:
    """Return what a form sends, each name with all its values."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in (await request.form()).multi_items():
        if isinstance(value, str):
            found[name].append(value.replace("\r\n", "\n"))
    return dict(found)


Typed = Annotated[dict[str, list[str]], Depends(_typed)]


def shown(desk: Desk, found: Opened) -> dict[str, Any]:
    """Return what the templates of a report show."""
    by_kind = {kind: [i for i in found.document.items if i.kind == kind] for kind in KINDS}
    return {
        "report": found.document,
        "paragraphs": found.paragraphs,
        "groups": {kind: items for kind, items in by_kind.items() if items},
        "kinds": KINDS,
        "may": desk.viewer.may("reviewer"),
        "when": lambda text: spoken_date(When(text)),
    }


@pages.post("/reports/{report_id}/decide", dependencies=_REVIEWER)
def decide(request: Request, desk: AtDesk, report_id: ReportId, do: Annotated[str, Form(max_length=200)]) -> Response:
    """Confirm, reject, or take back; ``do`` is what, the item, and the newest decision on it that was shown."""
    act, key, seen = _asked(do)
    try:
        choosing.decide(desk, report_id, key, act, seen=seen)
    except DecidedMeanwhileError as conflict:
        return _conflict(
            request, desk, report_id, key, conflict=conflict, mine={"do": [f"{act} {key} {conflict.newest.number}"]}
        )
    return _done(request, desk, report_id, key)


def _asked(do: str) -> tuple[Act, str, int]:
    act, _, rest = do.partition(" ")
    key, _, seen = rest.partition(" ")
    acts: dict[str, Act] = {"confirm": "confirm", "reject": "reject", "undo": "undo"}
    if act not in acts or not seen.isdecimal() or len(seen) > 12:
        raise InputError("this form is not complete; open the report again")
    return acts[act], key, int(seen)


@pages.post("/reports/{report_id}/undo", dependencies=_REVIEWER)
def undo(desk: AtDesk, report_id: ReportId, number: Annotated[int, Form(ge=1, le=2**53)]) -> Response:
    """Take back one decision of the log."""
    choosing.undo(desk, report_id, number)
    return RedirectResponse(f"/reports/{report_id}#log", 303)


def _done(request: Request, desk: Desk, report_id: str, key: str) -> Response:
    """Lead back to the item, or return it and what goes with it as it is now."""
    if not is_partial(request) or key == REPORT:
        return RedirectResponse(f"/reports/{report_id}#{key}", 303)
    found = document.opened(desk, report_id)
    item = next((i for i in found.document.items if i.key == key), None)
    spans = item.spans if item else ()
    touched = [p for p in found.paragraphs if any(start < p.end and p.start < end for start, end in spans)]
    answer = page(request, "report/_decided.html", item=item, key=key, touched=touched, **shown(desk, found))
    answer.headers["HX-Retarget"] = f'[id="{key}"]'
    answer.headers["HX-Reswap"] = "outerHTML" if item else "delete"
    return answer


def _conflict(
    request: Request,
    desk: Desk,
    report_id: str,
    key: str,
    *,
    conflict: DecidedMeanwhileError,
    mine: dict[str, list[str]],
) -> HTMLResponse:
    """Ask what holds: what somebody else decided meanwhile, or what was just asked for."""
    found = document.told(desk, report_id)
    told = document.document_of(found)
    theirs = next(entry for entry in told.log if entry.number == conflict.newest.number)
    item = next((i for i in told.items if i.key == key), None)
    kind = item.kind if item else REPORT
    yours = forms.read_form(kind, mine, _people(found)).values if "do" not in mine else {}
    return page(
        request,
        "report/_conflict.html" if is_partial(request) else "report/conflict.html",
        status=409,
        report=told,
        key=key,
        item=item,
        theirs=theirs,
        mine=mine,
        yours=forms.filled_from(kind, yours, _people(found)) if yours else (),
        act=mine["do"][0].split(" ")[0] if "do" in mine else "correct",
        action=f"/reports/{report_id}/decide" if "do" in mine else f"/reports/{report_id}/items/{key}",
        kinds=KINDS,
    )


def _people(found: Told) -> Choices:
    """Return the people of a report who are not rejected, by subject."""
    return tuple((subject_of_person(found.read, p), p.name) for p in found.decided.people)


@pages.get("/reports/{report_id}/items/{key}")
def edit(request: Request, desk: AtDesk, report_id: ReportId, key: Key) -> HTMLResponse:
    """Show the form in which an item, or the report, is corrected."""
    found = document.told(desk, report_id)
    told = document.document_of(found)
    item = _item(told.items, key)
    kind = item.kind if item else REPORT
    values = item.fields if item else choosing.report_fields(found)
    inputs = forms.filled_from(kind, values, _people(found))
    return _form(request, told, item, key, inputs, seen=item.seen if item else told.seen)


def _item(items: tuple[ItemDocument, ...], key: str) -> ItemDocument | None:
    """Return the item of a key, None for the report. Raises NotFoundError."""
    if key == REPORT:
        return None
    for item in items:
        if item.key == key:
            return item
    raise NotFoundError("this item is not in the report any more; open the report again")


def _form(
    request: Request,
    told: document.ReportDocument,
    item: ItemDocument | None,
    key: str,
    inputs: tuple[forms.InputDocument, ...],
    *,
    seen: int,
    message: str = "",
) -> HTMLResponse:
    wrong = bool(message) or any(i.error for i in inputs)
    return page(
        request,
        "report/_edit.html" if is_partial(request) and item else "report/edit.html",
        status=422 if wrong else 200,
        report=told,
        item=item,
        key=key,
        inputs=inputs,
        seen=seen,
        message=message,
        kinds=KINDS,
    )


@pages.post("/reports/{report_id}/items/{key}", dependencies=_REVIEWER)
def correct(request: Request, desk: AtDesk, report_id: ReportId, key: Key, typed: Typed) -> Response:
    """Correct an item or the report; where something is wrong the form comes back as it was typed."""
    found = document.told(desk, report_id)
    told = document.document_of(found)
    item = _item(told.items, key)
    kind = item.kind if item else REPORT
    people = _people(found)
    filled = forms.read_form(kind, typed, people)
    seen = _number(typed, "seen")
    try:
        if not filled.errors:
            choosing.correct(desk, report_id, key, filled.values, seen=seen)
            return _done(request, desk, report_id, key)
        message = ""
    except DecidedMeanwhileError as conflict:
        mine = typed | {"seen": [str(conflict.newest.number)]}
        return _conflict(request, desk, report_id, key, conflict=conflict, mine=mine)
    except VigilError as error:
        message = str(error)
    again = forms.filled_again(kind, typed, filled.errors, people)
    return _form(request, told, item, key, again, seen=seen, message=message)


def _number(typed: dict[str, list[str]], name: str) -> int:
    text = next(iter(typed.get(name, [])), "")
    if not text.isdecimal() or len(text) > 12:
        raise InputError("this form is not complete; open the report again")
    return int(text)


@pages.get("/reports/{report_id}/add")
def show_add(
    request: Request,
    desk: AtDesk,
    report_id: ReportId,
    *,
    kind: KindOf = "event",
    words: Annotated[str, Query(max_length=choosing.LONGEST)] = "",
    start: Place = 0,
    end: Place = 0,
) -> HTMLResponse:
    """Show the form that adds an item: first which words, then what they say."""
    found = document.told(desk, report_id)
    return _adding(request, found, kind, words=words, place=(start, end))


def _adding(
    request: Request,
    found: Told,
    kind: str,
    *,
    words: str = "",
    place: tuple[int, int] = (0, 0),
    inputs: tuple[forms.InputDocument, ...] | None = None,
    message: str = "",
) -> HTMLResponse:
    text = found.read.story.text
    chosen = text[place[0] : place[1]] if place[0] < place[1] <= len(text) else ""
    places = places_of(text, words) if words and not chosen else ()
    if len(places) == 1:
        place = places[0].start, places[0].end
        chosen, places = places[0].words, ()
    if inputs is None:
        inputs = forms.filled_from(kind, _first_values(kind, chosen), _people(found))
    return page(
        request,
        "report/add.html",
        status=422 if message or any(i.error for i in inputs) else 200,
        report=document.document_of(found),
        kind=kind,
        kinds=KINDS,
        words=words,
        chosen=chosen,
        places=places,
        lost=bool(words and not chosen and not places),
        start=place[0],
        end=place[1],
        inputs=inputs,
        message=message,
    )


def _first_values(kind: str, chosen: str) -> dict[str, Any]:
    """Return what stands in the form at first: what the words themselves say."""
    text = " ".join(chosen.split())
    return {"person": {"name": text, "part": "other"}, "figure": {"what": text}, "event": {"status": "happened"}}.get(
        kind, {}
    )


@pages.post("/reports/{report_id}/add", dependencies=_REVIEWER)
def add(request: Request, desk: AtDesk, report_id: ReportId, typed: Typed) -> Response:
    """Add an item; where something is wrong the form comes back as it was typed."""
    found = document.told(desk, report_id)
    kind = next(iter(typed.get("kind", [])), "")
    if kind not in KINDS:
        raise InputError("choose what it is: a person, an event, a statement, a demand, a figure or a date")
    people = _people(found)
    start, end = _number(typed, "start"), _number(typed, "end")
    filled = forms.read_form(kind, typed, people)
    message = ""
    try:
        if not filled.errors:
            key = choosing.add(desk, report_id, kind, filled.values, start=start, end=end)
            return RedirectResponse(f"/reports/{report_id}#{key}", 303)
    except VigilError as error:
        message = str(error)
    again = forms.filled_again(kind, typed, filled.errors, people)
    return _adding(request, found, kind, place=(start, end), inputs=again, message=message)


@pages.post("/reports/{report_id}/sure", dependencies=_REVIEWER)
def confirm_all(
    request: Request,
    desk: AtDesk,
    report_id: ReportId,
    c: Annotated[float, Form(ge=0, le=1)],
    seen: Annotated[int, Form(ge=0, le=2**53)],
) -> Response:
    """Confirm what the page before showed."""
    try:
        choosing.confirm_all(desk, report_id, c, seen=seen)
    except ConflictError as conflict:
        items, newest = choosing.at_or_above(desk, report_id, c)
        told = document.report(desk, report_id)
        return page(
            request, "report/sure.html", status=409, report=told, items=items, seen=newest, sure=c, kinds=KINDS,
            message=str(conflict),
        )  # fmt: skip
    return RedirectResponse(f"/reports/{report_id}#items", 303)


class Decided(BaseModel):
    """A decision to make. ``item`` is its key, or ``report``; ``seen`` the number of the newest decision on it that is known."""

    model_config = ConfigDict(extra="forbid")
    act: Literal["confirm", "reject", "undo", "correct"]
    item: str = Field(pattern=f"^({PATTERN}|{REPORT})$")
    seen: int = Field(ge=0, le=2**53)
    fields: dict[str, Any] = Field(default_factory=dict)


class Added(BaseModel):
    """An item to add: its kind, the place of its words in the story, and its fields as decisions hold them."""

    model_config = ConfigDict(extra="forbid")
    kind: KindOf
    start: int = Field(ge=0, le=10**9)
    end: int = Field(ge=0, le=10**9)
    fields: dict[str, Any]


@api.post("/reports/{report_id}/decisions", dependencies=_REVIEWER)
def decided(desk: AtDesk, report_id: ReportId, made: Decided) -> document.ReportDocument:
    """Decide about an item or the report, and return the report as it is then; 409 where somebody decided meanwhile."""
    if made.act == "correct":
        choosing.correct(desk, report_id, made.item, made.fields, seen=made.seen)
    else:
        choosing.decide(desk, report_id, made.item, made.act, seen=made.seen)
    return document.report(desk, report_id)


@api.post("/reports/{report_id}/items", status_code=201, dependencies=_REVIEWER)
def added(desk: AtDesk, report_id: ReportId, made: Added) -> ItemDocument:
    """Add an item, and return it."""
    key = choosing.add(desk, report_id, made.kind, made.fields, start=made.start, end=made.end)
    found = _item(document.report(desk, report_id).items, key)
    assert found is not None
    return found
