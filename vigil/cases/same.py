"""Who is one person over reports: names, and what stands around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from vigil.cases.material import Account, Member, anchor
from vigil.cases.names import SAME_NAME, compare_names, core_parts, differ_in_gender, name_score, script
from vigil.cases.routes import Votes, count, no_votes
from vigil.languages.names import name_keys, sound
from vigil.model.reading import Part, Person

_MIN_NAME = 0.72
"""Names less alike than this are not one person's whatever stands around them, except surnames alone."""
_SURNAME_ALONE = 0.55
"""What a surname alone beside a fuller name scores at least when it is the same surname."""
_ONLY_ONE = 0.1
"""What it adds that only one person in the casebook has the surname."""
_SAME_REPORT = 0.15
"""What it adds that one report has both the surname alone and the full name."""
_SPELLED_TWICE = 0.87
"""From here on two full names in one report are one name spelled twice, as where a report quotes another's spelling."""
_MAX_BUCKET = 30
"""A key that more people share than this says too little alone: two keys must be shared."""
_BYSTANDERS: tuple[Part, ...] = ("official", "lawyer", "advocate", "journalist")
"""Parts that speak against somebody being at risk, where more reports give one of them."""
_SAME_AGE, _FAR_AGE = 1.5, 4.0
"""Years by which ages told at different times may differ, and from where on they speak against one person."""


@dataclass(frozen=True, slots=True)
class Links:
    """What people decided: pairs of members that are one person, and pairs that are not."""

    same: frozenset[tuple[Member, Member]] = frozenset()
    apart: frozenset[tuple[Member, Member]] = frozenset()


@dataclass(frozen=True, slots=True)
class Identity:
    """One person over reports. ``id`` is the least anchor of the members, which stand in the order of the reports."""

    id: str
    members: tuple[Member, ...]
    part: Part
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One person in one report, with what stands around the name."""

    member: Member
    person: Person
    forms: tuple[str, ...]
    keys: frozenset[str]
    companions: frozenset[str]
    told_with: frozenset[Member]
    events: frozenset[tuple[str, str]]
    host: str | None
    origin: str | None
    day: date | None


@dataclass(eq=False, slots=True)
class _Group:
    """Members taken for one person so far, with the sum of what stands around them."""

    seen: list[_Seen] = field(default_factory=list)
    reasons: dict[str, None] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    people_by_report: dict[str, Person] = field(default_factory=dict)
    companions: set[str] = field(default_factory=set)
    told_with: set[Member] = field(default_factory=set)
    events: set[tuple[str, str]] = field(default_factory=set)
    countries: set[tuple[str, str]] = field(default_factory=set)
    ages: set[tuple[int, date | None]] = field(default_factory=set)
    attributes: set[tuple[str, str]] = field(default_factory=set)

    def take(self, members: Iterable[_Seen], reasons: Iterable[str] = ()) -> None:
        """Add members, and why they belong here."""
        for one in members:
            self.seen.append(one)
            self.forms.update(dict.fromkeys(one.forms))
            self.people_by_report[one.member[0]] = one.person
            self.companions |= one.companions
            self.told_with |= one.told_with
            self.events |= one.events
            self.countries |= {(side, c) for side, c in (("host", one.host), ("origin", one.origin)) if c}
            if one.person.age is not None:
                self.ages.add((one.person.age, one.day))
            for name in ("ethnicity", "title", "affiliation"):
                value = getattr(one.person, name)
                if value:
                    self.attributes.add((name, value))
        self.reasons.update(dict.fromkeys(reasons))


def identify(accounts: Iterable[Account], links: Links | None = None) -> tuple[Identity, ...]:
    """Return every person of the reports, each with the reasons why members were taken for one person.

    Candidates share a key of a name, so the work grows with the number of people who share names, not with all pairs.
    Whom a report calls by one name alone comes last, when it is known how many people have that name.
    """
    links = links or Links()
    everyone = [seen for account in accounts for seen in _seen(account)]
    decided = sorted(
        _decided_groups(everyone, links), key=lambda seeds: not any(_is_full(f) for s in seeds for f in s.forms)
    )
    index: dict[str, dict[_Group, None]] = defaultdict(dict)
    groups: dict[_Group, None] = {}
    for seeds in decided:
        group = _Group()
        group.take(seeds)
        _join_all(group, index, groups, links)
    return tuple(sorted((_identity(g) for g in groups), key=lambda i: i.id))


def _identity(group: _Group) -> Identity:
    parts = [s.person.part for s in group.seen]
    apart = sum(p in _BYSTANDERS for p in parts)
    at_risk = parts.count("at_risk") >= max(apart, 1)
    part: Part = "at_risk" if at_risk else max(sorted({*parts} - {"at_risk"}), key=parts.count)
    members = tuple(s.member for s in group.seen)
    return Identity(min(map(anchor, members)), members, part, tuple(group.reasons))


def _seen(account: Account) -> Iterator[_Seen]:
    people = account.reading.people
    by_person: dict[str, list[int]] = defaultdict(list)
    for number, event in enumerate(account.reading.events):
        for who in event.who:
            by_person[who].append(number)
    start = account.published.start if account.published else None
    keys = {p.id: frozenset(k for part in core_parts(p.name) for k in name_keys(part)) for p in people}
    for person in people:
        events = [account.reading.events[n] for n in by_person[person.id]]
        votes: Votes = no_votes()
        count(votes, account, (person.id,), events, ())
        host, origin = votes.winners()
        forms = tuple(dict.fromkeys((person.name, *person.also)))
        yield _Seen(
            member=(account.id, person.id),
            person=person,
            forms=forms,
            keys=frozenset(k for form in forms for part in core_parts(form) for k in name_keys(part)),
            companions=frozenset("+".join(sorted(k)) for i, k in keys.items() if i != person.id and len(k) > 1),
            told_with=frozenset((account.id, who) for e in events for who in e.who if who in keys and who != person.id),
            events=frozenset(
                (e.type, e.date.edtf) for e in events if e.date is not None and e.date.precision in ("day", "time")
            ),
            host=host,
            origin=origin,
            day=start,
        )


def _decided_groups(everyone: list[_Seen], links: Links) -> list[list[_Seen]]:
    """Return members that people said are one person together, all others alone, in the order of the reports."""
    home: dict[Member, Member] = {s.member: s.member for s in everyone}

    def root(member: Member) -> Member:
        while home[member] != member:
            member = home[member]
        return member

    for one, other in sorted(links.same):
        if one in home and other in home:
            home[root(other)] = root(one)
    groups: dict[Member, list[_Seen]] = defaultdict(list)
    for seen in everyone:
        groups[root(seen.member)].append(seen)
    return list(groups.values())


def _join_all(group: _Group, index: dict[str, dict[_Group, None]], groups: dict[_Group, None], links: Links) -> None:
    """Put a new group with those that it is one person with: the best first, and any other that then fits too."""
    ranked: list[tuple[float, int, _Group, tuple[str, ...]]] = []
    candidates = [other for other in _candidates(group, index) if other in groups]
    bearers = sum(map(_has_full, candidates))
    for number, other in enumerate(candidates):
        score, reasons = _score(group, other, only_one=bearers == 1)
        if score >= SAME_NAME:
            ranked.append((-score, number, other, reasons))
    for _, _, other, reasons in sorted(ranked, key=lambda row: row[:2]):
        if other in groups and _may_join(group, other, links):
            groups.pop(group, None)
            other.take(group.seen, (*reasons, *group.reasons))
            group = other
    groups[group] = None
    for key in {k for s in group.seen for k in s.keys}:
        index[key][group] = None


def _candidates(group: _Group, index: dict[str, dict[_Group, None]]) -> list[_Group]:
    shared: dict[_Group, int] = defaultdict(int)
    rare: set[_Group] = set()
    for key in sorted({k for s in group.seen for k in s.keys}):
        bucket = index.get(key, {})
        for other in bucket:
            shared[other] += 1
            if len(bucket) <= _MAX_BUCKET:
                rare.add(other)
    return [other for other, keys in shared.items() if keys > 1 or other in rare]


def _may_join(group: _Group, other: _Group, links: Links) -> bool:
    """Whether no report tells the two as different people and nobody said that they are apart.

    A report that does not know that two names are one person's does not tell them apart: another report may know.
    """
    for report, person in group.people_by_report.items():
        rival = other.people_by_report.get(report)
        if rival is None or _in_two_scripts(person, rival):
            continue
        if (report, rival.id) in group.told_with or _told_apart(person, rival):
            names = (person.name, rival.name)
            if not (_knows_both(group, *names) or _knows_both(other, *names)):
                return False
    if not links.apart:
        return True
    mine, theirs = ({s.member for s in g.seen} for g in (group, other))
    return not any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in links.apart)


def _in_two_scripts(person: Person, rival: Person) -> bool:
    """Whether a report gives one name in full in two scripts, as in brackets behind it: that is one person."""
    scripts = (script(person.name), script(rival.name))
    alike = name_score(person.name, rival.name) >= _SPELLED_TWICE
    return scripts[0] != scripts[1] and _is_full(person.name) and _is_full(rival.name) and alike


def _told_apart(person: Person, rival: Person) -> bool:
    """Whether one report has two people in these: not a name in full and in short, nor one name spelled twice."""
    if person.age is not None and rival.age is not None and person.age != rival.age:
        return True
    if _is_full(person.name) != _is_full(rival.name):
        return name_score(person.name, rival.name) < _SURNAME_ALONE
    if name_score(person.name, rival.name) >= _SPELLED_TWICE and not differ_in_gender(person.name, rival.name):
        return False
    mine, theirs = ({sound(part) for part in core_parts(p.name)} for p in (person, rival))
    return not (mine <= theirs or theirs <= mine)


def _knows_both(group: _Group, name: str, rival: str) -> bool:
    """Whether one report gives somebody of the group both names."""
    return any(
        all(any(name_score(form, wanted) >= SAME_NAME for form in seen.forms) for wanted in (name, rival))
        for seen in group.seen
        if len(seen.forms) > 1
    )


def _is_full(form: str) -> bool:
    return len(core_parts(form)) > 1


def _has_full(group: _Group) -> bool:
    return any(map(_is_full, group.forms))


def _score(group: _Group, other: _Group, *, only_one: bool) -> tuple[float, tuple[str, ...]]:
    """Return how surely two groups are one person, and why; ``only_one`` says that nobody else has the surname."""
    best, a, b = max((name_score(a, b), a, b) for a in group.forms for b in other.forms)
    full = _has_full(group) and _has_full(other)
    if best < (_MIN_NAME if full else _SURNAME_ALONE):
        return 0.0, ()
    score, reasons = best, [*compare_names(a, b).reasons]
    if not full:
        score = min(score, 0.6)
        if only_one:
            score += _ONLY_ONE
            reasons.append("nobody else has this name")
        if group.people_by_report.keys() & other.people_by_report.keys():
            score += _SAME_REPORT
            reasons.append("one report has the name in full and alone")
    for change, reason in _context(group, other):
        score += change
        if change > 0:
            reasons.append(reason)
    return score, tuple(reasons)


def _context(left: _Group, right: _Group) -> Iterator[tuple[float, str]]:
    """Yield what speaks for and against one person: (change of the score, reason)."""
    companions = left.companions & right.companions
    doubt = 0.4 if len(companions) > 1 else 1.0  # a misread age or country weighs less where others are shared
    if companions:
        yield min(0.05 * len(companions) + 0.05, 0.15), "the same people are named beside them"
    if left.events & right.events:
        yield 0.1, "the same thing happened to both on one day"
    for side in ("host", "origin"):
        mine, theirs = ({country for at, country in g.countries if at == side} for g in (left, right))
        if mine & theirs:
            yield 0.05, f"both are told with {min(mine & theirs)}"
        elif mine and theirs:
            yield -0.15 * doubt, f"{side} differs"
    gap = _age_gap(left, right)
    if gap is not None and gap <= _SAME_AGE:
        yield 0.04, "ages agree"
    elif gap is not None and gap >= _FAR_AGE:
        yield -0.3 * doubt, "ages differ"
    for name, value in sorted(left.attributes & right.attributes):
        yield 0.03, f"the same {name} ({value})"


def _age_gap(left: _Group, right: _Group) -> float | None:
    """Return by how many years ages differ beyond what passed between the reports; None where a side gives none."""
    gaps = []
    for age, day in left.ages:
        for other_age, other_day in right.ages:
            passed = (other_day - day).days / 365.25 if day and other_day else 0.0
            gaps.append(abs(other_age - age - passed))
    return min(gaps, default=None)
