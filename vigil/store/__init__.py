"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.search import Hit
from vigil.store.store import Store, open_store
from vigil.store.view import PastReading

__all__ = ["Hit", "PastReading", "Store", "open_store"]
