"""What is sent is read once, whatever fails, stops or hangs meanwhile."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from tests.intake.sending import (
    NOW,
    Canned,
    Hanging,
    around,
    ask,
    feed,
    outcomes,
    report,
    send,
    told,
    until,
    working,
)
from vigil.casebook import Casebook
from vigil.errors import FetchRefusedError, StoreError
from vigil.intake import Adding
from vigil.store import Item

BROKEN = b"PK\x03\x04 no archive at all"


def waiting_in(casebook: Casebook) -> list[str]:
    return sorted(p.name for p in (casebook.folder / "incoming").iterdir() if p.name != ".reading")


def items(casebook: Casebook) -> Item:
    with casebook.imports.look() as sent:
        found = sent.intake.next_to_read(0)
    assert found is not None
    return found


def test_a_broken_file_in_the_middle_is_one_line_and_the_rest_is_read(casebook: Casebook) -> None:
    number = send(casebook, first=report("Aidos"), broken=BROKEN, last=report("Marat"))
    with working(casebook):
        done = until(casebook.imports, number)
    assert told(casebook, number) == [("first", "added"), ("broken", "failed"), ("last", "added")]
    assert "save it again" in (outcomes(casebook, number)[1].message or "")
    assert (done.items, done.done, done.added, done.known, done.failed) == (3, 3, 2, 0, 1)
    assert len(waiting_in(casebook)) == 1  # the broken one, to be tried again
    assert casebook.counts()["reports"] == 2


def test_the_same_bytes_again_lead_to_the_report_that_is_there(casebook: Casebook) -> None:
    first = send(casebook, one=report("Aidos"), twin=report("Aidos"))
    with working(casebook):
        until(casebook.imports, first)
        again = send(casebook, one=report("Aidos"))
        until(casebook.imports, again)
    assert told(casebook, first) == [("one", "added"), ("twin", "known")]
    assert told(casebook, again) == [("one", "known")]
    assert len({o.report for o in outcomes(casebook, first) + outcomes(casebook, again)}) == 1
    assert waiting_in(casebook) == []


def test_the_same_bytes_are_found_when_another_import_of_them_ends_meanwhile(casebook: Casebook) -> None:
    first = send(casebook, one=report("Aidos"))
    casebook.imports.read(items(casebook), around(), lambda: True)
    again = send(casebook, one=report("Aidos"))
    item = items(casebook)
    assert item.sha256 is not None
    casebook.imports.incoming.drop(item.sha256)
    casebook.imports.read(item, around(), lambda: True)
    assert told(casebook, first) == [("one", "added")]
    assert told(casebook, again) == [("one", "known")]


def test_a_feed_that_was_stopped_in_the_middle_goes_on_with_the_next_item(casebook: Casebook) -> None:
    number = send(casebook, feed=feed("Aidos", "Marat", "Dana"))
    casebook.imports.read(items(casebook), around(), lambda: False)
    assert len(told(casebook, number)) == 1
    casebook.imports.read(items(casebook), around(), lambda: True)
    assert [kind for _, kind in told(casebook, number)] == ["added"] * 3
    assert casebook.imports.get(number).state == "done"


def test_a_program_that_is_killed_leaves_nothing_out_and_nothing_twice(casebook: Casebook) -> None:
    names = [f"Person{chr(65 + n)}" for n in range(5)]
    number = send(casebook, **{name: report(name) for name in names})
    command = [sys.executable, "-m", "tests.intake.killed", str(casebook.folder), "2"]
    root = Path(__file__).parents[2]
    assert subprocess.run(command, cwd=root, check=False, timeout=120).returncode == 9
    assert 2 <= casebook.imports.get(number).added < 5
    with working(casebook):
        until(casebook.imports, number)
    assert told(casebook, number) == [(name, "added") for name in names]
    assert casebook.counts()["reports"] == 5


def test_a_stopped_import_waits_until_it_is_taken_up_again(casebook: Casebook) -> None:
    number = send(casebook, one=report("Aidos"))
    casebook.imports.stop(number)
    with working(casebook):
        other = send(casebook, two=report("Marat"))
        until(casebook.imports, other)
        assert told(casebook, number) == []
        casebook.imports.resume(number)
        until(casebook.imports, number)
    assert told(casebook, number) == [("one", "added")]


def test_an_address_that_hangs_holds_nobody_up_and_can_be_stopped(casebook: Casebook) -> None:
    network = Hanging()
    with working(casebook, around(network)):
        hanging = ask(casebook, "https://slow.example/feed")
        assert network.asked.wait(60)
        until(casebook.imports, send(casebook, one=report("Aidos")))
        casebook.imports.stop(hanging)
        until(casebook.imports, hanging, "stopped")
    network.go.set()
    assert told(casebook, hanging) == []
    with working(casebook, around(Canned(feed=report("Marat")))):
        casebook.imports.resume(hanging)
        until(casebook.imports, hanging)
    assert told(casebook, hanging) == [("https://slow.example/feed", "added")]


def test_an_address_that_hangs_is_given_up_in_time(casebook: Casebook) -> None:
    network = Hanging()
    with working(casebook, around(network), patience=0.1):
        number = ask(casebook, "https://slow.example/feed")
        until(casebook.imports, number)
    network.go.set()
    assert "no answer within" in (outcomes(casebook, number)[0].message or "")


@pytest.mark.parametrize(
    ("failure", "said"),
    [(FetchRefusedError("the site answers 404"), "answers 404"), (RuntimeError("?"), "RuntimeError")],
)
def test_a_fetch_that_fails_is_one_line_and_can_be_tried_again(
    casebook: Casebook, failure: Exception, said: str
) -> None:
    network = Canned(bad=failure, good=report("Aidos"))
    with working(casebook, around(network)):
        number = ask(casebook, "https://news.example/bad", "https://news.example/good")
        until(casebook.imports, number)
        assert said in (outcomes(casebook, number)[0].message or "")
        network.pages["bad"] = report("Marat")
        casebook.imports.retry(number)
        done = until(casebook.imports, number)
    assert sorted(told(casebook, number)) == [
        ("https://news.example/bad", "added"),
        ("https://news.example/good", "added"),
    ]
    assert (done.done, done.added, done.failed) == (2, 2, 0)
    assert waiting_in(casebook) == []


def test_what_was_fetched_keeps_its_address_and_record(casebook: Casebook) -> None:
    with working(casebook, around(Canned(page=report("Aidos")))):
        number = ask(casebook, "https://news.example/page")
        until(casebook.imports, number)
    (found,) = outcomes(casebook, number)
    assert found.report is not None
    assert casebook._store.report(found.report).capture.url == "https://news.example/page"
    assert len(list((casebook.folder / "records").rglob("*.warc"))) == 1


def test_nothing_is_fetched_where_nobody_fetches(casebook: Casebook) -> None:
    with working(casebook):
        number = ask(casebook, "https://news.example/page")
        until(casebook.imports, number)
    assert "not fetched here" in (outcomes(casebook, number)[0].message or "")


def test_the_proxy_of_the_settings_is_used_from_then_on(casebook: Casebook) -> None:
    network = Canned(page=report("Aidos"))
    casebook.imports.put_setting("proxy", "socks5h://127.0.0.1:1")
    with working(casebook, around(network)):
        number = ask(casebook, "https://news.example/page")
        until(casebook.imports, number)
    assert "proxy does not lead" in (outcomes(casebook, number)[0].message or "")
    assert network.asked == []


def test_a_full_disk_stops_the_import_and_loses_nothing(casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full; make room")

    number = send(casebook, one=report("Aidos"))
    with working(casebook):
        monkeypatch.setattr(Adding, "parts", full)
        casebook.imports.ring()
        send(casebook, two=report("Marat"))
        halted = until(casebook.imports, 2, "stopped")
        assert halted.trouble == "the disk is full; make room"
        monkeypatch.undo()
        for stopped in (number, 2):
            casebook.imports.resume(stopped)
            assert until(casebook.imports, stopped).trouble is None
    assert casebook.counts()["reports"] == 2


def test_a_report_at_which_vigil_fails_does_not_end_the_reading(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Adding.parts

    def failing(self: Adding, received: object, *rest: object, **more: object) -> object:
        if getattr(received, "name", "") == "bad":
            raise ZeroDivisionError
        return whole(self, received, *rest, **more)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(Adding, "parts", failing)
    number = send(casebook, bad=report("Aidos"), good=report("Marat"))
    with working(casebook):
        until(casebook.imports, number)
    assert told(casebook, number) == [("bad", "failed"), ("good", "added")]


def test_a_file_that_ends_the_program_each_time_is_given_up(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise SystemExit

    number = send(casebook, deadly=report("Aidos"))
    monkeypatch.setattr(Adding, "parts", killed)
    for _ in range(3):
        with pytest.raises(SystemExit):
            casebook.imports.read(items(casebook), around(), lambda: True)
    casebook.imports.read(items(casebook), around(), lambda: True)
    assert "ended 3 times" in (outcomes(casebook, number)[0].message or "")


def test_each_import_has_its_turn(casebook: Casebook) -> None:
    first = send(casebook, a=report("Aidos"), b=report("Marat"))
    second = send(casebook, c=report("Dana"))
    with casebook.imports.look() as sent:
        after = [sent.intake.next_to_read(last) for last in (0, first, second)]
    assert [item.import_number for item in after if item] == [first, second, first]


def test_one_program_reads_at_a_time(casebook: Casebook) -> None:
    with Casebook(casebook.folder) as same, casebook.imports.incoming.held() as mine, working(same):
        assert mine
        number = send(casebook, one=report("Aidos"))
        with same.imports.incoming.held() as theirs:
            assert not theirs
        assert told(casebook, number) == []


def test_a_feed_is_looked_at_when_asked_and_by_itself_only_at_an_interval(casebook: Casebook) -> None:
    network = Canned(feed=feed("Aidos"))
    imports = casebook.imports
    with working(casebook, around(network)):
        until(imports, imports.subscribe("https://news.example/feed", every=None, by="tester", now=NOW))
    later = NOW + timedelta(days=30)
    with working(casebook, around(network, later)):
        until(imports, send(casebook, one=report("Marat")))
        assert len(network.asked) == 1
        imports.set_interval(1, 24, now=later)
    network.pages["feed"] = feed("Aidos", "Dana")
    with working(casebook, around(network, later + timedelta(hours=24))):
        until(imports, 3)
    assert len(network.asked) == 2
    assert [kind for _, kind in told(casebook, 3)] == ["known", "added"]
    imports.set_interval(1, None, now=later)
    with working(casebook, around(network, later + timedelta(days=300))):
        until(imports, send(casebook, two=report("Timur")))
    assert len(network.asked) == 2


def test_a_look_at_a_feed_goes_on_where_one_is_under_way(casebook: Casebook) -> None:
    first = casebook.imports.subscribe("https://news.example/feed", every=1, by="tester", now=NOW)
    assert casebook.imports.look_at(1, by="tester", now=NOW) == first
    casebook.imports.stop(first)
    assert casebook.imports.look_at(1, by="tester", now=NOW) == first
    assert casebook.imports.is_open(first)


def test_the_end_does_not_wait_for_an_address_that_hangs(casebook: Casebook) -> None:
    network = Hanging()
    with working(casebook, around(network)):
        number = ask(casebook, "https://slow.example/page")
        assert network.asked.wait(60)
    assert casebook.imports.get(number).state == "open"  # and is asked again at the next start
    network.go.set()
