"""``vigil serve``: the workbench on this machine, for one person or for a team."""

from __future__ import annotations

import secrets
import sys
import webbrowser
from datetime import timedelta
from typing import Annotated

import typer

from vigil import run
from vigil.console import fail, now, open_casebook, put, say
from vigil.errors import VigilError
from vigil.options import DEFAULT_CASEBOOK, CasebookOption, ProxyOption

serve_app = typer.Typer()
HOST = "127.0.0.1"


@serve_app.command(epilog="Example: vigil serve --casebook casebook")
def serve(
    *,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8448,
    name: Annotated[str, typer.Option("--as", metavar="NAME", envvar="VIGIL_NAME", help="Who decides.")] = "somebody",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    team: Annotated[bool, typer.Option("--team", help="People log in with accounts of their own.")] = False,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="With --team: where to listen.")] = HOST,
    origin: Annotated[
        str | None,
        typer.Option("--origin", metavar="URL", help="With --team: the https address of the proxy before it."),
    ] = None,
    idle: Annotated[int, typer.Option("--idle", min=1, max=120, help="With --team: minutes until it locks.")] = 10,
    proxy: ProxyOption = None,
) -> None:
    """Open the workbench in the browser, on this machine alone. Ctrl-C ends it."""
    from vigil.desk.team import Team  # noqa: PLC0415 - these take 0.5 s, and no other command needs them
    from vigil.web.serving import check_origin, listen, serve_on, serve_team_on  # noqa: PLC0415

    if not team and (host != HOST or origin is not None):
        say("vigil: --host and --origin are for --team: without accounts the workbench is for this machine alone")
        raise typer.Exit(2)
    try:
        check_origin(host, origin)
        around = run.surroundings(now, stdin=sys.stdin.buffer, proxy=proxy)
        listening = listen(host, port)
    except VigilError as error:
        raise fail(error) from None
    with open_casebook(casebook, create=True) as opened, listening:
        opened.bring_up_to_date()
        if team:
            people = Team(opened.team(), now, secrets.token_bytes, timedelta(minutes=idle), by_address=origin is None)
            address, invitation, server = serve_team_on(listening, opened, around, people, origin=origin)
            _tell_team(address, invitation)
        else:
            key, session = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
            address, server = serve_on(listening, opened, around, name, key=key, session=session)
            put(address)
            say(
                "The workbench is open at this address, for this machine alone. It works once, in one browser: give it to "
                "nobody. Ctrl-C ends it."
            )
        if open_browser and not team:
            webbrowser.open(address)
        server.run(sockets=[listening])


def _tell_team(address: str, invitation: str | None) -> None:
    """Print where the team logs in, and, once, how its first owner does."""
    put(address)
    if invitation is None:
        say("The team logs in at this address. Ctrl-C ends it.")
        return
    put(invitation)
    say(
        "Nobody has an account yet. The second address makes the first owner's, once, within 72 hours; a new start makes a "
        "new one. Give it to nobody else. Ctrl-C ends it."
    )
