"""The commands by which a person says who is who: ``people``, ``same``, ``apart``, ``undo``, ``decisions``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Annotated

import typer

from vigil import terminal, terminal_people
from vigil.console import now, open_casebook, put, say
from vigil.model.document import to_json
from vigil.model.people_contract import DecisionDocument, PersonOverReportsDocument, ProposalDocument
from vigil.options import DEFAULT_CASEBOOK, CasebookOption, ReadFormat

people_app = typer.Typer()

ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        envvar="VIGIL_BY",
        help="Who decides: kept with the decision. Your login name is never looked up; without this it says 'not named'.",
    ),
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="Decide although an earlier decision or a report says the contrary.")
]
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID ID", help="Ids of two people, or the one id of a proposal.")
]
NOT_NAMED = "not named"
_PAGE = 200
"""People of one table of the list: the first is shown while the others are still looked up."""


def _at() -> str:
    return now().isoformat(timespec="seconds")


def _two(ids: list[str]) -> None:
    if len(ids) > 2:
        say("vigil: give the ids of two people, or the one id of a proposal; see: vigil people --proposals")
        raise typer.Exit(2)


@people_app.command(epilog="Example: vigil people --proposals")
def people(
    who: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHO", help="Ids, or names in any spelling: also shows each report's id."),
    ] = None,
    *,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="Pairs who may be one person, for you to confirm or refuse.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Also officials, lawyers and others who are not at risk.")
    ] = False,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one object a line.")] = ReadFormat.text,
) -> None:
    """List the people of the casebook over all reports, with every spelling; or who may be one."""
    with open_casebook(casebook) as opened:
        if proposals:
            _show_proposals(opened.proposals_about(who) if who else opened.every_proposal(), output)
        else:
            _show_people(opened.people(who or (), every=every), output, singly=bool(who))


def _show_people(found: Iterator[PersonOverReportsDocument], output: ReadFormat, *, singly: bool) -> None:
    some = False
    while page := list(islice(found, _PAGE)):
        if output is ReadFormat.json:
            for person in page:
                put(to_json(person))
        elif singly:
            for person in page:
                terminal.console().print(terminal_people.person(person))
        else:
            terminal.console().print(terminal_people.people(page, headed=not some))
        some = True
    if not some:
        say("Nobody yet: no report in this casebook names a person at risk. Add reports with: vigil add SOURCE...")


def _show_proposals(found: Iterable[ProposalDocument], output: ReadFormat) -> None:
    some = False
    for proposal in found:
        some = True
        if output is ReadFormat.json:
            put(to_json(proposal))
        else:
            terminal.console().print(terminal_people.proposal(proposal))
    if not some:
        say("No proposal: nobody here may be somebody else on the evidence there is.")
    elif output is ReadFormat.text:
        say("One person: vigil same ID. Two people: vigil apart ID. Either can be taken back with: vigil undo")


@people_app.command(epilog="Example: vigil same 0909315fd0a1 4be1c0de9a77 --by 'A. Reader'")
def same(
    ids: IdsArgument,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    by: ByOption = NOT_NAMED,
    force: ForceOption = False,
) -> None:
    """Decide that two are one person: confirm a proposal, or put two together."""
    _two(ids)
    with open_casebook(casebook) as opened:
        _say_decided(opened.same(ids, by=by, at=_at(), force=force))


@people_app.command(epilog="Example: vigil apart 0909315fd0a1 4be1c0de9a77 --by 'A. Reader'")
def apart(
    ids: IdsArgument,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    by: ByOption = NOT_NAMED,
    force: ForceOption = False,
) -> None:
    """Decide that two are not one person: refuse a proposal, or take apart whom Vigil put together.

    To take one person apart, give the ids of two reports' people: vigil people ID shows them.
    """
    _two(ids)
    with open_casebook(casebook) as opened:
        _say_decided(opened.apart(ids, by=by, at=_at(), force=force))


@people_app.command(epilog="Example: vigil undo 3")
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="NUMBER", help="A decision by its number in: vigil decisions.")
    ] = None,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    by: ByOption = NOT_NAMED,
) -> None:
    """Take back the last decision that still holds, or one by its number. It stays in the log."""
    with open_casebook(casebook) as opened:
        _say_decided(opened.undo(number, by=by, at=_at()))


def _say_decided(logged: DecisionDocument) -> None:
    put(terminal_people.decided(logged))
    if logged.holds == "no longer found":
        say("What it was about is not in the casebook any more, so nothing changes.")


@people_app.command(epilog="Example: vigil decisions --format json")
def decisions(
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one decision a line.")] = ReadFormat.text,
) -> None:
    """List every decision, oldest first: who, when, what it was and is, and whether it still holds."""
    with open_casebook(casebook) as opened:
        logged = opened.decisions()
    for decision in logged if output is ReadFormat.json else ():
        put(to_json(decision))
    if logged and output is ReadFormat.text:
        terminal.console().print(terminal_people.log(logged))
    if not logged:
        say("Nobody has decided anything yet.")
