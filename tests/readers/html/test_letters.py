"""HTML in the letters of old fonts, given as letters or as entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsearch.readers import ReadArticle, ReadAs, list_files, read_file

PAGE = (
    "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>06/05/2024</p>"
    "<div><p>{text}</p><p>{text}</p></div></body></html>"
)
VNI = (
    "Coäng ñoàng daân cö laøng goám", "Ngöôøi daân trong laøng cho bieát loø nung ñaõ ñoû löûa "
    "trôû laïi, nhieàu nhaø baùn heát haøng tröôùc Teát vaø coøn nhaän theâm thôï treû.",
)  # fmt: skip
UNICODE = ("Cộng đồng dân cư làng gốm", "Người dân trong làng cho biết lò nung đã đỏ lửa")


def entities(text: str) -> str:
    return text.encode("ascii", "xmlcharrefreplace").decode()


@pytest.mark.parametrize("written", [str, entities])
def test_letters_of_an_old_font_are_converted(tmp_path: Path, written: type[str]) -> None:
    path = tmp_path / "cu.html"
    path.write_text(PAGE.format(title=written(VNI[0]), text=written(VNI[1])), "utf-8")
    (file,), _ = list_files([path])
    read_as, found = sorted(read_file(file), key=lambda one: isinstance(one, ReadArticle))
    assert isinstance(found, ReadArticle)
    assert found.article.title == UNICODE[0]
    assert (found.article.summary or found.article.body).startswith(UNICODE[1])
    assert isinstance(read_as, ReadAs)
    assert "VNI" in " ".join((read_as.encoding, *read_as.notes))
    assert found.remarks == ()


def test_entities_of_markup_stay(tmp_path: Path) -> None:
    path = tmp_path / "dau.html"
    text = (
        UNICODE[1] + " &lt;b&gt;, giá &amp;ocirc; &#60;i&#62; &quot;mười&quot;, tr&ecirc;n "
    ) * 2
    path.write_text(PAGE.format(title=UNICODE[0], text=text + "bến."), "utf-8")
    (file,), _ = list_files([path])
    (found,) = (one for one in read_file(file) if isinstance(one, ReadArticle))
    body = f"{found.article.summary}\n{found.article.body}"
    assert '<b>, giá &ocirc; <i> "mười", trên' in body
