"""Sentences for the pages of these tests."""

TITLE = "Làng gốm Phước Tích mở lại lò nung sau mười năm"
LEAD = (
    "Sau một thập niên nguội lửa, lò sấp cuối cùng của làng gốm bên sông Ô Lâu đỏ trở lại, "
    "mở ra hy vọng giữ nghề cho lớp thợ trẻ."
)
FIRST = (
    "Mờ sáng, ông Lương Thanh Hiền cùng bốn người thợ xếp những chiếc thạp đầu tiên vào lò. Củi "
    "được phơi từ mùa hè, đất lấy ở bãi bồi cách làng chừng hai cây số."
)
SECOND = (
    "Theo ban quản lý làng cổ, mẻ gốm này có hơn ba trăm sản phẩm, phần lớn là om, đột và thạp "
    "theo mẫu mà các cụ trong làng còn giữ được."
)
THIRD = (
    "“Chúng tôi không mong bán được nhiều ngay, chỉ cần lớp trẻ biết nhìn màu lửa mà đoán độ chín "
    "của đất”, ông Hiền nói khi đậy cửa lò lúc gần trưa."
)
LAST = (
    "Lò sẽ được canh liên tục trong hai ngày đêm, rồi để nguội thêm ba ngày trước khi mở cửa đón "
    "khách tới xem mẻ gốm đầu tiên."
)
TEXT = (FIRST, SECOND, THIRD, LAST)
PARAGRAPHS = "\n".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
OTHERS = (
    "Chợ nổi Cái Răng vắng ghe ngày cuối tuần",
    "Cầu phao sông Bồ đóng hai đêm để sửa nhịp giữa",
    "Học sinh vùng cao góp sách cho thư viện bản",
    "Đội bóng nữ xã đảo thắng trận chung kết",
    "Mưa trái mùa làm hỏng ba trăm héc-ta muối",
    "Nhà vườn Lái Thiêu đón khách từ tháng sáu",
    "Tuyến buýt đêm đầu tiên chạy thử từ thứ hai",
    "Xưởng đóng thuyền nan cuối cùng ở cửa Đại",
)
TEASER = "Người dân cho biết sự việc diễn ra từ đầu tuần, hiện xã đang tìm cách tháo gỡ."
MENU = "".join(
    f'<li><a href="/{number}">{name}</a></li>'
    for number, name in enumerate(
        ("Thời sự", "Thế giới", "Kinh doanh", "Văn hóa", "Giáo dục", "Thể thao", "Sức khỏe", "Xe")
    )
)


def links(count: int = 5) -> str:
    """A list of links to other news."""
    return "".join(
        f'<li><a href="/tin-{number}.html" title="{title}">{title}</a></li>'
        for number, title in enumerate(OTHERS[:count])
    )


def teasers(count: int = 8, box: str = "article", name: str = "item-news") -> str:
    """Other news with a title, a time and a teaser each."""
    return "".join(
        f'<{box} class="{name}"><h3><a href="/bai-{number}.html">{title}</a></h3>'
        f'<span class="time">{number + 1} giờ trước</span>'
        f'<p class="description">{TEASER}</p></{box}>'
        for number, title in enumerate(OTHERS[:count])
    )
