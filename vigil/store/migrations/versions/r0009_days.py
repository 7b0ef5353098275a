"""What is ahead, where, and what is still to be looked at: found without opening every case file."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vigil.store.migrations.growing import only_grows

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables, and let the case files be made anew so that they are filled; dates ahead stand in the timelines now."""
    op.drop_table("case_dates")
    _of_cases()
    op.create_table(
        "looks",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("anchor", sa.String(12), nullable=False),
        sa.Column("mark", sa.String(16), nullable=False),
        sa.Column("looked", sa.Boolean, nullable=False),
        sa.Column("looked_by", sa.Text, nullable=False),
        sa.Column("looked_at", sa.Text, nullable=False),
    )
    op.create_index("looks_by_anchor", "looks", ["anchor", "mark"])
    op.create_table(
        "turns",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("anchor", sa.String(12), nullable=False),
        sa.Column("turned_at", sa.Text, nullable=False),
        sa.Column("status_was", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("next_was", sa.Text),
        sa.Column("next", sa.Text),
    )
    op.create_index("turns_by_day", "turns", ["turned_at"])
    only_grows("looks", "looks are")
    op.execute("DELETE FROM meta WHERE key = 'case_rules'")


def _of_cases() -> None:
    op.create_table(
        "case_entries",
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("entry", sa.Integer, primary_key=True),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sa.Column("told", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("case_entries_ahead", "case_entries", ["status", "last_day"])
    op.create_table(
        "case_months",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("entry", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("case_months_by_case", "case_months", ["case_id"])
    op.create_table(
        "case_places",
        sa.Column("spot", sa.Text, primary_key=True),
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("entry", sa.Integer, primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("first_day", sa.Text),
        sa.Column("last_day", sa.Text),
        sqlite_with_rowid=False,
    )
    op.create_index("case_places_by_case", "case_places", ["case_id"])
    op.create_table(
        "case_silences",
        sa.Column("first_day", sa.Text, primary_key=True),
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("until", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("case_silences_by_case", "case_silences", ["case_id"])
    op.create_table(
        "case_disagreements",
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("mark", sa.String(16), primary_key=True),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("looked", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("case_disagreements_by_look", "case_disagreements", ["looked", "case_id"])
