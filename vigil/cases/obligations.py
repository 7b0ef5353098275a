"""Which treaties bind the host state of a case, the article that matters, and the facts that bring it up.

Information for a lawyer, not advice: rules look at types of event and words alone, and the table of parties leaves out
reservations (``vocab/parties.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter

from vigil.languages import Language, language, tables
from vigil.languages.offences import offence_kinds
from vigil.languages.places import country_of
from vigil.model.case import Case, Citation, Ground, Obligation, TimelineEntry
from vigil.model.treaties import Article, Party, Treaty, parties, treaties
from vigil.model.vocab import rows
from vigil.model.when import When

_CITED = 3
"""So many citations of one ground at most."""
_CUSTODY_AND_COURT = ("detention", "disappearance", "charge", "verdict", "sentence", "appeal")
"""What binds the host only where the host does it: told of elsewhere, or before the arrival, it is left out."""


@dataclass(frozen=True, slots=True)
class EntryFit:
    """An event that is a ground: see ``vocab/obligation_grounds.toml``."""

    type: str
    status: str = "happened"
    outcome: str | None = None
    offence: tuple[str, ...] = ()
    irregular: bool = False
    pending: bool = False

    def fits(self, entry: TimelineEntry, case: Case) -> bool:
        """Whether the entry is such an event."""
        if (entry.type, entry.status) != (self.type, self.status):
            return False
        if self.outcome is not None and entry.detail.get("outcome") != self.outcome:
            return False
        if self.irregular and entry.detail.get("irregular") is not True:
            return False
        if self.offence and not _offences(entry, case) & set(self.offence):
            return False
        return not self.pending or _is_pending(entry, case)


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A row of ``vocab/obligation_grounds.toml``."""

    key: str
    says: str
    entries: tuple[EntryFit, ...] = ()
    demands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TreatyNames:
    """``languages/TAG/treaty_names.toml``."""

    article: tuple[str, ...]
    names: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Pending:
    """A row of ``vocab/pending.toml``: what opens a matter and what closes it."""

    key: str
    closed_by: str | None = None
    outcome: str | None = None

    def opens(self, entry: TimelineEntry) -> bool:
        """Whether the entry opens it."""
        return entry.type == self.key and self.outcome in (None, entry.detail.get("outcome"))

    def closes(self, entry: TimelineEntry) -> bool:
        """Whether the entry closes it."""
        return entry.type == self.closed_by and not self.opens(entry)


@cache
def _pending() -> tuple[Pending, ...]:
    return tuple(TypeAdapter(list[Pending]).validate_python(rows("pending")))


@cache
def ground_rules() -> dict[str, GroundRule]:
    """Return the facts that bring up articles, by key."""
    return {r.key: r for r in TypeAdapter(list[GroundRule]).validate_python(rows("obligation_grounds"))}


def obligations(case: Case) -> tuple[Obligation, ...]:
    """Return what binds the host state and is brought up by facts of the case, in the order of ``vocab/treaties.toml``.

    Empty where the host is unknown or not in the table.
    """
    known = parties().get(case.host or "")
    if known is None or case.host is None:
        return ()
    return tuple(o for treaty in treaties() for o in _of_treaty(case, case.host, treaty, known.get(treaty.key)))


def _of_treaty(case: Case, host: str, treaty: Treaty, party: Party | None) -> Iterator[Obligation]:
    if party is None or (not party.is_party and not treaty.tell_absence):
        return
    if treaty.between and not parties().get(case.origin or "", {}).get(treaty.key, Party(False)).is_party:
        return
    found = [(a, tuple(_grounds(case, a, party))) for a in treaty.articles]
    named = _named(case, treaty)
    for article, facts in found:
        spoken = tuple(c for c, n in named if n == article.number or (n is None and facts))
        grounds = (*facts, Ground("A statement names it", spoken[:_CITED])) if spoken else facts
        if grounds:
            yield Obligation(
                treaty=treaty.name,
                article=article.number,
                says=article.says,
                state=host,
                binds=party.is_party,
                since=party.since,
                until=party.until,
                source=treaty.source,
                grounds=grounds,
            )


def _grounds(case: Case, article: Article, party: Party) -> Iterator[Ground]:
    last = max((s.published for s in case.sources if s.published), key=lambda w: w.sort_key, default=None)
    for key in article.grounds:
        rule = ground_rules()[key]
        words: list[Citation] = []
        for entry in (*case.timeline, *case.feared):
            here = any(fit.fits(entry, case) for fit in rule.entries) and _is_of_host(entry, case)
            if here and _in_force(party, entry.date or last):
                words += entry.citations
        for demand in case.demands:
            if demand.act in rule.demands and _in_force(party, demand.first_asked or last):
                words += demand.citations
        if words:
            yield Ground(rule.says, tuple(words[:_CITED]))


def _in_force(party: Party, when: When | None) -> bool:
    """Whether the state is party at some time that the date leaves possible; a date that tells nothing rules nothing out."""
    if when is None:
        return True
    late = party.since is not None and when.end is not None and when.end.year < party.since
    return not late and not (party.until is not None and when.start is not None and when.start.year > party.until)


def _is_of_host(entry: TimelineEntry, case: Case) -> bool:
    """Whether nothing says that custody or a court is another state's, or was before they came."""
    if entry.type not in _CUSTODY_AND_COURT or entry.status != "happened":
        return True
    spoken = _language(case, entry.citations)
    told = {country_of(words, spoken) for words in (entry.by, entry.place) if words} - {None}
    if told and case.host not in told:
        return False
    if entry.type in ("detention", "disappearance") and entry.date is None:
        return False
    arrivals = [e.date for e in case.timeline if e.type == "border_crossing" and e.status == "happened" and e.date]
    return entry.date is None or not any(entry.date.ended_before(a) for a in arrivals)


def _language(case: Case, citations: Iterable[Citation]) -> Language:
    tags = {s.report: s.language for s in case.sources}
    return next((found for c in citations if (found := language(tags[c.report]))), Language("en"))


def _offences(entry: TimelineEntry, case: Case) -> set[str]:
    """Return the kinds of offence of a charge; of a judgment that names none, those of the charges on the same people."""
    own = entry.detail.get("offence")
    told = [own] if isinstance(own, str) else []
    if not told and entry.type in ("verdict", "sentence"):
        charges = [e for e in case.timeline if e.type == "charge" and set(e.who) & set(entry.who)]
        told = [o for e in charges if isinstance(o := e.detail.get("offence"), str)]
    told += [c.quote.text for c in entry.citations] if entry.type == "notice" else []
    return {kind for offence in told for kind in offence_kinds(offence)}


def _is_pending(entry: TimelineEntry, case: Case) -> bool:
    """Whether an appeal, a request for protection or an interim measure came before the entry and nothing closed it before."""
    if entry.date is None:
        return False
    before = [e for e in case.timeline if e.status == "happened" and e.date and e.date.ended_before(entry.date)]
    return any(any(rule.opens(e) for e in before) and not any(rule.closes(e) for e in before) for rule in _pending())


def _named(case: Case, treaty: Treaty) -> list[tuple[Citation, str | None]]:
    """Return statements and demands that name the treaty, each with the article of ours that it names."""
    said = (*(v.citation for v in case.voices), *(c for d in case.demands for c in d.citations))
    found = [
        (citation, _article(citation.quote.text, treaty, data))
        for citation in said
        for data in tables("treaty_names", TreatyNames)
        if any(name in citation.quote.text for name in data.names.get(treaty.key, ()))
    ]
    return list(dict.fromkeys(found))


def _article(words: str, treaty: Treaty, data: TreatyNames) -> str | None:
    before = "|".join(re.escape(w) for w in sorted(data.article, key=len, reverse=True))
    said = set(re.findall(rf"(?:{before})\s+(\d+)", words, re.IGNORECASE))
    return next((a.number for a in treaty.articles if said & set(re.findall(r"\d+", a.number))), None)
