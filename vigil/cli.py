"""The ``vigil`` command: one function a command. It parses, calls ``vigil.run`` and prints.

Exit status: 0 done; 1 a source, case or check failed (each with one line on standard error; the rest is done); 2 wrong
words on the command line; 130 stopped with Ctrl-C (what was finished is kept).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from vigil import __version__, run, terminal
from vigil.errors import DateError, VigilError
from vigil.model.case import Case
from vigil.model.document import case_document, reading_document, to_json
from vigil.model.when import When

app = typer.Typer(
    name="vigil",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Case files about people who face forced return, every fact beside the words that support it.",
)


class ReadFormat(StrEnum):
    """How ``vigil read`` and ``vigil cases`` print."""

    text = "text"
    json = "json"


class CaseFormat(StrEnum):
    """How ``vigil case`` prints."""

    text = "text"
    json = "json"
    html = "html"


CasebookOption = Annotated[
    Path, typer.Option("--casebook", metavar="DIR", envvar="VIGIL_CASEBOOK", help="The casebook's folder.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When the reports were published, if you know: 2020-01-10."),
]
ProxyOption = Annotated[
    str | None,
    typer.Option(
        "--proxy", metavar="URL", envvar="VIGIL_PROXY", help="Fetch through this proxy: socks5h://127.0.0.1:9050."
    ),
]
DEFAULT_CASEBOOK = Path("casebook")


def say(message: str) -> None:
    """Print one line on standard error, with nothing in it that a terminal would obey."""
    sys.stderr.write(terminal.clean(message).replace("\n", " ") + "\n")


def put(line: str) -> None:
    """Print one line on standard output in UTF-8, whatever the terminal's own character set."""
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def _fail(error: VigilError) -> typer.Exit:
    say(f"vigil: {error}")
    return typer.Exit(1)


@contextmanager
def _casebook(folder: Path, *, create: bool = False) -> Iterator[run.Casebook]:
    """Open the casebook for one command; an error of Vigil's own becomes one line and exit status 1."""
    try:
        with run.Casebook(folder, create=create) as opened:
            yield opened
    except VigilError as error:
        raise _fail(error) from None


def _sound(opened: run.Casebook) -> tuple[Case, ...]:
    """Return the case files that can be shown, and say one line for each that cannot."""
    cases, faults = opened.built()
    for fault in faults:
        say(f"vigil: {fault}")
    return cases


def _day(text: str | None) -> When | None:
    try:
        return None if text is None else When(text)
    except DateError as error:
        say(f"vigil: --published: {error}")
        raise typer.Exit(2) from None


def _now() -> datetime:
    return datetime.now(tz=UTC)


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
        return run.surroundings(_now, stdin=sys.stdin.buffer, proxy=proxy)
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
        with _casebook(casebook, create=True) as opened, _progress() as progress:
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


def _tell(step: run.Step, counts: dict[str, int], progress: Progress) -> None:
    """Count one step of adding and print what a person must know of it."""
    outcome = step.outcome
    if isinstance(outcome, run.Failed):
        counts["failed"] += 1
        progress.console.print(terminal.shown(f"vigil: {outcome.name}: {outcome.error}"), soft_wrap=True)
    elif isinstance(outcome, run.Added):
        counts["added" if outcome.new else "known"] += 1
        for issue in outcome.issues:
            if issue.level != "info":
                line = terminal.shown(f"{outcome.name}: {issue.level}: {issue.message}")
                progress.console.print(line, soft_wrap=True)


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=terminal.console(error=True))


@app.command(epilog="Example: vigil cases --format json")
def cases(
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one case file a line.")] = ReadFormat.text,
) -> None:
    """List the cases of the casebook."""
    with _casebook(casebook) as opened:
        listed = _sound(opened)
        if output is ReadFormat.json:
            for case in listed:
                put(to_json(case_document(case)))
        elif listed:
            terminal.console().print(terminal.case_list(listed))
        else:
            say("No case yet: no report in this casebook names a person at risk. Add reports with: vigil add SOURCE...")


@app.command(epilog="Example: vigil case 'Qaster Musakhanuly' --format html > case.html")
def case(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="A case's id, or a name in any spelling.")
    ] = None,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    every: Annotated[bool, typer.Option("--all", help="Every case.")] = False,
    output: Annotated[CaseFormat, typer.Option("--format", help="json: one case file a line.")] = CaseFormat.text,
) -> None:
    """Print case files."""
    if not which and not every:
        say("vigil: name a case by its id or by a person's name, or use --all")
        raise typer.Exit(2)
    with _casebook(casebook) as opened:
        chosen = _sound(opened) if every else opened.chosen(which or [])
        for found in chosen:
            if output is CaseFormat.json:
                put(to_json(case_document(found)))
            elif output is CaseFormat.html:
                put(run.case_page(found))
            else:
                terminal.console().print(terminal.case_file(found))


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
        raise _fail(VigilError(f"{path}: cannot be opened: {error.strerror}")) from None
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


@app.command(epilog="Example: vigil search Musakhan Zaisan")
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words; names in any spelling.")],
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many results at most.")] = 20,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one result a line.")] = ReadFormat.text,
) -> None:
    """Search the stories of the casebook, names in any spelling."""
    with _casebook(casebook) as opened:
        hits = opened.search(" ".join(words), limit=limit)
        for hit in hits:
            if output is ReadFormat.json:
                put(to_json(run.hit_document(hit)))
            else:
                terminal.console().print(terminal.hit(run.hit_document(hit)))
        if not hits:
            say("Nothing found.")


@app.command(epilog="Example: vigil upcoming --on 2020-01-12")
def upcoming(
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="Count from this day instead of today.")
    ] = None,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one date a line.")] = ReadFormat.text,
) -> None:
    """List the hearings and deadlines ahead, soonest first."""
    try:
        today = _now().date() if on is None else date.fromisoformat(on)
    except ValueError:
        say(f"vigil: --on: not a day: {on!r}; write for example 2020-01-12")
        raise typer.Exit(2) from None
    with _casebook(casebook) as opened:
        ahead = opened.upcoming(today)
        for item in ahead:
            if output is ReadFormat.json:
                put(to_json(run.upcoming_document(item)))
        if ahead and output is ReadFormat.text:
            terminal.console().print(terminal.upcoming([run.upcoming_document(item) for item in ahead]))
        if not ahead:
            say(f"No hearing or deadline after {today.isoformat()} is known.")


@app.command(epilog="Example: vigil export 'Qaster Musakhanuly' --as site --out casebook/site")
def export(
    which: Annotated[
        list[str] | None, typer.Argument(metavar="ID...", help="Cases by id or by a person's name.")
    ] = None,
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"One of: {', '.join(run.FORMATS)}.")] = "site",
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    every: Annotated[bool, typer.Option("--all", help="Every case.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write; default CASEBOOK/FORMAT.")
    ] = None,
) -> None:
    """Write cases in a form for others. What goes out is the machine's reading: check it first."""
    if form not in run.FORMATS:
        say(f"vigil: --as {form}: not a format; use one of {', '.join(run.FORMATS)}")
        raise typer.Exit(2)
    if not which and not every:
        say("vigil: name a case by its id or by a person's name, or use --all")
        raise typer.Exit(2)
    with _casebook(casebook) as opened:
        chosen = _sound(opened) if every else opened.chosen(which or [])
        folder = out or casebook / form
        for path in run.write_export(chosen, form, folder):
            say(f"Wrote {path}")


@app.command(epilog="Example: vigil verify --casebook casebook")
def verify(casebook: CasebookOption = DEFAULT_CASEBOOK) -> None:
    """Check every capture, quote and decision of the casebook."""
    with _casebook(casebook) as opened:
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


def main() -> None:
    """Run the command line."""
    try:
        app()
    except KeyboardInterrupt:
        say("Stopped.")
        raise SystemExit(130) from None
