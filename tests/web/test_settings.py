"""Settings: what the viewer chooses stays in their browser, what concerns the casebook stays with it."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi.testclient import TestClient

from vigil.casebook import Casebook
from vigil.desk import Desk, Viewer, settings
from vigil.errors import NotAllowedError
from vigil.run import Surroundings


def test_the_name_of_decisions_can_be_changed(client: TestClient) -> None:
    assert client.get("/api/v1/settings").json()["name"] == "tester"
    assert client.post("/settings/name", data={"name": "  Dana   Example "}).status_code == 303
    assert client.get("/api/v1/settings").json()["name"] == "Dana Example"
    assert 'value="Dana Example"' in client.get("/settings").text


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\x07b"])
def test_a_name_that_will_not_do_is_kept_in_the_form(client: TestClient, name: str) -> None:
    answer = client.post("/settings/name", data={"name": name})
    assert answer.status_code == 422
    assert 'id="name-wrong"' in answer.text
    assert client.get("/api/v1/settings").json()["name"] == "tester"


def test_the_day_is_the_viewer_s() -> None:
    late = datetime(2030, 3, 10, 20, tzinfo=UTC)
    days = {
        zone: Desk(None, Viewer("tester"), lambda: late, ZoneInfo(zone)).today().day  # type: ignore[arg-type]  # asked for nothing
        for zone in ("UTC", "Asia/Almaty", "America/Toronto")
    }
    assert days == {"UTC": 10, "Asia/Almaty": 11, "America/Toronto": 10}


def test_the_time_zone_is_kept_and_times_are_shown_in_it(client: TestClient) -> None:
    assert "9:00" in client.get("/settings").text
    saved = client.post("/settings/zone", data={"zone": "Asia/Almaty"})
    assert saved.status_code == 303
    assert "2:00" in client.get("/settings").text
    refused = client.post("/settings/zone", data={"zone": "Asia/Nowhere<script>"})
    assert refused.status_code == 422
    assert "Asia/Nowhere&lt;script&gt;" in refused.text
    client.cookies.set("vigil_zone", "../../etc/passwd")
    assert client.get("/settings").status_code == 200


def test_language_and_colours_are_kept(client: TestClient) -> None:
    client.post("/settings/look", data={"language": "en", "theme": "dark"})
    assert 'data-theme="dark"' in client.get("/settings").text
    client.post("/settings/look", data={"language": "xx", "theme": "loud"})
    assert 'data-theme="dark"' in client.get("/settings").text


def test_single_keys_can_be_switched_off_where_scripts_see_it(client: TestClient) -> None:
    off = client.post("/settings/keys", data={})
    assert "vigil_keys=off" in off.headers["set-cookie"]
    assert "httponly" not in off.headers["set-cookie"].lower()
    assert "checked" not in client.get("/settings").text
    client.post("/settings/keys", data={"keys": "on"})
    assert "checked" in client.get("/settings").text


def test_the_proxy_is_checked_and_kept(client: TestClient, casebook: Casebook) -> None:
    for wrong in (
        "127.0.0.1:9050",
        "ftp://127.0.0.1:9050",
        "socks5h://",
        "socks5h://host",
        "http://h:port",
        "http://a b:1",
    ):
        refused = client.post("/settings/proxy", data={"proxy": wrong})
        assert refused.status_code == 422
        assert f'value="{wrong}"' in refused.text
    assert casebook.imports.setting("proxy") is None
    client.post("/settings/proxy", data={"proxy": " socks5h://127.0.0.1:9050 "})
    assert casebook.imports.setting("proxy") == "socks5h://127.0.0.1:9050"
    assert client.put("/api/v1/settings/proxy", json={"proxy": None}).json()["proxy"] is None
    assert casebook.imports.setting("proxy") is None


def test_the_password_of_the_first_proxy_is_not_shown(desk: Desk) -> None:
    around = Surroundings(desk.now, proxy="socks5h://me:secret@127.0.0.1:9050")
    assert settings.settings(desk, around).started_with == "socks5h://127.0.0.1:9050"
    assert settings.way_out(desk, around) == "socks5h://127.0.0.1:9050"


def test_a_backup_can_be_downloaded(client: TestClient, casebook: Casebook, tmp_path: Path) -> None:
    assert "None was made here yet" in client.get("/settings").text
    answer = client.post("/settings/backup.zip")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        packed.extractall(tmp_path)
    with Casebook(tmp_path / "vigil-backup-2030-03-10-0900") as copy:
        assert copy.counts() == casebook.counts()
    assert client.get("/api/v1/settings").json()["backed_up"] == "2030-03-10T09:00:00+00:00"


def test_a_backup_into_a_folder_says_what_is_wrong_and_keeps_the_path(client: TestClient, tmp_path: Path) -> None:
    refused = client.post("/settings/backup", data={"folder": "not/whole"})
    assert refused.status_code == 422
    assert 'value="not/whole"' in refused.text
    (tmp_path / "disk").mkdir()
    assert client.post("/settings/backup", data={"folder": str(tmp_path / "disk")}).status_code == 303
    assert (tmp_path / "disk" / "vigil-backup-2030-03-10-0900" / "vigil.db").is_file()
    assert "The backup is made" in client.get("/settings?done=backup").text


def test_who_is_not_an_owner_neither_sees_nor_changes_the_casebook_s(desk: Desk) -> None:
    editor = Desk(desk.casebook, Viewer("editor", "editor"), desk.now)
    shown = settings.settings(editor, Surroundings(desk.now, proxy="http://a.example:1"))
    assert (shown.proxy, shown.started_with, shown.casebook) == (None, None, "")
    for change in (settings.set_name, settings.set_proxy, settings.back_up):
        with pytest.raises(NotAllowedError):
            change(editor, "http://a.example:1")
    with pytest.raises(NotAllowedError):
        settings.zipped(editor)
