"""What is read from some of the sample pages in ``corpus/``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsearch.readers import ReadArticle, list_files
from tests.readers.reading import articles_of

PAGES = Path(__file__).parents[2] / "corpus" / "pages"
CLUTTER = ("cookie", "Read More", "Tin khác", "Xem thêm", "Nguồn tin")

EXPECTED: dict[str, dict[str, Any]] = {
    "tinhaiphong-khanh-thanh-cau-vuot-dong-khe-ha.txt": {
        "title": "Khánh thành cầu vượt Đông Khê Hạ, xóa điểm nghẽn cửa ngõ phía đông thành phố",
        "author": "Mai Phương",
        "published": "2023-05-12",
        "captions": 2,
        "related": 4,
        "first": (
            "Nghệ nhân Đoàn Thị Mùi và nửa thế kỷ giữ hồn con rối nước Nhân Mỹ",
            "2023-05-18",
        ),
    },
    "songhongnews-mien-trung-lu-chong-lu.txt": {
        "title": "Quảng Bình: Lũ rút chậm, hàng nghìn hộ thiếu nước sạch",
        "author": "Hà Thu",
        "published": "2020-10-17T19:25",
        "captions": 1,
        "related": 3,
        "first": ("Đồng bằng Bắc Bộ đón đợt gió mùa đông bắc đầu tiên", "2020-10-25"),
    },
    "phuongnambao-bau-cu-tan-thuan-dong-cu-tri-102-tuoi.txt": {
        "title": "Cụ bà 102 tuổi đi bầu cử từ sớm ở quận Tân Thuận Đông",
        "author": "Ngọc Trâm",
        "published": "2021-05-23",
        "captions": 2,
        "related": 4,
        "first": ("TP.HCM xét nghiệm diện rộng tại ba phường giáp ranh", "2021-05-30"),
    },
    "thethaotredep-chung-ket-u21-quoc-gia-2022.txt": {
        "title": "Bàn thắng phút 117 đưa Sông Lam Trẻ lên ngôi vô địch U21 quốc gia",
        "author": "Quốc Bảo",
        "published": "2022-09-18",
        "captions": 2,
        "related": 3,
        "first": (
            "Kình ngư Vương Tường Lam nghỉ thi đấu sáu tháng vì chấn thương vai",
            "2022-09-24",
        ),
    },
    "nhipsongtaynguyen-gia-ca-phe-lap-ky-luc.txt": {
        "title": "Cà phê vượt 121.000 đồng/kg, người Ea Tu Na vừa mừng vừa lo",
        "author": "H’Lan Niê",
        "published": "2024-04-12",
        "captions": 3,
        "related": 4,
        "first": ("Voi nhà Bun Khăm được về rừng sau 30 năm chở khách", "2024-04-20"),
    },
    "kinhtecuulong-gia-lua-gao-tang-nong-dan-giu-hang.txt": {
        "title": "Giá lúa hè thu nhảy từng ngày, thương lái và nông dân cùng dè chừng",
        "author": "Trung Hiếu – Mỹ Dung",
        "published": "2023-08-15T08:20",
        "captions": 1,
        "related": 4,
        "first": ("Sầu riêng Ri6 sang Trung Quốc bằng đường sắt liên vận", "2023-08-25"),
    },
    "tinhaiphong-ky-hop-hdnd-cuoi-nam.txt": {
        "title": "KHAI MẠC KỲ HỌP CUỐI NĂM, HĐND THÀNH PHỐ BÀN CHUYỆN NƯỚC SẠCH VÀ HỌC PHÍ",
        "author": "Lê Hiệp",
        "published": "2025-12-09",
        "captions": 3,
        "related": 5,
        "first": (
            "Nữ thuyền trưởng Ngụy Thị Băng đưa tàu hàng 20.000 tấn qua eo biển",
            "2025-12-22",
        ),
    },
    "nhipsongtaynguyen-ben-nuoc-buon-hdong.txt": {
        "title": "Bến nước, nơi buôn làng soi mình",
        "author": "Đinh Thị Mai Ka",
        "published": None,
        "captions": 2,
        "related": 4,
        "first": ("Chàng trai Gia Rai Rơ Châm Thớt mang măng khô ra Hà Nội", "2023-11-19"),
    },
}


def read(name: str) -> ReadArticle:
    (file,), _ = list_files([PAGES / name])
    (found,) = articles_of(file)
    assert isinstance(found, ReadArticle)
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_sample_page(name: str) -> None:
    expected, found = EXPECTED[name], read(name)
    article = found.article
    first = article.related[0]
    assert {
        "title": article.title,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "captions": len(article.captions),
        "related": len(article.related),
        "first": (first.title, first.published.isoformat() if first.published else None),
    } == expected
    assert article.source == f"{name.split('-')[0]}.vn"
    assert article.summary
    assert bool(found.remarks) is (expected["published"] is None)


def test_no_sample_page_leaks_clutter_or_other_news() -> None:
    files, skipped = list_files([PAGES])
    assert len(files) >= len(EXPECTED)
    assert skipped == []
    for file in files:
        article = read(Path(file.path).name).article
        text = "\n".join([article.title, article.summary, article.body, *article.captions])
        assert not [words for words in CLUTTER if words in text], file.path
        assert not [link.title for link in article.related if link.title in text], file.path
