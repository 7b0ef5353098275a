"""Full text in the database at hand: FTS5 in SQLite, ``tsvector`` in PostgreSQL. The one file whose SQL differs between them.

Words come in plain form (``words.py``) and stand in columns of a table; the database's own rules for words are not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

_LAST_POSITION = 16383
"""Of a lexeme in a ``tsvector`` (postgresql.org/docs/current/datatype-textsearch.html); words beyond stand at it."""

_LONGEST_LEXEME = 2046
"""Bytes of a lexeme."""

_MOST_WORDS = 200_000
"""Words of a column that PostgreSQL indexes: a ``tsvector`` may have 1 MB."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together in one of ``columns``; with ``prefix`` the last one may be a beginning."""

    columns: tuple[str, ...]
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the parts holds."""

    parts: tuple[Run | AllOf | AnyOf, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the parts hold."""

    parts: tuple[Run | AllOf | AnyOf, ...]


Wanted = Run | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class FullText:
    """A table of words. ``columns`` are its columns with their weights when what is found is ranked."""

    table: str
    columns: dict[str, float]

    def put(self, connection: Connection, rows: Sequence[tuple[int, dict[str, Iterable[str]]]]) -> None:
        """Put the words of numbered things into the index: for each its number, and plain words by column."""
        if not rows:
            return
        names = ", ".join(self.columns)
        gaps = ", ".join(f":{column}" for column in self.columns)
        if _is_sqlite(connection):
            said = f"INSERT INTO {self.table} (rowid, {names}) VALUES (:number, {gaps})"  # noqa: S608  # names of this file's callers
            shape = " ".join
        else:
            gaps = ", ".join(f"CAST(:{column} AS tsvector)" for column in self.columns)
            said = f"INSERT INTO {self.table} (number, {names}) VALUES (:number, {gaps})"  # noqa: S608
            shape = _vector
        values = [{"number": n, **{c: shape(words.get(c, ())) for c in self.columns}} for n, words in rows]
        connection.execute(text(said), values)

    def empty(self, connection: Connection) -> None:
        """Take every word away."""
        sqlite = f"INSERT INTO {self.table} ({self.table}) VALUES ('delete-all')"  # noqa: S608
        connection.execute(text(sqlite if _is_sqlite(connection) else f"TRUNCATE {self.table}"))

    def count(self, connection: Connection) -> int:
        """Return how many things are in the index."""
        return connection.scalar(text(f"SELECT count(*) FROM {self.table}")) or 0  # noqa: S608

    def best(self, connection: Connection, wanted: Wanted, *, most: int, limit: int) -> Sequence[Row[Any]]:
        """Return (number, score) of what is found, the highest score first, of equals the lowest number.

        Of more than ``most`` the highest numbers are ranked: scoring costs about 1 µs each.
        """
        if _is_sqlite(connection):
            weights = ", ".join(str(w) for w in self.columns.values())
            found = (
                f"SELECT rowid AS number, -bm25({self.table}, {weights}) AS score FROM {self.table} "  # noqa: S608
                f"WHERE {self.table} MATCH :match ORDER BY rowid DESC LIMIT :most"
            )
            values: dict[str, Any] = {"match": _fts5(wanted)}
        else:
            held, values = self._held(wanted)
            values |= {f"rank_{column}": _any_word(wanted, column) for column in self.columns}
            rank = " + ".join(
                f"{weight} * ts_rank({column}, CAST(:rank_{column} AS tsquery))"
                for column, weight in self.columns.items()
            )
            found = f"SELECT number, {rank} AS score FROM {self.table} WHERE {held} ORDER BY number DESC LIMIT :most"  # noqa: S608
        ranked = f"SELECT number, score FROM ({found}) AS found ORDER BY score DESC, number LIMIT :limit"  # noqa: S608
        return connection.execute(text(ranked), values | {"most": most, "limit": limit}).all()

    def condition(self, connection: Connection, wanted: Wanted) -> tuple[str, dict[str, Any]]:
        """Return SQL that gives the numbers of all that is found, and the values of its parameters."""
        if _is_sqlite(connection):
            return (
                f"SELECT rowid AS number FROM {self.table} WHERE {self.table} MATCH :match",  # noqa: S608
                {"match": _fts5(wanted)},
            )
        held, values = self._held(wanted)
        return f"SELECT number FROM {self.table} WHERE {held}", values  # noqa: S608

    def _held(self, wanted: Wanted) -> tuple[str, dict[str, Any]]:
        """Return the condition for PostgreSQL: each run is a ``tsquery`` over each of its columns."""
        values: dict[str, Any] = {}

        def said(part: Wanted) -> str:
            if isinstance(part, Run):
                name = f"run_{len(values)}"
                values[name] = _tsquery(part)
                return "(" + " OR ".join(f"{column} @@ CAST(:{name} AS tsquery)" for column in part.columns) + ")"
            joint = " AND " if isinstance(part, AllOf) else " OR "
            return "(" + joint.join(said(p) for p in part.parts) + ")"

        return said(wanted), values


def _is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def _fts5(wanted: Wanted) -> str:
    """Return an FTS5 expression in which every word is a quoted string, so that nothing in it is an operator."""
    if isinstance(wanted, Run):
        phrase = '"' + " ".join(wanted.words) + '"'
        return f"{{{' '.join(wanted.columns)}}} : {phrase}{' *' if wanted.prefix else ''}"
    joint = " AND " if isinstance(wanted, AllOf) else " OR "
    return "(" + joint.join(_fts5(part) for part in wanted.parts) + ")"


def _lexeme(word: str) -> str:
    """Return a word as PostgreSQL quotes it; a longer one than it takes is known by its beginning."""
    kept = word.encode()[:_LONGEST_LEXEME].decode(errors="ignore")
    escaped = kept.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _vector(words: Iterable[str]) -> str:
    """Return words with their places as the text of a ``tsvector``."""
    placed = zip(range(1, _MOST_WORDS + 1), words, strict=False)
    return " ".join(f"{_lexeme(word)}:{min(place, _LAST_POSITION)}" for place, word in placed)


def _tsquery(run: Run) -> str:
    last = len(run.words) - 1
    return " <-> ".join(f"{_lexeme(w)}{':*' if run.prefix and n == last else ''}" for n, w in enumerate(run.words))


def _runs(wanted: Wanted) -> Iterator[Run]:
    if isinstance(wanted, Run):
        yield wanted
    else:
        for part in wanted.parts:
            yield from _runs(part)


def _any_word(wanted: Wanted, column: str) -> str:
    """Return a ``tsquery`` that any run of the column fits, to rank by."""
    return " | ".join(f"({_tsquery(run)})" for run in _runs(wanted) if column in run.columns)
