"""Article pages in the markup habits of many papers, with what should be read from each.

The pages are the files of the folder ``pages``. ``summary`` and ``last`` are the lead and the last
paragraph, where they are not `LEAD` and `LAST`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.readers.html.words import FIRST, LAST, LEAD

_PAGES = Path(__file__).parent / "pages"


class Paper(NamedTuple):
    """What should be read from a page; ``topics`` where it states some."""

    source: str
    published: str
    author: str = ""
    summary: str = LEAD
    last: str = LAST
    captions: tuple[str, ...] = ()
    origin: str = ""
    topics: tuple[str, ...] | None = None


def html_of(name: str) -> str:
    """The page of that name."""
    return (_PAGES / f"{name.replace(' ', '-')}.html").read_text("utf-8")


PAPERS = {
    "split column": Paper(
        "songhuong.net",
        "2024-05-06T07:05",
        "Hoài Thương",
        summary="Huế - " + LEAD,
        captions=("Lò sấp trước giờ nhóm lửa. Ảnh: Minh An",),
    ),
    "boxes in text": Paper(
        "tinsang.com.vn",
        "2024-05-06T07:05",
        "Hoài Thương",
        captions=("Lò sấp trước giờ nhóm lửa - Ảnh: MINH AN",),
        topics=("làng gốm", "Phước Tích"),
    ),
    "time element": Paper(
        "binhminh.vn",
        "2024-05-06T07:05",
        "Hoài Thương",
        summary="(Bình Minh) - " + LEAD,
        captions=("Lò sấp trước giờ nhóm lửa (Ảnh: Minh An).",),
        topics=("làng gốm",),
    ),
    "story system": Paper(
        "dongxanh.vn",
        "2024-05-06T07:05",
        "Hoài Thương",
        captions=("Lò sấp trước giờ nhóm lửa. Ảnh: Minh An",),
        topics=("làng gốm", "Phước Tích"),
    ),
    "republished": Paper(
        "tonghop24.vn", "2024-05-06T07:05", "Hoài Thương", origin="Tạp chí Đất Lành"
    ),
    "portal table": Paper("phongdien.thuathienhue.gov.vn", "2024-05-06T07:05", "Hoài Thương"),
    "blog system": Paper("datvalua.com", "2024-05-06T07:05", "Hoài Thương"),
    "signed in text": Paper(
        "m.songcon.vn",
        "2024-05-06T07:05",
        "HOÀI THƯƠNG",
        captions=("Lò sấp trước giờ nhóm lửa - Ảnh: M.A",),
    ),
    "accelerated": Paper("nguoiquanho.vn", "2024-05-06T07:05", "Hoài Thương"),
    "saved": Paper("baobiennho.vn", "2024-05-06T07:05", "Hoài Thương"),
    "name in last": Paper("quehuong.net.vn", "2024-05-06T07:05", "HOÀI THƯƠNG"),
    "no lead": Paper("ngayve.vn", "2024-05-06T07:05", origin="vnanet.vn", summary=FIRST),
    "short": Paper("", "2024-05-06T07:05", summary=FIRST),
    "scripted": Paper("muanguon.vn", "2024-05-06T07:05", summary=""),
    "wrong metadata": Paper("gioque.vn", "2024-05-06T07:05"),
    "linked title": Paper(
        "songngan.vn",
        "2017-05-06T07:05",
        "HOÀI THƯƠNG",
        summary="SNO - " + LEAD,
        captions=("Lò sấp đỏ lửa - Ảnh: MINH AN",),
        topics=("làng gốm",),
    ),
    "layout table": Paper(
        "", "2013-05-06T07:05", "Hoài Thương", captions=("Lò sấp đỏ lửa buổi sáng",)
    ),
    "print page": Paper("cangbien.gov.vn", "None", summary="(Cangbien.gov.vn) - " + LEAD),
    "credit below": Paper(
        "nguonsang.vn", "2020-05-06T07:05", "Hoài Thương", captions=("Lò sấp. Ảnh: M.A.",)
    ),
    "office behind name": Paper(
        "Xã Quảng Thái", "2024-05-06T07:05", "Hoài Thương", origin="Tạp chí Đất Lành"
    ),
    "weblog footer": Paper("", "2024-05-06", "Hoài Thương", summary=FIRST),
    "name beside time": Paper("songtrang.vn", "2024-05-06T07:05", "Hoài Thương"),
    "teaser box": Paper(
        "bienngang.vn",
        "2024-05-06T07:05",
        "Hoài Thương",
        captions=("Lò sấp trước giờ nhóm lửa. Ảnh: Minh An",),
        topics=("làng gốm",),
    ),
    "author above": Paper(
        "docmua.vn",
        "2024-05-06T07:05",
        "HOÀI THƯƠNG",
        summary="Huế - " + LEAD,
        captions=("Lò sấp trước giờ nhóm lửa. Ảnh: Minh An",),
        topics=("làng gốm",),
    ),
    "letter sizes": Paper("", "2024-05-06T07:05", "Hoài Thương"),
    "lists beside text": Paper("nguonson.vn", "2024-05-06T07:05", "Hoài Thương"),
    "server form": Paper("", "2024-05-06T07:05", "Hoài Thương"),
    "hashed names": Paper("mucdongmoi.vn", "2024-05-06T07:05", "Hoài Thương"),
    "hidden author": Paper(
        "huyennguon.gov.vn", "2024-05-06T07:05", "Hoài Thương", captions=("Lò sấp đỏ lửa",)
    ),
}
