"""``vigil search``: what the page of search finds, in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import RenderableType

from vigil import terminal
from vigil.casebook import Casebook, hit_document
from vigil.console import fail, now, open_casebook, put, say
from vigil.desk import Desk, Viewer
from vigil.desk.search import EventFound, PersonFound, Place, Query, StatementFound, search
from vigil.errors import FieldError
from vigil.exports.phrases import ENGLISH
from vigil.model.document import to_json
from vigil.model.vocab import event_types
from vigil.options import DEFAULT_CASEBOOK, CasebookOption, ReadFormat

search_app = typer.Typer()
Found = PersonFound | StatementFound | EventFound


class Within(StrEnum):
    """What is looked for."""

    stories = "stories"
    people = "people"
    statements = "statements"
    events = "events"


@search_app.command("search", epilog="Example: vigil search torture --in statements --from 2020 --to 2020")
def searched(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words; names in any spelling.")],
    *,
    casebook: CasebookOption = DEFAULT_CASEBOOK,
    within: Annotated[Within, typer.Option("--in", help="What to look for.")] = Within.stories,
    exact: Annotated[bool, typer.Option("--exact", help="Exactly as written: no other spellings.")] = False,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="2020, 2020-03 or 2020-03-15.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day, month or year.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many results at most.")] = 20,
    output: Annotated[ReadFormat, typer.Option("--format", help="json: one result a line.")] = ReadFormat.text,
) -> None:
    """Search the casebook, names and places in any spelling."""
    query = Query(" ".join(words), within.value, exact=exact, since=since, until=until)
    found = 0
    with open_casebook(casebook) as opened:
        try:
            for told, line in _results(opened, query, limit):
                found += 1
                if output is ReadFormat.json:
                    put(told)
                else:
                    terminal.console().print(line)
        except FieldError as error:
            raise fail(error) from None
    if not found:
        say("Nothing found.")


def _results(opened: Casebook, query: Query, limit: int) -> Iterator[tuple[str, RenderableType]]:
    """Yield every result as JSON and as it is printed."""
    desk = Desk(opened, Viewer("terminal"), now)
    if query.within == "stories":
        with opened.finding() as finding:
            for story in finding.stories(query.asked(desk, of="stories"), limit=limit):
                told = hit_document(story.hit)
                yield to_json(told), terminal.hit(told)
        return
    for number, found in enumerate(_pages(desk, query)):
        if number == limit:
            return
        yield to_json(found), _line(found)


def _pages(desk: Desk, query: Query) -> Iterator[Found]:
    after: str | None = None
    while True:
        page = search(desk, query, after=after)
        yield from page.people
        yield from page.statements
        yield from page.events
        after = page.next
        if after is None:
            return


def _line(found: Found) -> RenderableType:
    if isinstance(found, PersonFound):
        return terminal.shown(f"{found.name}  {ENGLISH.standing_of(found.status)}  {found.case}")
    if isinstance(found, StatementFound):
        return terminal.shown(f"{found.speaker} {found.kind}: {_words(found.place)}")
    known = event_types().get(found.type)
    told = (known.label if known else found.type, found.date or "no date", ENGLISH.names(found.who))
    return terminal.shown(f"{', '.join(filter(None, told))}: {_words(found.place)}")


def _words(place: Place) -> str:
    return f"{place.text}  ({place.publisher or 'publisher not known'}, {place.published or 'day not known'}) {place.report}"
