"""The casebook's database: all that was read and decided, in SQLite or PostgreSQL through SQLAlchemy Core."""

from vigil.store.contents import NOWHERE, Contents, Look, NewDisagreement, NewEntry, NewTurn
from vigil.store.days import DatedEntry, Days, EntryKey, Marked, Tally, Turn, Where
from vigil.store.feeds import Feed, Setting
from vigil.store.filed import CaseFiles, Filed, Known, NewCase
from vigil.store.finding import MOST_COUNTED, Asked, Finding, ItemHit, PersonHit, StoryHit
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.intake import Import, Item, Kind, NewImport, NewItem, Outcome, OutcomeKind
from vigil.store.items import ItemKind, Told, ToldItem, days_of
from vigil.store.kept import KeptPeople, NewProposal
from vigil.store.listing import NO_DAY, CaseList, Choices, Found, Row, Sort, Sought, WordSought
from vigil.store.notebook import Notebook, NoteVersion, SavedFilter
from vigil.store.opening import DATABASE
from vigil.store.reviews import Numbered, ReportRow, Reviews, is_about_report
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
    "MOST_COUNTED",
    "NOWHERE",
    "NO_DAY",
    "READ",
    "Asked",
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
    "Finding",
    "Found",
    "Hit",
    "Import",
    "Item",
    "ItemHit",
    "ItemKind",
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
    "Numbered",
    "Outcome",
    "OutcomeKind",
    "Page",
    "PastReading",
    "PeopleIndex",
    "PersonHit",
    "Place",
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
    "StoryHit",
    "Tally",
    "TeamRows",
    "TeamStore",
    "Told",
    "ToldItem",
    "Turn",
    "Where",
    "WordSought",
    "Work",
    "days_of",
    "is_about_report",
    "open_store",
]
