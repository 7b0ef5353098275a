"""A team at the workbench: how people come in, and stay in."""

import re

import pytest
from fastapi.testclient import TestClient

from .team import PASSWORD, Office


def test_nobody_comes_in_without_an_account(office: Office) -> None:
    stranger = office.browser()
    for path in ("/", "/cases", "/cases/nothing", "/nothing", "/audit"):
        answer = stranger.get(path)
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/login")
    assert stranger.get("/api/v1/cases").status_code == 401
    assert stranger.get("/start?key=x").status_code == 303


def test_the_first_owner_comes_in_by_an_invitation_that_works_once(office: Office) -> None:
    path = office.invitation("owner")
    form = {"name": "Olim Example", "password": PASSWORD, "again": PASSWORD}
    browser = office.browser()
    assert "owner" in browser.get(path).text
    assert browser.post(path, data=form).status_code == 303
    again = office.browser().post(path, data=form | {"name": "Another"})
    assert again.status_code == 404
    assert "ask an owner for a new one" in again.text


def test_until_the_second_factor_is_set_up_nothing_else_opens(office: Office) -> None:
    browser = office.browser()
    browser.post(office.invitation("owner"), data={"name": "Olim Example", "password": PASSWORD, "again": PASSWORD})
    for path in ("/cases", "/team", "/api/v1/cases", "/account"):
        assert browser.get(path).headers["location"] == "/account/code"


def test_the_whole_way_in(office: Office, owner: TestClient) -> None:
    assert owner.get("/cases").status_code == 200
    assert len(office.codes["Olim Example"]) == 10
    browser, answer = office.login("Olim Example")
    assert answer.headers["location"] == "/"
    assert browser.get("/cases").status_code == 200
    assert browser.get("/login").headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Nobody", PASSWORD, "000000"),
        ("Olim Example", "another password", None),
        ("Olim Example", PASSWORD, "000000"),
        ("Olim Example", PASSWORD, ""),
        ("Olim Example", "", ""),
    ],
)
def test_what_is_wrong_is_not_told(
    office: Office, owner: TestClient, name: str, password: str, code: str | None
) -> None:
    if code is None:
        code = office.code("Olim Example")
    _, answer = office.login(name, password=password, code=code)
    assert answer.status_code == 422
    assert "the name, the password or the code is not right" in answer.text
    assert "set-cookie" not in answer.headers
    assert password == "" or password not in answer.text
    assert f'value="{name}"' in answer.text


def test_a_code_works_once(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=2)
    code = office.code("Olim Example")
    assert office.login("Olim Example", code=code)[1].status_code == 303
    assert office.login("Olim Example", code=code)[1].status_code == 422


def test_a_recovery_code_works_once_however_it_is_typed(office: Office, owner: TestClient) -> None:
    code = office.codes["Olim Example"][3]
    assert office.login("Olim Example", code=code.lower().replace("-", " "))[1].status_code == 303
    assert office.login("Olim Example", code=code)[1].status_code == 422
    assert "<dd>9</dd>" in owner.get("/account").text
    fresh = owner.post("/account/recovery").text
    assert len(re.findall(r"<code>[A-Z2-7-]{29}</code>", fresh)) == 10
    assert office.login("Olim Example", code=office.codes["Olim Example"][4])[1].status_code == 422


@pytest.mark.parametrize("name", ["Olim Example", "Nobody At All"])
def test_after_some_tries_there_is_a_wait_that_grows(office: Office, owner: TestClient, name: str) -> None:
    said = [office.login(name, password="wrong wrong wrong", code="1")[1].status_code for _ in range(5)]
    assert said == [422] * 5
    waits = []
    for _ in range(8):
        answer = office.login(name, password=PASSWORD, code="1")[1]
        assert answer.status_code == 429
        found = re.search(r"wait (\d+) seconds", answer.text)
        assert found
        waits.append(int(found[1]))
        office.clock.pass_(seconds=waits[-1])
        assert office.login(name, password="wrong wrong wrong", code="1")[1].status_code == 422
    assert waits == [15, 30, 60, 120, 240, 480, 900, 900]


def test_a_right_login_in_between_starts_the_count_anew(office: Office, owner: TestClient) -> None:
    for _ in range(3):
        for _ in range(4):
            assert office.login("Olim Example", password="wrong wrong wrong", code="1")[1].status_code == 422
        assert office.login("Olim Example")[1].status_code == 303


def test_many_names_from_one_address_wait_too(office: Office, owner: TestClient) -> None:
    said = [office.login(f"Guess {n}", code="1")[1].status_code for n in range(22)]
    assert said == [422] * 20 + [429] * 2


def test_the_wait_of_an_account_leaves_its_open_browser_alone(office: Office, owner: TestClient) -> None:
    for _ in range(7):
        office.login("Olim Example", password="wrong wrong wrong", code="1")
    assert owner.get("/cases").status_code == 200


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "12 characters or more"),
        ("aaaaaaaaaaaaaa", "repeats"),
        ("Olim Example 1", "little more than your name"),
        ("ok" * 600, "at most"),
    ],
)
def test_a_weak_password_is_refused_and_the_name_stays(office: Office, password: str, why: str) -> None:
    answer = office.browser().post(
        office.invitation("owner"), data={"name": "Olim Example", "password": password, "again": password}
    )
    assert answer.status_code == 422
    assert why in answer.text
    assert 'value="Olim Example"' in answer.text
    assert password not in answer.text


def test_any_characters_make_a_password(office: Office) -> None:
    password = "пять тихих окон 五"
    answer = office.browser().post(
        office.invitation("owner"), data={"name": "Olim Example", "password": password, "again": password}
    )
    assert answer.status_code == 303


def test_a_name_is_taken_once_however_it_is_written(office: Office, owner: TestClient) -> None:
    form = {"name": "OLIM  example", "password": PASSWORD, "again": PASSWORD}
    answer = office.browser().post(office.invitation("reader"), data=form)
    assert answer.status_code == 422
    assert "somebody has this name already" in answer.text


def test_an_invitation_grows_old(office: Office, owner: TestClient) -> None:
    path = office.invitation("reader")
    office.clock.pass_(hours=71)
    assert office.browser().get(path).status_code == 200
    office.clock.pass_(hours=2)
    assert office.browser().get(path).status_code == 404


def test_an_invitation_can_be_made_and_taken_back(office: Office, owner: TestClient) -> None:
    page = owner.post("/team/invitations", data={"role": "reviewer", "note": "Rano Sample"}).text
    found = re.search(r"http://127\.0\.0\.1:8448(/invitation/[0-9a-f]{64})<", page)
    assert found
    assert "reviewer" in office.browser().get(found[1]).text
    assert found[1] not in owner.get("/team").text
    number = re.search(r"/team/invitations/(\d+)/withdraw", page)
    assert number
    assert owner.post(number[0]).status_code == 303
    assert office.browser().get(found[1]).status_code == 404


def test_the_page_locks_after_ten_minutes_and_opens_with_the_password(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=9)
    assert owner.get("/cases").status_code == 200
    office.clock.pass_(minutes=9)
    assert owner.post("/awake").status_code == 204
    office.clock.pass_(minutes=11)
    assert owner.get("/cases?after=x").headers["location"] == "/unlock?next=%2Fcases%3Fafter%3Dx"
    assert owner.get("/cases").status_code == 303
    assert owner.post("/unlock", data={"password": "wrong wrong"}).status_code == 422
    assert owner.post("/unlock", data={"password": PASSWORD, "next": "/cases"}).headers["location"] == "/cases"
    assert owner.get("/cases").status_code == 200


def test_what_was_typed_is_done_after_the_unlock(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=11)
    page = owner.post("/team/invitations", data={"role": "reader", "note": "Söz & <b>"})
    assert page.status_code == 401
    kept = re.search(r'name="kept" value="([^"]+)"', page.text)
    assert kept
    wrong = owner.post("/unlock", data={"password": "wrong wrong", "kept": kept[1]})
    assert kept[1] in wrong.text
    done = owner.post("/unlock", data={"password": PASSWORD, "kept": kept[1]})
    assert done.status_code == 200
    assert "/invitation/" in done.text
    assert "Söz &amp; &lt;b&gt;" in owner.get("/team").text


def test_what_was_typed_is_done_after_a_new_login(office: Office, owner: TestClient) -> None:
    office.clock.pass_(hours=13)
    page = owner.post("/account/sessions/end-others")
    assert "Log in" in page.text
    kept = re.search(r'name="kept" value="([^"]+)"', page.text)
    assert kept
    browser, done = office.login("Olim Example", kept=kept[1])
    assert done.headers["location"] == "/account?said=ended"
    assert "vigil_session" in done.headers["set-cookie"]
    assert browser.get("/cases").status_code == 200


def test_a_form_in_parts_is_kept_whole(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=11)
    files = [("role", (None, b"reader")), ("note", (None, b"Rano")), ("file", ("a.bin", bytes(range(256))))]
    page = owner.post("/team/invitations", files=files)
    kept = re.search(r'name="kept" value="([^"]+)"', page.text)
    assert kept
    assert owner.post("/unlock", data={"password": PASSWORD, "kept": kept[1]}).status_code == 200
    assert "Rano" in owner.get("/team").text


def test_a_part_of_a_page_is_told_that_the_password_is_wanted(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=11)
    answer = owner.post("/account/sessions/end-others", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["x-vigil-ask"], answer.text) == (401, "unlock", "")


def test_a_session_ends_after_twelve_hours_whatever_is_done(office: Office, owner: TestClient) -> None:
    for _ in range(11 * 7):
        office.clock.pass_(minutes=9)
        assert owner.get("/cases").status_code == 200
    office.clock.pass_(minutes=9 * 4)
    assert owner.get("/cases").headers["location"].startswith("/login")


def test_what_is_weighty_asks_for_the_password_again(office: Office, owner: TestClient) -> None:
    office.clock.pass_(minutes=6)
    page = owner.post("/team/invitations", data={"role": "reader", "note": "Rano"})
    assert page.status_code == 401
    assert "/invitation/" not in page.text
    kept = re.search(r'name="kept" value="([^"]+)"', page.text)
    assert kept
    assert "/invitation/" in owner.post("/unlock", data={"password": PASSWORD, "kept": kept[1]}).text
    assert owner.post("/team/invitations", data={"role": "reader", "note": "Rano"}).status_code == 200


def test_a_changed_password_ends_other_sessions_and_changes_this_one(office: Office, owner: TestClient) -> None:
    other, _ = office.login("Olim Example")
    before = owner.cookies["vigil_session"]
    new = "another lantern window tide"
    answer = owner.post("/account/password", data={"password": new, "again": new})
    assert answer.headers["location"] == "/account?said=password"
    assert owner.cookies["vigil_session"] != before
    assert owner.get("/cases").status_code == 200
    assert other.get("/cases").status_code == 303
    owner.cookies.set("vigil_session", before)
    assert office.login("Olim Example")[1].status_code == 422
    assert office.login("Olim Example", password=new)[1].status_code == 303


def test_own_sessions_are_listed_and_can_be_ended(office: Office, owner: TestClient) -> None:
    other, _ = office.login("Olim Example")
    (path,) = re.findall(r'action="(/account/sessions/\d+/end)"', owner.get("/account").text)
    assert owner.post(path).status_code == 303
    assert other.get("/cases").status_code == 303
    assert owner.post(path).status_code == 404
    third, _ = office.login("Olim Example")
    assert owner.post("/account/sessions/end-others").status_code == 303
    assert third.get("/cases").status_code == 303
    assert owner.post("/logout").headers["location"] == "/login"
    assert owner.get("/cases").status_code == 303


def test_nobody_ends_the_session_of_another(office: Office, owner: TestClient) -> None:
    reader = office.join("Rano Sample", "reader")
    numbers = [s["number"] for s in owner.get("/api/v1/account").json()["sessions"]]
    assert reader.post(f"/account/sessions/{numbers[0]}/end").status_code == 404
    assert owner.get("/cases").status_code == 200


def account_id(owner: TestClient, name: str) -> str:
    return next(str(a["id"]) for a in owner.get("/api/v1/team").json()["accounts"] if a["name"] == name)


def test_a_role_is_given_and_counts_from_the_next_login(office: Office, owner: TestClient) -> None:
    reader = office.join("Rano Sample", "reader")
    assert reader.get("/audit").status_code == 403
    assert owner.post(f"/team/{account_id(owner, 'Rano Sample')}/role", data={"role": "owner"}).status_code == 303
    assert reader.get("/audit").headers["location"].startswith("/login")
    promoted, _ = office.login("Rano Sample")
    assert promoted.get("/audit").status_code == 200


def test_an_account_is_ended_and_opened_again(office: Office, owner: TestClient) -> None:
    reader = office.join("Rano Sample", "reader")
    path = f"/team/{account_id(owner, 'Rano Sample')}"
    assert owner.post(f"{path}/end").status_code == 303
    assert reader.get("/cases").status_code == 303
    assert office.login("Rano Sample")[1].status_code == 422
    assert owner.post(f"{path}/resume").status_code == 303
    assert office.login("Rano Sample")[1].status_code == 303


def test_an_owner_does_not_shut_themselves_out(office: Office, owner: TestClient) -> None:
    own = account_id(owner, "Olim Example")
    for act in ("end", "role", "forget-code"):
        assert owner.post(f"/team/{own}/{act}", data={"role": "reader"}).status_code == 403
    assert owner.get("/team").status_code == 200


def test_whoever_lost_their_code_sets_up_another(office: Office, owner: TestClient) -> None:
    reader = office.join("Rano Sample", "reader")
    assert owner.post(f"/team/{account_id(owner, 'Rano Sample')}/forget-code").status_code == 303
    assert reader.get("/cases").status_code == 303
    browser, _ = office.login("Rano Sample", code="")
    assert browser.get("/cases").headers["location"] == "/account/code"
    assert office.login("Rano Sample", code=office.codes["Rano Sample"][0])[1].status_code == 303  # as without any


def test_in_local_mode_there_is_no_team(client: TestClient) -> None:
    for path in ("/team", "/audit", "/login", "/api/v1/team", "/account"):
        assert client.get(path).status_code == 404
    assert 'href="/team"' not in client.get("/cases").text


def test_the_menu_shows_what_the_role_reaches(office: Office, owner: TestClient) -> None:
    reader = office.join("Rano Sample", "reader")
    assert 'href="/team"' in owner.get("/cases").text
    assert 'href="/team"' not in reader.get("/cases").text
