"""Notes and tags of cases, and saved filters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from vigil.desk.cases import asked_for
from vigil.desk.desk import Desk
from vigil.desk.opening import open_case
from vigil.errors import InputError
from vigil.model.case import Case
from vigil.store import NoteVersion, SavedFilter, Shelf

LONGEST_NOTE, LONGEST_TAG, LONGEST_NAME = 20_000, 40, 60
"""Characters."""
MOST_AT_ONCE = 200
"""Cases of one request."""


@dataclass(frozen=True, slots=True)
class VersionDocument:
    """One version of a note."""

    number: int
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A note about a case: its newest version, and those before it, the newest of them first."""

    now: VersionDocument
    before: tuple[VersionDocument, ...]


@dataclass(frozen=True, slots=True)
class FilterDocument:
    """A saved filter: its name and the query of its address."""

    number: int
    name: str
    query: str


def documents(notes: Iterable[Sequence[NoteVersion]]) -> tuple[NoteDocument, ...]:
    """Return notes, the newest first; one whose newest version has no words was taken back and is shown as that."""
    found = []
    for versions in notes:
        *before, now = (VersionDocument(v.number, v.words, v.by, v.at) for v in versions)
        found.append(NoteDocument(now, tuple(reversed(before))))
    return tuple(reversed(found))


def notes(desk: Desk, wanted: str) -> tuple[NoteDocument, ...]:
    """Return the notes about a case, the newest first. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        return documents(shelf.notebook.notes(open_case(desk, shelf, wanted).anchors))


def write_note(desk: Desk, wanted: str, words: str, *, version: int | None = None) -> str:
    """Keep a note about a case, or a new version in place of ``version``, and return the id of the case.

    A version without words takes the note back; the words before stay. Raises NotFoundError, InputError where there is
    nothing to keep, ConflictError where ``version`` is not the newest, and NotAllowedError.
    """
    desk.ask("reviewer")
    words = words.replace("\r\n", "\n").strip()
    if not words and version is None:
        raise InputError("the note is empty; write something, or leave the page")
    if len(words) > LONGEST_NOTE:
        raise InputError(f"a note has at most {LONGEST_NOTE:,} characters, this one {len(words):,}; write two")
    with desk.casebook.shelf(writing=True) as shelf:
        case = open_case(desk, shelf, wanted)
        if version is None:
            shelf.notebook.write(case.id, words, by=desk.viewer.name, at=desk.at())
        else:
            shelf.notebook.rewrite(case.anchors, version, words, by=desk.viewer.name, at=desk.at())
    return case.id


def tags(desk: Desk, wanted: str) -> tuple[str, ...]:
    """Return the tags of a case by name. Raises NotFoundError."""
    with desk.casebook.shelf() as shelf:
        return shelf.notebook.tags(open_case(desk, shelf, wanted).anchors)


def tag_cases(desk: Desk, wanted: Sequence[str], tag: str, *, off: bool = False) -> tuple[str, ...]:
    """Give cases a tag, or take it ``off``, and return their ids: all of them, or none where one raises NotFoundError.

    Raises InputError where there is no tag or no case, and NotAllowedError.
    """
    desk.ask("reviewer")
    tag = " ".join(tag.split())
    if not tag:
        raise InputError("the tag has no name; write one")
    if len(tag) > LONGEST_TAG:
        raise InputError(f"a tag has at most {LONGEST_TAG} characters; this one has {len(tag)}")
    with desk.casebook.shelf(writing=True) as shelf:
        found = chosen(desk, shelf, wanted)
        anchors = [case.anchors for case in found]
        if off:
            shelf.notebook.untag(anchors, tag)
        else:
            shelf.notebook.tag(anchors, tag, by=desk.viewer.name, at=desk.at())
    return tuple(case.id for case in found)


def chosen(desk: Desk, shelf: Shelf, wanted: Sequence[str]) -> tuple[Case, ...]:
    """Return the cases of ids, each once. Raises NotFoundError, and InputError where there are none or too many."""
    ids = list(dict.fromkeys(wanted))
    if not ids:
        raise InputError("no case is selected; tick the box before each that you mean")
    if len(ids) > MOST_AT_ONCE:
        raise InputError(f"at most {MOST_AT_ONCE} cases go together; these are {len(ids):,}: select fewer")
    return tuple({case.id: case for case in (open_case(desk, shelf, i) for i in ids)}.values())


def filters(desk: Desk) -> tuple[FilterDocument, ...]:
    """Return the filters that the viewer saved, by name."""
    with desk.casebook.shelf() as shelf:
        return tuple(map(_filter, shelf.notebook.filters(desk.viewer.name)))


def save_filter(desk: Desk, name: str, query: str) -> FilterDocument:
    """Keep a filter of the list of cases under a name, for the viewer. ``query`` is that of its address.

    Raises InputError where name or query will not do, ConflictError where the name is taken, and NotAllowedError.
    """
    desk.ask("contributor")
    name = " ".join(name.split())
    if not name:
        raise InputError("the filter has no name; write one")
    if len(name) > LONGEST_NAME:
        raise InputError(f"the name of a filter has at most {LONGEST_NAME} characters; this one has {len(name)}")
    asked = asked_for(dict(parse_qsl(query)))
    with desk.casebook.shelf(writing=True) as shelf:
        return _filter(shelf.notebook.save_filter(desk.viewer.name, name, asked.query, at=desk.at()))


def drop_filter(desk: Desk, number: int) -> None:
    """Delete a filter that the viewer saved. Raises NotFoundError and NotAllowedError."""
    desk.ask("contributor")
    with desk.casebook.shelf(writing=True) as shelf:
        shelf.notebook.drop_filter(desk.viewer.name, number)


def _filter(kept: SavedFilter) -> FilterDocument:
    return FilterDocument(kept.number, kept.name, kept.query)
