"""Where a report speaks of whom: names as they stand in the story, and what a stretch of it is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from vigil.cases.material import Account
from vigil.languages.names import particles
from vigil.model.text import Span

_MIN_PART = 3
"""A part of a name with fewer letters than this is not looked for alone."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name of a person as it stands in the story."""

    span: Span
    text: str
    person: str


@dataclass(frozen=True)
class Scene:
    """The names in one report's story."""

    account: Account

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every name of somebody in ``people``, in story order: mentions of the reading, then forms found in the text."""
        account = self.account
        found = [
            Named(mention.quote.span, mention.quote.text, mention.person)
            for mention in account.reading.mentions
            if mention.type == "PER" and mention.person in account.people
        ]
        taken = {(n.span.start, n.span.end) for n in found}
        forms = _forms(account)
        if forms:
            pattern = re.compile(
                r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(forms, key=len, reverse=True))) + r")(?!\w)"
            )
            for hit in pattern.finditer(account.report.story.text):
                person, whole = forms[hit[0]]
                if (hit.start(), hit.end()) in taken or not (whole or _alone(account.report.story.text, hit)):
                    continue
                found.append(Named(Span(hit.start(), hit.end()), hit[0], person))
        return tuple(sorted(found, key=lambda n: (n.span, n.person)))

    @cached_property
    def _paragraphs(self) -> list[Span]:
        return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.account.report.story.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self._paragraphs]

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that begins at or before ``offset``."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    @cached_property
    def people_by_paragraph(self) -> dict[int, frozenset[str]]:
        """Who is named or has an event in each paragraph."""
        found: dict[int, set[str]] = {}
        for named in self.named:
            found.setdefault(self.paragraph(named.span.start), set()).add(named.person)
        for event in self.account.reading.events:
            people = {w for w in event.who if w in self.account.people}
            found.setdefault(self.paragraph(event.quote.span.start), set()).update(people)
        return {number: frozenset(people) for number, people in found.items() if people}

    def about(self, span: Span, subjects: frozenset[str]) -> frozenset[str]:
        """Return which of ``subjects`` (person ids) a stretch of the story is about.

        Those named in it; else those of its paragraph; else of the nearest paragraph before it that names any.
        """
        inside = frozenset(n.person for n in self.named if n.span.overlaps(span)) & subjects
        if inside:
            return inside
        for number in range(self.paragraph(span.start), -1, -1):
            here = self.people_by_paragraph.get(number, frozenset()) & subjects
            if here:
                return here
        return frozenset()

    def nearest(self, span: Span, subjects: frozenset[str]) -> frozenset[str]:
        """Return which of ``subjects`` a stretch of the story names; else whom its paragraph named last before it."""
        inside = frozenset(n.person for n in self.named if n.span.overlaps(span)) & subjects
        if inside:
            return inside
        paragraph = self.paragraph(span.start)
        before = [
            n.person
            for n in self.named
            if n.person in subjects and n.span.end <= span.start and self.paragraph(n.span.start) == paragraph
        ]
        return frozenset(before[-1:])


def _forms(account: Account) -> dict[str, tuple[str, bool]]:
    """Return every form to look for: the person, and whether it is a whole name (or a part that may stand alone)."""
    forms: dict[str, tuple[str, bool]] = {}
    parts: dict[str, set[str]] = {}
    for person in account.reading.people:
        for name in filter(str.strip, (person.name, *person.also)):
            forms.setdefault(name, (person.id, True))
            for part in _parts(name):
                parts.setdefault(part, set()).add(person.id)
    at_risk = {p.id for p in account.reading.people if p.part == "at_risk"}
    for part, owners in parts.items():
        claim = owners if len(owners) == 1 else owners & at_risk
        if len(claim) == 1 and part not in forms:
            forms[part] = (min(claim), False)
    return forms


def _parts(name: str) -> list[str]:
    """Return the first and the last word of a name, the last with its particles ("Al Araibi")."""
    words = name.split()
    known = particles()
    at = len(words) - 1
    while at > 1 and words[at - 1].lower().strip("-") in known.articles | known.links:
        at -= 1
    found = [words[0], words[-1], " ".join(words[at:])] if len(words) > 1 else []
    return [w for w in found if sum(c.isalpha() for c in w) >= _MIN_PART and w.lower().strip(".") not in known.titles]


def _alone(text: str, hit: re.Match[str]) -> bool:
    """Whether a part of a name stands without further parts of a name beside it."""
    after = re.match(r"[ \u00a0-]+(\w+)", text[hit.end() : hit.end() + 40])
    if after and after[1][:1].isupper():
        return False
    before = re.search(r"(\w[\w’'-]*)\.?[ \u00a0]+$", text[max(0, hit.start() - 40) : hit.start()])
    if before is None or not before[1][:1].isupper() or before[1].lower() in particles().titles:
        return True
    lead = text[: max(0, hit.start() - 40) + before.start()].rstrip(" \u00a0")
    return not lead or lead[-1] in ".!?:;\n\"“‘'(—–"
