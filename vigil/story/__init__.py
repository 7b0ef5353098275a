"""Capture to story: which words of a page are read, where they stand in it, and what the page says of itself."""

from __future__ import annotations

from vigil.story.telling import tell

__all__ = ["tell"]
