"""``vigil serve``: the workbench on this machine."""

from __future__ import annotations

import secrets
import sys
import webbrowser
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
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes any free port.")] = 8448,
    name: Annotated[str, typer.Option("--as", metavar="NAME", envvar="VIGIL_NAME", help="Who decides.")] = "somebody",
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    proxy: ProxyOption = None,
) -> None:
    """Open the workbench in the browser, on this machine alone. Ctrl-C ends it."""
    from vigil.web.serving import listen, serve_on  # noqa: PLC0415 - takes 0.5 s, and no other command needs it

    try:
        around = run.surroundings(now, stdin=sys.stdin.buffer, proxy=proxy)
        listening = listen(HOST, port)
    except VigilError as error:
        raise fail(error) from None
    with open_casebook(casebook, create=True) as opened, listening:
        opened.bring_up_to_date()
        address, server = serve_on(
            listening, opened, around, name, key=secrets.token_urlsafe(32), session=secrets.token_urlsafe(32)
        )
        put(address)
        say(
            "The workbench is open at this address, for this machine alone. Give it to nobody: it is the key. Ctrl-C ends it."
        )
        if open_browser:
            webbrowser.open(address)
        server.run(sockets=[listening])
