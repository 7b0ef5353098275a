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

notes = Table(
    "notes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("note", Integer, nullable=False),  # the number of its first version
    Column("anchor", String(12), nullable=False),  # of the case
    Column("words", Text, nullable=False),  # "" once it is taken back
    Column("written_by", Text, nullable=False),
    Column("written_at", Text, nullable=False),
)
"""Notes about cases. Like decisions they are only ever added to: a later row is a new version."""
Index("notes_by_anchor", notes.c.anchor)
Index("notes_by_note", notes.c.note)

tags = Table(
    "tags",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("anchor", String(12), primary_key=True),
    Column("tagged_by", Text, nullable=False),
    Column("tagged_at", Text, nullable=False),
)
Index("tags_by_anchor", tags.c.anchor)

saved_filters = Table(
    "saved_filters",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)
Index("saved_filter_of_owner", saved_filters.c.owner, saved_filters.c.name, unique=True)

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
    Column("anchor", String(12), nullable=False),
    Column("principal", Boolean, nullable=False),
    Column("identity", String(12)),
    Column("trace", Text, nullable=False),
)
Index("trace_of_member", traces.c.report_id, traces.c.person, unique=True)
Index("traces_by_identity", traces.c.identity)
Index("traces_by_anchor", traces.c.anchor)

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
    "identities",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("name", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("identity", Text, nullable=False),
)
Index("identities_by_name", identities.c.name, identities.c.id)

proposals = Table(
    "proposals",
    metadata,
    Column("one", String(12), primary_key=True),
    Column("other", String(12), primary_key=True),
    Column("id", String(12), nullable=False),
    Column("rank", Integer, nullable=False),  # the surest first: hundredths of the score, below zero
    Column("proposal", Text, nullable=False),
)
"""Who may be whom, both as ids of identities or, where somebody is linked with nobody at risk, as an anchor."""
Index("proposals_by_other", proposals.c.other)
Index("proposals_by_rank", proposals.c.rank, proposals.c.id)

proposal_ids = Table(
    "proposal_ids",
    metadata,
    Column("id", String(12), primary_key=True),
    Column("one", String(12), nullable=False),
    Column("other", String(12), nullable=False),
)
"""Every id that a proposal ever had, with the anchors of two members: it finds the proposal when more reports came."""

rulings = Table(
    "rulings",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("number", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which decisions name something of which capture, in their subject or, of two people, in their value."""
Index("rulings_by_number", rulings.c.number)

reviewed = Table(
    "reviewed",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("decided_by", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The captures whose reports somebody confirmed as a whole, and who did; it follows from the decisions alone."""
