"""Invented reports about invented people whose names are as common and as rare as names are.

Given names and surnames follow Zipf's law, as those of telephone books do; a case has one to three people and some reports,
which spell its names now and then otherwise; the same few hundred officials stand in reports everywhere; one report in
fifty is a round-up of ten cases, one in twenty tells of a precedent.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate

from benchmarks.store import sentences
from vigil.model.reading import Demand, Event, Mention, Part, Person, Reading, Statement
from vigil.model.report import Capture, Report, report_id
from vigil.model.text import Quote, Span, Story
from vigil.model.when import When

_ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "s",
    "sh",
    "t",
    "v",
    "y",
    "z",
    "zh",
    "dr",
    "kr",
    "st",
]
_RIMES = [
    "a",
    "ai",
    "an",
    "ar",
    "e",
    "ek",
    "el",
    "er",
    "i",
    "id",
    "il",
    "im",
    "in",
    "o",
    "ol",
    "on",
    "u",
    "ul",
    "un",
    "ur",
]
_GIVEN, _SURNAMES, _OFFICIALS, _LAWYERS = 2_000, 20_000, 300, 5_000
_OPEN_CASES = 500
"""Cases in the news at one time."""
_PADDING = 12
"""Sentences of the samples in each report, so that it is as long as one."""
_COUNTRIES = ("Norland", "Sudland", "Kazakhstan", "Turkey", "China", "Uzbekistan", "Russia", "Tajikistan", "Germany")
_EVENTS = ("detention", "hearing", "border_crossing", "release", "asylum_application", "extradition_request")


@dataclass
class Unfolding:
    """A case in the news: its people, their lawyer, where they are and from, and how many reports are still to come."""

    people: tuple[str, ...]
    lawyer: str
    host: str
    origin: str
    left: int
    days: list[str] = field(default_factory=list)


class World:
    """Invented names and cases; the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._given, self._given_weights = self._names(_GIVEN)
        self._surnames, self._surname_weights = self._names(_SURNAMES)
        self._officials = [self.name() for _ in range(_OFFICIALS)]
        self._official_weights = _zipf(_OFFICIALS)
        self._lawyers = [self.name() for _ in range(_LAWYERS)]
        self._sentences = sentences()
        self._open = [self._case() for _ in range(_OPEN_CASES)]
        self._past = [self._case() for _ in range(50)]
        self._number = 0

    def _names(self, count: int) -> tuple[list[str], list[float]]:
        found: dict[str, None] = {}
        while len(found) < count:
            parts = (
                self._chance.choice(_ONSETS) + self._chance.choice(_RIMES)
                for _ in range(self._chance.choice((2, 2, 3)))
            )
            found["".join(parts).capitalize()] = None
        return list(found), _zipf(count)

    def name(self) -> str:
        """Return a name of two words, one in ten of three."""
        words = self._chance.choices(
            self._given, cum_weights=self._given_weights, k=2 if self._chance.random() < 0.1 else 1
        )
        surname = self._chance.choices(self._surnames, cum_weights=self._surname_weights)[0]
        return " ".join((*words, surname + self._chance.choice(("", "", "ov", "uly", "i"))))

    def _case(self) -> Unfolding:
        people = tuple(self.name() for _ in range(self._chance.choices((1, 2, 3), weights=(6, 3, 1))[0]))
        host, origin = self._chance.sample(_COUNTRIES, 2)
        left = min(1 + int(self._chance.expovariate(0.5)), 25)
        return Unfolding(people, self._chance.choice(self._lawyers), host, origin, left)

    def reports(self) -> Iterator[tuple[Report, Reading]]:
        """Yield reports without end."""
        while True:
            self._number += 1
            at = self._chance.randrange(_OPEN_CASES)
            told = [self._open[at]]
            if self._number % 50 == 0:
                told = self._chance.sample(self._open, 10)
            else:
                self._open[at].left -= 1
            yield self._report(told)
            if self._open[at].left <= 0:
                self._past[self._number % len(self._past)] = self._open[at]
                self._open[at] = self._case()

    def _report(self, told: list[Unfolding]) -> tuple[Report, Reading]:
        page = _Page()
        for case in told:
            self._tell(page, case)
        official = self._chance.choices(self._officials, cum_weights=self._official_weights)[0]
        page.say(official, "official", "{} said on Monday that the law was kept.", kind="asserts")
        if self._number % 20 == 0:
            page.say(
                self._chance.choice(self._past).people[0], "precedent", "{} was sent back a year ago.", event="return"
            )
        page.words += self._chance.choices(self._sentences, k=_PADDING)
        return page.close(self._number)

    def _tell(self, page: _Page, case: Unfolding) -> None:
        day = f"20{self._number % 25:02d}-{self._chance.randint(1, 12):02d}-{self._chance.randint(1, 28):02d}"
        case.days = [*case.days[-3:], day]
        people = [self._spelled(name) for name in case.people]
        for kind in self._chance.sample(_EVENTS, 3):
            for name in people:
                date = When(self._chance.choice(case.days))
                page.say(name, "at_risk", f"{{}} had a {kind} in {case.host}.", event=kind, date=date, place=case.host)
        page.say(people[0], "at_risk", f"{{}} comes from {case.origin}.", nationality=case.origin)
        page.say(case.lawyer, "lawyer", "{} asked the court to wait.", kind="asserts")
        page.ask(case.lawyer, f"They must not be sent to {case.origin}.", case.host)

    def _spelled(self, name: str) -> str:
        if self._chance.random() < 0.15:
            for ending in ("uly", "ov"):
                name = name.removesuffix(ending)
        return name


class _Page:
    """A report while it is written: sentences, and what is told in each."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._length = 0
        self._people: dict[str, tuple[str, Part, Span, str | None]] = {}
        self._events: list[tuple[str, str, Span, When | None, str | None]] = []
        self._said: list[tuple[str, str, Span]] = []
        self._asked: list[tuple[str, str, Span]] = []
        self._named: list[tuple[str, Span]] = []

    def _put(self, sentence: str) -> Span:
        start = self._length
        self.words.append(sentence)
        self._length += len(sentence) + 1
        return Span(start, start + len(sentence))

    def say(  # what one sentence tells
        self,
        name: str,
        part: Part,
        sentence: str,
        *,
        kind: str | None = None,
        event: str | None = None,
        date: When | None = None,
        place: str | None = None,
        nationality: str | None = None,
    ) -> None:
        span = self._put(sentence.format(name))
        here = Span(span.start, span.start + len(name))
        first = self._people.setdefault(name, (f"p{len(self._people) + 1}", part, here, nationality))
        if nationality:
            self._people[name] = (*first[:3], nationality)
        self._named.append((name, here))
        if event:
            self._events.append((name, event, span, date, place))
        if kind:
            self._said.append((name, kind, span))

    def ask(self, name: str, sentence: str, of: str) -> None:
        self._asked.append((name, of, self._put(sentence)))

    def close(self, number: int) -> tuple[Report, Reading]:
        text = " ".join(self.words)
        story = Story(text)
        cut = story.quote
        capture = Capture(sha256(f"{number} {text}".encode()).hexdigest(), "text/plain")
        day = When(f"20{number % 25:02d}-{number % 12 + 1:02d}-{number % 28 + 1:02d}")
        report = Report(report_id(capture), capture, story, day, "Example News", text[:60].strip(), language="en")
        return report, self._reading(report.id, cut)

    def _reading(self, report: str, cut: object) -> Reading:
        quote: dict[Span, Quote] = {}
        assert callable(cut)

        def q(span: Span) -> Quote:
            return quote.setdefault(span, cut(span))

        ids = {name: row[0] for name, row in self._people.items()}
        return Reading(
            report,
            "benchmark",
            people=tuple(
                Person(i, name, q(span), part, nationality=country)
                for name, (i, part, span, country) in self._people.items()
            ),
            events=tuple(
                Event(kind, (ids[name],), q(span), "happened", date, place=place)
                for name, kind, span, date, place in self._events
            ),
            statements=tuple(Statement(name, q(span), "asserts", direct=False) for name, _, span in self._said),
            demands=tuple(Demand(name, of, "no_return", q(span)) for name, of, span in self._asked),
            mentions=tuple(Mention(q(span), "PER", ids[name]) for name, span in self._named),
        )


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 3) ** 0.9 for rank in range(count)))
