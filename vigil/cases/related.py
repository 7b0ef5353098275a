"""Who may be whom: the relation that linking never leaves, so that a part of the casebook can be linked alone.

Two people in reports are related where their names are alike and they share a key that tells enough. Whether a key does
depends on who else bears it (``Tally``), so what a new report changes is found through its keys, and nowhere else. Linking
everybody, or only those whom this relation reaches from somebody, gives the same for them; a test holds it.

A key shared by many says nothing: surnames, given names and common full names never chain a casebook together. Somebody
whom thousands of reports name, an official say, is nobody's neighbour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Protocol

from vigil.cases.material import Member
from vigil.cases.names import SAME_NAME, name_score
from vigil.cases.traces import Keys, Trace, keys_of

SURNAME_ALONE = 0.55
"""What a surname alone beside a fuller name scores at least when it is the same surname."""
COMMON = 50
"""A full name that more people in reports bear says too little alone: a companion or a dated event must be shared too."""
FAMILIAR = 30
"""The same for one word of a name."""
CROWDED = 2000
"""A name with a companion or a dated event that more people in reports share links nobody."""
_OWN = 8
"""A full name is one person's own, however often it is told, where those who share a word of it are fewer than 1 of so
many bearers: there is hardly anybody else with that surname."""


Pair = tuple[Member, Member]


@dataclass(frozen=True, slots=True)
class Links:
    """What people decided, free of contradictions: pairs of members that are one person, and pairs that are not.

    ``overruled`` are pairs of whom an earlier decision says what later ones deny.
    """

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    overruled: frozenset[Pair] = frozenset()

    def about(self, reports: Collection[str]) -> Links:
        """Return what was decided about anybody in the reports."""
        pairs = (self.same, self.apart, self.overruled)
        return Links(*(frozenset(two for two in each if any(r in reports for r, _ in two)) for each in pairs))


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people in reports bear a key, and how many of them are at risk or precedents there."""

    bearers: int = 0
    principals: int = 0

    @property
    def scale(self) -> int:
        """The power of two at or below the bearers: what is compared with it changes seldom as reports are added."""
        return 1 << max(self.bearers.bit_length() - 1, 0)

    def owns(self, word: Tally) -> bool:
        """Whether hardly anybody but the bearers bears one word of the name."""
        return _OWN * (word.bearers - self.bearers) < self.scale


class Bearers(Protocol):
    """Where traces are found: in memory, or in a casebook's index."""

    def tallies(self, keys: Collection[str]) -> Mapping[str, Tally]:
        """Return how many bear each key; a key that nobody bears may be left out."""

    def bearing(self, keys: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody who bears each key."""

    def of_reports(self, reports: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody in each report."""

    def links(self, reports: Collection[str]) -> Links:
        """Return what people decided about anybody in the reports."""

    def members(self, members: Collection[Member]) -> Sequence[Trace]:
        """Return the traces of members; those that no report has any longer are left out."""


def principals(trace: Trace) -> bool:
    """Whether somebody makes a case: whom no related one does is linked in the cases alone."""
    return trace.principal


def everybody(_: Trace) -> bool:
    """Everybody matters beside a case."""
    return True


def kind_of(key: str) -> Literal["word", "name", "context"]:
    """Return of what a key is: a word of a name, two words of one, or a name with a companion or a dated event."""
    if "&" in key or "@" in key:
        return "context"
    return "name" if "+" in key else "word"


def is_many(key: str, tally: Tally) -> bool:
    """Whether so many bear a key that it tells too little alone."""
    return tally.bearers > {"word": FAMILIAR, "name": COMMON, "context": CROWDED}[kind_of(key)]


def follows(key: str, tallies: Mapping[str, Tally]) -> bool:
    """Whether a key relates its bearers to one another."""
    tally = tallies.get(key, Tally())
    if not tally.principals or is_public(key, tally):
        return False
    if not is_many(key, tally):
        return True
    return kind_of(key) == "name" and any(tally.owns(tallies.get(word, Tally())) for word in key.split("+"))


def is_public(key: str, tally: Tally) -> bool:
    """Whether it is the name of somebody known for something else, as officials are: few of many are at risk."""
    return kind_of(key) == "name" and is_many(key, tally) and 2 * tally.principals < tally.scale


def tells(key: str, tallies: Mapping[str, Tally]) -> tuple[bool, bool, bool]:
    """Return all that linking asks of a key: whether it relates its bearers, is a public name, and is borne by many."""
    tally = tallies.get(key, Tally())
    return follows(key, tallies), is_public(key, tally), is_many(key, tally)


class Neighbours:
    """The relation over what ``bearers`` hold, each key looked up once. ``matters`` says for whom others are looked up."""

    def __init__(self, bearers: Bearers, matters: Callable[[Trace], bool] = principals) -> None:
        self._bearers = bearers
        self.matters = matters
        self._tallies: dict[str, Tally] = {}
        self._blocks: dict[str, tuple[Trace, ...]] = {}
        self._reports: dict[str, Sequence[Trace]] = {}
        self._links: dict[str, Links] = {}
        self._keys: dict[Member, Keys] = {}
        self._found: dict[Member, tuple[Trace, ...]] = {}

    def keys(self, trace: Trace) -> Keys:
        """Return the keys of a trace."""
        if trace.member not in self._keys:
            self._keys[trace.member] = keys_of(trace)
        return self._keys[trace.member]

    def tally(self, key: str) -> Tally:
        """Return how many bear a key that ``prepare`` looked up."""
        return self._tallies.get(key, Tally())

    def prepare(self, traces: Iterable[Trace]) -> None:
        """Look up all that ``of`` needs for these, at once."""
        traces = tuple(traces)
        keys = {key for t in traces for key in self.keys(t)} - self._tallies.keys()
        if keys:
            self._tallies |= dict.fromkeys(keys, Tally()) | dict(self._bearers.tallies(keys))
        wanted = [key for key in sorted(keys) if follows(key, self._tallies)]
        if wanted:
            self._blocks |= {key: tuple(block) for key, block in self._bearers.bearing(wanted).items()}
        reports = {t.report for t in traces} - self._reports.keys()
        if reports:
            self._reports |= self._bearers.of_reports(reports)
            self._links |= _by_report(self._bearers.links(reports), reports)

    def links(self, traces: Iterable[Trace]) -> Links:
        """Return what people decided about these."""
        found = [self._links.get(report, Links()) for report in {t.report for t in traces}]
        gathered = zip(*((links.same, links.apart, links.overruled) for links in found), strict=True)
        return Links(*(frozenset().union(*each) for each in gathered))

    def of(self, trace: Trace) -> tuple[Trace, ...]:
        """Return everybody who is related to one whom ``prepare`` looked up, in the order of the reports."""
        known = self._found.get(trace.member)
        if known is None:
            near = {t.member: t for t in self.sharing(trace) if t.member != trace.member}
            decided = self._decided(trace)
            alike = (t for m, t in near.items() if m in decided or _alike(trace, t))
            known = self._found[trace.member] = tuple(sorted(alike, key=lambda t: t.place))
        return known

    def sharing(self, trace: Trace) -> Iterable[Trace]:
        """Yield everybody who shares with one whom ``prepare`` looked up a key that tells enough, or whom people joined to it."""
        keys = self.keys(trace)
        for key in keys:
            yield from self._blocks.get(key, ())
        parts = set(keys.parts)
        for other in self._reports.get(trace.report, ()):
            if (self.matters(other) or self.matters(trace)) and not parts.isdisjoint(self.keys(other).parts):
                yield other
        partners = self._decided(trace)
        if partners:
            yield from self._bearers.members(partners)

    def in_company(self, trace: Trace) -> Iterable[Trace]:
        """Yield everybody who shares the name with a companion or a dated event with one whom ``prepare`` looked up."""
        for key in self.keys(trace).context:
            yield from self._blocks.get(key, ())

    def links_of(self, traces: Iterable[Trace]) -> Links:
        """Return what people decided about anybody in the reports of these, whether looked up before or not."""
        return self._bearers.links({trace.report for trace in traces})

    def _decided(self, trace: Trace) -> set[Member]:
        pairs = self._links.get(trace.report, Links()).same
        return {other for two in pairs if trace.member in two for other in two if other != trace.member}

    def is_public(self, trace: Trace) -> bool:
        """Whether this is the name of somebody whom most of many reports know for something else."""
        return any(is_public(key, self.tally(key)) for key in self.keys(trace).pairs)

    def is_common(self, trace: Trace) -> bool:
        """Whether so many bear the name that it does not link alone."""
        pairs = self.keys(trace).pairs
        return any(is_many(k, self.tally(k)) and not follows(k, self._tallies) for k in pairs)

    def is_familiar(self, trace: Trace) -> bool:
        """Whether so many bear a word of the name that nothing can be told from how many do."""
        return any(is_many(k, self.tally(k)) for k in self.keys(trace).parts)

    def reach(self, seeds: Iterable[Trace]) -> tuple[Trace, ...]:
        """Return the seeds and all whom the relation reaches from them, in the order of the reports."""
        found = {t.member: t for t in seeds}
        fresh = list(found.values())
        while fresh:
            self.prepare(fresh)
            reached = {t.member: t for trace in fresh for t in self.of(trace) if t.member not in found}
            found |= reached
            fresh = list(reached.values())
        return tuple(sorted(found.values(), key=lambda t: t.place))


def related_by_word(
    block: Sequence[Trace], linked: Callable[[Trace], bool], *tallies: Mapping[str, Tally]
) -> list[Trace]:
    """Return those of the bearers of a word whom it relates to others, no key of the name doing so before and now.

    Whom a report calls by the word alone is always one of them, for how many bear it counts. Those who are alike to nobody
    at risk and to nobody who is ``linked`` are left out: nothing follows from them.
    """
    found: dict[Member, Trace] = {}
    alike: dict[Member, list[Trace]] = {t.member: [] for t in block}
    keys = {t.member: frozenset(keys_of(t).pairs) for t in block}
    for one, other in combinations(block, 2):
        if _alike(one, other):
            alike[one.member].append(other)
            alike[other.member].append(one)
            shared = keys[one.member] & keys[other.member]
            if not any(all(follows(key, each) for each in tallies) for key in shared):
                found |= {one.member: one, other.member: other}
    matter = [t for t in block if t.principal or linked(t)]
    reached = {t.member for t in matter}
    while matter:
        near = {t.member: t for one in matter for t in alike[one.member] if t.member not in reached}
        reached |= near.keys()
        matter = list(near.values())
    return [t for member, t in found.items() if member in reached]


def _by_report(links: Links, reports: Iterable[str]) -> dict[str, Links]:
    named = {report for pairs in (links.same, links.apart, links.overruled) for two in pairs for report, _ in two}
    return {report: links.about((report,)) for report in named & set(reports)}


def _alike(one: Trace, other: Trace) -> bool:
    """Whether two names are alike enough to look at what stands around them."""
    if one.place > other.place:
        one, other = other, one
    needed = SAME_NAME if one.full and other.full else SURNAME_ALONE
    return any(name_score(a, b) >= needed for a in one.forms for b in other.forms)


class InMemory:
    """The traces of reports at hand."""

    def __init__(self, traces: Iterable[Trace], links: Links, matters: Callable[[Trace], bool] = principals) -> None:
        self._links = links
        self._matters = matters
        self._members: dict[Member, Trace] = {}
        self._reports: dict[str, list[Trace]] = defaultdict(list)
        self._keys: dict[str, list[Trace]] = defaultdict(list)
        for trace in traces:
            self._members[trace.member] = trace
            self._reports[trace.report].append(trace)
            for key in keys_of(trace):
                self._keys[key].append(trace)

    def tallies(self, keys: Collection[str]) -> Mapping[str, Tally]:
        """Return how many bear each key."""
        blocks = {key: self._keys.get(key, []) for key in keys}
        return {key: Tally(len(block), sum(map(self._matters, block))) for key, block in blocks.items()}

    def bearing(self, keys: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody who bears each key."""
        return {key: self._keys.get(key, []) for key in keys}

    def of_reports(self, reports: Collection[str]) -> Mapping[str, Sequence[Trace]]:
        """Return everybody in each report."""
        return {report: self._reports.get(report, []) for report in reports}

    def links(self, reports: Collection[str]) -> Links:
        """Return what people decided about anybody in the reports."""
        return self._links.about(set(reports))

    def members(self, members: Collection[Member]) -> Sequence[Trace]:
        """Return the traces of members."""
        return [self._members[m] for m in members if m in self._members]
