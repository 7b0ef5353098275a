"""The published schemas are those of the code, and the vocabulary is the guide's."""

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from vigil.model.case import Standing
from vigil.model.contract import CONTRACTS, schema
from vigil.model.reading import Kind, Part, Status
from vigil.model.vocab import acts, event_types, standings

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "guide.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CONTRACTS)
def test_the_published_schema_is_current(name: str) -> None:
    published = (DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
    assert published == schema(name), "write it anew with: make schema"
    assert json.loads(published)["$schema"].startswith("https://json-schema.org/")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table that stands below a heading row of the guide."""
    table = GUIDE[GUIDE.index(heading) :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table]


def test_the_types_of_event_are_the_guides() -> None:
    told = {row[0].strip("`"): row for row in rows("| type | is | `detail` |")}
    assert list(told) == list(event_types())
    for key, row in told.items():
        words = re.findall(r"`(\w+)`", row[2])
        known = event_types()[key]
        assert set(words) == set(known.detail) | set(known.outcomes), key


def test_statuses_kinds_parts_acts_and_standings_are_the_guides() -> None:
    def words(start: str, end: str) -> set[str]:
        return set(re.findall(r"`(\w+)`", GUIDE[GUIDE.index(start) : GUIDE.index(end, GUIDE.index(start))]))

    assert set(get_args(Status)) == words("| `status` | `happened`", "| `according_to`") - {"status"}
    assert set(get_args(Kind)) == words("`kind` (`asserts`", "`direct` (true") - {"kind"}
    assert set(get_args(Part)) == words("`part` (`at_risk`", "`age`, `ethnicity`") - {"part"}
    assert set(acts()) == words("`act` (one of", "`quote`.") - {"act"}
    assert set(get_args(Standing)) == set(standings()) == words("| `status` | `at_risk`", "| `next_date`") - {"status"}
