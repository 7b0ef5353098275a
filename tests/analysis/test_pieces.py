"""Word pieces and windows: what the encoder is given."""

from hypothesis import given
from hypothesis import strategies as st

from vigil.analysis.pieces import windows
from vigil.analysis.segment import Segmented, segment
from vigil.analysis.wordpieces import WordPieces
from vigil.languages import Language
from vigil.model.text import Story

WORDS = ["[UNK]", "q", "##aster", "musa", "##khan", "'", "s", "re", "-", "arrest", "cafe", "comb", ".", '"', "a", "##b"]
PIECES = WordPieces(WORDS)
HOSTILE = st.text(st.sampled_from("aбق ab'\"“”.\n\u200b\u0301\u202eİŉ日😀-"), max_size=80)


def cut(text: str) -> list[tuple[str, str]]:
    """Return each piece with the words that it stands for."""
    return [(WORDS[n], text[start:end]) for n, start, end in PIECES.cut(text)]


def segmented(text: str) -> Segmented:
    return segment(Story(text), Language("en"))


def test_longest_known_pieces_from_the_left() -> None:
    """The pieces that the library ``tokenizers`` gives for the same words."""
    assert cut("Qaster Musakhan's re-arrest") == [
        ("q", "Q"),
        ("##aster", "aster"),
        ("musa", "Musa"),
        ("##khan", "khan"),
        ("'", "'"),
        ("s", "s"),
        ("re", "re"),
        ("-", "-"),
        ("arrest", "arrest"),
    ]


def test_accents_and_what_is_not_seen_are_left_out() -> None:
    assert cut("café c\u200bo\u0301mb") == [("cafe", "café"), ("comb", "c\u200bo\u0301mb")]


def test_an_unknown_word_is_one_piece() -> None:
    assert cut("Қазақстан cafe") == [("[UNK]", "Қазақстан"), ("cafe", "cafe")]
    assert cut("x" * 200) == [("[UNK]", "x" * 200)]


@given(HOSTILE)
def test_pieces_run_forward_and_hold_something(text: str) -> None:
    ends = 0
    for _, start, end in PIECES.cut(text):
        assert ends <= start < end <= len(text)
        ends = end


@given(HOSTILE, st.integers(8, 20), st.integers(0, 4))
def test_every_piece_is_some_windows_own_once(text: str, limit: int, context: int) -> None:
    story = segmented(text)
    whole = [p for w in windows(story, PIECES, limit=1000, context=0) for p in w.pieces]
    cut_up = list(windows(story, PIECES, limit=limit, context=context))
    assert [p for w in cut_up for p in w.pieces[w.own :]] == whole
    assert all(len(w.ids()) == len(w.features()) <= limit for w in cut_up)


def test_case_quotation_and_place_are_told() -> None:
    (window,) = windows(segmented("A “cafe” ARREST\n\nA arrest.\n\nA arrest.\n\nA."), PIECES)
    told = [(WORDS[p.id], *p.features) for p in window.pieces]
    assert told[:5] == [("a", 1, 0, 3), ("[UNK]", 5, 0, 3), ("cafe", 0, 1, 3), ("[UNK]", 5, 0, 3), ("arrest", 2, 0, 3)]
    assert [place for _, _, _, place in told] == [3] * 5 + [4] * 3 + [5] * 5
