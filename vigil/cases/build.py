"""Readings and decisions to cases: pure, and the same whatever order the reports come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from vigil.cases.alerts import State, alerts
from vigil.cases.alike import Traits, charges_of, forums_of
from vigil.cases.cast import Roles
from vigil.cases.decisions import decide
from vigil.cases.demands import Outcome, case_demands
from vigil.cases.disagreements import disagreements
from vigil.cases.entries import entries_of
from vigil.cases.files import Bundle, Gathered
from vigil.cases.journeys import as_resettlements
from vigil.cases.known import Known
from vigil.cases.material import accounts_of, anchor
from vigil.cases.obligations import obligations
from vigil.cases.people import case_person
from vigil.cases.precedents import Beside, precedents, who_names
from vigil.cases.routes import count, count_words, no_votes
from vigil.cases.standing import Chronology, chronology, least_protected, next_date, standing_of, unsure
from vigil.cases.tellings import tellings_of
from vigil.cases.timeline import Merged, in_order, merge
from vigil.cases.together import Part, cases_of, parts_of
from vigil.cases.voices import copies, voices_of
from vigil.cases.years import settle_years
from vigil.model.case import Case, CasePerson, Citation, Decision, Source, Standing, Voice
from vigil.model.reading import Reading
from vigil.model.report import Report

_TIMELINE = ("happened", "scheduled", "did_not_happen")


def build_cases(items: Iterable[tuple[Report, Reading]], decisions: Iterable[Decision] = ()) -> tuple[Case, ...]:
    """Return every case that the reports tell, by id.

    ``decisions`` are applied first, in the order in which they were made. The result depends on the values alone.
    """
    decided = decide(items, dict(enumerate(decisions, start=1)))
    accounts = {a.id: a for a in accounts_of(decided.items)}
    gathered = Gathered(tuple(accounts.values()), decided.links)
    roles = Roles(gathered)
    roles.prepare(accounts)
    bundle = Bundle(roles, accounts, gathered.traces, decided.links)
    found = [build_case(bundle, case) for case in bundle.in_order(cases_of(roles, roles.by_id))]
    return tuple(sorted(found, key=lambda c: c.id))


def build_case(bundle: Bundle, case: frozenset[str]) -> Case:
    """Return the case file of the people (identities) of ``case``, from the reports that have them at risk."""
    known = bundle.known(case)
    parts = parts_of(known, case)
    accounts = {p.account.id: p.account for p in parts}
    scenes = {report: known.scenes[report] for report in accounts}
    names = bundle.names(case)
    voices = voices_of(accounts.values())
    host, origin = _routes(parts)
    sides = frozenset(filter(None, (host, origin)))
    tellings = as_resettlements(settle_years(tellings_of(known, parts, voices)), sides)
    entries = in_order(merge(t for t in tellings if t.event.status in _TIMELINE), tuple(accounts))
    feared = in_order(merge(t for t in tellings if t.event.status == "feared"), tuple(accounts))
    times = chronology(parts, tellings)
    standings = {i: _standing(i, entries, feared, times, parts=parts, sides=sides) for i in case}
    status = least_protected(standings.values())
    members = {(p.account.id, person): known.home[p.account.id, person] for p in parts for person in p.mine}
    anchors = tuple(sorted(anchor(m) for m in members))
    identities = bundle.people(case)
    people = tuple(sorted((case_person(i, scenes, standings[i.id]) for i in identities), key=_by_name))
    demands = case_demands(known, parts, tellings, Outcome(tuple(entries), times, host, status))
    timeline = entries_of(entries, lambda t: who_names(t, names))
    fears = entries_of(feared, lambda t: who_names(t, names))
    differences = disagreements(known, identities, parts, entries, names)
    ahead = next_date(entries, standings.values(), times)
    doubtful = tuple(r for e in unsure(entries, times) for r in e.reports)
    ethnicities = frozenset(p.ethnicity for p in people if p.ethnicity)
    traits = Traits(host, origin, charges_of(timeline), forums_of(timeline), ethnicities)
    state = State(status, ahead, timeline, fears, demands, differences, doubtful, case, bundle.elsewhere(case))
    case_file = Case(
        id=anchors[0],
        anchors=anchors,
        people_at_risk=people,
        others=_others(known, parts, case),
        host=host,
        origin=origin,
        status=status,
        next_date=ahead,
        timeline=timeline,
        feared=fears,
        voices=_voices(parts),
        disagreements=differences,
        demands=demands,
        precedents=precedents(known, parts, Beside(names, case, voices, traits)),
        alerts=alerts(known, parts, state),
        sources=tuple(_source(p) for p in parts),
        copies=copies(voices),
    )
    return replace(case_file, obligations=obligations(case_file))


def _by_name(person: CasePerson) -> tuple[str, tuple[tuple[str, str], ...]]:
    return (person.name, person.members)


def _routes(parts: tuple[Part, ...]) -> tuple[str | None, str | None]:
    votes = no_votes()
    for part in parts:
        events = [e for e in part.account.reading.events if part.happens_here(e)]
        demands = [d for d in part.account.reading.demands if part.concerns(d.quote.span)]
        count(votes, part.account, sorted(part.mine), events, demands)
        count_words(votes, part.account, part.concerns)
    return votes.winners()


def _standing(
    identity: str,
    entries: list[Merged],
    feared: list[Merged],
    times: Chronology,
    *,
    parts: tuple[Part, ...],
    sides: frozenset[str],
) -> Standing:
    mine = [e for e in entries if identity in e.who]
    asked = any(d.act == "no_return" and p.concerns(d.quote.span) for p in parts for d in p.account.reading.demands)
    afraid = asked or any(identity in e.who for e in feared)
    return standing_of(mine, times, feared=afraid, sides=sides)


def _others(known: Known, parts: tuple[Part, ...], case: frozenset[str]) -> tuple[CasePerson, ...]:
    """Return everybody else whom the reports name in telling this case, by part and name."""
    reports: dict[str, set[str]] = {}
    for part in parts:
        for person in part.account.reading.people:
            if person.id in part.mine | part.rivals:
                continue
            if part.concerns(person.quote.span):
                reports.setdefault(known.home[part.account.id, person.id], set()).add(part.account.id)
    found = [
        case_person(known.by_id[i], {p.account.id: p.scene for p in parts if p.account.id in told})
        for i, told in reports.items()
        if i not in case
    ]
    return tuple(sorted(found, key=lambda p: (p.part, p.name, p.members)))


def _voices(parts: tuple[Part, ...]) -> tuple[Voice, ...]:
    return tuple(
        Voice(statement.speaker, statement.kind, statement.direct, Citation(part.account.id, statement.quote))
        for part in parts
        for statement in part.account.reading.statements
        if part.concerns(statement.quote.span)
    )


def _source(part: Part) -> Source:
    report = part.account.report
    return Source(
        report=report.id,
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        language=report.language,
        url=report.capture.url,
        sha256=report.capture.sha256,
        safety_notices=report.safety_notices,
    )
