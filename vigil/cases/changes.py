"""What new reports brought to a case: the case as earlier reports have it, beside the case now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, TypeVar

from vigil.languages.spoken import spoken_date
from vigil.model.beside import Change, ChangeKind, Changes
from vigil.model.case import Case, CaseDemand, CasePerson, Citation, Disagreement, TimelineEntry
from vigil.model.vocab import acts, event_types, standings
from vigil.model.when import When

Item = TypeVar("Item", TimelineEntry, CaseDemand, Disagreement)

_WORDS = {"happened": "happened", "scheduled": "scheduled", "feared": "feared", "did_not_happen": "did not happen"}


def changes(before: Case | None, now: Case, since: date, *, by: Literal["published", "added"]) -> Changes:
    """Return what changed from ``before``, the case as reports from before ``since`` have it, to ``now``.

    ``before`` is None where none of its reports is that old: then the whole case is new.
    """
    old = {s.report for s in before.sources} if before else set()
    reports = tuple(s.report for s in now.sources if s.report not in old)
    if before is None:
        return Changes(since, by, reports, (Change("new_case", _people(now.people_at_risk), None, None),))
    found = (
        *_state(before, now),
        *_persons(before, now),
        *_events(before.timeline, now.timeline, "event"),
        *_events(before.feared, now.feared, "fear"),
        *_demands(before, now),
        *_disagreements(before, now),
        *_statements(now, old),
    )
    return Changes(since, by, reports, found)


def _people(people: Iterable[CasePerson]) -> str:
    return ", ".join(p.name for p in people)


def _state(before: Case, now: Case) -> Iterator[Change]:
    if before.status != now.status:
        yield Change("standing", "standing", standings()[before.status].label, standings()[now.status].label)
    if before.next_date != now.next_date:
        yield Change("next_date", "next date", _spoken(before.next_date), _spoken(now.next_date))
    if before.host != now.host:
        yield Change("host", "country they are in", before.host, now.host)
    if before.origin != now.origin:
        yield Change("origin", "may be returned to", before.origin, now.origin)


def _spoken(when: When | None) -> str | None:
    return None if when is None else spoken_date(when)


def _persons(before: Case, now: Case) -> Iterator[Change]:
    for risk in (True, False):
        old = before.people_at_risk if risk else (*before.others, *before.people_at_risk)
        for person in now.people_at_risk if risk else now.others:
            known = next((p for p in old if set(p.members) & set(person.members)), None)
            if known is None:
                yield Change("person", person.name, None, person.part.replace("_", " "), person.citations[:1])
                continue
            for name in person.names:
                if name not in known.names:
                    yield Change("spelling", person.name, None, name)
            if risk and known.status != person.status and known.status and person.status:
                was, is_now = standings()[known.status].label, standings()[person.status].label
                yield Change("standing", person.name, was, is_now)


def _matched(old: Sequence[Item], new: Item) -> Item | None:
    """Return the earlier item that shares words with the new one: what earlier reports said stands in both."""
    words = set(new.citations)
    return next((item for item in old if words & set(item.citations)), None)


def _new_words(old: Item | None, new: Item) -> tuple[Citation, ...]:
    known = set(old.citations) if old else set()
    return tuple(c for c in new.citations if c not in known)


def _events(before: Sequence[TimelineEntry], now: Sequence[TimelineEntry], kind: ChangeKind) -> Iterator[Change]:
    for entry in now:
        old, about = _matched([e for e in before if e.type == entry.type], entry), _about(entry)
        if old is None:
            yield Change(kind, about, None, _WORDS.get(entry.status, entry.status), entry.citations)
            continue
        words = _new_words(old, entry)
        if old.status != entry.status:
            yield Change("event_status", about, _WORDS[old.status], _WORDS[entry.status], words)
        if old.date != entry.date:
            yield Change("event_date", about, _spoken(old.date), _spoken(entry.date), words)
        was, is_now = old.detail.get("outcome"), entry.detail.get("outcome")
        if was != is_now:
            yield Change("event_outcome", about, _text(was), _text(is_now), words)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _about(entry: TimelineEntry) -> str:
    who = " and ".join(entry.who)
    when = f", {spoken_date(entry.date)}" if entry.date else ""
    outcome = entry.detail.get("outcome")
    label = event_types()[entry.type].label.lower() + (f" ({outcome})" if outcome else "")
    return f"{label}{f' of {who}' if who else ''}{when}"


def _demands(before: Case, now: Case) -> Iterator[Change]:
    for demand in now.demands:
        old = _matched([d for d in before.demands if d.act == demand.act], demand)
        about = f"{demand.by}{f' asks {demand.of}' if demand.of else ' asks'}: {acts()[demand.act].label}"
        if old is None:
            yield Change("demand", about, None, demand.state, demand.citations)
        elif old.state != demand.state:
            decided = (
                f"{demand.state} ({event_types()[demand.decided_by].label.lower()})"
                if demand.decided_by
                else demand.state
            )
            yield Change("demand_state", about, old.state, decided, _new_words(old, demand))


def _disagreements(before: Case, now: Case) -> Iterator[Change]:
    for item in now.disagreements:
        old = _matched([d for d in before.disagreements if d.field == item.field], item)
        was = None if old is None else _values(old)
        said = _values(item)
        if old is None or set(old.values) != set(item.values):
            yield Change("disagreement", f"{item.about}: {item.field}", was, said, _new_words(old, item))


def _values(item: Disagreement) -> str:
    return "; ".join(spoken_date(When(v)) if item.field == "date" else v for v in item.values)


def _statements(now: Case, old: set[str]) -> Iterator[Change]:
    for voice in now.voices:
        if voice.citation.report not in old:
            yield Change("statement", voice.speaker, None, voice.kind, (voice.citation,))
