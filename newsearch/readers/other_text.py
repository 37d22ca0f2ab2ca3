"""Text that is no news: subtitles, programs, settings, dumps, told by how it begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream

_LOOK_AT = 4096
_KINDS = (
    ("subtitles", rb"WEBVTT\b|\d+\r?\n\d\d:\d\d:\d\d[,.]\d{3} --> |\[Script Info\]"),
    ("a calendar or an address book", rb"BEGIN:V(?:CALENDAR|CARD)\b"),
    ("a program", rb"#!\s?/|#include\s*[<\"]|<\?php\b|package [\w.]+;|using [\w.]+;\s*\n"),
    ("a program", rb"(?:import|from) [\w.]+(?: import [\w, *]+)?\s*\n(?:import|from|def|class|\s)"),
    ("a program", rb"['\"]use strict['\"]|function \w+\(|\(function\s?\(|var \w+ ?= ?[\[{]"),
    ("a dump of a database", rb"(?:-- .{0,200}\n|/\*.{0,300}\*/;?\s|\s)*(?:SET |DROP TABLE|CREATE "
     rb"TABLE|INSERT INTO|BEGIN TRANSACTION|PRAGMA )"),
    ("rules for robots", rb"User-agent:\s?\S"),
    ("settings", rb"\[[\w.-]{1,40}\]\r?\n[\w.-]+ ?= ?\S|---\r?\n[\w-]+:\s*\r?\n[ -]"),
    ("JSON that holds no records", rb"\[\s*(?:\"(?:[^\"\\]|\\.){0,2000}\"|-?\d[\d.eE+-]{0,30}"
     rb"|\[|null|true|false)\s*[,\]\[\"\d-]|\"(?:[^\"\\\n]|\\.){0,4000}\"\s*$"),
    ("records in single quotes, which is no JSON", rb"[\[{]\s*\{?\s*'\w+'\s*:"),
)  # fmt: skip
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def kind_of(head: bytes) -> str:
    """What a beginning is of, where that is no news; else empty.

    >>> kind_of(b"WEBVTT\\n\\n00:01.000 --> 00:04.000")
    'subtitles'
    """
    head = head[:_LOOK_AT].lstrip()
    return next((kind for kind, pattern in _PATTERNS if pattern.match(head)), "")


def is_other_text(head: bytes) -> bool:
    """Whether a beginning is of text that is no news."""
    return bool(kind_of(head))


def report_other_text(stream: ByteStream, given: Input) -> Iterator[Skipped]:
    """Says what it is."""
    yield Skipped(given.path, 0, f"{kind_of(stream.head)}, not an article", refused=True)
