"""Case files and the index that finds what a report changes: all of it made from the reports, and made anew when dropped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and put every report down as not yet in a case file."""
    op.create_table(
        "pending",
        sa.Column("report_id", sa.String(16), primary_key=True),
        sa.Column("stage", sa.Text, nullable=False),
    )
    op.create_index("pending_by_stage", "pending", ["stage"])
    op.create_table(
        "traces",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.String(16), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("principal", sa.Boolean, nullable=False),
        sa.Column("identity", sa.String(12)),
        sa.Column("trace", sa.Text, nullable=False),
    )
    op.create_index("trace_of_member", "traces", ["report_id", "person"], unique=True)
    op.create_index("traces_by_identity", "traces", ["identity"])
    op.create_table(
        "casts",
        sa.Column("report_id", sa.String(16), primary_key=True),
        sa.Column("cast", sa.Text, nullable=False),
    )
    op.create_table(
        "name_keys",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("trace", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tallies",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("bearers", sa.Integer, nullable=False),
        sa.Column("principals", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "common_names",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("identity", sa.Text, nullable=False),
    )
    op.create_table(
        "rulings",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("case", sa.Text),
        sa.Column("fault", sa.Text),
        sa.Column("line", sa.Text),
    )
    columns = {
        "case_anchors": "anchor",
        "case_reports": "report_id",
        "case_names": "key",
        "case_sides": "side",
        "case_people": "identity",
        "case_dates": "last_day",
    }
    for name, column in columns.items():
        op.create_table(
            name,
            sa.Column(column, sa.Text, primary_key=True),
            sa.Column("case_id", sa.String(12), primary_key=True),
            sqlite_with_rowid=False,
        )
        op.create_index(f"{name}_by_case", name, ["case_id"])
    op.execute("INSERT INTO pending (report_id, stage) SELECT id, 'read' FROM reports")
