"""Full text: an index of words only, which ``vigil.store.search`` fills from the stories."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index. It keeps no text of its own: the stories are in ``reports``."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("CREATE TABLE words (rowid bigint PRIMARY KEY, title tsvector, story tsvector, names tsvector)")
        for column in ("title", "story", "names"):
            op.execute(f"CREATE INDEX words_by_{column} ON words USING gin ({column})")
        return
    op.execute(
        "CREATE VIRTUAL TABLE words USING fts5("
        "title, story, names, content='', tokenize='unicode61 remove_diacritics 2')"
    )
