"""Full-text search of stories.

The index holds plain words (``words.py``) of titles and stories and, in a column of their own, the keys of names
(``vigil.languages.names``), so that a name is found in any spelling. It keeps no text: passages are cut from the stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, text

from vigil.model.text import Span
from vigil.model.when import When
from vigil.store import schema
from vigil.store.fulltext import AllOf, AnyOf, FullText, Run, Wanted
from vigil.store.passage import Finder
from vigil.store.query import Term, terms_of
from vigil.store.rows import streamed
from vigil.store.words import keys_of, plain_words, written_words

RULES = "search_rules"
"""The row of ``meta`` that says by which rules the index was made."""

_MOST_SCORED = 2000
"""Reports that are scored at most, newest first: scoring costs about 1 µs a report, and a word that stands in every
report of a large casebook says little."""

WORDS = FullText("words", {"title": 3.0, "story": 1.0, "names": 0.5})
"""A title says most of what a report is about; that a name sounds alike says least."""

_BEST = (
    "SELECT number, score FROM ("
    "SELECT w.rowid AS number, {score} AS score FROM words w {where} ORDER BY w.rowid DESC LIMIT :most"
    ") AS newest {further}ORDER BY score DESC, number LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words. ``snippet`` is the passage at ``span`` of its story, ``marks`` the words in it.

    ``score`` is BM25, higher is better. Where only the title holds the words, the story's beginning stands and nothing
    is marked.
    """

    report: str
    title: str | None
    publisher: str | None
    published: When | None
    score: float
    snippet: str
    span: Span
    marks: tuple[Span, ...]


_KEYS_ARE_MADE_BY = ("compounds", "given", "keys", "name_tables", "names", "syllables", "words")
"""Modules of ``vigil.languages`` whose rules stand in the index."""


@cache
def rules() -> str:
    """Return a checksum of everything that decides how words are indexed: the rules of names and of plain words."""
    digest = sha256()
    for package, name in (
        *(("vigil.languages", f"{module}.py") for module in _KEYS_ARE_MADE_BY),
        ("vigil.store", "words.py"),
        ("vigil.store", "folding.toml"),
    ):
        digest.update(files(package).joinpath(name).read_bytes())
    for table in sorted(files("vigil.languages").joinpath("names").iterdir(), key=lambda t: t.name):
        digest.update(table.read_bytes())
    return digest.hexdigest()


def is_current(connection: Connection) -> bool:
    """Whether the index was made by the rules of this version."""
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == RULES)) == rules()


def index(connection: Connection, number: int, title: str | None, story: str) -> None:
    """Put the words of one report into the index."""
    held = {"title": _plain(title or ""), "story": _plain(story), "names": _keys(f"{title or ''}\n{story}")}
    WORDS.put(connection, [(number, held)])


def _plain(written: str) -> Iterator[str]:
    return (word for word, _, _ in plain_words(written))


def _keys(written: str) -> list[str]:
    return sorted({key for word, _, _ in written_words(written) for key in keys_of(word)})


def rebuild(connection: Connection) -> None:
    """Make the index anew from the stories, by the rules of this version."""
    WORDS.empty(connection)
    stored = select(schema.reports.c.number, schema.reports.c.title, schema.reports.c.story)
    for row in streamed(connection, stored):
        index(connection, row.number, row.title, row.story)
    connection.execute(delete(schema.meta).where(schema.meta.c.key == RULES))
    connection.execute(insert(schema.meta).values(key=RULES, value=rules()))


def indexed(connection: Connection) -> int:
    """Return how many reports are in the index."""
    return WORDS.count(connection)


def search(connection: Connection, words: str, *, limit: int) -> tuple[Hit, ...]:
    """Return the reports that hold every one of ``words``, best first; words in double quotes stand together.

    Any text will do as ``words``; without a word in it nothing is found.
    """
    terms = terms_of(words)
    if not terms:
        return ()
    return hits(connection, best(connection, expression(terms), limit=limit), Finder(terms))


def expression(terms: Iterable[Term]) -> AllOf:
    """Return what all terms ask for."""
    return AllOf(tuple(map(_expression, terms)))


def best(
    connection: Connection,
    wanted: Wanted,
    *,
    limit: int,
    joined: str = "",
    conditions: Sequence[str] = (),
    values: Mapping[str, Any] = MappingProxyType({}),
    after: tuple[float, int] | None = None,
) -> list[tuple[float, int]]:
    """Return (score, number) of the reports that hold what is wanted, best first, of the newest 2,000, from after one of these.

    ``joined`` is SQL that joins other tables to ``w``, ``conditions`` are SQL too, and ``values`` what is bound in them.
    """
    bound: dict[str, Any] = {"most": _MOST_SCORED, "limit": limit, **values}
    held = WORDS.held(connection, wanted, bound)
    score = WORDS.score(connection, wanted, bound)
    where = f"{joined}WHERE {' AND '.join((held, *conditions))}"
    further = ""
    if after is not None:
        further = "WHERE score < :score OR (score = :score AND number > :number) "
        bound |= {"score": after[0], "number": after[1]}
    rows = connection.execute(text(_BEST.format(score=score, where=where, further=further)), bound)
    return [(row.score, row.number) for row in rows]


def hits(connection: Connection, best: Sequence[tuple[float, int]], finder: Finder) -> tuple[Hit, ...]:
    """Return reports with the passages that show best what was found."""
    columns = schema.reports.c
    wanted = (columns.number, columns.id, columns.title, columns.publisher, columns.published, columns.story)
    stored = connection.execute(select(*wanted).where(columns.number.in_([number for _, number in best])))
    rows = {row.number: row for row in stored}
    return tuple(_hit(rows[number], score, finder) for score, number in best)


def _expression(term: Term) -> AnyOf:
    """Return what one term is found by: its words in title or story, or the keys of the name."""
    parts = []
    for words, prefix in term.forms:
        parts.append(Run(("title", "story"), words))
        if prefix:
            parts.append(Run(("title", "story"), words, prefix=True))
    parts += [Run(("names",), (key,)) for key in term.keys]
    return AnyOf(tuple(parts))


def _hit(row: Row[*tuple[Any, ...]], score: float, finder: Finder) -> Hit:
    span, marks = finder.passage(row.story)
    published = None if row.published is None else When(row.published)
    snippet = row.story[span.start : span.end]
    return Hit(row.id, row.title, row.publisher, published, round(score, 4), snippet, span, marks)
