"""Lines that name authors, origins and sources, and the newsroom behind a lead's sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers.pages.bylines import (
    Byline,
    byline,
    original_link,
    source_line,
    split_tail_name,
    split_tail_origin,
)
from newsearch.readers.pages.header import split_site
from newsearch.readers.pages.signs import source_of_lead


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("Mai Thu (tổng hợp)", "Mai Thu", ""),
        ("Mai Thu(tổng hợp)", "Mai Thu", ""),
        ("Mai Thu tổng hợp", "Mai Thu", ""),
        ("Vân An (theo Reuters, AP)", "Vân An", "Reuters, AP"),
        ("Vân An - theo Reuters", "Vân An", "Reuters"),
        ("Vân An (từ Tokyo, Nhật Bản)", "Vân An", ""),
        ("Hoàng Tú/VTC News", "Hoàng Tú", "VTC News"),
        ("Hoàng Tú/VOV-Miền Trung", "Hoàng Tú", "VOV-Miền Trung"),
        ("Tác giả bài viết: Lê Na", "Lê Na", ""),
        ("Hoàng Tú (TTXVN/Vietnam+)", "Hoàng Tú", "TTXVN/Vietnam+"),
        ("(Theo VnExpress)", "", "VnExpress"),
        ("Theo TTXVN", "", "TTXVN"),
        ("Theo Trí thức miền sông Copy link", "", "Trí thức miền sông"),
        ("Theo Lê Hương", "Lê Hương", ""),
        ("Theo Lê Hương/VOV.VN", "Lê Hương", "VOV.VN"),
        ("Theo Lê Hương (Dân trí)", "Lê Hương", "Dân trí"),
        ("Bài: Lê Na; ảnh: Vũ Minh", "Lê Na", ""),
        ("Bài và ảnh: Lê Na", "Lê Na", ""),
        ("Lê Na - Ảnh: Vũ Minh", "Lê Na", ""),
        ("Thực hiện: Lê Na - Đồ họa: Vũ Minh", "Lê Na", ""),
        ("Nội dung: Lê Na | Thiết kế: Vũ Minh", "Lê Na", ""),
        ("PV Lê Na", "Lê Na", ""),
        ("CTV Vũ Minh", "Vũ Minh", ""),
        ("Nhóm PV Thời sự", "Nhóm PV Thời sự", ""),
        ("Tác giả: Lê Văn Na (email: na@bao.vn)", "Lê Văn Na", ""),
        ("Lê Văn Na - lena@bao.vn", "Lê Văn Na", ""),
        ("TS. Lê Văn Na", "TS. Lê Văn Na", ""),
        ("LÊ NA - VŨ MINH", "LÊ NA - VŨ MINH", ""),
        ("T.Anh", "T.Anh", ""),
    ],
)
def test_bylines(line: str, author: str, source: str) -> None:
    assert byline(line) == Byline(author, source)


@pytest.mark.parametrize(
    "line",
    [
        "Ảnh: Vũ Minh", "Theo dõi trên", "Theo đó, các bên cùng ký", "Hà Nội", "Thanh Hóa",
        "Thể Thao", "Tổng hợp", "na@bao.vn", "Người dân vui mừng", "Tổng số: 12", "",
        "Theo quyết định này, các đơn vị phải thực hiện",
    ],
)  # fmt: skip
def test_what_is_no_byline(line: str) -> None:
    assert byline(line) is None


def test_a_department_signs_only_where_bylines_stand() -> None:
    line = "TT Phát thanh miền sông"
    assert byline(line) is None
    assert byline(line, placed=True) == Byline(line)


@given(st.text(max_size=200))
def test_any_line_is_judged(line: str) -> None:
    named = byline(line)
    assert named is None or named.author or named.source
    split_site(line)
    source_of_lead(line)
    assert isinstance(split_tail_name(line)[1], str)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Nguồn tin: DongThap.gov.vn", "dongthap.gov.vn"),
        ("(Nguồn: Bản tin Cồn Sẻ)", "Bản tin Cồn Sẻ"),
        ("Nguồn: Internet", ""),
        ("Nguồn tin từ cơ quan điều tra", ""),
    ],
)
def test_source_lines(line: str, source: str) -> None:
    assert source_line(line) == source


def test_the_link_to_the_first_printing() -> None:
    line = "Link bài gốc Lấy link! https://nhipsongmiensong.vn/cau-go.html"
    assert original_link(line) == "nhipsongmiensong.vn"
    assert original_link("Link bài viết hay") == ""


@pytest.mark.parametrize(
    ("text", "rest", "name"),
    [
        ("Việc đang được làm rõ. GIA BÌNH", "Việc đang được làm rõ.", "GIA BÌNH"),
        ("Lễ hội kết thúc ngày 5/3./. Lê Na", "Lễ hội kết thúc ngày 5/3.", "Lê Na"),
        ("Ai cũng vui./.Lê Na (TTXVN)", "Ai cũng vui.", "Lê Na"),
        ("Mưa còn kéo dài. PV", "Mưa còn kéo dài.", "PV"),
        ("Xe chạy về TP.HCM", "Xe chạy về TP.HCM", ""),
    ],
)
def test_a_name_at_the_end_of_the_last_paragraph(text: str, rest: str, name: str) -> None:
    assert split_tail_name(text) == (rest, name)


def test_an_origin_at_the_end_of_the_last_paragraph() -> None:
    assert split_tail_origin("Mưa còn lớn. (Theo Dân trí)") == ("Mưa còn lớn.", "Dân trí")
    assert split_tail_origin("Mưa còn lớn. (TTXVN)") == ("Mưa còn lớn.", "TTXVN")
    assert split_tail_origin("Mưa còn lớn. (xem trang 2)") == ("Mưa còn lớn. (xem trang 2)", "")


@pytest.mark.parametrize(
    ("lead", "host"),
    [
        ("TTO - Sáng nay", "tuoitre.vn"),
        ("(Dân trí) - Sáng nay", "dantri.com.vn"),
        ("(NLĐO)- Sáng nay", "nld.com.vn"),
        ("(Baothanhhoa.vn) - Sáng nay", "baothanhhoa.vn"),
        ("QĐND Online – Sáng nay", "qdnd.vn"),
        ("(BDO) Sáng nay", "baobinhduong.vn"),
        ("Hà Nội - Sáng nay", ""),
        ("Lao Động - việc làm là chuyện lớn", ""),
        ("TT-Huế mưa to", ""),
    ],
)
def test_signs_of_leads(lead: str, host: str) -> None:
    assert source_of_lead(lead) == host


@pytest.mark.parametrize(
    ("title", "rest", "site"),
    [
        ("Cầu gỗ nối xóm - Tuổi Trẻ Online", "Cầu gỗ nối xóm", "tuoitre.vn"),
        ("Cầu gỗ nối xóm - Báo VnExpress Kinh doanh", "Cầu gỗ nối xóm", "vnexpress.net"),
        ("Cầu gỗ nối xóm | Đời sống | Báo Dân trí", "Cầu gỗ nối xóm", "dantri.com.vn"),
        ("Chung kết: Hà Nội - Viettel", "Chung kết: Hà Nội - Viettel", ""),
        ("Vụ lở bờ - Kỳ 2: Lời kể", "Vụ lở bờ - Kỳ 2: Lời kể", ""),
    ],
)
def test_the_paper_behind_a_title(title: str, rest: str, site: str) -> None:
    assert split_site(title) == (rest, site)
