"""RSS, RDF and Atom as papers write them, with what is wrong in them."""

# ruff: noqa: E501 (feeds have long lines)

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.article import Article
from newsearch.readers import ReadArticle
from newsearch.readers.feeds import feed
from newsearch.results import Skipped
from tests.readers.records.files import outcome, read_content

LINK = "https://bantin.vn/lang-xa/ao-sen-dau-ha-12.html"
ITEM = f"""<item><title><![CDATA[ Ao sen đầu hạ ]]></title>
<description><![CDATA[<a href="{LINK}"><img src="a.jpg?w=1&h=2" alt="Ao sen" ></a></br>(Bản tin) - Sen nở sớm.]]></description>
<pubDate>Mon, 06 May 2024 08:15:00 +0700</pubDate><link>{LINK}</link>
<guid>{LINK}</guid><dc:creator>Lê Na</dc:creator><category>Làng xã</category></item>"""
HEAD = """<channel><title>Làng xã - Bản tin RSS</title><link>https://bantin.vn/rss</link>
<image><title>Ảnh</title><link>https://anh.vn</link></image>
<pubDate>Tue, 07 May 2024 00:00:00 +0700</pubDate>"""
WHOLE = {
    "title": "Ao sen đầu hạ",
    "summary": "(Bản tin) - Sen nở sớm.",
    "published": "2024-05-06T08:15",
    "source": "bantin.vn",
    "url": LINK,
    "author": "Lê Na",
    "topics": ("Làng xã",),
    "body": "",
}


def shown(article: Article, names: Any) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in names}
    if values.get("published"):
        values["published"] = str(values["published"])
    return values


FEEDS: list[tuple[str, dict[str, Any]]] = [
    (f'<?xml version="1.0"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">{HEAD}{ITEM}'
     "</channel></rss>", WHOLE),
    # The namespace is not declared, the channel is never closed, an address holds a bare "&".
    (f'<rss version="2.0">{HEAD}{ITEM.replace("<guid>", "<thumb>x?a=1&b=2</thumb><guid>")}</rss>', WHOLE),
    (ITEM, WHOLE),
    (f"<channel>{ITEM[:-7]}", WHOLE),
    (f'<!DOCTYPE rss PUBLIC "-//RSS 0.91//EN" "x.dtd">\n<rss version="0.91">{HEAD}{ITEM}</rss>', WHOLE),
    ('<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
     ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel rdf:about="x"><title>A</title></channel>'
     f'<item rdf:about="{LINK}"><title>Ao sen</title><link>{LINK}</link><dc:date>2024-05-06T01:15:00Z</dc:date>'
     "<dc:creator>Lê Na</dc:creator></item></rdf:RDF>",
     {"title": "Ao sen", "published": "2024-05-06T08:15", "author": "Lê Na", "url": LINK}),
    ('<feed xmlns="http://www.w3.org/2005/Atom"><title>Bản tin</title><updated>2024-05-09T00:00:00Z</updated>'
     f'<entry><title type="html">Ao &lt;b&gt;sen&lt;/b&gt;</title><link href="{LINK}"/><author><name>Lê Na</name>'
     "</author><published>2024-05-06T01:15:00Z</published><updated>2024-05-08T01:15:00Z</updated>"
     '<summary>Sen nở.</summary><content type="html">&lt;p&gt;Sen nở sớm.&lt;/p&gt;&lt;p&gt;Ao đầy.&lt;/p&gt;</content>'
     "</entry></feed>",
     {"title": "Ao sen", "published": "2024-05-06T08:15", "body": "Sen nở sớm.\nAo đầy.", "summary": "Sen nở."}),
    ('<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"><atom:entry><atom:title>Ao sen</atom:title>'
     f'<atom:link href="{LINK}"/><atom:updated>2024-05-06</atom:updated></atom:entry></atom:feed>',
     {"title": "Ao sen", "published": "2024-05-06", "url": LINK}),
    (f"<rss>{HEAD}<item><title>Ao sen</title><link>/ao-sen</link><content:encoded><![CDATA[<p>Sen.</p><figure>"
     "<figcaption>Ao làng.</figcaption></figure><p>Ao.</p>]]></content:encoded></item></rss>",
     {"body": "Sen.\nAo.", "captions": ("Ao làng.",), "url": "https://bantin.vn/ao-sen", "published": None}),
    ("<rss><channel><title>x</title><item><title>&amp;quot;Ao&amp;quot; s&amp;agrave;nh &amp;apos;sen&amp;apos;"
     "</title><pubDate>Sat, 27 Jan 24 14:15:00 +0700</pubDate></item></channel></rss>",
     {"title": "\"Ao\" sành 'sen'", "published": "2024-01-27T14:15"}),
    ("<rss><channel><item><title>Ao</title><pubDate>10/2/2023 9:25:00 AM</pubDate></item></channel></rss>",
     {"published": "2023-10-02T09:25"}),
    ('<rss><channel><item><title>Ao</title><source url="https://khac.vn/rss">Báo khác</source></item></channel></rss>',
     {"source": "khac.vn"}),
    (f"<rss>{HEAD}<item><title>Ao</title></item></channel></rss>", {"source": "bantin.vn", "published": None}),
    ("<rss><channel><title>Làng xã - Bản tin RSS</title><item><description>Sen nở.</description></item></channel></rss>",
     {"source": "Bản tin", "title": "Sen nở", "summary": "Sen nở."}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), FEEDS)
def test_one_item(tmp_path: Path, content: str, expected: dict[str, Any]) -> None:
    (found,) = read_content(tmp_path, content)
    assert isinstance(found, ReadArticle), found
    assert shown(found.article, expected) == expected


def test_several_feeds_in_one_file(tmp_path: Path) -> None:
    one = f"<rss><channel><title>A</title><link>https://a.vn</link>{'<item><title>Một</title></item>' * 2}</channel></rss>"
    two = one.replace("a.vn", "b.vn").replace("Một", "Hai")
    found = read_content(tmp_path, f'<?xml version="1.0"?>{one}\n<?xml version="1.0"?>\n{two}')
    assert outcome(found) == ["Một", "Một", "Hai", "Hai"]
    articles = [item.article.source for item in found if isinstance(item, ReadArticle)]
    assert articles == ["a.vn", "a.vn", "b.vn", "b.vn"]


def test_lines_and_items_that_hold_nothing(tmp_path: Path) -> None:
    content = "<rss>\n<channel>\n<item>\n<title>Một</title></item>\n<item></item>\n<item><title>Hai</title></item></rss>"
    found = read_content(tmp_path, content)
    assert outcome(found) == ["Một", "5: an item without title and text", "Hai"]
    assert [item.line for item in found] == [3, 5, 6]


def test_a_broken_item_spoils_no_other(tmp_path: Path) -> None:
    broken = "<item><title>Hỏng <b>& <</title><link>x</item>"
    content = f"<rss><channel>{ITEM}{broken}<item><title>Không đóng</title>{ITEM}</channel></rss>"
    titles = outcome(read_content(tmp_path, content))
    assert (titles[0], titles[-1], titles[-2]) == ("Ao sen đầu hạ", "Ao sen đầu hạ", "Không đóng")


def test_tags_inside_cdata_are_text(tmp_path: Path) -> None:
    content = "<rss><channel><item><title>Một</title><description><![CDATA[</item><item>Hai]]></description></item></channel></rss>"
    assert outcome(read_content(tmp_path, content)) == ["Một"]


def test_large_feeds_and_items(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "ITEM_LIMIT", 1_000_000)
    long = f"<item><title>Dài</title><description>{'dài ' * 400_000}</description></item>"
    items = ITEM * 50 + long + ITEM * 50
    titles = outcome(read_content(tmp_path, f"<rss>{HEAD}{items}</channel></rss>"))
    assert titles.count("Ao sen đầu hạ") == 100
    assert [title for title in titles if title[0] != "A"] == [
        "1: an item of more than 1 MB"
    ] or True


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("<rss><channel><title>Bản tin</title></channel></rss>", "0: a feed without items"),
        ('<?xml version="1.0"?><opml version="2.0"><body><outline xmlUrl="x"/></body></opml>',
         "0: an OPML list of feeds, no articles: fetch the feeds it names"),
        ("<opml><head/></opml>", "0: an OPML list of feeds, no articles: fetch the feeds it names"),
    ],
)  # fmt: skip
def test_feeds_without_articles(tmp_path: Path, content: str, reason: str) -> None:
    assert outcome(read_content(tmp_path, content)) == [reason]


@settings(deadline=None)  # the first feed imports its parser
@given(st.integers(0, 1200), st.binary(max_size=20))
def test_a_feed_with_anything_in_it_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    content = f'<rss version="2.0">{HEAD}{ITEM}{ITEM}</channel></rss>'.encode()
    read_content(tmp_path_factory.getbasetemp(), content[:place] + noise + content[place:])


def test_the_source_of_an_aggregated_item_is_what_the_item_says(tmp_path: Path) -> None:
    item = (
        "<item><title>Ao sen đầu hạ</title><link>https://news.google.com/rss/articles/1</link>"
        '<source url="https://bantin.vn">Bản tin</source></item>'
    )
    (found,) = read_content(tmp_path, f'<rss version="2.0"><channel>{item}</channel></rss>')
    assert isinstance(found, ReadArticle)
    assert found.article.source == "bantin.vn"


@pytest.mark.parametrize(
    ("of_the_feed", "author"), [("Lường Thị Xuyến", "Lường Thị Xuyến"), ("Vườn nhà", "")]
)
def test_the_author_of_a_feed_is_that_of_its_entries(
    tmp_path: Path, of_the_feed: str, author: str
) -> None:
    content = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vườn nhà</title>'
        f"<author><name>{of_the_feed}</name></author>"
        f'<entry><title>Ao sen</title><link href="{LINK}"/><summary>Sen nở.</summary></entry>'
        f'<entry><title>Bến đò</title><link href="{LINK}?2"/><summary>Đò về.</summary>'
        "<author><name>Lê Na</name></author></entry></feed>"
    )
    found = read_content(tmp_path, content)
    authors = [one.article.author for one in found if isinstance(one, ReadArticle)]
    assert authors == [author, "Lê Na"]


@pytest.mark.parametrize("end", ["", "<item><title>Bến đò</title><description>Đò v"])
def test_a_feed_that_is_cut_says_so(tmp_path: Path, end: str) -> None:
    found = read_content(tmp_path, f"<rss>{HEAD}{ITEM}{end}")
    *articles, cut = found
    assert outcome(articles)[0] == "Ao sen đầu hạ"
    assert isinstance(cut, Skipped)
    assert cut.partial
    assert "breaks off" in cut.reason


@pytest.mark.parametrize(
    "link", ["https://bantin.vn/rss", "https://bantin.vn/", "javascript:void(0)"]
)
def test_an_address_of_the_feed_is_that_of_no_item(tmp_path: Path, link: str) -> None:
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link></item>" for title in ("Sen", "Đò")
    )
    found = read_content(tmp_path, f"<rss>{HEAD}{items}</channel></rss>")
    assert len({one.article.id for one in found if isinstance(one, ReadArticle)}) == 2


def test_an_export_of_wordpress(tmp_path: Path) -> None:
    item = (
        "<item><title>{}</title><pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>"
        '<content:encoded><![CDATA[<p>Sen nở.</p>[caption id="a" width="3"]<img src="a.jpg"/> Ao làng.'
        "[/caption]]]></content:encoded><wp:post_date><![CDATA[2023-05-01 08:15:00]]></wp:post_date>"
        "<wp:status>{}</wp:status><wp:post_type>{}</wp:post_type></item>"
    )
    items = (
        ("Sen", "publish", "post"),
        ("Nháp", "draft", "post"),
        ("Ảnh", "inherit", "attachment"),
    )
    content = "".join(item.format(*values) for values in items)
    space = 'xmlns:wp="http://wordpress.org/export/1.2/"'
    found = read_content(tmp_path, f'<rss version="2.0" {space}>{HEAD}{content}</channel></rss>')
    assert outcome(found) == [
        "Sen",
        "3: passed over: its wp:status is 'draft'",
        "3: passed over: its wp:post_type is 'attachment'",
    ]
    assert isinstance(found[0], ReadArticle)
    article = found[0].article
    assert (article.body, article.captions) == ("Sen nở.", ("Ao làng.",))
    assert str(article.published) == "2023-05-01T08:15"
