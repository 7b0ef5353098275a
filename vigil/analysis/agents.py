"""Who does what happens to somebody, as the noun phrase that the text has: a court, police, a state, a body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigil.analysis.cast import Cast
from vigil.analysis.clauses import Clause
from vigil.analysis.triggers import Voice
from vigil.analysis.whereabouts import by_span
from vigil.languages import Language
from vigil.model.text import Span, Story

_FAR = 12
"""Words at most between "by" and the head of the agent, and from a head to the beginning of its phrase."""
_CROWDED = frozenset({"protest", "ill_treatment", "disappearance", "detention", "death"})
"""What a crowd or men that nobody knows may do."""
_MARKS = frozenset({"'s", "’s", "'", "’", "-"})


@dataclass(frozen=True, slots=True)
class AgentData:
    """``languages/TAG/agents.toml``."""

    heads: frozenset[str]
    crowds: frozenset[str]
    joins: frozenset[str]
    loose: frozenset[str]
    regions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Agent:
    """Who does it: ``text`` as written, and the ids of people where it is one of the cast."""

    text: str
    ids: tuple[str, ...]
    span: Span


class Agents:
    """Finds who does what the triggers of one story tell."""

    def __init__(self, story: Story, cast: Cast, language: Language) -> None:
        self.story = story
        self.cast = cast
        self.data = language.table("agents", AgentData)
        self.names = by_span(m.quote for m in cast.mentions if m.type in {"ORG", "LOC", "PER"})
        self.places = by_span(m.quote for m in cast.mentions if m.type == "LOC")

    def of(self, clause: Clause, voice: Voice, kind: str) -> Agent | None:
        """Return who does it: the agent of a passive, or the subject of an active verb; None where that is not sure."""
        found = self._by(clause, kind)
        if found is not None or voice == "agent" or (voice == "patient" and clause.passive):
            return found
        verbal = any(clause.is_finite(n) for n in range(clause.group, clause.last))
        if voice == "noun" and (clause.passive or not verbal):
            return self._owner(clause)
        return self._inside(clause, kind) or self._subject(clause, kind)

    def _by(self, clause: Clause, kind: str) -> Agent | None:
        tokens = clause.tokens
        for at in range(clause.first, min(clause.end, clause.last + _FAR)):
            if tokens[at].lower == "by":
                start = at + 1
                stop = self._phrase_end(clause, start, clause.end)
                heads = [h for h in self._heads(clause, start, stop, kind) if self._start(clause, h[0], start) == start]
                return self._agent(clause, start, self._end(clause, heads[0][1], clause.end)) if heads else None
        return None

    def _owner(self, clause: Clause) -> Agent | None:
        """Return the state or body that owns a noun: "China's request", "the court's refusal"."""
        at = clause.first if clause.tokens[clause.first].lower in _MARKS else clause.first - 1
        if at < 1 or clause.tokens[at].lower not in {"'s", "’s"}:
            return None
        heads = list(self._heads(clause, max(at - 3, 0), at, ""))
        if not heads or heads[-1][1] != at:
            return None
        return self._agent(clause, self._start(clause, heads[-1][0], 0), at)

    def _inside(self, clause: Clause, kind: str) -> Agent | None:
        """Return the agent with which the trigger itself begins: "[court sat] for two hours"."""
        for first, last in self._heads(clause, clause.first, min(clause.first + 3, clause.last), kind):
            start = self._start(clause, first, 0)
            if start <= clause.first and self._is_free(clause, start):
                return self._agent(clause, start, self._end(clause, last, clause.last))
        return None

    def _subject(self, clause: Clause, kind: str) -> Agent | None:
        tokens, g = clause.tokens, clause.grammar
        end = clause.group
        if clause.start < end and tokens[clause.start].lower in g.relatives:
            end = clause.start
        shared = all(t.lower in g.coordinators or not t.is_word for t in tokens[clause.start : end])
        low = self._part(clause, end)
        for first, last in reversed(list(self._heads(clause, low, end, kind))):
            start, stop = self._start(clause, first, low), self._end(clause, last, end)
            if not self._is_free(clause, start):
                continue
            if self._is_beside(clause, stop, end):
                return self._agent(clause, start, stop)
            if not (shared and end == clause.group and tokens[end - 1].lower in g.coordinators):
                return None
            if self._carries(clause, stop, end):
                return self._agent(clause, start, stop)
        return None

    def _part(self, clause: Clause, end: int) -> int:
        at = end
        while at > 0 and clause.tokens[at - 1].text not in {";", ":", "—", "–", "!", "?", "•", "|", '"', "“", "”"}:
            at -= 1
        return at

    def _heads(self, clause: Clause, low: int, high: int, kind: str) -> Iterator[tuple[int, int]]:
        """Yield where agents stand between two tokens: nouns of the table, names of bodies, people and states."""
        at = low
        while at < high:
            token = clause.tokens[at]
            name = next((n for n in self.names.overlapping(token.span) if n.span.start <= token.span.start), None)
            if name is not None:
                last = at
                while last < high and clause.tokens[last].span.start < name.span.end:
                    last += 1
                while last - 1 > at and clause.tokens[last - 1].lower in clause.grammar.prepositions:
                    last -= 1
                if clause.tokens[last : last + 1] and clause.tokens[min(last, high - 1)].lower in self.data.heads:
                    at = last
                    continue
                yield at, last
                at = last
            elif token.lower in self.data.heads or (token.lower in self.data.crowds and kind in _CROWDED):
                following = clause.tokens[at + 1].lower if at + 1 < high else ""
                verb = at > low and clause.tokens[at - 1].lower == "to"
                if not verb and following not in self.data.heads and following not in {"'s", "’s"}:
                    yield at, at + 1
                at += 1
            else:
                at += 1

    def _start(self, clause: Clause, head: int, low: int) -> int:
        """Return where the noun phrase with this head begins: at its article, or its first adjective."""
        g, at = clause.grammar, head
        while at > low and head - at < _FAR:
            word = clause.tokens[at - 1]
            if word.lower in g.determiners:
                return at if word.lower == "that" else at - 1
            if word.lower in {"'s", "’s"} or self._counts(clause, at - 1, head):
                at -= 1
                continue
            small = (
                g.prepositions | g.relatives | g.subordinators | g.coordinators | g.auxiliaries | g.times | g.adverbs
            )
            if (
                not word.is_word
                or word.text[0].isdigit()
                or word.lower in small | g.subjects | g.objects
                or clause.is_finite(at - 1)
            ):
                break
            if not word.capitalised and not self._describes(clause, at - 1, head):
                break
            at -= 1
        return at

    @staticmethod
    def _counts(clause: Clause, at: int, head: int) -> bool:
        """Whether a number counts those whom the head names: "50 people", no year, hour or day."""
        if not clause.tokens[at].text.isdigit() or len(clause.tokens[at].text) > 3:
            return False
        beside = [*clause.tokens[max(at - 1, 0) : at], *clause.tokens[at + 1 : at + 2]]
        return clause.tokens[head].lower.endswith(("s", "men", "people")) and not any(
            t.lower in clause.grammar.times for t in beside
        )

    @staticmethod
    def _describes(clause: Clause, at: int, head: int) -> bool:
        """Whether an uncapitalised word belongs to the phrase: nothing but words of it stand up to the head."""
        return head - at <= 4 and not clause.tokens[at].lower.endswith("ing")

    def _phrase_end(self, clause: Clause, start: int, high: int) -> int:
        at, g = start, clause.grammar
        while at < high:
            token = clause.tokens[at]
            stops = g.auxiliaries | g.relatives | g.coordinators | (g.prepositions - {"of"})
            if at > start and ((not token.is_word and token.text not in _MARKS) or token.lower in stops - {"'s"}):
                break
            at += 1
        return at

    def _end(self, clause: Clause, at: int, high: int) -> int:
        """Return where the noun phrase ends: on through names, "of ..." and "in" with a place."""
        tokens, g = clause.tokens, clause.grammar
        while (
            at < high
            and tokens[at].capitalised
            and tokens[at].is_word
            and tokens[at].lower not in g.times | g.prepositions
        ):
            at += 1
        if at + 1 >= high or tokens[at].lower not in self.data.joins:
            return at
        join = tokens[at].lower
        stop = self._phrase_end(clause, at + 1, high)
        while stop > at + 1 and (clause.is_finite(stop - 1) or tokens[stop - 1].lower in g.times | g.adverbs):
            stop -= 1
        inner = tokens[at + 1 : stop]
        if not inner or any(t.lower in g.times or t.text[0].isdigit() for t in inner):
            return at
        lead = inner[1] if inner[0].lower in g.determiners and len(inner) > 1 else inner[0]
        named = bool(self.places.overlapping(clause.span(at + 1, stop)))
        if join in {"in", "at"}:
            ends = inner[-1].capitalised or inner[-1].lower in self.data.regions
            return stop if named and ends else at
        if join in self.data.loose:
            return self._end(clause, stop, high) if lead.capitalised and tokens[stop : stop + 1] else stop
        return stop if lead.capitalised else at

    def _is_free(self, clause: Clause, start: int) -> bool:
        """Whether no preposition or owner governs the phrase: it can be a subject."""
        if start == 0:
            return True
        word = clause.tokens[start - 1].lower
        g = clause.grammar
        subject = word in g.subordinators or word in g.times | g.coordinators | g.relatives | g.adverbs
        return subject or not (word in g.prepositions or clause.tokens[start - 1].is_word) or word == "said"

    def _is_beside(self, clause: Clause, start: int, end: int) -> bool:
        """Whether only words of time and place, or an aside between commas, stand between a subject and its verb."""
        g = clause.grammar
        between = clause.tokens[start:end]
        if not between:
            return True
        if between[0].text == "," and between[-1].text == "," and len(between) > 1:
            return True
        if any(clause.is_finite(n) for n in range(start, end)):
            return False
        lead = between[0].lower
        if lead in g.relatives or not all(t.is_word or t.text[0].isdigit() for t in between):
            return False
        fits = g.prepositions | g.times | g.adverbs | g.determiners | {"both"}
        return all(
            t.lower in fits or t.capitalised or t.text[0].isdigit() or t.lower.endswith("ly") for t in between
        ) or (lead in {"in", "at", "on", "of", "from"} and len(between) <= 4)

    @staticmethod
    def _carries(clause: Clause, start: int, end: int) -> bool:
        """Whether the verb beside the phrase is the first of two that share it: "a court convicted her but refused"."""
        g = clause.grammar
        at = start
        while at < end and (
            clause.tokens[at].lower in g.adverbs | g.times | {"on", "in"} or clause.tokens[at].text[0].isdigit()
        ):
            at += 1
        if at >= end or not clause.is_finite(at) or clause.tokens[at].lower in g.passive_auxiliaries:
            return False
        return not any(clause.tokens[n].lower in g.subjects | g.relatives for n in range(at, end))

    def _agent(self, clause: Clause, start: int, end: int) -> Agent | None:
        words = [t.lower for t in clause.tokens[start:end]]
        if not words or words[0] in clause.grammar.negations or set(words) <= clause.grammar.subjects:
            return None
        span = clause.span(start, end)
        inside = [r for r in self.cast.within(span) if r.kind == "name"]
        ids = tuple(dict.fromkeys(i for r in inside for i in r.ids)) if len(inside) == 1 else ()
        return Agent(" ".join(self.story.text[span.start : span.end].split()), ids, span)
