"""How much the words of a text speak for Vietnamese, and for which reading of it."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsearch.analysis.syllables import is_syllable

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_WORDS = 400
"""So many different words decide; more would not change the judgement."""

# Letters, and the signs that fonts of old encodings show as letters.
_WORD = re.compile("[A-Za-z\u00a1-\u024f\u02b0-\u036f\u1e00-\u1eff]{1,40}")
_ESCAPED = re.compile(r"\\[nrtbf]")
# Signs that stand before or behind words in any text; µ ¸ ¶ behind one are letters of TCVN3.
_BEFORE = "«»·°§©®™¡¿¨´¸ªº²³¹¼½¾×÷¢£¤¥¦¬¯±¶µ"
_BEHIND = "«»·°§©®™²³×÷"

# How much more often (as a logarithm) a word with an accent is a Vietnamese syllable in Vietnamese
# than by chance in letters that mean something else; foreign names and misprints are no syllables.
_SYLLABLE = 2.5
_COMMON_SYLLABLE = 3.5
_NO_SYLLABLE = -3.3

# Written down from general knowledge of newspapers; any few hundred common syllables serve.
_COMMON_WORDS = """
    được của và là một các có không người những đã với để này đến từ năm ông về cũng tại thì như
    ngày đó lại nhiều phải việc sự bị công đồng thành phố thể ở vào trên hơn đang sẽ nhà nước
    việt định thông động quốc chính phủ tỉnh huyện xã phường ủy tế hội học trường giáo dục bộ
    trưởng đảng nhân dân đại đầu tư dự án đường giá trị triệu tỷ nghìn đội bóng trận cầu thủ
    giải vụ tội phạm điều cảnh sát bệnh viện điện tử báo tiền ngân hàng thị sản xuất khẩu nghiệp
    cơ tổ chức quản lý phát triển hiện thực đất mới làm biết nói đi lên xuống rất còn nhưng hoặc
    nếu vì bởi đều cùng đây thấy trước giữa số lần thứ tháng giờ phút chị bà cô bé gái trẻ già
    lớn nhỏ đẹp tốt xấu thấp nội hồ chí đà nẵng huế hải phòng cần thơ bắc đông tây biển đảo sông
    núi rừng lúa cá gạo độc lập tự hạnh phúc cộng hòa chủ nghĩa tiếng họ mình bạn bốn sáu bảy
    tám chín mười trăm chỉ vẫn nhất đạo luật quyết nghị hành hoạch kế nghiên cứu thuật kỹ văn
    hóa nghệ sĩ thời tới nhận yêu đưa gửi liên hệ bài ảnh tiết tình hình khác mỗi từng cả toàn
    đủ đoàn chuyển hợp tác bảo vệ môi xây dựng vực ngành nông thôn khẩn cấp ứng dịch vắc
"""
_COMMON = frozenset(_COMMON_WORDS.split())


def words_of(text: str) -> set[str]:
    """The different words of the beginning of a text, in small letters, without signs around.

    >>> sorted(words_of("«Tin» mới: tin 25°"))
    ['mới', 'tin']
    """
    found: set[str] = set()
    if "\\" in text:
        text = _ESCAPED.sub(" ", text)
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isascii():
            word = word.lstrip(_BEFORE).rstrip(_BEHIND)
        if word:
            found.add(word.lower())
            if len(found) >= MOST_WORDS:
                break
    return found


def evidence(text: str) -> float:
    """What the accented words of a text say for Vietnamese, as a logarithm of odds.

    Each different word counts once: a syllable for it, a common one more, any other against.
    """
    return sum(weight(word) for word in words_of(text) if not word.isascii())


@lru_cache(maxsize=1 << 14)
def weight(word: str) -> float:
    """What one accented word in small letters says for Vietnamese."""
    if word in _COMMON:
        return _COMMON_SYLLABLE
    return _SYLLABLE if is_syllable(word) else _NO_SYLLABLE


def shares(odds: Mapping[str, float]) -> dict[str, float]:
    """Logarithms of odds as probabilities that add up to one.

    >>> shares({"VNI": 3.0, "TCVN3": 3.0})
    {'VNI': 0.5, 'TCVN3': 0.5}
    """
    highest = max(odds.values())
    powers = {name: math.exp(value - highest) for name, value in odds.items()}
    whole = math.fsum(powers.values())
    return {name: power / whole for name, power in powers.items()}
