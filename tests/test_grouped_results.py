"""One story, once: copies of one text as one hit, on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex, Published
from newsearch.errors import ArticleNotFound

FLOOD = Article(
    id="goc",
    title="Lũ trên sông Gianh lên nhanh, nhiều xã bị cô lập",
    summary="Mưa lớn suốt đêm khiến nước sông Gianh dâng cao, hàng trăm hộ dân phải sơ tán.",
    body=(
        "Đến trưa 12/10, mực nước tại trạm Mai Hóa đã vượt báo động 3 gần một mét và còn tiếp tục "
        "lên. Sáu xã ven sông của huyện Tuyên Hóa bị chia cắt hoàn toàn, xuồng máy là phương tiện "
        "đi lại duy nhất.\n"
        "Ông Trần Văn Lĩnh, chủ tịch xã Văn Hóa, cho biết bộ đội biên phòng đã đưa hơn ba trăm "
        "người già và trẻ em lên trường học cao tầng ngay trong đêm. Lương khô và nước uống đủ "
        "dùng trong hai ngày tới, nhưng thuốc men thì thiếu.\n"
        "Ngành điện cắt điện toàn tuyến để bảo đảm an toàn, liên lạc với ba thôn Lâm Lang, Kiên "
        "Trinh và Xuân Hạ chập chờn. Học sinh toàn huyện được nghỉ học đến hết tuần.\n"
        "Theo dự báo, mưa còn kéo dài thêm hai ngày, lũ trên sông Gianh có thể đạt đỉnh vào sáng "
        "mai. Chính quyền yêu cầu người dân không tự ý vớt củi, không qua lại các ngầm tràn."
    ),
    source="baoquangbinh.vn",
    published=Published.fromisoformat("2023-10-12T13:00"),
)
PARAGRAPHS = FLOOD.body.split("\n")
COPY = replace(
    FLOOD,
    id="ban-2",
    title="Lũ sông Gianh dâng nhanh, nhiều xã ở Quảng Bình bị cô lập",
    body="\n".join(PARAGRAPHS[:2] + PARAGRAPHS[3:]),
    author="Hoài Nam",
    source="tuoitre.vn",
    published=Published.fromisoformat("2023-10-12T15:30"),
)
LATE_COPY = replace(
    FLOOD,
    id="ban-3",
    summary="Quảng Bình: nước lên nhanh.",
    source="vnexpress.net",
    published=Published.fromisoformat("2023-10-13"),
)
OTHER = Article(
    id="khac",
    title="Lũ sông Hương ở mức cao, Huế cho học sinh nghỉ",
    body=(
        "Nước sông Hương tại Kim Long vượt báo động 2, nhiều tuyến đường nội đô ngập sâu. Thành "
        "phố Huế cho học sinh nghỉ học, lực lượng cứu hộ túc trực ở các phường thấp trũng."
    ),
    source="tuoitre.vn",
    published=Published.fromisoformat("2023-10-14"),
)


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewsIndex]:
    with NewsIndex.create(tmp_path / "index", engine=request.param) as index:
        index.add([LATE_COPY, OTHER, COPY, FLOOD])
        yield index


def shown(index: NewsIndex, query: str = "lũ", **options: object) -> list[str]:
    return [hit.id for hit in index.search(query, **options)]  # type: ignore[arg-type]


def test_copies_are_one_hit_the_earliest(index: NewsIndex) -> None:
    results = index.search("lũ sông gianh")
    assert [hit.id for hit in results] == ["goc"]
    assert results.total == 3
    story = results[0].story
    assert story is not None
    assert (story.versions, story.papers) == (3, 3)
    assert [version.id for version in story.others] == ["ban-2", "ban-3"]
    assert [version.source for version in story.others] == ["tuoitre.vn", "vnexpress.net"]
    assert story.note(results[0].article.source) == "và 2 báo khác"


def test_an_article_without_copies_has_no_story(index: NewsIndex) -> None:
    assert [hit.story is None for hit in index.search("lũ sông hương")] == [True]


def test_ungrouped_every_article_is_a_hit(index: NewsIndex) -> None:
    results = index.search("lũ", group=False)
    assert {hit.id for hit in results} == {"goc", "ban-2", "ban-3", "khac"}
    assert all(hit.story is None for hit in results)
    assert index.search("lũ").total == results.total == 4


def test_by_date_a_story_stands_at_its_first_in_that_order(index: NewsIndex) -> None:
    assert shown(index, sort="newest") == ["khac", "ban-3"]
    assert shown(index, sort="oldest") == ["goc", "khac"]


def test_only_what_matches_is_shown_and_all_copies_are_told(index: NewsIndex) -> None:
    results = index.search("lũ sông gianh", source="vnexpress.net")
    assert [hit.id for hit in results] == ["ban-3"]
    story = results[0].story
    assert story is not None
    assert [version.id for version in story.others] == ["goc", "ban-2"]
    assert shown(index, "lũ", since="2023-10-13") in (["ban-3", "khac"], ["khac", "ban-3"])
    # Only the copy has these words.
    assert shown(index, '"nhiều xã ở Quảng Bình"') == ["ban-2"]


def test_pages_count_stories(index: NewsIndex) -> None:
    both = shown(index, limit=10)
    assert sorted(both) == ["goc", "khac"]
    assert [*shown(index, limit=1), *shown(index, limit=1, offset=1)] == both
    assert shown(index, limit=1, offset=2) == []
    assert shown(index, limit=0) == []


def test_scores_fall_and_explanations_are_of_what_is_shown(index: NewsIndex) -> None:
    results = index.search("lũ quảng bình", explain=True)
    scores = [hit.score for hit in results]
    assert scores == sorted(scores, reverse=True)
    assert results.explanation is not None
    assert len(results.explanation.hits) == len(results)
    for one in results.explanation.hits:
        assert sum(match.score for match in one.matches) == pytest.approx(one.relevance, abs=0.01)


def test_stories_follow_updates(index: NewsIndex) -> None:
    index.delete(["goc"])
    assert [one.id for one in index.versions("ban-3")] == ["ban-2", "ban-3"]
    assert shown(index, "lũ sông gianh") == ["ban-2"]
    index.delete(["ban-2"])
    (hit,) = index.search("lũ sông gianh")
    assert (hit.id, hit.story) == ("ban-3", None)
    index.add(FLOOD)
    assert shown(index, "lũ sông gianh") == ["goc"]


def test_versions_of_an_article(index: NewsIndex) -> None:
    assert index.versions("ban-3") == (FLOOD, COPY, LATE_COPY)
    assert index.versions("khac") == (OTHER,)
    with pytest.raises(ArticleNotFound):
        index.versions("nothing")


def test_many_copies_fill_no_page(tmp_path: Path) -> None:
    copies = [
        replace(
            FLOOD,
            id=f"{number:03}",
            source=f"bao{number}.vn",
            published=Published.fromisoformat(f"2023-10-{1 + number % 20:02}"),
        )
        for number in range(300)
    ]
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([*copies, OTHER])
        results = index.search("lũ", limit=2)
        assert results.total == 301
        assert sorted(hit.id for hit in results) == ["000", "khac"]
        (story,) = [hit.story for hit in results if hit.story]
        assert (story.versions, story.papers, len(story.others)) == (300, 300, 10)
        assert story.note("bao0.vn") == "và 299 báo khác"
