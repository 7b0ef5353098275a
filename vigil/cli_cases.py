"""The commands that show case files: ``cases``, ``case``, ``upcoming``, ``export``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from vigil import terminal
from vigil.casebook import FEW, Casebook, Since, upcoming_document, write_export
from vigil.cases.silence import silence
from vigil.console import day_of, open_casebook, put, say, today_or
from vigil.exports import FORMATS
from vigil.exports.site import case_page
from vigil.model.case import Case, CaseLine
from vigil.model.case_document import case_document
from vigil.model.document import to_json
from vigil.options import DEFAULT_CASEBOOK, CasebookOption, CaseFormat, CountBy, OnOption, ReadFormat

cases_app = typer.Typer()

_PAGE = 200
"""Cases of one table of the list: the first is shown while the others are still looked up."""


def _sound(opened: Casebook) -> Iterator[Case]:
    """Yield the case files that can be shown, and say one line for each that cannot."""
    for found in opened.filed():
        if isinstance(found, Case):
            yield found
        else:
            say(f"vigil: {found}")


@cases_app.command(epilog="Example: vigil cases --format json")
def cases(
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    on: OnOption = None,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one case file a line.")] = ReadFormat.text,
) -> None:
    """List the cases of the casebook, with the days since each had news."""
    today = today_or(on)
    with open_casebook(casebook) as opened:
        if output is ReadFormat.json:
            few = opened.number() <= FEW
            for found in _sound(opened):
                put(to_json(case_document(found, opened.beside(found, today, likened=few))))
            return
        some = False
        for page in _pages(opened):
            news = {line.id: told for line in page if (told := silence(line.news, today))}
            terminal.console().print(terminal.case_list(page, news, headed=not some))
            some = True
        if not some:
            say("No case yet: no report in this casebook names a person at risk. Add reports with: vigil add SOURCE...")


def _pages(opened: Casebook) -> Iterator[list[CaseLine]]:
    """Yield the lines of the list, so many together as one table is laid out for, and say what cannot be shown."""
    page: list[CaseLine] = []
    for found in opened.listed():
        if not isinstance(found, CaseLine):
            say(f"vigil: {found}")
            continue
        page.append(found)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


@cases_app.command(epilog="Example: vigil case 'Qaster Musakhanuly' --format html > case.html")
def case(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="A case's id, or a name in any spelling.")
    ] = None,
    *,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    every: Annotated[bool, typer.Option("--all", help="Every case.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="What the reports of this day and later changed.")
    ] = None,
    by: Annotated[CountBy, typer.Option("--by", help="Which day of a report --since counts.")] = CountBy.published,
    on: OnOption = None,
    output: Annotated[CaseFormat, typer.Option("--format", help="json: one case file a line.")] = CaseFormat.text,
) -> None:
    """Print case files, or with --since what changed in them."""
    today = today_or(on)
    after = None if since is None else Since(day_of("--since", since), by.value)
    if not which and not every:
        say("vigil: name a case by its id or by a person's name, or use --all")
        raise typer.Exit(2)
    with open_casebook(casebook) as opened:
        chosen = _sound(opened) if every else opened.chosen(which or [])
        few = (opened.number() if every else len(which or [])) <= FEW
        for found in chosen:
            beside = opened.beside(found, today, since=after, likened=few)
            if output is CaseFormat.json:
                put(to_json(case_document(found, beside)))
            elif output is CaseFormat.html:
                put(case_page(found, beside))
            elif beside.changes is not None:
                terminal.console().print(terminal.case_changes(found, beside.changes))
            else:
                terminal.console().print(terminal.case_file(found, beside))


@cases_app.command(epilog="Example: vigil upcoming --on 2020-01-12")
def upcoming(
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    on: OnOption = None,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one date a line.")] = ReadFormat.text,
) -> None:
    """List the hearings and deadlines ahead, soonest first."""
    today = today_or(on)
    with open_casebook(casebook) as opened:
        ahead = opened.upcoming(today)
        for item in ahead:
            if output is ReadFormat.json:
                put(to_json(upcoming_document(item)))
        if ahead and output is ReadFormat.text:
            terminal.console().print(terminal.upcoming([upcoming_document(item) for item in ahead]))
        if not ahead:
            say(f"No hearing or deadline after {today.isoformat()} is known.")


@cases_app.command(epilog="Example: vigil export 'Qaster Musakhanuly' --as site --out casebook/site")
def export(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="Cases by id or by a person's name.")
    ] = None,
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"One of: {', '.join(FORMATS)}.")] = "site",
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    every: Annotated[bool, typer.Option("--all", help="Every case.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write; default CASEBOOK/FORMAT.")
    ] = None,
) -> None:
    """Write cases in a form for others. What goes out is the machine's reading: check it first."""
    if form not in FORMATS:
        say(f"vigil: --as {form}: not a format; use one of {', '.join(FORMATS)}")
        raise typer.Exit(2)
    if not which and not every:
        say("vigil: name a case by its id or by a person's name, or use --all")
        raise typer.Exit(2)
    with open_casebook(casebook) as opened:
        chosen = tuple(_sound(opened)) if every else opened.chosen(which or [])
        folder = out or casebook / form
        beside = {c.id: opened.beside(c, today_or(None), likened=len(chosen) <= FEW) for c in chosen}
        for path in write_export(chosen, beside, form, folder):
            say(f"Wrote {path}")
