"""Which reports are reviewed: it follows from the decisions, and is kept so that a list need not read them all."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the table; it is filled when the casebook is opened."""
    op.create_table(
        "reviewed",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("decided_by", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
