"""How long a case has had no news, and when that is a warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pydantic import TypeAdapter

from vigil.cases.standing import standing_data
from vigil.languages.names import fold
from vigil.languages.spoken import spoken_date
from vigil.model.beside import Silence
from vigil.model.case import Case, News, TimelineEntry, Worry
from vigil.model.vocab import rows
from vigil.model.when import When


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """A row of ``vocab/silence.toml``; ``moved`` wants custody elsewhere before, what ``ends`` it are types of event."""

    key: str
    status: str
    days: int
    says: str
    because: str
    type: str | None = None
    outcome: str | None = None
    moved: bool = False
    ends: tuple[str, ...] = ()

    def fits(self, entry: TimelineEntry, case: Case) -> bool:
        """Whether the entry is such an event."""
        if (entry.type, entry.status) != (self.type or self.key, self.status):
            return False
        if self.outcome is not None and entry.detail.get("outcome") != self.outcome:
            return False
        return (not self.moved or _was_held_elsewhere(entry, case)) and not any(
            e.type in self.ends and e.status == "happened" and _comes_after(e, entry) for e in case.timeline
        )


@cache
def silence_rules() -> tuple[SilenceRule, ...]:
    """Return the rules in the order in which they are asked: of two that fit one event the first counts."""
    return tuple(TypeAdapter(list[SilenceRule]).validate_python(rows("silence")))


@cache
def _by_key() -> dict[str, SilenceRule]:
    return {rule.key: rule for rule in silence_rules()}


def silence(news: News | None, today: date, timeline: Sequence[TimelineEntry] = ()) -> Silence | None:
    """Return how long there has been no news on the day ``today``; None where no report has a day.

    Reports dated after ``today`` make a silence of 0 days. ``timeline`` is the case's, where it is at hand: without it the
    event that makes the silence a worry is not named.
    """
    if news is None:
        return None
    days = max((today - _last_day(news.last)).days, 0)
    worry = next((w for w in news.worries if not _is_ahead(w, today)), None)
    if worry is None:
        return Silence(today, news.last, days)
    rule = _by_key()[worry.rule]
    after = timeline[worry.entry] if timeline else None
    since = days if rule.status == "happened" else (today - _last_day(worry.date or news.last)).days
    if since < rule.days:
        return Silence(today, news.last, days, after=after)
    told = f", {spoken_date(worry.date)}" if worry.date else ""
    many = "1 day" if days == 1 else f"{days:,} days"
    return Silence(today, news.last, days, f"No news for {many} after {rule.says}{told}. {rule.because}", after)


def worrying(news: News | None) -> tuple[tuple[date, date], ...]:
    """Return the stretches of days [first, until) on which ``silence`` warns, the earliest first; those without end end last."""
    found = []
    until = date.max
    for worry in news.worries if news else ():
        rule = _by_key()[worry.rule]
        happened = rule.status == "happened"
        told = news.last if news and (happened or worry.date is None) else worry.date
        last = _last_day(told) if told else date.max
        over = date.min if happened else _last_day(worry.date) if worry.date else date.max
        if last.year < date.max.year and over.year < date.max.year:
            first = max(last + timedelta(rule.days), over if happened else over + timedelta(1))
            if first < until:
                found.append((first, until))
            until = min(until, over if happened else over + timedelta(1))
    return tuple(reversed(found))


def news_of(case: Case) -> News | None:
    """Return from when the last news of a case is, and what makes silence after it a worry; None where no report has a day."""
    dated = [s.published for s in case.sources if s.published is not None and s.published.end is not None]
    if not dated:
        return None
    last = max(dated, key=lambda w: (w.end or date.min, w.edtf))
    safe = case.status in standing_data().resolved and case.status != "returned"
    return News(last, () if safe else _worries(case))


def _worries(case: Case) -> tuple[Worry, ...]:
    """Return the events that make silence a worry, the latest first, as far as the first that is not ahead on any day."""
    found: list[tuple[tuple[int, str, str], int, Worry]] = []
    for n, entry in enumerate(case.timeline):
        rule = next((r for r in silence_rules() if r.fits(entry, case)), None)
        if rule is not None and not (rule.status == "scheduled" and entry.date is None):
            key = entry.date.sort_key if entry.date is not None else (-1, "", "")
            found.append((key, n, Worry(n, entry.date, rule.key)))
    latest = [worry for _, _, worry in sorted(found, key=lambda row: row[:2], reverse=True)]
    settled = next((n for n, w in enumerate(latest) if _by_key()[w.rule].status != "scheduled"), len(latest))
    return tuple(latest[: settled + 1])


def _comes_after(later: TimelineEntry, entry: TimelineEntry) -> bool:
    """Whether something befell one of the same people on a day after, or on the same."""
    if later.date is None or entry.date is None or not set(later.who) & set(entry.who):
        return False
    return later.date.sort_key >= entry.date.sort_key


def _is_ahead(worry: Worry, today: date) -> bool:
    scheduled = _by_key()[worry.rule].status == "scheduled"
    return scheduled and (worry.date is None or _last_day(worry.date) >= today)


def _last_day(when: When) -> date:
    return (when.end or date.max) - timedelta(1)


def _was_held_elsewhere(entry: TimelineEntry, case: Case) -> bool:
    if entry.date is None or entry.place is None:
        return False
    return any(
        e.type == "detention"
        and e.status == "happened"
        and e.place is not None
        and fold(e.place) != fold(entry.place)
        and set(e.who) & set(entry.who)
        and e.date is not None
        and e.date.ended_before(entry.date)
        for e in case.timeline
    )
