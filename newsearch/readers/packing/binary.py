"""Files that are no text, told by their first bytes before anything is taken for letters."""

from __future__ import annotations

import re

_OFFICE = "an office document: save its text as HTML or text, a table as CSV"
_IMAGE = "an image, not text"
_SOUND = "sound, not text"
_FILM = "a film, not text"

_BINARY = (
    (b"%PDF-", "a PDF file, not text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    (b"{\\rtf", "an RTF document: save its text as HTML or text"),
    (b"Rar!\x1a\x07", "a rar archive: unpack it first, or pack it as zip"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first, or pack it as zip"),
    (b"\x04\x22\x4d\x18", "packed with lz4: unpack it first, or pack it with zstd"),
    (b"\x1f\x9d", "packed with compress: unpack it first, or pack it with gzip"),
    (b"\x7fELF", "a program, not text"),
    (b"\x89PNG\r\n", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF87a", _IMAGE),
    (b"GIF89a", _IMAGE),
    (b"II*\0", _IMAGE),
    (b"MM\0*", _IMAGE),
    (b"ID3\x02", _SOUND),
    (b"ID3\x03", _SOUND),
    (b"ID3\x04", _SOUND),
    (b"fLaC\0", _SOUND),
    (b"OggS\0", "sound or a film, not text"),
    (b"\x1aE\xdf\xa3", _FILM),
    (b"wOFF", "letters of a web page, not text"),
    (b"wOF2", "letters of a web page, not text"),
)
# The same where the first bytes are a length.
_BINARY_BEHIND_LENGTH = (
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), _IMAGE),
    (re.compile(rb"RIFF.{4}WAVE", re.DOTALL), _SOUND),
    (re.compile(rb"RIFF.{4}AVI ", re.DOTALL), _FILM),
    (re.compile(rb"\0\0.{2}ftyp(?:avi[fs]|hei[cfsx]|mif1|msf1)", re.DOTALL), _IMAGE),
    (re.compile(rb"\0\0.{2}ftyp", re.DOTALL), "a film or sound, not text"),
)
# The first file of what office programs, e-books and programs for telephones are packed as.
_OFFICE_MEMBERS = frozenset(
    {"[Content_Types].xml", "_rels/.rels", "mimetype", "META-INF/MANIFEST.MF"}
)


# Of what kind an office document is, by the folder that its content lies in.
_OFFICE_FOLDERS = {
    "xl": "an Excel table: save it as CSV",
    "word": "a Word document: save it as HTML or text",
    "ppt": "slides: save their text as HTML or text",
}


def why_office(names: list[str]) -> str:
    """What the zip archive with these first members is, with what to do; empty for no document.

    >>> why_office(["[Content_Types].xml", "xl/workbook.xml"])
    'an Excel table: save it as CSV'
    """
    if not names or names[0] not in _OFFICE_MEMBERS:
        return ""
    folders = (name.partition("/")[0] for name in names if "/" in name)
    other = "an office document, e-book or program: save its text as HTML or text, a table as CSV"
    return next((_OFFICE_FOLDERS[name] for name in folders if name in _OFFICE_FOLDERS), other)


def why_binary(head: bytes) -> str:
    """What a beginning is, where it is no text and not read, with what to do; else empty."""
    for magic, reason in _BINARY:
        if head.startswith(magic):
            return reason
    return next((reason for magic, reason in _BINARY_BEHIND_LENGTH if magic.match(head)), "")
