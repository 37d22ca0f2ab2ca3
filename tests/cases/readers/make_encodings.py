"""How the files of ``encodings/`` were made: a text in UTF-8 written as older software wrote it.

``python make_encodings.py tcvn3 page-in-utf-8.txt encodings/page.txt``
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

# TCVN3 (ABC) has capitals for these seven letters only: other capitals are small letters
# that a second font draws large.
_TCVN3_FROM_A1 = "ĂÂÊÔƠƯĐăâêôơưđ"
_TCVN3_FROM_B5 = (
    "àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
_TCVN3 = {letter: 0xA1 + place for place, letter in enumerate(_TCVN3_FROM_A1)} | {
    letter: 0xB5 + place for place, letter in enumerate(_TCVN3_FROM_B5) if letter != "\0"
}

_VISCII_FROM_80 = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
_VISCII = {letter: 0x80 + place for place, letter in enumerate(_VISCII_FROM_80)} | {
    "Ẳ": 0x02,
    "Ẵ": 0x05,
    "Ẫ": 0x06,
    "Ỷ": 0x14,
    "Ỹ": 0x19,
    "Ỵ": 0x1E,
}

# VNI writes a letter and then a sign for its hat and its tone, as Latin-1 shows them.
_TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
"""Grave, acute, hook above, tilde, dot below."""
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_VNI_SIGNS = {
    "": dict(zip(_TONES, "øùûõï", strict=True)) | {"": ""},
    _CIRCUMFLEX: dict(zip((*_TONES, ""), "àáåãäâ", strict=True)),
    _BREVE: dict(zip((*_TONES, ""), "èéúüëê", strict=True)),
}
_VNI_LETTERS = {"đ": "ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_VNI_HORNED = {"o": "ô", "u": "ö"}


def _tcvn3(text: str) -> bytes:
    small = (letter if letter in _TCVN3 else letter.lower() for letter in text)
    pairs = zip(text, small, strict=True)
    return b"".join(
        bytes([_TCVN3[low]]) if low in _TCVN3 else letter.encode("ascii") for letter, low in pairs
    )


def _viscii(text: str) -> bytes:
    return b"".join(
        bytes([_VISCII[letter]]) if letter in _VISCII else letter.encode("ascii") for letter in text
    )


def _vni(text: str) -> bytes:
    return "".join(map(_vni_letter, text)).encode("latin-1")


def _vni_letter(letter: str) -> str:
    low = letter.lower()
    if low.isascii():
        return letter
    if low in _VNI_LETTERS:
        written = _VNI_LETTERS[low]
    else:
        parts = unicodedata.normalize("NFD", low)
        base, marks = parts[0], parts[1:]
        tone = next((mark for mark in marks if mark in _TONES), "")
        hat = next((mark for mark in marks if mark in (_CIRCUMFLEX, _BREVE)), "")
        written = (_VNI_HORNED[base] if _HORN in marks else base) + _VNI_SIGNS[hat][tone]
    return written if letter == low else written.upper()


def _windows_1258(text: str) -> bytes:
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in parts[1:] if mark in _TONES]
        rest = "".join(part for part in parts if part not in tones)
        written += unicodedata.normalize("NFC", rest) + "".join(tones)
    return written.encode("cp1258")


def _mojibake(text: str) -> bytes:
    """UTF-8 that was once taken for Windows-1252 and saved again."""
    signs = []
    for byte in text.encode():
        try:
            signs.append(bytes([byte]).decode("cp1252"))
        except UnicodeDecodeError:  # five bytes have no sign
            signs.append(chr(byte))
    return "".join(signs).encode()


def _utf_16(text: str) -> bytes:
    return b"\xff\xfe" + text.encode("utf-16-le")


WRITERS: dict[str, Callable[[str], bytes]] = {
    "tcvn3": _tcvn3,
    "viscii": _viscii,
    "vni": _vni,
    "windows-1258": _windows_1258,
    "mojibake": _mojibake,
    "utf-16": _utf_16,
}


if __name__ == "__main__":
    encoding, given, made = sys.argv[1:]
    text = unicodedata.normalize("NFC", Path(given).read_text("utf-8"))
    Path(made).write_bytes(WRITERS[encoding](text))
