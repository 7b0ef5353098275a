"""One report as the workbench shows it: its story with every item marked, the items with what was decided, and the log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from vigil.cases.review import Reviewed, plain_fields
from vigil.desk.desk import Desk
from vigil.desk.reports.fields import DETAIL, KINDS, Field, fields_of
from vigil.desk.reports.keys import key_of
from vigil.desk.reports.marks import Marked, ParagraphDocument, paragraphs
from vigil.errors import NotFoundError
from vigil.model.case import DecisionKind, place_of, subject_of
from vigil.model.decided import value_of
from vigil.model.reading import Event, Person, Statement
from vigil.model.text import Span
from vigil.model.vocab import acts, event_types
from vigil.reviewing import Told
from vigil.store import Numbered

State = Literal["open", "confirmed", "corrected", "rejected", "added"]


@dataclass(frozen=True, slots=True)
class FactDocument:
    """A field that has a value: ``form`` is how it is to be read, as text, as a word of the vocabulary, or as an EDTF date."""

    field: str
    label: str
    value: str
    form: Literal["text", "word", "date"]
    changed: bool


@dataclass(frozen=True, slots=True)
class ItemDocument:
    """An item of a report. ``fields`` are its values as decisions hold them, ``facts`` the same for people to read.

    ``confidence`` is the share of items like it that are right, None where that was not measured; ``seen`` the number of
    the newest decision on it, 0 where there is none: what decides about it gives this number back.
    """

    key: str
    kind: str
    title: str
    quote: str
    spans: tuple[tuple[int, int], ...]
    state: State
    confidence: float | None
    how: str
    facts: tuple[FactDocument, ...]
    fields: dict[str, Any]
    seen: int
    decided_by: str | None
    decided_at: str | None


@dataclass(frozen=True, slots=True)
class LoggedDocument:
    """A decision about the report: ``about`` are the words of the item, ``changes`` fields with what they were and are."""

    number: int
    kind: DecisionKind
    item: str
    item_kind: str
    about: str
    changes: tuple[tuple[str, str, str], ...]
    by: str
    at: str
    holds: bool


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """One report. ``text`` is the story; dates are EDTF; ``reviewed_by`` is who confirmed it as a whole.

    ``seen`` is the number of the newest decision about the report itself.
    """

    id: str
    sha256: str
    media_type: str
    url: str | None
    retrieved_at: str | None
    title: str | None
    publisher: str | None
    published: str | None
    byline: str | None
    language: str | None
    safety_notices: tuple[str, ...]
    furniture: tuple[str, ...]
    text: str
    items: tuple[ItemDocument, ...]
    log: tuple[LoggedDocument, ...]
    reviewed_by: str | None
    seen: int
    decided: int


@dataclass(frozen=True, slots=True)
class Opened:
    """A report to show: the document, and its story cut into what the page marks."""

    document: ReportDocument
    paragraphs: tuple[ParagraphDocument, ...]


def told(desk: Desk, report_id: str) -> Told:
    """Return a report with all that was decided. Raises NotFoundError where there is none that the viewer may know of."""
    if report_id in desk.viewer.hidden.reports:
        raise NotFoundError(f"no report {report_id} in this casebook")
    return desk.casebook.review.told(report_id)


def report(desk: Desk, report_id: str) -> ReportDocument:
    """Return one report. Raises NotFoundError."""
    return document_of(told(desk, report_id))


def opened(desk: Desk, report_id: str, *, asked: tuple[int, int] | None = None) -> Opened:
    """Return one report to be shown, with the words at ``asked`` marked. Raises NotFoundError."""
    found = told(desk, report_id)
    document = document_of(found)
    return Opened(document, story_of(found, document, asked))


def story_of(
    found: Told, document: ReportDocument, asked: tuple[int, int] | None = None
) -> tuple[ParagraphDocument, ...]:
    """Return the paragraphs of the story with the items of ``document``, but for those rejected, and words asked for marked."""
    story = found.read.story
    roles = [(span, "heading") for span in story.headings] + [(span, "caption") for span in story.captions]
    if story.headline is not None:
        roles.append((story.headline, "headline"))
    marked = [
        Marked(item.key, item.kind, tuple(Span(*span) for span in item.spans))
        for item in document.items
        if item.state != "rejected"
    ]
    place = Span(*asked) if asked is not None and 0 <= asked[0] < asked[1] else None
    return tuple(paragraphs(story.text, roles, marked, place))


def document_of(found: Told) -> ReportDocument:
    """Return the document of a report."""
    report, capture = found.report, found.report.capture
    mine = subject_of(capture.sha256, 0, 0, "report")
    items = _items(found)
    newest = found.last({mine})
    done = [d for d in found.held.values() if d.subject == mine and d.kind == "confirm"]
    return ReportDocument(
        id=report.id,
        sha256=capture.sha256,
        media_type=capture.media_type,
        url=capture.url,
        retrieved_at=capture.retrieved_at,
        title=report.title,
        publisher=report.publisher,
        published=None if report.published is None else str(report.published),
        byline=report.byline,
        language=report.language,
        safety_notices=report.safety_notices,
        furniture=report.story.furniture,
        text=report.story.text,
        items=items,
        log=_log(found, {item.key: item for item in items}),
        reviewed_by=done[-1].by if done else None,
        seen=newest.number if newest else 0,
        decided=sum(item.state != "open" for item in items),
    )


def _items(found: Told) -> tuple[ItemDocument, ...]:
    newest: dict[str, Numbered] = {each.decision.subject: each for each in found.log}
    names = {p.id: p.name for p in found.known.people} | {
        r.now.id: r.now.name for r in found.items if isinstance(r.now, Person)
    }
    places: dict[str, list[Span]] = {}
    for mention in found.known.mentions:
        if mention.person is not None:
            places.setdefault(mention.person, []).append(mention.quote.span)
    order = list(KINDS)
    every = [_item(found, each, newest, names, places) for each in found.items]
    return tuple(sorted(every, key=lambda item: (order.index(item.kind), item.spans[0])))


def _item(
    found: Told, each: Reviewed, newest: dict[str, Numbered], names: dict[str, str], places: dict[str, list[Span]]
) -> ItemDocument:
    now, kind = each.now, each.found.kind
    span = now.quote.span
    rest = [q.span for q in now.rest] if isinstance(now, Statement) else []
    if isinstance(now, Person):
        rest = [place for place in places.get(now.id, ()) if place != span]
    values = plain_fields(found.read, found.known, now)
    changed = {name for d in each.decisions if d.kind == "correct" for name in value_of(d)}
    # a decision on all items of a place is one on this item too
    subjects = {each.found.subject, *(d.subject for d in each.decisions)}
    last = max((newest[s] for s in subjects if s in newest), key=lambda n: n.number, default=None)
    return ItemDocument(
        key=key_of(each.found.subject),
        kind=kind,
        title=title_of(each),
        quote=now.quote.text,
        spans=tuple((s.start, s.end) for s in (span, *rest)),
        state=_state(each),
        confidence=getattr(now, "confidence", None),
        how=getattr(now, "how", ""),
        facts=tuple(_facts(kind, now, values, names, changed)),
        fields=values,
        seen=last.number if last else 0,
        decided_by=last.decision.by if last and each.decisions else None,
        decided_at=last.decision.at if last and each.decisions else None,
    )


def title_of(each: Reviewed) -> str:
    """Return what an item is called in a list: the kind of event or demand, the speaker, the name, the words of a date."""
    now = each.now
    if isinstance(now, Event):
        return event_types()[now.type].label
    if isinstance(now, Person):
        return now.name
    if isinstance(now, Statement):
        return now.speaker
    act = getattr(now, "act", None)
    return acts()[act].label if act is not None else now.quote.text


def _state(each: Reviewed) -> State:
    if each.rejected:
        return "rejected"
    kinds = {d.kind for d in each.decisions}
    for kind, state in _STATES:
        if kind in kinds:
            return state
    return "open"


_STATES: tuple[tuple[DecisionKind, State], ...] = (("add", "added"), ("correct", "corrected"), ("confirm", "confirmed"))


def _facts(
    kind: str, now: object, values: dict[str, Any], names: dict[str, str], changed: set[str]
) -> Iterable[FactDocument]:
    for field in fields_of(kind, str(values.get("type", ""))):
        detail = field.name.startswith(DETAIL)
        value = values.get("detail", {}).get(field.name.removeprefix(DETAIL)) if detail else getattr(now, field.name)
        said = spoken(field, value, names)
        if said is not None and said != "":
            form: Literal["text", "word", "date"] = "text"
            if field.control == "date":
                form = "date"
            elif field.control in ("choice", "flag"):
                form = "word"
            yield FactDocument(field.name, field.label, said, form, (("detail" if detail else field.name) in changed))


def spoken(field: Field, value: Any, names: dict[str, str]) -> str | None:
    """Return the value of a field in words, None where there is none; ``names`` are people by what stands for them."""
    if value is None or (isinstance(value, tuple | list) and not value):
        return None
    if field.control == "choice":
        return dict(field.choices).get(str(value), str(value))
    if field.control == "flag":
        return "yes" if value else "no"
    if field.control in ("people", "lines"):
        return ", ".join(names.get(each, each) for each in value)
    if field.control == "quantity" and isinstance(value, tuple | list):
        return f"{value[0]}-{value[1]}"
    return names.get(str(value), str(value))


def _log(found: Told, items: dict[str, ItemDocument]) -> tuple[LoggedDocument, ...]:
    sha = found.read.capture.sha256
    names = _names_by_subject(found.items)
    mine = [each for each in found.log if each.decision.subject.startswith(sha)]
    return tuple(_logged(found, each, items, names) for each in reversed(mine))


def _names_by_subject(items: Iterable[Reviewed]) -> dict[str, str]:
    return {r.found.subject: r.now.name for r in items if isinstance(r.now, Person)}


def _logged(found: Told, each: Numbered, items: dict[str, ItemDocument], names: dict[str, str]) -> LoggedDocument:
    decision = each.decision
    place = place_of(decision.subject)
    key = key_of(decision.subject) if place else ""
    about = items[key].title if key in items else ""
    if place is not None and not about and place.span.end <= len(found.read.story.text):
        about = found.read.story.text[place.span.start : place.span.end]
    return LoggedDocument(
        number=each.number,
        kind=decision.kind,
        item=key if key in items else "",
        item_kind=place.kind if place else "",
        about=about,
        changes=tuple(_changes(each, place.kind if place else "", names)),
        by=decision.by,
        at=decision.at,
        holds=each.number in found.held or decision.kind == "undo",
    )


def _changes(each: Numbered, kind: str, names: dict[str, str]) -> Iterable[tuple[str, str, str]]:
    """Yield the label of each field that a correction changed, with what it was and what it is."""
    now = value_of(each.decision) if each.decision.kind == "correct" else None
    if not isinstance(now, dict) or kind not in (*KINDS, "report"):
        return
    was = value_of(replace(each.decision, value=each.decision.was))
    before = was if isinstance(was, dict) else {}
    for name, value in now.items():
        field = next((f for f in fields_of(kind) if f.name == name), Field(name, name))
        yield field.label, _said(field, before.get(name), names), _said(field, value, names)


def _said(field: Field, value: Any, names: dict[str, str]) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {each}" for key, each in value.items())
    return spoken(field, value, names) or ""
