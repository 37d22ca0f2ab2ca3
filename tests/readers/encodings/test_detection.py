"""Which encoding bytes are found to be in, and how sure that is."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers.encodings.candidates import SURE
from newsearch.readers.encodings.detection import BINARY, convert, detect_encoding
from tests.readers.encodings.encoders import ENCODERS
from tests.readers.encodings.samples import FOREIGN, NEWS, SENTENCES


def as_page(text: str, charset: str) -> str:
    paragraphs = "".join(f'<p class="Normal">{line}</p>\n' for line in text.split("\n"))
    return f'<html><head><meta charset="{charset}"></head><body>{paragraphs}</body></html>'


FORMS: dict[str, Callable[[str], str]] = {
    "text": lambda text: text,
    "HTML": lambda text: as_page(text, "utf-8"),
    "HTML that lies": lambda text: as_page(text, "windows-1258"),
    "JSON": lambda text: json.dumps({"title": "Tin", "body": text}, ensure_ascii=False),
}


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("form", FORMS)
def test_news_in_an_old_encoding(encoding: str, form: str) -> None:
    text = FORMS[form](NEWS)
    data = ENCODERS[encoding](text)
    found = detect_encoding(data)
    assert found.encoding == encoding
    assert found.confidence > 0.99
    assert convert(data, encoding).lower() == text.lower()


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_one_sentence_is_decoded(encoding: str, sentence: str) -> None:
    data = ENCODERS[encoding](sentence)
    assert convert(data, detect_encoding(data).encoding) == sentence


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "cp1250", "latin-1"])
@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_not_taken_for_vietnamese(text: str, codec: str) -> None:
    found = detect_encoding(text.encode(codec, "replace"))
    assert found.encoding in ("UTF-8", "windows-1252")
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    ("codec", "encoding", "mark"),
    [
        ("utf-8", "UTF-8", 0),
        ("utf-8-sig", "UTF-8", 3),
        ("utf-16-le", "UTF-16 LE", 0),
        ("utf-16-be", "UTF-16 BE", 0),
        ("utf-16", "UTF-16 LE", 2),
        ("utf-32", "UTF-32 LE", 4),
    ],
)
def test_unicode(codec: str, encoding: str, mark: int) -> None:
    found = detect_encoding(NEWS.encode(codec))
    assert (found.encoding, found.mark) == (encoding, mark)
    assert found.confidence >= SURE


@pytest.mark.parametrize(
    "data",
    [
        b"\0\1\2",
        b"\0" * 100,
        bytes(range(256)) * 9,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\7\0" * 30,
    ],
)
def test_binary(data: bytes) -> None:
    assert detect_encoding(data).encoding == BINARY


def test_a_doubtful_text_is_told() -> None:
    assert detect_encoding("Hän".encode("cp1252")).confidence < SURE


@given(st.text())
def test_any_utf8_is_utf8(text: str) -> None:
    if "\0" not in text and not text.startswith("\ufeff"):
        assert detect_encoding(text.encode(errors="ignore")).encoding == "UTF-8"


@given(st.binary())
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    assert 0 <= detect_encoding(data).confidence <= 1
