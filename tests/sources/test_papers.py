"""Names and hosts of papers: which belong together, and which only look alike."""

from __future__ import annotations

import pytest

from newsearch.sources.keys import source_key
from newsearch.sources.names import host_of, normalize_source
from newsearch.sources.papers import paper_named, papers


@pytest.mark.parametrize(
    "name",
    [
        "Tuổi Trẻ",
        "tuổi trẻ",
        "Báo Tuổi Trẻ",
        "Tuổi Trẻ Online",
        "TTO",
        "tuoi tre",
        "tuoitre.vn",
        "https://www.tuoitre.com.vn/the-gioi/1.htm",
        "m.tuoitre.vn",
        "Tuô\u0309i Tre\u0309",  # decomposed
    ],
)
def test_one_key_for_a_paper(name: str) -> None:
    assert source_key(name) == "tuoitre.vn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo Hải Phòng", "baohaiphong.vn"),
        ("Thông tấn xã Việt Nam", "vnanet.vn"),
        ("Báo Thanh Hoá", "baothanhhoa.vn"),
        ("tuoitre.com.vn", "tuoitre.vn"),
        # Parts of a paper with a host of their own keep it, and so do editions for telephones.
        ("https://ngoisao.vnexpress.net/tin.html", "ngoisao.vnexpress.net"),
        ("m.baobinhduong.vn", "m.baobinhduong.vn"),
        ("zingnews.vn", "zingnews.vn"),
        # Not known: the name stays.
        ("Bản tin  phường Trại Chuối", "Bản tin phường Trại Chuối"),
        ("Báo Tường", "Báo Tường"),
        ("Thời", "Thời"),
        ("", ""),
    ],
)
def test_stored_source(text: str, expected: str) -> None:
    assert normalize_source(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://www.tuoitre.vn:80/tin.htm", "tuoitre.vn"),
        ("//cdn.vnexpress.net/anh.jpg", "cdn.vnexpress.net"),
        ("https://ten:matkhau@vov.vn/tin", "vov.vn"),
        ("Tuổi Trẻ", ""),
        ("TP.HCM", ""),
        ("https:///khong-co-may-chu", ""),
    ],
)
def test_host(text: str, expected: str) -> None:
    assert host_of(text) == expected


def test_no_name_or_host_belongs_to_two_papers() -> None:
    owners: dict[str, set[str]] = {}
    for paper in papers():
        for name in (paper.host, paper.name, *paper.aliases):
            owners.setdefault(name.casefold(), set()).add(paper.host)
            found = paper_named(name)
            assert found is not None
            assert found.host == paper.host, name
    assert not {name: hosts for name, hosts in owners.items() if len(hosts) > 1}


@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.host)
def test_hosts_are_hosts(paper: object) -> None:
    host = getattr(paper, "host", "")
    assert host_of(f"https://{host}/tin.html") == host
    assert source_key(host) == host
