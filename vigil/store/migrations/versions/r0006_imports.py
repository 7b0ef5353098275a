"""What is sent to a casebook: imports that outlive a stop, feeds, and settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "imports",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("published", sa.Text),
        sa.Column("feed", sa.Integer),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("trouble", sa.Text),
        sa.Column("items", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("known", sa.Integer, nullable=False),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("ended_at", sa.Text),
    )
    op.create_index("imports_by_state", "imports", ["state"])
    op.create_table(
        "import_items",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("import_number", sa.Integer, sa.ForeignKey("imports.number"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("sha256", sa.String(64)),
        sa.Column("record", sa.String(64)),
        sa.Column("came", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    is_open = sa.text("state != 'done'")
    op.create_index(
        "open_import_items",
        "import_items",
        ["state", "import_number"],
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_index("items_of_import", "import_items", ["import_number"])
    op.create_index("items_by_capture", "import_items", ["sha256"])
    op.create_index("items_by_record", "import_items", ["record"])
    op.create_table(
        "import_outcomes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("import_number", sa.Integer, sa.ForeignKey("imports.number"), nullable=False),
        sa.Column("item", sa.Integer, sa.ForeignKey("import_items.number"), nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("report_id", sa.String(16)),
        sa.Column("message", sa.Text),
    )
    op.create_index("outcome_of_part", "import_outcomes", ["item", "part"], unique=True)
    op.create_index("outcomes_by_kind", "import_outcomes", ["import_number", "kind", "number"])
    op.create_index("outcomes_of_import", "import_outcomes", ["import_number", "number"])
    op.create_table(
        "feeds",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("address", sa.Text, nullable=False, unique=True),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text, nullable=False),
        sa.Column("every_hours", sa.Integer),
        sa.Column("last_import", sa.Integer),
        sa.Column("last_at", sa.Text),
        sa.Column("next_at", sa.Text),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
