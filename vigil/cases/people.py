"""Somebody in a case: what the reports call them and say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import TypeVar

from vigil.cases.known import Known
from vigil.cases.material import Member
from vigil.cases.same import Identity
from vigil.cases.scene import Scene
from vigil.languages.name_tables import particles
from vigil.languages.names import fold, sound
from vigil.model.case import CasePerson, Citation, Standing
from vigil.model.reading import Person

T = TypeVar("T")

_CITED = 6
"""So many citations of one person at most: a case shows what is said of them, not every mention."""


def case_person(identity: Identity, scenes: Mapping[str, Scene], status: Standing | None = None) -> CasePerson:
    """Return somebody as the reports in ``scenes`` have them. Age is the last told, the rest what most reports say."""
    members = [m for m in identity.members if m[0] in scenes]
    people = [scenes[report].account.people[person] for report, person in members]
    names, used = names_of(members, scenes)
    part = identity.part if any(p.part == identity.part for p in people) else people[0].part
    return CasePerson(
        name=names[0],
        names=tuple(used),
        part=part,
        members=tuple(members),
        age=next((p.age for p in reversed(people) if p.age is not None), None),
        ethnicity=most(p.ethnicity for p in people),
        nationality=most(p.nationality for p in people),
        affiliation=most(p.affiliation for p in people),
        title=most(p.title for p in people),
        status=status,
        citations=_citations([(report, scenes[report].account.people[person]) for report, person in members]),
        linked_because=identity.reasons if len(members) > 1 else (),
    )


def _citations(people: list[tuple[str, Person]]) -> tuple[Citation, ...]:
    """Return the words that show what reports say of somebody, one a report before a second of any.

    Those that only name them stand where no report says anything.
    """
    shown = [_shown(report, person) for report, person in people]
    if not any(shown):
        shown = [[Citation(report, person.quote)] for report, person in people]
    rounds = [c for turn in zip_longest(*shown) for c in turn if c is not None]
    return tuple(rounds[:_CITED])


def _shown(report: str, person: Person) -> list[Citation]:
    """Return the words of one report that show what it says of somebody; of words inside others only the longer."""
    spoken = {e.quote.span: e.quote for e in person.evidence if e.field != "part"}
    longest = [q for span, q in spoken.items() if not any(o != span and o.contains(span) for o in spoken)]
    return [Citation(report, quote) for quote in longest]


def names_of(members: Iterable[Member], scenes: Mapping[str, Scene]) -> tuple[list[str], list[str]]:
    """Return (names that stand for the person, the best first; every form used in any report, the most used first).

    The best is the form that most reports use, first as their fullest form, then at all, where spellings of one name
    count together; of equals the fullest, then the first of the alphabet.
    """
    fullest: Counter[str] = Counter()
    used: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    for report, person in members:
        scene = scenes[report]
        someone = scene.account.people[person]
        forms = _forms(scene, someone)
        fullest[_clean(someone.name)] += 1
        used.update(forms)
        alike.update({_heard(f) for f in forms})
    best = sorted(fullest, key=lambda n: (-alike[_heard(n)], -fullest[n], -used[n], -len(n), n))
    return best, sorted(used, key=lambda n: (best.index(n) if n in best else len(best), -used[n], -len(n), n))


def _heard(name: str) -> str:
    return " ".join(map(sound, fold(name).split()))


def _forms(scene: Scene, person: Person) -> set[str]:
    forms = {_clean(person.name), *map(_clean, person.also)}
    known = set(fold(" ".join((person.name, *person.also))).split())
    for named in scene.named_by_person.get(person.id, ()):
        if set(fold(named.text).split()) <= known | particles().titles:
            forms.add(_without_title(_clean(named.text), person))
    return {f for f in forms if f}


def _clean(name: str) -> str:
    return re.sub(r"\s+", " ", name).strip(" ,.;:'’\"“”")


def _without_title(form: str, person: Person) -> str:
    words = form.split()
    own = fold(person.name).split()
    while len(words) > 1 and fold(words[0]) in particles().titles and fold(words[0]) not in own:
        words = words[1:]
    return " ".join(words)


def most(values: Iterable[T | None]) -> T | None:
    """Return what most give, of those the first; None where nobody gives any."""
    counted = Counter(v for v in values if v is not None)
    return counted.most_common(1)[0][0] if counted else None


def calls(known: Known) -> dict[str, str]:
    """Return what the reports together call everybody in them: identity id to name."""
    return {
        i.id: names_of((m for m in i.members if m[0] in known.scenes), known.scenes)[0][0] for i in known.identities
    }
