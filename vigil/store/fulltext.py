"""Full text in the database at hand: FTS5 in SQLite, ``tsvector`` in PostgreSQL. The one file whose SQL differs between them.

Words come in plain form (``words.py``) and stand in columns of a table; the database's own rules for words are not used.
"""

from __future__ import annotations

# ruff: noqa: S608 - every value is bound; names of tables and columns are those of this package
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

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
    """A table of words, by ``rowid``. ``columns`` are its columns with their weights when what is found is ranked.

    In SQL of its users it goes by the name ``w``.
    """

    table: str
    columns: Mapping[str, float]

    def put(self, connection: Connection, rows: Sequence[tuple[int, Mapping[str, Iterable[str]]]]) -> None:
        """Put the words of numbered things into the index: for each its number, and plain words by column."""
        if not rows:
            return
        sqlite = is_sqlite(connection)
        gap, shape = ("{}", " ".join) if sqlite else ("CAST({} AS tsvector)", _vector)
        gaps = ", ".join(gap.format(f":{column}") for column in self.columns)
        said = f"INSERT INTO {self.table} (rowid, {', '.join(self.columns)}) VALUES (:number, {gaps})"
        values = [{"number": n, **{c: shape(words.get(c, ())) for c in self.columns}} for n, words in rows]
        connection.execute(text(said), values)

    def empty(self, connection: Connection) -> None:
        """Take every word away."""
        sqlite = f"INSERT INTO {self.table} ({self.table}) VALUES ('delete-all')"
        connection.execute(text(sqlite if is_sqlite(connection) else f"TRUNCATE {self.table}"))

    def count(self, connection: Connection) -> int:
        """Return how many things are in the index."""
        return connection.scalar(text(f"SELECT count(*) FROM {self.table}")) or 0

    def held(self, connection: Connection, wanted: Wanted, values: dict[str, Any]) -> str:
        """Return the condition that ``w`` holds what is wanted; what is bound in it is put into ``values``."""
        if is_sqlite(connection):
            values["match"] = _fts5(wanted)
            return f"{self.table} MATCH :match"

        def said(part: Wanted) -> str:
            if isinstance(part, Run):
                name = f"run_{len(values)}"
                values[name] = _tsquery(part)
                return "(" + " OR ".join(f"w.{column} @@ CAST(:{name} AS tsquery)" for column in part.columns) + ")"
            joint = " AND " if isinstance(part, AllOf) else " OR "
            return "(" + joint.join(said(p) for p in part.parts) + ")"

        return said(wanted)

    def score(self, connection: Connection, wanted: Wanted, values: dict[str, Any]) -> str:
        """Return the SQL of how well ``w`` fits, higher is better; what is bound in it is put into ``values``."""
        if is_sqlite(connection):
            return f"-bm25({self.table}, {', '.join(map(str, self.columns.values()))})"
        ranks = []
        for column, weight in self.columns.items():
            query = _any_word(wanted, column)
            if query:
                values[f"rank_{column}"] = query
                ranks.append(f"{weight} * ts_rank(w.{column}, CAST(:rank_{column} AS tsquery))")
        return " + ".join(ranks) or "0.0"


def is_sqlite(connection: Connection) -> bool:
    """Whether the database is SQLite, else it is PostgreSQL."""
    return connection.dialect.name == "sqlite"


def in_order(connection: Connection) -> str:
    """Return the words that join tables: in SQLite those that keep it from going through the second one first."""
    return "CROSS JOIN" if is_sqlite(connection) else "JOIN"


def listed(connection: Connection, name: str) -> str:
    """Return the SQL of the values of a bound parameter that is a list as JSON text."""
    if is_sqlite(connection):
        return f"SELECT value FROM json_each(:{name})"
    return f"SELECT value FROM json_array_elements_text(CAST(:{name} AS json))"


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
