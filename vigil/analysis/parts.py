"""The part that each person plays in a story."""

from __future__ import annotations

from dataclasses import replace

from vigil.analysis.cast import Cast
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Event, Person, Statement


def assign_parts(
    text: Segmented, cast: Cast, events: tuple[Event, ...], statements: tuple[Statement, ...], language: Language
) -> tuple[Person, ...]:
    """Return the people of ``cast`` with their parts. Works without events and statements too."""
    del text, statements, language
    concerned = {who for event in events for who in event.who}
    return tuple(replace(p, part="at_risk") if p.id in concerned else p for p in cast.people)
