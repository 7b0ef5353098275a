"""Members taken for one person, and what speaks for and against two of such groups being one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from vigil.cases.material import Member
from vigil.cases.names import SAME_NAME, compare_names, core_parts, differ_in_gender, name_score, script
from vigil.cases.related import SURNAME_ALONE
from vigil.cases.traces import Trace, is_full
from vigil.languages.names import sound

_NAME_ENOUGH = 0.9
"""A name at this likeness or over links where nothing else is told; where something speaks against it and nothing for it,
no name does. Names in which a part differs (under ``SAME_NAME``) link never, whatever stands around them: that may be a
brother. On 31 reports of real cases and 120 of practice neither loses a link."""
_NAME_ALONE = 0.6
"""What a name alone beside a fuller one scores at most before anything else is looked at."""
_ONLY_ONE = 0.1
"""What it adds that only one person in the casebook has the surname."""
_SAME_REPORT = 0.15
"""What it adds that one report has both the surname alone and the full name."""
_SPELLED_TWICE = 0.87
"""From here on two full names in one report are one name spelled twice, as where a report quotes another's spelling."""
_SAME_AGE, _FAR_AGE = 1.5, 4.0
"""Years by which ages told at different times may differ, and from where on they speak against one person."""


@dataclass(eq=False, slots=True)
class Group:
    """Members taken for one person so far, with the sum of what stands around them."""

    seen: list[Trace] = field(default_factory=list)
    decided: list[tuple[str, ...]] = field(default_factory=list)
    """The names of members that somebody decided to be one person, together."""
    reasons: dict[str, None] = field(default_factory=dict)
    forms: dict[str, None] = field(default_factory=dict)
    full: bool = False
    people_by_report: dict[str, Trace] = field(default_factory=dict)
    companions: set[str] = field(default_factory=set)
    told_with: set[Member] = field(default_factory=set)
    events: set[tuple[str, str]] = field(default_factory=set)
    countries: set[tuple[str, str]] = field(default_factory=set)
    ages: set[tuple[int, date | None]] = field(default_factory=set)
    attributes: set[tuple[str, str]] = field(default_factory=set)

    def take(self, members: Iterable[Trace], reasons: Iterable[str] = ()) -> None:
        """Add members, and why they belong here."""
        for one in members:
            self.seen.append(one)
            self.forms.update(dict.fromkeys(one.forms))
            self.full = self.full or one.full
            self.people_by_report[one.report] = one
            self.companions.update(one.companions)
            self.told_with.update((one.report, who) for who in one.told_with)
            self.events.update(one.events)
            self.countries |= {(side, c) for side, c in (("host", one.host), ("origin", one.origin)) if c}
            if one.age is not None:
                self.ages.add((one.age, one.day))
            for name in ("ethnicity", "title", "affiliation"):
                value = getattr(one, name)
                if value:
                    self.attributes.add((name, value))
        self.reasons.update(dict.fromkeys(reasons))


def apart_in(group: Group, other: Group) -> Iterator[str]:
    """Yield the reports that tell the two as different people.

    A report that does not know that two names are one person's does not tell them apart: another report may know, or
    somebody who decided.
    """
    for report, person in group.people_by_report.items():
        rival = other.people_by_report.get(report)
        if rival is None or _in_two_scripts(person, rival):
            continue
        if (report, rival.person) in group.told_with or _told_apart(person, rival):
            names = (person.name, rival.name)
            if not (_knows_both(group, *names) or _knows_both(other, *names)):
                yield report


def _in_two_scripts(person: Trace, rival: Trace) -> bool:
    """Whether a report gives one name in full in two scripts, as in brackets behind it: that is one person."""
    scripts = (script(person.name), script(rival.name))
    alike = name_score(person.name, rival.name) >= _SPELLED_TWICE
    return scripts[0] != scripts[1] and is_full(person.name) and is_full(rival.name) and alike


def _told_apart(person: Trace, rival: Trace) -> bool:
    """Whether one report has two people in these: not a name in full and in short, nor one name spelled twice."""
    if person.age is not None and rival.age is not None and person.age != rival.age:
        return True
    if is_full(person.name) != is_full(rival.name):
        return name_score(person.name, rival.name) < SURNAME_ALONE
    if name_score(person.name, rival.name) >= _SPELLED_TWICE and not differ_in_gender(person.name, rival.name):
        return False
    mine, theirs = ({sound(part) for part in core_parts(p.name)} for p in (person, rival))
    return not (mine <= theirs or theirs <= mine)


def _knows_both(group: Group, name: str, rival: str) -> bool:
    """Whether one report gives somebody of the group both names, or somebody decided that both are theirs."""
    known = [seen.forms for seen in group.seen if len(seen.forms) > 1]
    return any(
        all(any(name_score(form, wanted) >= SAME_NAME for form in forms) for wanted in (name, rival))
        for forms in (*known, *group.decided)
    )


def score(group: Group, other: Group, *, only_one: bool) -> tuple[float, tuple[str, ...]]:
    """Return how surely two groups are one person, and why; ``only_one`` says that nobody else has the surname."""
    best, a, b = best_names(group, other)
    if best < (SAME_NAME if group.full and other.full else SURNAME_ALONE):
        return 0.0, ()
    changes = [*of_name_alone(group, other, only_one=only_one), *context(group, other)]
    told_together = group.people_by_report.keys() & other.people_by_report.keys()
    if not told_together and not any(change > 0 for change, _ in changes) and (changes or best < _NAME_ENOUGH):
        return 0.0, ()
    total, reasons = min(best, most_of(group, other)), [*compare_names(a, b).reasons]
    for change, reason in changes:
        total += change
        if change > 0:
            reasons.append(reason)
    return total, tuple(reasons)


def best_names(left: Group, right: Group) -> tuple[float, str, str]:
    """Return the two forms of the names that are most alike: (how far they are, the one, the other)."""
    return max((name_score(a, b), a, b) for a in left.forms for b in right.forms)


def most_of(left: Group, right: Group) -> float:
    """Return what two names say at most: little where one is a name alone."""
    return 1.0 if left.full and right.full else _NAME_ALONE


def of_name_alone(left: Group, right: Group, *, only_one: bool) -> Iterator[tuple[float, str]]:
    """Yield what more speaks for one person where one of two is called by a name alone: (change of the score, reason)."""
    if left.full and right.full:
        return
    if only_one:
        yield _ONLY_ONE, "nobody else has this name"
    if left.people_by_report.keys() & right.people_by_report.keys():
        yield _SAME_REPORT, "one report has the name in full and alone"


def context(left: Group, right: Group) -> Iterator[tuple[float, str]]:
    """Yield what else speaks for and against one person: (change of the score, reason)."""
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


def _age_gap(left: Group, right: Group) -> float | None:
    """Return by how many years ages differ beyond what passed between the reports; None where a side gives none."""
    gaps = []
    for age, day in left.ages:
        for other_age, other_day in right.ages:
            passed = (other_day - day).days / 365.25 if day and other_day else 0.0
            gaps.append(abs(other_age - age - passed))
    return min(gaps, default=None)
