"""Who is who over reports: proposals side by side, people, and the decisions about them, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vigil.desk.desk import Desk
from vigil.desk.paging import key_of, number_of, page_of, parts_of
from vigil.errors import DecisionError, InputError, NotFoundError
from vigil.model.people_contract import (
    DecisionDocument,
    MemberDocument,
    PersonOverReportsDocument,
    ProposalDocument,
)
from vigil.model.reading import Part

AT_ONCE = 20
"""Proposals of a page, and people and decisions of one."""
_QUOTED = 8
"""Reports of one person whose words are shown together."""


@dataclass(frozen=True, slots=True)
class PersonLineDocument:
    """One person over reports as a list shows them; ``reports`` is how many."""

    id: str
    name: str
    names: tuple[str, ...]
    part: Part
    reports: int


@dataclass(frozen=True, slots=True)
class PeopleDocument:
    """A page of people by name."""

    people: tuple[PersonLineDocument, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class ProposalLineDocument:
    """Two who may be one person, and how many reasons speak for it and against; ``score`` is from 0 to 1."""

    id: str
    score: float
    left: PersonLineDocument
    right: PersonLineDocument
    names_compared: tuple[str, ...]
    speaks_for: int
    speaks_against: int


@dataclass(frozen=True, slots=True)
class ProposalsDocument:
    """A page of proposals, the surest first; ``number`` is how many there are."""

    proposals: tuple[ProposalLineDocument, ...]
    number: int
    next: str | None


@dataclass(frozen=True, slots=True)
class MemberLineDocument:
    """Whom one report speaks of, and its words; ``published`` is EDTF, ``start`` and ``end`` are the place in the story."""

    id: str
    name: str
    report: str
    title: str | None
    published: str | None
    words: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class SideDocument:
    """One person over reports, with the first reports that tell of them; ``more`` is how many others do."""

    id: str
    name: str
    names: tuple[str, ...]
    part: Part
    members: tuple[MemberLineDocument, ...]
    more: int
    linked_because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairDocument:
    """Two who may be one person, side by side."""

    id: str
    score: float
    left: SideDocument
    right: SideDocument
    names_compared: tuple[str, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogDocument:
    """A page of decisions about who is who, the last first."""

    decisions: tuple[DecisionDocument, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class DecidedDocument:
    """A decision, and as whom those that it is about stand now: once, where they are one person."""

    decision: DecisionDocument
    now: tuple[PersonLineDocument, ...]


def proposals(desk: Desk, *, after: str | None = None, limit: int = AT_ONCE) -> ProposalsDocument:
    """Return a page of proposals. Raises InputError where ``after`` is not ``next`` of a page."""
    place = None
    if after is not None:
        score, proposal = parts_of(after, 2)
        place = (number_of(score) / 100, proposal)
    found: list[ProposalLineDocument] = []
    while len(found) <= limit:
        some = desk.casebook.proposals(after=place, limit=limit + 1)
        found += [_line_of(desk, p) for p in some if _is_known(desk, p)]
        if len(some) <= limit:
            break
        place = (some[-1].score, some[-1].id)
    shown, last = page_of(found, limit)
    return ProposalsDocument(shown, _number(desk), key_of((round(last.score * 100), last.id)) if last else None)


def _number(desk: Desk) -> int:
    if not desk.viewer.hidden.reports:
        return desk.casebook.number_of_proposals()
    return sum(_is_known(desk, p) for p in desk.casebook.every_proposal())


def _is_known(desk: Desk, proposal: ProposalDocument) -> bool:
    """Whether the viewer may know of both."""
    return bool(_members(desk, proposal.left) and _members(desk, proposal.right))


def _members(desk: Desk, person: PersonOverReportsDocument) -> tuple[MemberDocument, ...]:
    return tuple(m for m in person.members if m.report not in desk.viewer.hidden.reports)


def _names(desk: Desk, person: PersonOverReportsDocument) -> tuple[str, ...]:
    """Return the names that reports give which the viewer may know of."""
    if not desk.viewer.hidden.reports:
        return person.names
    return tuple(dict.fromkeys(m.name for m in _members(desk, person)))


def _line_of(desk: Desk, p: ProposalDocument) -> ProposalLineDocument:
    sides = (_person_line(desk, p.left), _person_line(desk, p.right))
    return ProposalLineDocument(p.id, p.score, *sides, p.names_compared, len(p.speaks_for), len(p.speaks_against))


def _person_line(desk: Desk, person: PersonOverReportsDocument) -> PersonLineDocument:
    names, members = _names(desk, person), _members(desk, person)
    return PersonLineDocument(person.id, names[0], names, person.part, len({m.report for m in members}))


def proposal(desk: Desk, wanted: str) -> PairDocument:
    """Return two who may be one person, side by side. Raises NotFoundError."""
    found = desk.casebook.proposal(wanted)
    if not _is_known(desk, found):
        raise NotFoundError(f"no proposal has the id {wanted!r}; see them under People")
    left, right = _sides(desk, (found.left, found.right))
    return PairDocument(
        found.id, found.score, left, right, found.names_compared, found.speaks_for, _told(desk, found.speaks_against)
    )


def _told(desk: Desk, reasons: Iterable[str]) -> tuple[str, ...]:
    """Return the reasons that name no report which the viewer may not know of."""
    return tuple(r for r in reasons if not any(hidden in r for hidden in desk.viewer.hidden.reports))


def _sides(desk: Desk, people: Sequence[PersonOverReportsDocument], quoted: int = _QUOTED) -> tuple[SideDocument, ...]:
    members = [_members(desk, person)[:quoted] for person in people]
    words = desk.casebook.words_of([m for some in members for m in some])

    def told(member: MemberDocument) -> MemberLineDocument:
        told_at = words.get(member.id)
        return MemberLineDocument(
            id=member.id,
            name=member.name,
            report=member.report,
            title=member.title,
            published=member.published,
            words=told_at.words if told_at else None,
            start=told_at.start if told_at else None,
            end=told_at.end if told_at else None,
        )

    return tuple(
        SideDocument(
            id=person.id,
            name=_names(desk, person)[0],
            names=_names(desk, person),
            part=person.part,
            members=tuple(map(told, some)),
            more=len(_members(desk, person)) - len(some),
            linked_because=person.linked_because,
        )
        for person, some in zip(people, members, strict=True)
    )


def people(desk: Desk, *, after: str | None = None) -> PeopleDocument:
    """Return a page of those who are at risk or told of as earlier cases, by name. Raises InputError for another ``after``."""
    place = None
    if after is not None:
        ident, _, name = after.partition("_")
        place = (name, ident)
    found: list[PersonOverReportsDocument] = []
    while len(found) <= AT_ONCE:
        some = desk.casebook.people_page(after=place, limit=AT_ONCE + 1)
        found += [p for p in some if _members(desk, p)]
        if len(some) <= AT_ONCE:
            break
        place = (some[-1].name, some[-1].id)
    shown, last = page_of(found, AT_ONCE)
    return PeopleDocument(tuple(_person_line(desk, p) for p in shown), f"{last.id}_{last.name}" if last else None)


def called(desk: Desk, who: str) -> PeopleDocument:
    """Return those whom an id or a name in any spelling means, also officials, lawyers and others; nobody is no error."""
    try:
        found = [p for p in desk.casebook.people([who]) if _members(desk, p)]
    except NotFoundError:
        found = []
    return PeopleDocument(tuple(_person_line(desk, p) for p in found), None)


def person(desk: Desk, wanted: str, *, every: bool = False) -> SideDocument:
    """Return one person by the id of any member, with ``every`` report that tells of them. Raises NotFoundError."""
    found = _known(desk, wanted)
    (side,) = _sides(desk, (found,), len(found.members) if every else _QUOTED)
    return side


def _known(desk: Desk, wanted: str) -> PersonOverReportsDocument:
    """Return whom an id means. Raises one NotFoundError, whether there is nobody or nobody whom the viewer may see."""
    try:
        found = desk.casebook.person(wanted)
    except NotFoundError:
        found = None
    if found is None or not _members(desk, found):
        raise NotFoundError(f"nobody has the id {wanted!r}; look for the name under People")
    return found


def log(desk: Desk, *, after: str | None = None) -> LogDocument:
    """Return a page of decisions about who is who. Raises InputError where ``after`` is not ``next`` of a page."""
    before = number_of(after) if after is not None else None
    found = desk.casebook.last_decisions(before=before, limit=AT_ONCE + 1)
    shown, last = page_of(found, AT_ONCE)
    return LogDocument(tuple(d for d in shown if _may_know(desk, d)), str(last.number) if last else None)


def _may_know(desk: Desk, decision: DecisionDocument) -> bool:
    return not any(m.report in desk.viewer.hidden.reports for m in decision.about)


def decided(desk: Desk, number: int) -> DecidedDocument:
    """Return one decision and as whom those that it is about stand now. Raises NotFoundError."""
    found = desk.casebook.decision(number)
    if not _may_know(desk, found):
        raise NotFoundError(f"there is no decision {number}; see the log of decisions")
    return _decided(desk, found)


def _decided(desk: Desk, decision: DecisionDocument) -> DecidedDocument:
    now: dict[str, PersonLineDocument] = {}
    for member in decision.about:
        try:
            one = desk.casebook.person(member.id)
        except NotFoundError:
            continue  # the report has nobody there any longer, or only by an id of before
        now[one.id] = _person_line(desk, one)
    return DecidedDocument(decision, tuple(now.values()))


def same(desk: Desk, ids: Sequence[str], *, force: bool = False) -> DecidedDocument:
    """Decide that those of these ids, or the two of a proposal, are one person. Raises InputError, NotFoundError, DecisionError.

    Of more than two each is put together with the first, in one decision each; the last is returned.
    """
    pairs = [ids] if len(ids) == 1 else [(ids[0], other) for other in ids[1:]]
    return _decide(desk, pairs, desk.casebook.same, force=force)


def merge(desk: Desk, ids: Sequence[str], *, force: bool = False) -> DecidedDocument:
    """Put chosen people together, as ``same`` does. Raises InputError where they are fewer than two."""
    if len(ids) < 2:
        raise InputError("Choose two people, or more, to put together.")
    return same(desk, ids, force=force)


def apart(desk: Desk, ids: Sequence[str], *, force: bool = False) -> DecidedDocument:
    """Decide that the two of these ids, or of a proposal, are not one person. Raises InputError, NotFoundError, DecisionError."""
    if len(ids) > 2:
        raise InputError("choose two to keep apart")
    return _decide(desk, [ids], desk.casebook.apart, force=force)


def _decide(
    desk: Desk, pairs: Sequence[Sequence[str]], keep: Callable[..., DecisionDocument], *, force: bool
) -> DecidedDocument:
    desk.ask("editor")
    if not pairs or not pairs[0]:
        raise InputError("choose two people, or more, to put together")
    for wanted in (i for pair in pairs for i in pair):
        if len(pairs[0]) == 1:
            proposal(desk, wanted)  # raises where the viewer may not know of it
        else:
            person(desk, wanted)
    made = [keep(pair, by=desk.viewer.name, at=desk.at(), force=force) for pair in pairs]
    return _decided(desk, made[-1])


def split(desk: Desk, wanted: str, member: str, *, force: bool = False) -> DecidedDocument:
    """Decide that one member of a person is somebody else. Raises InputError, NotFoundError and DecisionError."""
    others = [m.id for m in _members(desk, _known(desk, wanted))]
    if member not in others:
        raise NotFoundError("this person has no such report any longer; open the page again")
    if len(others) == 1:
        raise InputError("only one report tells of this person: there is nobody to split off")
    other = next(i for i in others if i != member)
    return apart(desk, (member, other), force=force)


def undo(desk: Desk, number: int) -> DecidedDocument:
    """Take back a decision about who is who; it stays in the log. Raises NotFoundError and DecisionError."""
    desk.ask("editor")
    if decided(desk, number).decision.kind not in ("same", "apart"):
        raise DecisionError(f"decision {number} is not about who is who: take it back where it was made")
    return _decided(desk, desk.casebook.undo(number, by=desk.viewer.name, at=desk.at()))


def why(error: DecisionError) -> str:
    """Return what stands against a decision, without what the message goes on to say for the command line."""
    return str(error).split("; ")[0]
