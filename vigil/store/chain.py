"""Chains of rows: each holds a checksum over itself and the row before, so that no row can change unseen."""

from __future__ import annotations

import json
from hashlib import sha256

from vigil.model.case import Decision
from vigil.model.team import Deed

START = "0" * 64
"""What stands before the first row."""


def link(before: str, number: int, row: Decision | Deed) -> str:
    """Return the checksum of a row: SHA-256 (hex) of the link before it, its number and its fields as JSON."""
    match row:
        case Decision():
            fields = [row.subject, row.kind, row.value, row.was, row.by, row.at]
        case Deed():
            fields = [row.at, row.by, row.kind, row.subject, row.was, row.now]
    return sha256(json.dumps([before, number, *fields], ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def head(number: int, last: str) -> str:
    """Return what ``meta`` keeps of the newest row, so that rows cut off at the end are missed."""
    return f"{number}:{last}"
