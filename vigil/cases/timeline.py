"""Events of all reports laid together: one entry an event, whoever tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from vigil.cases.corrections import Given, LastWords
from vigil.cases.tellings import ENOUGH, Telling, likeness, merge_rules
from vigil.model.reading import Status
from vigil.model.when import When

_CLEAR = 0.1
"""A telling without a day joins an entry only where no other entry is nearly as like as this."""
_STATUS_ORDER: tuple[Status, ...] = ("happened", "did_not_happen", "scheduled", "demanded", "feared")


@dataclass(frozen=True, eq=False)
class Merged:
    """One event: the tellings of it, in the order of the reports."""

    tellings: tuple[Telling, ...]

    @property
    def type(self) -> str:
        """The type of event."""
        return self.tellings[0].event.type

    @cached_property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, oldest first."""
        return tuple(dict.fromkeys(t.report for t in self.tellings))

    @cached_property
    def voices(self) -> frozenset[str]:
        """The voices that tell it: reports that carry one text count once."""
        return frozenset(t.voice for t in self.tellings)

    @cached_property
    def who(self) -> frozenset[str]:
        """Identity ids of everybody it happens to in any report."""
        return frozenset().union(*(t.who for t in self.tellings))

    @cached_property
    def outcome(self) -> str | None:
        """Its outcome, where a report gives one."""
        return next((str(o) for t in self.tellings if (o := t.event.detail.get("outcome")) is not None), None)

    @cached_property
    def status(self) -> Status:
        """The most that any report tells: what happened over what was to come."""
        told = {t.event.status for t in self.tellings}
        return next(s for s in _STATUS_ORDER if s in told)

    @property
    def is_firm(self) -> bool:
        """Whether a report that tells what became of it does so beside the name of those it happens to."""
        return any(t.event.status == self.status and not t.beside_another for t in self.tellings)

    @cached_property
    def date(self) -> When | None:
        """The date that most reports give, of those the most precise, then the first told."""
        return best_date(self.tellings)


def telling_order(telling: Telling) -> tuple[str, str, int]:
    """Order tellings by report, then by place in it."""
    return (telling.account.day, telling.report, telling.event.quote.span.start)


def best_date(tellings: Iterable[Telling]) -> When | None:
    """Return the date that agrees with the dates of most voices, of those the most precise, then the first told.

    Days that the outlets that gave them, or a report that says so, took back later have no say.
    """
    tellings = [t for t in tellings if t.date is not None]
    taken = {id(t) for t, _ in taken_back(tellings)}
    voices: dict[When, set[str]] = defaultdict(set)
    for telling in tellings:
        if telling.date is not None and (id(telling) not in taken or len(taken) == len(tellings)):
            voices[telling.date].add(telling.voice)
    if not voices:
        return None
    order = {date: n for n, date in enumerate(voices)}

    def rank(date: When) -> tuple[int, bool, int, int]:
        support = set().union(*(told for other, told in voices.items() if other.can_equal(date)))
        return (-len(support), date.yearless, 10**6 if date.days is None else date.days, order[date])

    best = min(voices, key=rank)
    for other in voices:
        merged = best.merge(other) if best.yearless else None
        best = merged or best
    return best


def taken_back(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """Return the tellings whose date a later one, told no less precisely, corrects; each with the last that does."""
    by_date: dict[When, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if telling.date is not None and not telling.date.yearless:
            by_date[telling.date].append(telling)
    if len(by_date) < 2:
        return []
    words = {date: LastWords(map(given, told)) for date, told in by_date.items()}
    homes = {(t.report, t.event.quote.span.start, date): t for date, told in by_date.items() for t in told}
    found = []
    for date, told in by_date.items():
        rivals = [(other, last) for other, last in words.items() if _can_correct(other, date)]
        for telling in told:
            later = [
                (g.account.day, g.account.id, g.span.start, other.edtf)
                for other, last in rivals
                for g in last.correcting(given(telling))
            ]
            if later:
                _, report, start, edtf = max(later)
                found.append((telling, homes[report, start, When(edtf)]))
    return found


def _can_correct(new: When, old: When) -> bool:
    return not new.can_equal(old) and (new.days or 10**6) <= (old.days or 10**6)


def given(telling: Telling) -> Given:
    """Return where a telling stands, for what takes it back."""
    return Given(telling.account, telling.event.quote.span)


def merge(tellings: Iterable[Telling]) -> list[Merged]:
    """Lay tellings together. Days come first, then months and years, then what has no date; one telling a report an event."""
    by_type: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_type[telling.event.type].append(telling)
    return [entry for name in sorted(by_type) for entry in _merge_type(by_type[name])]


def _vagueness(telling: Telling) -> int:
    date = telling.date
    if date is None:
        return 4
    if date.yearless:
        return 2
    days = date.days
    if days is None or days > 366:
        return 3
    return 0 if days == 1 else 1


@dataclass(eq=False, slots=True)
class _Open:
    """An event that tellings are still put into. Of tellings in like terms one stands for all when others are compared."""

    tellings: list[Telling] = field(default_factory=list)
    kinds: dict[tuple[object, ...], Telling] = field(default_factory=dict)
    by_report: dict[str, list[Telling]] = field(default_factory=lambda: defaultdict(list))

    def put(self, telling: Telling) -> None:
        self.tellings.append(telling)
        self.kinds.setdefault(_terms(telling), telling)
        self.by_report[telling.report].append(telling)


def _terms(telling: Telling) -> tuple[object, ...]:
    event = telling.event
    published = telling.account.day if telling.date is None else ""
    details = tuple(sorted(event.detail.items()))
    return (telling.who, telling.date, event.status, telling.by, event.place, details, published)


def _merge_type(tellings: list[Telling]) -> list[Merged]:
    entries: list[_Open] = []
    batches: dict[tuple[int, str], list[Telling]] = defaultdict(list)
    for telling in tellings:
        batches[_vagueness(telling), telling.report].append(telling)

    def order(item: tuple[tuple[int, str], list[Telling]]) -> tuple[int, int, tuple[str, str, int]]:
        (vagueness, _), batch = item
        return (vagueness, -max(len(t.who) for t in batch), min(map(telling_order, batch)))

    for _, batch in sorted(batches.items(), key=order):
        for telling in _place(sorted(batch, key=telling_order), entries):
            home = next((e for e in entries if _is_twin(telling, e) or _is_half(telling, e)), None)
            if home is None:
                entries.append(home := _Open())
            home.put(telling)
    return [Merged(tuple(sorted(e.tellings, key=telling_order))) for e in entries]


def _place(batch: list[Telling], entries: list[_Open]) -> list[Telling]:
    """Put tellings of one report into the entries they are most like, one an entry; return those that fit none."""
    scores: dict[tuple[int, int], float] = {}
    for i, telling in enumerate(batch):
        row = {j: s for j, e in enumerate(entries) if (s := _likeness(telling, e)) is not None and s >= ENOUGH}
        if _vagueness(telling) and len(row) > 1:
            first, second, *_ = sorted(row.values(), reverse=True)
            if first - second < _CLEAR:
                continue  # two events it can be: left apart rather than guessed
        scores.update({(i, j): s for j, s in row.items()})
    placed: set[int] = set()
    filled: set[int] = set()
    for (i, j), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if i not in placed and j not in filled:
            placed.add(i)
            filled.add(j)
            entries[j].put(batch[i])
    return [t for i, t in enumerate(batch) if i not in placed]


def _likeness(telling: Telling, entry: _Open) -> float | None:
    """Return how like an entry a telling is: its best, where no telling rules it out and its report tells no other."""
    if telling.report in entry.by_report:
        return None
    best: float | None = None
    for other in entry.kinds.values():
        score = likeness(telling, other)
        if score is None:
            return None
        best = score if best is None else max(best, score)
    return best


def _is_twin(telling: Telling, entry: _Open) -> bool:
    """Whether a report tells the entry twice in the same terms."""
    own = entry.by_report.get(telling.report, ())
    return telling.date is not None and any(_terms(t) == _terms(telling) for t in own)


def _is_half(telling: Telling, entry: _Open) -> bool:
    """Whether a report tells apart, of two people, what another tells of both together."""
    own = entry.by_report.get(telling.report, ())
    if not own or any(t.who & telling.who or t.date != telling.date for t in own):
        return False
    rest = [t for t in entry.kinds.values() if t.report != telling.report]
    scores = [likeness(telling, t) for t in rest]
    return all(s is not None and s >= ENOUGH for s in scores) and any(t.who > telling.who for t in rest)


def in_order(entries: Iterable[Merged], first_reports: tuple[str, ...]) -> list[Merged]:
    """Return entries oldest first.

    What no report dates stands by its phase: before the border crossing, on the way, or in the host country, there
    after what the reports before the first that tells it had to tell.
    """
    entries = list(entries)
    crossing = min((d.sort_key for e in entries if e.type == "border_crossing" and (d := e.date)), default=None)
    order = {report: n for n, report in enumerate(first_reports)}
    newest: dict[int, tuple[int, str, str]] = {}
    for entry in entries:
        date, number = entry.date, order.get(entry.reports[0], 0)
        if date is not None and entry.status == "happened":
            newest[number] = max(newest.get(number, date.sort_key), date.sort_key)

    def key(entry: Merged) -> tuple[tuple[int, str, str], int, str, tuple[str, ...]]:
        phase = merge_rules()[entry.type].phase
        if entry.date is not None:
            return (entry.date.sort_key, phase, entry.type, entry.reports)
        if phase < 2:
            return (crossing or (0, "", ""), phase - 3, entry.type, entry.reports)
        first = order.get(entry.reports[0], 0)
        before = [newest[n] for n in newest if n < first or (n == first and phase > 2)]
        return (
            max(([crossing] if crossing else []) + before, default=(0, "", "")),
            phase + 3,
            entry.type,
            entry.reports,
        )

    return sorted(entries, key=key)
