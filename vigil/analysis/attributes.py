"""What the story says of each person: age, ethnicity, nationality, title, affiliation, each with its words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from vigil.analysis.cast import Reference
from vigil.analysis.descriptions import Description
from vigil.analysis.discourse import Scene
from vigil.analysis.name_data import TitleData, plain_title
from vigil.analysis.people_data import person_nouns
from vigil.analysis.segment import Token
from vigil.analysis.whereabouts import by_span
from vigil.languages.places import Place, country_of, ethnicity, lookup, nationality
from vigil.model.reading import Evidence, Person
from vigil.model.text import Quote, Span

_BRACKETED = re.compile(r"\(\s*(?:the\s+)?([A-Z][A-Za-z]{1,7})\s*\)")
_SPEAKS_FOR = re.compile(r"[ ](?:of|at|for|with|from)[ ](?:the[ ])?")
_BELONGS_TO = re.compile(r",?[ ]of[ ](?:the[ ])?")
_OLDEST, _YOUNGEST = 110, 1

Values = dict[str, tuple[object, Evidence]]


def attributes(scene: Scene) -> tuple[Person, ...]:
    """Return the people of a scene with what stands beside their names."""
    reader = _Reader(scene)
    return tuple(reader.read(person) for person in scene.cast.people)


def from_references(scene: Scene, references: tuple[Reference, ...]) -> tuple[Person, ...]:
    """Return the people with what noun phrases further say of them ("the 29-year-old", "two ethnic Kazakhs")."""
    told: dict[str, Values] = {}
    spans = {Span(scene.tokens[p.first].span.start, scene.tokens[p.last - 1].span.end): p for p in scene.phrases}
    for reference in references:
        phrase = spans.get(reference.span)
        if phrase is None or not reference.ids or phrase.opening == "name":
            continue
        quote = scene.text.story.quote(reference.span)
        found: list[tuple[str, object]] = list(_peoples(scene, phrase.peoples, phrase.words))
        if phrase.age is not None:
            found.append(("age", phrase.age))
        for person in reference.ids:
            for name, value in found:
                told.setdefault(person, {}).setdefault(name, (value, Evidence(name, quote)))
    return tuple(_with(person, told.get(person.id, {})) for person in scene.cast.people)


def _with(person: Person, values: Values) -> Person:
    """Return the person with the values that it lacks."""
    new = {name: value for name, value in values.items() if getattr(person, name) is None}
    changes = {name: value for name, (value, _) in new.items()}
    return replace(person, **changes, evidence=(*person.evidence, *(e for _, e in new.values())))  # type: ignore[arg-type]


def _peoples(scene: Scene, places: tuple[Place, ...], words: tuple[str, ...]) -> list[tuple[str, object]]:
    """Return ethnicity and nationality from the peoples of a noun phrase: "ethnic Kazakh Chinese citizen"."""
    found: list[tuple[str, object]] = []
    ethnic_next = "ethnic" in words
    for place in places:
        if place.canonical is None:
            continue
        group = ethnicity(place.canonical, scene.language)
        if group is not None or ethnic_next:
            found.append(("ethnicity", group or place.canonical))
            ethnic_next = False
        elif place.kind == "adjective":
            found.append(("nationality", place.canonical))
    return found


class _Reader:
    """Reads what stands beside the names of one person at a time."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.story = scene.text.story
        self.language = scene.language
        self.told = {k: tuple(re.compile(p) for p in patterns) for k, patterns in scene.data.told.items()}
        self.nouns = person_nouns(scene.language)
        organisations = [m.quote for m in scene.cast.mentions if m.type == "ORG"]
        self.organisations = by_span(organisations)
        self.acronyms = self._acronyms(organisations)
        titles = scene.language.table("titles", TitleData)
        self.address = frozenset(plain_title(t) for t in scene.data.words.address)
        self.kin = frozenset((*titles.kin.male, *titles.kin.female, *titles.kin.either))

    def read(self, person: Person) -> Person:
        """Return the person with its attributes."""
        values: Values = {}
        names = [r for r in self.scene.names_of(person.id) if r.ids == (person.id,)]
        described = self.scene.described(person.id)
        for name in names:
            self._age(name, values)
        for description in described:
            self._described(description, values)
        for name in names:
            self._told_after(name, values)
        self._listed(person, values)
        self._title(described, values)
        for name in names:
            self._affiliation(name, self.scene.descriptions_at(name.span, person.id), values)
        return _with(person, values)

    def _keep(self, values: Values, name: str, value: object, span: Span) -> None:
        if name not in values:
            values[name] = (value, Evidence(name, self.story.quote(span)))

    def _age(self, name: Reference, values: Values) -> None:
        for pattern in self.told["age"]:
            found = pattern.match(self.story.text, name.span.end, name.span.end + 90)
            age = self._number(found[1]) if found else None
            if found and age is not None:
                self._keep(values, "age", age, Span(name.span.start, found.end(1)))
                return

    def _number(self, text: str) -> int | None:
        """Return an age that is written in digits or words; None for what is none."""
        if text.isdigit():
            number = int(text)
            return number if _YOUNGEST <= number <= _OLDEST else None
        data = self.scene.data
        tens, _, ones = text.partition("-")
        if text in data.teens:
            return data.teens[text]
        if tens in data.tens and (not ones or ones in data.numbers):
            return data.tens[tens] + (data.numbers[ones] if ones else 0)
        return None

    def _listed(self, person: Person, values: Values) -> None:
        """Read "Jalil and Sattar, brothers aged 30 and 27"."""
        for group in self.scene.lists_of(person.id):
            ids = [i for r in group for i in r.ids]
            if len(ids) != 2:
                continue
            for pattern in self.told["ages"]:
                found = pattern.match(self.story.text, group[-1].span.end, group[-1].span.end + 100)
                ages = [self._number(g) for g in found.groups()] if found else []
                if found and all(a is not None for a in ages):
                    place = ids.index(person.id)
                    self._keep(values, "age", ages[place], Span(group[0].span.start, found.end()))

    def _described(self, description: Description, values: Values) -> None:
        phrase = description.phrase
        if phrase is not None:
            places, words = phrase.peoples, phrase.words
            if phrase.age is not None:
                self._keep(values, "age", phrase.age, description.span)
        elif description.words is not None:
            tokens = self.text.tokens_in(description.words)
            places = tuple(self._peoples_in([t.text for t in tokens]))
            words = tuple(t.lower for t in tokens)
        else:
            return
        for name, value in _peoples(self.scene, places, words):
            self._keep(values, name, value, description.span)

    def _peoples_in(self, words: list[str]) -> list[Place]:
        """Return the peoples that words name, those of two words first."""
        found: list[Place] = []
        at = 0
        while at < len(words):
            for size in (2, 1):
                place = lookup(" ".join(words[at : at + size]), self.language)
                if place is not None and place.kind in ("adjective", "group"):
                    found.append(place)
                    at += size - 1
                    break
            at += 1
        return found

    def _told_after(self, name: Reference, values: Values) -> None:
        for pattern in self.told["ethnicity"]:
            found = pattern.match(self.story.text, name.span.end, name.span.end + 90)
            place = lookup(found[1], self.language) if found else None
            if found and place is not None and place.canonical:
                self._keep(values, "ethnicity", place.canonical, Span(name.span.start, found.end(1)))
        for pattern in self.told["citizen"]:
            found = pattern.match(self.story.text, name.span.end, name.span.end + 90)
            country = country_of(found[1], self.language) if found else None
            adjective = nationality(country, self.language) if country else None
            if found and adjective is not None:
                self._keep(values, "nationality", adjective, Span(name.span.start, found.end(1)))

    def _title(self, described: list[Description], values: Values) -> None:
        """Keep the first office, trade or kin word, in its own words."""
        ranked = sorted(described, key=lambda d: (d.head.lower() in self.kin, d.span.start))
        for description in ranked:
            if (
                description.words is None
                or description.head.lower() in self.scene.data.words.no_title
                or not description.head
            ):
                continue
            if description.kind == "title" and plain_title(description.head) in self.address:
                continue
            span = self._title_span(description)
            if span is not None:
                self._keep(values, "title", self.text.text_of(span), span)
                return

    def _title_span(self, description: Description) -> Span | None:
        """Return the words of a title: the noun with what qualifies it, without articles, owners, peoples and ages."""
        assert description.words is not None
        if description.kind == "title":
            return description.words
        tokens = list(self.text.tokens_in(description.words))
        if description.phrase is not None:
            tokens = [t for t in tokens if t.index < description.phrase.last]
        start = 0
        for n, token in enumerate(tokens):
            place = lookup(token.text, self.language) if token.capitalised else None
            people = place is not None and place.kind in ("adjective", "group")
            if (
                people
                or token.lower in ("'s", "ethnic")
                or token.lower in ("year-old", "-")
                or token.text.isdigit()
                or self._determines(token.lower)
            ):
                start = n + 1
        return Span(tokens[start].span.start, tokens[-1].span.end) if start < len(tokens) else None

    def _determines(self, word: str) -> bool:
        table = self.scene.data.determiners
        return word in table.the | table.a | table.these | table.owner | table.both

    def _acronyms(self, organisations: list[Quote]) -> dict[str, str]:
        """Return full names by their short form: "Human Rights Watch (HRW)"."""
        found: dict[str, str] = {}
        for quote in organisations:
            bracket = _BRACKETED.match(self.story.text, quote.span.end + 1)
            if bracket and len(quote.text.split()) > 1:
                found[bracket[1]] = re.sub(r"^[Tt]he ", "", quote.text)
        return found

    def _affiliation(self, name: Reference, described: list[Description], values: Values) -> None:
        spans = [d.words for d in described if d.words is not None]
        leads = [_BELONGS_TO.match(self.story.text, name.span.end, name.span.end + 60)]
        leads += [_SPEAKS_FOR.match(self.story.text, w.end, w.end + 60) for w in spans]
        nouns = [self.scene.tokens[d.phrase.last - 1].span.end for d in described if d.phrase is not None and d.words]
        leads += [_SPEAKS_FOR.match(self.story.text, end, end + 60) for end in nouns]
        for lead in leads:
            body = self._body_at(lead.end()) if lead else None
            if body is not None:
                self._keep(values, "affiliation", self._full(body), body)
        for words in spans:
            inside = next((q.span for q in self.organisations.inside(words)), None)
            inside = inside or self._within(words)
            if inside is not None:
                self._keep(values, "affiliation", self._full(inside), inside)
        before = self.story.text[max(0, name.span.start - 3) : name.span.start]
        if "'s" in before or "’s" in before or before.endswith(", "):
            owner = self._organisation(lambda body: 0 < name.span.start - body.end <= 3, near=name.span)
            if owner is not None and "s" in before:
                self._keep(values, "affiliation", self._full(owner), owner)
        comma = self._organisation(lambda body: body.start - name.span.end == 2, near=name.span)
        if comma is not None and self.story.text[name.span.end : comma.start] == ", ":
            self._keep(values, "affiliation", self._full(comma), comma)

    def _organisation(self, fits: Callable[[Span], bool], near: Span) -> Span | None:
        """Return the first organisation that fits, of those within a few characters of a name."""
        around = self.organisations.overlapping(Span(max(near.start - 4, 0), near.end + 4))
        return next((q.span for q in around if fits(q.span)), None)

    def _full(self, span: Span) -> str:
        text = self.text.text_of(span)
        return self.acronyms.get(text, text)

    def _body_at(self, offset: int) -> Span | None:
        """Return the organisation that begins at ``offset``, also one in small letters ("border service")."""
        named = next((q.span for q in self.organisations.overlapping(Span(offset, offset + 1))), None)
        if named is not None:
            return named
        tokens = list(self.text.tokens_in(Span(offset, min(offset + 60, len(self.story.text)))))[:6]
        capitals = 0
        while (
            capitals < len(tokens) and tokens[capitals].capitalised and tokens[capitals].sentence == tokens[0].sentence
        ):
            capitals += 1
        if capitals > 1:
            span = Span(tokens[0].span.start, tokens[capitals - 1].span.end)
            return None if lookup(self.text.text_of(span), self.language) is not None else span
        for n, token in enumerate(tokens):
            if not token.is_word or token.sentence != tokens[0].sentence or token.lower in self.nouns:
                return None
            if token.lower in self.scene.data.bodies["official"] and not self._goes_on(tokens, n):
                return Span(tokens[0].span.start, token.span.end)
        return None

    def _goes_on(self, tokens: list[Token], n: int) -> bool:
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        return after is not None and after.lower in self.scene.data.bodies["official"]

    def _within(self, words: Span) -> Span | None:
        """Return "border service" of "the border service's director"."""
        tokens = list(self.text.tokens_in(words))
        for n, token in enumerate(tokens):
            if token.lower in ("'s", "’s") and n and tokens[n - 1].lower in self.scene.data.bodies["official"]:
                first = next((k for k in range(n) if not self._determines(tokens[k].lower)), 0)
                return Span(tokens[first].span.start, tokens[n - 1].span.end)
        return None
