"""What is read in the sample reports, pinned: a change of the reading shows as a difference that somebody looks at.

A missing golden is written and the test fails; look at it, then commit it. To make all anew, delete them first.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from vigil import run
from vigil.casebook import Casebook
from vigil.intake import Added
from vigil.model.case_document import case_document
from vigil.model.document import reading_document, to_json

SAMPLES = Path(__file__).parent.parent / "samples"
GOLDEN = Path(__file__).parent / "examples" / "reading"
REPORTS = sorted(p for p in SAMPLES.rglob("*") if p.is_file())
AROUND = run.Surroundings(now=lambda: datetime(2030, 1, 1, tzinfo=UTC))


def golden(name: str, found: str) -> None:
    path = GOLDEN / f"{name}.json"
    pretty = json.dumps(json.loads(found), indent=1, ensure_ascii=False) + "\n"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pretty, encoding="utf-8")
        pytest.fail(f"no golden for {name}: written; look at it and commit it")
    assert pretty == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", REPORTS, ids=lambda p: p.stem)
def test_a_sample_is_read_as_before(source: Path) -> None:
    (told,) = run.read_sources([str(source)], published=None, around=AROUND)
    assert isinstance(told, run.Told)
    assert not any(issue.level == "error" for issue in told.reading.issues)
    golden(source.stem, to_json(reading_document(told.report, told.reading, f"{source.parent.name}/{source.name}")))


def test_the_samples_make_the_case_files_they_made_before(tmp_path: Path) -> None:
    with Casebook(tmp_path / "casebook", create=True) as opened:
        for step in opened.add([str(SAMPLES)], published=None, around=AROUND):
            assert isinstance(step.outcome, Added)
        cases, faults = opened.built()
    assert not faults
    golden("cases", json.dumps([json.loads(to_json(case_document(case))) for case in cases]))


def test_every_golden_has_its_report() -> None:
    assert {p.stem for p in GOLDEN.glob("*.json")} == {p.stem for p in REPORTS} | {"cases"}
