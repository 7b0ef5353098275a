"""What is asked over all reports, and what became of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.cases.known import Known
from vigil.cases.material import Account
from vigil.cases.standing import Chronology, standing_data
from vigil.cases.tellings import Telling, share_words
from vigil.cases.timeline import Merged
from vigil.cases.together import Part
from vigil.languages import tables
from vigil.languages.names import fold
from vigil.languages.terms import to_be_served
from vigil.model.case import CaseDemand, Citation, DemandState, Standing
from vigil.model.reading import Demand
from vigil.model.when import When

_VOICED = ("statement", "press_conference", "interim_measure", "testimony", "hearing")
"""Events at which a speaker asks; their day is the day of the asking."""


@dataclass(frozen=True, slots=True)
class Decisive:
    """An event that meets or refuses a demand.

    ``place_kind`` is the kind of custody that a report must give, ``custodial`` asks for a term that is to be served.
    """

    type: str
    outcome: str | None = None
    status: str = "happened"
    place_kind: str | None = None
    custodial: bool = False

    def fits(self, entry: Merged) -> bool:
        """Whether the entry is such an event."""
        if (entry.type, entry.status) != (self.type, self.status) or self.outcome not in (None, entry.outcome):
            return False
        if self.place_kind and all(t.event.detail.get("place_kind") != self.place_kind for t in entry.tellings):
            return False
        return not self.custodial or any(_is_custodial(t) for t in entry.tellings)


def _is_custodial(telling: Telling) -> bool:
    penalty = telling.event.detail.get("penalty")
    return isinstance(penalty, str) and to_be_served(penalty, telling.account.language)


@dataclass(frozen=True, slots=True)
class ActRule:
    """What meets and refuses a demand for an act, by events and by how the case stands.

    ``met_when`` and ``refused_when`` speak where no event does, ``met_finally`` whatever events before told, each only
    where the case did not already stand so when the demand was made, or its standing speaks ``whenever``.
    ``same_state`` asks that the one who is asked decides, ``of_host_only`` that the host is asked; with ``first_decides``
    nothing later changes what the first decisive event told.
    """

    met: tuple[Decisive, ...] = ()
    refused: tuple[Decisive, ...] = ()
    met_when: frozenset[Standing] = frozenset()
    refused_when: frozenset[Standing] = frozenset()
    met_finally: frozenset[Standing] = frozenset()
    whenever: frozenset[Standing] = frozenset()
    same_state: bool = False
    of_host_only: bool = False
    first_decides: bool = False


@dataclass(frozen=True, slots=True)
class DemandData:
    """``vocab/demand_rules.toml``."""

    acts: dict[str, ActRule]
    contrary: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One demand of one report. ``actors`` are the speaker's names and body, ``state`` the country that is asked."""

    account: Account
    demand: Demand
    person: str | None
    by: str
    body: str | None
    state: str | None
    when: When | None
    echo: Telling | None

    def same_speaker(self, other: _Asked) -> bool:
        if self.person is not None and self.person == other.person:
            return True
        mine, theirs = ([n for n in (a.by, a.body) if n] for a in (self, other))
        return any(share_words(a, b) for a in mine for b in theirs)

    def same_addressee(self, other: _Asked) -> bool:
        if self.demand.of is None or other.demand.of is None:
            return True
        if self.state is not None and other.state is not None:
            return self.state == other.state
        return share_words(self.demand.of, other.demand.of)


@dataclass(eq=False, slots=True)
class _Merged:
    asked: list[_Asked] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """What demands are judged by: the case's entries, its reports' days, its host, and how it stands."""

    entries: tuple[Merged, ...]
    times: Chronology
    host: str | None
    status: Standing

    @cached_property
    def in_order(self) -> tuple[Merged, ...]:
        """The entries as they stand in time."""
        return tuple(sorted(self.entries, key=self.times.position))

    @cached_property
    def first_told(self) -> Mapping[int, str]:
        """The day of the first report that tells each entry, by the entry's id."""
        return {id(e): min(self.times.days[r] for r in e.reports) for e in self.entries}


@cache
def demand_data() -> DemandData:
    """Return when demands are met or refused."""
    text = files("vigil.vocab").joinpath("demand_rules.toml").read_text(encoding="utf-8")
    return TypeAdapter(DemandData).validate_python(tomllib.loads(text))


def case_demands(
    known: Known, parts: Iterable[Part], tellings: Iterable[Telling], outcome: Outcome
) -> tuple[CaseDemand, ...]:
    """Return the demands about a case, the first asked first: one a speaker, addressee and act, however often told."""
    told: dict[str, list[Telling]] = {}
    for telling in tellings:
        told.setdefault(telling.report, []).append(telling)
    merged: list[_Merged] = []
    for part in parts:
        for demand in part.account.reading.demands:
            if not part.concerns(demand.quote.span):
                continue
            asked = _asked(known, part, demand, told.get(part.account.id, []), outcome.host)
            home = next((m for m in merged if _joins(asked, m)), None)
            if home is None:
                merged.append(home := _Merged())
            home.asked.append(asked)
    return tuple(_case_demand(m, outcome) for m in merged)


def _joins(asked: _Asked, merged: _Merged) -> bool:
    return any(
        asked.demand.act == other.demand.act and asked.same_speaker(other) and asked.same_addressee(other)
        for other in merged.asked
    )


def _asked(known: Known, part: Part, demand: Demand, told: list[Telling], host: str | None) -> _Asked:
    account = part.account
    named = fold(account.called(demand.by))
    person = next(
        (p for p in account.reading.people if named in map(fold, (p.name, *p.also)) or p.id == demand.by), None
    )
    by = person.name if person else demand.by
    body = person.affiliation if person and person.part != "at_risk" else None
    state = account.country(account.called(demand.of)) if demand.of else None
    if state is None and demand.of and is_government(account, demand.of):
        state = host
    return _Asked(
        account=account,
        demand=demand,
        person=known.home[account.id, person.id] if person else None,
        by=by,
        body=body,
        state=state,
        when=_when_asked(account, demand, told, (by, body)),
        echo=_echo(demand, told, (by, body)),
    )


@dataclass(frozen=True, slots=True)
class Addressees:
    """``languages/TAG/addressees.toml``: words for a government that does not name its country."""

    government: frozenset[str]


def is_government(account: Account, of: str) -> bool:
    """Whether words stand for a government or its bodies without naming its country."""
    words = set(fold(of).split())
    return bool(words & account.language.table("addressees", Addressees).government)


def _speaks(telling: Telling, speaker: tuple[str, str | None]) -> bool:
    """Whether an event is by, or told by, the speaker."""
    event, account = telling.event, telling.account
    names = [account.called(w) for w in (event.by, event.according_to, *event.who) if w]
    return any(share_words(name, other) for name in names for other in speaker if other)


def _echo(demand: Demand, told: list[Telling], speaker: tuple[str, str | None]) -> Telling | None:
    """Return the event that the speaker demands in asking, the nearest in the story."""
    echoes = [t for t in told if t.event.status == "demanded" and _speaks(t, speaker)]
    return min(echoes, key=lambda t: abs(t.event.quote.span.start - demand.quote.span.start), default=None)


def _when_asked(account: Account, demand: Demand, told: list[Telling], speaker: tuple[str, str | None]) -> When | None:
    """Return the day of the speaker's dated event nearest the demand; else of publication, or by then where it is past."""
    near = [
        (abs(t.event.quote.span.start - demand.quote.span.start), t.date.edtf, t.date)
        for t in told
        if t.date is not None
        and (t.event.status == "demanded" or (t.event.status == "happened" and t.event.type in _VOICED))
        and _speaks(t, speaker)
    ]
    if near:
        return min(near, key=lambda row: row[:2])[2]
    published = account.published
    if published is None or published.is_interval or share_words(speaker[0], account.report.publisher):
        return published
    return When(f"../{published.edtf.partition('T')[0]}")


def _case_demand(merged: _Merged, outcome: Outcome) -> CaseDemand:
    asked = merged.asked
    bodies = [a.body for a in asked if a.body]
    first = min((a.when for a in asked if a.when is not None), key=_asked_order, default=None)
    by = next((a.by for a in asked if a.person is None), None)
    state, decided_by = _state(asked, first, outcome)
    return CaseDemand(
        by=by or (f"{asked[0].by}, {bodies[0]}" if bodies else asked[0].by),
        of=next((a.account.called(a.demand.of) for a in asked if a.demand.of), None),
        act=asked[0].demand.act,
        first_asked=first,
        state=state,
        reports=tuple(dict.fromkeys(a.account.id for a in asked)),
        citations=tuple(Citation(a.account.id, a.demand.quote) for a in asked),
        decided_by=decided_by,
    )


def _asked_order(when: When) -> tuple[str, bool]:
    day = when.start or when.end
    return (day.isoformat() if day else "9999", when.start is None)


@dataclass(frozen=True, slots=True)
class ReturnWords:
    """``languages/TAG/asked_returns.toml``."""

    words: tuple[str, ...]
    unless: frozenset[str]


def _asks_return(demand: Demand) -> bool:
    """Whether a demand of no known act asks that somebody be sent back, as prosecutors do."""
    said = fold(demand.quote.text)
    return demand.act == "other" and any(
        not data.unless & set(said.split()) and any(re.search(rf"\b{fold(w)}", said) for w in data.words)
        for data in tables("asked_returns", ReturnWords)
    )


def _against(rule: ActRule) -> ActRule:
    """Return the rule of who asks for the contrary."""
    return ActRule(rule.refused, rule.met, rule.refused_when, rule.met_when)


def _state(asked: list[_Asked], first: When | None, outcome: Outcome) -> tuple[DemandState, str | None]:
    """Return how a demand stands and the type of the event that decided it."""
    acts = demand_data().acts
    rule = acts.get(asked[0].demand.act, ActRule())
    if all(_asks_return(a.demand) for a in asked):
        rule = _against(acts["no_return"])
    echo = next((a.echo for a in asked if a.echo is not None), None)
    found: tuple[DemandState, str | None] = ("open", None)
    host_asked = asked[0].demand.of is None or outcome.host in {a.state for a in asked}
    if rule.of_host_only and not host_asked:
        return found
    for entry in outcome.in_order:
        if not _after(entry, asked, first, outcome) or not _decides(entry, rule, asked, outcome.host):
            continue
        state = _said(entry, rule, asked) or (_echoed(entry, echo) if echo and asked[0].demand.act == "other" else None)
        found = (state, entry.type) if state else found
        if state and rule.first_decides:
            break
    if outcome.status not in rule.whenever and _stood_so(asked, first, outcome):
        return found
    if found[0] == "refused" and outcome.status in rule.met_finally:
        return "met", None
    if found[0] != "open":
        return found
    if outcome.status in rule.refused_when:
        return "refused", None
    return ("met", None) if outcome.status in rule.met_when else found


def _stood_so(asked: list[_Asked], first: When | None, outcome: Outcome) -> bool:
    """Whether the case stood as it does before somebody asked: what gives its standing came no later."""
    gives = [r for r in standing_data().rules if r.gives == outcome.status]
    giving = [e for e in outcome.entries if any(r.fits(e) for r in gives)]
    return bool(giving) and not any(_after(e, asked, first, outcome) for e in giving)


def _after(entry: Merged, asked: list[_Asked], first: When | None, outcome: Outcome) -> bool:
    """Whether an entry came after the asking: by its day, or, where the day does not tell, by a later report.

    What was asked some time before a report came out is taken to be asked after the report before it.
    """
    times = outcome.times
    report = min(asked, key=lambda a: (times.days[a.account.id], a.account.id)).account.id
    later = outcome.first_told[id(entry)] > times.days[report]
    if entry.date is None or entry.date.start is None or first is None:
        return later
    if first.start is not None:
        return entry.date.start >= first.start
    return later or entry.date.start.isoformat() > times.before(report)


def _decides(entry: Merged, rule: ActRule, asked: list[_Asked], host: str | None) -> bool:
    """Whether the one who decided is the one who is asked, where the act's rule wants it."""
    if not rule.same_state:
        return True
    wanted = next((a.state for a in asked if a.state), None) or host
    deciders = {c for t in entry.tellings for c in (t.by_country, t.place_country) if c}
    return not deciders or wanted is None or wanted in deciders or entry.type in ("return", "resettlement")


def _said(entry: Merged, rule: ActRule, asked: list[_Asked]) -> DemandState | None:
    """Return what an entry says of a demand by the act's rule. Whoever reaches the state that was asked has been let in."""
    if rule.same_state and entry.type == "resettlement" and entry.status == "happened":
        reached = {c for t in entry.tellings if (c := t.detail_countries["to"] or t.place_country)}
        if reached & {a.state for a in asked}:
            return "met"
    if any(d.fits(entry) for d in rule.met):
        return "met"
    return "refused" if any(d.fits(entry) for d in rule.refused) else None


def _echoed(entry: Merged, echo: Telling) -> DemandState | None:
    """Judge by the event that the same speaker demands: whether it came, or its contrary."""
    if entry.type != echo.event.type or entry.status != "happened":
        return None
    wanted = echo.event.detail.get("outcome")
    if wanted is None or entry.outcome is None or wanted == entry.outcome:
        return "met"
    return "refused" if entry.outcome in demand_data().contrary.get(str(wanted), ()) else None
