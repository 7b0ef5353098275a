"""Proposals are kept, and people are found by id and listed by name: made from the reports, like the rest of the index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables of people anew, empty; that no rules are noted has everything made anew at the next look."""
    op.drop_table("traces")
    op.create_table(
        "traces",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.String(16), nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("anchor", sa.String(12), nullable=False),
        sa.Column("principal", sa.Boolean, nullable=False),
        sa.Column("identity", sa.String(12)),
        sa.Column("trace", sa.Text, nullable=False),
    )
    op.create_index("trace_of_member", "traces", ["report_id", "person"], unique=True)
    op.create_index("traces_by_identity", "traces", ["identity"])
    op.create_index("traces_by_anchor", "traces", ["anchor"])
    op.drop_table("identities")
    op.create_table(
        "identities",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, nullable=False),
    )
    op.create_index("identities_by_name", "identities", ["name", "id"])
    op.create_table(
        "proposals",
        sa.Column("one", sa.String(12), primary_key=True),
        sa.Column("other", sa.String(12), primary_key=True),
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("proposal", sa.Text, nullable=False),
    )
    op.create_index("proposals_by_other", "proposals", ["other"])
    op.create_index("proposals_by_rank", "proposals", ["rank", "id"])
    op.create_table(
        "proposal_ids",
        sa.Column("id", sa.String(12), primary_key=True),
        sa.Column("one", sa.String(12), nullable=False),
        sa.Column("other", sa.String(12), nullable=False),
    )
    op.create_index("rulings_by_number", "rulings", ["number"])
    op.execute("DELETE FROM meta WHERE key = 'case_rules'")
