"""Articles: what is stored, under which id, and how dates are known."""

from __future__ import annotations

import copy
import pickle
import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch import Article, Precision, Published, RelatedLink
from newsearch.article import canonical_url

ADDRESSES = [
    ("https://www.tuoitre.vn/bau-cu.htm", "tuoitre.vn/bau-cu.htm"),
    ("http://tuoitre.vn:80/bau-cu.htm#top", "tuoitre.vn/bau-cu.htm"),
    ("tuoitre.vn/bau-cu.htm?utm_source=x&id=7", "tuoitre.vn/bau-cu.htm?id=7"),
    ("https://TuoiTre.vn/Bau-Cu/", "tuoitre.vn/Bau-Cu"),
    ("http://vidu.vn:8080/a", "vidu.vn:8080/a"),
    ("http://[a", "http://[a"),
    ("x[31m", "x[31m"),
    ("http://a.vn:port/", "http://a.vn:port/"),
    ("https://www.tuoitre.vn", "tuoitre.vn"),
    ("https://tuoitre.vn//thoi-su//", "tuoitre.vn//thoi-su"),
    ("https://tuoitre.vn/lũ-lụt.htm", "tuoitre.vn/lũ-lụt.htm"),
]


@pytest.mark.parametrize(("url", "identity"), ADDRESSES)
def test_one_id_for_the_addresses_of_one_page(url: str, identity: str) -> None:
    assert canonical_url(url) == identity
    assert Article(title="Bầu cử", url=url).id == identity


def test_without_url_the_content_gives_the_id() -> None:
    one = Article(title="Hoà bình", body="Tin.")
    assert one.id == Article(title=unicodedata.normalize("NFD", "Hoà bình"), body="Tin.").id
    assert one.id != Article(title="Hoà bình", body="Tin khác.").id
    assert Article(id="7", title="x").id == "7"


def test_text_is_clean_whatever_was_given() -> None:
    article = Article(
        title=unicodedata.normalize("NFD", "  Bầu cử "),
        body="một\r\nhai\rba\0",
        captions=("", " Ảnh "),
        summary="\ud800x",
    )
    assert article.title == "Bầu cử"
    assert article.body == "một\nhai\nba"
    assert article.captions == ("Ảnh",)
    assert article.summary == "\ufffdx"


def test_signs_that_hide_a_word_are_left_out() -> None:
    article = Article(title="\ufeffL\u00adũ l\u200bụt", body="mưa\u2060\n\ud83d\ude00 \udc00")
    assert (article.title, article.body) == ("Lũ lụt", "mưa\n😀 \ufffd")


TEXT = st.text(max_size=20)
DATES = st.datetimes(datetime(1, 1, 1), datetime(9998, 12, 31))


@st.composite
def published(draw: st.DrawFn) -> Published:
    moment = draw(DATES).replace(second=0, microsecond=0)
    precision = draw(st.sampled_from(Precision))
    if precision is not Precision.MINUTE:
        moment = moment.replace(hour=0, minute=0)
    if precision in (Precision.MONTH, Precision.YEAR):
        moment = moment.replace(day=1)
    if precision is Precision.YEAR:
        moment = moment.replace(month=1)
    return Published(moment, precision, draw(TEXT), draw(TEXT))


@given(published())
def test_dates_come_back_from_their_text(date: Published) -> None:
    assert Published.fromisoformat(date.isoformat(), date.words, date.context) == date
    assert date.moment <= date.last_moment()


ARTICLES = st.builds(
    Article,
    id=TEXT,
    title=TEXT,
    summary=TEXT,
    body=TEXT,
    captions=st.lists(TEXT, max_size=3).map(tuple),
    author=TEXT,
    source=TEXT,
    url=TEXT,
    published=st.none() | published(),
    topics=st.lists(TEXT, max_size=3).map(tuple),
    related=st.lists(st.builds(RelatedLink, TEXT, TEXT, st.none() | published()), max_size=2).map(
        tuple
    ),
)


@given(ARTICLES)
def test_articles_come_back_from_their_record(article: Article) -> None:
    record = article.to_dict()
    assert Article.from_dict(record) == Article.from_stored(record) == article


@given(ARTICLES)
def test_articles_come_back_from_another_process(article: Article) -> None:
    assert pickle.loads(pickle.dumps(article, protocol=5)) == article
    assert copy.deepcopy(article) == article


def test_what_is_stored_is_not_cleaned_again() -> None:
    record = Article(title="Bầu cử", language="vi").to_dict() | {"title": " Bầu cử "}
    assert Article.from_stored(record).title == " Bầu cử "
    assert Article.from_dict(record).title == "Bầu cử"


LAST = [
    ("2021-01-07T10:05", datetime(2021, 1, 7, 10, 5)),
    ("2021-01-07", datetime(2021, 1, 7, 23, 59)),
    ("2020-02", datetime(2020, 2, 29, 23, 59)),
    ("2021-12", datetime(2021, 12, 31, 23, 59)),
    ("2021", datetime(2021, 12, 31, 23, 59)),
]


@pytest.mark.parametrize(("text", "moment"), LAST)
def test_the_last_moment_of_a_period(text: str, moment: datetime) -> None:
    assert Published.fromisoformat(text).last_moment() == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-13",
        "2021-02-29",
        "7/1/2021",
        "2021-01-07T10:05:00",
        "2021-01-07 10:05",
        "2021-01-07T24:00",
        "2021-W01-1T10:05",
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a date"):
        Published.fromisoformat(text)


def test_texts_beside_the_article_s_own_are_cleaned_too() -> None:
    link = RelatedLink("Ca\u0302\u0300u \ud800", "https://a.vn/\0x")
    assert (link.title, link.url) == ("Cầu \ufffd", "https://a.vn/x")
    published = Published(datetime(2021, 1, 7), words="Chie\u0302\u0300u \udc80", context="\ud800")
    assert (published.words, published.context) == ("Chiều \ufffd", "\ufffd")
