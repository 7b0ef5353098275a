"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.finding import MOST_COUNTED, Asked, Finding, ItemHit, PersonHit, StoryHit
from vigil.store.index import FILE, LINK, READ, NewTrace, PeopleIndex, StoredTrace
from vigil.store.items import ItemKind, NewItem, Told, days_of
from vigil.store.search import Hit
from vigil.store.store import Store, Work, open_store
from vigil.store.view import PastReading

__all__ = [
    "FILE",
    "LINK",
    "MOST_COUNTED",
    "READ",
    "Asked",
    "CaseFiles",
    "Filed",
    "Finding",
    "Hit",
    "ItemHit",
    "ItemKind",
    "NewCase",
    "NewItem",
    "NewTrace",
    "PastReading",
    "PeopleIndex",
    "PersonHit",
    "Store",
    "StoredTrace",
    "StoryHit",
    "Told",
    "Work",
    "days_of",
    "open_store",
]
