"""Which articles are one story: copies as papers make them, and what only looks alike."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from newsearch.analysis.folding import fold
from newsearch.article import Article, Published
from newsearch.stories import grouping
from newsearch.stories.grouping import stories_of
from newsearch.stories.minhash import FACTORS, SUMMANDS, least_values, minhash, resemblance
from newsearch.stories.signatures import in_order
from tests.stories.news import (
    FLOOD,
    GOLD_TODAY,
    GOLD_TOMORROW,
    MARKET,
    OTHER_LEAD,
    PARAGRAPHS,
    SAME_EVENT,
    copy,
    signed,
    stories_among,
)

BYLINE = "Tô Hoài Nam (theo TTXVN)"
COPIES: dict[str, dict[str, Any]] = {
    "word for word": {},
    "a paragraph cut": {"body": "\n".join(PARAGRAPHS[:3])},
    "the first paragraph cut": {"body": "\n".join(PARAGRAPHS[1:])},
    "another lead": {"summary": OTHER_LEAD},
    "no lead": {"summary": ""},
    "the lead in the body": {"summary": "", "body": f"{FLOOD.summary}\n{FLOOD.body}"},
    "a byline": {"author": "Tô Hoài Nam", "body": f"{FLOOD.body}\n{BYLINE}"},
    "cut, another lead and a byline": {
        "summary": OTHER_LEAD,
        "author": "Tô Hoài Nam",
        "body": "\n".join([*PARAGRAPHS[:3], BYLINE]),
    },
    "another title": {"title": "Xã Hòa Thuỷ chìm trong nước"},
    "captions": {"captions": ("Bà con chạy lũ trên mặt đê.", "Công binh thả rọ đá.")},
    "one paragraph": {"body": " ".join(PARAGRAPHS)},
    "capitals": {"body": FLOOD.body.upper()},
    "decomposed": {"body": unicodedata.normalize("NFD", FLOOD.body)},
    "tone marks elsewhere": {"body": FLOOD.body.replace("Hòa Thuỷ", "Hoà Thủy")},
    "y for i": {"body": FLOOD.body.replace("Kỹ sư", "Kĩ sư").replace("tỉ đồng", "tỷ đồng")},
    "without accents": {"summary": fold(FLOOD.summary), "body": fold(FLOOD.body)},
    "no date": {"published": None},
    "words exchanged": {
        "body": FLOOD.body.replace("nước", "lũ").replace("đoạn", "khúc").replace("phải", "đã")
    },
    "a number corrected": {"body": FLOOD.body.replace("312 hộ", "327 hộ")},
}


@pytest.mark.parametrize("changes", COPIES.values(), ids=COPIES.keys())
def test_copies_are_one_story(changes: dict[str, Any]) -> None:
    other = copy("tinmien.vn/vo-de", **changes)
    assert {frozenset(story) for story in stories_among(FLOOD, MARKET, other)} == {
        frozenset({FLOOD.id, other.id})
    }


FOOTER = (
    "\nMọi ý kiến đóng góp về bài viết xin gửi về toà soạn theo số điện thoại đường dây nóng hoặc "
    "qua hộp thư bạn đọc; nghiêm cấm sao chép khi chưa có văn bản đồng ý của toà soạn chúng tôi."
)
DIFFERENT = {
    "another report on the same event": (FLOOD, SAME_EVENT),
    "other topics": (FLOOD, MARKET),
    "gold prices of two days": (GOLD_TODAY, GOLD_TOMORROW),
    "gold prices of two papers and days": (
        GOLD_TODAY,
        replace(GOLD_TOMORROW, id="x.vn/2", source="x.vn", published=None),
    ),
    "the same footer": (
        replace(MARKET, body=MARKET.body + FOOTER),
        replace(SAME_EVENT, body=SAME_EVENT.body + FOOTER),
    ),
    "the same title, lead and author": (
        FLOOD,
        copy("x.vn/1", MARKET, title=FLOOD.title, summary=FLOOD.summary, author=FLOOD.author),
    ),
    "a text printed again a year later": (
        FLOOD,
        copy("x.vn/1", published=Published.fromisoformat("2023-10-12")),
    ),
    "a later report of the same paper that goes on": (
        FLOOD,
        copy(
            "baovan.vn/vo-de-2",
            published=Published.fromisoformat("2022-10-16"),
            summary=OTHER_LEAD,
            body=f"{MARKET.summary} {OTHER_LEAD}\n{FLOOD.body}",
        ),
    ),
    "a few words under two titles": (
        Article(id="1", title="Bão vào bờ", body="Mời bạn đọc xem đoạn phim quay tại hiện trường."),
        Article(id="2", title="Kẹt xe", body="Mời bạn đọc xem đoạn phim quay tại hiện trường."),
    ),
    "nothing": (Article(id="1", title="Bão vào bờ"), Article(id="2", title="Bão vào bờ")),
}


@pytest.mark.parametrize("articles", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_is_no_copy_stands_alone(articles: tuple[Article, Article]) -> None:
    assert stories_among(*articles) == set()


def test_gold_prices_of_one_day_in_two_papers_are_one_story() -> None:
    other = copy("x.vn/1", GOLD_TODAY, title="Vàng lên giá", summary="Vàng nhích lên sáng nay.")
    assert stories_among(GOLD_TODAY, GOLD_TOMORROW, other) == {(GOLD_TODAY.id, other.id)}


def test_a_month_or_a_year_is_no_day() -> None:
    vague = copy("x.vn/1", published=Published.fromisoformat("2022"))
    assert stories_among(FLOOD, vague) == {("x.vn/1", FLOOD.id)}


def test_articles_of_a_lead_only_are_compared_by_it() -> None:
    brief = Article(id="1", title="Tin vắn", summary=PARAGRAPHS[1])
    assert stories_among(brief, replace(brief, id="2", title="Tin nhanh")) == {("1", "2")}


def test_the_earliest_is_first_then_the_ids_decide() -> None:
    dates = {
        "d": "2022-10-14",
        "b": "2022-10-11T09:00",
        "c": "2022-10-11T09:00",
        "e": None,
        "a": None,
    }
    copies = [
        copy(identity, published=Published.fromisoformat(date) if date else None)
        for identity, date in dates.items()
    ]
    assert stories_among(*copies) == {("b", "c", "d", "a", "e")}


def test_each_member_is_a_copy_of_the_centre() -> None:
    """Ten texts, each a little further from the first: the ends are not one story."""
    others = (MARKET.body + SAME_EVENT.body).split()
    words = FLOOD.body.split()
    step = len(words) // 9
    row = [
        copy(
            str(number),
            summary="",
            body=" ".join(others[: number * step] + words[number * step :]),
        )
        for number in range(10)
    ]
    stories = stories_among(*row)
    assert len(stories) > 1
    assert not any({"0", "9"} <= set(story) for story in stories)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_articles_makes_no_difference(order: tuple[int, ...]) -> None:
    articles = [
        FLOOD,
        copy("x.vn/1", published=None),
        copy("a.vn/1", summary=OTHER_LEAD),
        copy("b.vn/1", body="\n".join(PARAGRAPHS[:3])),
    ]
    expected = {("baovan.vn/vo-de", "a.vn/1", "b.vn/1", "x.vn/1")}
    found = stories_among(*(articles[place] for place in order))
    assert {frozenset(story) for story in found} == {frozenset(story) for story in expected}
    assert found == stories_among(*articles)


def test_a_text_that_all_papers_print_is_one_story() -> None:
    """More copies than an article is compared with in one band."""
    copies = [copy(f"bao{number}.vn/1", published=None) for number in range(100)]
    stories = stories_of(in_order([signed([*copies, MARKET])]))
    assert [len(story) for story in stories] == [100]


def test_comparisons_of_a_pattern_are_bounded() -> None:
    """Of 5,000 articles with one signature 20 each are compared, not all with all."""
    keys = np.zeros(5000, np.uint32)
    assert len(grouping._candidates(keys)) <= 20 * len(keys)


def test_signatures_are_those_of_datasketch() -> None:
    datasketch = pytest.importorskip("datasketch")
    drawn = np.random.default_rng(7).integers(0, 1 << 32, (3, 50), np.uint32)
    found = least_values(drawn.reshape(-1), np.array([0, 50, 100]))
    for hashes, least in zip(drawn.tolist(), found, strict=True):
        sketch = datasketch.MinHash(
            num_perm=len(FACTORS),
            hashfunc=int,
            permutations=np.array([FACTORS, SUMMANDS]),
            scheme="affine32",
        )
        sketch.update_batch(hashes)
        assert np.array_equal(least, sketch.hashvalues)


@pytest.mark.parametrize("shared", [0, 300, 600, 900])
def test_signatures_tell_how_much_two_sets_share(shared: int) -> None:
    drawn = np.random.default_rng(shared).permutation(1 << 16).astype(np.uint32)
    sets = np.concatenate((drawn[:1000], drawn[1000 - shared : 2000 - shared]))
    one, other = minhash(sets, np.array([0, 1000]))
    estimated = resemblance(one[None], other[None])[0]
    assert estimated == pytest.approx(shared / (2000 - shared), abs=0.1)
