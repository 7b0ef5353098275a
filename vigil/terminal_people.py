"""People over reports, proposals and decisions in a terminal, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vigil.languages.spoken import spoken_date
from vigil.model.people_contract import (
    DecisionDocument,
    MemberDocument,
    PersonOverReportsDocument,
    ProposalDocument,
)
from vigil.model.when import When
from vigil.terminal import shown

_SAYS = {
    "same": "one person",
    "apart": "two people",
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
    "add": "added",
}
_TWO = ("same", "apart")
_WAS = {'"same"': "one person", '"apart"': "two people"}


def people(listed: Sequence[PersonOverReportsDocument], *, headed: bool = True) -> RenderableType:
    """Return the table of ``vigil people``, or with ``headed`` false more lines of it."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False, show_header=headed)
    table.add_column("Id", no_wrap=True)
    for heading in ("Who", "Also written", "Part"):
        table.add_column(heading, overflow="fold")
    table.add_column("Reports", justify="right")
    for each in listed:
        cells = (each.id, each.name, _others(each), each.part.replace("_", " "), _reports(each))
        table.add_row(*(shown(cell) for cell in cells))
    return table


def _others(one: PersonOverReportsDocument) -> str:
    return ", ".join(name for name in one.names if name != one.name)


def _reports(one: PersonOverReportsDocument) -> int:
    return len({m.report for m in one.members})


def person(one: PersonOverReportsDocument) -> RenderableType:
    """Return one person with the id in each report, and why they were taken for one."""
    lines: list[RenderableType] = [Text.assemble(shown(one.name, "bold"), shown(f"  {one.id}"))]
    lines += [Padding(shown(_told(member)), (0, 0, 0, 2)) for member in one.members]
    if one.linked_because:
        lines.append(shown(f"  one person, because: {'; '.join(one.linked_because)}", "dim"))
    return Group(*lines, Text())


def _told(member: MemberDocument) -> str:
    published = spoken_date(When(member.published) if member.published else None)
    return f"{member.id}  {member.name}: {member.title or 'Untitled report'}, {published}"


def proposal(one: ProposalDocument) -> RenderableType:
    """Return one proposal: the two, and what speaks for and against."""
    head = Text.assemble(shown(one.id, "bold"), shown(f"  score {one.score:.2f}"))
    rows = (
        ("names", one.names_compared),
        ("for", one.speaks_for),
        ("against", one.speaks_against),
    )
    table = Table.grid(padding=(0, 2))
    for label, reasons in rows:
        if reasons:
            table.add_row(shown(label, "dim"), shown("; ".join(reasons)))
    sides = (Padding(shown(_side(side)), (0, 0, 0, 2)) for side in (one.left, one.right))
    return Group(head, *sides, Padding(table, (0, 0, 0, 2)), Text())


def _side(one: PersonOverReportsDocument) -> str:
    count = _reports(one)
    return f"{one.id}  {', '.join(one.names)} ({count} {'report' if count == 1 else 'reports'})"


def log(logged: Iterable[DecisionDocument]) -> RenderableType:
    """Return the table of ``vigil decisions``."""
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column("No", justify="right")
    for heading in ("When, by whom", "About", "Was", "Is now"):
        table.add_column(heading, overflow="fold")
    table.add_column("Stands", no_wrap=True)
    for each in logged:
        stands = "" if each.kind == "undo" else each.holds
        was = _WAS.get(each.was or "", each.was or "")
        cells = (each.number, f"{each.at[:10]}\n{each.by}", _about(each), was, _says(each), stands)
        table.add_row(*(shown(cell) for cell in cells))
    return table


def _about(one: DecisionDocument) -> str:
    named = [f"{m.name} ({m.id})" for m in one.about]
    if one.holds == "no longer found" and one.kind in _TWO and len(named) < 2:
        named.append("somebody no longer found")
    return "\n".join(named) or f"something in the report {one.subject[:16]}"


def _says(one: DecisionDocument) -> str:
    if one.kind == "undo":
        return f"{one.takes_back} taken back" if one.takes_back else "nothing taken back"
    return _SAYS[one.kind] + (f": {one.value}" if one.kind == "correct" and one.value else "")


def decided(one: DecisionDocument) -> str:
    """Return one line about a decision that was just made."""
    names = " and ".join(m.name for m in one.about) or "what it was about"
    if one.kind == "undo":
        return f"Decision {one.number}: what decision {one.takes_back} said of {names} is taken back."
    return f"Decision {one.number}: {names} are {_SAYS[one.kind]}. Take it back with: vigil undo {one.number}"
