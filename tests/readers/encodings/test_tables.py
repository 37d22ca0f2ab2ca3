"""The conversion tables: all letters of Vietnamese, there and back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers.encodings.candidates import LEGACY
from newsearch.readers.encodings.detection import convert, shown
from newsearch.readers.encodings.tables import TCVN3, VISCII, VNI, WINDOWS_1252, WINDOWS_1258
from tests.readers.encodings.encoders import ENCODERS, LETTERS

words = st.lists(
    st.text([*LETTERS, *"abcdeghiklmnopqrstuvxy"], max_size=7).map(str.lower), max_size=9
)


def test_vietnamese_has_134_letters_beyond_ascii() -> None:
    assert len(set(LETTERS)) == 134


@pytest.mark.parametrize("encoding", ENCODERS)
@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(encoding: str, letter: str) -> None:
    # The word before keeps TCVN3 from seeing the beginning of a sentence.
    found = convert(ENCODERS[encoding](f"b {letter}n"), encoding)
    has_capital = encoding != "TCVN3" or letter.islower() or letter in "ĂÂÊÔƠƯĐ"
    assert found == (f"b {letter}n" if has_capital else f"b {letter.lower()}n")


@pytest.mark.parametrize("table", [TCVN3, VISCII, WINDOWS_1252, WINDOWS_1258])
def test_a_table_gives_every_byte_one_character(table: str) -> None:
    assert len(table) == 256


def test_tables_agree_with_the_codecs_of_python() -> None:
    for codec, table in (("cp1252", WINDOWS_1252), ("cp1258", WINDOWS_1258)):
        for byte in range(256):
            character = codecs.decode(bytes([byte]), codec, "ignore")
            assert table[byte] == character or not character


def test_vni_has_all_letters() -> None:
    assert set(LETTERS) <= set(VNI.values())


@pytest.mark.parametrize("encoding", ENCODERS)
@given(parts=words)
def test_any_small_words_come_back(encoding: str, parts: list[str]) -> None:
    text = "b " + " ".join(parts)
    assert convert(ENCODERS[encoding](text), encoding) == text


@pytest.mark.parametrize("encoding", LEGACY)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_converted(encoding: str, data: bytes) -> None:
    assert bool(convert(data, encoding).encode()) == bool(data)
    assert len(shown(data)) == len(data)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("Aâu cô, Öôùc mô", "Âu cơ, Ước mơ"),
        ("Ñöôøng ÑÖÔØNG", "Đường ĐƯỜNG"),
        ("òt, kyõ, Myõ, lyù, kî", "ịt, kỹ, Mỹ, lý, kỵ"),
    ],
)
def test_vni_as_it_is_typed(written: str, expected: str) -> None:
    assert convert(written.encode("cp1252"), "VNI") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("ñy ban häp. ñy ban nãi", "Ủy ban họp. Ủy ban nói"),
        ("Tõ S¬n, TP Tõ S¬n ë B¾c Ninh", "Từ Sơn, TP Từ Sơn ở Bắc Ninh"),
        ("TP ë xa", "TP ở xa"),
    ],
)
def test_capitals_of_tcvn3(written: str, expected: str) -> None:
    assert convert(written.encode("cp1252"), "TCVN3") == expected
