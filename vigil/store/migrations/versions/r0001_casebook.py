"""The first casebook: captures, reports, readings, decisions that are only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vigil.store.migrations.growing import only_grows

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "captures",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("retrieved_at", sa.Text),
    )
    op.create_table(
        "reports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("captures.sha256"), nullable=False, unique=True),
        sa.Column("story", sa.Text, nullable=False),
        sa.Column("story_sha256", sa.String(64), nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("title", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("added_at", sa.Text, nullable=False),
    )
    op.create_table(
        "readings",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("report_id", sa.String(16), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("analyser", sa.Text, nullable=False),
        sa.Column("reading", sa.Text, nullable=False),
        sa.Column("read_at", sa.Text, nullable=False),
        sa.Column("superseded_at", sa.Text),
    )
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        "current_reading", "readings", ["report_id"], unique=True, sqlite_where=current, postgresql_where=current
    )
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text),
        sa.Column("was", sa.Text),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("decided_at", sa.Text, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    only_grows("decisions", "decisions are")
