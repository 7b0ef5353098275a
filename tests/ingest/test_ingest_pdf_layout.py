from __future__ import annotations

from vigil.ingest.pdf_layout import Line, LineReader, paragraphs, without_running_lines

FULL = "He was held at the border for three days and had no lawyer with"
LAST = "him until the fourth, when one came from the city to see him again."
IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def lines(*rows: tuple[str, float] | tuple[str, float, float] | tuple[str, float, float, float]) -> list[Line]:
    """Return lines of (text, y, size 10, x 72)."""
    full = [(*row, *(10.0, 72.0)[len(row) - 2 :]) for row in rows]
    return [Line(text, x, y, size) for text, y, size, x in full]


def told(*rows: tuple[str, float] | tuple[str, float, float] | tuple[str, float, float, float]) -> list[str]:
    return list(paragraphs([lines(*rows)]))


def test_a_wide_gap_divides_paragraphs_of_full_lines() -> None:
    found = told((FULL, 700), (LAST, 688), (FULL, 670), (LAST, 658), (FULL, 640), (LAST, 628))
    assert found == [f"{FULL} {LAST}"] * 3


def test_another_size_divides_a_heading_from_its_text_and_a_title_of_two_lines_stays_one() -> None:
    found = told(("Two men cross the", 740, 20), ("Border at Testville", 716, 20), (FULL, 700), (LAST, 688))
    assert found == ["Two men cross the Border at Testville", f"{FULL} {LAST}"]


def test_an_indent_behind_a_full_stop_begins_a_paragraph() -> None:
    found = told((FULL, 700), (LAST, 688), (FULL, 676, 10, 86), (LAST, 664))
    assert found == [f"{FULL} {LAST}"] * 2


def test_a_short_line_that_ends_a_sentence_ends_a_paragraph() -> None:
    assert told((FULL, 700), ("him.", 688), (FULL, 676), (LAST, 664)) == [f"{FULL} him.", f"{FULL} {LAST}"]


def test_the_items_of_a_list_are_paragraphs() -> None:
    rows = [
        ("• " + FULL, 700.0),
        (LAST, 688.0),
        ("• Second.", 676.0),
        ("1. " + FULL, 664.0),
        (LAST, 652.0),
        ("2. Last.", 640.0),
    ]
    assert told(*rows) == [f"• {FULL} {LAST}", "• Second.", f"1. {FULL} {LAST}", "2. Last."]


def test_a_line_that_begins_with_a_day_is_no_item() -> None:
    assert told((FULL + " him on January", 700), ("30. " + LAST, 688)) == [f"{FULL} him on January 30. {LAST}"]


def test_a_sentence_runs_on_at_the_top_of_the_next_column() -> None:
    assert told((FULL, 60), (LAST, 700)) == [f"{FULL} {LAST}"]


def test_words_divided_at_the_end_of_a_line_are_put_together() -> None:
    assert told((FULL + " de-", 700), ("ported men. " + LAST, 688))[0].startswith(FULL + " deported men.")
    assert told((FULL + " de\u00ad", 700), ("ported men. " + LAST, 688))[0].startswith(FULL + " deported men.")
    kept = told(("A well-known man " + FULL, 712), (FULL + " well-", 700), ("known men. " + LAST, 688))
    assert "with well-known men." in kept[0]
    assert "Kazakh- Chinese" in told((FULL + " Kazakh-", 700), ("Chinese men. " + LAST, 688))[0]


def test_no_lines_are_no_paragraphs() -> None:
    assert told() == []


def test_running_lines_need_more_than_half_of_the_pages() -> None:
    pages = [
        lines((f"Page {n}", 780), (f"Text {'abcd'[n]}", 700), ("Draft" if n < 2 else "Other end", 20)) for n in range(4)
    ]
    kept, dropped = without_running_lines(pages)
    assert dropped == ["Page 0"]
    assert [len(page) for page in kept] == [2] * 4
    assert without_running_lines(pages[:1]) == (pages[:1], [])


def test_the_place_of_a_line_is_that_of_its_first_word_and_its_size_that_of_most() -> None:
    reader = LineReader()
    matrix = (0.5, 0.0, 0.0, -0.5, 10.0, 800.0)
    reader.visit("• ", matrix, (1.0, 0.0, 0.0, 1.0, 40.0, 100.0), None, 30.0)
    reader.visit("ﬁled a claim\nNext", matrix, (1.0, 0.0, 0.0, 1.0, 60.0, 100.0), None, 20.0)
    reader.visit("\n  \n", IDENTITY, IDENTITY, None, 12.0)
    first, second = reader.lines()
    assert first == Line("• filed a claim", 30.0, 750.0, 10.0)
    assert (second.text, second.x) == ("Next", 40.0)
