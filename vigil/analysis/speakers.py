"""Who speaks: from the words that name a source to a person of the cast, or to the noun phrase as written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.segment import Segmented
from vigil.analysis.subjects import Subject
from vigil.analysis.whereabouts import by_span
from vigil.model.reading import Person
from vigil.model.text import Span

_ACRONYM = re.compile(r"(?P<name>(?<!\w)(?:[^\W\d_][\w'’-]{0,40}[ ]){1,8})\((?P<short>[A-Z][A-Za-z.&-]{1,9})\)")
_POSSESSIVES = ("'s", "’s", "' ", "’ ")
_SAME_BREATH = 2
"""Utterances back in which a pronoun looks for whoever spoke or was spoken of."""
_TITLE = 6
"""Characters in which a title stands before a name."""
_TITLED = 5
"""Pronouns that a title outweighs."""
_OPENING = 8
"""Characters of a determiner and the like before a noun for somebody."""


@dataclass(frozen=True)
class SpeakerData:
    """``languages/TAG/speakers.toml``."""

    one: dict[str, str]
    many: frozenset[str]
    thing: frozenset[str]
    own: frozenset[str]
    empty: frozenset[str]
    belongs: frozenset[str]
    tells_more: frozenset[str]
    cut_after_comma: tuple[str, ...]
    head_ends: frozenset[str]
    groups: frozenset[str]
    others: frozenset[str]
    indefinite: frozenset[str]
    articles: frozenset[str]
    small: frozenset[str]
    bodies: frozenset[str]
    titles: dict[str, str]


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
    data: SpeakerData
    publisher: str | None = None
    full: Mapping[str, str] = field(default_factory=dict)
    spoken: dict[int, list[tuple[int, Speaker]]] = field(default_factory=lambda: defaultdict(list))
    """Who spoke, and where, by utterance."""
    last_body: Speaker | None = None

    def __post_init__(self) -> None:
        self._genders = self._vote()
        self._starts = [s.span.start for s in self.subjects]
        self._bodies = by_span(m.quote for m in self.cast.mentions if m.type in ("ORG", "LOC"))

    def of(self, source: Span | None, how: str) -> Speaker | None:
        """Return the speaker that ``source`` names in a frame; None where there are no words for one."""
        if source is None:
            return None
        words = self.text.text_of(source).strip()
        label = how == "label"
        aside = how.startswith(("aside", "after", "according"))
        speaker = self._pronoun(words.lower(), source, own=not aside) if not label else None
        speaker = speaker or self._named(self._people(source, label=label), source) or self._written(words, source)
        self.spoken[self._utterance_at(source.start)].append((source.start, speaker))
        if speaker.body and speaker.name[:1].isupper():
            self.last_body = speaker
        return speaker

    # -- pronouns -------------------------------------------------------------------------------------------------------

    def _pronoun(self, word: str, source: Span, *, own: bool) -> Speaker | None:
        if word in self.data.own:
            return Speaker(self.publisher, body=True) if self.publisher else None
        if word not in self.data.one and word not in self.data.many | self.data.thing:
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
            spoken = [who for at, who in self.spoken[back] if subject.span.start <= at < source.start]
            found += spoken[::-1]
            words = subject.subject
            if words is not None and (back < here or (own and words.end <= source.start)):
                found.append(self._named(self._people(words), words) or self._written(self.text.text_of(words), words))
        return found

    def _utterance_at(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def _agrees(self, word: str, speaker: Speaker) -> bool:
        if speaker.name.lower() in self.data.empty:
            return False
        if word in self.data.many:
            return speaker.many
        if word in self.data.thing:
            return speaker.body and not speaker.many
        gender = self._genders.get(speaker.id or "", self.data.one[word])
        return speaker.human and not speaker.many and gender == self.data.one[word]

    def _vote(self) -> dict[str, str]:
        """Return the gender that pronouns and titles give each person, where they agree for the most part."""
        votes: dict[str, Counter[str]] = {}
        for reference in self.cast.references:
            if len(reference.ids) != 1:
                continue
            before = self.text.story.text[max(reference.span.start - _TITLE, 0) : reference.span.start]
            near = [w.rstrip(".") for w in [*before.lower().split()[-1:], *reference.text.lower().split()[:1]]]
            titled = next((self.data.titles[w] for w in near if w in self.data.titles), None)
            gender = titled or next((self.data.one[w] for w in near[-1:] if w in self.data.one), None)
            if gender:
                votes.setdefault(reference.ids[0], Counter())[gender] += _TITLED if titled else 1
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
            relative = next((w for w in re.finditer(r"\w+", piece) if w[0].lower() in self.data.tells_more), None)
            length = relative.start() if relative else len(piece)
            if length and not piece.startswith(","):
                parts.append(Span(start, start + length))
            start += len(piece)
        return parts

    def _is_speaker(self, reference: Reference, part: Span, source: Span, *, label: bool) -> bool:
        """Whether the reference is whom its part of the source names."""
        if reference.kind == "possessive" and not label:
            return reference.span == source
        if reference.kind not in ("name", "pronoun", "noun") or (label and reference.kind != "name"):
            return False
        if reference.kind != "name" and reference.span.start > source.start:
            return False
        if reference.kind == "noun" and (len(reference.ids) > 1 or self._is_body(part) or self._is_new(reference)):
            return False
        story = self.text.story.text
        if story[reference.span.end : reference.span.end + 2] in _POSSESSIVES and reference.span.end < part.end - 2:
            return False
        before = story[part.start : reference.span.start].lower().split()
        return not (before and before[-1] in self.data.belongs)

    def _is_new(self, reference: Reference) -> bool:
        return reference.text.lower().split()[0] in self.data.indefinite

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
        _, joint, rest = self.text.text_of(source).rpartition(" and ")
        if joint and self.data.others & set(rest.lower().split()):
            return Speaker(f"{people[0].name} and {rest}", many=True)
        return Speaker(people[0].name, people[0].id, people[0].affiliation, human=True)

    def _written(self, words: str, source: Span) -> Speaker:
        """Return the speaker as the story writes it, a short form in full; "the group" is whoever spoke last as one."""
        if words.lower() in self.data.groups and self.last_body is not None:
            return self.last_body
        plain = self._cut(words)
        first, _, bare = plain.partition(" ")
        name = self.full.get(bare if first.lower() in self.data.articles else plain, plain)
        body = self._is_body(source)
        many = self._is_many(plain) and not self._is_name(source)
        return Speaker(name, many=many, body=body, human=not body and self._is_human(source))

    def _cut(self, words: str) -> str:
        """Return the words without a clause that tells more of the speaker, and without brackets at the end."""
        pattern = r",\s+(?:" + "|".join(self.data.cut_after_comma) + r")\b.*$|\s+\((?![^)]*\)\s*\w).*$"
        return re.sub(pattern, "", words, flags=re.DOTALL).strip(" ,;:")

    def _is_many(self, words: str) -> bool:
        head = []
        for word in words.split(",", maxsplit=1)[0].split():
            if word.lower() in self.data.head_ends:
                break
            head.append(word)
        plural = bool(head) and head[-1].endswith("s") and not head[-1].endswith(("ss", "'s", "’s"))
        return plural or " and " in words

    def _is_human(self, source: Span) -> bool:
        """Whether the cast knows the words as somebody, named or not."""
        return any(
            r.kind in ("name", "noun") and r.span.start <= source.start + _OPENING for r in self.cast.within(source)
        )

    def _is_name(self, source: Span) -> bool:
        return bool(self._bodies.overlapping(source))

    def _is_body(self, source: Span) -> bool:
        """Whether the words are the name of an organisation or a country, or a noun for one."""
        words = {w.lower() for w in re.findall(r"\w+", self.text.text_of(source))[-4:]}
        if words & self.data.bodies:
            return True
        return any(2 * len(q.span) >= len(source) for q in self._bodies.inside(source))


def _clear(count: Counter[str]) -> bool:
    first = count.most_common(1)[0][1]
    return first > sum(count.values()) - first


def full_names(text: Segmented, small: frozenset[str]) -> dict[str, str]:
    """Return what the story says that its short forms stand for: "Human Rights Watch (HRW)"."""
    found: dict[str, str] = {}
    for match in _ACRONYM.finditer(text.story.text):
        words = match["name"].split()
        short = match["short"].replace(".", "")
        for start in (n for n, w in enumerate(words) if w.lower() not in small):
            initials = [w[0] for w in words[start:] if w.lower() not in small]
            every = [w[0] for w in words[start:]]
            if short.upper() in ("".join(initials).upper(), "".join(every).upper()):
                found.setdefault(match["short"], " ".join(words[start:]))
                break
    return found
