"""The reports written for teaching: each annotation is one that the reader could have made."""

from pathlib import Path

import pytest

from evals.gold import gold_items
from training.parts import OWN, is_fresh

FOLDERS = sorted(p for p in OWN.iterdir() if p.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda p: p.name)
def test_annotations_are_values_of_the_model_and_quote_their_text(folder: Path) -> None:
    items = gold_items(folder)
    assert len(items) == len(list(folder.glob("*.txt")))
    for report, reading in items:
        quotes = [i.quote for i in reading.events] + [i.quote for i in reading.statements]
        quotes += [i.quote for i in reading.demands]
        assert all(len(q.text) > 1 for q in quotes), f"{report.title}: a quote that is not in the text"


def test_every_tenth_report_is_kept_for_the_last_test() -> None:
    fresh = [p.name for p in sorted((FOLDERS[0]).glob("*.json")) if is_fresh(p)]
    assert fresh[:2] == ["010.json", "020.json"]
