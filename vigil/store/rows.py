"""Rows of a query, some at a time: memory stays flat however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select

AT_ONCE = 100
"""Rows that are fetched together."""


def streamed(connection: Connection, wanted: Select[Any], *, at_once: int = AT_ONCE) -> Iterator[Row[Any]]:
    """Yield the rows of a query; the cursor is closed also where whoever reads them stops early."""
    with connection.execute(wanted, execution_options={"yield_per": at_once}) as rows:
        yield from rows
