"""Phrases of newspapers' sites: heads of other news, buttons, imprints, parts of the paper."""

from __future__ import annotations

import re

HEADS = re.compile(
    r"(?:các |những |một số )?(?:tin|bài|bài viết|tin bài|tin tức|bài báo|video|nội dung)"
    r"(?: tức| bài)? "
    r"(?:khác|liên quan|cùng (?:chuyên mục|chủ đề|loại|tác giả|thể loại)|mới(?: nhất| hơn| nhận"
    r"| đăng| cập nhật)?|cũ hơn|(?:đọc|xem) nhiều(?: nhất)?|được (?:đọc|xem"
    r"|quan tâm) nhiều(?: nhất)?"
    r"|nổi bật|nóng(?: nhất)?|hay|đã đăng|đã đưa|đáng (?:đọc|chú ý|xem)|tiêu điểm|trong ngày"
    r"|cùng mục|tương tự|tham khảo|trước|sau|tiếp theo|quan tâm|hot|24h|tài trợ|xem thêm|đề xuất"
    r"|bạn nên đọc|cùng sự kiện)(?: khác| hôm nay| trong ngày| trong tuần| 24h)?"
    r"|(?:cùng|trong) (?:chuyên mục|chủ đề|tác giả|sự kiện|mục)"
    r"|(?:xem|đọc|tìm hiểu|tham khảo|khám phá) thêm(?: (?:về|trên|chủ đề|tin|bài|các|những"
    r"|video)\b.{0,40})?"
    r"|đọc (?:nhiều|tiếp|nhất)(?: nhất)?(?: (?:trong|trên|24h|tuần)\b.{0,30})?|xem tiếp"
    r"|xem nhiều(?: nhất)?|nên (?:đọc|xem)|(?:được )?tài trợ|nội dung (?:được )?tài trợ|sponsored"
    r"|đang (?:hot|được quan tâm)|nhiều người (?:đọc|quan tâm)|theo dòng sự kiện|mời quan tâm"
    r"|(?:bài|tin) (?:viết )?(?:mới|nổi bật) (?:cùng|trong) chuyên mục|bình luận nhiều"
    r"|(?:các )?(?:tin|bài)(?: viết)? (?:đã (?:đưa|đăng)|mới hơn|cũ hơn)\b.{0,20}"
    r"|tin tức (?:mới|nóng)(?: nhất)?(?: (?:trong|về)\b.{0,30})?|thông tin (?:doanh nghiệp"
    r"|cần biết)"
    r"|xem tin (?:theo ngày|cùng chuyên mục)|(?:tin|bài|chủ đề|từ khóa) (?:nổi bật|nóng|hot)"
    r"|bạn đọc quan tâm|mới cập nhật|vừa cập nhật|trending|popular|recommended(?: for you)?"
    r"|(?:có thể )?bạn (?:có thể )?(?:quan tâm|thích|chưa biết|muốn (?:đọc|xem)|sẽ thích"
    r"|đọc quan tâm)"
    r"|có thể (?:bạn )?quan tâm|được quan tâm(?: nhất)?|quan tâm nhiều(?: nhất)?|đừng bỏ lỡ"
    r"|(?:kính )?mời (?:quý |các )?(?:bạn |bạn đọc |độc giả |quý vị |khán giả )?(?:đọc|xem|đón đọc)"
    r"(?: thêm)?(?: (?:tin|video|bài)\b.{0,40})?|dành cho bạn|gợi ý cho bạn"
    r"|(?:bấm|nhấn|click)(?: (?:để|vào))? (?:xem|đọc)(?: ngay| thêm| tiếp)?"
    r"|đề xuất cho bạn"
    r"|nổi bật(?: trang chủ| nhất)?|mới nhất|liên quan|dòng sự kiện|sự kiện liên quan"
    r"|chuyên mục khác"
    r"|related(?: news| posts| articles| stories)?|(?:latest|other|more) news|most (?:read|viewed)"
)
HEAD_WITH_TITLE = re.compile(
    r"(?:xem thêm|đọc thêm|xem tiếp|đọc tiếp|tin liên quan|bài liên quan|mời (?:bạn )?xem(?: thêm)?"
    r"|tham khảo thêm|>{1,3}|»|►|▶|👉|➤|➜|➡|☞|→|⇒)\s?[:>»›-]{0,3}\s?(?P<title>\S.{12,250})",
    re.IGNORECASE,
)
TOPICS = re.compile(
    r"(?:từ khó[aá]|từ khoá|tags?|thẻ|chủ đề|hashtags?|keywords?|(?:dòng )?sự kiện"
    r"|tag bài viết|từ khóa liên quan|chủ đề liên quan)\s?[:：]?\s*(?P<topics>.*)",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:bình luận|ý kiến(?: bạn đọc| của bạn| độc giả)?|phản hồi|comments?)(?: ?[\[(]?\d*[\])]?)"
    r"|(?:gửi|viết|xem(?: tất cả| thêm)?|đăng|nhập|chia sẻ)(?: nội dung)? (?:bình luận|ý kiến"
    r"|phản hồi)\b.{0,60}"
    r"|quan tâm nhất(?: mới nhất)?|mới nhất quan tâm nhất|(?:có )?\d+ (?:bình luận|ý kiến|phản hồi)"
    r"|leave a (?:reply|comment)|(?:đăng|không có) nhận xét(?: nào)?"
    r"|(?:để lại|hãy là người đầu tiên|chưa có|đăng nhập để) (?:một )?(?:bình luận"
    r"|ý kiến)\b.{0,60}"
    r"|(?:vui lòng |(?:bạn )?(?:cần|phải) |hãy )?đăng nhập\b.{0,40}\bđể (?:gửi |viết |tham gia )?"
    r"(?:bình luận|ý kiến|phản hồi|thảo luận)\b.{0,40}",
)
FOOTER = re.compile(
    r"(?:số )?giấy phép\b.{0,80}(?:\d|cấp)|(?:giấy phép|gp|số gp|gpxb)\s?(?:số)?\s?:?\s?\d{1,5}/"
    r"|(?:(?:quyền|q\.|phó|giám đốc(?:,| -| kiêm)?) ?)?tổng (?:biên tập|thư ký|tkts)\b[^.]{0,20}?:"
    r"|(?:trưởng|phó) ban biên tập\s?:|(?:cơ quan|đơn vị) chủ quản\b|cơ quan của (?:đảng|ban"
    r"|tỉnh|thành)"
    r"|thông tin (?:tòa|toà) soạn|một sản phẩm của|(?:phát triển|vận hành|cung cấp) bởi\b|issn\b"
    r"|tòa soạn\b|toà soạn\b"
    r"|chịu trách nhiệm (?:quản lý )?(?:nội dung|xuất bản)|(?:trụ sở|văn phòng"
    r"|địa chỉ)(?: chính| tòa soạn)?\s?:"
    r"|trụ sở chính$|cơ quan (?:chủ quản|ngôn luận)\b|hotline|đường dây nóng\s?:|(?:điện thoại"
    r"|đt|tel|fax|email)\s?[:.]"
    r"|[©®]|copyright|bản quyền (?:thuộc|và phát triển|nội dung|\d{4})|(?:vui lòng )?ghi rõ nguồn"
    r"|(?:chỉ được|cấm|nghiêm cấm|không được|không|mọi hành vi|mọi hình thức) (?:phát hành lại"
    r"|sao chép)"
    r"|(?:yêu cầu|đề nghị|vui lòng|xin) (?:ghi|dẫn)\b.{0,20}nguồn|(?:toàn bộ|tất cả) bản quyền"
    r"|(?:không|nghiêm cấm) (?:được )?sử dụng lại|(?:khi )?trích dẫn .{0,40}(?:ghi"
    r"|dẫn)\b.{0,20}nguồn"
    r"|all rights reserved"
    r"|liên hệ (?:quảng cáo|tòa soạn|toà soạn)|powered by|thiết kế (?:bởi|website)|tầng \d+,"
    r"|đặt báo\b"
    r"|chính sách bảo mật|điều khoản sử dụng|.{0,60}\bbản quyền thuộc\b|.{0,60}hoan nghênh độc giả"
    r"|.{0,20}(?:khi )?phát hành lại thông tin|báo điện tử của\b"
    r"|cổng thông tin điện tử[^.,]{0,60}$"
    r"|bạn đang (?:đọc|xem|theo dõi) (?:bài(?: viết| báo)?|tin(?: tức)?|nội dung)\b"
    r"|mọi (?:thông tin|ý kiến|đóng góp|góp ý|thắc mắc|phản ánh|phản hồi)\b.{0,60}"
    r"\b(?:xin|vui lòng|bạn đọc|độc giả|quý vị)\b.{0,30}\b(?:gửi|liên hệ|phản ánh)\b",
)
WIDGET = re.compile(
    r"(?:chia sẻ|share|facebook|twitter|zalo|youtube|tiktok|messenger|linkedin|instagram|email"
    r"|in|print"
    r"|copy link|sao chép liên kết|lấy link|link bài gốc(?: lấy link)?"
    r"|lưu(?: bài| tin)?|thích|like|tweet|gửi"
    r"|đóng|close"
    r"|theo dõi|top|menu|tìm kiếm|search|đăng (?:nhập|ký|xuất)|quay lại|về đầu trang|lên đầu trang"
    r"|trang chủ|home|mục lục|nghe (?:đọc )?(?:bài|tin)|đọc bài|toàn màn hình|phóng to|video"
    r"|ảnh|photo|podcast"
    r"|infographics?|longform|e-?magazine|emagazine|read more|accept(?: all)?|got it|ok"
    r"|tôi đồng ý|đồng ý"
    r"|quảng cáo|advertisement|ads|rss|báo giấy|báo in|a a\+?|a-? a\+?|aa|cỡ chữ|×|x|tự động"
    r"|xem|ngày|tháng|năm|lưu trữ|hết|the end"
    r"|danh mục|logo|e-?paper|đọc báo in|bản in|xem (?:video|ảnh|chi tiết|bản pdf)|trước|sau"
    r"|next|prev"
    r"|previous|ẩn|hiện|hủy|huỷ|gửi bài|bookmark|báo lỗi|phản hồi bài viết|góp ý|liên hệ|giới thiệu"
    r"|facebook messenger|google(?: news)?|thread|threads|viber|telegram|mail|reddit|pinterest"
    r"|skype"
    r"|(?:người đăng|xếp hạng)\s?:.{0,60}|chú thích(?: ảnh| hình)?"
    r"|(?:in|gửi) bài(?: viết)?(?: này)?|đóng cửa sổ|nghe audio|in tin"
    r"|gửi (?:tin|bài)(?: viết)? (?:qua|cho|tới)\b.{0,20}|gửi (?:cho|tới) bạn(?: bè)?"
    r"|(?:xem|bấm|nhấn|click)\b.{0,20}\bảnh lớn\b.{0,20}|bản để in|phiên bản in|print version"
    r"|(?:hãy )?chia sẻ bài viết(?: (?:này|của bạn)\b.{0,40})?|gửi góp ý"
    r"|(?:lưu bài )?bỏ lưu(?: bài)?"
    r"|(?:giọng )?(?:nam|nữ)(?: giọng)? (?:miền )?(?:bắc|nam|trung)"
    r"|bình chọn|thoát|trực tiếp|nghe|dừng|tải ảnh|cài đặt|skip to content)"
    r"(?: (?:facebook|twitter|zalo|email|bài viết|tin|trang|này|lên facebook|qua email"
    r"|bài viết này|a))*"
    r"|(?:tải|theo dõi|đăng ký|đăng nhập|bấm|nhấn|click|quét)\b.{0,40}(?:ứng dụng|google news"
    r"|kênh|nhận tin|nhận thông báo"
    r"|bản tin|tài khoản|newsletter|vào đây|để|trên|mã qr)\b.{0,120}"
    r"|(?:(?:facebook|twitter|x|mail|email|linkedin|zalo|messenger|pinterest|telegram|copy link"
    r"|link)(?:\s|/|,)*){2,8}"
    r"|(?:kính |trân trọng )?mời (?:quý )?(?:độc giả|bạn đọc|quý vị|khán giả|các bạn)\b.{0,200}"
    r"|(?:đọc|xem) bài (?:viết )?gốc.{0,40}|video (?:đang )?(?:được )?(?:xem nhiều|đề xuất).{0,20}"
    r"|(?:bạn đọc|độc giả|quý độc giả) (?:có thể )?(?:gửi|phản ánh|liên hệ)\b.{0,200}"
    r"|nghe (?:audio|podcast|bài|đọc bài|nội dung|tin)\b.{0,25}|bạn đang nghe\b.{0,40}|[\d.,]{1,4}x"
    r"|tốc độ (?:đọc|phát)\b.{0,12}|(?:nữ|nam) (?:miền (?:bắc|trung|nam)|hà nội|sài gòn)(?: \d)?"
    r"|tạo ảnh|xem nhanh|tóm tắt(?: bài viết| nhanh)?|gửi tặng bài viết|quan tâm|gốc|xem với cỡ chữ"
    r"|(?:độ )?tương phản|(?:xem|tải)(?: chi tiết)? tại đây|thời gian đọc\s?:?.{0,12}"
    r"|\d{1,3} phút (?:đọc|nghe)(?: bài)?|[^\w\s]{1,3}\s?[\d.,]{1,9}k?"
    r"|\d{1,6} (?:đánh giá|bình chọn|phiếu bầu)|[\d.,]{1,4}\s?/\s?\d{1,2}\b.{0,12}"
    r"(?:bình chọn|đánh giá|phiếu|votes?)\b.{0,10}|bạn đang (?:xem|đọc)\s?:.{0,250}"
    r"|bài viết (?:này )?(?:chỉ )?(?:thể hiện|là|phản ánh) (?:quan điểm|ý kiến)\b.{0,60}"
    r"|tin,? bài (?:cộng tác|phản ánh)\b.{0,150}"
    r"|quý (?:độc giả|bạn đọc|vị|khán giả)\b.{0,80}\b(?:gửi|liên hệ)\b.{0,120}"
    r"|(?:quay )?trở (?:về|lại)(?: trang\b.{0,20})?|quay về(?: trang\b.{0,20})?"
    r"|(?:lên )?đầu(?: trang)?"
    r"|tải (?:về|xuống)(?: tệp.{0,20})?|download|(?:tệp|file|tập tin|tài liệu) đính kèm\b.{0,80}"
    r"|số (?:lần|lượt) (?:đọc|xem|truy cập)\b.{0,20}|truy cập\s?:?\s?[\d.,]{1,12}"
    r"|(?:được )?(?:đăng|gửi|viết) bởi\s?:? (?:admin|quản trị|ban biên tập)\b.{0,20}"
    r"|người (?:gửi|đưa tin)\s?:.{0,60}|thích không thích|lưu vào zalo"
    r"|(?:bài viết|tin|thông tin|nội dung) (?:này )?(?:có )?hữu ích\b.{0,40}"
    r"|bạn (?:thấy|nghĩ|đánh giá)\b.{0,10}(?:bài viết|tin) này\b.{0,40}"
    r"|(?:đọc|xem) ngay|copy link thành công|trở lại .{1,40}|về trang .{1,40}|trở lên trên|lên trên"
    r"|(?:xem|tất cả) (?:tất cả|thêm|bài viết)|[\d.,]{1,12}k? (?:lượt (?:xem|đọc|thích|nghe"
    r"|truy cập)"
    r"|views?|chia sẻ|likes?|shares?)|https?://\S{1,280}|www\.\S{1,280}|[\w.+-]{1,64}@[\w.-]{3,80}"
    r"|(?:thích|like|chia sẻ|share|bình luận|lượt thích|yêu thích|hữu ích|không thích)\s?:?\s?"
    r"[(\[]?[\d.,]{1,9}k?[)\]]?|[(\[]?[\d.,]{1,9}k? (?:thích|yêu thích|hữu ích|người thích.{0,20})"
    r"|\(?(?:nguồn )?video\s?:.{0,60}|thời lượng\s?:?.{0,12}|chọn giọng.{0,20}"
    r"|(?:lượt (?:xem|đọc|truy cập)|số lượt xem|đã xem|cỡ chữ|chia sẻ|đánh giá"
    r"|size chữ)\b.{0,30}\d*"
    r"|(?:tặng sao|số sao|trở thành người đầu tiên|chuyển sao|bạn không thể gửi"
    r"|vui lòng (?:nhập|điền|đợi|đăng)"
    r"|bạn vui lòng|mã xác nhận|mã capcha|email không đúng|bình luận (?:mới )?được"
    r"|thông tin bạn đọc|xin chào"
    r"|bạn (?:chưa|cần|phải) đăng|bạn vừa nạp|gói (?:dịch vụ|vip)|hoàn tất|hủy bỏ|recaptcha"
    r"|captcha|thông báo$"
    r"|theo dõi chúng tôi|theo dõi báo|tải (?:app|ứng dụng)|chat với|xem theo ngày|ads by|cookie"
    r"|chế độ (?:tối|sáng)|giọng (?:nam|nữ|đọc)|nhịp độ|hãy gọi|nhập nội dung"
    r"|this site is protected|tổng số điểm|click để|điểm đánh giá)\b.{0,250}"
    r"|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}|[\d\s.,:/|+-]{1,20}|\d+(?:°c|oc|\sgiây nữa)"
    r"|.{1,25}\s\d{1,2}\s?°c?",
)
_NETWORKS = (
    r"(?:facebook|fanpage|zalo|youtube|tiktok|telegram|instagram|twitter|google news|viber|threads)"
)
# "Mời bạn đọc theo dõi ... trên Facebook": what stands before it may only call readers.
FOLLOW = re.compile(
    r"(?:(?:kính |trân trọng )?mời |hãy |đừng quên |bấm |nhấn |nhớ |và )?"
    r"(?:(?:quý )?(?:các )?(?:bạn đọc|độc giả|khán giả|quý vị|bạn)(?: và các bạn)? )?(?:hãy )?"
    r"(?:(?:cùng )?theo dõi|đón đọc|đón xem|like|thích|kết nối với|tham gia|ủng hộ|đăng ký)\b"
    r".{0,80}\b" + _NETWORKS + r"\b.{0,80}",
)
COOKIES = re.compile(
    r"\b(?:this (?:web)?site|we) uses? cookies|\bcookies?\b.{0,80}\b(?:policy|chính sách)"
    r"|sử dụng cookies?\b",
    re.I,
)
BREADCRUMB = re.compile(
    r"(?:trang chủ|home)\s?(?:[>›»/|]|$).{0,150}|trang chủ\s[^.?!:]{2,50}"
    r"|[^.>›»→]{2,40}(?:\s?(?:[>›»→]|-?>>|»»|->)\s?[^.>›»→]{2,40}){1,5}",
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
    "|sự kiện|tiêu điểm|vấn đề quan tâm|vấn đề hôm nay|vấn đề - sự kiện|tin tức - sự kiện"
    "|tin nhanh|tin nóng|tin địa phương|kinh tế - xã hội|chính trị - xã hội|văn hóa - xã hội"
    "|nông thôn mới"
    "|chuyển đổi số|thanh niên|phụ nữ|giới trẻ|nhịp sống trẻ|multimedia|media|bóng đá việt nam"
)
SECTIONS = frozenset(_SECTION_NAMES.split("|"))
SECTION_RUN = re.compile(
    rf"(?:{_SECTION_NAMES.replace('.', '[.]')})"
    rf"(?:\s?[ ,/|&>›»-]\s?(?:{_SECTION_NAMES.replace('.', '[.]')}))+"
)


_PLACE_NAMES = (
    "việt nam|hà nội|hải phòng|đà nẵng|cần thơ|huế|thừa thiên huế|tp.hcm|tphcm|tp hcm"
    "|tp hồ chí minh"
    "|hồ chí minh"
    "|an giang|bà rịa - vũng tàu|vũng tàu|bắc giang|bắc kạn|bạc liêu|bắc ninh|bến tre|bình định"
    "|bình dương|bình phước|bình thuận|cà mau|cao bằng|đắk lắk|đắk nông|điện biên|đồng nai"
    "|đồng tháp|gia lai|hà giang|hà nam|hà tĩnh|hải dương|hậu giang|hòa bình|hưng yên|khánh hòa"
    "|kiên giang|kon tum|lai châu|lâm đồng|lạng sơn|lào cai|long an|nam định|nghệ an|ninh bình"
    "|ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|quảng ngãi|quảng ninh|quảng trị|sóc trăng"
    "|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa|thanh hoá|tiền giang|trà vinh|tuyên quang"
    "|vĩnh long|vĩnh phúc|yên bái|sài gòn|trung quốc|hoa kỳ|nhật bản|hàn quốc|đông nam á|châu âu"
    "|châu á|biển đông|tây nguyên|ukraine|trung đông"
)
PLACES = frozenset(_PLACE_NAMES.split("|"))
"""Places that stand alone on a line as people's names do."""
