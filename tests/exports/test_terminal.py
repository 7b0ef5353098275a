"""What the terminal shows: every part of a case, and no character that it would obey."""

from dataclasses import replace
from io import StringIO

from rich.console import Console

from vigil import terminal
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


def test_the_list_has_a_line_for_each_case(hostile_case: Case) -> None:
    assert printed(terminal.case_list([hostile_case, replace(hostile_case, id="ffffffffff")])).count("Kazakhstan") == 2
