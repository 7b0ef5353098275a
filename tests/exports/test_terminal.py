"""What the terminal shows: every part of a case, and no character that it would obey."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from vigil import terminal
from vigil.cases.lines import line_of
from vigil.model.beside import Beside
from vigil.model.case import Case


def printed(renderable: object) -> str:
    out = StringIO()
    Console(file=out, width=120, force_terminal=False).print(renderable)
    return out.getvalue()


def test_a_case_file_names_everything_with_its_source(hostile_case: Case) -> None:
    text = printed(terminal.case_file(hostile_case))
    for part in ("Aidos Example", "in proceedings", "21 January 2020", "What may happen", "no judge has ruled", "[1]"):
        assert part in text


def test_square_brackets_and_escapes_of_a_text_are_not_obeyed(hostile_case: Case) -> None:
    changed = replace(hostile_case, host="[red]\x1b[31m\x07\u202eKazakhstan")
    text = printed(terminal.case_file(changed))
    assert "[red][31mKazakhstan" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_the_list_has_a_line_for_each_case_and_one_heading(hostile_case: Case) -> None:
    lines = [line_of(case) for case in (hostile_case, replace(hostile_case, id="ffffffffff"))]
    first = printed(terminal.case_list(lines, {}))
    assert first.count("Kazakhstan") == 2
    assert "Standing" in first
    assert "Standing" not in printed(terminal.case_list(lines, {}, headed=False))


def test_what_stands_beside_a_case_is_printed(hostile_case: Case, hostile_beside: Beside) -> None:
    text = " ".join(printed(terminal.case_file(hostile_case, hostile_beside)).split())
    for said in (
        "Last news 10 January 2020, 31 days ago",
        "Take note: No news for 31 days",
        "What changed",
        "Information for a lawyer, not advice",
        "binds Kazakhstan since 1999",
        "fedcba9876",
        "first reported as",
        "30 [1] (corrected later)",
        "Sources 1 and 2 carry the same text",
    ):
        assert said in text


def test_changes_are_printed_with_their_words(hostile_case: Case, hostile_beside: Beside) -> None:
    assert hostile_beside.changes is not None
    text = printed(terminal.case_changes(hostile_case, hostile_beside.changes))
    assert "1 report published on or after 1 January 2020." in text
    assert "“put off” [1]" in text


def test_the_list_tells_a_silence_that_is_too_long(hostile_case: Case, hostile_beside: Beside) -> None:
    assert hostile_beside.silence is not None
    text = " ".join(
        printed(terminal.case_list([line_of(hostile_case)], {hostile_case.id: hostile_beside.silence})).split()
    )
    assert "too long" in text
