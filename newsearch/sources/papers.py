"""Vietnamese papers, broadcasters and agencies: the names and hosts that each goes by.

A row is a paper's main host, then its name, then other names, signs of its leads (*TTO*) and
hosts that it has or had, as the papers call themselves. Many of the names are words as well
(*Lao Động*, *Biên phòng*): they are looked up as whole names and never searched in a text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsearch.analysis.folding import fold
from newsearch.analysis.spelling import canonical
from newsearch.article import clean_text

_TABLE = """
tuoitre.vn | Tuổi Trẻ | Tuổi Trẻ Online; TTO; TT; tuoitre.com.vn; tuoitreonline.vn
thanhnien.vn | Thanh Niên | Thanh Niên Online; TNO; thanhnien.com.vn
vnexpress.net | VnExpress | Tin nhanh VnExpress; VNE; vnexpress.vn
dantri.com.vn | Dân trí | Dantri; dantri.vn
vietnamnet.vn | VietNamNet | Vietnam Net; VNN; vnn.vn
nld.com.vn | Người Lao Động | NLĐO; NLĐ; nld.vn
tienphong.vn | Tiền Phong | Tiền Phong Online; TPO; TP; tienphongonline.com.vn; tienphong.com.vn
laodong.vn | Lao Động | LĐO; LĐ; laodong.com.vn
plo.vn | Pháp Luật TP.HCM | Pháp Luật TP HCM; Pháp luật Thành phố Hồ Chí Minh; PLO; phapluattp.vn
sggp.org.vn | Sài Gòn Giải Phóng | SGGP; SGGPO; SGGP Online
nhandan.vn | Nhân Dân | NDO; ND; NDĐT; nhandan.com.vn; nhandan.org.vn
qdnd.vn | Quân đội nhân dân | QĐND; QĐND Online; qdnd.com.vn
cand.com.vn | Công an nhân dân | CAND; CAND Online; cand.vn
vov.vn | Đài Tiếng nói Việt Nam | VOV; VOV.VN; VOV Online; VOV1; Tiếng nói Việt Nam
vtv.vn | Đài Truyền hình Việt Nam | VTV; VTV.VN; VTV Online; VTV News; vtvgo.vn
vtcnews.vn | VTC News | VTC; vtc.vn
znews.vn | Znews | Zing; Zing News; Zingnews; Zing.vn; zingnews.vn; news.zing.vn; zing.vn
kenh14.vn | Kênh 14 | Kenh14
soha.vn | Soha | Soha News
cafef.vn | CafeF |
cafebiz.vn | CafeBiz |
genk.vn | GenK |
24h.com.vn | 24h | 24H; Tin tức 24h
baochinhphu.vn | Báo Chính phủ | Báo điện tử Chính phủ; VGP; VGP News
vietnamplus.vn | VietnamPlus | Vietnam+; vietnamplus.com.vn
baotintuc.vn | Báo Tin tức | Tin tức TTXVN
vnanet.vn | TTXVN | Thông tấn xã Việt Nam; VNA; TTXVN Online; vna.org.vn
vtimes.com.vn | VTimes |
congly.vn | Công lý | congly.com.vn
baovephapluat.vn | Bảo vệ pháp luật | BVPL
phapluatplus.vn | Pháp luật Plus |
baophapluat.vn | Pháp luật Việt Nam | PLVN; PLVN Online
phapluatxahoi.kinhtedothi.vn | Pháp luật và Xã hội | phapluatxahoi.vn; PLXH
doisongphapluat.com | Đời sống và Pháp luật | Đời sống & Pháp luật; Đời sống Pháp luật; ĐSPL
nguoiduatin.vn | Người Đưa Tin | NĐT
nguoiquansat.vn | Người quan sát |
danviet.vn | Dân Việt | Báo điện tử Dân Việt; Nông thôn ngày nay; NTNN
danviet.com.vn | Danviet.com.vn |
daidoanket.vn | Đại Đoàn Kết | ĐĐK
giaoducthoidai.vn | Giáo dục và Thời đại | Giáo dục & Thời đại; GD&TĐ; GDTĐ; gdtd.vn
giaoduc.net.vn | Giáo dục Việt Nam | GDVN
suckhoedoisong.vn | Sức khỏe và Đời sống | Sức khoẻ & Đời sống; Sức khỏe & Đời sống; SKĐS
hanoimoi.vn | Hànộimới | Hà Nội mới; HNM; HNMO; hanoimoi.com.vn
kinhtedothi.vn | Kinh tế và Đô thị | Kinh tế & Đô thị; Kinhtedothi; KTĐT
anninhthudo.vn | An ninh Thủ đô | ANTĐ; ANTD
baogiaothong.vn | Báo Giao thông | Giao thông; atgt.vn; xe.baogiaothong.vn
baoxaydung.vn | Báo Xây dựng | baoxaydung.com.vn
tapchigiaothong.vn | Tạp chí Giao thông vận tải |
congan.com.vn | Công an TP.HCM | Công an Thành phố Hồ Chí Minh; CATP
baodautu.vn | Báo Đầu tư | Đầu tư Online; Báo Đầu tư Online
tinnhanhchungkhoan.vn | Tin nhanh chứng khoán | Đầu tư Chứng khoán; ĐTCK
vneconomy.vn | VnEconomy | Thời báo Kinh tế Việt Nam; Kinh tế Việt Nam; vneconomy.com.vn
vietstock.vn | Vietstock |
thoibaotaichinhvietnam.vn | Thời báo Tài chính Việt Nam | Thời báo Tài chính; TBTCO; TBTCVN
thoibaonganhang.vn | Thời báo Ngân hàng |
tapchitaichinh.vn | Tạp chí Tài chính |
thesaigontimes.vn | Kinh tế Sài Gòn | Thời báo Kinh tế Sài Gòn; KTSG; KTSG Online; TBKTSG
congthuong.vn | Báo Công Thương | Công Thương; baocongthuong.com.vn
haiquanonline.com.vn | Hải quan Online | Báo Hải quan
nongnghiep.vn | Nông nghiệp Việt Nam | nongnghiepmoitruong.vn; Nông nghiệp và Môi trường; NNVN
baotainguyenmoitruong.vn | Tài nguyên và Môi trường | Tài nguyên & Môi trường; TN&MT
monre.gov.vn | Bộ Tài nguyên và Môi trường |
kinhtemoitruong.vn | Kinh tế Môi trường |
phunuvietnam.vn | Phụ nữ Việt Nam | PNVN
phunuonline.com.vn | Phụ nữ TP.HCM | Phụ nữ Online; Phụ nữ; PNO
phunusuckhoe.vn | Phụ nữ sức khỏe |
ngoisao.vnexpress.net | Ngôi sao | Ngoisao; Ngoisao.net; ngoisao.net
afamily.vn | aFamily |
eva.vn | Eva |
saostar.vn | Saostar |
yan.vn | YAN | YAN News
2sao.vn | 2Sao |
tiin.vn | Tiin |
viettimes.vn | VietTimes |
ictnews.vietnamnet.vn | ICTnews | ictnews.vn
vietbao.vn | Việt Báo |
baomoi.com | Báo Mới | baomoi.vn; baomoi.net
thethaovanhoa.vn | Thể thao và Văn hóa | Thể thao & Văn hóa; TT&VH; TTVH
bongda.com.vn | Bóng đá | bongda24h.vn
bongdaplus.vn | Bóng Đá Plus | Báo Bóng đá
thethao247.vn | Thể thao 247 |
toquoc.vn | Tổ Quốc | Báo điện tử Tổ Quốc
baovanhoa.vn | Báo Văn hóa | Văn hóa; baovanhoa.com.vn
vanhoadoisong.vn | Văn hóa và Đời sống |
viettan.org | Việt Tân |
dangcongsan.vn | Đảng Cộng sản Việt Nam | ĐCSVN; cpv.org.vn
tapchicongsan.org.vn | Tạp chí Cộng sản |
xaydungdang.org.vn | Tạp chí Xây dựng Đảng | Xây dựng Đảng
quochoi.vn | Quốc hội | Cổng TTĐT Quốc hội
daibieunhandan.vn | Đại biểu Nhân dân | ĐBND
quochoitv.vn | Truyền hình Quốc hội |
thanhtra.com.vn | Báo Thanh tra | thanhtravietnam.vn
bienphong.com.vn | Biên phòng | Báo Biên phòng
vnmedia.vn | VnMedia |
antv.gov.vn | ANTV |
cand24h.vn | CAND24h |
bnews.vn | BNews |
chinhphu.vn | Cổng Thông tin điện tử Chính phủ | Cổng TTĐT Chính phủ
petrotimes.vn | PetroTimes | Năng lượng Mới
enternews.vn | Diễn đàn Doanh nghiệp | DĐDN; diendandoanhnghiep.vn
doanhnhansaigon.vn | Doanh nhân Sài Gòn |
dnsg.vn | DNSG |
kienthuc.net.vn | Kiến thức | Tri thức và Cuộc sống; Tri thức & Cuộc sống
khampha.vn | Khám phá |
khoahocdoisong.vn | Khoa học và Đời sống | Khoa học & Đời sống; KH&ĐS
khoahocphattrien.vn | Khoa học và Phát triển | Khoa học & Phát triển; KH&PT
moitruongvadothi.vn | Môi trường và Đô thị | moitruongdothi.vn
reatimes.vn | Reatimes |
cafeland.vn | CafeLand |
batdongsan.com.vn | Batdongsan |
baohaiphong.vn | Báo Hải Phòng | baohaiphong.com.vn
anhp.vn | An ninh Hải Phòng | ANHP; anhp.com.vn; media.anhp.vn
haiphong.gov.vn | Cổng TTĐT Hải Phòng | Cổng thông tin điện tử thành phố Hải Phòng
thp.org.vn | THP | Đài Phát thanh và Truyền hình Hải Phòng; thhp.vn
baoquangninh.vn | Báo Quảng Ninh | QMG; baoquangninh.com.vn
baohaiduong.vn | Báo Hải Dương |
baohungyen.vn | Báo Hưng Yên |
baothaibinh.com.vn | Báo Thái Bình | baothaibinh.vn
baonamdinh.vn | Báo Nam Định | baonamdinh.com.vn
baoninhbinh.org.vn | Báo Ninh Bình |
baohanam.com.vn | Báo Hà Nam |
baobacninh.vn | Báo Bắc Ninh | baobacninh.com.vn
baobacgiang.vn | Báo Bắc Giang | baobacgiang.com.vn
baovinhphuc.com.vn | Báo Vĩnh Phúc |
baophutho.vn | Báo Phú Thọ |
baothainguyen.vn | Báo Thái Nguyên | baothainguyen.org.vn
baolangson.vn | Báo Lạng Sơn |
baocaobang.vn | Báo Cao Bằng |
baobackan.vn | Báo Bắc Kạn | baobackan.com.vn
baohagiang.vn | Báo Hà Giang |
baotuyenquang.com.vn | Báo Tuyên Quang |
baolaocai.vn | Báo Lào Cai |
baoyenbai.com.vn | Báo Yên Bái |
baodienbienphu.vn | Báo Điện Biên Phủ | baodienbienphu.com.vn
baolaichau.vn | Báo Lai Châu |
baosonla.vn | Báo Sơn La | baosonla.org.vn
baohoabinh.com.vn | Báo Hòa Bình |
baothanhhoa.vn | Báo Thanh Hóa | Báo Thanh Hoá; baothanhhoa.com.vn
baonghean.vn | Báo Nghệ An |
baohatinh.vn | Báo Hà Tĩnh |
baoquangbinh.vn | Báo Quảng Bình |
baoquangtri.vn | Báo Quảng Trị |
huengaynay.vn | Huế Ngày Nay | Thừa Thiên Huế Online; Báo Thừa Thiên Huế; baothuathienhue.vn
baodanang.vn | Báo Đà Nẵng |
congandanang.vn | Công an Đà Nẵng | CADN; cadn.com.vn
baoquangnam.vn | Báo Quảng Nam |
baoquangngai.vn | Báo Quảng Ngãi |
baobinhdinh.vn | Báo Bình Định | baobinhdinh.com.vn
baophuyen.vn | Báo Phú Yên | baophuyen.com.vn
baokhanhhoa.vn | Báo Khánh Hòa | Báo Khánh Hoà
baoninhthuan.com.vn | Báo Ninh Thuận | baoninhthuan.vn
baobinhthuan.com.vn | Báo Bình Thuận | baobinhthuan.vn
baogialai.com.vn | Báo Gia Lai | baogialai.vn
baokontum.com.vn | Báo Kon Tum |
baodaklak.vn | Báo Đắk Lắk |
baodaknong.vn | Báo Đắk Nông | baodaknong.org.vn
baolamdong.vn | Báo Lâm Đồng |
baodongnai.com.vn | Báo Đồng Nai | baodongnai.vn
baobinhduong.vn | Báo Bình Dương | BDO
baobinhphuoc.com.vn | Báo Bình Phước |
baotayninh.vn | Báo Tây Ninh | BTNO
baobariavungtau.com.vn | Báo Bà Rịa - Vũng Tàu | baobrvt.vn; BRVT
baolongan.vn | Báo Long An |
baotiengiang.vn | Báo Tiền Giang | Báo Ấp Bắc; ABO; baoapbac.vn
baodongkhoi.vn | Báo Đồng Khởi |
baotravinh.vn | Báo Trà Vinh |
baovinhlong.com.vn | Báo Vĩnh Long | baovinhlong.vn
baodongthap.vn | Báo Đồng Tháp |
baoangiang.com.vn | Báo An Giang |
baokiengiang.vn | Báo Kiên Giang |
baocantho.com.vn | Báo Cần Thơ | CTO; baocantho.vn
baohaugiang.com.vn | Báo Hậu Giang |
baosoctrang.org.vn | Báo Sóc Trăng |
baobaclieu.vn | Báo Bạc Liêu |
baocamau.vn | Báo Cà Mau | baocamau.com.vn
bbc.com | BBC Tiếng Việt | BBC News Tiếng Việt; BBC Vietnamese; bbc.co.uk
rfi.fr | RFI Tiếng Việt |
rfa.org | RFA Tiếng Việt | Đài Á Châu Tự Do
voatiengviet.com | VOA Tiếng Việt | voa.com
vietnamnews.vn | Việt Nam News | Viet Nam News; VNS
reuters.com | Reuters |
afp.com | AFP |
apnews.com | AP | Associated Press
xinhuanet.com | Tân Hoa Xã | Xinhua; THX
bloomberg.com | Bloomberg |
cnn.com | CNN |
tass.com | TASS |
sputniknews.vn | Sputnik | Sputnik Việt Nam
yonhapnews.co.kr | Yonhap |
kyodonews.net | Kyodo |
"""

# What stands before a paper's name, and behind it, and is not part of the name.
_TITLE_OF_PAPER = re.compile(r"(?:báo(?: điện tử)?|tạp chí(?: điện tử)?|trang|kênh)\s+")
_ONLINE = re.compile(r"\s+(?:online|điện tử|newspaper|official)$")
_MOBILE = ("m.", "amp.", "mobile.", "wap.", "beta.", "www2.", "en.m.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, broadcaster or agency: its main host, its name and its signs (*TTO*)."""

    host: str
    name: str
    aliases: tuple[str, ...] = ()


def paper_named(name: str) -> Paper | None:
    """The paper of that name, sign or host, or None where none is known.

    Case, tone placement, *Báo* in front and *Online* behind make no difference; names of
    several syllables may lack their accents.

    >>> paper_named("Báo Tuổi trẻ").host, paper_named("tuoi tre online").host
    ('tuoitre.vn', 'tuoitre.vn')
    """
    table, key = _names(), _key(name)
    found = table.get(key)
    if found:
        return found
    shorter = _ONLINE.sub("", _TITLE_OF_PAPER.sub("", key, count=1))
    return table.get(shorter) or paper_of_host(key)


def paper_of_host(host: str) -> Paper | None:
    """The paper behind a host, also behind its edition for telephones (``m.tuoitre.vn``)."""
    return _names().get(main_host(host))


def main_host(host: str) -> str:
    """A host without ``www.`` and without what marks an edition for telephones.

    >>> main_host("m.tuoitre.vn"), main_host("ngoisao.vnexpress.net")
    ('tuoitre.vn', 'ngoisao.vnexpress.net')
    """
    host = host.removeprefix("www.")
    for mark in _MOBILE:
        if host.startswith(mark) and host.count(".") > mark.count("."):
            return host.removeprefix(mark)
    return host


def _key(name: str) -> str:
    return " ".join(canonical(word) for word in clean_text(name).split())


@cache
def papers() -> tuple[Paper, ...]:
    """All papers that are known, in the order of the table."""
    rows = [[cell.strip() for cell in row.split("|")] for row in _TABLE.strip().split("\n")]
    return tuple(
        Paper(host, name, tuple(alias for it in others.split(";") if (alias := it.strip())))
        for host, name, others in rows
    )


@cache
def _names() -> dict[str, Paper]:
    table: dict[str, Paper] = {}
    for paper in papers():
        for name in (paper.host, paper.name, *paper.aliases):
            key = _key(name)
            table.setdefault(key, paper)
            table.setdefault(_TITLE_OF_PAPER.sub("", key, count=1), paper)
    for key, paper in list(table.items()):
        if " " in key:  # a sign without accents could be any word
            table.setdefault(fold(key), paper)
    return table
