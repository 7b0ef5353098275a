"""The casebook's database: all that was read and decided, in SQLite or PostgreSQL through SQLAlchemy Core."""

from vigil.store.feeds import Feed, Setting
from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.intake import Import, Item, Kind, NewImport, NewItem, Outcome, OutcomeKind
from vigil.store.kept import KeptPeople, NewProposal
from vigil.store.listing import NO_DAY, CaseList, Choices, Found, Row, Sort, Sought, WordSought
from vigil.store.notebook import Notebook, NoteVersion, SavedFilter
from vigil.store.opening import DATABASE
from vigil.store.reviews import Numbered, ReportRow, Reviews, is_about_report
from vigil.store.search import Hit
from vigil.store.shelf import Captured, Shelf
from vigil.store.store import Sent, Store, Work, open_store
from vigil.store.view import PastReading

__all__ = [
    "DATABASE",
    "FILE",
    "LINK",
    "NO_DAY",
    "READ",
    "Captured",
    "CaseFiles",
    "CaseList",
    "Choices",
    "Feed",
    "Filed",
    "Found",
    "Hit",
    "Import",
    "Item",
    "KeptPeople",
    "Kind",
    "NewCase",
    "NewIdentity",
    "NewImport",
    "NewItem",
    "NewProposal",
    "NewTrace",
    "NoteVersion",
    "Notebook",
    "Numbered",
    "Outcome",
    "OutcomeKind",
    "PastReading",
    "PeopleIndex",
    "ReportRow",
    "Reviews",
    "Row",
    "SavedFilter",
    "Sent",
    "Setting",
    "Shelf",
    "Sort",
    "Sought",
    "Store",
    "StoredTrace",
    "WordSought",
    "Work",
    "is_about_report",
    "open_store",
]
