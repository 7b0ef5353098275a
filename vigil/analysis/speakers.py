"""Who speaks: from the words that name a source to a person of the cast, or to the noun phrase as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.segment import Segmented
from vigil.model.reading import Person
from vigil.model.text import Span

_ACRONYM = re.compile(r"(?P<name>(?:[^\W\d_][\w'’-]*[ ]){1,8})\((?P<short>[A-Z][A-Za-z.&-]{1,9})\)")
_BARE = re.compile(r"^(?:it|they|them|the (?:group|organi[sz]ation|body|agency|network|union|committee|panel))$", re.IGNORECASE)
_OWN = re.compile(r"^(?:we|our|us)$", re.IGNORECASE)
_SELF = re.compile(r"^(?:i|me|my)$", re.IGNORECASE)
_CUT = re.compile(r",\s+(?:who|whose|which|where|when|speaking|quoted)\b.*$|\s+\((?![^)]*\)\s*\w).*$", re.DOTALL)
_SMALL = frozenset({"of", "and", "for", "the", "on", "in", "against"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as a statement names them."""

    name: str
    id: str | None = None
    affiliation: str | None = None


@dataclass
class Speakers:
    """Names speakers of one story in story order; it remembers who spoke last, for "it" and "the group"."""

    text: Segmented
    cast: Cast
    publisher: str | None = None
    full: Mapping[str, str] = field(default_factory=dict)
    last_body: Speaker | None = None

    def of(self, source: Span | None) -> Speaker | None:
        """Return the speaker that ``source`` names; None where it names nobody who can be told."""
        if source is None:
            return None
        words = self.text.text_of(source).strip()
        if _OWN.match(words):
            return Speaker(self.publisher) if self.publisher else Speaker(words)
        people = self._people(source)
        if people:
            return self._named(people)
        if _BARE.match(words):
            return self.last_body or self._subject_before(source) or Speaker(words)
        if _SELF.match(words):
            return Speaker(words)
        body = Speaker(self._as_written(words))
        self.last_body = body
        return body

    def _people(self, source: Span) -> list[Person]:
        """Return the people that the source is, not those whose lawyer or brother it is."""
        inside = self.cast.within(source)
        named = [r for r in inside if r.ids and self._speaks(r) and not self._owns(r, source)]
        if not named:
            return []
        first = next((r for r in named if r.kind == "name"), named[0])
        chosen = [first, *self._joined(first, named)]
        ids = [i for r in chosen for i in r.ids]
        return [self.cast.by_id[i] for i in dict.fromkeys(ids) if i in self.cast.by_id]

    def _speaks(self, reference: Reference) -> bool:
        """Whether the reference can be the speaker; "the defendants" stay as they are written."""
        return reference.kind in ("name", "pronoun") or (reference.kind == "noun" and len(reference.ids) == 1)

    def _owns(self, reference: Reference, source: Span) -> bool:
        """Whether the source is somebody of theirs ("Sauytbay's lawyer"), or names them beside what it is ("a friend of N.")."""
        story = self.text.story.text
        if reference.kind == "possessive" or story[reference.span.end : reference.span.end + 2] in ("'s", "’s", "' ", "’ "):
            return reference.span.end < source.end
        before = story[source.start : reference.span.start].rstrip()
        return bool(re.search(r"(?:^|\s)(?:of|for|to|with|by|on|at|from|against)$", before))

    def _joined(self, first: Reference, named: list[Reference]) -> list[Reference]:
        story = self.text.story.text
        out: list[Reference] = []
        end = first.span.end
        for reference in named:
            if reference.span.start <= end or reference.kind != "name":
                continue
            if re.fullmatch(r",?\s*(?:and|,)\s*", story[end : reference.span.start]):
                out.append(reference)
                end = reference.span.end
        return out

    def _named(self, people: list[Person]) -> Speaker:
        if len(people) == 1:
            return Speaker(people[0].name, people[0].id, people[0].affiliation)
        return Speaker(" and ".join(p.name for p in people))

    def _as_written(self, words: str) -> str:
        plain = _CUT.sub("", words).strip(" ,;:")
        bare = re.sub(r"^(?:the|a|an)\s+", "", plain, flags=re.IGNORECASE)
        return self.full.get(bare, self.full.get(plain, plain))

    def _subject_before(self, source: Span) -> Speaker | None:
        """Return the organisation or country that opens the sentence before the one with ``source``."""
        sentence = self.text.sentence_at(source.start)
        if sentence is None:
            return None
        for index in (sentence.index, sentence.index - 1):
            if index < 0:
                continue
            span = self.text.sentences[index].span
            found = next(
                (m for m in self.cast.mentions if m.type in ("ORG", "LOC") and span.contains(m.quote.span) and m.quote.span.end <= source.start),
                None,
            )
            if found is not None:
                return Speaker(found.quote.text)
        return None


def full_names(text: Segmented) -> dict[str, str]:
    """Return what the story says that its short forms stand for: "Human Rights Watch (HRW)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text.story.text):
        words = match["name"].split()
        short = match["short"].replace(".", "")
        for start in range(len(words)):
            initials = [w[0] for w in words[start:] if w.lower() not in _SMALL]
            if "".join(initials).upper() == short.upper() or "".join(w[0] for w in words[start:]).upper() == short.upper():
                found.setdefault(match["short"], " ".join(words[start:]))
                break
    return found
