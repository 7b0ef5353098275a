"""Adding reports through the workbench: forms, what is said before anything is asked, uploads, and the same as JSON."""

import threading
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from tests.intake.sending import Canned, feed, report, until
from tests.samples import NOW
from vigil.casebook import Casebook
from vigil.desk import Desk, Hidden, Viewer, add, feeds
from vigil.errors import InputError, NotAllowedError, NotFoundError
from vigil.run import LIMITS, Surroundings
from vigil.store import NewImport, NewItem
from vigil.web import make_app
from vigil.web.guard import COOKIE
from vigil.web.workbench import Workbench

from .team import HOST


@pytest.fixture
def network() -> Canned:
    return Canned(page=report("Aidos"), other=report("Marat"), feed=feed("Dana"))


@pytest.fixture
def bench(bench: Workbench, network: Canned) -> Workbench:
    return replace(bench, around=replace(bench.around, fetcher=network))


@pytest.fixture
def idle(bench: Workbench) -> TestClient:
    """A workbench that takes everything in and reads nothing, as one that is stopped at once."""
    asking = TestClient(make_app(bench), base_url=f"http://{HOST}", follow_redirects=False)
    asking.cookies.set(COOKIE, "the-session")
    return asking


def form(**fields: str) -> dict[str, tuple[None, str]]:
    return {name: (None, value) for name, value in fields.items()}


def number_of(location: str) -> int:
    return int(location.removeprefix("/add/"))


def test_a_pasted_text_is_read_and_leads_to_its_report(client: TestClient, casebook: Casebook) -> None:
    sent = client.post("/add/text", files=form(text=report("Aidos").decode(), published="2030-03-05"))
    assert sent.status_code == 303
    number = number_of(sent.headers["location"])
    until(casebook.imports, number)
    told = client.get(f"/api/v1/imports/{number}").json()
    (outcome,) = told["outcomes"]
    assert (told["of"]["state"], told["of"]["added"], outcome["became"]) == ("done", 1, "added")
    assert f'href="/reports/{outcome["report"]}"' in client.get(f"/add/{number}").text
    assert str(casebook._store.report(outcome["report"]).published) == "2030-03-05"


@pytest.mark.parametrize(
    ("text", "published", "field", "said"),
    [
        ("A report of 100 words", "2020-02-31", "published", "2020-02-31"),
        ("A report", "yesterday", "published", "yesterday"),
        ("   ", "2020", "text", "paste the text"),
        ('{"a": [1, 2]}', "", "text", "JSON data"),
    ],
)
def test_after_an_error_the_form_keeps_what_was_typed(
    client: TestClient, text: str, published: str, field: str, said: str
) -> None:
    answer = client.post("/add/text", files=form(text=text, published=published))
    assert answer.status_code == 422
    assert f'id="text-{field}-wrong"' in answer.text or f'id="{field}-wrong"' in answer.text
    shown = answer.text.replace("&#34;", '"')
    assert said in shown
    assert text.strip() in shown
    assert f'value="{published}"' in shown
    assert client.get("/api/v1/imports").json()["ended"] == []


def test_an_address_is_asked_only_after_it_was_said(client: TestClient, casebook: Casebook, network: Canned) -> None:
    sent = client.post(
        "/add/text", files=form(text="https://news.example/page\n news.example/other ", published="2030")
    )
    location = sent.headers["location"]
    assert location.startswith("/add/confirm?")
    page = client.get(location).text
    assert "news.example will be asked for these 2 pages" in page
    assert "Without a proxy" in page
    assert network.asked == []
    asked = parse_qs(urlsplit(location).query)
    assert asked == {"address": ["https://news.example/page", "https://news.example/other"], "published": ["2030"]}
    number = number_of(client.post("/add/addresses", data=asked).headers["location"])
    until(casebook.imports, number)
    assert sorted(network.asked) == sorted(asked["address"])
    assert client.get(f"/api/v1/imports/{number}").json()["of"]["added"] == 2


def test_the_proxy_is_named_before_anything_is_asked(client: TestClient) -> None:
    client.put("/api/v1/settings/proxy", json={"proxy": "socks5h://someone:secret@127.0.0.1:9050"})
    page = client.get("/add/confirm?address=https://news.example/page").text
    assert "127.0.0.1:9050" in page
    assert "secret" not in page
    assert "Without a proxy" not in page


@pytest.mark.parametrize("address", ["ftp://news.example/", "https://", "http://a:b@news.example/", "http://x:y/", "x"])
def test_what_is_no_address_is_said(client: TestClient, address: str) -> None:
    assert client.get("/add/confirm", params={"address": address}).status_code == 422
    assert client.get("/add/confirm-feed", params={"feed": address}).status_code == 422
    assert client.post("/add/addresses", data={"address": address}).status_code == 422
    assert client.post("/add/feeds", data={"feed": address}).status_code == 422
    assert "error" in client.post("/api/v1/imports/addresses", json={"addresses": [address]}).json()


def test_files_of_a_folder_are_read_and_a_broken_one_is_said(client: TestClient, casebook: Casebook) -> None:
    page = b"<html><head><title>A page</title></head><body><p>" + report("Marat") + b"</p></body></html>"
    sent = client.post(
        "/add/files",
        files=[
            ("files", ("reports/one.txt", report("Aidos"))),
            ("files", ("reports/broken.docx", b"PK\x03\x04")),
            ("files", ("reports/.hidden", report("Hidden"))),
            ("files", ("reports/page.html", page)),
            ("files", ("reports/page_files/ad.html", page + b"<p>ad</p>")),
            ("files", ("reports/empty.txt", b"")),
            ("too_large", (None, "reports/film.mp4")),
        ],
    )
    number = number_of(sent.headers["location"])
    until(casebook.imports, number)
    told = client.get(f"/api/v1/imports/{number}").json()
    became = {outcome["name"]: outcome["became"] for outcome in told["outcomes"]}
    assert became == {
        "reports/one.txt": "added",
        "reports/broken.docx": "failed",
        "reports/page.html": "added",
        "reports/empty.txt": "failed",
        "reports/film.mp4": "failed",
    }
    assert told["of"]["label"] == "reports/"
    failed = client.get(f"/api/v1/imports/{number}?only=failed").json()["outcomes"]
    assert {outcome["name"] for outcome in failed} == {name for name, kind in became.items() if kind == "failed"}
    assert all(outcome["message"] for outcome in failed)


def test_the_same_files_again_are_said_to_be_there(client: TestClient, casebook: Casebook) -> None:
    for _ in range(2):
        sent = client.post("/api/v1/imports/files", files=[("files", ("one.txt", report("Aidos")))])
        assert sent.status_code == 201
        until(casebook.imports, sent.json()["of"]["number"])
    first, again = (client.get(f"/api/v1/imports/{number}").json()["outcomes"][0] for number in (1, 2))
    assert (first["became"], again["became"]) == ("added", "known")
    assert first["report"] == again["report"]
    assert "there already" in client.get("/add/2").text


def test_thousands_of_files_fit_one_form(idle: TestClient, casebook: Casebook) -> None:
    many = [("files", (f"reports/{number}.txt", b"report %d" % number)) for number in range(1_200)]
    sent = idle.post("/add/files", files=many)
    assert casebook.imports.get(number_of(sent.headers["location"])).items == 1_200


def test_a_file_over_the_limit_is_one_line(idle: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigil.intake.imports.LIMITS", replace(LIMITS, file_bytes=100))
    sent = idle.post("/add/files", files=[("files", ("long.txt", b"x" * 101)), ("files", ("short.txt", b"words"))])
    told = idle.get(f"/api/v1/imports/{number_of(sent.headers['location'])}").json()
    assert (told["of"]["items"], told["of"]["done"], told["of"]["failed"]) == (2, 1, 1)
    assert "over the limit" in told["outcomes"][0]["message"]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "multipart/form-data; boundary=x",
            b"--x\r\nContent-Disposition: form-data; name=files; filename=a\r\n\r\nhal",
        ),
        ("multipart/form-data; boundary=x", b"no form at all"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data", b""),
        ("application/json", b"{}"),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\n\r\n--x--\r\n"),
    ],
)
def test_a_form_that_is_none_or_breaks_off_leaves_nothing(
    idle: TestClient, casebook: Casebook, kind: str, body: bytes
) -> None:
    for path in ("/add/files", "/add/text", "/api/v1/imports/files"):
        assert idle.post(path, content=body, headers={"content-type": kind}).status_code == 422
    folder = casebook.folder / "incoming"
    assert not folder.exists() or list(folder.iterdir()) == []
    assert idle.get("/api/v1/imports").json() == {"going": [], "ended": [], "next": None}


def test_an_import_can_be_stopped_and_taken_up_again(idle: TestClient, casebook: Casebook) -> None:
    idle.post("/add/text", files=form(text=report("Aidos").decode()))
    assert idle.post("/add/1/stop").headers["location"] == "/add/1"
    assert "Take it up again" in idle.get("/add/1").text
    assert casebook.imports.get(1).state == "stopped"
    assert idle.post("/api/v1/imports/1/resume").json()["of"]["state"] == "open"
    assert 'hx-get="/add/1/progress"' in idle.get("/add/1").text
    assert "<h1>" not in idle.get("/add/1/progress").text


@pytest.mark.parametrize("number", ["0", "-1", "99", "9" * 30, "x"])
def test_an_import_that_is_not_there_is_said(client: TestClient, number: str) -> None:
    for path in (f"/add/{number}", f"/api/v1/imports/{number}"):
        assert client.get(path).status_code in (404, 422)
    for act in ("stop", "resume", "retry"):
        assert client.post(f"/add/{number}/{act}").status_code in (404, 422)


def test_a_feed_is_subscribed_to_looked_at_and_ended(client: TestClient, casebook: Casebook, network: Canned) -> None:
    page = client.get("/add/confirm-feed?feed=news.example/feed&every=24").text
    assert "news.example will be asked for this feed now" in page
    assert "every day" in page
    assert network.asked == []
    sent = client.post("/add/feeds", data={"feed": "https://news.example/feed", "every": "24"})
    until(casebook.imports, number_of(sent.headers["location"]))
    (found,) = client.get("/api/v1/feeds").json()
    assert (found["address"], found["every"], found["last_import"]) == ("https://news.example/feed", 24, 1)
    assert found["next"].startswith("2030-03-11T09:00")
    looked = client.post(f"/add/feeds/{found['number']}/look")
    until(casebook.imports, number_of(looked.headers["location"]))
    assert len(network.asked) == 2
    listed = client.get("/api/v1/imports").json()["ended"]
    assert [i["number"] for i in listed] == [1]  # the second look brought nothing
    assert client.put(f"/api/v1/feeds/{found['number']}", json={"every": None}).json()[0]["next"] is None
    assert client.put(f"/api/v1/feeds/{found['number']}", json={"every": 2}).status_code == 422
    assert client.post(f"/add/feeds/{found['number']}/remove").status_code == 303
    assert client.get("/api/v1/feeds").json() == []
    assert client.post(f"/add/feeds/{found['number']}/look").status_code == 404


def test_reports_that_somebody_may_not_know_of_are_neither_linked_nor_counted(desk: Desk) -> None:
    number = add.add_text(desk, report("Aidos").decode(), None)
    casebook = desk.casebook
    with casebook.imports.look() as sent:
        item = sent.intake.next_to_read(0)
    assert item is not None
    casebook.imports.read(item, Surroundings(desk.now), lambda: True)
    (outcome,) = add.import_page(desk, number).outcomes
    assert outcome.report is not None
    apart = Viewer("tester", "contributor", Hidden(reports=frozenset({outcome.report})))
    kept_from = Desk(casebook, apart, desk.now)
    found = add.import_page(kept_from, number)
    assert (found.of.added, found.of.known, found.of.received) == (0, 0, 1)
    assert [(o.became, o.report) for o in found.outcomes] == [("received", None)]
    assert add.import_page(kept_from, number, only="added").outcomes == ()


def test_imports_of_others_are_an_owner_s_business(desk: Desk) -> None:
    number = add.add_text(desk, report("Aidos").decode(), None)
    other = Desk(desk.casebook, Viewer("somebody else", "editor"), desk.now)
    assert add.imports(other).going == ()
    with pytest.raises(NotFoundError):
        add.import_page(other, number)
    with pytest.raises(NotFoundError):
        add.stop(other, number)
    with pytest.raises(NotAllowedError):
        add.imports(Desk(desk.casebook, Viewer("reader", "reader"), desk.now))


def test_finished_imports_are_paged(idle: TestClient, desk: Desk) -> None:
    for number in range(60):
        with desk.casebook.imports._change() as work:
            new = NewImport("files", f"{number}.txt", "tester", NOW.isoformat())
            work.sent.intake.begin(new, [NewItem(f"{number}.txt", error="broken")])
    first = add.imports(desk)
    rest = add.imports(desk, before=first.next)
    assert [i.number for i in (*first.ended, *rest.ended)] == list(range(60, 0, -1))
    assert rest.next is None
    assert f'href="/add?before={first.next}' in idle.get("/add").text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/x", ("https://a.example/x",)),
        (" a.example/x?y=1 \n\nhttp://b.example", ("https://a.example/x?y=1", "http://b.example")),
        ("https://a.example/x\nhttps://a.example/x", ("https://a.example/x",)),
        ("See https://a.example/x for more", ()),
        ("A report.", ()),
        ("somebody@a.example", ()),
        ("", ()),
    ],
)
def test_addresses_are_told_from_texts(text: str, found: tuple[str, ...]) -> None:
    assert add.addresses_in(text) == found


def test_a_text_over_the_limit_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vigil.desk.add.LIMITS", replace(LIMITS, text_bytes=20))
    with pytest.raises(InputError, match="over the limit"):
        add.add_text(desk, report("Aidos").decode(), None)


def test_two_uploads_at_once_do_not_mix(idle: TestClient, casebook: Casebook) -> None:
    def upload(name: str) -> None:
        idle.post("/add/files", files=[("files", (f"{name}{n}.txt", f"{name} {n}".encode())) for n in range(20)])

    threads = [threading.Thread(target=upload, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    going = add.imports(Desk(casebook, Viewer("tester"), lambda: NOW)).going
    assert sorted(i.items for i in going) == [20, 20]


def test_how_often_others_are_asked_is_an_owners(desk: Desk) -> None:
    contributor, reader = (replace(desk, viewer=Viewer(role, role)) for role in ("contributor", "reader"))
    with pytest.raises(NotAllowedError):
        feeds.subscribe(contributor, "https://news.example/feed", 24)
    assert feeds.feeds(desk) == ()
    feeds.subscribe(contributor, "https://news.example/feed", None)
    (kept,) = feeds.feeds(contributor)
    with pytest.raises(NotAllowedError):
        feeds.set_interval(contributor, kept.number, 24)
    feeds.set_interval(desk, kept.number, 24)
    with pytest.raises(NotAllowedError):
        feeds.subscribe(reader, "https://other.example/feed", None)
