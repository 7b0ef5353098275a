"""How sure each item of a reading is: the share of items like it that were right on reports kept for validation.

A logistic curve over a few signs for each kind of item; the weights are fitted by ``python -m training.calibrate``, and
``docs/confidence.md`` shows how well they hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp

from vigil.analysis.encoder import UNJUDGED, Judge
from vigil.languages import Language
from vigil.model.reading import Demand, Event, Figure, Reading, Statement
from vigil.model.text import Quote

_PLACES = 2
"""Decimal places that are kept: more would claim more than was measured."""

Signs = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """The weight of each sign, added to ``bias``."""

    bias: float
    weights: dict[str, float]

    def at(self, signs: Signs) -> float:
        """Return the confidence that the signs give, from 0 to 1."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in signs.items())
        return round(1 / (1 + exp(-total)), _PLACES)


@dataclass(frozen=True, slots=True)
class ConfidenceData:
    """``languages/TAG/confidence.toml``: a curve for each kind of item."""

    event: Curve
    statement: Curve
    demand: Curve
    figure: Curve


def with_confidence(reading: Reading, judge: Judge, language: Language) -> Reading:
    """Return the reading with the confidence of each item; as it is where no encoder has read the report."""
    if judge is UNJUDGED:
        return reading
    people = frozenset(p.id for p in reading.people)
    data = language.table("confidence", ConfidenceData)
    return replace(
        reading,
        events=tuple(replace(e, confidence=data.event.at(event_signs(e, people, judge))) for e in reading.events),
        statements=tuple(
            replace(s, confidence=data.statement.at(statement_signs(s, judge))) for s in reading.statements
        ),
        demands=tuple(replace(d, confidence=data.demand.at(demand_signs(d, judge))) for d in reading.demands),
        figures=tuple(replace(f, confidence=data.figure.at(figure_signs(f))) for f in reading.figures),
    )


def event_signs(event: Event, people: frozenset[str], judge: Judge) -> dict[str, float]:
    """Return what speaks for an event: its type and status as the encoder sees them, and what is known of it."""
    words = event.trigger or event.quote
    return {
        "type": _share(judge, "trigger", event.type, words),
        "status": _share(judge, "status", event.status, words),
        "ruled": float(event.how.startswith("rule")),
        "people": float(bool(people & set(event.who))),
        "dated": float(event.date is not None),
        "happened": float(event.status == "happened"),
    }


def statement_signs(statement: Statement, judge: Judge) -> dict[str, float]:
    """Return what speaks for a statement: that it is said, that it is one of the guide's, and whose it is."""
    return {
        "said": 1 - _share(judge, "content", "O", statement.quote),
        "stated": 1 - _share(judge, "kind", "O", statement.quote),
        "kind": _share(judge, "kind", statement.kind, statement.quote),
        "direct": float(statement.direct),
        "person": float(statement.speaker_id is not None),
    }


def demand_signs(demand: Demand, judge: Judge) -> dict[str, float]:
    """Return what speaks for a demand: that it is said as one, and that its act is known."""
    return {
        "demands": _share(judge, "kind", "demands", demand.quote),
        "known": float(demand.act != "other"),
    }


def figure_signs(figure: Figure) -> dict[str, float]:
    """Return what speaks for a figure: a speaker and a day."""
    return {"by": float(figure.by is not None), "dated": float(figure.as_of is not None)}


def _share(judge: Judge, head: str, label: str, words: Quote) -> float:
    return judge.judge(head, words.span).get(label, 0.0)
