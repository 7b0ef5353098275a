"""Who speaks: from the words that name a source to a person of the cast, or to the noun phrase as written."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.segment import Segmented
from vigil.analysis.subjects import Subject
from vigil.model.reading import Person
from vigil.model.text import Span

_ACRONYM = re.compile(r"(?P<name>(?:[^\W\d_][\w'’-]*[ ]){1,8})\((?P<short>[A-Z][A-Za-z.&-]{1,9})\)")
_SMALL = frozenset({"of", "and", "for", "the", "on", "in", "against"})
_CUT = re.compile(r",\s+(?:who|whose|which|where|when|speaking|quoted)\b.*$|\s+\((?![^)]*\)\s*\w).*$", re.DOTALL)
_RELATIVE = re.compile(r"\b(?:who|whose|which|whom|that)\b")
_OTHERS = re.compile(r" and (?:\w+ )?(?:others?|colleagues|activists|lawyers|friends|relatives)\b[\w ]*$")
_GROUP = re.compile(r"the (?:group|organi[sz]ation|network|charity|watchdog|coalition)", re.IGNORECASE)
_OWN = frozenset({"we", "our", "us"})
_ONE = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_MANY = frozenset({"they", "them", "their"})
_TITLES = {"mr": "male", "sir": "male", "mrs": "female", "ms": "female", "miss": "female"}
_OPENING = 8
"""Characters of a determiner and the like before a noun for somebody."""
_SAME_BREATH = 2
"""Utterances back in which a pronoun looks for whoever spoke or was spoken of."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker as a statement names them: whether more than one, an organisation or country, or surely a person."""

    name: str
    id: str | None = None
    affiliation: str | None = None
    many: bool = False
    body: bool = False
    human: bool = False


@dataclass
class Speakers:
    """Names the speakers of one story, in story order: it remembers who spoke last, for "he", "it" and "the group"."""

    text: Segmented
    cast: Cast
    subjects: tuple[Subject, ...]
    publisher: str | None = None
    full: Mapping[str, str] = field(default_factory=dict)
    spoken: list[tuple[int, Speaker]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._genders = self._vote()

    def of(self, source: Span | None, how: str) -> Speaker | None:
        """Return the speaker that ``source`` names in a frame; None where there are no words for one."""
        if source is None:
            return None
        words = self.text.text_of(source).strip()
        label = how == "label"
        aside = how.startswith(("aside", "after", "according"))
        speaker = self._pronoun(words.lower(), source, own=not aside) if not label else None
        speaker = speaker or self._named(self._people(source, label=label), source) or self._written(words, source)
        self.spoken.append((source.start, speaker))
        return speaker

    # -- pronouns -------------------------------------------------------------------------------------------------------

    def _pronoun(self, word: str, source: Span, *, own: bool) -> Speaker | None:
        if word in _OWN:
            return Speaker(self.publisher, body=True) if self.publisher else None
        if word not in _ONE and word not in _MANY and word != "it":
            return None
        for speaker in self._near(source, own=own):
            if self._agrees(word, speaker):
                return speaker
        return None

    def _near(self, source: Span, *, own: bool) -> list[Speaker]:
        """Return who spoke or was the subject in the last utterances, latest first.

        The subject of the utterance itself counts with ``own`` alone: beside an aside it is part of what is said.
        """
        here = self._utterance_at(source.start)
        paragraph = self.subjects[here].paragraph if self.subjects else 0
        found: list[Speaker] = []
        for back in range(here, max(here - _SAME_BREATH, 0) - 1, -1):
            subject = self.subjects[back]
            if subject.paragraph < paragraph - 1:
                break
            spoken = [who for at, who in self.spoken if subject.span.start <= at < min(subject.span.end, source.start)]
            found += spoken[::-1]
            words = subject.subject
            if words is not None and (back < here or (own and words.end <= source.start)):
                found.append(self._named(self._people(words), words) or self._written(self.text.text_of(words), words))
        return found

    def _utterance_at(self, offset: int) -> int:
        starts = [s.span.start for s in self.subjects]
        return max(bisect_left(starts, offset + 1) - 1, 0)

    def _agrees(self, word: str, speaker: Speaker) -> bool:
        name = speaker.name.lower()
        if name in _ONE or name in _MANY or name in {"it", "i", "we", "you", "there", "this", "that"}:
            return False
        if word in _MANY:
            return speaker.many
        if word == "it":
            return speaker.body and not speaker.many
        if speaker.many or speaker.body or not speaker.human:
            return False
        gender = self._genders.get(speaker.id or "")
        return gender is None or gender == _ONE[word]

    def _vote(self) -> dict[str, str]:
        """Return the gender that pronouns and titles give each person, where they agree for the most part."""
        votes: dict[str, Counter[str]] = {}
        for reference in self.cast.references:
            if len(reference.ids) != 1:
                continue
            first = reference.text.lower().split()[0].rstrip(".") if reference.text.split() else ""
            before = self.text.story.text[max(reference.span.start - 6, 0) : reference.span.start].lower().split()
            gender = _TITLES.get(first) or (_TITLES.get(before[-1].rstrip(".")) if before else None)
            weight = 5 if gender else 1
            gender = gender or _ONE.get(first)
            if gender:
                votes.setdefault(reference.ids[0], Counter())[gender] += weight
        return {key: count.most_common(1)[0][0] for key, count in votes.items() if _clear(count)}

    # -- names and nouns ------------------------------------------------------------------------------------------------

    def _people(self, source: Span, *, label: bool = False) -> list[Person]:
        """Return the people that the source is, not those whose lawyer or brother it is."""
        for place, part in enumerate(self._stretches(source)):
            inside = [r for r in self.cast.within(part) if r.ids and self._is_speaker(r, part, source, label=label)]
            if place and not (inside and inside[0].kind == "name" and inside[0].span.start - part.start < _OPENING):
                continue
            if inside:
                first = next((r for r in inside if r.kind == "name"), inside[0])
                ids = [i for r in (first, *self._joined(first, inside)) for i in r.ids]
                return [self.cast.by_id[i] for i in dict.fromkeys(ids) if i in self.cast.by_id]
        return []

    def _stretches(self, source: Span) -> list[Span]:
        """Return the parts of a source between commas, each up to its relative clause."""
        parts: list[Span] = []
        start = source.start
        for piece in re.split(r"(,\s*)", self.text.text_of(source)):
            relative = _RELATIVE.search(piece)
            length = relative.start() if relative else len(piece)
            if length and not piece.startswith(","):
                parts.append(Span(start, start + length))
            start += len(piece)
        return parts

    def _is_speaker(self, reference: Reference, part: Span, source: Span, *, label: bool) -> bool:
        """Whether the reference is whom its part of the source names."""
        if reference.kind not in ("name", "pronoun", "noun") or (label and reference.kind != "name"):
            return False
        if reference.kind != "name" and reference.span.start > source.start:
            return False
        if reference.kind == "noun" and (
            len(reference.ids) > 1 or self._is_body(part) or _opens_indefinite(reference.text)
        ):
            return False
        story = self.text.story.text
        if (
            story[reference.span.end : reference.span.end + 2] in ("'s", "’s", "' ", "’ ")
            and reference.span.end < part.end - 2
        ):
            return False
        before = story[part.start : reference.span.start].rstrip()
        return not re.search(r"(?:^|\s)(?:of|for|to|with|by|on|at|from|against|about|in|after)$", before)

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

    def _named(self, people: list[Person], source: Span) -> Speaker | None:
        if not people:
            return None
        if len(people) > 1:
            return Speaker(" and ".join(p.name for p in people), many=True)
        others = _OTHERS.search(self.text.text_of(source))
        if others is not None:
            return Speaker(people[0].name + others[0], many=True)
        return Speaker(people[0].name, people[0].id, people[0].affiliation, human=True)

    def _written(self, words: str, source: Span) -> Speaker:
        if _GROUP.fullmatch(words):
            body = next((s for _, s in reversed(self.spoken) if s.body and s.name[:1].isupper()), None)
            if body is not None:
                return body
        plain = _CUT.sub("", words).strip(" ,;:")
        bare = re.sub(r"^(?:the|a|an)\s+", "", plain, flags=re.IGNORECASE)
        name = self.full.get(bare, self.full.get(plain, plain))
        head = re.split(r",|\b(?:of|for|in|at|from|with|who|which)\b", plain)[0].split()
        many = bool(head) and (
            (head[-1].endswith("s") and not head[-1].endswith(("ss", "'s", "’s"))) or " and " in plain
        )
        body = self._is_body(source)
        return Speaker(
            name, many=many and not self._is_name(source), body=body, human=not body and self._is_human(source)
        )

    def _is_human(self, source: Span) -> bool:
        """Whether the cast knows the words as somebody, named or not."""
        return any(
            r.kind in ("name", "noun") and r.span.start <= source.start + _OPENING for r in self.cast.within(source)
        )

    def _is_name(self, source: Span) -> bool:
        return any(m.type in ("ORG", "LOC") and m.quote.span.overlaps(source) for m in self.cast.mentions)

    def _is_body(self, source: Span) -> bool:
        """Whether the words are the name of an organisation or a country, or a noun for one."""
        words = {w.lower() for w in re.findall(r"\w+", self.text.text_of(source))[-4:]}
        if words & _BODIES:
            return True
        return any(
            m.type in ("ORG", "LOC") and source.contains(m.quote.span) and 2 * len(m.quote.span) >= len(source)
            for m in self.cast.mentions
        )


_BODIES = frozenset(
    {
        "group",
        "ministry",
        "agency",
        "panel",
        "committee",
        "court",
        "government",
        "board",
        "commission",
        "office",
        "embassy",
        "service",
        "department",
        "council",
        "organisation",
        "organization",
        "network",
        "police",
        "union",
        "press",
        "letter",
        "statement",
        "report",
        "directorate",
        "consulate",
        "delegation",
        "party",
        "tribunal",
        "centre",
        "center",
        "association",
    }
)


def _clear(count: Counter[str]) -> bool:
    first = count.most_common(1)[0][1]
    return first > sum(count.values()) - first


def _opens_indefinite(words: str) -> bool:
    return words.lower().startswith(("a ", "an ", "one ", "another ", "some "))


def full_names(text: Segmented) -> dict[str, str]:
    """Return what the story says that its short forms stand for: "Human Rights Watch (HRW)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text.story.text):
        words = match["name"].split()
        short = match["short"].replace(".", "")
        for start in range(len(words)):
            initials = [w[0] for w in words[start:] if w.lower() not in _SMALL]
            every = [w[0] for w in words[start:]]
            if short.upper() in ("".join(initials).upper(), "".join(every).upper()):
                found.setdefault(match["short"], " ".join(words[start:]))
                break
    return found
