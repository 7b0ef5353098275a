from dataclasses import replace

import pytest

from tests.cases.invented_cases import Item, item, only, quote
from vigil.cases import build_cases
from vigil.model.reading import Mention


def naming(text: str, **places: str) -> Item:
    report, reading = item("a", "2030-02-06", text, [{"id": "p1", "name": "Dana Orazkyzy"}])
    mentions = tuple(Mention(quote(text, words), kind) for words, kind in places.items())
    return report, replace(reading, mentions=mentions)


@pytest.mark.parametrize(
    ("text", "places", "host", "origin"),
    [
        (
            "Kazakhstan may send Dana Orazkyzy back to China.",
            {"Kazakhstan": "LOC", "China": "LOC"},
            "Kazakhstan",
            "China",
        ),
        (
            "Dana Orazkyzy fled China and lives in Kazakhstan.",
            {"China": "LOC", "Kazakhstan": "LOC"},
            "Kazakhstan",
            "China",
        ),
        (
            "The deportation of Dana Orazkyzy from Turkey to Tajikistan.",
            {"Turkey": "LOC", "Tajikistan": "LOC"},
            "Turkey",
            "Tajikistan",
        ),
        ("Dana Orazkyzy, a Tajik national, is held.", {"Tajik": "NORP"}, None, "Tajikistan"),
        ("Dana Orazkyzy is held in Turkey.", {"Turkey": "LOC"}, None, None),
    ],
)
def test_words_around_a_country_tell_the_side(
    text: str, places: dict[str, str], host: str | None, origin: str | None
) -> None:
    case = only(build_cases([naming(text, **places)]))
    assert (case.host, case.origin) == (host, origin)
