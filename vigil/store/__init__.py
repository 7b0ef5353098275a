"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewTrace, PeopleIndex, StoredTrace
from vigil.store.search import Hit
from vigil.store.store import Store, Work, open_store
from vigil.store.team import TeamRows, TeamStore
from vigil.store.trail import Page, Place
from vigil.store.view import PastReading

__all__ = [
    "FILE",
    "LINK",
    "READ",
    "CaseFiles",
    "Filed",
    "Hit",
    "NewCase",
    "NewTrace",
    "Page",
    "PastReading",
    "PeopleIndex",
    "Place",
    "Store",
    "StoredTrace",
    "TeamRows",
    "TeamStore",
    "Work",
    "open_store",
]
