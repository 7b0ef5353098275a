"""People over invented reports, as a casebook has them."""

from collections.abc import Iterable

from tests.cases.invented_cases import Item
from tests.upkeep.casebooks import holding
from vigil.model.case import Decision
from vigil.model.people_contract import DecisionDocument, PersonOverReportsDocument, ProposalDocument


def people_in(items: Iterable[Item], decisions: Iterable[Decision] = ()) -> tuple[PersonOverReportsDocument, ...]:
    """Return everybody in the reports."""
    with holding(items, decisions) as book:
        return tuple(book.people(every=True))


def proposals_in(items: Iterable[Item], decisions: Iterable[Decision] = ()) -> tuple[ProposalDocument, ...]:
    """Return every pair who may be one person, the surest first."""
    with holding(items, decisions) as book:
        return tuple(book.every_proposal())


def log_of(items: Iterable[Item], decisions: Iterable[Decision]) -> tuple[DecisionDocument, ...]:
    """Return the log of the decisions."""
    with holding(items, decisions) as book:
        return book.decisions()
