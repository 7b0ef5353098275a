"""The casebook's database: all that was read and decided, in SQLite through SQLAlchemy Core."""

from vigil.store.contents import NOWHERE, Contents, Look, NewDisagreement, NewEntry, NewTurn
from vigil.store.days import DatedEntry, Days, EntryKey, Marked, Tally, Turn, Waiting, Where
from vigil.store.filed import CaseFiles, Filed, Known, NewCase
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.kept import KeptPeople, NewProposal
from vigil.store.search import Hit
from vigil.store.store import Store, Work, open_store
from vigil.store.view import PastReading

__all__ = [
    "FILE",
    "LINK",
    "NOWHERE",
    "READ",
    "CaseFiles",
    "Contents",
    "DatedEntry",
    "Days",
    "EntryKey",
    "Filed",
    "Hit",
    "KeptPeople",
    "Known",
    "Look",
    "Marked",
    "NewCase",
    "NewDisagreement",
    "NewEntry",
    "NewIdentity",
    "NewProposal",
    "NewTrace",
    "NewTurn",
    "PastReading",
    "PeopleIndex",
    "Store",
    "StoredTrace",
    "Tally",
    "Turn",
    "Waiting",
    "Where",
    "Work",
    "open_store",
]
