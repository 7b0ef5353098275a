"""Values that reports give for one thing and that cannot both be so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from vigil.cases.corrections import corrected
from vigil.cases.names import compare_names
from vigil.cases.tellings import Telling
from vigil.cases.timeline import Merged, given
from vigil.languages import Language
from vigil.languages.courts import towns_in, two_courts
from vigil.languages.offences import offence_kinds
from vigil.languages.spoken import spoken_date
from vigil.languages.terms import terms
from vigil.model.case import Citation, Disagreement
from vigil.model.vocab import event_types
from vigil.model.when import When

CLOSE = 3
"""Days: an interval of more, in which two dates lie that other reports give, speaks for neither; nor does it name a day."""
_OTHER_NAME = 0.6
"""Names of a judge less alike than this are two people's."""

Values = Mapping[str, Sequence[Telling]]
Differ = Callable[[str, str], bool]


def about(entry: Merged, names: Mapping[str, str]) -> str:
    """Return what a disagreement about an entry is about, in words."""
    label = event_types()[entry.type].label.lower()
    who = " and ".join(sorted(names[i] for i in entry.who if i in names)) or "; ".join(entry.tellings[0].phrases)
    return f"{label} of {who}" + (f", {spoken_date(entry.date)}" if entry.date else "")


def disagreement(subject: str, field: str, values: Values) -> Disagreement | None:
    """Return the disagreement of two values or more, oldest report first; None where there are fewer."""
    if len(values) < 2:
        return None
    first = {value: min((t.account.day, t.report) for t in tellings) for value, tellings in values.items()}
    ordered = sorted(values, key=lambda value: (first[value], value))
    return Disagreement(
        about=subject,
        field=field,
        values={value: tuple(dict.fromkeys(t.report for t in values[value])) for value in ordered},
        citations=tuple(date_words(t) for v in ordered for t in values[v]),
        corrected=corrected({v: map(given, values[v]) for v in ordered}),
    )


def date_words(telling: Telling) -> Citation:
    """Return the words of a telling that give its date; else those that tell it."""
    return Citation(telling.report, telling.event.date_quote or telling.event.quote)


def by_value(
    tellings: Iterable[Telling],
    value_of: Callable[[Telling], str | None],
    differ: Differ,
    *,
    width: Callable[[str], int] = len,
    share: Callable[[str], bool] = lambda _: True,
) -> Values:
    """Gather tellings by value; a value that can be the same as one before counts for that one, the narrowest first.

    One that can be several counts for all of them where it may ``share``.
    """
    values: dict[str, list[Telling]] = {}
    told = [(t, v) for t in tellings if (v := value_of(t)) is not None]
    for telling, value in sorted(told, key=lambda row: width(row[1])):
        homes = [known for known in values if not differ(known, value)]
        if not homes:
            values[value] = [telling]
        elif len(homes) == 1 or share(value):
            for home in homes:
                values[home].append(telling)
    return {value: sorted(t, key=lambda x: (x.account.day, x.report)) for value, t in values.items()}


def dates(tellings: Iterable[Telling]) -> Values:
    """Gather tellings by the moments at which they put an event."""
    return by_value(
        tellings,
        lambda t: t.moment.edtf if t.moment is not None else None,
        lambda a, b: not When(a).can_equal(When(b)),
        width=_width,
        share=lambda value: _width(value) <= CLOSE,
    )


def _width(edtf: str) -> int:
    days = When(edtf).days
    return 10**6 if days is None else days


def detail(key: str) -> Callable[[Telling], str | None]:
    """Return what reads one detail of a telling; None where it is not told in words."""

    def value(telling: Telling) -> str | None:
        told = telling.event.detail.get(key)
        return told if isinstance(told, str) else None

    return value


def penalties_differ(language: Language) -> Differ:
    """Two terms in the same unit, of which none is told by both, are two."""

    def differ(a: str, b: str) -> bool:
        mine, theirs = terms(a, language), terms(b, language)
        units = {t.unit for t in mine} & {t.unit for t in theirs}
        return any(not {t for t in mine if t.unit == unit} & {t for t in theirs if t.unit == unit} for unit in units)

    return differ


def places_differ(language: Language) -> Differ:
    """Two towns, under whatever spelling, are two places; a town and a building, or its region, may be one."""

    def differ(a: str, b: str) -> bool:
        mine, theirs = towns_in(a, language), towns_in(b, language)
        return bool(mine) and bool(theirs) and not mine & theirs

    return differ


def courts_differ(language: Language) -> Differ:
    """Two courts under names that say that they are two."""
    return lambda a, b: two_courts(a, b, language)


def names_differ(a: str, b: str) -> bool:
    """Whether two names are two people's."""
    return compare_names(a, b).score < _OTHER_NAME


def offences_differ(a: str, b: str) -> bool:
    """Whether the words name offences of known kinds, none of them in common."""
    mine, theirs = offence_kinds(a), offence_kinds(b)
    return bool(mine) and bool(theirs) and not mine & theirs
