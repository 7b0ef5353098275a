"""When a page was published, by whom, in which language: what it says counts, what its story tells does not."""

from datetime import date
from typing import Literal

import pytest

from vigil.model.report import Capture, Page, Report
from vigil.model.when import When
from vigil.story import tell
from vigil.story.days import dates_in

PROSE = (
    "The court in Hentzau put off the case of two shepherds on Wednesday after their lawyer asked for an interpreter, "
    "and the men were led back to the remand wing."
)


def told(
    text: str,
    markup: Literal["html", "plain"] = "plain",
    *,
    retrieved_on: date | None = None,
    published: When | None = None,
) -> Report:
    page = Page(Capture("a" * 64, "text/html" if markup == "html" else "text/plain"), markup, text)
    return tell(page, retrieved_on=retrieved_on, published=published)


def web(head: str = "", above: str = "", below: str = "", lang: str = "en") -> str:
    return (
        f"<html lang='{lang}'><head><title>Two shepherds wait | Strelsau Post</title>{head}</head><body><article>"
        f"<h1>Two shepherds wait for an interpreter</h1>{above}<p>{PROSE}</p><p>{PROSE.replace('two', 'the')}</p></article>"
        f"<footer>{below}</footer></body></html>"
    )


def day(report: Report) -> str | None:
    return None if report.published is None else str(report.published)


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        ("<meta property='article:published_time' content='2019-10-31T09:15:00+06:00'>", "", "2019-10-31"),
        ("<meta property='article:published_time' content='2019-10-31T00:15:00+06:00'>", "", "2019-10-31"),
        (
            '<script type=\'application/ld+json\'>{"@type":"NewsArticle","datePublished":"2019-10-30"}</script>',
            "",
            "2019-10-30",
        ),
        ("<meta name='pubdate' content='20191030'>", "", "2019-10-30"),
        ("<meta name='date' content='Wed, 30 Oct 2019 08:00:00 GMT'>", "", "2019-10-30"),
        ("", "<time datetime='2019-10-30T08:00'>yesterday</time>", "2019-10-30"),
        ("", "<div>By Ada Specimen, 30 October 2019</div>", "2019-10-30"),
        ("<link rel='canonical' href='https://post.example/2019/10/30/wait'>", "", "2019-10-30"),
        (
            "<meta property='article:published_time' content='2019-10-29T23:30:00Z'>",
            "<div>30 October 2019, 05:30</div>",
            "2019-10-30",
        ),
        ("<meta property='article:published_time' content='soon'>", "", None),
        ("<meta property='article:published_time' content='1970-01-01'>", "", None),
        ('<script type=\'application/ld+json\'>{"@type":"NewsArticle",,}</script>', "", None),
        ("", "", None),
    ],
)
def test_a_page_gives_its_day(head: str, above: str, expected: str | None) -> None:
    assert day(told(web(head, above), "html")) == expected


def test_the_day_of_an_event_is_not_the_day_of_publication() -> None:
    page = web().replace("on Wednesday", "on 2 June 2021")
    assert day(told(page, "html")) is None
    assert day(told("Two shepherds wait\n\n" + PROSE.replace("on Wednesday", "on 2 June 2021"))) is None


def test_nothing_is_published_after_it_was_retrieved() -> None:
    head = "<meta property='article:published_time' content='2019-10-31T09:15:00+06:00'>"
    assert day(told(web(head), "html", retrieved_on=date(2019, 10, 31))) == "2019-10-31"
    assert day(told(web(head), "html", retrieved_on=date(2019, 10, 30))) is None
    early = head.replace("09:15", "03:15")
    assert day(told(web(early), "html", retrieved_on=date(2019, 10, 30))) == "2019-10-30"
    note = "Posted on 9 June 2019\n\nTwo shepherds wait\n\n" + PROSE
    assert day(told(note, retrieved_on=date(2019, 6, 8))) is None


def test_what_the_user_says_wins() -> None:
    head = "<meta property='article:published_time' content='2019-10-31'>"
    assert day(told(web(head), "html", published=When("2019-11"))) == "2019-11"
    assert day(told("Posted on 9 June 2019\n\n" + PROSE, published=When("2019-06-10"))) == "2019-06-10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two shepherds wait\n\nALMATY, March 14, 2023 (Steppe Example) - " + PROSE, "2023-03-14"),
        ("Two shepherds wait\n\nGENEVA (10 December 2021) - " + PROSE, "2021-12-10"),
        (
            "EXAMPLE NETWORK\nPRESS STATEMENT\nFor immediate release: 8 October 2018\n\nTwo shepherds wait\n\n" + PROSE,
            "2018-10-08",
        ),
        ("NOTE\n\nCourt: Hentzau\nDate of this note: 22 January 2020\n\n" + PROSE, "2020-01-22"),
        ("Strelsau Post\nPosted on 9 June 2019 | 5 minutes to read\n\nTwo shepherds wait\n\n" + PROSE, "2019-06-09"),
        ("LETTER NO. 9, November 2023\n\nTwo shepherds wait\n\n" + PROSE, "2023-11"),
        ("Two shepherds wait\n\n" + PROSE + "\n\nPublished 27 May 2016. To answer, write to the desk.", "2016-05-27"),
        ("Two shepherds wait\n\n" + PROSE + "\n\nStrelsau, 17 January 2025", "2025-01-17"),
        ("Two shepherds wait\n\nIn a June 4 statement a committee said: " + PROSE, None),
        ("Two shepherds wait\n01/02/2020\n\n" + PROSE, None),
        ("Two shepherds wait\n\n" + PROSE + "\n\nThe trial opened on 3 May 2021.", None),
    ],
)
def test_a_pasted_text_gives_its_day(text: str, expected: str | None) -> None:
    assert day(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("01/02/2020", None, []),
        ("01/02/2020", "en", []),
        ("01/02/2020", "en-US", ["2020-01-02"]),
        ("01/02/2020", "en-GB", ["2020-02-01"]),
        ("01/02/2020", "fr", ["2020-02-01"]),
        ("13/02/2020 and 02/13/2020", "en", ["2020-02-13", "2020-02-13"]),
        ("05/05/2020", "en", ["2020-05-05"]),
        ("01.02.2020", "en", ["2020-02-01"]),
        ("27 октября 2021 г.", "ru", ["2021-10-27"]),
        ("27 қазан 2021", "kk", ["2021-10-27"]),
        ("2021年10月27日", "zh", ["2021-10-27"]),
        ("Oct. 14th, 2019; 14 October, 2019; October 2019", None, ["2019-10-14", "2019-10-14", "2019-10"]),
        ("31 February 2020", None, []),
        ("Vol. 9, November 2023", None, ["2023-11"]),
        ("room 14, May and others, 2020", None, []),
    ],
)
def test_dates_are_read_as_printed(text: str, language: str | None, expected: list[str]) -> None:
    assert [str(found.when) for found in dates_in(text, language)] == expected


def test_title_publisher_and_byline_of_a_page() -> None:
    head = (
        "<meta property='og:site_name' content='Strelsau Post'><script type='application/ld+json'>"
        '{"@type":"NewsArticle","author":[{"name":"Ada Specimen"},{"name":"Otto Muster"}]}</script>'
    )
    report = told(web(head), "html")
    assert (report.title, report.publisher, report.byline) == (
        "Two shepherds wait for an interpreter",
        "Strelsau Post",
        "Ada Specimen, Otto Muster",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two shepherds wait\n\nALMATY, March 14, 2023 (Steppe Example) - " + PROSE, "Steppe Example"),
        ("STEPPE EXAMPLE NEWS\n\nTwo shepherds wait\n\n" + PROSE, "Steppe Example News"),
        ("Two shepherds wait\n\nKyiv Daily Courier, 14 June 2018\n\n" + PROSE, "Kyiv Daily Courier"),
        ("Two shepherds wait\n\n" + PROSE, None),
    ],
)
def test_the_publisher_of_a_pasted_text(text: str, expected: str | None) -> None:
    assert told(text).publisher == expected


RUSSIAN = "Суд в Хенцау отложил рассмотрение дела двух пастухов, которые в апреле перешли границу и попросили убежища. "


@pytest.mark.parametrize(
    ("text", "markup", "expected"),
    [
        (PROSE, "plain", "en"),
        (RUSSIAN, "plain", "ru"),
        ("Ok.", "plain", None),
        (PROSE + "\n\n" + RUSSIAN, "plain", None),
        ("\n\n".join([PROSE, PROSE.replace("two", "three"), PROSE.replace("two", "four"), RUSSIAN]), "plain", "en"),
        (web(lang="en-AU"), "html", "en-AU"),
        (web(lang="de"), "html", "en"),
        (web(lang="<nonsense>"), "html", "en"),
    ],
)
def test_the_language_is_that_of_the_story(text: str, markup: Literal["html", "plain"], expected: str | None) -> None:
    assert told(text, markup).language == expected
