"""Search over stories, people at risk, statements and events."""

from vigil.desk.search.documents import (
    Counted,
    EventFound,
    PersonFound,
    Place,
    SearchDocument,
    StatementFound,
    StoryFound,
)
from vigil.desk.search.finding import search
from vigil.desk.search.query import EVERYWHERE, Query, Within

__all__ = [
    "EVERYWHERE",
    "Counted",
    "EventFound",
    "PersonFound",
    "Place",
    "Query",
    "SearchDocument",
    "StatementFound",
    "StoryFound",
    "Within",
    "search",
]
