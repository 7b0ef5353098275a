"""The casebook's database: all that was read and decided, in SQLite or PostgreSQL through SQLAlchemy Core."""

from vigil.store.filed import CaseFiles, Filed, NewCase
from vigil.store.index import FILE, LINK, READ, NewIdentity, NewTrace, PeopleIndex, StoredTrace
from vigil.store.kept import KeptPeople, NewProposal
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
    "KeptPeople",
    "NewCase",
    "NewIdentity",
    "NewProposal",
    "NewTrace",
    "PastReading",
    "PeopleIndex",
    "Store",
    "StoredTrace",
    "Work",
    "open_store",
]
