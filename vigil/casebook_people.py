"""Who is who in a casebook, and what people decide about it. Each answer costs by what is asked for, not by the casebook."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vigil import upkeep
from vigil.cases.listing import decision_document
from vigil.cases.log import Log, undo
from vigil.cases.material import anchor
from vigil.cases.same import Identity
from vigil.cases.traces import PRINCIPALS
from vigil.errors import DecisionError, NotFoundError
from vigil.model.case import Decision
from vigil.model.codec import decode
from vigil.model.people_contract import DecisionDocument, MemberDocument, PersonOverReportsDocument, ProposalDocument
from vigil.model.report import Issue, Report
from vigil.model.text import Span
from vigil.store import Store, Work
from vigil.upkeep import KnownPeople

ProposalKey = tuple[float, str]
"""Where a proposal stands in the list: score and id."""


_AROUND = 160
"""Characters that are shown before and after a name, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """A name in a report at ``start`` to ``end`` of its story; ``words`` are of its paragraph."""

    words: str
    start: int
    end: int


class CasebookPeople(ABC):
    """What a casebook says of people. Every method raises StoreError where the casebook cannot be read or written."""

    _store: Store

    @abstractmethod
    def bring_up_to_date(self) -> None:
        """Make the case files anew where they are not as reports, decisions and this version of Vigil have them."""

    def people(self, who: Sequence[str] = (), *, every: bool = False) -> Iterator[PersonOverReportsDocument]:
        """Yield whom ids or names mean, else all who are at risk or told of as earlier cases, or with ``every`` everybody.

        They stand by name. Raises NotFoundError where an id or a name means nobody.
        """
        self.bring_up_to_date()
        with self._store.look() as work:
            known = KnownPeople(work)
            if who:
                wanted = {i.id: i for word in who for i in known.called(word)}
                yield from sorted(known.documents(list(wanted.values())), key=lambda p: (p.name, p.id))
            elif every:
                everybody = (*known.everybody(), *known.everybody(at_risk=False))
                yield from sorted(everybody, key=lambda p: (p.name, p.id))
            else:
                yield from known.everybody()

    def people_page(
        self, *, after: tuple[str, str] | None = None, limit: int = 50
    ) -> tuple[PersonOverReportsDocument, ...]:
        """Return so many who are at risk or told of as earlier cases, by name; those after (name, id) of another."""
        self.bring_up_to_date()
        with self._store.look() as work:
            found = work.people.page(PRINCIPALS, after, limit)
            return tuple(KnownPeople(work).documents([decode(Identity, text) for _, _, text in found]))

    def person(self, wanted: str) -> PersonOverReportsDocument:
        """Return one person over reports by the id of any of the members. Raises NotFoundError."""
        self.bring_up_to_date()
        with self._store.look() as work:
            known = KnownPeople(work)
            (found,) = known.documents([known.person(wanted)])
            return found

    def proposals(self, *, after: ProposalKey | None = None, limit: int = 50) -> tuple[ProposalDocument, ...]:
        """Return so many proposals, the surest first; those that stand after (score, id) of another where that is given."""
        self.bring_up_to_date()
        with self._store.look() as work:
            return tuple(KnownPeople(work).proposals(after, limit))

    def every_proposal(self) -> Iterator[ProposalDocument]:
        """Yield every proposal, the surest first."""
        after: ProposalKey | None = None
        while page := self.proposals(after=after):
            yield from page
            after = (page[-1].score, page[-1].id)

    def proposals_about(self, who: Sequence[str]) -> tuple[ProposalDocument, ...]:
        """Return every proposal about people (ids or names), the surest first. Raises NotFoundError where one means nobody."""
        self.bring_up_to_date()
        with self._store.look() as work:
            return tuple(KnownPeople(work).proposals_about(who))

    def proposal(self, wanted: str) -> ProposalDocument:
        """Return the proposal that has the id, or had it before more reports came. Raises NotFoundError."""
        self.bring_up_to_date()
        with self._store.look() as work:
            known = KnownPeople(work)
            (found,) = known.proposal_documents([known.proposal(wanted)])
            return found

    def number_of_proposals(self) -> int:
        """Return how many proposals there are."""
        self.bring_up_to_date()
        with self._store.look() as work:
            return work.people.number_of_proposals()

    def same(self, ids: Sequence[str], *, by: str, at: str, force: bool = False) -> DecisionDocument:
        """Decide that two are one person, and keep it with all that follows.

        ``ids`` are those of two people, or the one of a proposal. Raises NotFoundError where one is not known, and
        DecisionError where that was decided already or, without ``force``, a decision or a report says that they are two.
        """
        return self._kept(lambda work: KnownPeople(work).two(ids).same(by=by, at=at, force=force))

    def apart(self, ids: Sequence[str], *, by: str, at: str, force: bool = False) -> DecisionDocument:
        """Decide that two are not one person, and keep it with all that follows; as ``same`` otherwise.

        Raises DecisionError where that was decided already or, without ``force``, decisions say that they are one.
        """
        return self._kept(lambda work: KnownPeople(work).two(ids).apart(by=by, at=at, force=force))

    def undo(self, number: int | None = None, *, by: str, at: str) -> DecisionDocument:
        """Take back the decision of that number, or the last that was not taken back; it stays in the log.

        Raises NotFoundError where there is none, and DecisionError where it was taken back already.
        """
        return self._kept(lambda work: undo(work.decisions(), number, by=by, at=at))

    def decide(self, decision: Decision) -> DecisionDocument:
        """Keep a decision for good, with all that follows from it; only another takes it back.

        Raises DecisionError, with nothing kept, where it does not fit what it is about.
        """
        return self._kept(lambda _: decision)

    def _kept(self, make: Callable[[Work], Decision]) -> DecisionDocument:
        """Make a decision by what the casebook says now, and keep it, in one transaction; return it as the log has it."""
        self.bring_up_to_date()
        with self._store.work() as work:
            decision = make(work)
            number = work.decide(decision)
            log = _log(work, work.decisions_with(number))
            if number in log.faults:
                raise DecisionError(f"it does not fit what it is about: {log.faults[number]}")
            upkeep.settle(work, at=decision.at)
            return next(decision_document(log, one) for one in log.entries if one.number == number)

    def decisions(self) -> tuple[DecisionDocument, ...]:
        """Return every decision, oldest first."""
        with self._store.look() as work:
            log = _log(work, work.decisions())
            return tuple(decision_document(log, logged) for logged in log.entries)

    def last_decisions(self, *, before: int | None = None, limit: int = 50) -> tuple[DecisionDocument, ...]:
        """Return so many decisions about who is who, and such as took one back, the last first; those before a number."""
        with self._store.look() as work:
            wanted = work.last_of_two(before, limit)
            log = _log(work, work.decisions_with(*wanted)) if wanted else None
            found = {e.number: e for e in log.entries} if log else {}
            return tuple(decision_document(log, found[n]) for n in wanted) if log else ()

    def decision(self, number: int) -> DecisionDocument:
        """Return one decision. Raises NotFoundError where there is none of that number."""
        with self._store.look() as work:
            log = _log(work, work.decisions_with(number))
            found = [decision_document(log, one) for one in log.entries if one.number == number]
        if not found:
            raise NotFoundError(f"there is no decision {number}; see the log of decisions")
        return found[0]

    def words_of(self, members: Sequence[MemberDocument]) -> dict[str, Told]:
        """Return by the ids of members where their report first names them, with the words around."""
        with self._store.look() as work:
            readings = work.readings_of({m.report for m in members})
        told = {
            anchor((report.id, p.id)): (report, p.quote.span) for report, reading in readings for p in reading.people
        }
        return {m.id: _around(*told[m.id]) for m in members if m.id in told}

    def decision_faults(self) -> Iterator[Issue]:
        """Yield what is wrong with decisions that change nothing for it, oldest first."""
        with self._store.look() as work:
            decisions = work.decisions()
            for number, fault in sorted(_log(work, decisions).faults.items()):
                remedy = "" if decisions[number].kind == "undo" else f"; take it back with: vigil undo {number}"
                message = f"the decision {number} changes nothing, for {fault}{remedy}"
                yield Issue("error", "cases", "decision-does-not-fit", message)


def _log(work: Work, decisions: Mapping[int, Decision]) -> Log:
    return Log(work.readings_of(work.reports_named(decisions)), decisions)


def _around(report: Report, span: Span) -> Told:
    text = report.story.text
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    over = text.find("\n", span.end)
    last = min(len(text) if over < 0 else over, span.end + _AROUND)
    before, after = text[first : span.start], text[span.end : last]
    if first and text[first - 1] != "\n":
        before = "…" + before.partition(" ")[2]
    if last < len(text) and text[last] != "\n":
        after = after.rpartition(" ")[0] + "…"
    return Told(before + text[span.start : span.end] + after, span.start, span.end)
