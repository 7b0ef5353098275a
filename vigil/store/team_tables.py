"""The tables of accounts, sessions, access to cases, and the trail of what was done."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from vigil.store.schema import decisions, metadata

accounts = Table(
    "accounts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # Argon2id in its own notation
    Column("seed", Text),
    Column("pending", Text),
    Column("step", Integer, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("ended_at", Text),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("account_id", String(16), ForeignKey("accounts.id"), primary_key=True),
    Column("code", String(64), primary_key=True),  # SHA-256 of 125 random bits
    Column("used_at", Text),
)

sessions = Table(
    "sessions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("token", String(64), nullable=False, unique=True),  # SHA-256 of 256 random bits
    Column("account_id", String(16), ForeignKey("accounts.id"), nullable=False),
    Column("begun_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("proved_at", Text, nullable=False),
    Column("locked", Boolean, nullable=False),
    Column("address", Text, nullable=False),
    Column("program", Text, nullable=False),
)
Index("sessions_by_account", sessions.c.account_id)

invitations = Table(
    "invitations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("token", String(64), nullable=False, unique=True),
    Column("role", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_by", String(16)),
    Column("made_at", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)
"""Those that can still be taken; one that was is gone."""

tries = Table(
    "tries",
    metadata,
    Column("key", String(64), primary_key=True),  # SHA-256 of the name that was typed, or of the address
    Column("failed", Integer, nullable=False),
    Column("last_at", Text, nullable=False),
)

restrictions = Table(
    "restrictions",
    metadata,
    Column("anchor", String(12), primary_key=True),
    Column("allowed", Text, primary_key=True),
)
"""Anchors of cases that are restricted, and for whom not; each has a row for owners."""

trail = Table(
    "trail",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("done_at", Text, nullable=False),
    Column("done_by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("was", Text),
    Column("now", Text),
    Column("link", String(64), nullable=False),  # see chain.py
)
Index("trail_by_person", trail.c.done_by, trail.c.number)
Index("trail_by_kind", trail.c.kind, trail.c.number)
Index("decisions_by_person", decisions.c.decided_by, decisions.c.number)
Index("decisions_by_kind", decisions.c.kind, decisions.c.number)
"""They are read together with the trail."""
