"""Where a report speaks of whom: names as they stand in the story, and what a stretch of it is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from vigil.cases.material import Account
from vigil.languages.name_tables import particles
from vigil.model.text import Span

_WORD = re.compile(r"\w+")
_AFTER = re.compile(r"[ \u00a0-]+(\w+)")
_BEFORE = re.compile(r"(\w[\w’'-]*)\.?[ \u00a0]+$")
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
        text = account.report.story.text
        for span, person, whole in _standing(_forms(account), text):
            if (span.start, span.end) not in taken and (whole or _alone(text, span)):
                found.append(Named(span, text[span.start : span.end], person))
        return tuple(sorted(found, key=lambda n: (n.span, n.person)))

    @cached_property
    def named_by_person(self) -> dict[str, list[Named]]:
        """The names of each person, in story order."""
        found: dict[str, list[Named]] = {}
        for named in self.named:
            found.setdefault(named.person, []).append(named)
        return found

    @cached_property
    def _name_starts(self) -> list[int]:
        return [n.span.start for n in self.named]

    @cached_property
    def _longest_name(self) -> int:
        return max((len(n.span) for n in self.named), default=0)

    def _inside(self, span: Span) -> frozenset[str]:
        """Return who is named in a stretch of the story."""
        first = bisect_left(self._name_starts, span.start - self._longest_name)
        last = bisect_left(self._name_starts, max(span.end, span.start + 1))
        return frozenset(n.person for n in self.named[first:last] if n.span.overlaps(span))

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

    @cached_property
    def _about(self) -> dict[tuple[Span, frozenset[str]], frozenset[str]]:
        return {}

    def about(self, span: Span, subjects: frozenset[str]) -> frozenset[str]:
        """Return which of ``subjects`` (person ids) a stretch of the story is about.

        Those named in it; else those of its paragraph; else of the nearest paragraph before it that names any.
        """
        known = self._about.get((span, subjects))
        if known is None:
            known = self._about[span, subjects] = self._find_about(span, subjects)
        return known

    def _find_about(self, span: Span, subjects: frozenset[str]) -> frozenset[str]:
        inside = self._inside(span) & subjects
        if inside:
            return inside
        for number in range(self.paragraph(span.start), -1, -1):
            here = self.people_by_paragraph.get(number, frozenset()) & subjects
            if here:
                return here
        return frozenset()

    def nearest(self, span: Span, subjects: frozenset[str]) -> frozenset[str]:
        """Return which of ``subjects`` a stretch of the story names; else whom its paragraph named last before it."""
        inside = self._inside(span) & subjects
        if inside:
            return inside
        paragraph = self.paragraph(span.start)
        for at in range(bisect_right(self._name_starts, span.start) - 1, -1, -1):
            named = self.named[at]
            if self.paragraph(named.span.start) != paragraph:
                break
            if named.person in subjects and named.span.end <= span.start:
                return frozenset({named.person})
        return frozenset()


def _standing(forms: dict[str, tuple[str, bool]], text: str) -> Iterator[tuple[Span, str, bool]]:
    """Yield where forms stand in a text as words of their own: of those that begin at one place the longest."""
    by_word: dict[str, list[tuple[str, int]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        first = _WORD.search(form)
        if first:
            by_word.setdefault(first[0], []).append((form, first.start()))
    free = 0
    for word in _WORD.finditer(text):
        for form, lead in by_word.get(word[0], ()):
            at = word.start() - lead
            end = at + len(form)
            if at >= free and text.startswith(form, at) and not (_WORD.match(text, end) or _ends_word(text, at)):
                free = end
                yield Span(at, end), *forms[form]
                break


def _ends_word(text: str, at: int) -> bool:
    return at > 0 and _WORD.match(text[at - 1]) is not None


def _forms(account: Account) -> dict[str, tuple[str, bool]]:
    """Return every form to look for: the person, and whether it is a whole name (or a part that may stand alone)."""
    forms: dict[str, tuple[str, bool]] = {}
    parts: dict[str, set[str]] = {}
    for person in account.reading.people:
        for name in filter(None, map(str.strip, (person.name, *person.also))):
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


def _alone(text: str, span: Span) -> bool:
    """Whether a part of a name stands without further parts of a name beside it."""
    after = _AFTER.match(text[span.end : span.end + 40])
    if after and after[1][:1].isupper():
        return False
    before = _BEFORE.search(text[max(0, span.start - 40) : span.start])
    if before is None or not before[1][:1].isupper() or before[1].lower() in particles().titles:
        return True
    end = max(0, span.start - 40) + before.start()
    lead = text[max(0, end - 40) : end].rstrip(" \u00a0")
    return not lead or lead[-1] in ".!?:;\n\"“‘'(—–"
