"""What people write beside the case files: notes, tags, filters to come back to, and what they have looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from vigil.errors import ConflictError, NotFoundError
from vigil.store import case_tables, schema
from vigil.store.index import at_once, chosen


@dataclass(frozen=True, slots=True)
class NoteVersion:
    """One version of a note: ``note`` is the number of its first; ``words`` are empty once it was taken back."""

    number: int
    note: int
    anchor: str
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter of the list of cases, as the query of its address."""

    number: int
    name: str
    query: str


class Notebook:
    """What stands beside the case files, within one transaction. A case is named by any of its anchors."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def notes(self, anchors: Collection[str]) -> tuple[tuple[NoteVersion, ...], ...]:
        """Return the notes about a case, each with every version, the oldest first."""
        table = schema.notes.c
        found: dict[int, list[NoteVersion]] = defaultdict(list)
        for row in chosen(select(schema.notes), table.anchor, anchors, self._at):
            version = NoteVersion(row.number, row.note, row.anchor, row.words, row.written_by, row.written_at)
            found[row.note].append(version)
        return tuple(tuple(sorted(found[n], key=lambda v: v.number)) for n in sorted(found))

    def write(self, anchor: str, words: str, *, by: str, at: str) -> int:
        """Keep a new note, and return its number."""
        last = self._at.scalar(select(func.max(schema.notes.c.number))) or 0
        self._note(last + 1, last + 1, anchor, words, by=by, at=at)
        return last + 1

    def rewrite(self, anchors: Collection[str], version: int, words: str, *, by: str, at: str) -> int:
        """Keep a new version of a note about the case in place of ``version``; without words it is taken back.

        Raises NotFoundError where the case has no such version, and ConflictError where it is not the newest.
        """
        note = next((n for n in self.notes(anchors) if any(v.number == version for v in n)), None)
        if note is None:
            raise NotFoundError(f"this case has no note {version}")
        newest = note[-1]
        if newest.number != version:
            raise ConflictError(
                f"{newest.by} wrote this note anew meanwhile: look at what it says now, then write again"
            )
        last = self._at.scalar(select(func.max(schema.notes.c.number))) or 0
        self._note(last + 1, newest.note, newest.anchor, words, by=by, at=at)
        return last + 1

    def _note(self, number: int, note: int, anchor: str, words: str, *, by: str, at: str) -> None:
        row = {"number": number, "note": note, "anchor": anchor, "words": words, "written_by": by, "written_at": at}
        self._at.execute(insert(schema.notes).values(row))

    def tags(self, anchors: Collection[str]) -> tuple[str, ...]:
        """Return the tags of a case by name."""
        return tuple(sorted({row.tag for row in chosen(select(schema.tags), schema.tags.c.anchor, anchors, self._at)}))

    def tags_of(self, cases: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the tags of cases by their ids; nothing for a case without."""
        anchors, tags = case_tables.case_anchors.c, schema.tags.c
        joined = case_tables.case_anchors.join(schema.tags, tags.anchor == anchors.anchor)
        found: dict[str, set[str]] = defaultdict(set)
        for row in chosen(select(anchors.case_id, tags.tag).select_from(joined), anchors.case_id, cases, self._at):
            found[row.case_id].add(row.tag)
        return {case: tuple(sorted(names)) for case, names in found.items()}

    def tag(self, cases: Sequence[Sequence[str]], tag: str, *, by: str, at: str) -> None:
        """Give cases, each by its anchors with the id first, a tag; one that has it keeps it as it is."""
        have = set(self._at.scalars(select(schema.tags.c.anchor).where(schema.tags.c.tag == tag)))
        ids = [anchors[0] for anchors in cases if have.isdisjoint(anchors)]
        rows = [{"tag": tag, "anchor": anchor, "tagged_by": by, "tagged_at": at} for anchor in dict.fromkeys(ids)]
        if rows:
            self._at.execute(insert(schema.tags), rows)

    def untag(self, cases: Sequence[Sequence[str]], tag: str) -> None:
        """Take a tag off cases, each by its anchors."""
        for some in at_once({anchor for anchors in cases for anchor in anchors}):
            self._at.execute(delete(schema.tags).where(schema.tags.c.tag == tag, schema.tags.c.anchor.in_(some)))

    def filters(self, owner: str) -> tuple[SavedFilter, ...]:
        """Return the filters that somebody saved, by name."""
        table = schema.saved_filters.c
        rows = self._at.execute(select(schema.saved_filters).where(table.owner == owner).order_by(table.name))
        return tuple(SavedFilter(row.number, row.name, row.query) for row in rows)

    def save_filter(self, owner: str, name: str, query: str, *, at: str) -> SavedFilter:
        """Keep a filter. Raises ConflictError where the owner has one of the name."""
        if any(name == kept.name for kept in self.filters(owner)):
            raise ConflictError(f"a filter is called {name!r} already; choose another name, or delete that one first")
        row = {"owner": owner, "name": name, "query": query, "saved_at": at}
        made = insert(schema.saved_filters).values(row).returning(schema.saved_filters.c.number)
        return SavedFilter(self._at.execute(made).scalar_one(), name, query)

    def drop_filter(self, owner: str, number: int) -> None:
        """Delete a filter. Raises NotFoundError where the owner has none of that number."""
        table = schema.saved_filters.c
        gone = self._at.execute(delete(schema.saved_filters).where(table.owner == owner, table.number == number))
        if not gone.rowcount:
            raise NotFoundError(f"there is no saved filter {number}")
