"""Words that tell what stands under a picture from sentences of the text."""

from __future__ import annotations

import re

# Scenes: words that only the text under a picture begins with.
SCENE = re.compile(
    r"(?:quang cảnh|toàn cảnh|khung cảnh|cảnh(?! sát| báo| giác| cáo| vệ| ngộ)|hiện trường"
    r"|phối cảnh|sơ đồ|biểu đồ|hình ảnh|một góc|một cảnh|chân dung|bức ảnh|ảnh:)\b",
    re.IGNORECASE,
)
# People and things that captions name first; sentences of the text do so, too.
SHOWN = re.compile(
    r"(?:các|những|đồng chí|đ/c|ông|bà|anh|chị|cụ|em|lãnh đạo|đại biểu|người|bà con|nông dân"
    r"|công nhân|lực lượng"
    r"|cán bộ|chiến sĩ|bộ đội|dân quân|cảnh sát|học sinh|sinh viên|cầu thủ|tiền đạo|thủ môn|đội"
    r"|đoàn|ban|chủ tịch"
    r"|phó|bí thư|thủ tướng|bộ trưởng|giám đốc|tổng|cử tri|thanh niên|phụ nữ|tàu|xe|chiếc|khu"
    r"|cầu|tuyến|đường|ca sĩ"
    r"|diễn viên|nghệ sĩ|người mẫu|bị cáo|bị can|đối tượng|nghi phạm|tang vật|khách|du khách"
    r"|hội viên|nhân viên"
    r"|nhân dân|nhóm|màn hình|trao|tặng|tiết mục|bên trong|phía|ngôi|căn|nghi can|hoa hậu"
    r"|cặp đôi|vợ chồng|gia đình"
    r"|thí sinh|tập thể|trẻ em|vận động viên|niềm vui|nước|nhà|chợ|tiểu thương"
    r"|đông đảo|nhiều|một|hai)\b",
    re.IGNORECASE,
)
# Headings begin so as often as captions: "Những đêm trắng", "Một nội dung, hai cách hiểu".
COUNTED = re.compile(r"(?:các|những|nhiều|một|hai)\b", re.IGNORECASE)
# Who stands in the pictures of meetings and ceremonies.
OFFICIAL = re.compile(
    r"(?:(?:các|những|toàn thể|đông đảo)\s)?(?:(?:vị\s)?đại biểu|tập thể|đồng chí|lãnh đạo)\b",
    re.IGNORECASE,
)
POSITION = re.compile(
    r"\((?:[^()]{0,30}(?:đứng|ngồi|bên|bìa|giữa|trái|phải|hàng|thứ|áo|ngoài cùng))[^()]{0,40}\)",
    re.IGNORECASE,
)
VIEW = re.compile(r"\s(?:nhìn từ|chụp từ|trong ảnh|trong phim)\s", re.IGNORECASE)
# "Hùng tại cơ quan điều tra": short, and a place where pictures are taken.
AT_EVENT = re.compile(
    r"(?P<shown>[^.,;:]{3,50})\stại\s(?:cơ quan (?:điều tra|công an)|cqđt"
    r"|phiên (?:tòa|toà|xử|xét xử)"
    r"|(?:buổi|lễ|hội|đại hội|sự kiện|hiện trường|kỳ họp|chương trình)\b)[^.,;:]{0,50}\.?",
    re.IGNORECASE,
)
# A person and right behind the name a place: no sentence, but "Ông Tám bên chiếc cối đá."
NAMED_AT = re.compile(
    r"(?:Ông|Bà|Anh|Chị|Em|Cụ|Cô|Chú|Thầy|Bé|Nghệ sĩ|Nghệ nhân|Bác sĩ|Ca sĩ|Diễn viên)"
    r"(?:\s[^\W\d_a-zà-ỹ][^\W\d_]{0,12}){1,4}\s(?:bên|trước|giữa|trong|tại)\s(?!lúc\b|khi\b)[^.,;:]{6,60}\."
)
PLACE = re.compile(r"\s(?:tại|bên cạnh|cùng với)\s", re.IGNORECASE)
# What tells a sentence of the text from the words under a picture.
NARRATIVE = re.compile(
    r"\b(?:đã|sẽ|đang|cho biết|cho hay|nói|khẳng định|nhấn mạnh|chia sẻ|cũng|vẫn|còn|được biết"
    r"|bị|là|nếu|vì|nên"
    r"|theo|hiện(?! trường)|trước đó|sau đó|tuy nhiên|phải|không|chưa|có thể|tiếp tục|cần"
    r"|hơn|khoảng|mới|rất|lại|nhưng|cụ thể"
    r"|như|đều|mà|rồi|thì|này|năm nay|gây|khiến|làm rõ|điều tra|tử vong|tỷ đồng|triệu đồng"
    r"|tôi|chúng tôi|họ|ai|dự báo|dự kiến|cho rằng|đề nghị|yêu cầu|kêu gọi|quyết định|xác định"
    r"|xác nhận|phát hiện|thông báo|tuyên bố|cảnh báo|thừa nhận|khai|bắt đầu|kết thúc|tự tay"
    r"|nhanh chóng|đó|ấy|kể|thấy|muốn|chỉ|tăng|giảm)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    r"\d\s?(?:%|phần trăm|đồng|usd|đô la|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)", re.IGNORECASE
)
OPENS_TEXT = re.compile(
    r"(?:tuy nhiên|trước đó|sau đó|hiện|theo|được biết|ngoài ra|đến|từ|ngày|trong|nhân dịp|cùng"
    r"|đồng thời|về|đây|vụ"
    r"|vì|do|nếu|khi|bên cạnh|đặc biệt|dự kiến|kết quả|như vậy|qua|tại|[-+•*\"“‘'–]|\d+[.)/]"
    r"|[a-zđ]\)|[IVX]+\.)(?!\w)",
    re.IGNORECASE,
)
