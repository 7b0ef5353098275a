"""How every command speaks, tells the time and opens the casebook, and what ends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from vigil import terminal
from vigil.casebook import Casebook
from vigil.errors import VigilError


def say(message: str) -> None:
    """Print one line on standard error, with nothing in it that a terminal would obey."""
    sys.stderr.write(terminal.clean(message).replace("\n", " ") + "\n")


def put(line: str) -> None:
    """Print one line on standard output in UTF-8, whatever the terminal's own character set."""
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.flush()


def fail(error: VigilError) -> typer.Exit:
    """Say what is wrong in one line, and return what ends the command with exit status 1."""
    say(f"vigil: {error}")
    return typer.Exit(1)


@contextmanager
def open_casebook(folder: Path, *, create: bool = False) -> Iterator[Casebook]:
    """Open the casebook for one command; an error of Vigil's own becomes one line and exit status 1."""
    try:
        with terminal.watched() as watch, Casebook(folder, create=create, watch=watch) as opened:
            yield opened
    except VigilError as error:
        raise fail(error) from None


def now() -> datetime:
    """Return the time."""
    return datetime.now(tz=UTC)


def day_of(option: str, text: str) -> date:
    """Return the day that an option gives; anything else is one line and exit status 2."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        say(f"vigil: {option}: not a day: {text!r}; write for example 2020-01-12")
        raise typer.Exit(2) from None


def today_or(on: str | None) -> date:
    """Return the day that ``--on`` gives, today where it is not given."""
    return now().date() if on is None else day_of("--on", on)
