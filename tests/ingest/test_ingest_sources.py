from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.ingest.made_files import HTML, LIMITS, STORY
from vigil.errors import FetchRefusedError
from vigil.ingest import Limits, Received, Refusal, count, receive


def refusal(source: Path | str, limits: Limits = LIMITS) -> str:
    (found,) = receive(str(source), limits=limits)
    assert isinstance(found, Refusal)
    assert found.name == str(source)
    assert "\n" not in str(found.error)
    return str(found.error)


def names(source: Path) -> list[str]:
    return [Path(f.name).relative_to(source).as_posix() for f in receive(str(source), limits=LIMITS)]


def test_a_file_is_received_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(STORY)
    (found,) = receive(str(path), limits=LIMITS)
    assert isinstance(found, Received)
    assert (found.name, found.body) == (str(path), STORY.encode())
    assert (found.capture.media_type, found.capture.url, found.capture.retrieved_at) == ("text/plain", None, None)


def test_a_missing_path_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == "there is no such file or folder; check the path"


def test_a_path_that_no_file_can_have_is_refused() -> None:
    assert "check the path" in refusal("a\0b")
    assert "check the path" in refusal("x" * 5_000)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    for content in ("", "  \n\n"):
        (tmp_path / "empty.txt").write_text(content)
        assert refusal(tmp_path / "empty.txt") == "an empty file; save the page again"


def test_a_200_mb_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    assert refusal(path).startswith("200 MB, over the limit of 50 MB")


def test_a_file_that_grows_while_it_is_read_stays_within_the_limit(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    assert "over the limit" in refusal(tmp_path / "a.txt", Limits(file_bytes=20))


def test_a_folder_is_read_in_order_with_what_lies_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/deep.html", "c.txt", ".hidden.txt", ".git/config", "a/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY)
    assert names(tmp_path) == ["a/b/deep.html", "a/z.txt", "b.txt", "c.txt"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_bytes(os.urandom(4_000))
    (tmp_path / "c.html").write_text(HTML)
    kinds = [type(found) for found in receive(str(tmp_path), limits=LIMITS)]
    assert kinds == [Received, Refusal, Received]


def test_the_parts_of_a_saved_page_are_not_reports(tmp_path: Path) -> None:
    (tmp_path / "Hearing put off.html").write_text(HTML)
    for folder in ("Hearing put off_files", "Hearing put off-Dateien"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_text(HTML)
    (tmp_path / "Hearing put off by months").mkdir()
    (tmp_path / "Hearing put off by months" / "report.txt").write_text(STORY)
    assert names(tmp_path) == ["Hearing put off by months/report.txt", "Hearing put off.html"]


def test_what_will_come_is_counted_for_a_progress_bar(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "b/.hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    (tmp_path / "empty").mkdir()
    for source in (tmp_path, tmp_path / "a.txt", tmp_path / "none", tmp_path / "empty"):
        assert count(str(source)) == len(list(receive(str(source), limits=LIMITS)))
    assert count("-") == count("https://example.org/") == 1


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    assert "without a file to read" in refusal(tmp_path)


def test_an_unreadable_folder_is_refused_and_the_rest_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text(STORY)
    real = os.scandir

    def guarded(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    first, second = receive(str(tmp_path), limits=LIMITS)
    assert isinstance(first, Refusal)
    assert str(first.error).startswith("no permission to read it")
    assert isinstance(second, Received)


def test_links_that_lead_back_are_followed_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text(STORY)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["a/report.txt"]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "leads back to itself" in refusal(tmp_path / "loop")


def test_a_pipe_is_neither_file_nor_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe") == "neither a file nor a folder; give one of these"


def test_too_many_files_are_said_to_be(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(STORY)
    found = list(receive(str(tmp_path), limits=Limits(folder_files=2)))
    assert [type(f) for f in found] == [Received, Received, Refusal]


def test_standard_input_is_read() -> None:
    (found,) = receive("-", limits=LIMITS, stdin=io.BytesIO(STORY.encode()))
    assert isinstance(found, Received)
    assert (found.name, found.body) == ("standard input", STORY.encode())


def test_standard_input_has_the_limit_of_a_file() -> None:
    (found,) = receive("-", limits=Limits(file_bytes=100), stdin=io.BytesIO(b"x" * 101))
    assert isinstance(found, Refusal)
    assert "over the limit" in str(found.error)


def test_no_standard_input_is_refused() -> None:
    (found,) = receive("-", limits=LIMITS)
    assert isinstance(found, Refusal)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/a", "FILE://x", "javascript://x"])
def test_only_web_addresses_are_addresses(address: str) -> None:
    assert "give an http or https address" in refusal(address)


def test_nothing_is_fetched_unless_asked_for() -> None:
    assert "not fetched here" in refusal("https://example.org/report")


def test_an_address_goes_to_the_fetcher() -> None:
    class Canned:
        def fetch(self, url: str) -> Received:
            if "refused" in url:
                raise FetchRefusedError("it is refused")
            return Received.of(url, HTML.encode(), url=url, retrieved_at="2020-01-10T08:30:00Z")

    (found,) = receive("https://example.org/a", limits=LIMITS, fetcher=Canned())
    assert isinstance(found, Received)
    assert found.capture.url == "https://example.org/a"
    (found,) = receive("https://example.org/refused", limits=LIMITS, fetcher=Canned())
    assert isinstance(found, Refusal)
    assert str(found.error) == "it is refused"
