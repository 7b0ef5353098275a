"""The comparison with plain trafilatura counts what it says that it counts."""

import gzip
import json
from pathlib import Path

import pytest

from evals.pages import SETS, body_text, read_rows, runs_of_four, score, tally, with_vigil
from vigil.model.report import Capture, Page
from vigil.story import tell

PROSE = (
    "The court in Hentzau put off the case of two shepherds after their lawyer asked for an interpreter on that day."
)
HTML = (
    "<html><head><meta property='article:published_time' content='2021-06-02'></head><body><article>"
    f"<h1>Two shepherds wait for it</h1><figure><figcaption>A caption of four words.</figcaption></figure><p>{PROSE}</p>"
    f"<p>{PROSE.replace('two', 'the')}</p></article><footer>Terms of use</footer></body></html>"
)


def test_runs_of_four_words_are_counted() -> None:
    assert runs_of_four("a b c d a b c d") == {
        ("a", "b", "c", "d"): 2,
        ("b", "c", "d", "a"): 1,
        ("c", "d", "a", "b"): 1,
        ("d", "a", "b", "c"): 1,
    }
    assert runs_of_four("a b") == {("a", "b"): 1}
    assert not runs_of_four("")


def test_headline_and_captions_are_left_out_of_the_body() -> None:
    report = tell(Page(Capture("0" * 64, "text/html"), "html", HTML), retrieved_on=None, published=None)
    assert body_text(report).split() == f"{PROSE} {PROSE.replace('two', 'the')}".split()


def test_segments_and_days_are_counted() -> None:
    row = {"html": HTML, "with": [PROSE, "not there"], "without": ["Terms of use", "shepherds"], "date": "2021-06-02"}
    counts = tally(SETS[0], [row], with_vigil)
    assert (counts.right, counts.missed, counts.wrong, counts.days, counts.dated) == (1, 1, 1, 1, 1)
    assert counts.text() == (0.5, 0.5, 0.5)


def test_a_set_is_scored_against_its_gold_text(tmp_path: Path) -> None:
    folder = tmp_path / "pages-scrapinghub"
    folder.mkdir()
    rows = [
        {"html": HTML, "articleBody": f"{PROSE}\n{PROSE.replace('two', 'the')}"},
        {"html": "<p>x", "articleBody": PROSE},
    ]
    with gzip.open(folder / "train.jsonl.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    assert score(folder) == {"text": pytest.approx(0.5)}
    assert len(list(read_rows(folder / "train.jsonl.gz", 1, None))) == 1
    assert len(list(read_rows(folder / "train.jsonl.gz", None, "odd"))) == 1
