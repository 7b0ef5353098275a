"""What search looks at beside the words of stories: statements, events and names of people. All of it is made anew when dropped."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables; the next look at the casebook fills them."""
    op.create_table(
        "case_words",
        sa.Column("word", sa.Text, primary_key=True),
        sa.Column("case_id", sa.String(12), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("case_words_by_case", "case_words", ["case_id"])
    op.create_table(
        "items",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("report_id", sa.String(16), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("digest", sa.String(16), nullable=False),
    )
    op.create_index("items_by_report", "items", ["report_id"])
    op.create_table(
        "report_days",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report_id", sa.String(16), nullable=False, unique=True),
        sa.Column("first", sa.Integer),
        sa.Column("last", sa.Integer),
    )
    op.create_table(
        "report_countries",
        sa.Column("country", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("report_countries_by_number", "report_countries", ["number"])
    _words(op.get_bind().dialect.name)
    op.execute("DELETE FROM pending")
    op.execute("INSERT INTO pending (report_id, stage) SELECT id, 'read' FROM reports")


def _words(dialect: str) -> None:
    columns = ("said", "about", "keys", "who", "who_keys", "place", "place_keys", "facets")
    if dialect == "postgresql":
        told = ", ".join(f"{column} tsvector" for column in columns)
        op.execute(f"CREATE TABLE item_words (rowid bigint PRIMARY KEY, {told})")
        for column in columns:
            op.execute(f"CREATE INDEX item_words_by_{column} ON item_words USING gin ({column})")
        return
    op.execute(
        "CREATE VIRTUAL TABLE item_words USING fts5(said, about, keys, who, who_keys, place, place_keys, facets, "
        "content='', tokenize='unicode61 remove_diacritics 2')"
    )
