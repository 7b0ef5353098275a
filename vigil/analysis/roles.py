"""To whom an event happens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigil.analysis.cast import Cast, Reference
from vigil.analysis.clauses import Clause
from vigil.analysis.segment import Token
from vigil.analysis.triggers import Voice
from vigil.languages import Language
from vigil.model.text import Span


@dataclass(frozen=True, slots=True)
class RoleData:
    """``languages/TAG/roles.toml``."""

    oblique: frozenset[str]
    transparent: frozenset[str]
    before_object: frozenset[str]
    central: frozenset[str]
    own: frozenset[str]
    personal: frozenset[str]
    concerning: frozenset[str]
    anybody: frozenset[str]
    whoever: frozenset[str]
    multitudes: frozenset[str]
    things: frozenset[str]
    befalls: frozenset[str]
    noun_dates: frozenset[str]
    apart: frozenset[str]
    kin: frozenset[str]
    open_ways: frozenset[str]
    nobody: frozenset[str]
    officers: frozenset[str]
    definite: frozenset[str]
    scene: frozenset[str]
    private: frozenset[str]
    pronouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Argument:
    """People or a phrase that a verb takes: ``ids`` of people, else ``phrase``; ``span`` is where they stand.

    ``open`` where the words speak of somebody known but not settled; ``thing`` where the subject is no person at all.
    """

    ids: tuple[str, ...]
    phrase: str
    span: Span
    open: bool = False
    thing: bool = False


class Roles:
    """Finds the arguments of triggers in one story."""

    def __init__(self, cast: Cast, language: Language) -> None:
        self.cast = cast
        self.data = language.table("roles", RoleData)

    def concerned(self, clause: Clause, voice: Voice) -> Argument | None:
        """Return whom the event happens to, from the words around its trigger; None where they do not say."""
        match voice:
            case "patient":
                return self._patient(clause)
            case "agent":
                return self._subject(clause)
            case "noun":
                return self._possessor(clause) or self._inside(clause)
            case "court":
                return self._inside(clause) or self._object(clause) or self._possessor(clause)
            case "public":
                return self._object(clause)

    def _patient(self, clause: Clause) -> Argument | None:
        if clause.passive:
            return self._subject(clause)
        return self._inside(clause) or self._object(clause) or (None if clause.infinitive else self._subject(clause))

    def _inside(self, clause: Clause) -> Argument | None:
        span = clause.span(clause.first, clause.last)
        found = [r for r in self.cast.within(span) if r.kind != "possessive" or r.span.start > span.start]
        return self._joined(found[:1], clause) if found else None

    def _object(self, clause: Clause) -> Argument | None:
        for reference in self.cast.within(clause.span(clause.first, clause.end)):
            at = clause.position(reference.span.start)
            if at < clause.last:
                continue
            between = clause.tokens[clause.last : at]
            if len(between) > 4 or any(not self._leads_to_object(t.lower) for t in between):
                return None
            return self._joined([reference], clause)
        return None

    def _leads_to_object(self, word: str) -> bool:
        return word in self.data.before_object or word.isdigit() or word in {"of", "against"}

    def _subject(self, clause: Clause) -> Argument | None:
        """Return the subject of the verb group: the nearest reference left of it that is nobody's object."""
        tokens = clause.tokens
        before = [
            r
            for r in self.cast.within(Span(tokens[0].span.start, tokens[clause.first].span.start))
            if r.span.end <= tokens[clause.first].span.start
        ]
        own = self._possessor(clause)
        if own is not None and clause.group == clause.first and not before:
            return own
        if set(clause.group_words) & self.data.nobody - {"no"}:
            return None
        for reference in reversed(before):
            at = clause.position(reference.span.start)
            end = clause.position(reference.span.end - 1) + 1
            if reference.text.lower() in clause.grammar.objects - clause.grammar.subjects - {"her"}:
                continue
            if not self._stands_free(clause, at) or (reference.kind == "possessive" and end != clause.group):
                continue
            match self._gap(clause, end):
                case "close":
                    return self._joined([reference], clause)
                case "thing":
                    return self._unnamed(clause)
        if clause.group > clause.start and clause.tokens[clause.group - 1].is_word:
            return self._unnamed(clause)
        return None

    def _unnamed(self, clause: Clause) -> Argument:
        """Return the subject that no reference covers: somebody unnamed ("the other three"), or a thing."""
        thing = Argument((), "", clause.span(clause.group - 1, clause.group), thing=True)
        if self.about_a_thing(clause):
            return thing
        phrase = self._subject_phrase(clause)
        if phrase is None:
            return thing
        words = [t.lower for t in self.text_tokens(clause, phrase.span)]
        told_apart = any(t.capitalised for t in self.text_tokens(clause, phrase.span)[1:]) or bool(
            set(words) & (self.data.apart | self.data.kin)
        )
        if set(words) & self.data.officers or not told_apart:
            return thing
        inside = self.cast.within(phrase.span)
        return Argument(tuple(dict.fromkeys(i for r in inside for i in r.ids)), phrase.phrase, phrase.span)

    @staticmethod
    def text_tokens(clause: Clause, span: Span) -> list[Token]:
        """Return the tokens of the clause's sentence that lie in ``span``."""
        return [t for t in clause.tokens if span.contains(t.span)]

    def _gap(self, clause: Clause, end: int) -> str:
        """Return how a reference that ends before token ``end`` stands to the verb group.

        ``close`` where it can be its subject: beside it, before an apposition or relative clause, or shared with the
        verb before; ``thing`` where another noun stands between them; ``far`` where it belongs to another clause.
        """
        gap = clause.tokens[end : clause.group]
        words = [t.lower for t in gap]
        if all(w in self.data.transparent or w.isdigit() or w.endswith("ly") for w in words):
            return "close"
        g = clause.grammar
        if (
            words[-1] in g.coordinators
            or words[-1] in {"who", ","}
            or words[-1] in g.times
            or gap[-1].text[:1].isdigit()
        ):
            return "close"
        if any(
            w in g.relatives or (w in g.subordinators and w not in g.prepositions) or w in g.coordinators for w in words
        ):
            return "thing" if words[-1] not in {",", ";"} else "far"
        if words[0] in g.prepositions:  # "officers of the border service arrested"
            return "close"
        return "thing"

    def _stands_free(self, clause: Clause, at: int) -> bool:
        """Whether no preposition governs the reference that begins at token ``at``."""
        k = at - 1
        while k >= 0 and (clause.tokens[k].lower in self.data.before_object or clause.tokens[k].lower.isdigit()):
            k -= 1
        return (
            k < 0
            or clause.tokens[k].lower not in self.data.oblique
            or clause.tokens[k].lower in {"after", "before", "on"}
        )

    def _possessor(self, clause: Clause) -> Argument | None:
        """Return the owner of the noun: "her arrest", "Aishan's extradition", "the arrest of two men"."""
        tokens = clause.tokens
        head = clause.span(clause.first, clause.last)
        for reference in self.cast.within(Span(max(head.start - 20, 0), head.end + 1)):
            if reference.kind == "possessive" and head.start - 2 <= reference.span.end <= head.end:
                return self._joined([reference], clause)
        at = clause.first
        if tokens[at].lower == "'s" or (at > 0 and tokens[at - 1].lower == "'s"):
            owner = at if tokens[at].lower == "'s" else at - 1
            place = tokens[owner].span
            around = self.cast.overlapping(Span(max(place.start - 3, 0), place.end + 2))
            near = [r for r in around if abs(r.span.end - place.start) <= 2]
            if near:
                return self._joined(near[-1:], clause)
        after = {t.lower for t in tokens[clause.last - 1 : clause.last + 1]}
        if after & {"of", "against"}:
            return self._object(clause)
        return None

    def _joined(self, found: Sequence[Reference], clause: Clause) -> Argument:
        """Return a reference with those that "and" joins to it: "Musakhanuly, 30, and Alimuly, 25"."""
        group = list(found)
        ordered = self.cast.within(clause.span(0, len(clause.tokens)))
        if group[0] in ordered:
            at = ordered.index(group[0])
            while at > 0 and self._linked(ordered[at - 1], group[0], clause):
                at -= 1
                group.insert(0, ordered[at])
            at = ordered.index(group[-1])
            while at + 1 < len(ordered) and self._linked(group[-1], ordered[at + 1], clause):
                at += 1
                group.append(ordered[at])
        ids = tuple(dict.fromkeys(i for r in group for i in r.ids))
        words = group[0].text.split()
        beside = any(w.lower() in self.data.kin or w[:1].isupper() for w in words[1:])
        known = group[0].kind in {"pronoun", "possessive"} or (words[0].lower() in self.data.definite and not beside)
        span = group[0].span.cover(group[-1].span)
        return Argument(
            ids, group[0].text, span, open=not ids and (known or any(r.open and r.kind == "name" for r in group))
        )

    def about_nobody(self, clause: Clause, who: Argument) -> bool:
        """Whether the words speak of anybody, or of a population, rather than of somebody in particular."""
        if who.ids:
            return False
        if who.thing:
            subject = [t.lower for t in clause.tokens[clause.start : clause.group]]
            return bool(set(subject) & self.data.multitudes) or (
                bool(subject) and subject[-1] in self.data.anybody and len(subject) == 1
            )
        first, last = clause.position(who.span.start), clause.position(who.span.end - 1)
        words = [t.lower for t in clause.tokens[max(first - 3, 0) : last + 1]]
        if set(words) & self.data.multitudes:
            return True
        own = [t.lower for t in clause.tokens[first : last + 1]]
        counted = any(
            w.isdigit() or w in clause.grammar.determiners - {"a", "an", "any", "no", "some", "many"} for w in own
        )
        return own[-1] in self.data.anybody and not counted

    def about_whoever(self, clause: Clause) -> bool:
        """Whether the word beside the verb is a pronoun for anybody: "whoever is sent back", "returning anyone"."""
        before = clause.tokens[clause.group - 1].lower if clause.group > 0 else ""
        after = clause.tokens[clause.last].lower if clause.last < len(clause.tokens) else ""
        return before in self.data.whoever or after in self.data.whoever

    def about_a_thing(self, clause: Clause) -> bool:
        """Whether the noun beside the verb group is a paper, a plane or a plea rather than a person."""
        inside = set(clause.words[1:-1]) & self.data.things - {"this", "that", "which", "it"}
        return bool(inside) or (clause.group > 0 and clause.tokens[clause.group - 1].lower in self.data.things)

    def holds_a_thing(self, clause: Clause) -> bool:
        """Whether the verb has an object of its own inside the trigger that is nobody: "put a bag over"."""
        words = clause.words
        return len(words) > 2 and words[1] in {"a", "an"} and self._inside(clause) is None

    def is_officer(self, who: Argument) -> bool:
        """Whether the words name somebody who acts in proceedings: a lawyer, a judge, an office."""
        words = {w.lower().strip(",.") for w in who.phrase.split()}
        for i in who.ids:
            person = self.cast.by_id[i]
            words |= {w.lower() for w in (person.title or "").split()}
        return bool(words & self.data.officers)

    def _linked(self, left: Reference, right: Reference, clause: Clause) -> bool:
        if "possessive" in {left.kind, right.kind} and right.kind != "noun":
            return False
        between = [t.lower for t in clause.tokens if left.span.end <= t.span.start < right.span.start]
        return "and" in between and all(w in {"and", ",", "(", ")", "left", "right"} or w.isdigit() for w in between)

    def _subject_phrase(self, clause: Clause) -> Argument | None:
        """Return the noun phrase before the verb group in its clause, its head too where the trigger begins with it."""
        start, end = clause.start, clause.group
        if end == clause.first and clause.tokens[end].lower in self.data.officers:
            end += 1
        tokens = clause.tokens
        while start < end and (
            tokens[start].lower in clause.grammar.coordinators | clause.grammar.relatives or not tokens[start].is_word
        ):
            start += 1
        if end - start > 1 and tokens[start].text.isdigit() and tokens[start + 1].text in {".", ")"}:
            start += 2  # the number of an item
        start = max([start, *(n + 1 for n in range(start, end - 1) if tokens[n].text == ",")])
        opens = [
            n
            for n in range(start, end)
            if (tokens[n].lower in clause.grammar.determiners or tokens[n].capitalised)
            and tokens[n].lower not in clause.grammar.prepositions | clause.grammar.times
        ]
        words = [t for t in tokens[start:end] if t.is_word]
        if not opens or not words or len(words) > 12:
            return None
        start = opens[0] if tokens[start].lower in clause.grammar.prepositions else start
        if any(clause.is_finite(n) for n in range(start, end)):
            return None
        return self._argument(clause, start, end)

    def _argument(self, clause: Clause, start: int, end: int) -> Argument:
        span = clause.span(start, end)
        inside = self.cast.within(span)
        ids = tuple(dict.fromkeys(i for r in inside for i in r.ids)) if len(inside) == 1 else ()
        text = " ".join(t.text for t in clause.tokens[start:end]).replace(" 's", "'s").replace(" ,", ",")
        return Argument(ids, text, span)
