"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewTrace, PeopleIndex, StoredTrace
from vigil.store.reviews import Numbered, ReportRow, Reviews
from vigil.store.search import Hit
from vigil.store.store import Store, Work, open_store
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
    "Numbered",
    "PastReading",
    "PeopleIndex",
    "ReportRow",
    "Reviews",
    "Store",
    "StoredTrace",
    "Work",
    "open_store",
]
