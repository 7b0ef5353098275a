"""Whether an event happened, is scheduled, feared or demanded, or did not happen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vigil.analysis.clauses import Clause
from vigil.analysis.patterns import Compiler, Line, Pattern
from vigil.analysis.segment import Segmented, Sentence
from vigil.analysis.triggers import TriggerRow
from vigil.languages import Language
from vigil.model.reading import Status

_OBJECT = 3
"""Words at most between a verb and the noun that is its object, with the verb."""
_LISTED = 5
"""Times as far as elsewhere that a demand reaches along a list of infinitives: "to stop the removal, to let him out"."""
_LIST = 12
"""Sentences at most between the line that opens a list and its last item."""


@dataclass(frozen=True, slots=True)
class StatusData:
    """``languages/TAG/status.toml``."""

    within: int
    negated: tuple[str, ...]
    prevented: tuple[str, ...]
    prevented_after: tuple[str, ...]
    feared: tuple[str, ...]
    feared_verb: tuple[str, ...]
    feared_after: tuple[str, ...]
    scheduled: tuple[str, ...]
    scheduled_after: tuple[str, ...]
    demanded: tuple[str, ...]
    demanded_lead: tuple[str, ...]
    demandable: frozenset[str]
    told_as_fears: frozenset[str]
    acted_on: frozenset[str]
    endured: frozenset[str]
    carried_out: tuple[str, ...]
    compound: frozenset[str]
    pleas: tuple[str, ...]
    bidden: frozenset[str]


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The compiled patterns of a language."""

    data: StatusData
    patterns: dict[str, tuple[Pattern, ...]]


@cache
def status_cues(language: Language) -> StatusCues:
    """Return the cues of ``language``."""
    data = language.table("status", StatusData)
    compiler = Compiler(language)
    groups = (
        "negated",
        "prevented",
        "prevented_after",
        "feared",
        "feared_verb",
        "feared_after",
        "scheduled",
        "scheduled_after",
        "demanded",
        "carried_out",
        "pleas",
    )
    return StatusCues(
        data, {g: tuple(compiler.compile(w) for w in getattr(data, g)) for g in (*groups, "demanded_lead")}
    )


def asks(text: Segmented, sentence: Sentence, cues: StatusCues) -> bool:
    """Whether a sentence is an item of a list of what is asked for: "We call on the Government: 1. to release him"."""
    tokens = [t for t in text.sentence_tokens(sentence) if t.is_word and len(t.text) > 1]
    if not tokens or tokens[0].lower not in {"to", "not", "that"}:
        return False
    for index in range(sentence.index - 1, max(sentence.index - _LIST, -1), -1):
        lead = text.sentences[index]
        if text.text_of(lead.span).endswith(":"):
            line = Line(text.sentence_tokens(lead))
            return any(next(line.search(p), None) is not None for p in cues.patterns["demanded_lead"])
    return False


def status_of(
    clause: Clause, row: TriggerRow | None, kind: str, cues: StatusCues, *, asked: bool = False
) -> Status | None:
    """Return the status of the event of type ``kind`` that the clause tells; None where it is none (guide, note 9).

    ``asked`` says that its sentence is an item of a list of what is asked for.
    """
    scan = _Scan(clause, cues)
    endured = scan.endured()
    negated = scan.negated() and not endured
    if row is not None and row.status in {"did_not_happen", "demanded"}:
        return row.status
    no_risk = negated and kind in cues.data.told_as_fears and scan.inside("feared")  # "is not at risk of deportation"
    if no_risk or (kind in cues.data.acted_on and scan.is_none(kind)):
        return None
    if (asked and clause.tokens[clause.start].lower not in clause.grammar.relatives) or scan.has("demanded"):
        if negated or kind not in cues.data.demandable:
            return None
        return "demanded"
    if row is not None and row.status == "happened":
        negated = False  # "nobody knows where he is"
    status = (None if endured else _plain(scan, kind, negated=negated)) or (
        row.status if row is not None and row.status else "happened"
    )
    if status == "happened" and kind in cues.data.acted_on:
        return scan.not_yet(kind) or status
    return status


def _plain(scan: _Scan, kind: str, *, negated: bool) -> Status | None:
    """Return the status that the words around a trigger give it; None where they say nothing of it."""
    if negated or scan.has("prevented") or scan.has_after("prevented_after"):
        return "did_not_happen"
    own = kind in scan.cues.data.told_as_fears and scan.inside("feared")
    subject = scan.clause.is_noun or scan.clause.words[0].endswith("ing")
    if own or scan.has("feared") or scan.has_after("feared_after") or (subject and scan.has_after("feared_verb")):
        return "feared"
    set_for = kind == "hearing" and scan.inside("scheduled")
    if set_for or scan.has("scheduled") or scan.has_after("scheduled_after"):
        return "scheduled"
    return "feared" if scan.clause.infinitive and kind == "return" else None


class _Scan:
    """Looks for cues around a trigger: left of it in reach, and right of it in its clause."""

    def __init__(self, clause: Clause, cues: StatusCues) -> None:
        self.clause = clause
        self.cues = cues
        self.left = Line(clause.tokens[clause.scope : clause.last])
        self.right = Line(clause.tokens[clause.last : clause.end])
        self.offset = clause.scope

    def has(self, group: str) -> bool:
        """Whether a cue of ``group`` governs the trigger: it ends before it, at most ``within`` words away."""
        clause = self.clause
        within = self.cues.data.within * (_LISTED if group == "demanded" and clause.infinitive else 1)
        for pattern in self.cues.patterns[group]:
            for found in self.left.search(pattern):
                first, last = found.first + self.offset, min(found.last + self.offset, clause.first)
                if first < clause.first and clause.group - last <= within:
                    return True
        return False

    def is_none(self, kind: str) -> bool:
        """Whether the trigger is part of another word's name, or a plea: "Extradition Act", "pleaded not guilty"."""
        clause = self.clause
        following = clause.tokens[clause.last].lower if clause.last < len(clause.tokens) else ""
        bare = clause.last - clause.first <= 2 and not any(
            clause.is_finite(n) for n in range(clause.group, clause.last)
        )
        return (bare and following in self.cues.data.compound) or (
            kind == "verdict" and (self.has("pleas") or self.leads("pleas"))
        )

    def not_yet(self, kind: str) -> Status | None:
        """Return the status of what is only to come by the form of its verb: "will be killed", "to release", "let him go"."""
        clause = self.clause
        if self.leads("feared"):
            return "feared"
        if self.leads("scheduled"):
            return "scheduled"
        asked = clause.words[0] in self.cues.data.bidden and kind in self.cues.data.demandable
        if clause.infinitive and not self.has("carried_out"):
            return "demanded" if asked else None
        bare = clause.group == clause.first and not any(
            clause.is_finite(n) or clause.tokens[n].lower in clause.grammar.subjects
            for n in range(clause.scope, clause.first)
        )
        opens = clause.first == clause.scope or clause.tokens[clause.first - 1].lower in clause.grammar.coordinators
        return "demanded" if asked and bare and opens else None

    def leads(self, group: str) -> bool:
        """Whether the trigger itself begins with a cue of ``group``: "agreed to take"."""
        own = Line(self.clause.tokens[self.clause.first : self.clause.last])
        return any(found.first == 0 for pattern in self.cues.patterns[group] for found in own.search(pattern))

    def inside(self, group: str) -> bool:
        """Whether the trigger itself holds a cue of ``group``: "at risk of deportation", "the trial is due to open"."""
        own = Line(self.clause.tokens[self.clause.first : self.clause.last])
        return any(next(own.search(pattern), None) is not None for pattern in self.cues.patterns[group])

    def has_after(self, group: str) -> bool:
        """Whether a cue of ``group`` stands in the clause right of the trigger."""
        right = self.right
        if group == "prevented_after" and self.clause.is_noun:
            right = Line(self.clause.tokens[self.clause.last :])
        return any(
            found.first <= self.cues.data.within
            for pattern in self.cues.patterns[group]
            for found in right.search(pattern)
        )

    def negated(self) -> bool:
        """Whether the verb group is negated, or its subject is nobody."""
        negations = self.clause.grammar.negations
        near = self.clause.tokens[max(self.clause.start, self.clause.group - 5) : self.clause.first]
        return any(t.lower in negations for t in near)

    def endured(self) -> bool:
        """Whether the noun is the object of a verb that says it was so: who "could not bear the torture" was tortured."""
        clause = self.clause
        near = clause.tokens[max(clause.start, clause.first - _OBJECT) : clause.first]
        verbs = self.cues.data.endured
        inside = len(clause.words) > 1 and clause.words[0] in verbs
        return inside or (clause.is_noun and any(t.lower in verbs for t in near))
