"""Notes, tags, saved filters and what was looked at; and what the list of cases is filtered and sorted by, made anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vigil.store.migrations.growing import only_grows

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, and let the case files be made anew, with what the list needs beside them."""
    _notebook()
    _list()
    op.execute("DELETE FROM meta WHERE key = 'case_rules'")


def _notebook() -> None:
    op.create_table(
        "notes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("note", sa.Integer, nullable=False),
        sa.Column("anchor", sa.String(12), nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("written_by", sa.Text, nullable=False),
        sa.Column("written_at", sa.Text, nullable=False),
    )
    op.create_index("notes_by_anchor", "notes", ["anchor"])
    op.create_index("notes_by_note", "notes", ["note"])
    only_grows("notes", "notes are")
    op.create_table(
        "tags",
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("anchor", sa.String(12), primary_key=True),
        sa.Column("tagged_by", sa.Text, nullable=False),
        sa.Column("tagged_at", sa.Text, nullable=False),
    )
    op.create_index("tags_by_anchor", "tags", ["anchor"])
    op.create_table(
        "saved_filters",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("saved_at", sa.Text, nullable=False),
    )
    op.create_index("saved_filter_of_owner", "saved_filters", ["owner", "name"], unique=True)


def _list() -> None:
    for name, column in {"case_sounds": "key", "case_charges": "charge"}.items():
        op.create_table(
            name,
            sa.Column(column, sa.Text, primary_key=True),
            sa.Column("case_id", sa.String(12), primary_key=True),
            sqlite_with_rowid=False,
        )
        op.create_index(f"{name}_by_case", name, ["case_id"])
    op.create_table(
        "case_list",
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("host", sa.Text),
        sa.Column("origin", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("next_day", sa.Text, nullable=False),
        sa.Column("next_end", sa.Text, nullable=False),
        sa.Column("news", sa.Text, nullable=False),
        sa.Column("reports", sa.Integer, nullable=False),
        sa.Column("reviewed", sa.Boolean, nullable=False),
    )
    for column in ("name", "next_day", "news", "reports", "host", "origin", "status"):
        op.create_index(f"case_list_by_{column}", "case_list", [column, "case_id"])
