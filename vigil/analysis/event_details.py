"""What each type of event asks for beside who, when and where: offence, court, penalty, outcome, from and to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vigil.analysis.clauses import Clause
from vigil.analysis.dates import Dates
from vigil.analysis.encoder import Trigger
from vigil.analysis.patterns import Compiler, Line, Pattern
from vigil.analysis.segment import Segmented, Sentence
from vigil.analysis.whereabouts import by_span
from vigil.languages import Language
from vigil.model.reading import Detail, Mention
from vigil.model.text import Quote, Span
from vigil.model.vocab import event_types


@dataclass(frozen=True, slots=True)
class DetailData:
    """``languages/TAG/event_details.toml``."""

    irregular: tuple[str, ...]
    penalty: tuple[str, ...]
    offence_after: frozenset[str]
    court: frozenset[str]
    judge: frozenset[str]
    origin: frozenset[str]
    goal: frozenset[str]
    within: frozenset[str]
    place_kinds: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Cues:
    data: DetailData
    irregular: tuple[Pattern, ...]
    penalty: tuple[Pattern, ...]
    place_kinds: tuple[tuple[str, Pattern], ...]


@cache
def _cues(language: Language) -> _Cues:
    data = language.table("event_details", DetailData)
    compiler = Compiler(language)
    kinds = [(kind, compiler.compile(w)) for kind, words in data.place_kinds.items() for w in words]
    return _Cues(
        data, tuple(map(compiler.compile, data.irregular)), tuple(map(compiler.compile, data.penalty)), tuple(kinds)
    )


class Details:
    """Reads details and places of events in one story."""

    def __init__(self, text: Segmented, mentions: tuple[Mention, ...], dates: Dates, language: Language) -> None:
        self.text = text
        self.places = by_span(m.quote for m in mentions if m.type == "LOC")
        self.people = by_span(m.quote for m in mentions if m.type == "PER")
        self.dates = dates
        self.cues = _cues(language)

    def of(self, trigger: Trigger, clause: Clause, sentence: Sentence) -> dict[str, Detail]:
        """Return the details that the type of ``trigger`` asks for, as far as its sentence says them."""
        asked_for = event_types()[trigger.type].detail  # a type settled by the story may ask for others than its words
        detail = {key: value for key, value in trigger.detail.items() if key in asked_for}
        match trigger.type:
            case "charge":
                self._put(detail, "offence", self._offence(clause))
            case "sentence":
                self._put(detail, "penalty", self._penalty(clause))
            case "hearing":
                self._put(detail, "court", self._court(clause))
                self._put(detail, "judge", self._judge(clause))
            case "adjournment":
                self._put(detail, "until", self.until(trigger, sentence))
            case "detention":
                self._put(detail, "place_kind", self._place_kind(clause))
            case "flight" | "border_crossing" | "return" | "resettlement" | "asylum_application":
                self._journey(detail, trigger.type, clause)
            case _:
                pass
        return detail

    def _journey(self, detail: dict[str, Detail], kind: str, clause: Clause) -> None:
        asked = event_types()[kind].detail
        for key, prepositions in (("from", self.cues.data.origin), ("to", self.cues.data.goal)):
            if key in asked:
                self._put(detail, key, self._named_place(clause, prepositions))
        if kind == "flight":
            self._put(detail, "from", self._left(clause))
            if "to" in detail and self._named_place(clause, self.cues.data.goal - self.cues.data.within) is None:
                self._put(detail, "from", str(detail.pop("to")))  # "fled ill-treatment in Xinjiang": left, not reached
        if kind == "border_crossing" and self._matches(clause, self.cues.irregular):
            detail["irregular"] = True

    def until(self, trigger: Trigger, sentence: Sentence) -> str | None:
        """Return the day to which something is put off, as EDTF."""
        dated = self.dates.put_off_to(trigger.span, sentence)
        return None if dated is None or dated.value is None else str(dated.value)

    @staticmethod
    def _put(detail: dict[str, Detail], key: str, value: str | None) -> None:
        if value:
            detail.setdefault(key, value)

    def _places(self, clause: Clause) -> list[Quote]:
        return self.places.inside(clause.span(clause.start, clause.end))

    def _before(self, clause: Clause, span: Span) -> str:
        at = clause.position(span.start) - 1
        while at > 0 and clause.tokens[at].lower in {
            "the",
            "a",
            "remote",
            "town",
            "city",
            "village",
            "of",
            "eastern",
            "western",
        }:
            at -= 1
        return clause.tokens[at].lower if at >= 0 else ""

    def _named_place(self, clause: Clause, prepositions: frozenset[str]) -> str | None:
        span = clause.span(clause.first, clause.end)
        for quote in self.places.inside(span):
            if self._before(clause, quote.span) in prepositions:
                return quote.text
        return None

    def _left(self, clause: Clause) -> str | None:
        """Return the place that is the object of the verb: "fled Kabul"."""
        span = clause.span(clause.first, min(clause.last + 1, len(clause.tokens)))
        near = self.places.overlapping(span)
        return next((q.text for q in near if self._before(clause, q.span) not in self.cues.data.goal), None)

    def _matches(self, clause: Clause, patterns: tuple[Pattern, ...]) -> bool:
        line = Line(clause.tokens[clause.start : clause.end])
        return any(next(line.search(p), None) is not None for p in patterns)

    def _penalty(self, clause: Clause) -> str | None:
        line = Line(clause.tokens[clause.first : clause.end])
        found = [f for p in self.cues.penalty for f in line.search(p)]
        best = min(found, key=lambda f: (f.first - f.last, f.first), default=None)
        if best is None:
            return None
        return self.text.text_of(clause.span(clause.first + best.first, clause.first + best.last)).strip(" ,")

    def _offence(self, clause: Clause) -> str | None:
        tokens = clause.tokens
        if tokens[clause.last - 1].lower in self.cues.data.offence_after:
            start = clause.last
        else:
            start = next(
                (n + 1 for n in range(clause.last, clause.end) if tokens[n].lower in self.cues.data.offence_after),
                clause.end,
            )
        if start >= clause.end:
            return self._quoted(clause, clause.end)
        g = clause.grammar
        ends = (
            n
            for n in range(start + 1, clause.end - 1)
            if tokens[n].lower in g.subordinators and tokens[n + 1].lower in g.subjects
        )
        end = next(ends, clause.end)  # "for crossing the border as they seek asylum"
        return self.text.text_of(clause.span(start, end)).strip(' "“”')

    def _quoted(self, clause: Clause, at: int) -> str | None:
        """Return a short quotation that follows the word before token ``at``: accused of "extremism"."""
        tokens = clause.tokens
        if (
            at >= len(tokens)
            or tokens[at].text not in {'"', "“"}
            or tokens[at - 1].lower not in self.cues.data.offence_after
        ):
            return None
        closing = next((n for n in range(at + 2, min(at + 10, len(tokens))) if tokens[n].text in {'"', "”"}), None)
        return None if closing is None else self.text.text_of(clause.span(at + 1, closing)).strip(" ,.")

    def _court(self, clause: Clause) -> str | None:
        tokens = clause.tokens
        for at, token in enumerate(tokens):
            if token.lower in self.cues.data.court:
                start = at
                while start > 0 and (
                    tokens[start - 1].capitalised
                    or tokens[start - 1].lower
                    in {"district", "regional", "criminal", "high", "supreme", "city", "the", "a", "'s"}
                ):
                    start -= 1
                while start < at and tokens[start].lower in clause.grammar.prepositions | clause.grammar.times:
                    start += 1
                return self.text.text_of(clause.span(start, at + 1))
        return None

    def _judge(self, clause: Clause) -> str | None:
        for quote in self.people.overlapping(clause.span(0, len(clause.tokens))):
            at = clause.position(quote.span.start)
            if 0 < at < len(clause.tokens) and clause.tokens[at - 1].lower in self.cues.data.judge:
                return quote.text
        return None

    def _place_kind(self, clause: Clause) -> str | None:
        line = Line(clause.tokens[clause.first : clause.end])
        for kind, pattern in self.cues.place_kinds:
            if next(line.search(pattern), None) is not None:
                return kind
        return None
