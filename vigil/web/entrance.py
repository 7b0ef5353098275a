"""Who may come in: whoever has the one session of this start, or, in a team, whoever has logged in."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import Message, Scope

from vigil.desk.team import Team, Visit
from vigil.errors import StoreError
from vigil.web.guard import OPEN_PATHS, SAFE, Door
from vigil.web.kept import MOST_BYTES, Kept, fields, keep, unpacked
from vigil.web.limits import Body, Buckets
from vigil.web.passing import Passing, from_of, passing_of
from vigil.web.refusal import refused
from vigil.web.rendering import page

_TEAM_OPEN = ("/login", "/invitation/")
_WHILE_LOCKED = ("/unlock", "/logout")
_WHILE_ENROLLING = ("/account/code", "/unlock", "/logout")
_TOLD = 2000
"""Characters of a form that the trail keeps of an act that says nothing more of itself."""

LOCKED_HEADER = "x-vigil-ask"
"""Tells the page's own script that the password is wanted before what it asked for is done."""


@dataclass(frozen=True, slots=True)
class LocalEntrance:
    """Lets in whoever has the session of this start of the workbench."""

    door: Door

    async def admit(self, scope: Scope, body: Body) -> Response | None:
        """Return what is answered to somebody who may not, None to whom it is open."""
        if scope["path"].startswith(OPEN_PATHS) or self.door.knows(self.door.token_in(Headers(scope=scope))):
            return None
        why = "Open the workbench with the address that vigil serve printed: it holds the key to this session."
        kept = await _kept(scope, body)
        return refused(scope, 401, why, kept=None if kept is None else kept.packed())

    async def leaving(self, scope: Scope, start: Message) -> None:
        """Nothing is looked at."""


async def _kept(scope: Scope, body: Body) -> Kept | None:
    """Return what is sent, to be done later; what was kept before is kept on."""
    if scope["method"] != "POST":
        return None
    whole = await body.whole(MOST_BYTES * 2)
    if whole is None:
        return None
    if scope["path"] == "/again":
        return unpacked(fields(whole).get("kept", ""))
    return keep(scope, whole) if len(whole) <= MOST_BYTES else None


@dataclass(frozen=True, slots=True)
class TeamEntrance:
    """Lets in whoever is logged in, and asks for the password where a session was idle too long."""

    team: Team
    door: Door
    strangers: Buckets = field(init=False)
    members: Buckets = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "strangers", Buckets(self.team.now, burst=60, a_second=2))
        object.__setattr__(self, "members", Buckets(self.team.now, burst=600, a_second=30))

    async def admit(self, scope: Scope, body: Body) -> Response | None:
        """Return what is answered to somebody who may not, None to whom it is open."""
        path = scope["path"]
        scope["vigil.passing"] = passing = Passing()
        if path.startswith("/static/"):
            return None
        token = self.door.token_in(Headers(scope=scope))
        passing.visit = visit = await run_in_threadpool(self.team.visit, token)
        if not self._in_time(scope, visit):
            return refused(
                scope, 429, "This is asked for too often. Wait a few seconds and try again; nothing was done."
            )
        if path.startswith(_TEAM_OPEN):
            return None
        if visit is None or (visit.session.locked and path not in _WHILE_LOCKED):
            return await self._ask(scope, body, "login" if visit is None else "unlock")
        if visit.is_enrolling and path not in _WHILE_ENROLLING:
            return RedirectResponse("/account/code", 303)
        return await self._goes_in(scope, body, visit)

    def _in_time(self, scope: Scope, visit: Visit | None) -> bool:
        """Count posts of strangers by address, and whatever somebody asks for by their session."""
        if visit is not None:
            return self.members.takes(str(visit.session.number))
        return scope["method"] in SAFE or self.strangers.takes(from_of(scope).address)

    async def _goes_in(self, scope: Scope, body: Body, visit: Visit) -> Response | None:
        if body.is_upload and not visit.viewer.may("contributor"):
            return refused(scope, 403, "Adding reports needs the role contributor; ask an owner of the casebook.")
        passing = passing_of(scope)
        if scope["method"] not in SAFE:
            passing.body = await body.whole(MOST_BYTES)
        passing.decisions = await run_in_threadpool(self._come, visit, scope["method"])
        return None

    def _come(self, visit: Visit, method: str) -> int:
        if not visit.session.locked:
            self.team.touch(visit.session)
        if method in SAFE:
            return 0
        with self.team.store.looking() as rows:
            return rows.last_decision()

    async def _ask(self, scope: Scope, body: Body, gate: str) -> Response:
        """Ask for the password, and lose nothing of what was sent."""
        request = Request(scope)
        if scope["path"].startswith("/api/"):
            return JSONResponse({"error": f"log in first, or again: /{gate}"}, 401)
        if "hx-request" in request.headers:
            return Response(status_code=401, headers={LOCKED_HEADER: gate})
        if scope["method"] in SAFE:
            query = scope["query_string"].decode("latin-1")
            target = f"{scope['path']}?{query}" if query else scope["path"]
            return RedirectResponse(f"/{gate}?next={quote(target, safe='')}", 303)
        return asking(request, gate, await _kept(scope, body), lost=body.told != 0)

    async def leaving(self, scope: Scope, start: Message) -> None:
        """Put down in the trail what was done and says nothing of itself, and whatever leaves as a file."""
        passing = passing_of(scope)
        if passing.visit is None or passing.noted or start["status"] >= 400:
            return
        kind = _kind(scope, start)
        if kind is not None:
            await run_in_threadpool(self._note, scope, passing, passing.visit, kind)

    def _note(self, scope: Scope, passing: Passing, visit: Visit, kind: str) -> None:
        name = visit.account.name
        query = scope["query_string"].decode("latin-1")
        subject = f"{scope['path']}?{query}" if query and kind == "export" else scope["path"]
        with self.team.store.looking() as rows:
            if kind == "done" and rows.decided_since(passing.decisions, name):
                return
        try:
            with self.team.store.writing() as rows:
                rows.note(self.team.deed(name, kind, subject, now=_told(scope, passing.body)))
        except StoreError:
            if kind == "export":  # what leaves is put down before it does, or does not leave
                raise


def _kind(scope: Scope, start: Message) -> str | None:
    if "attachment" in Headers(raw=start["headers"]).get("content-disposition", ""):
        return "export"
    return None if scope["method"] in SAFE else "done"


def _told(scope: Scope, body: bytes | None) -> str | None:
    """Return what was sent, cut where it is long."""
    if scope["method"] in SAFE:
        return None
    kind = Headers(scope=scope).get("content-type", "").split(";")[0]
    if body is None or kind not in ("application/x-www-form-urlencoded", "application/json"):
        return kind or None
    return body[:_TOLD].decode("utf-8", "replace")


def asking(
    request: Request,
    gate: str,
    kept: Kept | None,
    *,
    lost: bool = False,
    wrong: str | None = None,
    status: int = 401,
    next_page: str = "/",
    name: str = "",
) -> Response:
    """Return the page that asks for the password (``gate``: login, unlock), with what was sent kept on it."""
    answer = page(
        request,
        f"gate/{gate}.html",
        status=status,
        kept=None if kept is None else kept.packed(),
        lost=lost and kept is None,
        locked=(visit := passing_of(request.scope).visit) is not None and visit.session.locked,
        wrong=wrong,
        next=next_page,
        name=name,
    )
    answer.headers[LOCKED_HEADER] = gate
    return answer
