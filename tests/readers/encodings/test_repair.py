"""Text that was saved as Unicode in the letters of old fonts, or misread, made right again."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers.encodings.candidates import SURE
from newsearch.readers.encodings.repair import MISREAD, Repaired, repair_text
from newsearch.readers.encodings.tables import WINDOWS_1252, WINDOWS_1258
from tests.readers.encodings.encoders import ENCODERS
from tests.readers.encodings.samples import FOREIGN, NEWS, SENTENCES

LATIN_1 = "".join(map(chr, range(256)))
VIEWS = {"windows-1252": WINDOWS_1252, "Latin-1": LATIN_1, "windows-1258": WINDOWS_1258}


def seen_as(data: bytes, table: str) -> str:
    return "".join(table[byte] for byte in data)


@pytest.mark.parametrize("view", ["windows-1252", "Latin-1"])
@pytest.mark.parametrize("encoding", ENCODERS)
def test_letters_of_old_fonts(encoding: str, view: str) -> None:
    found = repair_text(seen_as(ENCODERS[encoding](NEWS), VIEWS[view]))
    assert found.text.lower() == NEWS.lower()
    assert found.encoding == encoding
    assert found.confidence > 0.99


@pytest.mark.parametrize("encoding", ["VNI", "TCVN3"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_short_texts_of_old_fonts(encoding: str, sentence: str) -> None:
    found = repair_text(seen_as(ENCODERS[encoding](sentence), WINDOWS_1252))
    assert found.text == sentence


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("text", [NEWS, *SENTENCES, unicodedata.normalize("NFD", NEWS)])
def test_utf8_that_was_misread(text: str, view: str) -> None:
    once = seen_as(text.encode(), VIEWS[view])
    twice = seen_as(once.encode(), WINDOWS_1252)
    for damaged in (once, twice):
        found = repair_text(damaged)
        assert found.text == text
        assert found.encoding == MISREAD
        assert found.confidence >= SURE


def without_controls(text: str) -> str:
    return "".join(letter for letter in text if not "\x80" <= letter < "\xa0")


@pytest.mark.parametrize(
    "damage",
    [
        without_controls,
        lambda text: text.replace("\xa0", " "),
        lambda text: text.replace("\xa0", " ").replace("  ", " "),
        lambda text: text.replace("\xad", ""),
    ],
)
def test_misread_text_that_lost_letters(damage: Callable[[str], str]) -> None:
    found = repair_text(damage(seen_as(NEWS.encode(), WINDOWS_1252)))
    right = Counter(NEWS.split()) & Counter(found.text.split())
    assert found.encoding == MISREAD
    assert right.total() >= 0.95 * len(NEWS.split())


def test_tcvn3_without_its_soft_hyphens() -> None:
    text = "Người dân phường Hương Sơn được mời dự lễ, đường về trường còn dưới nước."
    found = repair_text(seen_as(ENCODERS["TCVN3"](text), WINDOWS_1252).replace("\xad", ""))
    assert (found.text, found.encoding) == (text, "TCVN3")


def test_old_paragraphs_among_sound_ones() -> None:
    sound = "Trang chủ » Thời sự » Địa phương\n"
    for encoding in ("VNI", "TCVN3"):
        old = seen_as(ENCODERS[encoding](NEWS), WINDOWS_1252)
        found = repair_text(sound + old + sound)
        assert found.text.lower() == (sound + NEWS + sound).lower()
        assert found.encoding == encoding


@pytest.mark.parametrize(
    "text",
    [
        "",
        NEWS,
        NEWS.upper(),
        unicodedata.normalize("NFD", NEWS),
        *SENTENCES,
        *FOREIGN,
        "Vũ «Nhà» – XÃ HỘI, ĐÃ «CÓ» à? «Cá»",
        "Báo cáo tài chính",
        "Thành Công",
        "Trang chủ » Xã hội » «ĐÃ» µg/m³ là đơn vị",
        "Müller",
        "Thaï",
        "25° · 30 m² · £5m · ½ ly · µm",
        "Ã",
        "Hoà, toá, uỷ, luân, oã, hoá, thuý, quà",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair_text(text) == Repaired(text)


def test_doubtful_text_is_left_alone_and_named() -> None:
    text = "Hän meni töi"
    found = repair_text(text)
    assert found.text == text
    assert found.confidence < SURE
    assert (
        found.doubt
        == f"looks like {found.encoding} text, {found.confidence:.0%} sure: convert it to Unicode"
    )


damaged = st.builds(
    lambda text, table, times: text if not times else seen_as(text.encode(), table),
    st.text(st.sampled_from(NEWS + "ÃáºÆ»\xa0\xad?\ufffd "), max_size=60),
    st.sampled_from([WINDOWS_1252, WINDOWS_1258, LATIN_1]),
    st.integers(0, 1),
)


@given(st.one_of(st.text(), damaged, st.text(st.characters(max_codepoint=0x17F), max_size=60)))
def test_any_text_is_repaired_once_and_for_all(text: str) -> None:
    found = repair_text(text)
    assert 0 <= found.confidence <= 1
    assert repair_text(found.text).text == found.text


@given(st.text(st.characters(codec="ascii")))
def test_plain_ascii_is_sound(text: str) -> None:
    assert repair_text(text) == Repaired(text)


@given(st.lists(st.sampled_from(NEWS.split()), min_size=4, max_size=30))
def test_any_words_that_were_misread_come_back(words: list[str]) -> None:
    text = " ".join([*words, "nước Việt Nam đổi mới"])
    found = repair_text(seen_as(text.encode(), WINDOWS_1252))
    assert found.text == text
