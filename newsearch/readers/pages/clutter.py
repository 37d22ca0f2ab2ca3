"""What stands on a page and is no article: heads of other news, widgets, footers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsearch.readers.pages.lines import Line

_EDGES = " \t:.…-–—|»›>«<•·*#+!►▶▼▾→⇒➤●○■□◆\"“”'()[]"

_HEADS = re.compile(
    r"(?:các |những |một số )?(?:tin|bài|bài viết|tin bài|tin tức|bài báo|video|nội dung)"
    r"(?: tức| bài)? "
    r"(?:khác|liên quan|cùng (?:chuyên mục|chủ đề|loại|tác giả|thể loại)|mới(?: nhất| hơn| nhận"
    r"| đăng| cập nhật)?|cũ hơn|(?:đọc|xem) nhiều(?: nhất)?|được (?:đọc|xem"
    r"|quan tâm) nhiều(?: nhất)?"
    r"|nổi bật|nóng(?: nhất)?|hay|đã đăng|đã đưa|đáng (?:đọc|chú ý|xem)|tiêu điểm|trong ngày"
    r"|cùng mục|tương tự|tham khảo|trước|tiếp theo|quan tâm)(?: khác| hôm nay| trong ngày)?"
    r"|(?:cùng|trong) (?:chuyên mục|chủ đề|tác giả|sự kiện|mục)"
    r"|(?:xem|đọc|tìm hiểu|tham khảo|khám phá) thêm(?: (?:về|trên|chủ đề|tin|bài|các|những"
    r"|video)\b.{0,40})?"
    r"|đọc (?:nhiều|tiếp|nhất)(?: nhất)?(?: (?:trong|trên)\b.{0,30})?|xem nhiều(?: nhất)?|xem tiếp"
    r"|(?:có thể )?bạn (?:có thể )?(?:quan tâm|thích|chưa biết|muốn (?:đọc|xem)|sẽ thích"
    r"|đọc quan tâm)"
    r"|có thể (?:bạn )?quan tâm|được quan tâm(?: nhất)?|quan tâm nhiều(?: nhất)?|đừng bỏ lỡ"
    r"|mời (?:bạn )?(?:đọc|xem)(?: thêm)?(?: tin.{0,20})?|dành cho bạn|gợi ý cho bạn"
    r"|đề xuất cho bạn"
    r"|nổi bật(?: trang chủ| nhất)?|mới nhất|liên quan|dòng sự kiện|sự kiện liên quan"
    r"|chuyên mục khác"
    r"|related(?: news| posts| articles| stories)?|(?:latest|other|more) news|most (?:read|viewed)"
)
_HEAD_WITH_TITLE = re.compile(
    r"(?:xem thêm|đọc thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|mời (?:bạn )?xem(?: thêm)?"
    r"|tham khảo thêm|>{1,3}|»|►|▶|👉)\s?[:>»›-]{0,3}\s?(?P<title>\S.{12,250})",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"(?:từ khó[aá]|từ khoá|tags?|thẻ|chủ đề|hashtags?|keywords?"
    r"|tag bài viết)\s?[:：]?\s*(?P<topics>.*)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:bình luận|ý kiến(?: bạn đọc| của bạn| độc giả)?|phản hồi|comments?)(?: ?\(?\d*\)?)"
    r"|(?:gửi|viết|xem(?: tất cả| thêm)?|đăng|nhập|chia sẻ)(?: nội dung)? (?:bình luận|ý kiến"
    r"|phản hồi)\b.{0,60}"
    r"|quan tâm nhất(?: mới nhất)?|mới nhất quan tâm nhất|\d+ bình luận",
)
_FOOTER = re.compile(
    r"(?:số )?giấy phép\b.{0,80}(?:\d|cấp)|(?:phó )?tổng (?:biên tập|thư ký|tkts)\b.{0,3}:"
    r"|tòa soạn\b|toà soạn\b"
    r"|chịu trách nhiệm (?:quản lý )?(?:nội dung|xuất bản)|(?:trụ sở|văn phòng"
    r"|địa chỉ)(?: chính| tòa soạn)?\s?:"
    r"|trụ sở chính$|cơ quan (?:chủ quản|ngôn luận)\b|hotline|đường dây nóng\s?:|(?:điện thoại"
    r"|đt|tel|fax|email)\s?[:.]"
    r"|[©®]|copyright|bản quyền (?:thuộc|và phát triển|nội dung|\d{4})|(?:vui lòng )?ghi rõ nguồn"
    r"|(?:chỉ được|cấm|nghiêm cấm|không được|mọi hành vi) (?:phát hành lại|sao chép)"
    r"|all rights reserved"
    r"|liên hệ (?:quảng cáo|tòa soạn|toà soạn)|powered by|thiết kế (?:bởi|website)|tầng \d+,"
    r"|đặt báo\b"
    r"|chính sách bảo mật|điều khoản sử dụng|.{0,60}\bbản quyền thuộc\b|.{0,60}hoan nghênh độc giả"
    r"|.{0,20}(?:khi )?phát hành lại thông tin|báo điện tử của\b"
    r"|cổng thông tin điện tử[^.,]{0,60}$",
)
_WIDGET = re.compile(
    r"(?:chia sẻ|share|facebook|twitter|zalo|youtube|tiktok|messenger|linkedin|instagram|email"
    r"|in|print"
    r"|copy link|sao chép liên kết|lấy link|link bài gốc|lưu(?: bài| tin)?|thích|like|tweet|gửi"
    r"|đóng|close"
    r"|theo dõi|top|menu|tìm kiếm|search|đăng (?:nhập|ký|xuất)|quay lại|về đầu trang|lên đầu trang"
    r"|trang chủ|home|mục lục|nghe (?:đọc )?(?:bài|tin)|đọc bài|toàn màn hình|phóng to|video"
    r"|ảnh|photo|podcast"
    r"|infographics?|longform|e-?magazine|emagazine|read more|accept(?: all)?|got it|ok"
    r"|tôi đồng ý|đồng ý"
    r"|quảng cáo|advertisement|ads|rss|báo giấy|báo in|a a\+?|a-? a\+?|aa|cỡ chữ|×|x|tự động"
    r"|danh mục|logo)"
    r"(?: (?:facebook|twitter|zalo|email|bài viết|tin|trang|này|lên facebook|qua email"
    r"|bài viết này|a))*"
    r"|(?:tải|theo dõi|đăng ký|đăng nhập|bấm|nhấn|click|quét)\b.{0,40}(?:ứng dụng|google news"
    r"|kênh|nhận tin"
    r"|bản tin|tài khoản|newsletter|vào đây|để|trên|mã qr)\b.{0,80}"
    r"|(?:(?:facebook|twitter|x|mail|email|linkedin|zalo|messenger|pinterest|telegram|copy link"
    r"|link)(?:\s|/|,)*){2,8}"
    r"|copy link thành công|trở lại .{1,40}|về trang .{1,40}|trở lên trên|lên trên"
    r"|(?:xem|tất cả) (?:tất cả|thêm|bài viết)|\d+ (?:lượt (?:xem|đọc|thích)|chia sẻ)"
    r"|(?:lượt (?:xem|đọc|truy cập)|số lượt xem|đã xem|cỡ chữ|chia sẻ|đánh giá"
    r"|size chữ)\b.{0,30}\d*"
    r"|(?:tặng sao|số sao|trở thành người đầu tiên|chuyển sao|bạn không thể gửi"
    r"|vui lòng (?:nhập|điền|đợi|đăng)"
    r"|bạn vui lòng|mã xác nhận|mã capcha|email không đúng|bình luận (?:mới )?được"
    r"|thông tin bạn đọc|xin chào"
    r"|bạn (?:chưa|cần|phải) đăng|bạn vừa nạp|gói (?:dịch vụ|vip)|hoàn tất|hủy bỏ|recaptcha"
    r"|captcha|thông báo$"
    r"|theo dõi chúng tôi|theo dõi báo|tải (?:app|ứng dụng)|chat với|xem theo ngày|ads by|cookie"
    r"|chế độ (?:tối|sáng)|giọng (?:nam|nữ)|nhịp độ|hãy gọi|nhập nội dung)\b.{0,250}"
    r"|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}|[\d\s.,:/|+-]{1,20}|\d+(?:°c|oc|\sgiây nữa)"
    r"|.{1,25}\s\d{1,2}\s?°c?",
)
_NETWORKS = (
    r"(?:facebook|fanpage|zalo|youtube|tiktok|telegram|instagram|twitter|google news|viber|threads)"
)
# "Mời bạn đọc theo dõi ... trên Facebook": what stands before it may only call readers.
_FOLLOW = re.compile(
    r"(?:(?:kính |trân trọng )?mời |hãy |đừng quên |bấm |nhấn |nhớ |và )?"
    r"(?:(?:quý )?(?:các )?(?:bạn đọc|độc giả|khán giả|quý vị|bạn)(?: và các bạn)? )?(?:hãy )?"
    r"(?:(?:cùng )?theo dõi|đón đọc|đón xem|like|thích|kết nối với|tham gia|ủng hộ|đăng ký)\b"
    r".{0,80}\b" + _NETWORKS + r"\b.{0,80}",
)
_COOKIES = re.compile(
    r"\b(?:this (?:web)?site|we) uses? cookies|\bcookies?\b.{0,80}\b(?:policy|chính sách)"
    r"|sử dụng cookies?\b",
    re.I,
)
_BREADCRUMB = re.compile(
    r"(?:trang chủ|home)\s?(?:[>›»/|]|$).{0,150}|[^.>›»]{2,40}(?:\s?[>›»]\s?[^.>›»]{2,40}){1,5}",
    re.I,
)
_SECTION_NAMES = (
    "thời sự|chính trị|xã hội|kinh tế|kinh doanh|thế giới|quốc tế|pháp luật|giáo dục|sức khỏe"
    "|sức khoẻ"
    "|y tế|văn hóa|văn hoá|giải trí|thể thao|bóng đá|du lịch|khoa học|công nghệ|đời sống"
    "|bạn đọc|nhịp sống"
    "|xe|nhà đất|bất động sản|tài chính|chứng khoán|doanh nghiệp|thị trường|môi trường|đô thị"
    "|giao thông"
    "|an ninh|quốc phòng|nông nghiệp|lao động|trong nước|địa phương|tin tức|tin trong nước"
    "|xây dựng đảng"
    "|hải phòng|hà nội|tp hcm|tp.hcm|phóng sự|ký sự|góc nhìn|bình luận|dân sinh|văn nghệ"
    "|sự kiện|tiêu điểm"
    "|tin nhanh|tin nóng|tin địa phương|kinh tế - xã hội|chính trị - xã hội|văn hóa - xã hội"
    "|nông thôn mới"
    "|chuyển đổi số|thanh niên|phụ nữ|giới trẻ|nhịp sống trẻ|multimedia|media|bóng đá việt nam"
)
_SECTIONS = frozenset(_SECTION_NAMES.split("|"))
_SECTION_RUN = re.compile(
    rf"(?:{_SECTION_NAMES.replace('.', '[.]')})"
    rf"(?:\s?[ ,/|&>›»-]\s?(?:{_SECTION_NAMES.replace('.', '[.]')}))+"
)
_LONGEST = 300


def key_of(text: str) -> str:
    """A line as the patterns here see it: lower case, without bullets, arrows and colon."""
    return text[:_LONGEST].strip(_EDGES).lower()


def is_head(line: Line) -> bool:
    """Whether a whole line announces other news (*Tin khác*, *Xem thêm:*)."""
    return len(line.text) <= 70 and bool(_HEADS.fullmatch(key_of(line.text)))


def title_behind_head(line: Line) -> str:
    """The title in a line such as *Xem thêm: Cầu mới thông xe*, else ``""``."""
    if len(line.text) > _LONGEST or (line.is_paragraph and ". " in line.text):
        return ""
    match = _HEAD_WITH_TITLE.fullmatch(line.text)
    if not match or (line.text[0].isalpha() and not re.search(r"[:>»›]", line.text[:30])):
        return ""
    return match["title"].strip()


def topics_in(line: Line) -> list[str] | None:
    """The topics of a tag line, an empty list for its head alone, None for other lines."""
    match = _TOPICS.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if not match:
        return None
    named = match["topics"].strip()
    # "Thẻ đỏ cho ..." or "Chủ đề năm nay là ..." is text.
    if named and not re.match(r"[^:：]{1,20}[:：]", line.text):
        return None
    return split_topics(named)


def split_topics(text: str) -> list[str]:
    """Topics separated by commas, semicolons, bars or hash signs."""
    return [topic for piece in re.split(r"[,;|#]", text) if (topic := piece.strip(" ._"))]


def is_comments(line: Line) -> bool:
    """Whether readers' comments, or the form for them, begin here."""
    return len(line.text) <= 90 and bool(_COMMENTS.fullmatch(key_of(line.text)))


def is_footer(line: Line) -> bool:
    """Whether this is a line of a site's imprint."""
    if len(line.text) > _LONGEST:
        return False
    text = line.text.lower().lstrip(" -–|•*")
    return bool(_FOOTER.match(text)) or line.text.startswith("©")


def is_widget(line: Line) -> bool:
    """Whether this is a button, a breadcrumb, a counter or a notice of the site."""
    if len(line.text) > _LONGEST:
        return False
    key = key_of(line.text)
    return (
        not key
        or bool(_WIDGET.fullmatch(key) or _FOLLOW.fullmatch(key) or _COOKIES.search(key))
        or (len(line.text) <= 160 and bool(_BREADCRUMB.fullmatch(line.text.strip())))
    )


def is_section(line: Line) -> bool:
    """Whether this is the name of a part of the paper (*Thời sự*)."""
    return key_of(line.text) in _SECTIONS


def is_sections(line: Line) -> bool:
    """Whether this is nothing but names of parts, one or several (*Thời sự Giao thông*)."""
    key = key_of(line.text)
    return key in _SECTIONS or bool(_SECTION_RUN.fullmatch(key))


def is_clutter(line: Line) -> bool:
    """Whether a line belongs to the site rather than to an article."""
    return is_widget(line) or is_footer(line) or is_comments(line)
