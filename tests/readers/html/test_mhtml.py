"""Pages that a browser saved as one file, and mails, which are no articles."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.readers import ReadArticle, list_files
from newsearch.readers.detect import detect
from newsearch.readers.html.mhtml import MAIL
from newsearch.results import Skipped
from tests.readers.html.words import FIRST, LAST, LEAD, PARAGRAPHS, TITLE
from tests.readers.reading import articles_of

URL = "https://binhminh.vn/van-hoa/lang-gom-20240506.htm"
PAGE = (
    f"<html><head><title>{TITLE}</title></head><body><div class='menu'><a href='/'>Trang chủ</a>"
    f"</div><h1>{TITLE}</h1><span class='date'>06/05/2024 07:05</span>"
    f"<p class='sapo'>{LEAD}</p><div class='noi-dung'>{PARAGRAPHS}</div></body></html>"
)
BLINK = (
    "From: <Saved by Blink>\n"
    f"Snapshot-Content-Location: {URL}\n"
    "Subject: =?utf-8?Q?L=C3=A0ng=20g=E1=BB=91m?=\n"
    "Date: Tue, 7 May 2024 01:00:00 -0000\n"
    "MIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--Ranh--gioi--"\n'
)
OLD = (
    "From: <Saved by Windows Internet Explorer 8>\nSubject: Lang gom\n"
    "Date: Tue, 7 May 2024 08:00:00 +0700\nMIME-Version: 1.0\n"
    'Content-Type: multipart/related;\n\ttype="multipart/alternative";\n\tboundary="ngoai"\n'
)
STYLE = "Content-Type: text/css\nContent-Transfer-Encoding: quoted-printable\n\n.a { color: red }\n"


def part(content: bytes, encoding: str, charset: str = "", url: str = URL) -> bytes:
    kind = f"text/html; charset={charset}" if charset else "text/html"
    if encoding == "quoted-printable":
        content = quopri.encodestring(content)
    elif encoding == "base64":
        content = base64.encodebytes(content)
    head = f"Content-Type: {kind}\nContent-Transfer-Encoding: {encoding}\nContent-Location: {url}\n"
    return head.encode() + b"\n" + content


def saved(*parts: bytes, header: str = BLINK, boundary: str = "--Ranh--gioi--") -> bytes:
    line = f"\n--{boundary}".encode()
    return header.encode() + b"\n" + line + b"\n" + (line + b"\n").join(parts) + line + b"--\n"


def read(tmp_path: Path, content: bytes) -> ReadArticle | Skipped:
    path = tmp_path / "bai.mhtml"
    path.write_bytes(content)
    (file,), _ = list_files([path])
    (found,) = articles_of(file)
    return found


ADVERT = part("<html><p>Mua ngay chảo chống dính giảm giá</p></html>".encode(), "base64", url="")
INNER = (
    b'Content-Type: multipart/alternative;\n\tboundary="trong"\n\n\n--trong\n'
    b"Content-Type: text/plain\n\nkhong co gi\n--trong\n"
    + part(PAGE.encode(), "base64", "utf-8")
    + b"\n--trong--\n"
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(saved(part(PAGE.encode(), "quoted-printable"), ADVERT), id="as Chrome does"),
        pytest.param(
            saved(part(PAGE.encode(), "quoted-printable"), ADVERT).replace(b"\n", b"\r\n"),
            id="with other line ends",
        ),
        pytest.param(saved(STYLE.encode(), part(PAGE.encode(), "base64")), id="a style first"),
        pytest.param(saved(part(PAGE.encode(), "8bit", "utf-8")), id="as it is"),
        pytest.param(
            saved(part(PAGE.encode("utf-16"), "base64", "utf-16")), id="in another encoding"
        ),
        pytest.param(saved(INNER, header=OLD, boundary="ngoai"), id="parts in a part"),
        pytest.param(saved(part(PAGE.encode(), "base64"))[:-30], id="without an end"),
    ],
)
def test_a_page_saved_as_one_file_is_read(tmp_path: Path, content: bytes) -> None:
    found = read(tmp_path, content)
    assert isinstance(found, ReadArticle), found
    article = found.article
    assert (article.title, article.summary, article.url) == (TITLE, LEAD, URL)
    assert article.source == "binhminh.vn"
    assert str(article.published) == "2024-05-06T07:05"
    assert article.body.startswith(FIRST)
    assert article.body.endswith(LAST)


def test_when_it_was_saved_bounds_its_date(tmp_path: Path) -> None:
    page = PAGE.replace("06/05/2024 07:05", "2 giờ trước")
    found = read(tmp_path, saved(part(page.encode(), "quoted-printable")))
    assert isinstance(found, ReadArticle)
    assert str(found.article.published).startswith("2024-05-07T06")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (saved(STYLE.encode()), "without HTML"),
        (BLINK.encode(), "without HTML"),
        (saved(part(b"x" * 31_000_000, "8bit")), "more than 10 MB"),
        (saved(part(b"<html><body></body></html>", "8bit")), "no article found"),
    ],
    ids=("a style alone", "a header alone", "huge", "an empty page"),
)
def test_a_saved_page_without_an_article_is_reported(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    found = read(tmp_path, content)
    assert isinstance(found, Skipped), found
    assert reason in found.reason


@pytest.mark.parametrize(
    "head",
    [
        "From: Hoài Thương <thuong@binhminh.vn>\nTo: toasoan@binhminh.vn\nSubject: Bài mới\n"
        "Date: Mon, 6 May 2024 07:05:00 +0700\n",
        "From: thuong@binhminh.vn\nSubject: Bai moi\nDate: Mon, 6 May 2024 07:05:00 +0700\n",
        "Return-Path: <thuong@binhminh.vn>\nReceived: from a by b\nMIME-Version: 1.0\n"
        "Content-Type: multipart/related; boundary=x\nFrom: thuong@binhminh.vn\nSubject: Bai\n",
        "From thuong@binhminh.vn Mon May  6 07:05:00 2024\nSubject: Bai\nMessage-ID: <1@b.vn>\n",
    ],
)
def test_a_mail_is_refused(tmp_path: Path, head: str) -> None:
    found = read(tmp_path, f"{head}\nChào tòa soạn, tôi gửi bài về làng gốm. {FIRST}\n".encode())
    assert isinstance(found, Skipped)
    assert found.reason == MAIL


@pytest.mark.parametrize(
    "text",
    [
        f"Title: {TITLE}\nDate: 06/05/2024\nSource: binhminh.vn\n\n{LEAD}\n{FIRST}\n",
        f"From: Huế\nSubject: làng gốm\n\n{TITLE}\n\n{LEAD}\n{FIRST}\n",
        f"{TITLE}\n\n{LEAD}\n\nFrom: thuong@binhminh.vn\nSubject: x\nDate: y\nTo: z\n",
        f"MIME-Version: 1.0 là dòng đầu của thư\n\n{LEAD}\n{FIRST}\n",
    ],
)
def test_other_text_is_neither(text: str) -> None:
    assert detect(text.encode()).name == "page text"


@given(st.lists(st.sampled_from((b"\n", b"--b", b"--b--", b"Content-Type: ", b"text/html", b"=E1",
    b"multipart/mixed; boundary=b", b"boundary=\"", b"\xff\xfe", b"<p>", b"; charset=x\0", b":")),
    max_size=40))  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_no_content_makes_reading_fail(tmp_path_factory: pytest.TempPathFactory, parts: list[bytes]) -> None:  # noqa: E501  # fmt: skip
    path = tmp_path_factory.mktemp("thu") / "bai.mht"
    path.write_bytes(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n" + b"".join(parts)
    )
    (file,), _ = list_files([path])
    assert len(articles_of(file)) == 1
