from __future__ import annotations

import pytest

from tests.ingest.made_files import STORY, members
from vigil.errors import InputError
from vigil.ingest import Limits, Received, decode, unpack

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Testville &amp; Daily</title><link>https://example.org/</link><language>en</language>
<item><title>Hearing &lt;b&gt;put off&lt;/b&gt;</title><link>https://example.org/1?a=1&amp;b=2</link>
<pubDate>Fri, 10 Jan 2020 01:00:00 +0600</pubDate><dc:creator>Bota Sample</dc:creator>
<description>Short.</description><content:encoded><![CDATA[<p>{STORY}</p><script>track()</script>]]></content:encoded></item>
<item><title>Second</title><description>{STORY}</description></item>
<item><title>Only a title</title><link>https://example.org/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Testville Daily</title>
<entry><title>Hearing</title><link href="https://example.org/a"/><updated>2020-01-10T08:30:00Z</updated>
<author><name>Bota Sample</name></author><content type="html">&lt;p&gt;{STORY}&lt;/p&gt;</content></entry></feed>"""


def test_each_item_is_a_page_with_what_the_feed_says_of_it() -> None:
    (first, second), (bare,) = members(RSS.encode())
    assert first.capture.media_type == "text/html"
    assert first.capture.url == "https://example.org/1?a=1&b=2"
    assert first.name == "made: https://example.org/1?a=1&b=2"
    told = first.hints
    assert (told.title, told.publisher, told.byline) == ("Hearing put off", "Testville & Daily", "Bota Sample")
    assert told.published == "2020-01-10T01:00:00+06:00"
    assert second.capture.url is None
    assert second.name == "made: item 2"
    assert "1 item without a text" in str(bare.error)


def test_the_page_of_an_item_can_be_read_without_its_feed() -> None:
    (first, _), _ = members(RSS.encode())
    page = decode(Received.of("again", first.body), Limits())
    for part in (
        "<title>Hearing put off</title>",
        '<link rel="canonical" href="https://example.org/1?a=1&amp;b=2">',
        '<meta property="article:published_time" content="2020-01-10T01:00:00+06:00">',
        '<meta property="og:site_name" content="Testville &amp; Daily">',
        '<meta name="author" content="Bota Sample">',
        '<html lang="en">',
        f"<p>{STORY}</p>",
    ):
        assert part in page.text


def test_the_fuller_of_text_and_summary_is_taken() -> None:
    (first, _), _ = members(RSS.encode())
    assert b"Short." not in first.body


def test_an_atom_feed_is_read_too() -> None:
    (entry,), refused = members(ATOM.encode())
    assert refused == []
    assert (entry.capture.url, entry.hints.published) == ("https://example.org/a", "2020-01-10T08:30:00+00:00")
    assert STORY.encode() in entry.body


def test_the_same_item_gives_the_same_capture() -> None:
    (first, _), _ = members(RSS.encode())
    (again, _), _ = members(RSS.replace("<item><title>Only", "<item><title>Still only").encode())
    assert first.capture == again.capture


def test_a_feed_in_another_character_set_is_read() -> None:
    text = ATOM.replace("Hearing", "Суд").replace("<feed", '<?xml version="1.0" encoding="windows-1251"?><feed', 1)
    (entry,), _ = members(text.encode("windows-1251"))
    assert entry.hints.title == "Суд"


def test_a_feed_that_breaks_off_keeps_its_items() -> None:
    whole = RSS.encode()
    found, refused = members(whole[: whole.index(b"<item><title>Only")])
    assert len(found) == 2
    assert "breaks off" in str(refused[-1].error)


def test_a_feed_without_items_is_refused() -> None:
    _, (refused,) = members(b"<rss version='2.0'><channel><title>Empty</title></channel></rss>")
    assert "without items" in str(refused.error)


@pytest.mark.parametrize(
    "text", ["<?xml version='1.0'?><catalog><book/></catalog>", "<?xml version='1.0'?><svg></svg>"]
)
def test_xml_that_is_no_feed_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="neither a feed nor a page"):
        Received.of("a.xml", text.encode())


def test_a_feed_that_defines_entities_is_not_opened() -> None:
    for encoding in ("utf-8", "utf-16"):
        bomb = (
            '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/passwd">]>' + RSS.partition("?>")[2]
        )
        _, (refused,) = members(bomb.encode(encoding))
        assert "defines XML entities" in str(refused.error)


def test_items_over_the_limit_are_told() -> None:
    found, refused = members(RSS.encode(), Limits(feed_items=1))
    assert len(found) == 1
    assert "the first 1 are read" in str(refused[0].error)


def test_an_odd_date_stays_as_it_is() -> None:
    feed = Received.of("made", RSS.replace("Fri, 10 Jan 2020 01:00:00 +0600", "10 января").encode())
    first = next(unpack(feed, Limits()))
    assert isinstance(first, Received)
    assert first.hints.published == "10 января"


def test_a_feed_that_nests_without_end_is_not_opened() -> None:
    _, (refused,) = members(b"<rss>" + b"<a>" * 100_000)
    assert "elements within elements" in str(refused.error)
