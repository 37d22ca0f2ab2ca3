"""Small pages for the tests, in the shapes that real ones have."""

from __future__ import annotations

COMMUNE_PAGE = """Xã Đông Lĩnh khánh thành trạm nước sạch cho hơn nghìn hộ dân

Sáng 9/3, Ủy ban nhân dân xã Đông Lĩnh tổ chức lễ khánh thành trạm nước sạch, công trình \
trọng điểm của xã trong năm 2023. Tới dự có đông đảo bà con các thôn.

Quang cảnh buổi lễ.

Trạm có công suất 1.200 mét khối một ngày đêm, lấy nước từ sông Luộc, đủ dùng cho hơn một \
nghìn hộ dân của sáu thôn. Trước đây bà con phải mua nước với giá cao vào mùa khô.

Bà con thôn Thượng lấy nước tại vòi công cộng.
Các cháu học sinh uống thử nước sau lễ khánh thành. Ảnh: Vũ Lâm

Phát biểu tại buổi lễ, Chủ tịch xã Lê Thị Hòa cảm ơn các nhà hảo tâm và đề nghị bà con giữ \
gìn công trình. “Nước sạch là sức khỏe”, bà Hòa nói.

Vũ Lâm - Đỗ Hạnh

Nguồn tin: tindonglinh.vn

Từ khóa: nước sạch, nông thôn mới

Tin khác

Chợ phiên mở lại sau ba năm

Nhiều gian hàng đã kín chỗ từ sáng sớm…

12/04/2023

Đội văn nghệ thôn Hạ đoạt giải nhất

Tiết mục chèo cổ được khen ngợi…

11/04/2023

This website uses cookies. See our policy.

Read More
"""

MENU_PAGE = """Thời sự
Kinh tế
Thể thao
Trang chủ > Xã hội
Giá vải thiều đầu vụ ở Thanh Hà cao hơn năm ngoái
Thứ năm, 1/6/2023, 10:05 (GMT+7)
Chia sẻ
TTO - Thương lái thu mua vải sớm với giá 45.000 đồng một ki-lô-gam ngay tại vườn, cao gấp rưỡi \
so với cùng kỳ năm ngoái.
Người trồng vải ở xã Thanh Sơn cho biết năm nay mất mùa nên giá lên. Nhà nào cũng tranh thủ hái \
từ ba giờ sáng để kịp chuyến xe đi các tỉnh phía Nam.
Xem thêm: Vải thiều lên sàn thương mại điện tử
Sở Công Thương tỉnh đang kết nối với các siêu thị để tiêu thụ hơn bốn mươi nghìn tấn quả trong \
vòng sáu tuần tới, trong đó một phần ba dành cho xuất khẩu.
THANH BÌNH
Bình luận (3)
Gửi bình luận
TIN CÙNG CHUYÊN MỤC
Nhãn lồng Hưng Yên được mùa
05/06/2023
© 2023 Bản quyền thuộc về Báo Đồng Quê. Giấy phép số 12/GP-BTTTT
"""

CRAWLED_PAGE = """# Ngư dân Sa Hùng trúng đậm mẻ cá cơm đầu năm - Báo Biển Đông

**Source:** https://www.biendong.vn/ngu-dan-trung-ca-com-123.html
**Crawled:** 2026-06-08T10:52:49.527945

---

[Trang chủ](https://www.biendong.vn/) [Kinh tế](https://www.biendong.vn/kinh-te)
# Ngư dân Sa Hùng trúng đậm mẻ cá cơm đầu năm
[Lê Na](javascript:; "Lê Na")
20/02/2026 13:56 GMT+7
## Nhiều tàu cá của phường Sa Hùng về bến sáng nay với khoang đầy cá cơm, mỗi tàu thu vài chục \
triệu đồng sau một đêm.
Theo các chủ tàu, cá cơm xuất hiện dày đặc cách bờ chừng năm hải lý. [Cá](https://x.vn/ca "Cá") \
được bán ngay tại bến với giá 18.000 đồng một ki-lô-gam cho các lò hấp.
![Cá cơm](https://img.biendong.vn/1.jpg)
Thương lái chờ mua cá tại bến. Ảnh: *Lê Na*
 * #### [Làng nghề nước mắm vào vụ mới](https://www.biendong.vn/nuoc-mam-9.html)
Chi cục Thủy sản khuyến cáo bà con bám biển theo tổ đội, giữ liên lạc với bờ và không dùng lưới \
mắt nhỏ để bảo vệ nguồn lợi ven bờ.
**Lê Na**
Đọc nhiều
[Bão số 1 suy yếu thành áp thấp](https://www.biendong.vn/bao-so-1.html)
"""
