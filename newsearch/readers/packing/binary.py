"""Files that are no text, told by their first bytes before anything is taken for letters."""

from __future__ import annotations

_OFFICE = "an office document: save its text as HTML or text"
_IMAGE = "an image, not text"

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
    (b"ID3\x03", "sound, not text"),
    (b"ID3\x04", "sound, not text"),
    (b"wOFF", "letters of a web page, not text"),
    (b"wOF2", "letters of a web page, not text"),
)
# The first file of what office programs, e-books and programs for telephones are packed as.
OFFICE_MEMBERS = frozenset(
    {"[Content_Types].xml", "_rels/.rels", "mimetype", "META-INF/MANIFEST.MF"}
)


def why_binary(head: bytes) -> str:
    """What a beginning is, where it is no text and not read, with what to do; else empty."""
    return next((reason for magic, reason in _BINARY if head.startswith(magic)), "")
