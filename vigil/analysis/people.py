"""The people of a story: name mentions gathered into persons, each with every form that the story gives it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from vigil.analysis.attributes import attributes, from_references
from vigil.analysis.cast import Cast, Reference
from vigil.analysis.coreference import resolve
from vigil.analysis.descriptions import name_lists
from vigil.analysis.discourse import Scene
from vigil.analysis.mentions import name_key
from vigil.analysis.name_data import MentionData
from vigil.analysis.patterns import one_of
from vigil.analysis.segment import Segmented
from vigil.analysis.spellings import ALIKE, ALIKE_ALONE, SHORT, Spellings, alike
from vigil.analysis.whereabouts import Whereabouts
from vigil.languages import Language
from vigil.model.reading import Mention, Person
from vigil.model.text import Quote, Span
from vigil.model.when import When

_ALIAS_GAP = 60


@dataclass(eq=False)
class Cluster:
    """Name mentions of one person. ``tokens`` are the words of the fullest form, folded."""

    tokens: frozenset[str]
    forms: list[Quote] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Where the person is first named."""
        return min(f.span.start for f in self.forms)

    @property
    def fullest(self) -> Quote:
        """The form with most words; the earliest of those, and rather one that is not in capitals."""
        return min(self.forms, key=lambda f: (-len(f.text.split()), _shouts(f.text), f.span.start))


def find_cast(text: Segmented, mentions: tuple[Mention, ...], published: When | None, language: Language) -> Cast:
    """Return the people named in a story, in order of appearance (p1, p2, ...), and who each reference speaks of.

    A bare surname that two people share is left open unless something decides. ``published`` goes into the cast.
    """
    gathering = _Gathering(text, mentions, language)
    clusters, names = gathering.gather()
    people = tuple(
        Person(f"p{n}", c.fullest.text, c.fullest, "other", also=_also(c, gathering.particles))
        for n, c in enumerate(clusters, start=1)
    )
    named = tuple(_named(quote, owners, people) for quote, owners in names)
    marked = _mark(mentions, named)
    named = (*named, *_families(text, people, named))
    scene = Scene(text, Cast(people, named, marked), language)
    scene.learn(attributes(scene))
    references = resolve(scene)
    return Cast(
        from_references(scene, references),
        references,
        marked,
        published,
        genders={i: e.gender for i, e in scene.people.items() if e.gender is not None},
        outsiders=frozenset(i for i, e in scene.people.items() if e.outsider),
    )


def _named(quote: Quote, owners: tuple[int, ...], people: tuple[Person, ...]) -> Reference:
    if len(owners) == 1:
        return Reference(quote.span, quote.text, "name", (people[owners[0]].id,))
    return Reference(quote.span, quote.text, "name", (), open=True)


def _families(text: Segmented, people: tuple[Person, ...], named: tuple[Reference, ...]) -> tuple[Reference, ...]:
    """Return "the Atadurdyevs": everybody who bears the surname, with those named in one list with them."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for person in people:
        key = name_key(person.name.split())
        if len(key) > 1:
            bearers[key[-1]].append(person.id)
    lists = [tuple(dict.fromkeys(i for r in g for i in r.ids)) for g in name_lists(text, named) if len(g) > 1]
    families: dict[str, tuple[str, ...]] = {}
    places = Whereabouts(named, lambda reference: (reference.span,))
    found: list[Reference] = []
    for before, token in pairwise(text.tokens):
        surname = "".join(name_key([token.text]))
        if before.lower != "the" or not token.capitalised or not surname.endswith("s") or surname[:-1] not in bearers:
            continue
        ids = bearers[surname[:-1]]
        if surname not in families:
            listed = next((group for group in lists if set(ids) & set(group)), ())
            families[surname] = tuple(dict.fromkeys((*listed, *ids)))
        everybody = families[surname]
        span = before.span.cover(token.span)
        if len(everybody) > 1 and not places.overlapping(span):
            found.append(Reference(span, text.text_of(span), "name", everybody))
    return tuple(found)


def _mark(mentions: tuple[Mention, ...], named: tuple[Reference, ...]) -> tuple[Mention, ...]:
    ids = {r.span: r.ids[0] for r in named if len(r.ids) == 1}
    return tuple(Mention(m.quote, m.type, ids.get(m.quote.span)) for m in mentions)


def _shouts(text: str) -> bool:
    return any(len(w) > 2 and w.isupper() for w in text.split())


def _also(cluster: Cluster, particles: frozenset[str]) -> tuple[str, ...]:
    """Return the other forms that are more than the surname, the last word of the fullest form ("al-Araibi")."""
    whole = name_key(cluster.fullest.text.split())
    seen: dict[tuple[str, ...], str] = {}
    for form in sorted(cluster.forms, key=lambda f: f.span):
        key = name_key(form.text.split())
        surname = tuple(k for k in key if k not in particles) == whole[-1:]
        if key != whole and not surname and key not in seen:
            seen[key] = form.text
    return tuple(seen.values())


class _Gathering:
    """Gathers the name mentions of a story into clusters."""

    def __init__(self, text: Segmented, mentions: tuple[Mention, ...], language: Language) -> None:
        self.text = text
        data = language.table("mentions", MentionData)
        self.particles = frozenset(data.particles) - {"abu", "umm"}  # they make a name of their own of a child's
        self.aliases = re.compile(rf"\b{one_of(data.aliases)}\b")
        self.quotes = [m.quote for m in mentions if m.type == "PER"]
        self.clusters: list[Cluster] = []
        self.spellings = Spellings()
        self.owner: dict[Span, Cluster] = {}

    def gather(self) -> tuple[list[Cluster], list[tuple[Quote, tuple[int, ...]]]]:
        """Return the clusters in order of appearance, and for each mention the clusters it may belong to."""
        by_key: dict[tuple[str, ...], list[Quote]] = defaultdict(list)
        for quote in self.quotes:
            by_key[self._key(quote)].append(quote)
        open_keys: list[tuple[str, ...]] = []
        for key in sorted(by_key, key=lambda k: (-len(k), by_key[k][0].span.start)):
            owners = self._owners(key)
            if len(owners) > 1 and len(key) == 1:
                open_keys.append(key)
            elif owners:
                owners[0].forms += by_key[key]
            else:
                self.spellings.add(len(self.clusters), frozenset(key))
                self.clusters.append(Cluster(frozenset(key), list(by_key[key])))
        self.owner = {f.span: c for c in self.clusters for f in c.forms}
        self._join_aliases()
        self.clusters.sort(key=lambda c: c.first)
        place = {c: n for n, c in enumerate(self.clusters)}
        shared = {key: tuple(n for n, c in enumerate(self.clusters) if set(key) <= c.tokens) for key in open_keys}
        names = [
            (q, (place[self.owner[q.span]],) if q.span in self.owner else shared[self._key(q)]) for q in self.quotes
        ]
        return self.clusters, names

    def _join_aliases(self) -> None:
        """Make one person of two names that the story itself joins ("X, also known as Y")."""
        for a, b in pairwise(self.quotes):
            between = self.text.story.text[a.span.end : b.span.start]
            if len(between) > _ALIAS_GAP or "\n" in between or "." in between:
                continue
            if self.aliases.search(between.lower()):
                self._join(a, b)

    def _join(self, a: Quote, b: Quote) -> None:
        one, two = self.owner.get(a.span), self.owner.get(b.span)
        if one is not None and two is not None and one is not two:
            one.forms += two.forms
            one.tokens |= two.tokens
            self.owner.update((f.span, one) for f in two.forms)
            self.clusters.remove(two)

    def _key(self, quote: Quote) -> tuple[str, ...]:
        key = name_key(quote.text.split())
        return tuple(k for k in key if k not in self.particles) or key

    def _owners(self, key: tuple[str, ...]) -> list[Cluster]:
        whole = [self.clusters[n] for n in self.spellings.holding(frozenset(key))]
        if whole:
            return whole if len(key) == 1 else whole[:1]
        if len(key) == 1:
            near = self.spellings.near(key[0], ALIKE_ALONE) if len(key[0]) > SHORT else set()
            return [self.clusters[n] for n in near] if len(near) == 1 else []
        hits = Counter(n for word in key for n in self.spellings.near(word, ALIKE))
        twice = sorted(n for n, count in hits.items() if count >= 2)
        return [self.clusters[n] for n in twice if self._same(key, self.clusters[n])][:1]

    def _same(self, key: tuple[str, ...], cluster: Cluster) -> bool:
        """Whether every word of the shorter name has a like word of its own in the longer."""
        left = sorted(cluster.tokens)
        matched = 0
        for word in key:
            best = max(left, key=lambda t: Levenshtein.normalized_similarity(word, t), default=None)
            if best is not None and alike(word, best, ALIKE):
                left.remove(best)
                matched += 1
        return matched == min(len(key), len(cluster.tokens)) and matched >= 2
