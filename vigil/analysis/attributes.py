"""What the story says of each person: age, ethnicity, nationality, title, affiliation, each with its words."""

from __future__ import annotations

import re
from dataclasses import replace

from vigil.analysis.cast import Cast
from vigil.analysis.segment import Segmented
from vigil.languages import Language
from vigil.model.reading import Evidence, Person
from vigil.model.text import Span
from vigil.model.when import When

_AGE_AFTER = re.compile(r"\s*(?:,|\()\s*(?:aged\s+)?(1?\d{1,2})\b(?=\s*[,).;]|\s+and\b|$)")


def attributes(text: Segmented, cast: Cast, published: When | None, language: Language) -> tuple[Person, ...]:
    """Return the people with what the story says of them. ``published`` anchors years of birth."""
    del published, language
    ages: dict[str, Evidence] = {}
    values: dict[str, int] = {}
    for reference in cast.references:
        if reference.kind != "name" or len(reference.ids) != 1:
            continue
        found = _AGE_AFTER.match(text.story.text, reference.span.end)
        if found and reference.ids[0] not in values:
            values[reference.ids[0]] = int(found[1])
            ages[reference.ids[0]] = Evidence("age", text.story.quote(Span(reference.span.start, found.end())))
    return tuple(replace(p, age=values[p.id], evidence=(ages[p.id],)) if p.id in values else p for p in cast.people)
