"""A small index of news for the tests of suggestions."""

from __future__ import annotations

from newsearch import Article, Published

_STORIES: tuple[tuple[str, str, str], ...] = (
    (
        "Bầu cử quốc hội khóa mới",
        "2021-05-20",
        "Sáng nay, cử tri đi bầu cử quốc hội tại thành phố Đà Nẵng.",
    ),
    (
        "Cử tri trẻ háo hức trước ngày bầu cử quốc hội",
        "2021-05-21",
        "Nhiều cử tri trẻ nói chuyện với ông Lê Văn Đạt, người ở quận Hải Châu, Đà Nẵng.",
    ),
    (
        "Bầu cử quốc gia láng giềng: kết quả sít sao",
        "2021-05-22",
        "Cuộc bầu cử quốc gia kết thúc, theo ông Lê Văn Đạt.",
    ),
    (
        "Bầu cử quốc gia láng giềng phải kiểm phiếu lại",
        "2021-05-23",
        "Cuộc bầu cử quốc gia sẽ kiểm phiếu lại, báo chí ở Đắk Lắk đưa tin.",
    ),
    (
        "Hòa giải ở bàu sen",
        "2020-02-01",
        "Tổ hòa giải họp bên bàu sen, nơi người dân trồng sen lấy hạt.",
    ),
    (
        "Mùa sen ở bàu sen",
        "2020-06-01",
        "Tổ hoà giải và bác sĩ của huyện thăm bàu sen, rồi về tỉnh Đắk Lắk.",
    ),
    ("Bác sỹ về làng", "2020-07-01", "Các bác sỹ về làng khám bệnh miễn phí."),
    ("ĐƯỜNG HOA MỞ CỬA", "2020-01-20", "Con đường hoa mở cửa đón khách đi bộ từ sáng sớm."),
    ("Con đường hoa lớn nhất", "2020-01-21", "Khách đi bộ trên con đường hoa từ sáng sớm."),
)


def articles() -> list[Article]:
    """A few articles about five things."""
    return [
        Article(
            id=f"bai-{number}",
            title=title,
            body=f"{body}\nẢnh chụp ở nơi xảy ra sự việc.",
            source=("tuoitre.vn", "thanhnien.vn")[number % 2],
            author=("Trần Bình", "Lê Cường")[number % 2],
            topics=("Thời sự",) if number < 4 else ("Đời sống", "Thời sự"),
            published=Published.fromisoformat(day),
        )
        for number, (title, day, body) in enumerate(_STORIES)
    ]
