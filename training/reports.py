"""Annotated reports as examples for every head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from evals.gold import gold_text
from training.examples import OUTCOMES, Example, Layer, Link, Marked
from vigil.analysis.attribution import find_attributions
from vigil.analysis.mentions import find_mentions
from vigil.analysis.segment import segment
from vigil.analysis.triggers import find_triggers
from vigil.languages import Language
from vigil.model.text import Story

Row = dict[str, Any]
Place = tuple[int, int]

_CAPITALISED = re.compile(r"\b[A-Z][\w'’-]*")
_NEAR = 400
"""Characters at most between an event's quote and the words that say who, by whom, when and where."""


def annotated(folder: Path) -> Iterator[tuple[Path, Row, str]]:
    """Give every annotated report under ``folder``: the path of its annotation, the annotation and the text."""
    for path in sorted(folder.rglob("*.json")):
        source = next((s for s in (path.with_suffix(".txt"), path.with_suffix(".html")) if s.exists()), None)
        if path.stem != "case" and source is not None:
            yield path, json.loads(path.read_text(encoding="utf-8")), gold_text(source)


def reports(folder: Path) -> Iterator[Example]:
    """Give the reports under ``folder`` with people, parts, statements, demands, triggers and what they link to."""
    for path, gold, text in annotated(folder):
        yield example(f"{path.parent.name}/{path.stem}", gold, text)


def example(name: str, gold: Row, text: str) -> Example:
    """Return one annotated report as an example."""
    finder = _Finder(text)
    made = Example(name, text, {})
    named = _people(made, gold, finder)
    _statements(made, gold, finder)
    _demands(made, gold, finder)
    _events(made, gold, finder, named)
    return made


class _Finder:
    """Finds words of an annotation in its text, whatever the white space and quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = re.sub("[’‘]", "'", re.sub("[“”]", '"', text))

    def all(self, words: str | None) -> list[Place]:
        wanted = re.sub("[’‘]", "'", re.sub("[“”]", '"', words or "")).split()
        if not wanted:
            return []
        pattern = r"\s+".join(re.escape(w) for w in wanted)
        edges = r"(?<!\w)" if wanted[0][0].isalnum() else "", r"(?!\w)" if wanted[-1][-1].isalnum() else ""
        return [m.span() for m in re.finditer(edges[0] + pattern + edges[1], self.text)]

    def first(self, words: str | None) -> Place | None:
        return next(iter(self.all(words)), None)

    def near(self, words: str | None, to: Place) -> Place | None:
        """Return the place of the words that is nearest to another, before it rather than after."""
        found = [p for p in self.all(words) if min(abs(p[0] - to[1]), abs(p[1] - to[0])) <= _NEAR or _meets(p, to)]
        return min(
            found, key=lambda p: 0 if _meets(p, to) else abs(p[0] - to[0]) + (100 if p[0] > to[1] else 0), default=None
        )


def _meets(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _people(made: Example, gold: Row, finder: _Finder) -> dict[str, list[Place]]:
    """Mark names and parts; return where each person is named, by id, by words that are nobody else's name."""
    names = made.layers["mention"] = Layer()
    parts = made.layers["part"] = Layer(outside=False)
    forms: dict[str, list[Row]] = {}
    for person in gold["people"]:
        whole = [person["name"], *person.get("also", [])]
        for form in {*whole, *(n.split()[-1] for n in whole), *(n.split()[0] for n in whole)}:
            if form[:1].isupper():
                forms.setdefault(form, []).append(person)
    taken: list[Place] = []
    named: dict[str, list[Place]] = {p["id"]: [] for p in gold["people"]}
    for form in sorted(forms, key=len, reverse=True):
        for place in finder.all(form):
            if any(_meets(place, t) for t in taken):
                continue
            taken.append(place)
            names.marked.append(Marked(*place, "PER"))
            owners = {p["id"] for p in forms[form]}
            if len(owners) == 1:
                named[owners.pop()].append(place)
            kinds = {p["part"] for p in forms[form]}
            if len(kinds) == 1:
                parts.marked.append(Marked(*place, kinds.pop()))
    # Only people are annotated: what else has a capital may be the name of a place or an organisation.
    words = (m.span() for m in _CAPITALISED.finditer(made.text))
    names.ignored += [w for w in words if not any(_meets(w, t) for t in taken)]
    return named


def _statements(made: Example, gold: Row, finder: _Finder) -> None:
    kinds = made.layers["kind"] = Layer()
    spans = {name: Layer() for name in ("source", "cue", "content")}
    made.layers |= spans
    # The guide's statements are fewer than what is said, thought and hoped: what the rules find besides is neither yes nor no.
    text = segment(Story(made.text), _english())
    for other in find_attributions(text, find_mentions(text, _english()), _english()):
        spans["content"].ignored += [(c.start, c.end) for c in other.content]
        for name, span in (("source", other.source), ("cue", other.cue)):
            spans[name].ignored += [(span.start, span.end)] if span else []
    for row in gold["statements"]:
        place = finder.first(row["quote"])
        if place is None:
            continue
        kinds.marked.append(Marked(*place, row["kind"]))
        spans["content"].marked.append(Marked(*place, "content"))
        for name, words in (("source", row.get("speaker_text")), ("cue", row.get("cue"))):
            found = finder.near(words, place)
            if found is not None and not _meets(found, place):
                spans[name].marked.append(Marked(*found, name))
                made.links.append(Link(name, *place, (found,)))


def _demands(made: Example, gold: Row, finder: _Finder) -> None:
    layer = made.layers["act"] = Layer()
    for row in gold["demands"]:
        place = finder.first(row["quote"])
        if place is not None:
            layer.marked.append(Marked(*place, row["act"]))


def _events(made: Example, gold: Row, finder: _Finder, named: dict[str, list[Place]]) -> None:
    triggers = made.layers["trigger"] = Layer()
    statuses = made.layers["status"] = Layer(outside=False)
    outcomes = made.layers["outcome"] = Layer(outside=False)
    proposed = [
        (t.type, (t.span.start, t.span.end)) for t in find_triggers(segment(Story(made.text), _english()), _english())
    ]
    types = {e["type"] for e in gold["events"]}
    marked: list[Place] = []
    for event in gold["events"]:
        quote = finder.first(event["quote"])
        if quote is None:
            continue
        trigger = _trigger(event, quote, finder, proposed)
        if trigger is None:
            triggers.ignored.append(quote)
            continue
        marked.append(trigger)
        triggers.marked.append(Marked(*trigger, event["type"]))
        statuses.marked.append(Marked(*trigger, event["status"]))
        outcomes.marked += _outcome(event, trigger)
        made.links += [*_links(event, quote, trigger, finder), *_persons(event, trigger, named)]
    # What a rule finds elsewhere of a type that the report holds is mostly the same thing told again: neither yes nor no.
    triggers.ignored += [p for kind, p in proposed if kind in types and not any(_meets(p, m) for m in marked)]


def _outcome(event: Row, trigger: Place) -> list[Marked]:
    detail = event.get("detail") or {}
    found = detail.get("outcome") or ("remand" if detail.get("place_kind") == "remand" else None)
    return [Marked(*trigger, found)] if found in OUTCOMES else []


def _trigger(event: Row, quote: Place, finder: _Finder, proposed: list[tuple[str, Place]]) -> Place | None:
    if event.get("trigger"):
        inside = [p for p in finder.all(event["trigger"]) if quote[0] <= p[0] and p[1] <= quote[1]]
        return inside[0] if inside else finder.near(event["trigger"], quote)
    return next((p for kind, p in proposed if kind == event["type"] and _meets(p, quote)), None)


def _links(event: Row, quote: Place, trigger: Place, finder: _Finder) -> list[Link]:
    links: list[Link] = []
    for role, words in (
        ("who", event.get("who_text")),
        ("date", event.get("date_text")),
        ("by", event.get("by")),
        ("place", event.get("place")),
    ):
        if role in {"who", "date"} and "trigger" not in event:
            continue  # the annotation of the cases gives no words for them
        found = finder.near(words, quote) if words else None
        if found is not None or not words:
            links.append(Link(role, *trigger, (found,) if found else ()))
    return links


def _persons(event: Row, trigger: Place, named: dict[str, list[Place]]) -> list[Link]:
    """Return the link to the names of those concerned; to nothing where all of them are unnamed."""
    people = [w for w in event.get("who") or [] if w in named]
    places = tuple(place for w in people for place in named[w])
    return [Link("person", *trigger, places)] if places or not people else []


@cache
def _english() -> Language:
    return Language("en")
