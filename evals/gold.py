"""Annotated reports as the values that the reader would give, so that case building is scored apart from reading."""

from __future__ import annotations

import html
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from vigil.analysis.dates import find_dates
from vigil.analysis.segment import segment
from vigil.languages import language
from vigil.model.reading import DateMention, Demand, Event, Figure, Person, Reading, Statement
from vigil.model.report import Capture, Report, report_id
from vigil.model.text import Quote, Span, Story
from vigil.model.when import When


def gold_items(folder: Path) -> list[tuple[Report, Reading]]:
    """Return every annotated report under ``folder`` with its annotation as a reading, in order of path."""
    found = []
    for annotation in sorted(folder.rglob("*.json")):
        source = next(
            (s for s in (annotation.with_suffix(".txt"), annotation.with_suffix(".html")) if s.exists()), None
        )
        if annotation.stem != "case" and source is not None:
            found.append(_item(json.loads(annotation.read_text(encoding="utf-8")), source))
    return found


def _item(gold: dict[str, Any], source: Path) -> tuple[Report, Reading]:
    capture = Capture(
        sha256(source.read_bytes()).hexdigest(), "text/html" if source.suffix == ".html" else "text/plain"
    )
    story = Story(gold_text(source))
    report = Report(
        id=report_id(capture),
        capture=capture,
        story=story,
        published=When(gold["published"]) if gold.get("published") else None,
        publisher=gold.get("publisher"),
        title=source.stem,
        language=gold.get("language"),
    )
    return report, _reading(report, gold)


def gold_text(source: Path) -> str:
    """Return the text of an annotated report: its file, or its page without markup, a paragraph to a block."""
    raw = source.read_bytes().decode("utf-8")
    if source.suffix != ".html":
        return raw
    bare = re.sub(r"(?s)<(script|style|head).*?</\1>", "", raw)
    blocks = re.sub(
        r"</?(?:p|div|h\d|li|ul|br|tr|section|article|blockquote|figcaption)\b[^>]*>", "\n\n", re.sub(r"\s+", " ", bare)
    )
    return html.unescape(re.sub(r"<[^>]+>", "", blocks))


def find(story: Story, words: str | None) -> Quote:
    """Return where the words stand in the story, whatever its white space and quotation marks; else its first letter."""
    wanted = re.escape(re.sub(r"\s+", " ", words or "").strip()).replace(r"\ ", r"\s+")
    wanted = re.sub("['’‘]", "['’‘]", wanted)
    wanted = re.sub('["“”]', '["“”]', wanted)
    hit = re.search(wanted, story.text) if wanted else None
    return story.quote(Span(*hit.span())) if hit else story.quote(Span(0, 1))


def _reading(report: Report, gold: dict[str, Any]) -> Reading:
    story = report.story

    def values(rows: list[dict[str, Any]], kind: type[Any], **renamed: str) -> tuple[Any, ...]:
        fields = TypeAdapter(kind)
        known = set(kind.__dataclass_fields__)
        out = []
        for row in rows:
            plain = {
                k: v for k, v in row.items() if k in known and k not in ("quote", "trigger", "cue") and v is not None
            }
            plain |= {field: row.get(source) for field, source in renamed.items()}
            if kind is Demand:
                plain.setdefault("by", "")
            quote = find(story, row.get("quote") or row.get("name"))
            plain["quote"] = {"span": {"start": quote.span.start, "end": quote.span.end}, "text": quote.text}
            out.append(fields.validate_python(plain))
        return tuple(out)

    return Reading(
        report_id=report.id,
        analyser="gold",
        people=values(gold["people"], Person),
        events=values(gold["events"], Event, by="by", according_to="according_to", place="place"),
        statements=values(gold["statements"], Statement),
        demands=values(gold["demands"], Demand, of="of"),
        figures=values(_closed(gold["figures"]), Figure, value="value", unit="unit", by="by"),
        dates=_dates(report),
    )


def _closed(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the figures, without the values that are bounded on one side only ("under two years"): no reading has such."""
    open_ended = (isinstance(f["value"], list) and None in f["value"] for f in figures)
    return [{**f, "value": None} if half else f for f, half in zip(figures, open_ended, strict=True)]


def _dates(report: Report) -> tuple[DateMention, ...]:
    """Return the dates that the rules find: the annotations have those of events alone."""
    spoken = language(report.language)
    return () if spoken is None else find_dates(segment(report.story, spoken), report.published, spoken).mentions
