"""Reports into the index of people: their traces, what their keys count, and whom else a changed count concerns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from vigil.cases.cast import cast_of
from vigil.cases.decisions import decide
from vigil.cases.material import Account, accounts_of, anchor
from vigil.cases.related import Neighbours, Tally, is_many, kind_of, related_by_word, tells
from vigil.cases.traces import Trace, keys_of, traces_of
from vigil.model.codec import encode
from vigil.store import FILE, LINK, NewTrace, Work
from vigil.upkeep.indexed import Indexed
from vigil.upkeep.items import told_by

Tallies = Mapping[str, Tally]


def decided(work: Work, reports: Collection[str]) -> tuple[Account, ...]:
    """Return reports and readings with the decisions in them, in the order of the reports."""
    return accounts_of(decide(work.readings_of(reports), work.decisions_about(reports)).items)


def index(work: Work, reports: Collection[str]) -> None:
    """Put pending reports into the indexes as they are read now, and down as to be linked with all whom that may concern."""
    accounts = decided(work, reports)
    new = {t.member: t for account in accounts for t in traces_of(account)}
    at = Indexed(work)
    old = {t.member: t for traces in at.of_reports(reports).values() for t in traces}
    gone = [t for member, t in old.items() if new.get(member) != t]
    fresh = [t for member, t in new.items() if old.get(member) != t]
    if gone:
        work.index.mark({t.report for t in Neighbours(at).reach(gone)}, LINK)
    _count(work, at, gone, fresh)
    work.index.drop_traces((at.number_of[t.member], tuple(keys_of(t))) for t in gone)
    work.index.add_traces([_row(t, at.identity_of.get(t.member)) for t in fresh])
    lost = {i for t in gone if t.member not in new and (i := at.identity_of[t.member]) is not None}
    nobody = lost - {row.identity for row in work.index.of_identities(lost) if row.identity is not None}
    work.index.drop_identities(nobody)
    work.people.propose(nobody, [])
    work.index.set_casts({a.id: encode(cast_of(a)) for a in accounts})
    work.items.put([told_by(a) for a in accounts])
    work.index.move(reports, FILE)
    work.concern(reports)


def _row(trace: Trace, identity: str | None) -> NewTrace:
    keys = tuple(dict.fromkeys(keys_of(trace)))
    return NewTrace(
        trace.report, trace.person, anchor(trace.member), trace.principal, encode(trace), keys, identity=identity
    )


def _count(work: Work, at: Indexed, gone: Iterable[Trace], fresh: Iterable[Trace]) -> None:
    """Count keys anew, and put down as to be linked whoever bears a key that now relates others than before."""
    bearers: Counter[str] = Counter()
    principals: Counter[str] = Counter()
    for sign, traces in ((-1, gone), (1, fresh)):
        for trace in traces:
            for key in dict.fromkeys(keys_of(trace)):
                bearers[key] += sign
                principals[key] += sign * trace.principal
    changes = {key: (number, principals[key]) for key, number in bearers.items() if number or principals[key]}
    before = {key: Tally(*counted) for key, counted in work.index.tallies(changes).items()}
    after = {
        key: Tally(before.get(key, Tally()).bearers + b, before.get(key, Tally()).principals + p)
        for key, (b, p) in changes.items()
    }
    owned = work.index.own_names({key for key in changes if kind_of(key) == "word"}) - changes.keys()
    names = owned | {key for key in changes if kind_of(key) == "name"}
    looked_up = owned | {word for name in names for word in name.split("+")}
    beside = {k: Tally(*counted) for k, counted in work.index.tallies(looked_up - changes.keys()).items()}
    _concern(work, at, {**beside, **before}, {**beside, **after}, (*changes, *owned))
    work.index.count(changes, {key: (tally.bearers, tally.principals) for key, tally in before.items()})


def _concern(work: Work, at: Indexed, before: Tallies, after: Tallies, keys: Iterable[str]) -> None:
    turned = []
    for key in keys:
        was, now = before.get(key, Tally()), after.get(key, Tally())
        if is_many(key, was) != is_many(key, now) and kind_of(key) == "name":
            work.index.set_common(key, key.split("+"), common=is_many(key, now))
        if was.bearers and tells(key, before) != tells(key, after):
            turned.append(key)
    words = [key for key in turned if kind_of(key) == "word"]
    concerned = work.index.linked_or_principal(set(turned) - set(words))
    blocks = at.bearing(words)
    names = {name for block in blocks.values() for t in block for name in keys_of(t).pairs} - after.keys()
    beside = dict(at.tallies(names)) if names else {}
    for block in blocks.values():
        concerned |= {t.report for t in related_by_word(block, at.is_linked, {**beside, **before}, {**beside, **after})}
    work.index.mark(concerned, LINK)
