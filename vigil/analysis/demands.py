"""What speakers ask an authority to do or not to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vigil.analysis.acts import Wording, wording
from vigil.analysis.asking import Asking, Wish, asking
from vigil.analysis.cast import Cast
from vigil.analysis.cues import Lexicon, lexicon
from vigil.analysis.labels import list_items
from vigil.analysis.segment import Segmented
from vigil.analysis.whereabouts import Whereabouts, by_span
from vigil.languages import Language
from vigil.model.reading import Demand, Statement
from vigil.model.text import Span

_WORD = re.compile(r"[\w'’-]+")
_LONGEST_NAME = 8
"""Words of the longest name of an authority: "the Ministry of Internal Affairs for Tatarstan"."""
_APPLIES = frozenset({"object:ask", "object:seek"})
"""Asking for or seeking asylum is an application."""
_LONGEST_SENTENCE = 2000
"""Characters of a sentence of prose: what is longer is no prose, and patterns would take long over it."""
_LONGEST_HEAD = 300
"""Characters of the longest line that stands above a list."""
_SHORTEST = 2
"""Words of the shortest thing that somebody wants of an authority: "two years"."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that ask for something, whom they ask, and who asks."""

    by: str
    of: str | None
    span: Span
    how: str
    needs_act: bool = False
    """Whether the words ask only where an act is known: "Read on" asks nothing."""


def find_demands(
    text: Segmented,
    statements: tuple[Statement, ...],
    cast: Cast,
    language: Language,
    *,
    publisher: str | None = None,
) -> tuple[Demand, ...]:
    """Return the demands of a story in story order; each part that asks for one thing is a demand of its own.

    They are read from statements (those whose reporting words ask, and those that say what an authority ought to do) and
    from what the report asks in its own voice, which is ``publisher``'s or that of whoever says "we" in it. What is asked of
    private people is no demand.
    """
    words = wording(language)
    reader = _Reader(text, cast, words, lexicon(language), asking(language))
    own = publisher or next(
        (s.speaker for s in statements if s.speaker_quote and s.speaker_quote.text.lower() in words.data.own), None
    )
    asked = [a for s in statements for a in reader.of_statement(s)]
    asked += reader.of_report(statements, own)
    found = [d for a in asked for d in reader.demands(a)]
    found += reader.wished(statements, found, own)
    known = [d for d in found if d.by.strip()]  # "Kyiv has been asked to" does not say by whom: nobody's demand
    once = {(d.quote.span, d.by): d for d in reversed(_told_once(text, known))}
    return tuple(sorted(once.values(), key=lambda d: (d.quote.span, d.by)))


def _told_once(text: Segmented, found: list[Demand]) -> list[Demand]:
    """Return the demands without those of the headline for an act that is asked for in the story as well."""
    headlines = [p.span for p in text.paragraphs if p.kind == "headline"]
    above = [d for d in found if any(h.contains(d.quote.span) for h in headlines)]
    acts = {d.act for d in found if d not in above}
    return [d for d in found if d not in above or d.act not in acts]


class _Reader:
    """Reads what is asked in one story."""

    def __init__(self, text: Segmented, cast: Cast, words: Wording, reporting: Lexicon, frames: Asking) -> None:
        self.text = text
        self.cast = cast
        self.names = by_span(m.quote for m in cast.mentions if m.type in ("LOC", "ORG"))
        self.words = words
        self.lexicon = reporting
        self.frames = frames

    def demands(self, asked: _Asked) -> Iterator[Demand]:
        """Give a demand for each part of what is asked."""
        if asked.of is not None and self._is_private(asked.of) and not asked.how.startswith("list"):
            return
        for part in self._parts(asked.span):
            act = self.words.act_of(self.text.text_of(part))
            if self._counts(asked, part, act):
                yield Demand(asked.by, asked.of, act, self.text.story.quote(part), how=asked.how)

    def _counts(self, asked: _Asked, part: Span, act: str) -> bool:
        """Whether a part is asked of an authority: not what a person applies for, nor somebody's surrender."""
        if act == "grant_protection" and (asked.how in _APPLIES or asked.how.startswith("wish")):
            return False
        if act != "other":
            return True
        plain = self.text.text_of(part).lower()
        words = _WORD.findall(plain)
        if asked.how == "object:want" and self.text.story.text[: part.start].endswith("to "):
            return False
        thing = asked.how.startswith("object:") and (len(words) < _SHORTEST or words[0] in self.words.data.private)
        return not (asked.needs_act or thing or self.words.surrender.search(plain))

    # -- statements -----------------------------------------------------------------------------------------------------

    def of_statement(self, statement: Statement) -> list[_Asked]:
        """Return what a statement asks for."""
        if statement.cue is not None and not statement.direct:
            reporting = self.lexicon.lemma_of(statement.cue.text)
            if reporting is not None and (
                reporting[1].kind == "demands" or (reporting[0] == "tell" and self._is_body(statement))
            ):
                idle = self.words.idle.search(statement.quote.text.lower())
                asked = _Asked(statement.speaker, self._addressee(statement), statement.quote.span, statement.how)
                return [] if idle else [asked]
        spoken = statement.direct or statement.how == "label"
        sentences = [s for q in (statement.quote, *statement.rest) for s in self._sentences(q.span)]
        if not spoken:
            sentences = [statement.quote.span]
        found = [self._ought(s, statement.speaker, statement.how) for s in sentences]
        if (
            statement.how.startswith("that:")
            and re.match(self.words.data.subjunctive, statement.quote.text)
            and not any(found)
        ):
            found.append(_Asked(statement.speaker, None, statement.quote.span, statement.how, needs_act=True))
        if spoken:
            found += [self._imperative(s, statement.speaker, statement.how) for s in sentences]
        return [a for a in found if a is not None]

    def _is_body(self, statement: Statement) -> bool:
        """Whether a body that watches over states tells one what to do: its telling is asking."""
        told = statement.how.startswith("order") and self.words.act_of(statement.quote.text) != "other"
        return told and any(w.lower() in self.words.data.bodies for w in _WORD.findall(statement.speaker))

    def _addressee(self, statement: Statement) -> str | None:
        """Return whom the reporting words are put to: what stands between them and the words asked, or their subject."""
        assert statement.cue is not None
        between = self.text.story.text[statement.cue.span.end : statement.quote.span.start]
        if statement.quote.span.start > statement.cue.span.end and "that" not in between.split():
            name = between.strip(" ,:;\n").split("\n")[0].split(",")[0].removesuffix(" not").strip(" :")
            if name and len(name.split()) <= _LONGEST_NAME:
                return self._resolved(name, statement.cue.span.start)
        subject = re.match(self.words.data.addressee, statement.quote.text, re.IGNORECASE)
        if subject is not None and not subject["of"].lower().startswith(("to ", "not ", "for ")):
            return subject["of"].strip()
        return None

    def _resolved(self, name: str, before: int) -> str:
        """Return the authority that "it" or "them" stands for, where the sentence names one."""
        if name.lower() not in self.words.data.itself:
            return name
        sentence = self.text.sentence_at(before)
        start = sentence.span.start if sentence is not None else 0
        names = self.names.overlapping(Span(min(start, before), before))
        return next((q.text for q in reversed(names) if q.span.start >= start), name)

    def _sentences(self, span: Span) -> list[Span]:
        """Return the sentences of a stretch, cut at its ends."""
        inside = [s.span for s in self.text.sentences_in(span)]
        cut = [Span(max(s.start, span.start), min(s.end, span.end)) for s in inside]
        return [s for s in cut if self.text.text_of(s).strip()]

    # -- what asks by its own words -------------------------------------------------------------------------------------

    def _ought(self, span: Span, by: str, how: str, *, passive: bool = True, needs_act: bool = False) -> _Asked | None:
        """Return what an authority ought to do: "The government should ...", "he must be released"."""
        words = self.text.text_of(span)
        ought = self.words.ought.search(words.lower())
        if ought is None or not words[: ought.start()].strip():
            return None
        subject = re.split(r"[.;:!?]\s+|,\s+|\bthat\s+", words[: ought.start()].strip())[-1].strip()
        rest = words[ought.end() :]
        if self._is_authority(subject) or self._is_place(span.start, span.start + ought.start()):
            start = span.start + ought.end() + len(rest) - len(rest.lstrip())
            return _Asked(by, subject or None, Span(start, span.end), how, needs_act) if start < span.end else None
        clause = words[max(words.rfind(subject, 0, ought.start()), 0) :]
        if passive and self.words.act_of(clause) != "other" and re.match(self.words.data.passive_ought, rest):
            return _Asked(by, None, Span(span.end - len(clause), span.end), how)
        return None

    def _imperative(self, span: Span, by: str, how: str) -> _Asked | None:
        """Return words that open with the verb of an act: "Let them tell me where he is"."""
        opening = re.match(self.words.data.imperative, self.text.text_of(span), re.IGNORECASE)
        if opening is None:
            return None
        verb, following = opening["verb"].lower(), opening["next"]
        denied = verb.startswith(("do ", "don"))
        if opening["verb"].isupper() and following.isupper():
            return None
        if not denied and (
            verb not in self.words.data.begins
            or not (following.lower() in self.words.data.imperative_objects or following[0].isupper())
        ):
            return None
        return _Asked(by, None, span, how, needs_act=True)

    # -- the report's own voice -----------------------------------------------------------------------------------------

    def of_report(self, statements: tuple[Statement, ...], own: str | None) -> list[_Asked]:
        """Return what the report asks itself, and what it says an authority has been asked."""
        taken = by_span(q for s in statements for q in (s.quote, *s.rest))
        found: list[_Asked | None] = []
        for sentence in self.text.sentences:
            if len(sentence.span) > _LONGEST_SENTENCE or taken.overlapping(sentence.span):
                continue
            found += [self._has_been_asked(sentence.span), self._noun(sentence.span)]
            if own is not None:
                found.append(self._ought(sentence.span, own, "own", passive=False, needs_act=True))
                found.append(self._imperative(sentence.span, own, "own"))
        return [a for a in found if a is not None]

    def _has_been_asked(self, span: Span) -> _Asked | None:
        match = re.search(self.words.data.has_been_asked, self.text.text_of(span))
        if match is None:
            return None
        of = match["of"].strip()
        start = span.start + match.start("what")
        place = self._is_place(span.start, span.start + match.end("of") - 1)
        if not (place or self._is_authority(of)):
            return None
        return _Asked("", of, Span(start, span.start + match.end("what")), "asked")

    def _noun(self, span: Span) -> _Asked | None:
        """Return what "renewed its call for ..." asks for."""
        match = re.search(self.words.data.noun, self.text.text_of(span))
        if match is None:
            return None
        what = Span(span.start + match.start("what"), span.start + match.end("what"))
        return _Asked(match["by"].strip(), None, what, "noun", needs_act=True)

    def wished(self, statements: tuple[Statement, ...], found: list[Demand], own: str | None) -> list[Demand]:
        """Return what else is asked by any verb or noun of asking, where an act is named and nothing was found yet."""
        out: list[Demand] = []
        taken = by_span(d.quote for d in found)
        for asked in self._wishes(statements, own):
            if not asked.by or taken.overlapping(asked.span):
                continue
            new = list(self.demands(asked))
            for demand in new:
                taken.add(demand.quote)
            out += new
        return out

    def _wishes(self, statements: tuple[Statement, ...], own: str | None) -> Iterator[_Asked]:
        """Give what the frames of asking find in each sentence, and what lists below a head ask."""
        direct = (s for s in statements if s.direct or s.how == "label")
        spoken = Whereabouts(direct, lambda s: (q.span for q in (s.quote, *s.rest)))
        for sentence in self.text.sentences:
            if len(sentence.span) > _LONGEST_SENTENCE:
                continue
            for wish in self.frames.wishes(self.text.text_of(sentence.span), sentence.span.start):
                of = None if wish.of is None else self.text.text_of(wish.of).strip()
                if wish.of is not None and not (self._is_authority(of or "") or self._is_place_within(wish.of)):
                    continue
                speaker = next((s.speaker for s in spoken.holding(wish.what)), None)
                by = self._wisher(wish, speaker, own)
                yield _Asked(by, of, wish.what, f"wish:{wish.how}", needs_act=not wish.sure)
        for paragraph in self.text.paragraphs:
            words = self.text.text_of(paragraph.span)
            if len(words) <= _LONGEST_HEAD and self.frames.heads.search(words):
                for item in list_items(self.text, paragraph.index):
                    if self.frames.items.match(self.text.text_of(item)):
                        yield _Asked(own or "", None, item, "list:wish")

    def _is_place_within(self, span: Span) -> bool:
        return bool(self.names.inside(span))

    def _wisher(self, wish: Wish, speaker: str | None, own: str | None) -> str:
        """Return who asks: by name where the words say, else whose speech or report it is."""
        if wish.by is None:
            return speaker or own or ""
        words = self.text.text_of(wish.by).strip()
        if words.lower() in self.words.data.first:
            return speaker or own or words
        people = [self.cast.by_id[i] for r in self.cast.within(wish.by) for i in r.ids if i in self.cast.by_id]
        if people:
            return people[0].name
        return (
            words
            if words[:1].isupper() or words.split(" ", maxsplit=1)[0] in self.words.data.articles
            else own or words
        )

    # -- whom and what --------------------------------------------------------------------------------------------------

    def _is_authority(self, name: str) -> bool:
        return any(w.lower() in self.words.data.authorities for w in _WORD.findall(name)[-_LONGEST_NAME:])

    def _is_place(self, start: int, end: int) -> bool:
        """Whether the subject right before is a country or organisation by name."""
        return any(q.span.end >= end - 2 for q in self.names.inside(Span(start, max(start, end))))

    def _is_private(self, name: str) -> bool:
        words = [w.lower() for w in _WORD.findall(name)]
        if not words or self._is_authority(name):
            return False
        return words[-1] in self.words.data.private or words[0] in {"me", "us", "him", "her"}

    def _parts(self, span: Span) -> list[Span]:
        """Return the parts of what is asked that each begin with a verb or "to"."""
        words = self.text.text_of(span)
        start = 0
        parts: list[Span] = []
        for joint in self.words.joint.finditer(words):
            parts.append(Span(span.start + start, span.start + joint.start()))
            start = joint.end()
        parts.append(Span(span.start + start, span.end))
        return [self._first_clause(p) for p in parts if len(p)]

    def _first_clause(self, part: Span) -> Span:
        """Return the part without what follows it after a semicolon."""
        end = self.text.text_of(part).find(";")
        return part if end <= 0 else Span(part.start, part.start + end)
