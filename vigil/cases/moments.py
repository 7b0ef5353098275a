"""Two entries of a timeline that can be two accounts of one event: when it was, by whom or where to, how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from vigil.cases.apart import CLOSE, about, disagreement
from vigil.cases.tellings import Telling, conflict, days_between, merge_rules, share_words
from vigil.cases.timeline import Merged
from vigil.languages.courts import towns_in
from vigil.languages.terms import terms
from vigil.model.case import Disagreement

JUDGMENT = frozenset({"verdict", "sentence"})

_ONE_MATTER = 600
"""Characters between the days of two speakers for one moment, at most, where the report gives one of them in its own voice;
in the reports at hand they stand in one paragraph."""
_COUNTRIES = ("to", "by_state")


def between(entries: Sequence[Merged], names: Mapping[str, str]) -> list[Disagreement]:
    """Return what entries that can be one event tell differently, in the order of the entries."""
    order = {id(entry): n for n, entry in enumerate(entries)}
    of_type: dict[str, list[Merged]] = defaultdict(list)
    for entry in entries:
        of_type[entry.type].append(entry)
    pairs = [pair for alike in of_type.values() for pair in combinations(alike, 2)]
    pairs += [
        (v, s) if order[id(v)] < order[id(s)] else (s, v) for v in of_type["verdict"] for s in of_type["sentence"]
    ]
    found: list[tuple[tuple[int, int], Disagreement]] = []
    for one, other in pairs:
        if one.who & other.who:
            told = _of_two(one, other, of_type[one.type], names)
            found += [((order[id(one)], order[id(other)]), d) for d in told if d is not None]
    return [d for _, d in sorted(found, key=lambda row: row[0])]


def _of_two(
    one: Merged, other: Merged, alike: Sequence[Merged], names: Mapping[str, str]
) -> Iterable[Disagreement | None]:
    if one.type != other.type:
        yield _judgment_dates(one, other, names)
        return
    yield _rival_accounts(one, other, names)
    if not set(one.reports) & set(other.reports):
        yield _next_sessions(one, other, alike, names)
        yield from _of_one_day(one, other, names)
        yield _two_days(one, other, alike, names)


def _of_one_day(one: Merged, other: Merged, names: Mapping[str, str]) -> Iterable[Disagreement | None]:
    """Yield, of two events of one day, outcomes that differ, countries that differ, and whether it happened at all."""
    if not _same_day(one, other):
        return
    if one.outcome and other.outcome and one.outcome != other.outcome and one.status == other.status:
        yield disagreement(about(one, names), "outcome", {str(e.outcome): e.tellings for e in (one, other)})
    if {one.status, other.status} == {"happened", "did_not_happen"}:
        yield disagreement(about(one, names), "status", {e.status: e.tellings for e in (one, other)})
    if one.status == other.status == "happened" and merge_rules()[one.type].once:
        yield from _countries(one, other, names)


def _countries(one: Merged, other: Merged, names: Mapping[str, str]) -> Iterable[Disagreement | None]:
    """Yield the countries that two reports give for one part of one event, in their words."""
    for t, u in ((t, u) for t in one.tellings for u in other.tellings if t.who & u.who):
        for key in _COUNTRIES:
            a, b = (x.detail_countries[key] for x in (t, u))
            if a and b and a != b:
                yield disagreement(about(one, names), key, {a: [t], b: [u]})
                return
        if t.by and u.by and t.by_country and u.by_country and t.by_country != u.by_country:
            yield disagreement(about(one, names), "by", {t.by: [t], u.by: [u]})
            return


def _same_day(one: Merged, other: Merged) -> bool:
    """Whether both have dates that leave few days, and one of them in common."""
    if one.date is None or other.date is None or not one.date.can_equal(other.date):
        return False
    return all(e.date is not None and e.date.days is not None and e.date.days <= CLOSE for e in (one, other))


def _judgment_dates(one: Merged, other: Merged, names: Mapping[str, str]) -> Disagreement | None:
    """Conviction and sentence are one sitting as a rule: days near each other in two reports are two days for it."""
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return None
    days = {str(e.date): [t for t in e.tellings if t.date == e.date] for e in (one, other)}
    apart = not {t.report for t in days[str(one.date)]} & {t.report for t in days[str(other.date)]}
    if not apart or days_between(one.date, other.date) > merge_rules()["verdict"].apart:
        return None
    return disagreement(f"{about(one, names)}, and {about(other, names)}", "date", days)


def _rival_accounts(one: Merged, other: Merged, names: Mapping[str, str]) -> Disagreement | None:
    """One report may give two speakers' days for one moment (docs/guide.md, note 11): two entries near each other."""
    if one.date is None or other.date is None or one.date.can_equal(other.date) or one.outcome != other.outcome:
        return None
    rule = merge_rules()[one.type]
    if rule.by_tells or days_between(one.date, other.date) > rule.apart:
        return None
    if not any(_are_rivals(t, u) for t in one.tellings for u in other.tellings):
        return None
    return disagreement(about(one, names), "date", {str(e.date): e.tellings for e in (one, other)})


def _are_rivals(one: Telling, other: Telling) -> bool:
    mine, theirs = one.event, other.event
    if one.report != other.report or mine.according_to == theirs.according_to or mine.status != theirs.status:
        return False
    both_say = mine.according_to is not None and theirs.according_to is not None
    near = abs(mine.quote.span.start - theirs.quote.span.start) <= _ONE_MATTER
    return (both_say or near) and _is_remand(one) == _is_remand(other)


def _is_remand(telling: Telling) -> bool:
    """Whether it is custody by a court, another event than the arrest (docs/guide.md, note 1)."""
    return telling.event.detail.get("place_kind") == "remand"


def _next_sessions(
    one: Merged, other: Merged, alike: Sequence[Merged], names: Mapping[str, str]
) -> Disagreement | None:
    """Two days near each other for the next session, each in a report that tells no other: one of them is wrong, or old."""
    if one.type != "hearing" or not one.status == other.status == "scheduled":
        return None
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return None
    if days_between(one.date, other.date) > CLOSE or not _told_alone(one, other, alike):
        return None
    out = [t.account.published for e in (one, other) for t in e.tellings]
    if not all(p is not None and p.ended_before(one.date) and p.ended_before(other.date) for p in out):
        return None
    return disagreement(about(one, names), "date", {str(e.date): e.tellings for e in (one, other)})


def _two_days(one: Merged, other: Merged, alike: Sequence[Merged], names: Mapping[str, str]) -> Disagreement | None:
    """Two days of an event that happens once as a rule, each in reports that could know both and tell only one.

    What else is told must agree in one point at least, and contradict in none.
    """
    if not merge_rules()[one.type].once or not one.status == other.status == "happened":
        return None
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return None
    if days_between(one.date, other.date) > merge_rules()[one.type].once:
        return None
    if not _both_known(one, other) or not _told_alone(one, other, alike):
        return None
    pairs = [(t, u) for t in one.tellings for u in other.tellings]
    if any(conflict(t, u) or _is_remand(t) != _is_remand(u) for t, u in pairs) or not any(
        _agree(t, u) for t, u in pairs
    ):
        return None
    return disagreement(about(one, names), "date", {str(e.date): e.tellings for e in (one, other)})


def _both_known(one: Merged, other: Merged) -> bool:
    """Whether every report that tells either came out after both days."""
    last = max(e.date.end for e in (one, other) if e.date is not None and e.date.end is not None)
    out = [t.account.published for e in (one, other) for t in e.tellings]
    return all(p is not None and p.end is not None and p.end >= last for p in out)


def _told_alone(one: Merged, other: Merged, alike: Sequence[Merged]) -> bool:
    """Whether no report that tells either tells a third event of the status of the same people."""
    reports = {*one.reports, *other.reports}
    rest = [e for e in alike if e.status == one.status and e is not one and e is not other]
    return not any(reports & set(e.reports) and e.who & (one.who | other.who) for e in rest)


def _agree(one: Telling, other: Telling) -> bool:
    """Whether two tellings share a term, a court, a town, an offence, who did it, or where it led."""
    language, mine, theirs = one.account.language, one.event, other.event
    penalties = [set(terms(str(e.detail.get("penalty") or ""), language)) for e in (mine, theirs)]
    if penalties[0] and penalties[0] == penalties[1]:
        return True
    if any(share_words(mine.detail.get(key), theirs.detail.get(key)) for key in ("court", "judge", "offence")):
        return True
    towns = [towns_in(e.place or "", language) for e in (mine, theirs)]
    if towns[0] & towns[1] or share_words(one.by, other.by):
        return True
    return any((c := one.detail_countries[key]) is not None and c == other.detail_countries[key] for key in _COUNTRIES)
