"""The tables of a casebook, in types that SQLite and PostgreSQL share.

``migrations/`` makes them; a test holds the two together. Full text has its own table, of SQLite alone: see ``search.py``.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

captures = Table(
    "captures",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("url", Text),
    Column("retrieved_at", Text),
)

reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("captures.sha256"), nullable=False, unique=True),
    Column("story", Text, nullable=False),
    Column("story_sha256", String(64), nullable=False),
    Column("report", Text, nullable=False),  # the Report through the codec, without the text of its story
    Column("published", Text),
    Column("publisher", Text),
    Column("title", Text),
    Column("language", Text),
    Column("added_at", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("report_id", String(16), ForeignKey("reports.id"), nullable=False),
    Column("analyser", Text, nullable=False),
    Column("reading", Text, nullable=False),
    Column("read_at", Text, nullable=False),
    Column("superseded_at", Text),
)

CURRENT = readings.c.superseded_at.is_(None)
"""The reading of a report that counts; earlier ones are kept."""

Index(
    "current_reading",
    readings.c.report_id,
    unique=True,
    sqlite_where=CURRENT,
    postgresql_where=CURRENT,
)

decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("subject", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("value", Text),
    Column("was", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", Text, nullable=False),
    Column("link", String(64), nullable=False),  # see chain.py
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

revisions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own table: the revision that the tables are at."""


# What follows is made from what stands above, by ``vigil.upkeep``; it can be dropped and is made anew.

pending = Table(
    "pending",
    metadata,
    Column("report_id", String(16), primary_key=True),
    Column("stage", Text, nullable=False),  # of ``index.py``
)
Index("pending_by_stage", pending.c.stage)

traces = Table(
    "traces",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report_id", String(16), nullable=False),
    Column("person", Text, nullable=False),
    Column("principal", Boolean, nullable=False),
    Column("identity", String(12)),
    Column("trace", Text, nullable=False),
)
Index("trace_of_member", traces.c.report_id, traces.c.person, unique=True)
Index("traces_by_identity", traces.c.identity)

casts = Table(
    "casts", metadata, Column("report_id", String(16), primary_key=True), Column("cast", Text, nullable=False)
)

name_keys = Table(
    "name_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("trace", Integer, primary_key=True),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies",
    metadata,
    Column("key", Text, primary_key=True),
    Column("bearers", Integer, nullable=False),
    Column("principals", Integer, nullable=False),
    sqlite_with_rowid=False,
)

common_names = Table(
    "common_names",
    metadata,
    Column("word", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Names of two words that many bear, by each word."""

identities = Table(
    "identities", metadata, Column("id", String(12), primary_key=True), Column("identity", Text, nullable=False)
)

rulings = Table(
    "rulings",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which decisions name something of which capture, in their subject or, of two people, in their value."""

reviewed = Table(
    "reviewed",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("decided_by", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The captures whose reports somebody confirmed as a whole, and who did; it follows from the decisions alone."""

cases = Table(
    "cases",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("case", Text),
    Column("fault", Text),  # why it is not shown, where an invariant is broken
    Column("line", Text),  # what the list of cases shows
)


def _of_cases(name: str, column: str) -> Table:
    table = Table(
        name,
        metadata,
        Column(column, Text, primary_key=True),
        Column("case_id", String(12), primary_key=True),
        sqlite_with_rowid=False,
    )
    Index(f"{name}_by_case", table.c.case_id)
    return table


case_anchors = _of_cases("case_anchors", "anchor")
case_reports = _of_cases("case_reports", "report_id")
case_names = _of_cases("case_names", "key")
case_sides = _of_cases("case_sides", "side")  # the country that they are in, and the one of return

case_people = _of_cases("case_people", "identity")
"""Whom each case has at risk."""

case_dates = _of_cases("case_dates", "last_day")
"""The last possible days of what a case has scheduled."""

OF_CASES = (case_anchors, case_reports, case_names, case_sides, case_people, case_dates)
DERIVED = (pending, traces, casts, name_keys, tallies, common_names, identities, cases, *OF_CASES)
"""What is made anew by other rules; ``rulings`` is not, for it follows from the decisions alone."""
