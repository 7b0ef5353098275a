import pytest

from vigil.languages import Language
from vigil.languages.terms import Term, terms, valid_until
from vigil.model.when import When

EN = Language("en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("five months and 24 days", (Term(5, "month"), Term(24, "day"))),
        ("a year in prison", (Term(1, "year"),)),
        ("Ten years' imprisonment", (Term(10, "year"),)),
        ("probation for half a year", (Term(0.5, "year"),)),
        ("a fine of 1,000 tenge", ()),
    ],
)
def test_terms(text: str, found: tuple[Term, ...]) -> None:
    assert terms(text, EN) == found


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("The status is good for one year.", "2020-10-16", "2021-10-16"),
        ("papers valid for six months", "2019-08-31", "2020-02-29"),
        ("granted for 90 days", "2030-01-01", "2030-04-01"),
        ("a year later he left", "2020-10-16", None),
        ("good for one year", "2020-10", None),
    ],
)
def test_valid_until(text: str, since: str, until: str | None) -> None:
    assert valid_until(text, When(since), EN) == (When(until) if until else None)
