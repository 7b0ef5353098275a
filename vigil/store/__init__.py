"""The casebook's database: all that was read and decided, in SQLite or PostgreSQL through SQLAlchemy Core."""

from vigil.store.contents import NOWHERE, Contents, Look, NewDisagreement, NewEntry, NewTurn
from vigil.store.days import DatedEntry, Days, EntryKey, Marked, Tally, Turn, Waiting, Where
from vigil.store.feeds import Feed, Setting
from vigil.store.filed import CaseFiles, Filed, Known, NewCase
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.intake import Import, Item, Kind, NewImport, NewItem, Outcome, OutcomeKind
from vigil.store.kept import KeptPeople, NewProposal
from vigil.store.listing import NO_DAY, CaseList, Choices, Found, Row, Sort, Sought, WordSought
from vigil.store.notebook import Notebook, NoteVersion, SavedFilter
from vigil.store.opening import DATABASE
from vigil.store.search import Hit
from vigil.store.shelf import Captured, Shelf
from vigil.store.store import Sent, Store, Work, open_store
from vigil.store.team import TeamRows, TeamStore
from vigil.store.trail import Page, Place
from vigil.store.view import PastReading

__all__ = [
    "DATABASE",
    "FILE",
    "LINK",
    "NOWHERE",
    "NO_DAY",
    "READ",
    "Captured",
    "CaseFiles",
    "CaseList",
    "Choices",
    "Contents",
    "DatedEntry",
    "Days",
    "EntryKey",
    "Feed",
    "Filed",
    "Found",
    "Hit",
    "Import",
    "Item",
    "KeptPeople",
    "Kind",
    "Known",
    "Look",
    "Marked",
    "NewCase",
    "NewDisagreement",
    "NewEntry",
    "NewIdentity",
    "NewImport",
    "NewItem",
    "NewProposal",
    "NewTrace",
    "NewTurn",
    "NoteVersion",
    "Notebook",
    "Outcome",
    "OutcomeKind",
    "Page",
    "PastReading",
    "PeopleIndex",
    "Place",
    "Row",
    "SavedFilter",
    "Sent",
    "Setting",
    "Shelf",
    "Sort",
    "Sought",
    "Store",
    "StoredTrace",
    "Tally",
    "TeamRows",
    "TeamStore",
    "Turn",
    "Waiting",
    "Where",
    "WordSought",
    "Work",
    "open_store",
]
