"""An addition that is cut off, and a casebook from before case files were kept: either all that follows is there, or nothing."""

import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cases.invented_cases import CROSSING, HEARING, item
from tests.store.invented import AT, numbered
from tests.upkeep.casebooks import add, built, casebook, kept
from vigil import upkeep
from vigil.casebook import Casebook
from vigil.model.case import CaseLine
from vigil.store import CaseFiles, NewCase, PeopleIndex, open_store, opening

REVISION_1 = Path(__file__).parent.parent / "store" / "examples" / "revision_1.sql"


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(("owner", "step"), [(PeopleIndex, "add_traces"), (PeopleIndex, "link"), (CaseFiles, "drop")])
def test_killed_inside_an_addition_nothing_of_it_stays(tmp_path: Path, owner: type, step: str) -> None:
    with open_store(tmp_path, create=True) as store:
        list(upkeep.bring_up_to_date(store))
        add(store, CROSSING)
        before = kept(store)
    child = os.fork()
    if child == 0:
        setattr(owner, step, die)
        with open_store(tmp_path, create=False) as store:
            add(store, HEARING)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    with open_store(tmp_path, create=False) as store:
        assert kept(store) == before == built(store)
        add(store, HEARING)
        assert kept(store) == built(store) != before


def test_killed_after_the_last_case_file_was_put_nothing_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(files: CaseFiles, new: list[NewCase]) -> None:
        put(files, new)
        raise KeyboardInterrupt

    put = CaseFiles.put
    with open_store(tmp_path, create=True) as store:
        list(upkeep.bring_up_to_date(store))
        add(store, CROSSING)
        before = kept(store)
        with monkeypatch.context() as patched:
            patched.setattr(CaseFiles, "put", interrupt)
            with pytest.raises(KeyboardInterrupt):
                add(store, HEARING)
        assert kept(store) == before
        assert store.waiting() == 0


def test_what_is_added_without_case_files_is_in_them_at_the_next_look(tmp_path: Path) -> None:
    with open_store(tmp_path, create=True) as store:
        store.add(*CROSSING, at=AT)
        store.add(*HEARING, at=AT)
        assert store.waiting() == 2
        assert kept(store) == built(store) != {}


def test_a_casebook_from_before_case_files_were_kept_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "vigil.db"
    engine = opening._engine(path)
    opening._mark(engine)
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.executescript(REVISION_1.read_text(encoding="utf-8"))
    seen: list[tuple[int, int]] = []
    with Casebook(tmp_path, watch=lambda done, total: seen.append((done, total))) as opened:
        names = [p.name for case in opened.cases() for p in case.people_at_risk]
    assert names == [numbered(2)[1].people[0].name]  # the second reading of the first report names nobody
    assert seen
    assert seen[-1] == (2, 2)
    with Casebook(tmp_path, watch=lambda done, total: seen.append((done, total))) as opened:
        seen.clear()
        assert len(opened.cases()) == 1
        assert [line.people for line in opened.listed() if isinstance(line, CaseLine)] == [tuple(names)]
    assert seen == []


def test_a_report_that_names_forty_people_makes_their_cases_and_others_stay_as_they_are() -> None:
    names = [
        f"{a}{b} {c}ov"
        for a in ("Kar", "Bek", "Nur", "Sam")
        for b in ("a", "il")
        for c in ("Tor", "Lat", "Gord", "Mus", "Zhum")
    ]
    text = f"These were held: {', '.join(names)}."
    crowd = item("crowd", "2030-03-01", text, [{"id": f"p{n}", "name": name} for n, name in enumerate(names)])
    with casebook() as store:
        add(store, CROSSING)
        before = kept(store)
        add(store, crowd)
        assert len(kept(store)) == len(names) + 1
        assert before.items() <= kept(store).items()
        assert kept(store) == built(store)
