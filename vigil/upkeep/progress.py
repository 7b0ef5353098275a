"""The steps of upkeep, each one transaction or part of one: it can be stopped after any and goes on from there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from vigil.cases.cast import Roles
from vigil.store import FILE, READ, Store, Work
from vigil.upkeep.filing import made, refile
from vigil.upkeep.indexed import Indexed
from vigil.upkeep.linking import relink
from vigil.upkeep.names import index
from vigil.upkeep.turns import note_turns

_AT_ONCE = 100
"""Reports of one step: some seconds of work at most are lost when it is stopped."""


def settle(work: Work, *, at: str | None = None) -> None:
    """Bring the case files up to date with all reports that are pending, within one transaction.

    Where ``at`` is given, the time of what somebody did, it is kept how cases stand otherwise for it.
    """
    while _step(work):
        pass
    if at is not None:
        note_turns(work, at)
        work.set_turning(None)


def bring_up_to_date(store: Store) -> Iterator[tuple[int, int]]:
    """Make the case files anew where they are not, and yield (reports done, reports in all) after each step.

    Nothing is yielded where all are up to date.
    """
    if store.made_by() != rules():
        store.start_anew(rules())
    waiting = store.waiting()
    total = 2 * waiting  # each report is read into the index, then linked
    while waiting:
        with store.work() as work:
            _step(work)
            waiting = work.index.waiting()
            _note_late_turns(work, over=not waiting)
            left = waiting + work.index.unread()
        yield max(total - left, 0) // 2, total // 2


def _note_late_turns(work: Work, *, over: bool) -> None:
    """Keep how cases stand otherwise for a decision that they follow only now, as of when it was made."""
    at = work.turning()
    if at is not None:
        note_turns(work, at)
        if over:
            work.set_turning(None)


def _step(work: Work) -> bool:
    """Do some of what is pending; False where nothing is."""
    stages = work.index.pending(_AT_ONCE)
    if READ in stages.values():
        index(work, stages.keys())
    elif stages:
        refile(work, relink(work, stages))
    return bool(stages)


def differing(store: Store) -> Iterator[str]:
    """Yield the id of every case file that is not what its reports and decisions say now; it is made anew at the next look."""
    with store.filed() as filed:
        ids = [f.id for f in filed.lines()]
    for first in range(0, len(ids), _AT_ONCE):
        with store.work() as work:
            differ = [case for case in ids[first : first + _AT_ONCE] if not _is_right(work, case)]
            work.index.mark(work.files.reports_of(differ), FILE)
        yield from differ


def _is_right(work: Work, case: str) -> bool:
    at = Indexed(work)
    roles = Roles(at)
    people = frozenset(work.files.people_of([case]))
    roles.meet(people)
    return tuple(c.filed for c in made(work, at, roles, [people])) == work.files.by_id([case])


_WORDS = ("case_words.py", "folding.toml", "items.py", "words.py")
"""Files of ``vigil.store`` that decide by which words something is found."""


@cache
def rules() -> str:
    """Return a checksum of everything that decides what a case file says: the rules of cases, vocabulary and languages."""
    digest = sha256()
    for package in ("vigil.cases", "vigil.upkeep", "vigil.vocab", "vigil.languages", "vigil.model"):
        for file in _files(files(package)):
            digest.update(file.read_bytes())
    for package, name in (("vigil", "checks.py"), *(("vigil.store", name) for name in _WORDS)):
        digest.update(files(package).joinpath(name).read_bytes())
    return digest.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry)
        elif entry.name.endswith((".py", ".toml", ".tsv")):
            yield entry
