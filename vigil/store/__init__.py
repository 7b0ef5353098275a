"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewTrace, PeopleIndex, StoredTrace
from vigil.store.listing import NO_DAY, CaseList, Choices, Found, Row, Sort, Sought, WordSought
from vigil.store.notebook import Notebook, NoteVersion, SavedFilter
from vigil.store.search import Hit
from vigil.store.shelf import Captured, Shelf
from vigil.store.store import Store, Work, open_store
from vigil.store.view import PastReading

__all__ = [
    "FILE",
    "LINK",
    "NO_DAY",
    "READ",
    "Captured",
    "CaseFiles",
    "CaseList",
    "Choices",
    "Filed",
    "Found",
    "Hit",
    "NewCase",
    "NewTrace",
    "NoteVersion",
    "Notebook",
    "PastReading",
    "PeopleIndex",
    "Row",
    "SavedFilter",
    "Shelf",
    "Sort",
    "Sought",
    "Store",
    "StoredTrace",
    "WordSought",
    "Work",
    "open_store",
]
