"""What reports say of somebody that cannot all be so: age, nationality, ethnic group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from vigil.cases.corrections import Given, corrected
from vigil.cases.material import Account, Member
from vigil.cases.same import Identity
from vigil.languages.names import fold
from vigil.languages.places import ethnicity
from vigil.model.case import Citation, Disagreement
from vigil.model.reading import Person
from vigil.model.text import Quote
from vigil.model.when import When


def of_person(identity: Identity, accounts: Mapping[str, Account], names: Mapping[str, str]) -> Iterator[Disagreement]:
    """Yield what the reports give differently about one person."""
    yield from _ages(identity, accounts, names)
    yield from _belonging(identity, accounts, names, field="nationality", kept=_country)
    yield from _belonging(identity, accounts, names, field="ethnicity", kept=_group)


def _country(account: Account, person: Person) -> str | None:
    return account.country(person.nationality)


def _group(account: Account, person: Person) -> str | None:
    """Return the ethnic group as it is kept, whatever its spelling; other words stand as they are, folded."""
    said = person.ethnicity
    return (ethnicity(said, account.language) or fold(said)) if said else None


def _belonging(
    identity: Identity,
    accounts: Mapping[str, Account],
    names: Mapping[str, str],
    *,
    field: str,
    kept: Callable[[Account, Person], str | None],
) -> Iterator[Disagreement]:
    """Yield countries, or peoples, of which each report gives one, and not the same, in the words of the first to give it."""
    told: dict[str, list[tuple[Account, Person]]] = defaultdict(list)
    for report, person_id in identity.members:
        account = accounts.get(report)
        value = kept(account, account.people[person_id]) if account else None
        if account is not None and value is not None:
            told[value].append((account, account.people[person_id]))
    if len(told) < 2 or any(len(rows) != len({a.id for a, _ in rows}) for rows in told.values()):
        return
    if len({a.id for rows in told.values() for a, _ in rows}) < len([a for rows in told.values() for a, _ in rows]):
        return  # one report gives both
    rows = sorted(told.values(), key=lambda r: (r[0][0].day, r[0][0].id))
    words = {str(getattr(r[0][1], field)): r for r in rows}
    yield Disagreement(
        about=names[identity.id],
        field=field,
        values={word: tuple(dict.fromkeys(a.id for a, _ in r)) for word, r in words.items()},
        citations=tuple(Citation(a.id, _evidence(p, field)) for r in rows for a, p in r),
        corrected=corrected({word: [Given(a, p.quote.span) for a, p in r] for word, r in words.items()}),
    )


def _evidence(person: Person, field: str) -> Quote:
    return next((e.quote for e in person.evidence if e.field == field), person.quote)


def _ages(identity: Identity, accounts: Mapping[str, Account], names: Mapping[str, str]) -> list[Disagreement]:
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
        Citation(report, _evidence(person, "age"))
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
