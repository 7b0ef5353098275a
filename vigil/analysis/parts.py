"""The part that each person plays in a story: at risk, official, lawyer, precedent and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import get_args

from vigil.analysis.cast import Cast
from vigil.analysis.choosing import Asked
from vigil.analysis.concern import RETURNING, Concern
from vigil.analysis.descriptions import Description
from vigil.analysis.discourse import Scene
from vigil.analysis.encoder import Marks
from vigil.analysis.name_data import TitleData
from vigil.analysis.part_facts import CASES, PartFacts, likeliest
from vigil.analysis.patterns import one_of
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Event, Evidence, Part, Person, Statement
from vigil.model.text import Span
from vigil.model.when import When

_SEVERAL = 2
_WHOLE = 4
"""So many kinds of events make a case of somebody's own."""
_LONG_AGO = 4
"""Years after which a case is told as history."""
# The weights of ``_background`` were tried on annotated reports; a strong cue weighs 1.
_NOT_BACKGROUND = -0.6
_HALF = 0.5
_SURELY_BACKGROUND = 1.0
_OFTEN_NAMED = 0.6
_ENTRY = 40
_OFTEN = 3
_MANY = 3
_SHARE = 0.34
"""Share of the paragraphs of a list of cases that speak of any one person at most."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """How a person is told of: what decides between at risk and precedent."""

    concern: float
    hits: int
    """How often words of the field bear on the person itself: "was deported", "the extradition of", "fled"."""
    lead: bool
    place: float
    """Where the person is first named: 0 at the beginning of the story, 1 at its end."""
    paragraphs: int
    topic: float
    cue: float
    years_ago: int
    """How many years the latest year beside the person lies before the latest of the story."""
    listed: bool
    alone: bool
    entry: bool
    """Whether a paragraph begins with the name, as in a list of cases."""
    heads: bool
    """Whether nobody of the story is named before them in the paragraph, or only those listed with them."""
    apart: bool
    """Whether no paragraph speaks of both the person and of somebody in the lead."""
    events: float


def assign_parts(  # noqa: PLR0917  # one argument for each earlier stage of the reading
    text: Segmented,
    cast: Cast,
    events: tuple[Event, ...],
    statements: tuple[Statement, ...],
    language: Language,
    marks: Marks | None = None,
) -> tuple[Person, ...]:
    """Return the people of ``cast`` with their parts, each shown by its words where words show it.

    Works without events and statements too. Somebody is at risk only where the story tells of return and of them, and
    not as an earlier, later or parallel case (guide, note 12). Without ``marks`` the rules alone decide, else their chooser.
    """
    return _Assigner(text, cast, events, statements, language, marks or Marks()).people()


def ruled_parts(
    text: Segmented, cast: Cast, statements: tuple[Statement, ...], language: Language
) -> Mapping[str, Part]:
    """Return the parts that the rules give people before any event is known, by id."""
    return _Assigner(text, cast, (), statements, language, Marks()).ruled_parts()


class _Assigner:
    """Judges each person of one story."""

    def __init__(  # noqa: PLR0917  # one argument for each earlier stage of the reading
        self,
        text: Segmented,
        cast: Cast,
        events: tuple[Event, ...],
        statements: tuple[Statement, ...],
        language: Language,
        marks: Marks,
    ) -> None:
        self.text = text
        self.cast = cast
        self.events = events
        self.chooser = marks.chooser
        self.speakers = {s.speaker_id for s in statements if s.speaker_id}
        self.scene = Scene(text, cast, language)
        self.scene.learn(cast.people)
        self.data = self.scene.data
        titles = language.table("titles", TitleData)
        self.kin = frozenset((*titles.kin.male, *titles.kin.female, *titles.kin.either))
        self.bearing = Concern(self.scene, cast, events)
        self.weights = PartFacts(self.scene, cast, events, marks.judge)

    def people(self) -> tuple[Person, ...]:
        """Return the people with their parts."""
        parts = self.ruled_parts()
        at_risk = sum(part == "at_risk" for part in parts.values())
        found: list[Person] = []
        for person in self.cast.people:
            part, evidence = self._choose(person, parts, at_risk)
            shown = (*person.evidence, evidence) if evidence is not None else person.evidence
            found.append(replace(person, part=part, evidence=shown))
        return tuple(found)

    @cached_property
    def latest_year(self) -> int | None:
        """The year of publication, else the latest that the story names."""
        if self.cast.published is not None and self.cast.published.start is not None:
            return self.cast.published.start.year
        return max((int(y) for y in _YEAR.findall(self.text.story.text)), default=None)

    def ruled_parts(self) -> dict[str, Part]:
        """Return the parts that the rules give, by id."""
        return {i: part for i, (part, _) in self._judged.items()}

    @cached_property
    def _judged(self) -> dict[str, tuple[Part, Evidence | None]]:
        return {p.id: self._judge(p) for p in self.cast.people}

    @cached_property
    def _roles(self) -> dict[str, tuple[Part | None, Evidence | None]]:
        return {p.id: self._role(p) for p in self.cast.people}

    @cached_property
    def _tales(self) -> dict[str, _Told]:
        return {p.id: self._told(p) for p in self.cast.people}

    def _choose(self, person: Person, parts: Mapping[str, Part], at_risk: int) -> tuple[Part, Evidence | None]:
        """Return the part that the chooser takes: at risk, a precedent, or what somebody is beside those."""
        (ruled, evidence), (role, shown) = self._judged[person.id], self._roles[person.id]
        told = self._tales[person.id]
        aside: Part = ruled if ruled not in ("at_risk", "precedent") else role or "other"
        answers = list(dict.fromkeys((ruled, *CASES, aside)))
        common = {
            **{name: float(value) for name, value in asdict(told).items()},
            "role": float(get_args(Part).index(role)) if role else -1.0,
            "background": self._background(told),
            "speaks": float(person.id in self.speakers),
            "undergoes": float(self.bearing.undergoes(person, self.data.risk.against)),
            "shares": float(self.bearing.shares(person)),
            "whole": float(self._whole_case(person)),
            "former": float(self._may_be_at_risk(person)),
            "many": float(self._many),
            "returning": float(self.bearing.returning),
            **self.weights.of(person, parts, at_risk),
        }
        asked = Asked("part", "", person.quote.span, common, answers)
        shares = self.weights.shares(person)
        rows = [{**self.weights.answer(answer, shares), "ruled": float(answer == ruled)} for answer in answers]
        chosen = answers[likeliest(answers, self.chooser.chances(asked, rows))]
        return (chosen, evidence) if chosen == ruled else (chosen, shown if chosen == aside else None)

    def _judge(self, person: Person) -> tuple[Part, Evidence | None]:
        role, evidence = self._roles[person.id]
        told = self._tales[person.id]
        if role not in ("lawyer", "official") and self._whole_case(person):
            return ("precedent" if self._background(told) > 0 else "at_risk"), None
        if role is not None and not self._stands_out(person, role, told):
            return role, evidence
        entity = self.scene.people[person.id]
        if not self.bearing.returning or told.concern <= 0 or (entity.outsider and role is None):
            return (role or "other"), evidence
        main = (
            told.topic >= 0.9 and person.id not in self.speakers and (told.alone or (told.lead and told.concern >= 1))
        )
        if self._background(told) >= _SURELY_BACKGROUND and told.concern >= 1:
            return "precedent", None
        only_speaks = person.id in self.speakers and told.hits < _SEVERAL and not told.alone
        aside = only_speaks and not self.bearing.undergoes(person, self.data.risk.against)
        touched = told.hits or (self._many and (told.entry or told.heads)) or told.listed or main
        if aside or not touched:
            return (role or "other"), evidence
        return ("precedent" if self._background(told) > 0 else "at_risk"), None

    def _whole_case(self, person: Person) -> bool:
        """Whether the events tell a whole case of the person: many kinds, return among them."""
        types = {e.type for e in self.bearing.own_events(person)}
        return len(types) >= _WHOLE and bool(types & RETURNING)

    def _stands_out(self, person: Person, role: Part, told: _Told) -> bool:
        """Whether somebody with a role is told of as one whose own case it is: a blogger, a colonel who fled."""
        if role in ("lawyer", "official"):
            return told.topic >= 0.9 and told.concern >= 2 and self._may_be_at_risk(person)
        if role == "family":
            central = told.topic >= 0.9 and told.lead and told.hits >= _OFTEN
            alike = self.bearing.undergoes(person, self.data.risk.sent_back, names_only=True)
            return central or alike or self.bearing.shares(person)
        if role == "witness":
            return told.hits >= _SEVERAL and (told.lead or told.topic >= _OFTEN_NAMED)
        return self._may_be_at_risk(person) and told.topic >= 0.6 and told.concern >= 1 and told.hits >= 2

    def _role(self, person: Person) -> tuple[Part | None, Evidence | None]:
        """Return the part that the words beside the name give."""
        best: tuple[Part | None, Evidence | None] = (None, None)
        for description in self.scene.described(person.id):
            if not description.head:
                continue
            head = description.head.lower().replace(".", "")
            phrase = description.phrase
            kin = head in self.kin and description.kind != "title" and (phrase is None or phrase.count == 1)
            kin = kin and (phrase is None or phrase.opening != "a")
            part: Part | None = "family" if kin else self.scene.part_of(head)
            stronger = best[0] is None or (best[0] == "family" and part != "witness") or (best[0] == "witness" and kin)
            if part is not None and stronger:
                quote = self.text.story.quote(description.words or description.span)
                best = (part, Evidence("part", quote))
        if best[0] == "official" and person.affiliation is not None and self._holds_office(person):
            return self.scene.body_part(person.affiliation) or "official", best[1]
        if best[0] is None and self._is_clergy(person) and not self.bearing.undergoes(person, self.data.risk.against):
            return ("advocate" if self.bearing.returning else "other"), None
        if best[0] is None and person.affiliation is not None:
            return self.scene.body_part(person.affiliation), None
        return best

    def _holds_office(self, person: Person) -> bool:
        """Whether all that makes somebody an official is an office that a rights group has too."""
        heads = {d.head.lower() for d in self.scene.described(person.id) if d.head}
        return all(self.scene.part_of(h) != "official" or h in self.data.words.offices for h in heads)

    def _is_clergy(self, person: Person) -> bool:
        return any(
            d.kind == "title" and d.head.lower().strip(".") in self.data.risk.clergy
            for d in self.scene.described(person.id)
        )

    def _may_be_at_risk(self, person: Person) -> bool:
        return any(
            d.head.lower() in self.data.concerned.too or d.head.lower().startswith("ex-") or self._was_once(d)
            for d in self.scene.described(person.id)
        )

    def _was_once(self, description: Description) -> bool:
        """Whether an office is a thing of the past: "a former judge"."""
        words = description.words or description.span
        return any(t.lower in self.data.words.past for t in self.text.tokens_in(words))

    def _told(self, person: Person) -> _Told:
        names = self.scene.names_of(person.id)
        first = names[0].span.start if names else person.quote.span.start
        group = next(iter(self.scene.lists_of(person.id)), ())
        entity = self.scene.people[person.id]
        years = [int(y) for s in self.bearing.sentences(person) for y in _YEAR.findall(self.bearing.lower[s.index])]
        return _Told(
            concern=self.bearing.concern(person, first),
            hits=self.bearing.hits(person),
            lead=first < self._lead_end,
            place=first / max(1, len(self.text.story.text)),
            paragraphs=len({self.text.tokens_in(r.span)[0].paragraph for r in names}),
            topic=entity.topic,
            cue=self._cue(first) + 0.8 * bool(self.data.words.ordinals & entity.heads),
            years_ago=max(self.latest_year - max(years), 0) if years and self.latest_year is not None else 0,
            listed=any(i != person.id and self._first(i) < self._lead_end for r in group for i in r.ids),
            alone=len(self._central) == 1,
            apart=self._apart(person),
            entry=self._opens_entry(first),
            heads=self._heads_item(person, first),
            events=self._by_events(person),
        )

    def _opens_entry(self, offset: int) -> bool:
        sentence = self.text.sentence_at(offset)
        return sentence is not None and offset - self.text.paragraphs[sentence.paragraph].span.start <= _ENTRY

    def _heads_item(self, person: Person, first: int) -> bool:
        sentence = self.text.sentence_at(first)
        if sentence is None:
            return False
        start = self.text.paragraphs[sentence.paragraph].span.start
        with_them = {i for group in self.scene.lists_of(person.id) for r in group for i in r.ids}
        said = self.cast.within(Span(min(start, first), first))
        before = (i for r in said if r.kind == "name" for i in r.ids)
        return all(i in with_them or self.scene.people[i].outsider for i in before)

    def _apart(self, person: Person) -> bool:
        leads = {i for i in self._leads if not self.scene.people[i].outsider}
        if person.id in leads or not leads:
            return False
        return not self._paragraphs(person.id) & self._lead_paragraphs

    @cached_property
    def _leads(self) -> frozenset[str]:
        """Those whom the lead names."""
        return frozenset(p.id for p in self.cast.people if self._first(p.id) < self._lead_end)

    @cached_property
    def _lead_paragraphs(self) -> frozenset[int]:
        """The paragraphs that speak of anybody in the lead who is no outsider."""
        leads = (i for i in self._leads if not self.scene.people[i].outsider)
        return frozenset(n for i in leads for n in self._paragraphs(i))

    def _paragraphs(self, person: str) -> set[int]:
        places = (self.text.sentence_at(r.span.start) for r in self.cast.of(person))
        return {s.paragraph for s in places if s is not None}

    def _first(self, person: str) -> int:
        return next((r.span.start for r in self.scene.names_of(person)), 10**9)

    @cached_property
    def _central(self) -> tuple[Person, ...]:
        """The people who are no outsiders."""
        return tuple(p for p in self.cast.people if not self.scene.people[p.id].outsider)

    @cached_property
    def _lead_end(self) -> int:
        """Where the lead ends: after three paragraphs, and within the first third."""
        bodies = [p for p in self.text.paragraphs if len(p.span) > 60]
        third = bodies[min(2, len(bodies) - 1)].span.end if bodies else 0
        return max(min(third, len(self.text.story.text) // 3), bodies[0].span.end if bodies else 0)

    @cached_property
    def _many(self) -> bool:
        """Whether the story is a list of cases: many people, each told of in one place."""
        spread = max((len(self._paragraphs(p.id)) for p in self._central), default=0)
        return len(self._central) >= _MANY and spread <= max(1, _SHARE * len(self.text.paragraphs))

    def _cue(self, offset: int) -> float:
        """Return how much the sentence of the first name, and the one before, say that the case is background."""
        sentence = self.text.sentence_at(offset)
        if sentence is None:
            return 0.0
        here = self.bearing.lower[sentence.index]
        before = self.bearing.lower[sentence.index - 1] if sentence.index else ""
        strong = any(c in here or c in before for c in self.data.background.strong)
        weak = self._weak.search(here) is not None
        return 1.0 * strong + 0.3 * weak

    @cached_property
    def _weak(self) -> re.Pattern[str]:
        return re.compile(rf"\b{one_of(self.data.background.weak)}\b")

    def _by_events(self, person: Person) -> float:
        """Return what the person's events say: below 0 where something is still to come or shared with the lead."""
        own = self.bearing.own_events(person)
        if not own:
            return 0.0
        score = -0.8 * any(e.status in ("scheduled", "feared", "demanded") for e in own)
        leads = self._leads - {person.id}
        score -= 0.8 * any(leads & set(e.who) for e in own)
        mine = [e.date for e in own if e.date is not None]
        if self._last_date is not None and mine:
            score += 0.6 * all(d.ended_before(self._last_date) for d in mine)
        return score

    @cached_property
    def _last_date(self) -> When | None:
        """The latest date of any event."""
        dates = [e.date for e in self.events if e.date is not None and e.date.start is not None]
        return max(dates, key=lambda d: d.sort_key, default=None)

    def _background(self, told: _Told) -> float:
        """Return how much speaks for a precedent (above 0) or for somebody at risk (below)."""
        late = told.place > _HALF and not self._many
        cues = (
            (late, 0.5),
            (told.paragraphs <= 1 and not self._many, 0.4),
            (told.paragraphs > 1 and not told.apart, -0.4),
            (told.apart and late, 0.5),
            (told.years_ago > 0, 0.4),
            (told.years_ago >= _LONG_AGO, 0.8),
            (told.lead, -1.0),
            (told.listed, -1.0),
            (told.topic > _OFTEN_NAMED, -0.6),
            (self._many, -0.9),
        )
        return _NOT_BACKGROUND + told.cue + told.events + sum(weight for holds, weight in cues if holds)
