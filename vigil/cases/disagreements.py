"""What reports give differently: only what cannot both be so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from vigil.cases.apart import (
    about,
    by_value,
    courts_differ,
    date_words,
    dates,
    detail,
    disagreement,
    names_differ,
    offences_differ,
    penalties_differ,
    places_differ,
)
from vigil.cases.counts import numbers
from vigil.cases.denials import Denial, denials
from vigil.cases.known import Known
from vigil.cases.moments import JUDGMENT, between
from vigil.cases.portraits import of_person
from vigil.cases.rivals import open_dates, rival_dates
from vigil.cases.same import Identity
from vigil.cases.tellings import Telling, days_between, merge_rules
from vigil.cases.timeline import Merged
from vigil.cases.together import Part
from vigil.errors import DateError
from vigil.languages.offences import offence_of_judgment
from vigil.model.case import Citation, Disagreement
from vigil.model.when import When

DENIED_BY = "denied by "
"""Begins the value of a status that somebody denies; whoever denies it stands behind. Its words come last."""


def mark_of(told: Disagreement) -> str:
    """Return by what a disagreement is known once somebody looked at it: a further value makes it another."""
    marked = json.dumps([told.about, told.field, sorted(told.values)], ensure_ascii=True)
    return sha256(marked.encode()).hexdigest()[:16]


def disagreements(
    known: Known,
    identities: Iterable[Identity],
    parts: Iterable[Part],
    entries: Iterable[Merged],
    names: dict[str, str],
    *,
    host: str | None,
) -> tuple[Disagreement, ...]:
    """Return what the reports of a case give differently about its people at risk, its events and its figures."""
    parts, entries = list(parts), list(entries)
    accounts = {p.account.id: p.account for p in parts}
    found = [d for i in identities for d in of_person(i, accounts, names)] + numbers(parts)
    for entry in entries:
        found += _of_entry(entry, names)
    found += between(entries, names) + _offences(entries, names)
    return tuple(found + [_denied(d, names) for d in denials(known, parts, entries, host)])


def _of_entry(entry: Merged, names: dict[str, str]) -> list[Disagreement]:
    """Dates, penalties, courts, judges and places that differ in one event, and the days that a hearing is put off to."""
    language, subject = entry.tellings[0].account.language, about(entry, names)
    found = [_with_rivals(entry, disagreement(subject, "date", dates(entry.tellings)), names)]
    compared = (
        ("penalty", detail("penalty"), penalties_differ(language)),
        ("judge", detail("judge"), names_differ),
        ("court", detail("court"), courts_differ(language)),
        ("place", _place, places_differ(language)),
        ("until", _until, _days_differ),
    )
    found += [disagreement(subject, field, by_value(entry.tellings, of, differ)) for field, of, differ in compared]
    return [d for d in found if d is not None]


def _place(telling: Telling) -> str | None:
    return telling.event.place


def _until(telling: Telling) -> str | None:
    """Return the day that a hearing is put off to."""
    until = detail("until")(telling)
    try:
        return When(until).edtf if until else None
    except DateError:
        return None


def _days_differ(a: str, b: str) -> bool:
    return not When(a).can_equal(When(b))


def _with_rivals(entry: Merged, told: Disagreement | None, names: dict[str, str]) -> Disagreement | None:
    """Add the dates that reports say others give; where the reports' own agree, these alone make the disagreement."""
    rivals = list(rival_dates(entry))
    if not rivals:
        return told or _left_open(entry, names)
    if told is None:
        own = entry.date
        tellings = [t for t in entry.tellings if t.date is not None and own is not None and t.date.can_equal(own)]
        values = {str(own): tuple(dict.fromkeys(t.report for t in tellings))}
        told = Disagreement(about(entry, names), "date", values, tuple(date_words(t) for t in tellings))
    values, citations = dict(told.values), list(told.citations)
    for rival in rivals:
        report, value = rival.telling.report, str(rival.value)
        values[value] = tuple(dict.fromkeys((*values.get(value, ()), report)))
        citations.append(Citation(report, rival.mention.quote))
    days = {t.report: (t.account.day, t.report) for t in entry.tellings}
    ordered = dict(sorted(values.items(), key=lambda row: (min(days[r] for r in row[1]), row[0])))
    return replace(told, values=ordered, citations=tuple(citations))


def _left_open(entry: Merged, names: dict[str, str]) -> Disagreement | None:
    """Return the days that one report says others give for what it does not date itself."""
    for rivals in open_dates(entry):
        values: dict[str, tuple[str, ...]] = {str(r.value): (r.telling.report,) for r in rivals}
        citations = tuple(Citation(r.telling.report, r.mention.quote) for r in rivals)
        return Disagreement(about(entry, names), "date", values, citations)
    return None


def _denied(denial: Denial, names: dict[str, str]) -> Disagreement:
    """Lay an account and the official denial of it side by side, as two values of one status."""
    entry = denial.entry
    values = {"happened": entry.reports, f"{DENIED_BY}{denial.by}": (denial.account.id,)}
    words = (*(Citation(t.report, t.event.quote) for t in entry.tellings), Citation(denial.account.id, denial.quote))
    return Disagreement(about(entry, names), "status", values, words)


def _offences(entries: list[Merged], names: dict[str, str]) -> list[Disagreement]:
    """Offences of one kind in one report and of another kind in another, for one charge or one judgment."""
    found = [
        disagreement(about(e, names), "offence", by_value(e.tellings, detail("offence"), offences_differ))
        for e in entries
        if e.type == "charge"
    ]
    judgments = [e for e in entries if e.type in JUDGMENT and e.status == "happened" and e.outcome != "acquitted"]
    while judgments:
        first, *rest = judgments
        one = [first, *(e for e in rest if e.who & first.who and _one_sitting(first, e))]
        judgments = [e for e in rest if e not in one]
        tellings = [t for e in one for t in e.tellings]
        found.append(disagreement(about(first, names), "offence", by_value(tellings, _judged, offences_differ)))
    return [d for d in found if d is not None]


def _one_sitting(one: Merged, other: Merged) -> bool:
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return True
    return days_between(one.date, other.date) <= merge_rules()["verdict"].apart


def _judged(telling: Telling) -> str | None:
    """Return what somebody was convicted of or sentenced for, from the sentence that tells it."""
    text, span = telling.account.report.story.text, telling.event.quote.span
    line = text[span.start : text.find("\n", span.start) if "\n" in text[span.start :] else len(text)]
    return detail("offence")(telling) or offence_of_judgment(re.split(r"(?<=[a-z0-9)])[.!?]\s", line)[0])
