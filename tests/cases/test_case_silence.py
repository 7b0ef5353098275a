from dataclasses import replace
from datetime import date

import pytest

from tests.cases.invented_cases import Item, Row, item, only
from vigil.cases import build_cases
from vigil.cases.lines import line_of
from vigil.cases.silence import news_of, silence, silence_rules
from vigil.model.beside import Silence
from vigil.model.case import Case


def told(*events: Row, published: str | None = "2030-03-01") -> Case:
    text = "Something befell Dana Orazkyzy."
    rows = [{"who": ("p1",), "quote": "Something befell", "date": "2030-02-20"} | dict(e) for e in events]
    found: Item = item("a", published, text, [{"id": "p1", "name": "Dana Orazkyzy"}], rows)
    return only(build_cases([found]))


def quiet_on(case: Case, today: date) -> Silence | None:
    found = silence(news_of(case), today, case.timeline)
    listed = silence(line_of(case).news, today)
    assert listed == (None if found is None else replace(found, after=None))  # the list says what the case file says
    return found


@pytest.mark.parametrize(
    ("event", "quiet", "loud"),
    [
        ({"type": "disappearance"}, 1, 2),
        ({"type": "return", "detail": {"to": "Norland"}}, 2, 3),
        ({"type": "detention"}, 13, 14),
        ({"type": "extradition_decision", "detail": {"outcome": "granted"}}, 6, 7),
    ],
)
def test_silence_is_a_warning_after_its_days(event: Row, quiet: int, loud: int) -> None:
    case = told(event)
    for days, warns in ((quiet, False), (loud, True)):
        found = quiet_on(case, date(2030, 3, 1 + days))
        assert found is not None
        assert (found.days, found.warning is not None) == (days, warns)
        assert found.after is not None
        assert found.after.type == event["type"]


def test_the_warning_says_how_long_after_what_and_why() -> None:
    found = quiet_on(told({"type": "disappearance"}), date(2030, 3, 11))
    assert found is not None
    assert found.warning is not None
    assert found.warning.startswith("No news for 10 days after a disappearance, 20 February 2030. ")


def test_custody_that_ended_is_no_worry_but_a_ruling_that_stays_away_is() -> None:
    held: Row = {"type": "detention", "date": "2030-02-01"}
    freed: Row = {"type": "release", "date": "2030-02-10"}
    awaited: Row = {"type": "extradition_decision", "status": "scheduled", "date": "2030-03-20"}
    before = quiet_on(told(held, freed, awaited), date(2030, 3, 19))
    assert before is not None
    assert before.warning is None
    later = quiet_on(told(held, freed, awaited), date(2030, 3, 23))
    assert later is not None
    assert later.warning is not None
    assert "a ruling whose day has passed, 20 March 2030" in later.warning
    again = quiet_on(told(held, freed, {"type": "detention", "date": "2030-02-25"}), date(2030, 4, 1))
    assert again is not None
    assert again.warning is not None


def test_somebody_set_free_is_no_worry() -> None:
    case = told({"type": "detention"}, {"type": "release", "date": "2030-02-25"})
    found = quiet_on(case, date(2031, 3, 1))
    assert found is not None
    assert (found.days, found.warning) == (365, None)


def test_custody_elsewhere_is_a_transfer() -> None:
    moved: Row = {"type": "detention", "place": "Nordport", "date": "2030-02-28"}
    found = quiet_on(told({"type": "detention", "place": "Port Sud"}, moved), date(2030, 3, 5))
    assert found is not None
    assert found.warning is not None
    assert "transfer" in found.warning


def test_a_hearing_is_a_worry_once_its_day_has_passed() -> None:
    case = told({"type": "hearing", "status": "scheduled", "date": "2030-04-10"})
    ahead, after = quiet_on(case, date(2030, 4, 9)), quiet_on(case, date(2030, 4, 20))
    assert ahead is not None
    assert after is not None
    assert ahead.warning is None
    assert after.warning is not None
    assert after.warning.startswith("No news for 50 days after a hearing whose day has passed, 10 April 2030.")


def test_without_a_day_of_any_report_nothing_is_counted() -> None:
    assert quiet_on(told({"type": "detention"}, published=None), date(2030, 3, 1)) is None


def test_a_report_of_tomorrow_is_no_silence() -> None:
    found = quiet_on(told({"type": "detention"}), date(2030, 2, 1))
    assert found is not None
    assert found.days == 0


def test_every_rule_gives_its_reason() -> None:
    assert all(rule.because.endswith(".") and rule.days >= 1 for rule in silence_rules())
