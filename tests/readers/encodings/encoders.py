"""Vietnamese text written in old encodings, as their keyboards and fonts did it."""

from __future__ import annotations

import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = "\u0301\u0300\u0309\u0303\u0323"
SMALL = [
    *(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES),
    *"ăâêôơưđ",
]
LETTERS = [*SMALL, *(letter.upper() for letter in SMALL)]
"""The 134 letters of Vietnamese that ASCII lacks."""

# The codes of VN3 (TCVN 5712:1993) in hexadecimal, letter by letter, from the standard's table.
_TCVN3 = {
    "á": 0xB8, "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "ạ": 0xB9,
    "ă": 0xA8, "ắ": 0xBE, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ặ": 0xC6,
    "â": 0xA9, "ấ": 0xCA, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ậ": 0xCB,
    "đ": 0xAE, "é": 0xD0, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "ẹ": 0xD1,
    "ê": 0xAA, "ế": 0xD5, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ệ": 0xD6,
    "í": 0xDD, "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "ị": 0xDE,
    "ó": 0xE3, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ọ": 0xE4,
    "ô": 0xAB, "ố": 0xE8, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ộ": 0xE9,
    "ơ": 0xAC, "ớ": 0xED, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ợ": 0xEE,
    "ú": 0xF3, "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ụ": 0xF4,
    "ư": 0xAD, "ứ": 0xF8, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ự": 0xF9,
    "ý": 0xFD, "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ỵ": 0xFE,
    "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7,
}  # fmt: skip

# The accents that VNI writes behind a letter, and the letters that it has ready.
_VNI_TONES = dict(zip(TONES, "ùøûõï", strict=True))
_VNI_CIRCUMFLEX = dict(zip(["", *TONES], "âáàåãä", strict=True))
_VNI_BREVE = dict(zip(["", *TONES], "êéèúüë", strict=True))
_VNI_READY = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}


def to_vni(text: str) -> bytes:
    """Text in VNI-Windows."""
    return "".join(map(_vni, text)).encode("cp1252", "replace")


def to_tcvn3(text: str) -> bytes:
    """Text in TCVN3; capitals with a tone are small letters, which a font of capitals shows."""
    return b"".join(_tcvn3(letter) for letter in text)


def to_viscii(text: str) -> bytes:
    """Text in VISCII, by a table of RFC 1456 that is told from the letters' names there."""
    return b"".join(_viscii(letter) for letter in text)


def to_windows_1258(text: str) -> bytes:
    """Text in windows-1258: a vowel, then its tone; signs that it lacks become question marks."""
    pieces = []
    for letter in text:
        try:
            pieces.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", letter)
            tone = next((mark for mark in apart if mark in TONES), "")
            base = unicodedata.normalize("NFC", apart.replace(tone, ""))
            pieces.append((base + tone).encode("cp1258", "replace"))
    return b"".join(pieces)


def _vni(letter: str) -> str:
    small = letter.lower()
    apart = unicodedata.normalize("NFD", small)
    base, marks = apart[0], apart[1:]
    if small in _VNI_READY:
        written = _VNI_READY[small]
    elif "\u0302" in marks:
        written = base + _VNI_CIRCUMFLEX[marks.replace("\u0302", "")]
    elif "\u0306" in marks:
        written = base + _VNI_BREVE[marks.replace("\u0306", "")]
    elif "\u031b" in marks:
        horn = {"o": "ô", "u": "ö"}[base]
        tone = marks.replace("\u031b", "")
        written = horn + _VNI_TONES.get(tone, "")
    elif len(marks) == 1 and marks in TONES:
        written = base + _VNI_TONES[marks]
    else:
        return letter
    return written.upper() if letter != small else written


def _tcvn3(letter: str) -> bytes:
    code = _TCVN3.get(letter) or _TCVN3.get(letter.lower())
    return bytes([code]) if code else letter.encode("cp1252", "replace")


_VISCII_TABLE = """
    á E1 à E0 ả E4 ã E3 ạ D5 ă E5 ắ A1 ằ A2 ẳ C6 ẵ C7 ặ A3 â E2 ấ A4 ầ A5 ẩ A6 ẫ E7 ậ A7 đ
    F0 é E9 è E8 ẻ EB ẽ A8 ẹ A9 ê EA ế AA ề AB ể AC ễ AD ệ AE í ED ì EC ỉ EF ĩ EE ị B8 ó
    F3 ò F2 ỏ F6 õ F5 ọ F7 ô F4 ố AF ồ B0 ổ B1 ỗ B2 ộ B5 ơ BD ớ BE ờ B6 ở B7 ỡ DE ợ FE ú
    FA ù F9 ủ FC ũ FB ụ F8 ư DF ứ D1 ừ D7 ử D8 ữ E6 ự F1 ý FD ỳ CF ỷ D6 ỹ DB ỵ DC Á C1 À
    C0 Ả C4 Ã C3 Ạ 80 Ă C5 Ắ 81 Ằ 82 Ẳ 02 Ẵ 05 Ặ 83 Â C2 Ấ 84 Ầ 85 Ẩ 86 Ẫ 06 Ậ 87 Đ D0 É
    C9 È C8 Ẻ CB Ẽ 88 Ẹ 89 Ê CA Ế 8A Ề 8B Ể 8C Ễ 8D Ệ 8E Í CD Ì CC Ỉ 9B Ĩ CE Ị 98 Ó D3 Ò
    D2 Ỏ 99 Õ A0 Ọ 9A Ô D4 Ố 8F Ồ 90 Ổ 91 Ỗ 92 Ộ 93 Ơ B4 Ớ 95 Ờ 96 Ở 97 Ỡ B3 Ợ 94 Ú DA Ù
    D9 Ủ 9C Ũ 9D Ụ 9E Ư BF Ứ BA Ừ BB Ử BC Ữ FF Ự B9 Ý DD Ỳ 9F Ỷ 14 Ỹ 19 Ỵ 1E
"""
_VISCII = {
    letter: bytes.fromhex(code)
    for letter, code in zip(_VISCII_TABLE.split()[::2], _VISCII_TABLE.split()[1::2], strict=True)
}


def _viscii(letter: str) -> bytes:
    return _VISCII.get(letter) or letter.encode("ascii", "replace")


ENCODERS = {
    "VNI": to_vni,
    "TCVN3": to_tcvn3,
    "VISCII": to_viscii,
    "windows-1258": to_windows_1258,
}
"""The old encodings by the names that reading gives them."""
