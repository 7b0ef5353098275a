"""What is story and what is not: shapes and places of lines, links and marks of blocks, notices to the reader."""

import pytest

from vigil.errors import InputError
from vigil.model.report import Capture, Page, Report
from vigil.story import tell
from vigil.story.align import chosen
from vigil.story.markup import take_apart
from vigil.story.notices import safety_notices

PROSE = (
    "The court in Hentzau put off the case of two shepherds on Wednesday after their lawyer asked for an interpreter, "
    "and the men were led back to the remand wing."
)
MORE = (
    "Their lawyer, Dana Example, said that she had asked for one in May and would now turn to the asylum office, which "
    "has yet to hear the two men from Borduria."
)


def pasted(*paragraphs: str) -> Report:
    text = "\n\n".join(paragraphs)
    return tell(Page(Capture("a" * 64, "text/plain"), "plain", text), retrieved_on=None, published=None)


def page(body: str, head: str = "") -> Report:
    text = f"<html lang='en'><head><title>Two shepherds wait</title>{head}</head><body>{body}</body></html>"
    return tell(Page(Capture("a" * 64, "text/html"), "html", text), retrieved_on=None, published=None)


@pytest.mark.parametrize(
    "line",
    [
        "Home | World | Sport | Subscribe",
        "Home / Courts / Border",
        "Read also: The night of the crossing",
        "Share this story: Facebook | Telegram",
        "(c) Strelsau Post 2021. No part of this report may be republished without permission.",
        "© Strelsau Post",
        "14 Replies 611 Reposts 902 Likes",
        "• 16x9 Image",
        "Was this page helpful? Yes / No",
        "Comments are closed",
        "You receive this alert because you signed up at one of our events. Unsubscribe",
        "For media inquiries please write to the press desk.",
        "Page 31",
        "[Ends]",
        "* * *",
    ],
)
def test_a_last_line_that_is_furniture(line: str) -> None:
    report = pasted("Two shepherds wait for an interpreter", PROSE, MORE, line)
    assert report.story.furniture == (line,)
    assert report.story.text.endswith(MORE)


@pytest.mark.parametrize(
    "line",
    [
        "Nobody at the court would comment on the case.",
        '"Share what you have," the older man told the guards.',
        "Her home is in Strelsau.",
        "(c) to release both men.",
        "China denies it.",
        "Borduria has declared both men extremists.",
        "The embassy said on Twitter that the men were wanted.",
        "A third man, a member of an undesirable organization under Bordurian law, faces fines or imprisonment.",
        "Notes for editors: the name is also spelled Placeholderov.",
        "7. The men may appeal within ten days.",
    ],
)
def test_a_last_line_that_is_story(line: str) -> None:
    report = pasted("Two shepherds wait for an interpreter", PROSE, MORE, line)
    assert report.story.furniture == ()
    assert report.story.text.endswith(line)


@pytest.mark.parametrize(
    ("head", "headline", "furniture"),
    [
        (["STRELSAU POST", "Two shepherds wait"], "Two shepherds wait", ["STRELSAU POST"]),
        (["Strelsau Post", "Two shepherds wait"], "Two shepherds wait", ["Strelsau Post"]),
        (
            ["EDITORIAL", "Two shepherds wait", "7 November 2023"],
            "Two shepherds wait",
            ["EDITORIAL", "7 November 2023"],
        ),
        (["THEY ARE OUT"], "THEY ARE OUT", []),
        (["Two shepherds wait", "By Ada Specimen"], "Two shepherds wait", []),
        (["Hills and Rivers", "a blog about neither", "Posted on 9 June 2019", "Goodbye, Marat"], "Goodbye, Marat", 3),
        (["Court: Hentzau", "Judge: Ada Specimen"], None, []),
        ([], None, []),
    ],
)
def test_what_stands_above_the_story(head: list[str], headline: str | None, furniture: list[str] | int) -> None:
    report = pasted(*head, PROSE, MORE)
    span = report.story.headline
    assert (span and report.story.text[span.start : span.end]) == headline
    assert list(report.story.furniture) == (head[:furniture] if isinstance(furniture, int) else furniture)


def test_a_caption_is_story_where_it_stands_first() -> None:
    caption = "Marat Sample (left) and Aidos Placeholder speak to reporters in May."
    report = pasted("Two shepherds wait", caption, caption, PROSE, MORE)
    assert report.story.furniture == (caption,)
    assert [report.story.text[s.start : s.end] for s in report.story.captions] == [caption]


def test_headings_of_a_pasted_text_are_marked() -> None:
    report = pasted("Two shepherds wait", PROSE, "What comes next", MORE)
    assert [report.story.text[s.start : s.end] for s in report.story.headings] == ["What comes next"]


def test_a_text_of_furniture_alone_is_kept_as_it_is() -> None:
    assert pasted("Subscribe", "Home | News").story.text == "Subscribe\n\nHome | News"


NOTICE = (
    "If you are in Borduria, note that you could face fines or imprisonment for sharing, liking or saving our content."
)
DECLARED = 'Radio Example has been declared an "undesirable organization" by the Bordurian government.'


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([PROSE, DECLARED, NOTICE], {1, 2}),
        ([PROSE, DECLARED], {1}),
        ([PROSE, "Radio Example spoke to both men.", DECLARED], set()),
        ([PROSE, f'"{NOTICE}"'], set()),
        ([PROSE, "He was fined for sharing a post of an extremist group, his lawyer said."], set()),
        (["Если вы находитесь в России, за репосты и комментарии к нашим материалам вам грозит штраф."], {0}),
        (["НАСТОЯЩИЙ МАТЕРИАЛ (ИНФОРМАЦИЯ) ПРОИЗВЕДЕН ИНОСТРАННЫМ АГЕНТОМ «ПРИМЕР»."], {0}),
        (
            ["Радыё Прыклад прызнана экстрэмісцкай арганізацыяй. За рэпосты нашых матэрыялаў — крымінальны перасьлед."],
            {0},
        ),
        (["Егер сіз Бордурияда болсаңыз, біздің материалдарды бөлісу және пікір үшін айыппұл салынуы мүмкін."], {0}),
    ],
)
def test_notices_to_the_reader(texts: list[str], found: set[int]) -> None:
    assert safety_notices(texts, set()) == found


def test_a_notice_on_a_page_is_kept_for_the_reader() -> None:
    report = page(
        f"<article><h1>Two shepherds wait</h1><p>{PROSE}</p><p>{MORE}</p><p>{DECLARED}</p><p>{NOTICE}</p></article>"
    )
    assert report.safety_notices == (DECLARED, NOTICE)
    assert report.story.text.endswith(MORE)
    assert set(report.safety_notices) <= set(report.story.furniture)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<nav><a href='/'>Home</a><a href='/news'>News</a></nav><footer>© Strelsau Post</footer>",
        "<form><label>Name</label><input><label>Password</label><input><button>Log in</button></form>",
        "<p>Please enable JavaScript to view this page.</p>",
        "<script>var story = 'The court in Hentzau put off the case of two shepherds on Wednesday';</script>",
    ],
)
def test_a_page_without_a_story_is_refused(body: str) -> None:
    with pytest.raises(InputError, match="no story"):
        page(body)


def test_a_page_of_one_sentence_is_a_story() -> None:
    assert page("<p>They freed both men this morning.</p>").story.text == "They freed both men this morning."


@pytest.mark.parametrize(
    "source",
    ["<a " * 50_000, '<a b="' * 50_000, "<!--" * 50_000, "<script>" * 20_000, "<div>x " * 10_000, "&" * 100_000],
    ids=lambda source: str(source[:8]),
)
def test_hostile_markup_ends(source: str) -> None:
    assert take_apart(f"<p>{PROSE}</p>{source}").blocks[0].text == PROSE


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p>one<p>two", ["one", "two"]),
        ("<p>Aidos <b>Place</b>holder<i>,</i> 28</p>", ["Aidos Placeholder, 28"]),
        ("a<div>b</div>c", ["a", "b", "c"]),
        ("<p>first line<br>goes on</p>", ["first line goes on"]),
        ("<p>First line.<br>Second line.</p>", ["First line.", "Second line."]),
        ("<p>a&amp;b &lt;c&gt; d&nbsp;e &notaname; &#x41;</p>", ["a&b <c> d e ¬aname; A"]),
        ("<p title='a > b'>x</p>", ["x"]),
        ("<img src='a.png''/></a><p>x</p>", ["x"]),
        ("<p>x<!-- y --><script>z</script></p>", ["x"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
        ("<ruby>東京<rp>(</rp><rt>とうきょう</rt></ruby>", ["東京"]),
        ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
        ("<p>cut <a href='x", ["cut <a href='x"]),
        ("<p>sh\u00adort</p>", ["short"]),
    ],
)
def test_a_page_is_taken_apart_as_it_is_seen(source: str, texts: list[str]) -> None:
    assert [block.text for block in take_apart(source).blocks] == texts


def test_of_two_equal_blocks_the_one_beside_the_story_is_chosen() -> None:
    teaser = "Two shepherds are waiting for an interpreter in Hentzau."
    blocks = [teaser, "Weather", "Sport", teaser, PROSE, MORE]
    assert chosen(blocks, [teaser, PROSE, MORE]) == {3, 4, 5}
    assert chosen([teaser, PROSE, teaser, MORE], [teaser, PROSE, teaser, MORE]) == {0, 1, 2, 3}


def test_short_blocks_are_chosen_by_their_place() -> None:
    assert chosen(["Background", PROSE, "Background", MORE], [PROSE, "Background", MORE]) == {1, 2, 3}
