"""What speakers ask an authority to do or not to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vigil.analysis.acts import Wording, wording
from vigil.analysis.cast import Cast
from vigil.analysis.cues import Lexicon, lexicon
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Demand, Statement
from vigil.model.text import Span

_WORD = re.compile(r"[\w'’-]+")
_LONGEST_NAME = 8
"""Words of the longest name of an authority: "the Ministry of Internal Affairs for Tatarstan"."""
_APPLIES = frozenset({"object:ask", "object:seek"})
"""Asking for or seeking asylum is an application."""
_SHORTEST = 2
"""Words of the shortest thing that somebody wants of an authority: "two years"."""
_ITSELF = frozenset({"it", "them", "they"})
_IMPERATIVE = re.compile(r"(?:(?:please|then|now|and|but|so|just)[,\s]+)*(?P<verb>do\s+not|don['’]t|[a-z]+)\b", re.IGNORECASE)
_THAT = re.compile(r"(?P<of>(?:[\w'’.-]+\s+){1,8}?)(?:should\s+|must\s+|not\s+)*(?P<verb>[a-z]+)\b", re.IGNORECASE)
_TO = re.compile(r"(?P<of>(?:[\w'’.-]+\s+){1,9}?)(?=(?:not\s+)?to\s)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Words that ask, and whom; ``whole`` says that nothing of them may be left out of the parts."""

    span: Span
    of: str | None


def find_demands(text: Segmented, statements: tuple[Statement, ...], cast: Cast, language: Language) -> tuple[Demand, ...]:
    """Return the demands of a story in story order; each part that asks for one thing is a demand of its own.

    They are read from statements: those whose reporting words ask, and those that say what an authority ought to do. What
    is asked of private people is no demand.
    """
    reader = _Reader(text, cast, wording(language), lexicon(language))
    found = [d for s in statements for d in reader.demands_of(s)]
    once = {(d.quote.span, d.by): d for d in reversed(found)}
    return tuple(sorted(once.values(), key=lambda d: (d.quote.span, d.by)))


class _Reader:
    """Reads demands from the statements of one story."""

    def __init__(self, text: Segmented, cast: Cast, words: Wording, reporting: Lexicon) -> None:
        self.text = text
        self.cast = cast
        self.words = words
        self.lexicon = reporting

    def demands_of(self, statement: Statement) -> list[Demand]:
        """Return the demands that a statement makes."""
        asked = self._asked(statement)
        if asked is None:
            return []
        parts = self._parts(asked.span)
        acts = [self.words.act_of(self.text.text_of(p)) for p in parts]
        if asked.of is not None and self._is_private(asked.of):
            return []
        return [
            Demand(statement.speaker, asked.of, act, self.text.story.quote(part), how=f"statement:{statement.how}")
            for part, act in zip(parts, acts, strict=True)
            if self._counts(statement, part, act)
        ]

    def _counts(self, statement: Statement, part: Span, act: str) -> bool:
        """Whether a part is asked of an authority: not what a person applies for, nor somebody's surrender."""
        words = self.text.text_of(part)
        if act == "grant_protection" and statement.how in _APPLIES:
            return False
        if act != "other":
            return True
        plain = words.lower()
        pronoun = plain.split()[0] in self.words.data.private
        short = len(_WORD.findall(words)) < _SHORTEST
        return not (("object:" in statement.how and (pronoun or short)) or self.words.surrender.search(plain))

    def _asked(self, statement: Statement) -> _Asked | None:
        if statement.cue is not None and not statement.direct:
            reporting = self.lexicon.lemma_of(statement.cue.text)
            if reporting is not None and reporting[1].kind == "demands":
                return self._by_cue(statement)
            if reporting is not None and reporting[0] == "tell" and self._is_body(statement):
                return self._by_cue(statement)
        return self._by_ought(statement) or self._by_imperative(statement)

    def _is_body(self, statement: Statement) -> bool:
        """Whether a body that watches over states tells one what to do: its telling is asking."""
        told = statement.how.startswith("order") and self.words.act_of(statement.quote.text) != "other"
        return told and any(w.lower() in self.words.data.bodies for w in _WORD.findall(statement.speaker))

    def _by_cue(self, statement: Statement) -> _Asked | None:
        words = statement.quote.text
        if self.words.idle.search(words.lower()):
            return None
        return _Asked(statement.quote.span, self._addressee(statement))

    def _addressee(self, statement: Statement) -> str | None:
        """Return whom the reporting words are put to: what stands between them and the words asked, or their subject."""
        assert statement.cue is not None
        between = self.text.story.text[statement.cue.span.end : statement.quote.span.start]
        if statement.quote.span.start > statement.cue.span.end and "that" not in between.split():
            name = between.strip(" ,:;\n").split(",")[0].removesuffix(" not").strip()
            if name and "\n" not in name and len(name.split()) <= _LONGEST_NAME:
                return self._resolved(name, statement.cue.span.start)
        subject = _TO.match(statement.quote.text)
        if subject is not None and not subject["of"].lower().startswith(("to ", "not ", "for ")):
            return subject["of"].strip()
        return None

    def _resolved(self, name: str, before: int) -> str:
        """Return the authority that "it" or "them" stands for, where the sentence names one."""
        if name.lower() not in _ITSELF:
            return name
        sentence = self.text.sentence_at(before)
        start = sentence.span.start if sentence is not None else 0
        for mention in reversed(self.cast.mentions):
            if mention.type in ("LOC", "ORG") and start <= mention.quote.span.start < before:
                return mention.quote.text
        return name

    def _by_ought(self, statement: Statement) -> _Asked | None:
        """``The government should ...``: an authority, or a passive that only an authority can do."""
        for span in (statement.quote.span, *(q.span for q in statement.rest)):
            words = self.text.text_of(span)
            ought = self.words.ought.search(words.lower())
            if ought is None or not words[: ought.start()].strip():
                continue
            subject = words[: ought.start()].strip()
            last = re.split(r"[.;:!?]\s+|,\s+|\bthat\s+", subject)[-1].strip()
            act = self.words.act_of(words[ought.start() :])
            if self._is_authority(last) or self._is_place(span.start, span.start + ought.start()):
                return _Asked(Span(span.start + ought.end() + _blanks(words[ought.end() :]), span.end), last or None)
            if act != "other" and re.match(r"\s*(?:not\s+|only\s+|\w+ly\s+)*be\s+\w+", words[ought.end() :]):
                return _Asked(span, None)
        return None

    def _by_imperative(self, statement: Statement) -> _Asked | None:
        """``"Let them tell me where he is"``: words that open with the verb of an act."""
        if not statement.direct:
            return None
        opening = _IMPERATIVE.match(statement.quote.text)
        if opening is None:
            return None
        verb = opening["verb"].lower()
        opens = verb in self.words.data.begins or verb.startswith(("do not", "don't", "don’t"))
        return _Asked(statement.quote.span, None) if opens and self.words.act_of(statement.quote.text) != "other" else None

    def _is_authority(self, name: str) -> bool:
        return any(w.lower() in self.words.data.authorities for w in _WORD.findall(name)[-_LONGEST_NAME:])

    def _is_place(self, start: int, end: int) -> bool:
        """Whether the subject right before is a country or organisation by name."""
        return any(
            m.type in ("LOC", "ORG") and start <= m.quote.span.start and end - 2 <= m.quote.span.end <= end
            for m in self.cast.mentions
        )

    def _is_private(self, name: str) -> bool:
        words = [w.lower() for w in _WORD.findall(name)]
        return bool(words) and not self._is_authority(name) and (words[-1] in self.words.data.private or words[0] in {"me", "us", "him", "her"})

    def _parts(self, span: Span) -> list[Span]:
        """Return the parts of what is asked that each begin with a verb or "to"."""
        words = self.text.text_of(span)
        cuts = [0]
        parts: list[Span] = []
        for joint in self.words.joint.finditer(words):
            parts.append(Span(span.start + cuts[-1], span.start + joint.start()))
            cuts.append(joint.end())
        parts.append(Span(span.start + cuts[-1], span.end))
        return [self._first_clause(p) for p in parts if len(p)]

    def _first_clause(self, part: Span) -> Span:
        """Return the part without what follows it after a semicolon."""
        end = self.text.text_of(part).find(";")
        return part if end <= 0 else Span(part.start, part.start + end)


def _blanks(words: str) -> int:
    return len(words) - len(words.lstrip())
