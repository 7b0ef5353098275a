"""What stands where around a reporting word: the frames in which English says who says what."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vigil.analysis.cues import Cue, Lexicon
from vigil.analysis.grammar import Grammar
from vigil.analysis.noun_phrases import NounPhrases
from vigil.analysis.quotation import is_speech
from vigil.analysis.segment import Segmented
from vigil.analysis.utterance import Atom, Utterance
from vigil.model.text import Span

_NEAR = 18
"""Atoms at most between a reporting verb and the "that", the colon or the quotation that it opens."""
_DATELINE = 20
"""Atoms at most before the dash of a dateline."""
_HEARER = 12
"""Atoms at most between an asking verb and its "to"."""


@dataclass(frozen=True, slots=True)
class Found:
    """One use of a reporting word. ``content`` is empty where a colon at the end leaves it to the next paragraph."""

    content: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    direct: bool
    how: str


class Frames:
    """Reads one utterance."""

    def __init__(self, utterance: Utterance, grammar: Grammar, lexicon: Lexicon, text: Segmented) -> None:
        self.utterance = utterance
        self.atoms = utterance.atoms
        self.grammar = grammar
        self.lexicon = lexicon
        self.text = text
        self.phrases = NounPhrases(utterance, grammar, lexicon.verbs)
        self.cues = tuple(c for c in lexicon.find(utterance, grammar) if self._is_verb(c))
        self.sources: dict[int, tuple[int, int] | None] = {}
        """Source of each cue read so far, by its verb."""

    def read(self) -> list[Found]:
        """Return what is found, in the order of the cues."""
        found: list[Found] = []
        for cue in self.cues:
            one = self._read(cue)
            if one is not None:
                found.append(one)
        found += self._according()
        return found or self._after_label()

    def _after_label(self) -> list[Found]:
        """``A third was less sure: "..."`` and ``Duty officer: "..."``, where no reporting word stands."""
        colon = next((n for n, a in enumerate(self.atoms) if a.text == ":"), None)
        if not colon or colon + 1 >= len(self.atoms) or self.atoms[colon + 1].quotation is None:
            return []
        if any(a.is_word for a in self.atoms[colon + 1 :]):
            return []
        verb = next((n for n in range(1, colon) if self.grammar.is_finite(self.atoms, n) or self._is_past(n)), colon)
        source = self.phrases.before(verb)
        if source is None or (verb == colon and source[0] > 0) or source[1] - source[0] > _HEARER:
            return []
        spans = tuple(a.quotation.inner for a in self.atoms[colon + 1 :] if a.quotation is not None)
        return [Found(spans, self.utterance.between(*source), None, direct=True, how="colon")]

    # -- which words are verbs ------------------------------------------------------------------------------------------

    def _is_verb(self, cue: Cue) -> bool:
        if cue.passive:
            return cue.last < len(self.atoms) and self.atoms[cue.last].lower == "by"
        if cue.infinitive and not (self._leads_on(cue) or (cue.kind == "demands" and not cue.noun_like)):
            return False
        if cue.negated and cue.kind != "denies":
            return False
        before = self.atoms[cue.first - 1] if cue.first else None
        if (
            cue.first == cue.verb
            and before is not None
            and before.lower in (self.grammar.determiners | {"'s"}) - {"both", "all", "others", "another", "one"}
        ):
            return False
        if cue.form in ("base", "participle") and cue.first == cue.verb and cue.form == "participle":
            return False
        if not cue.noun_like:
            return True
        return self._shows_verb(cue, before)

    def _after_comma(self, cue: Cue) -> bool:
        """Whether nothing but a subject stands between the last comma and the verb."""
        source = self.phrases.before(cue.first)
        return source is not None and source[0] > 0 and self.atoms[source[0] - 1].text == ","

    def _leads_on(self, cue: Cue) -> bool:
        """Whether "to say" belongs to what is said: "went on to say", "used to say", "liked to say"."""
        words = [a.lower for a in self.atoms[max(cue.first - 2, 0) : cue.verb]]
        return any(w in {"on", "used", "liked", "likes", "continued", "continues", "hastened"} for w in words)

    def _lead(self, cue: Cue) -> int:
        """Return where "liked to", "went on to" begins."""
        first = cue.first
        while first > 0 and (
            self._is_past(first - 1)
            or self.grammar.is_finite(self.atoms, first - 1)
            or self.atoms[first - 1].lower in {"on", "to", "likes", "continues"}
        ):
            first -= 1
        return first

    def _shows_verb(self, cue: Cue, before: Atom | None) -> bool:
        """Whether a form that may be a noun is a verb here."""
        if before is not None and (before.lower in self.grammar.subjects or cue.first < cue.verb):
            return True
        following = self.atoms[cue.last] if cue.last < len(self.atoms) else None
        if before is None:
            return False
        if following is None or following.text in {",", "."}:
            return "aside" in cue.takes and before.is_word and self._after_comma(cue)
        if cue.form == "ing":
            says = (
                following.lower == "that" or following.quotation is not None or following.lower in self.grammar.subjects
            )
            return says or (before.text == "," and self.grammar.opens_noun(following))
        if not before.is_word and (before.text != "," or cue.form != "third"):
            return False
        if before.lower in self.grammar.prepositions or before.lower in self.grammar.coordinators:
            return False
        opens = (
            following.quotation is not None
            or following.lower in self.grammar.determiners
            or following.lower in self.grammar.subjects
            or following.lower in self.grammar.objects
            or following.lower == "to"
            or (following.capitalised and cue.form == "third")
        )
        return opens and (cue.form == "third" or before.lower.endswith("s") or before.lower in {"people"})

    # -- one cue --------------------------------------------------------------------------------------------------------

    def _read(self, cue: Cue) -> Found | None:
        if cue.passive:
            return self._passive(cue)
        if cue.form == "ing" and cue.first == cue.verb:
            return self._participle(cue)
        if "aside" in cue.takes:
            aside = self._inverted(cue) or self._beside(cue)
            if aside is not None:
                return aside
        source = self._subject(cue if not cue.infinitive else replace(cue, first=self._lead(cue)))
        if source is None:
            return None
        self.sources[cue.verb] = source
        right = self._right(cue)
        return None if right is None else self._found(cue, source, *right)

    def _subject(self, cue: Cue) -> tuple[int, int] | None:
        """Return who does the verb: the phrase before it, or the subject that it shares with the verb before it."""
        before = self.atoms[cue.first - 1] if cue.first else None
        if before is None:
            return None
        if cue.infinitive and cue.kind == "demands":
            return self._shared(cue.first)
        if before.lower in self.grammar.coordinators or (
            before.text == "," and before is not None and self._shares(cue)
        ):
            return self._shared(cue.first)
        return self.phrases.before(cue.first)

    def _shares(self, cue: Cue) -> bool:
        """Whether a verb after a comma is one of a row: "came, said nothing and left"."""
        return cue.form in ("past", "third") and self.phrases.before(cue.first) is None

    def _shared(self, index: int) -> tuple[int, int] | None:
        for verb in sorted(self.sources, reverse=True):
            if verb < index and self.sources[verb] is not None:
                return self.sources[verb]
        for n in range(index):
            if self.grammar.is_finite(self.atoms, n) or self._is_past(n):
                return self.phrases.before(n)
        if index > 1 and self.atoms[index - 1].text == ",":
            return self.phrases.before(index - 1)
        return None

    def _is_past(self, index: int) -> bool:
        word = self.atoms[index].lower
        return index > 0 and word.endswith("ed") and len(word) > 4 and not self.atoms[index].capitalised

    def _found(self, cue: Cue, source: tuple[int, int] | None, content: tuple[Span, ...], frame: str) -> Found:
        span = Span(self.atoms[cue.first].span.start, self.atoms[cue.last - 1].span.end)
        direct = bool(content) and all(self._quoted(c) for c in content)
        where = None if source is None else self.utterance.between(*source)
        return Found(content, where, span, direct, f"{frame}:{cue.lemma}")

    def _quoted(self, span: Span) -> bool:
        return any(a.quotation is not None and a.quotation.inner.contains(span) for a in self.atoms)

    # -- beside what is said --------------------------------------------------------------------------------------------

    def _inverted(self, cue: Cue) -> Found | None:
        """``"...," said NP`` and ``..., says NP``."""
        left = cue.first - 1
        if (
            left < 0
            or cue.first != cue.verb
            or cue.form not in ("past", "third")
            or {"hearer", "order"} & cue.takes == {"hearer", "order"}
        ):
            return None
        at = self.atoms[left]
        if not (at.text == "," or at.quotation is not None):
            return None
        if cue.last >= len(self.atoms) or self.atoms[cue.last].lower in self.grammar.objects - self.grammar.subjects - self.grammar.determiners:
            return None
        if at.text == "," and self._subject_reaches_start(cue):
            return None
        source = self.phrases.after(cue.last)
        if source is None or self.phrases.has_finite(*source) and not self._has_relative(*source):
            return None
        if at.text == "," and not self._left_is_content(left):
            return None
        content = self._left_content(left)
        if not content:
            return None
        self.sources[cue.verb] = source
        return self._found(cue, source, content + self._resumed(source[1]), "after")

    def _subject_reaches_start(self, cue: Cue) -> bool:
        """Whether all before the verb is its subject: "His brother, who waited outside, says ..."."""
        source = self.phrases.before(cue.first)
        return source is not None and not any(a.is_word for a in self.atoms[self._after_dateline() : source[0]])

    def _has_relative(self, start: int, end: int) -> bool:
        return any(a.lower in self.grammar.relatives for a in self.atoms[start:end])

    def _left_is_content(self, comma: int) -> bool:
        """Whether what stands before the comma can be what is said: a clause or a quotation, not a subject or opening."""
        return any(a.quotation is not None for a in self.atoms[:comma]) or any(
            self.grammar.is_finite(self.atoms, n) or self._is_past(n) for n in range(comma)
        )

    def _beside(self, cue: Cue) -> Found | None:
        """``..., NP said.`` and ``..., NP said, ...`` and ``"..." NP told NP.``"""
        closing = self._closes(cue)
        if closing is None:
            return None
        source = self.phrases.before(cue.first)
        if source is None:
            return None
        left = source[0] - 1
        while left >= 0 and (
            self.grammar.is_adverb(self.atoms[left]) or self.atoms[left].lower in {"as", "but", "and"}
        ):
            left -= 1
        if left < 0:
            return None
        at = self.atoms[left]
        if not (at.text in {",", "-", "–", "—"} or at.quotation is not None):
            return None
        content = self._left_content(left)
        if not content:
            return None
        self.sources[cue.verb] = source
        ends = closing >= len(self.atoms) or self.atoms[closing].text in {".", "!", "?"}
        if ends:
            return self._found(cue, source, content, "after")
        return self._found(cue, source, self._around(content, closing), "aside")

    def _around(self, content: tuple[Span, ...], closing: int) -> tuple[Span, ...]:
        """Return content that goes on after the aside: quoted parts apart, the words of a clause in one piece."""
        if self._quoted(content[0]):
            return content + self._resumed(closing)
        if self._opens_participle(closing + 1):
            return content
        whole = self.utterance.between(closing, self._end(closing + 1, None))
        return content if whole is None else (content[0].cover(whole),)

    def _opens_participle(self, index: int) -> bool:
        """Whether ", adding that ..." follows: words of their own, not more of what was said."""
        if index >= len(self.atoms):
            return True
        return any(c.verb == index and c.form == "ing" for c in self.cues)

    def _resumed(self, start: int) -> tuple[Span, ...]:
        """Return the quotation that goes on right after an aside."""
        index = start
        while index < len(self.atoms) and index - start < _NEAR and self.atoms[index].quotation is None:
            if any(c.first == index for c in self.cues):
                return ()
            index += 1
        if index >= len(self.atoms):
            return ()
        quotation = self.atoms[index].quotation
        before = self.atoms[index - 1].text
        return (quotation.inner,) if quotation is not None and before in {",", ":", ";", ".", "-", "—", "–"} else ()

    def _closes(self, cue: Cue) -> int | None:
        """Return where an aside with this verb closes: a comma, a stop, a quotation or the end; None where it goes on."""
        index = cue.last
        while index < len(self.atoms) and index - cue.last < _NEAR:
            atom = self.atoms[index]
            if atom.text in {",", ".", ";", "!", "?", "-", "–", "—"}:
                break
            if (
                atom.quotation is not None
                or atom.text == ":"
                or atom.lower in {"that", "to", "not"}
                and index == cue.last
            ):
                return None
            if atom.lower in self.grammar.subordinators - {"as", "before", "after", "since", "when", "while", "until"}:
                return None
            if self.grammar.is_finite(self.atoms, index) or (
                index > cue.last and atom.lower in self.grammar.subjects - self.grammar.objects
            ):
                return None
            index += 1
        if index == cue.last or index >= len(self.atoms):
            return min(index, len(self.atoms))
        first = self.atoms[cue.last]
        beside = (
            first.lower in self.grammar.prepositions
            or first.lower in self.grammar.times
            or self.grammar.is_adverb(first)
            or first.lower in {"when", "while"}
            or "hearer" in cue.takes
            or (cue.lemma in {"ask"} and index - cue.last < 3)
        )
        return (
            index
            if beside and self.atoms[min(index, len(self.atoms) - 1)].text in {",", ".", ";", "!", "?", "-", "–", "—"}
            else None
        )

    def _left_content(self, end: int) -> tuple[Span, ...]:
        """Return what is said before atom ``end`` (a comma or a quotation): the quotation there, or the clause."""
        at = self.atoms[end]
        if at.quotation is not None:
            alone = end == 0 or self.atoms[end - 1].text in {",", ":", ";", ".", "—", "–", "-", "?", "!"}
            if alone and is_speech(self.text, at.quotation):
                return self._joined_quotations(end)
        start = self._content_start(end)
        span = self.utterance.between(start, end + 1 if at.quotation is not None else end)
        if span is None:
            return ()
        quotation = next(
            (a.quotation for a in self.atoms if a.quotation is not None and a.quotation.outer == span), None
        )
        return (quotation.inner,) if quotation is not None else (span,)

    def _joined_quotations(self, index: int) -> tuple[Span, ...]:
        """Return the quotation at ``index`` and those that stand right before it."""
        spans: list[Span] = []
        while index >= 0:
            quotation = self.atoms[index].quotation
            if quotation is None or not is_speech(self.text, quotation):
                break
            spans.insert(0, quotation.inner)
            index -= 1
        return tuple(spans)

    def _content_start(self, end: int) -> int:
        """Return where the clause that ends before ``end`` begins: after what another cue of the utterance said."""
        start = self._after_dateline()
        for n in range(end - 1, start, -1):
            if self.atoms[n].text in {";", ":"} or (
                self.atoms[n].quotation is not None and is_speech(self.text, self.atoms[n].quotation) and n + 1 < end  # type: ignore[arg-type]
            ):
                start = n + 1
                break
        return start

    def _after_dateline(self) -> int:
        """Return where the report begins after "BANGKOK, Nov 10, 2021 (Agency) -"."""
        for n in range(min(_DATELINE, len(self.atoms))):
            if self.atoms[n].text in {"-", "--", "—", "–"} and (
                self.atoms[n - 1].text == ")"
                or any(a.text.isdigit() for a in self.atoms[:n])
                or self.atoms[0].text.isupper()
            ):
                return n + 1
        return 0

    def _passive(self, cue: Cue) -> Found | None:
        """``was told by NP that ...``, ``thought by NP to ...`` and ``As was explained by NP, ...``."""
        source = self.phrases.after(cue.last + 1, leaves=True)
        if source is None:
            return None
        stop = next((n for n in range(source[0] + 1, source[1]) if self.atoms[n].lower == "to"), source[1])
        source = source[0], stop
        after = self.atoms[source[1]] if source[1] < len(self.atoms) else None
        content: tuple[Span, ...] | None = None
        if after is not None and after.lower in {"that", "to"}:
            content = self._clause(source[1] + (after.lower == "that"), cue)
        elif after is not None and after.text == "," and self.atoms[0].lower == "as":
            content = self._clause(source[1], cue)
        elif after is not None and after.lower in {"at", "as"}:
            content = self._clause(0, cue)
        self.sources[cue.verb] = source
        return None if content is None else self._found(cue, source, content, "passive")

    # -- after the verb -------------------------------------------------------------------------------------------------

    def _participle(self, cue: Cue) -> Found | None:
        """``..., adding that ...`` and ``a letter saying that ...``."""
        if cue.first == 0:
            return None
        before = self.atoms[cue.first - 1]
        if before.lower in self.grammar.prepositions - {"by", "after", "before"}:
            return None
        right = self._right(cue)
        if right is None:
            return None
        document = before.lower in self.lexicon.data.documents and before.is_word
        source = self.phrases.before(cue.first) if document else self._shared(cue.first)
        return None if source is None else self._found(cue, source, *right)

    def _right(self, cue: Cue) -> tuple[tuple[Span, ...], str] | None:
        """Return what the verb gives after it, and the frame."""
        for frame in (
            self._of,
            self._naming,
            self._sum,
            self._order,
            self._infinitive,
            self._quote,
            self._that,
            self._bare,
            self._object,
        ):
            found = frame(cue)
            if found is not None:
                return found, frame.__name__[1:]
        return None

    def _clause(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        span = self.utterance.between(start, self._end(start, cue))
        if span is None:
            return None
        inner = next(
            (a.quotation.inner for a in self.atoms if a.quotation is not None and a.quotation.outer == span), None
        )
        return (inner or span,)

    def _end(self, start: int, cue: Cue | None) -> int:
        """Return where the words said from ``start`` on end: before another verb of the same subject, or another's word."""
        for index in range(start, len(self.atoms)):
            if self.atoms[index].text == ";" and self._other_source(index + 1):
                return index
            if any(c.first == index for c in self.cues if c is not cue) and index > start:
                other = next(c for c in self.cues if c.first == index)
                before = self.atoms[index - 1]
                if other.form == "ing" and other.first == other.verb and before.text == ",":
                    return index - 1
                if before.lower in self.grammar.coordinators and cue is not None and self._same_subject(cue, other):
                    return index - 1
            if self.atoms[index].lower == "according" and index > start and self.atoms[index - 1].text == ",":
                return index - 1
            if self._turns(index) or self._trailing_aside(index):
                return index
        return len(self.atoms)

    def _trailing_aside(self, index: int) -> bool:
        """Whether ", NP says" begins here and ends the utterance: another's word for all before it."""
        if self.atoms[index].text != ",":
            return False
        cue = next((c for c in self.cues if c.first > index + 1 and "aside" in c.takes), None)
        if cue is None or cue.first - index > _NEAR or self.phrases.before(cue.first) != (index + 1, cue.first):
            return False
        closing = self._closes(cue)
        return closing is not None and closing >= len(self.atoms) - 1

    def _same_subject(self, cue: Cue, other: Cue) -> bool:
        if other.infinitive or other.form in ("base", "ing", "participle"):
            return False
        return cue.form == other.form or cue.form == "ing" or {cue.form, other.form} == {"past", "third"}

    def _turns(self, index: int) -> bool:
        """Whether ", and NP said" begins here: another clause with a word of its own."""
        if self.atoms[index].text != "," or index + 2 >= len(self.atoms):
            return False
        return self.atoms[index + 1].lower in {
            "and",
            "but",
            "while",
            "although",
            "though",
            "whereas",
        } and self._other_source(index + 2)

    def _other_source(self, start: int) -> bool:
        """Whether a reporting verb follows whose source begins at ``start``."""
        cue = next((c for c in self.cues if c.first > start), None)
        if cue is None or cue.first - start > _NEAR:
            return False
        source = self.phrases.before(cue.first)
        return source is not None and source[0] == start

    def _that(self, cue: Cue) -> tuple[Span, ...] | None:
        if not cue.takes & {"clause", "hearer"}:
            return None
        index = cue.last
        while index < len(self.atoms) and index - cue.last < _NEAR:
            atom = self.atoms[index]
            if atom.lower == "that" and index + 1 < len(self.atoms):
                clause = self._reaches(cue, index) and (
                    cue.kind == "demands" or any(self._may_be_finite(n) for n in range(index + 1, len(self.atoms)))
                )
                return self._clause(index + 1, cue) if clause else None
            if (
                atom.quotation is not None
                or atom.text in {":", ";", ".", "—", "–"}
                or (index > cue.last and any(c.first == index for c in self.cues))
            ):
                return None
            if self.grammar.is_finite(self.atoms, index) and self.atoms[index].lower in self.grammar.auxiliaries:
                return None
            index += 1
        return None

    def _reaches(self, cue: Cue, index: int) -> bool:
        """Whether what stands between the verb and "that" is a hearer or a phrase beside it."""
        if index == cue.last or "hearer" in cue.takes or "order" in cue.takes:
            return True
        first = self.atoms[cue.last]
        return (
            first.lower in self.grammar.prepositions
            or first.lower in self.grammar.times
            or self.grammar.is_adverb(first)
            or first.text == ","
            or first.lower in self.grammar.objects
        )

    def _quote(self, cue: Cue) -> tuple[Span, ...] | None:
        """``said: ...``, ``said, "..."``, ``told reporters: "..."`` and ``said "..."``."""
        if not cue.takes & {"quote", "clause", "hearer"}:
            return None
        index = cue.last
        while index < len(self.atoms) and index - cue.last < _NEAR:
            atom = self.atoms[index]
            if atom.text == ":":
                return self._after_colon(index + 1, cue)
            if atom.quotation is not None:
                return self._from_quotation(index, cue)
            if atom.lower in self.grammar.subordinators - {
                "as",
                "after",
                "before",
                "since",
                "when",
                "while",
            } or self.grammar.is_finite(self.atoms, index):
                return None
            if atom.lower in self.grammar.subjects - self.grammar.objects or atom.text in {";", ".", "—"}:
                return None
            if index == cue.last and not self._reaches(cue, index + 1) and atom.text != ",":
                return None
            index += 1
        return None

    def _after_colon(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        if start >= len(self.atoms):
            return ()
        spans = tuple(a.quotation.inner for a in self.atoms[start:] if a.quotation is not None)
        if self.atoms[start].quotation is not None:
            return spans
        return self._clause(start, cue)

    def _from_quotation(self, index: int, cue: Cue) -> tuple[Span, ...] | None:
        quotation = self.atoms[index].quotation
        assert quotation is not None
        after = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
        whole = after is None or not after.is_word
        if index == cue.last or self.atoms[index - 1].text == ",":
            return (quotation.inner,) if whole and is_speech(self.text, quotation) else self._clause(index, cue)
        return (quotation.inner,) if whole and is_speech(self.text, quotation) and "hearer" in cue.takes else None

    def _order(self, cue: Cue) -> tuple[Span, ...] | None:
        """``urged NP (not) to ...`` and ``asked NP for ...``; empty where a list of what is asked follows."""
        if "order" not in cue.takes:
            return None
        end = min(cue.last + _HEARER, len(self.atoms))
        for index in range(cue.last, end):
            atom = self.atoms[index]
            following = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
            if following is None and (atom.text == ":" or atom.is_word):
                return ()
            if atom.lower == "to" and index > cue.last and following is not None and following.is_word:
                return self._infinitive_from(index - 1 if self.atoms[index - 1].lower == "not" else index, cue)
            if atom.lower == "for" and cue.lemma in {"ask", "beg"} and index > cue.last:
                return self._clause(index, cue)
            if atom.text == "," and following is not None and following.lower in {"if", "when", "as", "once"}:
                return self._after_condition(index + 1, cue)
            if self._stops_order(index):
                return None
        return None

    def _stops_order(self, index: int) -> bool:
        atom = self.atoms[index]
        return (
            atom.text in {":", ";", "."}
            or atom.lower in self.grammar.subordinators - {"for", "as"}
            or (atom.quotation is not None and len(atom.text.split()) > 4)
            or self.grammar.is_finite(self.atoms, index)
        )

    def _after_condition(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        """``urge Egypt, if it holds him, to ...``."""
        comma = next((n for n in range(start, min(start + _NEAR, len(self.atoms))) if self.atoms[n].text == ","), None)
        if comma is None or comma + 1 >= len(self.atoms) or self.atoms[comma + 1].lower not in {"to", "not"}:
            return None
        return self._clause(comma + 1, cue)

    def _infinitive(self, cue: Cue) -> tuple[Span, ...] | None:
        if "infinitive" not in cue.takes or cue.last >= len(self.atoms):
            return None
        words = [a.lower for a in self.atoms[cue.last : cue.last + 2]]
        if words[:1] == ["to"] or words == ["not", "to"]:
            return self._infinitive_from(cue.last, cue)
        return None

    def _infinitive_from(self, start: int, cue: Cue) -> tuple[Span, ...] | None:
        """Return "to ..." up to ", and that ...", which is another thing said."""
        end = self._end(start, cue)
        for index in range(start + 1, end - 1):
            if self.atoms[index].lower == "that" and self.atoms[index - 1].lower in {"and", "but"}:
                end = index - 1
                break
        span = self.utterance.between(start, end)
        return None if span is None else (span,)

    def _of(self, cue: Cue) -> tuple[Span, ...] | None:
        """``accused NP of ...``."""
        if "of" not in cue.takes:
            return None
        for index in range(cue.last + 1, min(cue.last + 30, len(self.atoms) - 1)):
            if self.atoms[index].lower == "of" and (
                self.atoms[index + 1].lower.endswith("ing") or self.atoms[index + 1].quotation is not None
            ):
                return self._clause(index + 1, cue)
        for index in range(cue.last + 1, min(cue.last + 20, len(self.atoms) - 1)):
            if self.atoms[index].lower == "of":
                return self._clause(index + 1, cue)
        return None

    def _naming(self, cue: Cue) -> tuple[Span, ...] | None:
        """``called NP "..."``, ``described NP as ...``, ``calls them ...``."""
        if "naming" not in cue.takes or cue.last >= len(self.atoms):
            return None
        stop = min(cue.last + _NEAR, len(self.atoms))
        marked = any(self.atoms[n].quotation is not None or self.atoms[n].lower == "as" for n in range(cue.last, stop))
        pronoun = self.atoms[cue.last].lower in self.grammar.objects | {
            "itself",
            "himself",
            "herself",
            "themselves",
            "this",
        }
        if marked or (pronoun and cue.last + 1 < len(self.atoms) and self.atoms[cue.last + 1].is_word):
            return self._clause(cue.last, cue)
        return None

    def _sum(self, cue: Cue) -> tuple[Span, ...] | None:
        """``puts the number at 6,000``, ``put at some 180 the number of ...``."""
        if "sum" not in cue.takes:
            return None
        for index in range(cue.last, min(cue.last + _NEAR, len(self.atoms) - 1)):
            following = self.atoms[index + 1]
            counted = following.text[:1].isdigit() or following.quotation is not None or following.lower in self.lexicon.data.amounts
            if self.atoms[index].lower == "at" and counted:
                return self._clause(cue.last, cue)
        return None

    def _bare(self, cue: Cue) -> tuple[Span, ...] | None:
        if not cue.takes & {"bare", "hearer"}:
            return None
        start = self._skip_beside(cue.last)
        if "hearer" in cue.takes and "bare" not in cue.takes:
            after = self._after_hearer(cue.last)
            if after is None:
                return None
            start = self._skip_beside(after)
        if start >= len(self.atoms) or not self._opens_clause(start):
            return None
        if not self._holds_clause(start, cue):
            return None
        return self._clause(start, cue)

    def _holds_clause(self, start: int, cue: Cue) -> bool:
        """Whether a verb follows that is not a relative clause's; "say" is believed without one."""
        plain = "hearer" in cue.takes or cue.lemma == "say"
        for index in range(start, len(self.atoms)):
            if not plain and index > start and (self.atoms[index].lower in self.grammar.relatives or self.atoms[index].text == ":"):
                return False
            if self._may_be_finite(index) and (index > start or self.atoms[index].lower not in {"nothing", "something", "it"}):
                return True
        return False

    def _may_be_finite(self, index: int) -> bool:
        word = self.atoms[index].lower
        return (
            self.grammar.is_finite(self.atoms, index)
            or self._is_past(index)
            or (index > 0 and word.endswith("s") and self.atoms[index - 1].lower in self.grammar.subjects)
            or word == "'s"
            or self.atoms[index].quotation is not None
        ) or self.atoms[index].lower in self.grammar.subjects - self.grammar.objects

    def _opens_clause(self, index: int) -> bool:
        atom = self.atoms[index]
        if atom.quotation is not None:
            return True
        return self.grammar.opens_noun(atom) or atom.lower in {
            "if",
            "when",
            "after",
            "in",
            "on",
            "at",
            "because",
            "although",
            "while",
            "by",
            "since",
            "as",
        }

    def _after_hearer(self, start: int) -> int | None:
        """Return where the clause begins after the hearer: "told them he ...", "told the court the men ..."."""
        atoms, grammar = self.atoms, self.grammar
        if start >= len(atoms) or not atoms[start].is_word:
            return None
        if atoms[start].lower in grammar.objects:
            return start + 1
        for index in range(start + 1, min(start + _HEARER, len(atoms))):
            word = atoms[index].lower
            if not atoms[index].is_word and word != "":
                return None
            previous = atoms[index - 1]
            free = (
                previous.lower not in grammar.prepositions
                and previous.lower not in grammar.determiners
                and previous.lower != "'s"
            )
            if word in grammar.subjects - {"others"} or word in {"if", "when", "there"}:
                return index
            if free and (word in grammar.determiners or (atoms[index].capitalised and not previous.capitalised)):
                return index
        return None

    def _skip_beside(self, start: int) -> int:
        """Return where the clause begins after phrases of time and place beside the verb: "said on Monday the men"."""
        atoms, grammar = self.atoms, self.grammar
        index = start
        while index < len(atoms) and index - start < _NEAR:
            word = atoms[index].lower
            following = atoms[index + 1] if index + 1 < len(atoms) else None
            if (
                word in grammar.times
                and word not in grammar.determiners
                and following is not None
                and following.lower != "'s"
            ):
                index += 1
            elif word == "last" or (word == "this" and following is not None and following.lower in grammar.times):
                index += 2
            elif word in {"on", "in", "at", "during", "by", "via", "late", "early"} and index + 1 < len(atoms):
                index = self._after_phrase(index + 1)
            elif grammar.is_adverb(atoms[index]) and word not in {"there", "no", "more", "to"}:
                index += 1
            else:
                break
        return index

    def _after_phrase(self, start: int) -> int:
        atoms, grammar = self.atoms, self.grammar
        index = start + 1 if atoms[start].lower in grammar.determiners else start
        index += 1
        while index < len(atoms) and (
            (atoms[index].capitalised and atoms[index - 1].capitalised and atoms[index].is_word)
            or atoms[index].text.isdigit()
            or (atoms[index].lower in grammar.times and atoms[index].lower not in grammar.determiners)
            or atoms[index - 1].lower in {"news", "press", "court", "television", "radio", "same"}
        ):
            index += 1
        return index

    def _object(self, cue: Cue) -> tuple[Span, ...] | None:
        if cue.last >= len(self.atoms):
            return None
        following = self.atoms[cue.last]
        if "gerund" in cue.takes and following.lower.endswith("ing"):
            return self._clause(cue.last, cue)
        if "object" not in cue.takes:
            return None
        start = cue.last
        if self.grammar.is_adverb(following) and start + 1 < len(self.atoms):
            start += 1
        at = self.atoms[start]
        if at.quotation is None and not self.grammar.opens_noun(at) and at.lower not in self.grammar.objects:
            return None
        span = self.utterance.between(start, self._object_end(start, cue))
        return None if span is None else self._unquoted(span)

    def _object_end(self, start: int, cue: Cue) -> int:
        """Return where a noun phrase that is all that is said ends: at the first comma, dash or new clause."""
        end = self._end(start, cue)
        for index in range(start + 1, end):
            atom = self.atoms[index]
            if atom.text in {",", "—", "–", "-", "--", ":", "("} and not self._row(index):
                return index
            if atom.lower in {"but", "when", "while", "after", "before", "because", "although", "since", "until"}:
                return index
        return end

    def _row(self, index: int) -> bool:
        """Whether a comma divides the parts of a row: "the charges, the trial and the verdict"."""
        stretch = self.atoms[index + 1 : index + 12]
        for n, atom in enumerate(stretch):
            if atom.text == ",":
                return self._row_goes_on(stretch[:n])
            if atom.lower == "and":
                return self._row_goes_on(stretch[:n])
        return False

    def _row_goes_on(self, part: tuple[Atom, ...]) -> bool:
        return 0 < len(part) < 7 and not any(a.lower in self.grammar.relatives | self.grammar.auxiliaries for a in part)

    # -- according to ---------------------------------------------------------------------------------------------------

    def _according(self) -> list[Found]:
        found: list[Found] = []
        for index in range(len(self.atoms)):
            phrase = self._prepositional(index)
            if phrase is None:
                continue
            source, end = phrase
            content = self._attributed(index, end)
            if content:
                last = source[0] if end == source[1] else end
                cue = self.utterance.between(index, last) or Span(self.atoms[index].span.start, self.atoms[index].span.end)
                where = self.utterance.between(*source)
                direct = all(self._quoted(c) for c in content)
                found.append(Found(content, where, cue, direct, "according"))
        return found

    def _prepositional(self, index: int) -> tuple[tuple[int, int], int] | None:
        """Return the source of "according to NP" or "by NP's account" at ``index``, and where the phrase ends."""
        length = self._preposition(index)
        if length:
            source = self.phrases.after(index + length, leaves=index == 0 or self.atoms[index - 1].text != ",")
            return None if source is None else (source, source[1])
        return self._account(index)

    def _preposition(self, index: int) -> int:
        """Return how many atoms a phrase like "according to" takes from ``index`` on; 0 where there is none."""
        for phrase in self.lexicon.data.according:
            words = phrase.split()
            if [a.lower for a in self.atoms[index : index + len(words)]] == words:
                if len(words) == 1 and not (index == 0 or self.atoms[index - 1].text == ","):
                    continue
                return len(words)
        return 0

    def _account(self, index: int) -> tuple[tuple[int, int], int] | None:
        """Return who "by her account", "by the district's own count" names, and where the phrase ends."""
        if self.atoms[index].lower != "by":
            return None
        for end in range(index + 2, min(index + 8, len(self.atoms))):
            if self.atoms[end].lower in self.lexicon.data.accounts:
                start, last = index + 1, end
                while last > start + 1 and self.atoms[last - 1].lower in {"own", "'s", "'", "’"}:
                    last -= 1
                return (start, last), end + 1
            if not self.atoms[end].is_word:
                return None
        return None

    def _attributed(self, index: int, end: int) -> tuple[Span, ...]:
        """Return what "according to NP", which ends before ``end``, is about: the clause after, before or around it."""
        before = self.atoms[index - 1] if index else None
        opens = (
            before is None
            or before.lower in self.grammar.coordinators | self.grammar.subordinators | self.grammar.relatives
            or before.text in {";", ":", "—"}
            or (
                before.text == ","
                and index > 1
                and self.atoms[index - 2].lower in self.grammar.coordinators | self.grammar.subordinators
            )
        )
        goes_on = end < len(self.atoms) and self.atoms[end].text == ","
        right = self.utterance.between(end, self._end(end + 1, None)) if goes_on else None
        if opens and not goes_on:
            split = self._subject_after(index + 1, end)
            if split is not None:
                right = self.utterance.between(split, self._end(split, None))
        if opens:
            if right is None:
                right = self.utterance.between(end, len(self.atoms))
            return () if right is None else self._unquoted(right)
        left = self.utterance.between(self._content_start(index), index)
        if left is None:
            return () if right is None else self._unquoted(right)
        if right is not None and self.atoms[index - 1].text == ",":
            return (left.cover(right),)
        return self._unquoted(left)

    def _subject_after(self, start: int, end: int) -> int | None:
        """Return where the clause begins after "according to his wife he ...", which has no comma."""
        for index in range(start + 1, min(end + 1, len(self.atoms))):
            if self.atoms[index].lower in self.grammar.subjects - {"others"}:
                return index
        return None

    def _unquoted(self, span: Span) -> tuple[Span, ...]:
        inner = next(
            (a.quotation.inner for a in self.atoms if a.quotation is not None and a.quotation.outer == span), None
        )
        return (inner or span,)
