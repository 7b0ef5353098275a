"""What reports give differently: only what cannot both be so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from vigil.cases.corrections import Given, corrected
from vigil.cases.counts import numbers
from vigil.cases.denials import Denial, denials
from vigil.cases.known import Known
from vigil.cases.material import Account, Member
from vigil.cases.names import compare_names
from vigil.cases.rivals import rival_dates
from vigil.cases.same import Identity
from vigil.cases.tellings import Telling, days_between, merge_rules
from vigil.cases.timeline import Merged, given
from vigil.cases.together import Part
from vigil.languages.names import sound
from vigil.languages.offences import offence_kinds, offence_of_judgment
from vigil.languages.places import cities_in
from vigil.languages.spoken import spoken_date
from vigil.languages.terms import terms
from vigil.model.case import Citation, Disagreement
from vigil.model.vocab import event_types
from vigil.model.when import When

_OTHER_NAME = 0.6
"""Names of a judge less alike than this are two people's."""
_CLOSE = 3
"""An interval of more days than this, in which two dates lie that other reports give, speaks for neither."""

DENIED_BY = "denied by "
"""Begins the value of a status that somebody denies; whoever denies it stands behind. Its words come last."""

_JUDGMENT = {"verdict", "sentence"}

Values = Mapping[str, Sequence[Telling]]


def disagreements(
    known: Known,
    identities: Iterable[Identity],
    parts: Iterable[Part],
    entries: Iterable[Merged],
    names: dict[str, str],
) -> tuple[Disagreement, ...]:
    """Return what the reports of a case give differently about its people at risk, its events and its figures."""
    parts, entries = list(parts), list(entries)
    accounts = {p.account.id: p.account for p in parts}
    found = [d for i in identities for d in _ages(i, accounts, names)] + numbers(parts)
    for entry in entries:
        found += _of_entry(entry, names)
    found += _between(entries, names) + _offences(entries, names)
    return tuple(found + [_denied(d, names) for d in denials(known, parts, entries)])


def _ages(identity: Identity, accounts: dict[str, Account], names: dict[str, str]) -> list[Disagreement]:
    """Ages that birthdays between the reports do not explain: each age is counted back to the day of the first report."""
    told: list[tuple[Member, int, int]] = []
    first: When | None = None
    for report, person in identity.members:
        account = accounts.get(report)
        age = account.people[person].age if account else None
        if account is None or age is None:
            continue
        first = first or account.published
        passed = _years(first, account.published)
        told.append(((report, person), age, age - passed))
    if len({counted for _, _, counted in told}) < 2 or len({age for _, age, _ in told}) < 2:
        return []
    plain: dict[int, list[Member]] = defaultdict(list)
    for member, age, counted in told:
        if age == counted:
            plain[age].append(member)
    if len(plain) < 2:
        plain = defaultdict(list)
        for member, age, _ in told:
            plain[age].append(member)
    values = {str(age): tuple(dict.fromkeys(r for r, _ in members)) for age, members in plain.items()}
    quotes = tuple(
        Citation(report, next((e.quote for e in person.evidence if e.field == "age"), person.quote))
        for members in plain.values()
        for report, person_id in members
        for person in (accounts[report].people[person_id],)
    )
    given = {
        str(age): [Given(accounts[report], accounts[report].people[person].quote.span) for report, person in members]
        for age, members in plain.items()
    }
    return [Disagreement(names[identity.id], "age", values, quotes, corrected(given))]


def _years(first: When | None, later: When | None) -> int:
    if first is None or later is None or first.start is None or later.start is None:
        return 0
    return round((later.start - first.start).days / 365.25)


def _of_entry(entry: Merged, names: dict[str, str]) -> list[Disagreement]:
    """Dates, penalties, courts and judges that differ in one event."""
    about = _about(entry, names)
    found = [_with_rivals(entry, _disagreement(about, "date", _apart(entry.tellings, _dates, _dates_differ)), names)]
    found.append(_disagreement(about, "penalty", _apart(entry.tellings, _detail("penalty"), _penalties_differ(entry))))
    found += [
        _disagreement(about, key, _apart(entry.tellings, _detail(key), _names_differ)) for key in ("judge", "court")
    ]
    found.append(_disagreement(about, "place", _apart(entry.tellings, _place, _places_differ(entry))))
    return [d for d in found if d is not None]


def _between(entries: list[Merged], names: dict[str, str]) -> list[Disagreement]:
    """Outcomes of one day that differ, and whether something happened at all."""
    found = []
    for one, other in combinations(entries, 2):
        if not one.who & other.who:
            continue
        if {one.type, other.type} == _JUDGMENT:
            found.append(_judgment_dates(one, other, names))
        if one.type == other.type:
            found.append(_rival_accounts(one, other, names))
        if one.type != other.type or set(one.reports) & set(other.reports):
            continue
        same_day = _same_day(one, other)
        if same_day and one.outcome and other.outcome and one.outcome != other.outcome and one.status == other.status:
            values = {str(e.outcome): e.tellings for e in (one, other)}
            found.append(_disagreement(_about(one, names), "outcome", values))
        if same_day and {one.status, other.status} == {"happened", "did_not_happen"}:
            found.append(_disagreement(_about(one, names), "status", {e.status: e.tellings for e in (one, other)}))
    return [d for d in found if d is not None]


def _same_day(one: Merged, other: Merged) -> bool:
    """Whether both have dates that leave few days, and one of them in common."""
    if one.date is None or other.date is None or not one.date.can_equal(other.date):
        return False
    return all(e.date is not None and e.date.days is not None and e.date.days <= _CLOSE for e in (one, other))


def _judgment_dates(one: Merged, other: Merged, names: dict[str, str]) -> Disagreement | None:
    """Conviction and sentence are one sitting as a rule: days near each other in two reports are two days for it."""
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return None
    days = {str(e.date): [t for t in e.tellings if t.date == e.date] for e in (one, other)}
    apart = not {t.report for t in days[str(one.date)]} & {t.report for t in days[str(other.date)]}
    if not apart or days_between(one.date, other.date) > merge_rules()["verdict"].apart:
        return None
    return _disagreement(f"{_about(one, names)}, and {_about(other, names)}", "date", days)


def _rival_accounts(one: Merged, other: Merged, names: dict[str, str]) -> Disagreement | None:
    """One report may give two speakers' days for one moment (docs/guide.md, note 11): two entries near each other."""
    if one.date is None or other.date is None or one.date.can_equal(other.date) or one.outcome != other.outcome:
        return None
    rivals = any(
        t.report == u.report
        and t.event.according_to != u.event.according_to
        and t.event.status == u.event.status
        and _is_remand(t) == _is_remand(u)
        for t in one.tellings
        for u in other.tellings
    )
    rule = merge_rules()[one.type]
    if not rivals or rule.by_tells or days_between(one.date, other.date) > rule.apart:
        return None
    return _disagreement(_about(one, names), "date", {str(e.date): e.tellings for e in (one, other)})


def _is_remand(telling: Telling) -> bool:
    """Whether it is custody by a court, another event than the arrest (docs/guide.md, note 1)."""
    return telling.event.detail.get("place_kind") == "remand"


def _about(entry: Merged, names: dict[str, str]) -> str:
    label = event_types()[entry.type].label.lower()
    who = " and ".join(sorted(names[i] for i in entry.who if i in names)) or "; ".join(entry.tellings[0].phrases)
    return f"{label} of {who}" + (f", {spoken_date(entry.date)}" if entry.date else "")


def _disagreement(about: str, field: str, values: Values) -> Disagreement | None:
    if len(values) < 2:
        return None
    first = {value: min((t.account.day, t.report) for t in tellings) for value, tellings in values.items()}
    ordered = sorted(values, key=lambda value: (first[value], value))
    return Disagreement(
        about=about,
        field=field,
        values={value: tuple(dict.fromkeys(t.report for t in values[value])) for value in ordered},
        citations=tuple(Citation(t.report, t.event.date_quote or t.event.quote) for v in ordered for t in values[v]),
        corrected=corrected({v: map(given, values[v]) for v in ordered}),
    )


def _with_rivals(entry: Merged, told: Disagreement | None, names: dict[str, str]) -> Disagreement | None:
    """Add the dates that reports say others give; where the reports' own agree, these alone make the disagreement."""
    rivals = list(rival_dates(entry))
    if not rivals:
        return told
    if told is None:
        own = entry.date
        tellings = [t for t in entry.tellings if t.date is not None and own is not None and t.date.can_equal(own)]
        values = {str(own): tuple(dict.fromkeys(t.report for t in tellings))}
        told = Disagreement(_about(entry, names), "date", values, tuple(_date_words(t) for t in tellings))
    values, citations = dict(told.values), list(told.citations)
    for rival in rivals:
        report, value = rival.telling.report, str(rival.value)
        values[value] = tuple(dict.fromkeys((*values.get(value, ()), report)))
        citations.append(Citation(report, rival.mention.quote))
    days = {t.report: (t.account.day, t.report) for t in entry.tellings}
    ordered = dict(sorted(values.items(), key=lambda row: (min(days[r] for r in row[1]), row[0])))
    return replace(told, values=ordered, citations=tuple(citations))


def _date_words(telling: Telling) -> Citation:
    return Citation(telling.report, telling.event.date_quote or telling.event.quote)


def _denied(denial: Denial, names: dict[str, str]) -> Disagreement:
    """Lay an account and the official denial of it side by side, as two values of one status."""
    entry = denial.entry
    values = {"happened": entry.reports, f"{DENIED_BY}{denial.by}": (denial.account.id,)}
    words = (*(Citation(t.report, t.event.quote) for t in entry.tellings), Citation(denial.account.id, denial.quote))
    return Disagreement(_about(entry, names), "status", values, words)


def _offences(entries: list[Merged], names: dict[str, str]) -> list[Disagreement]:
    """Offences of one kind in one report and of another kind in another, for one charge or one judgment."""
    found = [
        _disagreement(_about(e, names), "offence", _apart(e.tellings, _charged, _offences_differ))
        for e in entries
        if e.type == "charge"
    ]
    judgments = [e for e in entries if e.type in _JUDGMENT and e.status == "happened" and e.outcome != "acquitted"]
    while judgments:
        first, *rest = judgments
        one = [first, *(e for e in rest if e.who & first.who and _one_sitting(first, e))]
        judgments = [e for e in rest if e not in one]
        tellings = [t for e in one for t in e.tellings]
        found.append(_disagreement(_about(first, names), "offence", _apart(tellings, _judged, _offences_differ)))
    return [d for d in found if d is not None]


def _one_sitting(one: Merged, other: Merged) -> bool:
    if one.date is None or other.date is None or one.date.can_equal(other.date):
        return True
    return days_between(one.date, other.date) <= merge_rules()["verdict"].apart


def _charged(telling: Telling) -> str | None:
    return _detail("offence")(telling)


def _judged(telling: Telling) -> str | None:
    """Return what somebody was convicted of or sentenced for, from the sentence that tells it."""
    text, span = telling.account.report.story.text, telling.event.quote.span
    line = text[span.start : text.find("\n", span.start) if "\n" in text[span.start :] else len(text)]
    return _detail("offence")(telling) or offence_of_judgment(re.split(r"(?<=[a-z0-9)])[.!?]\s", line)[0])


def _offences_differ(a: str, b: str) -> bool:
    mine, theirs = offence_kinds(a), offence_kinds(b)
    return bool(mine) and bool(theirs) and not mine & theirs


def _apart(
    tellings: Iterable[Telling], value_of: Callable[[Telling], str | None], differ: Callable[[str, str], bool]
) -> Values:
    """Gather tellings by value; a value that can be the same as one before counts for that one. Exact values come first."""
    values: dict[str, list[Telling]] = {}
    given = [(t, v) for t in tellings if (v := value_of(t)) is not None]
    for telling, value in sorted(given, key=lambda row: len(row[1]) if differ is not _dates_differ else _width(row[1])):
        homes = [known for known in values if not differ(known, value)]
        if not homes:
            values[value] = [telling]
        elif len(homes) == 1 or differ is not _dates_differ or _width(value) <= _CLOSE:
            for home in homes:
                values[home].append(telling)
    return {value: sorted(t, key=lambda x: (x.account.day, x.report)) for value, t in values.items()}


def _dates(telling: Telling) -> str | None:
    return telling.moment.edtf if telling.moment is not None else None


def _width(edtf: str) -> int:
    days = When(edtf).days
    return 10**6 if days is None else days


def _dates_differ(a: str, b: str) -> bool:
    return not When(a).can_equal(When(b))


def _detail(key: str) -> Callable[[Telling], str | None]:
    def value(telling: Telling) -> str | None:
        given = telling.event.detail.get(key)
        return given if isinstance(given, str) else None

    return value


def _penalties_differ(entry: Merged) -> Callable[[str, str], bool]:
    language = entry.tellings[0].account.language

    def differ(a: str, b: str) -> bool:
        mine, theirs = terms(a, language), terms(b, language)
        units = {t.unit for t in mine} & {t.unit for t in theirs}
        return any(not {t for t in mine if t.unit == unit} & {t for t in theirs if t.unit == unit} for unit in units)

    return differ


def _place(telling: Telling) -> str | None:
    return telling.event.place


def _places_differ(entry: Merged) -> Callable[[str, str], bool]:
    """Two towns, under whatever spelling, are two places; a town and a building, or its region, may be one."""
    language = entry.tellings[0].account.language

    def differ(a: str, b: str) -> bool:
        mine, theirs = ({" ".join(map(sound, city.split())) for city in cities_in(p, language)} for p in (a, b))
        return bool(mine) and bool(theirs) and not mine & theirs

    return differ


def _names_differ(a: str, b: str) -> bool:
    return compare_names(a, b).score < _OTHER_NAME
