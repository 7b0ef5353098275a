"""The tables of what is sent to a casebook: imports, what each is made of and what came of it, feeds, and settings."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from vigil.store.schema import metadata

imports = Table(
    "imports",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("published", Text),
    Column("feed", Integer),
    Column("state", Text, nullable=False),
    Column("trouble", Text),  # why it was stopped, where nobody asked for that
    Column("items", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("added", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("ended_at", Text),
)
Index("imports_by_state", imports.c.state)

import_items = Table(
    "import_items",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("import_number", Integer, ForeignKey("imports.number"), nullable=False),
    Column("name", Text, nullable=False),
    Column("address", Text),
    Column("sha256", String(64)),  # of the bytes in incoming/, once they are here
    Column("record", String(64)),  # of the WARC record that came with them
    Column("came", Text),  # the address after redirects, when it came, its character set: JSON
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
)
IS_OPEN = import_items.c.state != "done"
Index(
    "open_import_items",
    import_items.c.state,
    import_items.c.import_number,
    sqlite_where=IS_OPEN,
    postgresql_where=IS_OPEN,
)
Index("items_of_import", import_items.c.import_number)
Index("items_by_capture", import_items.c.sha256)
Index("items_by_record", import_items.c.record)

import_outcomes = Table(
    "import_outcomes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("import_number", Integer, ForeignKey("imports.number"), nullable=False),
    Column("item", Integer, ForeignKey("import_items.number"), nullable=False),
    Column("part", Integer, nullable=False),  # which report of a file that holds several
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("report_id", String(16)),
    Column("message", Text),
)
Index("outcome_of_part", import_outcomes.c.item, import_outcomes.c.part, unique=True)
Index("outcomes_by_kind", import_outcomes.c.import_number, import_outcomes.c.kind, import_outcomes.c.number)
Index("outcomes_of_import", import_outcomes.c.import_number, import_outcomes.c.number)

feeds = Table(
    "feeds",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False, unique=True),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", Text, nullable=False),
    Column("every_hours", Integer),  # null: only when somebody asks
    Column("last_import", Integer),
    Column("last_at", Text),
    Column("next_at", Text),
)

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
