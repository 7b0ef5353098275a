"""Feeds that are subscribed to, and settings of a casebook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, delete, insert, select, update

from vigil.store.intake_tables import feeds, settings

Setting = Literal["name", "proxy", "backed_up"]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: who subscribed, every how many hours it is looked at (None: only when somebody asks), and its last look."""

    number: int
    address: str
    by: str
    at: str
    every: int | None
    last_import: int | None
    last: str | None
    next: str | None


class Feeds:
    """The feeds within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def subscribe(self, address: str, *, by: str, at: str) -> int:
        """Keep a feed and return its number, that of the one that is kept where it is there already."""
        known: int | None = self._at.scalar(select(feeds.c.number).where(feeds.c.address == address))
        if known is not None:
            return known
        row = insert(feeds).values(address=address, asked_by=by, asked_at=at)
        number: int = self._at.execute(row.returning(feeds.c.number)).scalar_one()
        return number

    def every(self) -> tuple[Feed, ...]:
        """Return all feeds, newest first."""
        return tuple(map(_feed, self._at.execute(select(feeds).order_by(feeds.c.number.desc()))))

    def get(self, number: int) -> Feed | None:
        """Return one feed, None where there is none of that number."""
        row = self._at.execute(select(feeds).where(feeds.c.number == number)).one_or_none()
        return None if row is None else _feed(row)

    def set_interval(self, number: int, hours: int | None, *, following: str | None) -> None:
        """Set every how many hours a feed is looked at, and when next."""
        self._at.execute(update(feeds).where(feeds.c.number == number).values(every_hours=hours, next_at=following))

    def looked(self, number: int, import_number: int, *, at: str, following: str | None) -> None:
        """Put down that a look at a feed began, by which import, and when the next is due."""
        now = {"last_import": import_number, "last_at": at, "next_at": following}
        self._at.execute(update(feeds).where(feeds.c.number == number).values(now))

    def remove(self, number: int) -> None:
        """End a subscription; what it brought stays."""
        self._at.execute(delete(feeds).where(feeds.c.number == number))

    def due(self, at: str) -> tuple[Feed, ...]:
        """Return the feeds of which a look is due at the time ``at``."""
        return tuple(map(_feed, self._at.execute(select(feeds).where(feeds.c.next_at <= at).order_by(feeds.c.number))))


def _feed(row: Row[*tuple[Any, ...]]) -> Feed:
    return Feed(
        row.number, row.address, row.asked_by, row.asked_at, row.every_hours, row.last_import, row.last_at, row.next_at
    )


class Settings:
    """The settings within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._at = connection

    def get(self, key: Setting) -> str | None:
        """Return a setting, None where it was not made."""
        value: str | None = self._at.scalar(select(settings.c.value).where(settings.c.key == key))
        return value

    def put(self, key: Setting, value: str | None) -> None:
        """Make a setting; None takes it away."""
        self._at.execute(delete(settings).where(settings.c.key == key))
        if value is not None:
            self._at.execute(insert(settings).values(key=key, value=value))
