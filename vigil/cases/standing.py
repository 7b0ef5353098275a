"""How somebody stands as of the last report, and the next date."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from vigil.cases.tellings import Telling
from vigil.cases.timeline import Merged
from vigil.cases.together import Part
from vigil.errors import DateError
from vigil.languages.terms import valid_until
from vigil.model.case import Standing
from vigil.model.vocab import standings
from vigil.model.when import When


@dataclass(frozen=True, slots=True)
class StandingRule:
    """An event that moves a standing.

    ``needs_date`` says that an undated one tells nothing, ``needs_ground`` that one report alone must give a date or a
    destination: a person is not taken for sent back on a word that says neither when nor where to. With ``needs_firm``
    the words must not stand beside the name of somebody else. Standings that it ``keeps`` it does not replace.
    """

    type: str
    gives: Standing
    status: str = "happened"
    outcome: str | None = None
    needs_date: bool = False
    needs_ground: bool = False
    needs_firm: bool = False
    keeps: frozenset[Standing] = frozenset()

    def fits(self, entry: Merged) -> bool:
        """Whether the entry is such an event."""
        if entry.type != self.type or entry.status != self.status or (self.needs_date and entry.date is None):
            return False
        if self.needs_firm and not entry.is_firm:
            return False
        if self.needs_ground and entry.date is None and len(entry.voices) == 1 and not _leads_somewhere(entry):
            return False
        return self.outcome is None or entry.outcome == self.outcome


@dataclass(frozen=True, slots=True)
class StandingData:
    """``vocab/standing_rules.toml``."""

    proceedings: frozenset[str]
    journeys: frozenset[str]
    settles: frozenset[str]
    denied_by_contrary: frozenset[str]
    leaves_again: frozenset[str]
    rules: tuple[StandingRule, ...]
    resolved: frozenset[Standing]
    holds: dict[Standing, frozenset[Standing]]


@dataclass(frozen=True, slots=True)
class Chronology:
    """Days of the reports of a case, as text that sorts; "" for a report that nothing dates."""

    days: Mapping[str, str]

    @property
    def last(self) -> str:
        """The day of the last report."""
        return max(self.days.values(), default="")

    def position(self, entry: Merged) -> str:
        """Return when an entry stands among others.

        That is its day; else the day of the first report that tells it where it stands there as news, or of the report
        before that one where it stands further down, as what was known.
        """
        if entry.date is not None and entry.date.start is not None:
            return entry.date.start.isoformat()
        first = min(entry.tellings, key=lambda t: (self.days[t.report], t.event.quote.span.start))
        day = self.days[first.report]
        if first.is_news:
            return day
        return self.before(first.report)

    def before(self, report: str) -> str:
        """Return the day of the report before this one; "" for the first."""
        return max((day for day in self.days.values() if day < self.days[report]), default="")


def _leads_somewhere(entry: Merged) -> bool:
    return bool(_led_to(entry))


@cache
def standing_data() -> StandingData:
    """Return how events move a standing."""
    text = files("vigil.vocab").joinpath("standing_rules.toml").read_text(encoding="utf-8")
    return TypeAdapter(StandingData).validate_python(tomllib.loads(text))


def chronology(parts: Iterable[Part], tellings: Iterable[Telling]) -> Chronology:
    """Return the days of the reports; one without a date has that of the last thing it tells as past."""
    told: dict[str, str] = {}
    for telling in tellings:
        start = telling.date.start if telling.date else None
        if start is not None and telling.event.status == "happened":
            told[telling.report] = max(told.get(telling.report, ""), start.isoformat())
    days = {}
    for part in parts:
        start = part.account.published.start if part.account.published else None
        days[part.account.id] = start.isoformat() if start else told.get(part.account.id, "")
    return Chronology(days)


def standing_of(entries: Iterable[Merged], times: Chronology, *, feared: bool, sides: frozenset[str]) -> Standing:
    """Return how somebody stands after these entries.

    ``feared`` says that a return is feared or asked not to happen; ``sides`` are host and origin: whoever reaches another
    country after all that is decided in the host is resettled, whatever word the reports have for it.
    """
    data = standing_data()
    now: Standing | None = None
    away = False
    entries = list(entries)
    for entry in sorted(entries, key=lambda e: (times.position(e), e.date is not None, _rank(e))):
        if _is_ahead(entry, times) or _is_contradicted(entry, entries, times):
            continue
        if now == "returned" and _leaves_again(entry, entries, times):
            now = "at_risk"
        for rule in data.rules:
            held = now in rule.keeps or (now in data.holds and rule.gives not in data.holds[now])
            if rule.fits(entry) and not held:
                now, away = rule.gives, False
        if now is not None and now not in data.holds and _reaches_elsewhere(entry, sides):
            away = True
    if away:
        return "resettled"
    if now is not None:
        return now
    if any(e.type in data.proceedings for e in entries):
        return "in_proceedings"
    return "at_risk" if feared else "unknown"


def _is_ahead(entry: Merged, times: Chronology) -> bool:
    """Whether an entry is told as past and dated after the last report: its day cannot be right."""
    return bool(times.last) and times.position(entry) > times.last and entry.status != "scheduled"


def unsure(entries: Iterable[Merged], times: Chronology) -> list[Merged]:
    """Return what would settle how somebody stands but is not taken for sure: too vague, told beside another, or denied."""
    entries = list(entries)
    settling = [r for r in standing_data().rules if r.needs_firm]
    return [
        e
        for e in entries
        if any(replace(r, needs_firm=False, needs_ground=False).fits(e) for r in settling)
        and (not any(r.fits(e) for r in settling) or _is_contradicted(e, entries, times))
    ]


def _is_contradicted(entry: Merged, entries: Iterable[Merged], times: Chronology) -> bool:
    """Whether as many reports say, of the same time or later, that it did not happen to the same person.

    Not so where somebody is told to be in custody in the country that the denied return led to.
    """
    data = standing_data()
    if entry.type not in data.denied_by_contrary or entry.status != "happened" or _is_held_there(entry, entries, times):
        return False
    return any(
        other.type == entry.type
        and other.status == "did_not_happen"
        and other.who & entry.who
        and len(other.voices) >= len(entry.voices)
        and times.position(other) >= times.position(entry)
        for other in entries
    )


def _is_held_there(entry: Merged, entries: Iterable[Merged], times: Chronology) -> bool:
    """Whether a dated detention in the one country that a return led to is told of the same people, then or later."""
    led_to = _led_to(entry)
    return entry.type == "return" and any(
        held.type == "detention"
        and held.status == "happened"
        and held.date is not None
        and held.is_firm
        and held.who >= entry.who
        and {t.place_country for t in held.tellings} == led_to
        and times.position(held) >= times.position(entry)
        for held in entries
    )


def _reaches_elsewhere(entry: Merged, sides: frozenset[str]) -> bool:
    """Whether an entry is a dated journey to a country that is neither host nor origin, where both are known."""
    if entry.type not in standing_data().journeys or entry.status != "happened" or entry.date is None or len(sides) < 2:
        return False
    reached = _led_to(entry)
    return bool(reached) and not reached & sides


def _leaves_again(entry: Merged, entries: Iterable[Merged], times: Chronology) -> bool:
    """Whether an entry is a dated journey later than any return, and not to the country that the return led to."""
    if entry.type not in standing_data().leaves_again or entry.status != "happened" or entry.date is None:
        return False
    returns = [e for e in entries if e.type == "return" and e.status == "happened"]
    sent = {c for e in returns for c in _led_to(e)}
    reached = _led_to(entry)
    later = all(times.position(e) < times.position(entry) for e in returns)
    return later and (bool(sent and reached and not reached & sent) or (entry.type == "flight" and not reached))


def _led_to(entry: Merged) -> set[str]:
    return {c for t in entry.tellings if (c := t.detail_countries["to"] or t.place_country)}


def _rank(entry: Merged) -> int:
    """Order entries of one day: what opens proceedings, then what decides them, in the order of the rules."""
    return next((n for n, rule in enumerate(standing_data().rules) if rule.type == entry.type), -1)


def least_protected(standings_: Iterable[Standing]) -> Standing:
    """Return the standing of a case: that of its least protected person (docs/guide.md, note 23)."""
    table = standings()
    return min(standings_, key=lambda s: table[s].protection, default="unknown")


def next_date(entries: Iterable[Merged], standings_: Iterable[Standing], times: Chronology) -> When | None:
    """Return the next scheduled day after the last report, or when protection for a time ends.

    After a resolution (docs/guide.md, note 15) there is none but that end.
    """
    entries, people = list(entries), set(standings_)
    ahead = []
    if not people <= standing_data().resolved:
        ahead = [w for e in entries for w in _ahead(e) if w.start is not None and w.start.isoformat() > times.last]
    if "protected" in people and (until := _protected_until(entries, times)):
        ahead.append(until)
    return min(ahead, key=lambda w: w.sort_key, default=None)


def _ahead(entry: Merged) -> list[When]:
    found = [entry.date] if entry.status == "scheduled" and entry.date is not None else []
    for telling in entry.tellings:
        until = telling.event.detail.get("until")
        if isinstance(until, str) and entry.type == "adjournment":
            try:
                found.append(When(until))
            except DateError:
                continue
    return found


def _protected_until(entries: list[Merged], times: Chronology) -> When | None:
    """Return when the last protection for a time ends, where its report says how long it is good for.

    A decision without a date has no end to be counted; it may be the same decision, told again for its length alone.
    """
    given = ("granted", "temporary")
    decisions = [e for e in entries if e.type == "asylum_decision" and e.outcome in given and e.date is not None]
    for entry in sorted(decisions, key=times.position, reverse=True)[:1]:
        for telling in entry.tellings:
            text, at = telling.account.report.story.text, telling.event.quote.span.start
            paragraph = text[at : text.find("\n", at) if "\n" in text[at:] else len(text)]
            until = valid_until(paragraph, entry.date, telling.account.language) if entry.date else None
            if until is not None and until.start is not None and until.start.isoformat() > times.last:
                return until
    return None
