"""What happened, is scheduled, feared or demanded, or did not happen, to whom, by whom, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from vigil.analysis.agents import Agent, Agents
from vigil.analysis.cast import Cast
from vigil.analysis.centre import Centre
from vigil.analysis.choosing import Asked, Facts, best
from vigil.analysis.clauses import Clause, clause_of
from vigil.analysis.dates import Dated, Dates
from vigil.analysis.encoder import Marks, Trigger
from vigil.analysis.event_details import Details
from vigil.analysis.event_places import EventPlaces
from vigil.analysis.evidence import evidence
from vigil.analysis.grammar import grammar
from vigil.analysis.judged import judged_date, judged_status, judged_who, phrase, pointed
from vigil.analysis.merging import Told, merge
from vigil.analysis.public_statements import public_statements
from vigil.analysis.roles import Argument, Roles
from vigil.analysis.segment import Segmented, Sentence
from vigil.analysis.settling import settle
from vigil.analysis.status import asks, status_cues, status_of
from vigil.analysis.subject import is_of_the_field
from vigil.analysis.triggers import TriggerRow, Voice, lexicon
from vigil.analysis.when_told import Moment, Times
from vigil.analysis.whereabouts import Whereabouts, by_span
from vigil.analysis.whom import Candidates, Setting, Whose
from vigil.analysis.worth import Worth
from vigil.languages import Language
from vigil.model.reading import Event, Part, Statement, Status
from vigil.model.text import Span
from vigil.model.vocab import event_types
from vigil.model.when import When

_SCENE = 3
"""Sentences at most between two things told of one session of a court."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A trigger with what its clause says; ``who`` is None where the clause names nobody."""

    trigger: Trigger
    row: TriggerRow | None
    sentence: Sentence
    clause: Clause
    status: Status
    who: Argument | None


def find_events(  # noqa: PLR0917  # one argument for each earlier stage of the reading
    text: Segmented,
    marks: Marks,
    cast: Cast,
    dates: Dates,
    statements: tuple[Statement, ...],
    parts: Mapping[str, Part],
    published: When | None,
    language: Language,
) -> tuple[Event, ...]:
    """Return the events of a story in the order they are first told, each once.

    ``who`` are ids of ``cast.people`` or the words for somebody unnamed; ``according_to`` is the id or name of the
    innermost speaker, None in the report's own voice. ``parts`` are those that people seem to play before any event is
    known; ``published`` tells what lies ahead from what is past.
    """
    if not is_of_the_field(text, language):
        return ()
    reader = _Reader(
        text=text,
        marks=marks,
        cast=cast,
        dates=dates,
        statements=statements,
        parts=parts,
        published=published,
        language=language,
    )
    return reader.read(marks.triggers)


class _Reader:
    def __init__(
        self,
        *,
        text: Segmented,
        marks: Marks,
        cast: Cast,
        dates: Dates,
        statements: tuple[Statement, ...],
        parts: Mapping[str, Part],
        published: When | None,
        language: Language,
    ) -> None:
        self.text = text
        self.cast = cast
        self.dates = dates
        self.statements = statements
        self.said = Whereabouts(statements, lambda s: (q.span for q in (s.quote, *s.rest)))
        self.published = published
        self.language = language
        self.roles = Roles(cast, language)
        self.agents = Agents(text.story, cast, language)
        self.places = EventPlaces(text.story, cast.mentions, language)
        self.details = Details(text, cast.mentions, dates, language)
        self.centre = Centre(cast)
        self.unnamed: tuple[str, int] | None = None
        self.judge = marks.judge
        self.chooser = marks.chooser
        self.candidates = Candidates(text, cast, self.centre, marks.judge, parts, language)
        self.times = Times(text, dates, marks.judge, published)
        self.worth = Worth(text, marks.judge, self.chooser, parts)
        self.before: list[tuple[str, ...]] = []

    def read(self, triggers: tuple[Trigger, ...]) -> tuple[Event, ...]:
        names = by_span(m.quote for m in self.cast.mentions if m.type in {"ORG", "PER", "TITLE"})
        named = [t for t in triggers if not names.holding(t.span)]
        free = settle(self.text, named, self.cast, self.language, self.judge)
        drafts = [d for t in free if (d := self._draft(t)) is not None]
        for draft in drafts:
            if draft.who is not None and draft.trigger.type in self.roles.data.concerning:
                self.centre.count(draft.who.ids)
        told = [t for d in drafts for t in self._told(d)]
        said = public_statements(
            text=self.text,
            statements=self.statements,
            dates=self.dates,
            roles=self.roles,
            concerned=self.centre.leading,
            taken=tuple(d.trigger.span for d in drafts),
            language=self.language,
        )
        told += [Told(e, sure=True) for e in said]
        return self.worth.told(merge(self._in_scene(sorted(told, key=lambda t: t.event.quote.span.start))))

    def _in_scene(self, told: list[Told]) -> list[Told]:
        """Return the tellings, those of a court session without a date dated by the session that was told just before."""
        scene: Event | None = None
        out: list[Told] = []
        for item in told:
            event = item.event
            happened = event.status == "happened" and event.type in self.roles.data.scene
            if happened and event.date is None and scene is not None and self._is_near(scene, event):
                event = replace(event, date=scene.date, date_quote=scene.date_quote)
                scene = replace(event, quote=event.quote)
            elif happened and event.date is not None:
                scene = event
            elif event.date is not None and event.status == "happened":
                scene = None
            out.append(replace(item, event=event))
        return out

    def _is_near(self, scene: Event, event: Event) -> bool:
        """Whether one is told soon after the other, in the same tense."""
        first, last = (self.text.sentence_at(e.quote.span.start) for e in (scene, event))
        if first is None or last is None or event.trigger is None:
            return False
        if scene.date is not None and scene.date.precision != "day" and first.index != last.index:
            return False
        words = {t.lower for t in self.text.tokens_in(event.quote.span)}
        return last.index - first.index <= _SCENE and (event.type == "protest" or not words & {"had", "have", "has"})

    def _draft(self, trigger: Trigger) -> _Draft | None:
        sentence = self.text.sentence_at(trigger.span.start)
        if sentence is None:
            return None
        row = lexicon(self.language).row(trigger.how)
        words = grammar(self.language)
        clause = clause_of(self.text, sentence, trigger.span, words, shares=row is None or row.voice != "agent")
        cues = status_cues(self.language)
        ruled = status_of(clause, row, trigger.type, cues, asked=asks(self.text, sentence, cues))
        status = judged_status(ruled, trigger, cues.data.acted_on)
        if status is None:
            return None
        who = judged_who(self.roles.concerned(clause, row.voice if row else "patient"), trigger, self.cast)
        if row is not None and row.needs == "person" and (who is None or not (who.ids or who.open)):
            return None
        personal = trigger.type in self.roles.data.personal
        if (
            personal
            and not (who and who.ids)
            and (self.roles.about_a_thing(clause) or self.roles.holds_a_thing(clause))
        ):
            return None
        if self.roles.about_whoever(clause) or (who is not None and self.roles.about_nobody(clause, who)):
            return None
        return _Draft(trigger, row, sentence, clause, status, who)

    def _told(self, draft: _Draft) -> list[Told]:
        dated = self._date(draft)
        who, sure = self._whose(draft)
        if not who and draft.trigger.type in self.roles.data.own:
            return []
        if draft.status == "feared" and draft.trigger.type in self.roles.data.open_ways:
            return []  # "he may appeal within ten days"
        if draft.row is not None and draft.row.needs == "date" and (dated is None or dated.value is None):
            return []
        status = self._in_time(draft.status, dated, draft.trigger.type)
        voice = draft.row.voice if draft.row else "patient"
        if voice == "noun" and draft.trigger.type == "return" and dated is None and not self._is_telling(draft):
            return []
        actor = self.agents.of(draft.clause, voice, draft.trigger.type)
        if actor is not None and set(actor.ids) & set(who):
            actor = None
        if draft.trigger.type == "charge" and actor is not None and actor.ids:
            return []  # an accusation by a person, not by an authority
        event = Event(
            type=draft.trigger.type,
            who=who,
            quote=self.text.story.quote(self._evidence(draft, actor, dated)),
            status=status,
            date=dated.value if dated else None,
            by=self._name(actor) or self._pointed(draft.trigger, "by"),
            place=self.places.of(draft.clause, draft.trigger.type) or self._pointed(draft.trigger, "place"),
            according_to=self._speaker(draft.trigger.span),
            detail=self.details.of(draft.trigger, draft.clause, draft.sentence),
            trigger=self.text.story.quote(draft.trigger.span),
            date_quote=self.text.story.quote(dated.span) if dated else None,
            how=draft.trigger.how if draft.row is None else f"rule {draft.trigger.how}",
        )
        aside = self.text.paragraphs[draft.sentence.paragraph].kind != "body"
        told = [Told(event, sure, weak=voice == "noun" or aside, named=bool(set(who) & set(self.cast.by_id)))]
        if event.type == "adjournment" and "until" in event.detail:
            told.append(Told(self._put_off(event), sure, named=told[0].named))
        return told

    def _pointed(self, trigger: Trigger, role: str) -> str | None:
        """Return the words that the encoder points to, where the rules find none."""
        span = pointed(trigger, role)
        span = None if span is None else phrase(self.text, span, grammar(self.language))
        return None if span is None else " ".join(self.text.text_of(span).split())

    def _asked(self, draft: _Draft, facts: Facts) -> Facts:
        """Return the facts that hold for the event itself, whatever is asked of it."""
        return {
            "type": float(list(event_types()).index(draft.trigger.type)),
            "status": float(get_args(Status).index(draft.status)),
            "voice": float(get_args(Voice).index(draft.row.voice)) if draft.row else -1.0,
            **facts,
        }

    def _date(self, draft: _Draft) -> Dated | None:
        """Return what dates the event: of what can, what the chooser takes."""
        ruled = judged_date(self._dated(draft), draft.trigger, self.dates)
        moment = Moment(draft.trigger, draft.sentence, draft.clause, ruled)
        answers = self.times.of(moment)
        common = self._asked(draft, self.times.common(moment))
        asked = Asked("date", draft.trigger.type, draft.trigger.span, common, answers)
        return answers[best(self.chooser.chances(asked, self.times.facts(moment, answers)))]

    def _whose(self, draft: _Draft) -> tuple[tuple[str, ...], bool]:
        """Return to whom the event happens, of those it can be whom the chooser takes, and whether words say so."""
        who, sure = self._who(draft)
        people = tuple(w for w in who if w in self.cast.by_id)
        ruled = Whose(people) if people else Whose((), who[0] if who else "")
        speakers = frozenset(s.speaker_id for s in self.said.holding(draft.trigger.span) if s.speaker_id)
        setting = Setting(draft.trigger, draft.sentence, draft.who, ruled, speakers, tuple(self.before[-2:]))
        self.before.append(people)
        answers = self.candidates.of(setting)
        common = self._asked(draft, self.candidates.common(setting))
        asked = Asked("who", draft.trigger.type, draft.trigger.span, common, answers)
        chosen = best(self.chooser.chances(asked, self.candidates.facts(setting, answers)))
        return (who, sure) if chosen == 0 else (answers[chosen].who, True)

    def _dated(self, draft: _Draft) -> Dated | None:
        """Return the expression that dates the event, unless it dates another verb of the sentence."""
        dated = self.dates.for_trigger(self.text, draft.trigger.span, draft.sentence)
        if draft.status == "feared" and draft.trigger.type != "hearing" and not self._is_ahead(dated):
            return None
        voice = draft.row.voice if draft.row else "patient"
        bare = draft.clause.is_noun and draft.trigger.type in self.roles.data.noun_dates
        if dated is not None and (bare or (voice == "noun" and draft.trigger.type == "return")):
            return dated if draft.clause.beside(dated.span) else None
        if dated is not None and dated.role == "by" and draft.trigger.type == "deportation_decision":
            return None  # the day by which somebody must leave
        if dated is not None and draft.clause.owns(dated.span):
            return dated
        near = [
            d
            for d in self.dates.within(draft.clause.span(draft.clause.start, draft.clause.end))
            if d.value is not None and d.role not in {"until", "to"}
        ]
        if len(near) == 1:
            return near[0]
        return self._shared(draft)

    def _is_ahead(self, dated: Dated | None) -> bool:
        """Whether the date lies after the report: only such a day can be feared."""
        return (
            dated is not None
            and dated.value is not None
            and self.published is not None
            and dated.value.starts_after(self.published)
        )

    def _shared(self, draft: _Draft) -> Dated | None:
        """Return the one date that opens the sentence, where every verb of the sentence can share it."""
        opening = [
            d
            for d in self.dates.within(draft.sentence.span)
            if d.value is not None and d.role is None and d.span.end <= draft.trigger.span.start
        ]
        values = {d.value for d in opening}
        return opening[-1] if len(values) == 1 and draft.clause.owns(opening[-1].span) else None

    @staticmethod
    def _is_telling(draft: _Draft) -> bool:
        """Whether a bare noun ("his extradition") tells more than what the report is about."""
        return draft.who is not None and draft.status in {"feared", "did_not_happen"}

    def _who(self, draft: _Draft) -> tuple[tuple[str, ...], bool]:
        argument = draft.who
        acts = draft.row is not None and draft.row.voice != "patient" and draft.trigger.type in self.roles.data.central
        if argument is not None and acts and self.roles.is_officer(argument):
            argument = None  # "his lawyer will appeal": for him
        if argument is not None and argument.ids:
            self.unnamed = None
            return argument.ids, True
        crowd = draft.trigger.type in {"statement", "protest"}
        if argument is not None and argument.phrase and not argument.open and not crowd:
            self.unnamed = (argument.phrase, draft.sentence.index)
            return (argument.phrase,), True
        if argument is not None and argument.open and self.unnamed is not None:
            phrase, told = self.unnamed
            if draft.sentence.index - told <= 1:  # "Two women were picked up. They remain in custody."
                self.unnamed = (phrase, draft.sentence.index)
                return (phrase,), True
        if draft.trigger.type not in self.roles.data.central:
            return (), False
        if draft.trigger.type in {"statement", "protest"}:
            return self.centre.leading, False
        paragraph = self.text.paragraphs[draft.sentence.paragraph].span
        return self.centre.at(draft.trigger.span.start, draft.sentence.span, paragraph), False

    def _in_time(self, status: Status, dated: Dated | None, kind: str) -> Status:
        """Return the status in the light of its date: what is dated after the report has not happened yet."""
        if status == "scheduled" and (kind in self.roles.data.befalls or (kind == "return" and dated is None)):
            return "feared"
        if dated is None or dated.value is None or self.published is None:
            return status
        if status == "happened" and dated.value.starts_after(self.published):
            return "scheduled"
        if status == "scheduled" and dated.value.ended_before(self.published):
            return "happened"
        return status

    def _put_off(self, event: Event) -> Event:
        """Return the hearing that an adjournment sets."""
        until = When(str(event.detail["until"]))
        past = self.published is not None and until.ended_before(self.published)
        return replace(
            event, type="hearing", date=until, status="happened" if past else "scheduled", by=None, detail={}
        )

    def _evidence(self, draft: _Draft, actor: Agent | None, dated: Dated | None) -> Span:
        spans = [a.span for a in (draft.who, actor) if a is not None and draft.sentence.span.contains(a.span)]
        return evidence(draft.clause, spans, self.dates, dated.span if dated else None)

    @staticmethod
    def _name(actor: Agent | None) -> str | None:
        if actor is None:
            return None
        return actor.ids[0] if len(actor.ids) == 1 else actor.text

    def _speaker(self, span: Span) -> str | None:
        """Return the innermost speaker of ``span``: of the shortest statement that holds it (guide, note 10)."""
        inner = min(self.said.holding(span), key=lambda s: len(s.quote.span), default=None)
        return None if inner is None else inner.speaker_id or inner.speaker
