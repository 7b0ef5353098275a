"""The chain of decisions: each row holds a checksum over itself and the row before, so that no row can change unseen."""

from __future__ import annotations

import json
from hashlib import sha256

from vigil.model.case import Decision

START = "0" * 64
"""What stands before the first decision."""


def link(before: str, number: int, decision: Decision) -> str:
    """Return the checksum of a decision: SHA-256 (hex) of the link before it, its number and its fields as JSON."""
    fields = [before, number, decision.subject, decision.kind, decision.value, decision.was, decision.by, decision.at]
    return sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def head(number: int, last: str) -> str:
    """Return what ``meta`` keeps of the newest decision, so that rows cut off at the end are missed."""
    return f"{number}:{last}"
