"""The casebook's database: all that was read and decided, in SQLite or PostgreSQL through SQLAlchemy Core."""

from vigil.store.feeds import Feed, Setting
from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.intake import Import, Item, Kind, NewImport, NewItem, Outcome, OutcomeKind
from vigil.store.kept import KeptPeople, NewProposal
from vigil.store.opening import DATABASE
from vigil.store.search import Hit
from vigil.store.store import Sent, Store, Work, open_store
from vigil.store.view import PastReading

__all__ = [
    "DATABASE",
    "FILE",
    "LINK",
    "READ",
    "CaseFiles",
    "Feed",
    "Filed",
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
    "Outcome",
    "OutcomeKind",
    "PastReading",
    "PeopleIndex",
    "Sent",
    "Setting",
    "Store",
    "StoredTrace",
    "Work",
    "open_store",
]
