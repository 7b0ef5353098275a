"""The tables of a casebook, in types that SQLite and PostgreSQL share.

``migrations/`` makes them; a test holds the two together. Full text has its own table, of SQLite alone: see ``search.py``.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text

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
