"""Officials who deny what others tell: an account and its denial are two values of one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vigil.cases.demands import is_government
from vigil.cases.known import Known
from vigil.cases.material import Account
from vigil.cases.tellings import Telling
from vigil.cases.timeline import Merged
from vigil.cases.together import Part
from vigil.languages import tables
from vigil.languages.names import fold
from vigil.model.reading import Person
from vigil.model.text import Quote


@dataclass(frozen=True, slots=True)
class DeniedWords:
    """``languages/TAG/denied.toml``: beginnings of words by type of event."""

    words: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Denial:
    """An official's denial of one entry: whose, in which report, in which words."""

    entry: Merged
    by: str
    account: Account
    quote: Quote


def denials(known: Known, parts: Iterable[Part], entries: Iterable[Merged], host: str | None) -> list[Denial]:
    """Return every official denial of something that the case tells as happened, one an entry, speaker and report.

    Officials speak for their own state, by default for ``host``: what happened in another is not what they deny.
    """
    entries = list(entries)
    found: dict[tuple[int, str, str], Denial] = {}
    told = _Told((e for e in entries if e.status == "happened"), host)
    for denial in (*_denied_events(entries, told), *_denied_words(known, parts, told)):
        found.setdefault((id(denial.entry), fold(denial.by), denial.account.id), denial)
    return list(found.values())


class _Told:
    """What the case tells as happened, to be looked up by type and report."""

    def __init__(self, entries: Iterable[Merged], host: str | None) -> None:
        self._host = host
        self._first: dict[str, list[tuple[str, Merged]]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[tuple[Telling, Merged]]] = defaultdict(list)
        for entry in entries:
            self._first[entry.type].append((min(t.account.day for t in entry.tellings), entry))
            for telling in entry.tellings:
                self._places[entry.type, telling.report].append((telling, entry))

    def nearest(self, account: Account, speaker: str, quote: Quote, type_: str, who: frozenset[str]) -> Merged | None:
        """Return the entry of the type that is denied: the one told nearest in the report; else the last told before."""
        state = _state(account, speaker) or self._host
        here = [
            (abs(t.event.quote.span.start - quote.span.start), n, e)
            for n, (t, e) in enumerate(self._places[type_, account.id])
            if e.who & who and t.event.quote.span != quote.span and _can_be_of(e, state)
        ]
        if here:
            return min(here, key=lambda row: row[:2])[2]
        before = [
            (day, n, e)
            for n, (day, e) in enumerate(self._first[type_])
            if e.who & who and day <= account.day and _can_be_of(e, state)
        ]
        return max(before, key=lambda row: row[:2])[2] if before else None


def _denied_events(entries: Iterable[Merged], told: _Told) -> Iterator[Denial]:
    """Yield the officials by whose account it did not happen, beside another account by which it did."""
    for entry in entries:
        for telling in entry.tellings if entry.status == "did_not_happen" else ():
            speaker = telling.event.according_to
            if speaker is None or not _is_official(telling.account, speaker):
                continue
            rival = told.nearest(telling.account, speaker, telling.event.quote, entry.type, telling.who)
            if rival is not None and _same_time(telling, rival):
                yield Denial(rival, telling.account.called(speaker), telling.account, telling.event.quote)


def _state(account: Account, speaker: str) -> str | None:
    """Return the country of an official or of a body, where the report's words for them name one."""
    person = _person(account, speaker)
    if person is None:
        return account.country(speaker)
    said = (person.affiliation, person.title, person.nationality)
    return next((c for words in said if (c := account.country(words))), None)


_BETWEEN_STATES = frozenset({"return", "disappearance", "border_crossing"})
"""What one state may deny though another does it, or it ends there."""


def _can_be_of(entry: Merged, state: str | None) -> bool:
    """Whether an entry can be told of a state: no report puts it in another or has another do it."""
    if state is None or entry.type in _BETWEEN_STATES:
        return True
    return {c for t in entry.tellings for c in (t.place_country, t.by_country) if c} <= {state}


def _person(account: Account, speaker: str) -> Person | None:
    return account.people.get(speaker) or next((p for p in account.people.values() if p.name == speaker), None)


def _same_time(denied: Telling, entry: Merged) -> bool:
    return denied.date is None or entry.date is None or denied.date.can_equal(entry.date)


def _denied_words(known: Known, parts: Iterable[Part], told: _Told) -> Iterator[Denial]:
    """Yield denials by officials, in words, in a paragraph that is about somebody of the case."""
    for part in parts:
        account = part.account
        for statement in account.reading.statements:
            speaker = statement.speaker_id or statement.speaker
            if statement.kind != "denies" or not _is_official(account, speaker):
                continue
            here = part.scene.people_by_paragraph.get(part.scene.paragraph(statement.quote.span.start), frozenset())
            who = frozenset(known.home[account.id, p] for p in here & part.mine)
            for type_ in sorted(_types(statement.quote.text)) if who else ():
                entry = told.nearest(account, speaker, statement.quote, type_, who)
                if entry is not None:
                    yield Denial(entry, account.called(speaker), account, statement.quote)


def _types(words: str) -> set[str]:
    said = fold(words).split()
    return {
        type_
        for data in tables("denied", DeniedWords)
        for type_, starts in data.words.items()
        if any(word.startswith(start) for word in said for start in starts)
    }


def _is_official(account: Account, speaker: str) -> bool:
    """Whether the speaker is an official, a state, or a body of one."""
    person = _person(account, speaker)
    if person is not None:
        return person.part == "official"
    return account.country(speaker) is not None or is_government(account, speaker)
