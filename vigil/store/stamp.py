"""Whether anybody, in this program or another, has written to the database since it was last looked at."""

from __future__ import annotations

from threading import Lock

from sqlalchemy import Connection, Engine


class Stamp:
    """Holds a connection of its own, on which the database counts what the others write."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._at: Connection | None = None

    def now(self) -> str:
        """Return a text that is another one once anything was written. Costs some 30 µs."""
        with self._lock:
            if self._at is None:
                self._at = self._engine.connect().execution_options(begin="SELECT 1")
            query = "PRAGMA data_version" if self._at.dialect.name == "sqlite" else "SELECT pg_current_snapshot()"
            with self._at.begin():
                return str(self._at.exec_driver_sql(query).scalar_one())

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._at is not None:
                self._at.close()
                self._at = None
