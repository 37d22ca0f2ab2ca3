"""Vietnamese text for the tests of encodings, and how it looks when it is misread."""

from __future__ import annotations

NEWS = (
    "Xã Vĩnh Hòa khánh thành cầu mới\n"
    "Sáng nay, Ủy ban nhân dân xã Vĩnh Hòa tổ chức lễ khánh thành cây cầu bắc qua rạch Ông Đốc. "
    "Cầu dài hơn tám mươi mét, do người dân trong xã đóng góp ngày công và vật liệu. "
    "Từ nay học sinh hai ấp không còn phải đi đò đến trường mỗi mùa nước nổi.\n"
    "Ông Nguyễn Văn Đằng, trưởng ấp, nói bà con đã chờ cây cầu này suốt nhiều năm. "
    "Kỹ sư Bùi Thị Mỹ cho biết móng cầu được gia cố để chịu được lũ lớn.\n"
)
"""A short piece of news."""

SENTENCES = (
    "Đường ra bến cá đã được sửa xong trước mùa mưa.",
    "Giá lúa hè thu tăng nhẹ, nông dân phấn khởi.",
    "Đội tuyển nữ thắng trận mở màn với tỷ số hai không.",
    "Bệnh viện huyện nhận thêm ba bác sĩ về công tác.",
    "Tiếng Việt",
    "Cộng hòa",
)

FOREIGN = (
    "Les élèves étaient déjà partis à la forêt; où sont passés les naïfs, là-bas près du château?",
    "Fünf Schüler gingen über die Brücke, während ein Fährmann müde in der Straße saß.",
    "El señor Muñoz bebió café aquí mañana: ¿qué más pidió él? ¡Sí, piña y té!",
    "A estação não fica só; avó, pé, cá e lá são fáceis, então já é maçã.",
    "Människor i Göteborg åker båt på söndagar för att träffa släkten.",
    "The naïve café owner’s résumé named “Zoë”, Müller and El Niño © 2020, 25° · ½ cup",
    "Dělníci včera dokončili železniční trať.",
    "Így szép idő lesz, örült a kőműves a tükörfúróval.",
)
