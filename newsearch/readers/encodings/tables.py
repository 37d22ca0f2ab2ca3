"""Conversion tables of the 8-bit encodings of Vietnamese, from bytes to Unicode letters.

TCVN3 after TCVN 5712:1993, code table VN3; VISCII after RFC 1456; windows-1258 after Python's
codec of that name; VNI-Windows after the code table of VNI Software, in which an accent is a
letter of its own behind the vowel. Every byte means something in each of them: one that a
standard leaves free is what windows-1252 has there, or else the control character.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HIGH = range(0x80, 0x100)


def _single_bytes(codec: str) -> str:
    """The 256 characters of a codec; a free byte is what windows-1252 or Latin-1 has there."""
    characters = []
    for byte in range(256):
        for name in (codec, "cp1252", "latin-1"):
            character = codecs.decode(bytes([byte]), name, "ignore")
            if character:
                characters.append(character)
                break
    return "".join(characters)


WINDOWS_1252 = _single_bytes("cp1252")
"""What each byte shows in western Windows, where text in an old encoding is often seen."""

WINDOWS_1258 = _single_bytes("cp1258")
"""What each byte is in windows-1258; five of them are tone marks that follow their letter."""

# From 0xA1 to 0xFE in order; "." is a byte that VN3 leaves free.
_TCVN3_LETTERS = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
# From 0x80 to 0xFF in order; six capitals stand where ASCII has control characters.
_VISCII_LETTERS = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_LOW = {0x02: "Ẳ", 0x05: "Ẵ", 0x06: "Ẫ", 0x14: "Ỷ", 0x19: "Ỹ", 0x1E: "Ỵ"}

TCVN3 = (
    WINDOWS_1252[:0xA1]
    + "".join(
        WINDOWS_1252[byte] if letter == "." else letter
        for byte, letter in enumerate(_TCVN3_LETTERS, 0xA1)
    )
    + WINDOWS_1252[0xFF]
)
"""What each byte is in TCVN3; capitals with a tone are small letters in a font of capitals."""

VISCII = "".join(_VISCII_LOW.get(byte, chr(byte)) for byte in range(0x80)) + _VISCII_LETTERS
"""What each byte is in VISCII."""

# The accents of VNI, each a letter behind its vowel, as the marks that they stand for.
_VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX = {
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300",
    "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
}  # fmt: skip
_VNI_BREVE = {
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300",
    "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_VOWELS = {
    "a": _VNI_TONES | _VNI_CIRCUMFLEX | _VNI_BREVE,
    "e": _VNI_TONES | _VNI_CIRCUMFLEX,
    "o": _VNI_TONES | _VNI_CIRCUMFLEX,
    "u": _VNI_TONES,
    "y": _VNI_TONES,
    "ô": _VNI_TONES,
    "ö": _VNI_TONES,
}
_VNI_LETTERS = {
    "ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip


def _vni_letters() -> dict[str, str]:
    """What one or two letters of VNI are; the vowel, not its accent, says if it is a capital."""
    found = dict(_VNI_LETTERS)
    for vowel, marks in _VNI_VOWELS.items():
        base = _VNI_LETTERS.get(vowel, vowel)
        for letter, mark in marks.items():
            found[vowel + letter] = unicodedata.normalize("NFC", base + mark)
    small = {pair[:-1] + pair[-1].upper(): letter for pair, letter in found.items() if pair[1:]}
    capitals = {
        form: letter.upper()
        for pair, letter in found.items()
        for form in (pair.upper(), pair[0].upper() + pair[1:])
    }
    return found | small | capitals


VNI = _vni_letters()
"""What one letter, or two together, are in VNI-Windows, written as windows-1252 shows them."""


def _either_case(letters: Iterable[str]) -> str:
    """A class of letters in a regular expression, small ones and capitals."""
    small = "".join(letters)
    return f"[{small}{small.upper()}]"


_VNI_PAIR = re.compile(
    f"{_either_case(_VNI_VOWELS)}{_either_case(_VNI_VOWELS['a'])}|{_either_case(_VNI_LETTERS)}"
)


def from_vni(text: str) -> str:
    """Text in the letters of VNI, as windows-1252 shows them, in Unicode.

    >>> from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return _VNI_PAIR.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    found = match[0]
    if found in VNI:
        return VNI[found]
    # No such pair: the first may be a letter by itself.
    return VNI.get(found[0], found[0]) + VNI.get(found[1], found[1])
