"""The ``vigil`` command: one function a command. It parses, calls what does the work, and prints.

The commands about case files and about people stand in files of their own.

Exit status: 0 done; 1 a source, case or check failed (each with one line on standard error; the rest is done); 2 wrong
words on the command line; 130 stopped with Ctrl-C (what was finished is kept).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from vigil import __version__, run, terminal
from vigil.casebook import Step
from vigil.cli_cases import cases_app
from vigil.cli_people import people_app
from vigil.cli_search import search_app
from vigil.cli_serve import serve_app
from vigil.console import fail, now, open_casebook, put, say
from vigil.errors import DateError, VigilError
from vigil.intake import Added
from vigil.model.document import reading_document, to_json
from vigil.model.when import When
from vigil.options import DEFAULT_CASEBOOK, CasebookOption, ProxyOption, PublishedOption, ReadFormat

app = typer.Typer(
    name="vigil",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Case files about people who face forced return, every fact beside the words that support it.",
)


def _day(text: str | None) -> When | None:
    try:
        return None if text is None else When(text)
    except DateError as error:
        say(f"vigil: --published: {error}")
        raise typer.Exit(2) from None


@app.callback(invoke_without_command=True)
def _main(*, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        put(f"vigil {__version__}")
        raise typer.Exit


@app.command(epilog="Example: vigil read report.html --published 2020-01-10 --format json")
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files or folders; - is standard input.")],
    published: PublishedOption = None,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one object a line.")] = ReadFormat.text,
    proxy: ProxyOption = None,
) -> None:
    """Read reports without a casebook and print what each says."""
    failed = False
    given = _day(published)
    console = terminal.console()
    for outcome in run.read_sources(paths, published=given, around=_around(proxy)):
        if isinstance(outcome, run.Failed):
            failed = True
            say(f"vigil: {outcome.name}: {outcome.error}")
        elif output is ReadFormat.json:
            put(to_json(reading_document(outcome.report, outcome.reading, outcome.name)))
        else:
            console.print(terminal.reading(outcome.report, outcome.reading, outcome.name))
    if failed:
        raise typer.Exit(1)


def _around(proxy: str | None) -> run.Surroundings:
    try:
        return run.surroundings(now, stdin=sys.stdin.buffer, proxy=proxy)
    except VigilError as error:
        say(f"vigil: --proxy: {error}")
        raise typer.Exit(2) from None


@app.command(epilog="Example: vigil add reports/ https://example.org/statement --casebook cases")
def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Files, folders, addresses; - is standard input.")
    ],
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    published: PublishedOption = None,
    proxy: ProxyOption = None,
) -> None:
    """Add reports to the casebook: pages, PDF, DOCX, feeds, WARC and WACZ files, folders of them, addresses."""
    given = _day(published)
    counts = {"added": 0, "known": 0, "failed": 0}
    try:
        with open_casebook(casebook, create=True) as opened:
            opened.bring_up_to_date()
            with terminal.progress() as progress:
                task = progress.add_task("Reading", total=None)
                for step in opened.add(sources, published=given, around=_around(proxy)):
                    progress.update(task, total=step.total, completed=step.done)
                    _tell(step, counts, progress)
    except KeyboardInterrupt:
        say(f"Stopped. {counts['added']} reports are in the casebook; run the same command to go on.")
        raise typer.Exit(130) from None
    say(f"{counts['added']} added, {counts['known']} already there, {counts['failed']} not read.")
    if counts["failed"]:
        raise typer.Exit(1)


def _tell(step: Step, counts: dict[str, int], progress: Progress) -> None:
    """Count one step of adding and print what a person must know of it."""
    outcome = step.outcome
    if isinstance(outcome, run.Failed):
        counts["failed"] += 1
        progress.console.print(terminal.shown(f"vigil: {outcome.name}: {outcome.error}"), soft_wrap=True)
    elif isinstance(outcome, Added):
        counts["added" if outcome.new else "known"] += 1
        for issue in outcome.issues:
            if issue.level != "info":
                line = terminal.shown(f"{outcome.name}: {issue.level}: {issue.message}")
                progress.console.print(line, soft_wrap=True)


@app.command(epilog="Example: vigil match 'Qaster Musakhanuly' 'Kaster Musakhan'")
def match(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME NAME", help="Two names.")] = None,
    pairs: Annotated[
        Path | None, typer.Option("--pairs", metavar="FILE", help="JSON Lines with a and b; - is standard input.")
    ] = None,
) -> None:
    """Say whether two names can be one person's, and why."""
    if pairs is not None:
        _match_pairs(pairs)
        return
    if not names or len(names) != 2:
        say("vigil: give two names, each in quotation marks, or --pairs FILE")
        raise typer.Exit(2)
    found = run.match_names(names[0], names[1])
    put(f"{'same' if run.is_same(found) else 'not the same'} (score {found.score:.2f})")
    for reason in found.reasons:
        put(f"- {terminal.clean(reason)}")


def _match_pairs(path: Path) -> None:
    failed = False
    try:
        lines = sys.stdin if str(path) == "-" else path.open(encoding="utf-8")
    except OSError as error:
        raise fail(VigilError(f"{path}: cannot be opened: {error.strerror}")) from None
    with lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
                found = run.match_names(str(row["a"]), str(row["b"]))
            except (ValueError, KeyError, TypeError):
                failed = True
                say(f'vigil: {path}: line {number} is not an object with "a" and "b"')
                continue
            put(to_json(run.match_document(found)))
    if failed:
        raise typer.Exit(1)


@app.command(epilog="Example: vigil verify --casebook casebook")
def verify(casebook: CasebookOption = DEFAULT_CASEBOOK) -> None:
    """Check every capture, quote and decision of the casebook."""
    with open_casebook(casebook) as opened:
        faults = 0
        for issue in opened.verify():
            faults += 1
            say(f"{issue.level}: {issue.message}")
        counted = opened.counts()
    told = ", ".join(f"{n} {name}" for name, n in counted.items())
    if faults:
        say(f"{faults} faults. Checked {told}.")
        raise typer.Exit(1)
    put(f"All is as it was received. Checked {told}.")


app.add_typer(cases_app)
app.add_typer(people_app)
app.add_typer(search_app)
app.add_typer(serve_app)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        say("Stopped.")
        raise SystemExit(130) from None
