"""Articles for the tests of stories, and what is found among some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article, Published
from newsearch.stories.signatures import Signatures, signatures
from newsearch.stories.stories import Stories
from newsearch.stories.writer import StoriesWriter

PARAGRAPHS = (
    "Khoảng 5 giờ sáng 12/10, đoạn đê bao sông Vân dài 40 m ở xã Hòa Thuỷ bị nước xoáy vỡ, tràn "
    "vào cánh đồng Rộc Sen và khu dân cư phía dưới. Người dân nghe tiếng kẻng đã kịp dắt trâu bò "
    "lên mặt đê, nhiều nhà chỉ kịp mang theo chăn màn và mấy bao gạo.",
    "Chủ tịch xã Đỗ Văn Khoái cho biết 312 hộ phải đi sơ tán trong đêm, trong đó có 27 cụ già đang "
    "được chăm sóc tại trạm y tế. Trường tiểu học số 2 trở thành nơi ở tạm, bếp ăn do hội phụ nữ "
    "đứng ra nấu, mỗi bữa khoảng 900 suất cơm nắm với muối vừng.",
    "Đến trưa, công binh đưa hai phà và 150 rọ đá đến hàn khẩu đoạn đê vỡ. Nước chảy xiết nên phải "
    "đóng thêm ba hàng cọc tre, đến tối mới khép được nửa đoạn. Kỹ sư Lưu Thế Đạt nói nếu thượng "
    "nguồn không xả thêm thì sau 2 ngày nữa xe tải có thể đi lại trên mặt đê.",
    "Toàn huyện có 1.450 ha lúa sắp gặt bị ngập, thiệt hại ban đầu ước 38 tỉ đồng. Ngân hàng chính "
    "sách đã khoanh nợ cho các gia đình mất trắng, còn phòng nông nghiệp chuẩn bị giống rau ngắn "
    "ngày để bà con gieo ngay sau khi nước rút khỏi ruộng.",
)
FLOOD = Article(
    id="baovan.vn/vo-de",
    title="Vỡ đê sông Vân, hơn 300 hộ dân sơ tán trong đêm",
    summary="Đê bao sông Vân vỡ một đoạn dài sau ba ngày mưa lớn, nước tràn vào xã Hòa Thuỷ khiến "
    "hàng trăm gia đình phải rời nhà khi trời chưa sáng.",
    body="\n".join(PARAGRAPHS),
    author="Đinh Thị Lụa",
    source="baovan.vn",
    published=Published.fromisoformat("2022-10-12T14:05"),
)
OTHER_LEAD = (
    "Công binh đang cùng bà con đóng cọc tre, thả rọ đá để cứu đoạn đê vừa vỡ, trong khi các "
    "trường học mở cửa đón người chạy lũ."
)
# Another writer's report on the same event: the same facts, other sentences.
SAME_EVENT = Article(
    id="tinmien.vn/dem-trang",
    title="Đêm trắng ở xã vỡ đê",
    summary="Chúng tôi đến Hòa Thuỷ khi nước còn ngang thắt lưng người lớn.",
    body="Bà Ngần 71 tuổi kể bà nghe tiếng kẻng lúc gần 5 giờ, mở cửa ra thì sân đã thành ao. Con "
    "trai cõng bà lên đê, tay kia giữ dây dắt con nghé.\nỞ trường tiểu học số 2, chị em hội phụ nữ "
    "thay nhau vo gạo suốt đêm; ông Khoái, chủ tịch xã, bảo hơn 300 hộ rời nhà mà không ai bị "
    "thương là nhờ tập dượt hồi tháng 6.\nKỹ sư Đạt chỉ tay về dãy cọc tre mới đóng, nói nước mà "
    "rút đều thì cuối tuần xe chở vật liệu vào được. Lúa thì chịu, cả cánh đồng Rộc Sen chỉ còn "
    "thấy ngọn.",
    source="tinmien.vn",
    published=Published.fromisoformat("2022-10-13"),
)
GOLD = (
    "Mở cửa phiên sáng nay, giá vàng miếng tại tiệm Kim Lúa được niêm yết ở mức {} triệu đồng một "
    "lượng chiều mua vào và {} triệu đồng chiều bán ra, {} {} nghìn đồng so với cuối ngày hôm qua. "
    "Chênh lệch giữa hai chiều là {} nghìn đồng. Vàng nhẫn trơn được giao dịch quanh {} triệu đồng "
    "mỗi lượng. Trên thị trường thế giới, mỗi ounce đứng ở mức {} đô la, quy đổi theo tỉ giá ngân "
    "hàng tương đương {} triệu đồng một lượng, chưa tính thuế và phí. Các chuyên gia khuyên người "
    "mua cân nhắc kỹ trước khi xuống tiền, vì giá trong nước biến động mạnh hơn giá thế giới."
)
GOLD_TODAY = Article(
    id="kimlua.vn/1",
    title="Giá vàng hôm nay",
    summary="Giá vàng miếng tiếp tục biến động theo thị trường thế giới.",
    body=GOLD.format("66,15", "66,85", "tăng", 150, 700, "53,40", "1.792", "52,07"),
    source="kimlua.vn",
    published=Published.fromisoformat("2022-10-12"),
)
GOLD_TOMORROW = replace(
    GOLD_TODAY,
    id="kimlua.vn/2",
    body=GOLD.format("65,90", "66,70", "giảm", 250, 800, "53,25", "1.781", "51,88"),
    published=Published.fromisoformat("2022-10-13"),
)
MARKET = Article(
    id="chonoi.vn/ca",
    title="Chợ cá đêm chuyển chỗ",
    summary="Sau 40 năm, chợ cá bên bến Đình dời sang khu đất mới rộng gấp đôi.",
    body="Từ 2 giờ sáng, xe ba gác nối đuôi nhau chở cá từ bến lên chợ mới. Ông Tư Hến bán cá ở "
    "đây từ năm 1982 nói chỗ mới sạch, có điện, có mái, chỉ tội xa bến thêm 600 m.\nBan quản lý "
    "chia 216 ô sạp bằng cách bốc thăm, mỗi ô 6 mét vuông. Người bán tôm đòi thêm vòi nước, người "
    "bán mắm đòi chỗ khuất gió.\nNgày đầu chưa quen lối, khách đi lạc sang dãy hàng khô, nhưng đến "
    "rạng sáng thì cá vẫn hết như mọi ngày.",
    source="chonoi.vn",
)


def copy(identity: str, article: Article = FLOOD, **changes: Any) -> Article:
    """A copy of an article as another paper prints it."""
    source = identity.partition("/")[0]
    changes = {"id": identity, "source": source, "url": "", **changes}
    return replace(article, **changes)


@cache
def _analyzer() -> BatchAnalyzer:
    return BatchAnalyzer(compile_segmenter())


def signed(articles: Sequence[Article]) -> Signatures:
    """The signatures of articles."""
    return signatures(_analyzer().analyze(articles))


def write(
    path: Path,
    articles: Iterable[Article] = (),
    gone: Iterable[str] = (),
    base: Path | None = None,
    at_once: int = 64,
) -> Path:
    """Write the stories of articles, and of those of a base that stay."""
    writer = StoriesWriter(path, base)
    rest = list(articles)
    writer.subtract(gone)
    for start in range(0, len(rest), at_once):
        writer.add(signed(rest[start : start + at_once]))
    writer.close()
    return path


def stories_in(path: Path, identities: Iterable[str]) -> set[tuple[str, ...]]:
    """The stories that some articles belong to."""
    stories = Stories(path)
    found = {stories.members(identity) for identity in identities}
    stories.close()
    return found - {()}


def stories_among(*articles: Article) -> set[tuple[str, ...]]:
    """The stories that are found among articles."""
    with TemporaryDirectory() as directory:
        path = write(Path(directory, "stories"), articles)
        return stories_in(path, (article.id for article in articles))
