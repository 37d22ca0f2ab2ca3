"""JSON Lines, JSON arrays and pretty-printed JSON: a stream of records, one at a time."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from newsearch.readers.encodings.legacy_text import legacy_remarks
from newsearch.readers.input import ReadArticle
from newsearch.readers.packing.stream import BrokenInput, lines_of
from newsearch.readers.records.fields import article_from_record
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream

RECORD_LIMIT = 16_000_000
"""The longest record that is read, in bytes; a longer one is passed over unread."""

_OBJECT = re.compile(rb'\{\s*["}]')
_DOCUMENT = re.compile(rb'\s*(?:\{\s*["}]|\[\s*(?:\{|\]))')
_MARK = re.compile(rb'["{}\n]')
_IN_STRING = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_LOOK_AT = 20


def is_lines(head: bytes) -> bool:
    """Whether a beginning looks like JSON Lines: whole objects on lines of their own.

    A first line that only opens something is the beginning of a document instead.
    """
    *complete, last = head.split(b"\n")
    lines = [line for line in complete if line.strip()][:_LOOK_AT]
    if not lines:
        return bool(_OBJECT.match(last))
    if lines[0].strip() == b"{" or lines[0].startswith(b"["):
        return False
    if any(_OBJECT.match(line) and _is_object(line) for line in lines):
        return True
    return sum(bool(_OBJECT.match(line)) for line in lines) * 2 > len(lines) > 1


def is_document(head: bytes) -> bool:
    """Whether a beginning looks like JSON objects, or an array of them, over several lines."""
    return bool(_DOCUMENT.match(head))


def read_lines(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The articles of JSON Lines; each bad line is reported and the next one read."""
    for number, line in lines_of(stream.blocks(), RECORD_LIMIT):
        if line is None:
            yield _too_long(given, number)
        elif line.strip():
            yield _read_record(line, given, number)


def read_document(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The articles of a JSON array, or of objects that follow one another."""
    count = 0
    for number, record in _objects(stream.blocks()):
        count += 1
        yield _too_long(given, number) if record is None else _read_record(record, given, number)
    if not count:
        yield Skipped(given.path, 0, "an empty JSON array: no records")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _too_long(given: Input, number: int) -> Skipped:
    return Skipped(given.path, number, f"a record of more than {RECORD_LIMIT // 1_000_000} MB")


def _read_record(data: bytes, given: Input, number: int) -> ReadArticle | Skipped:
    try:
        record = json.loads(data.decode())
    except UnicodeDecodeError:
        return Skipped(given.path, number, "not valid UTF-8: convert the file to UTF-8")
    except json.JSONDecodeError as error:
        message = error.msg.removesuffix(" at")
        return Skipped(given.path, number, f"broken JSON: {message} at column {error.colno}")
    except (ValueError, RecursionError) as error:  # a number or a nesting without end
        return Skipped(given.path, number, f"JSON that cannot be read: {error}")
    if not isinstance(record, dict):
        return Skipped(given.path, number, "not a JSON object")
    article, remarks = article_from_record(record)
    if article is None:
        return Skipped(given.path, number, "no title, summary or body")
    remarks = (*legacy_remarks(f"{article.title} {article.summary} {article.body}"), *remarks)
    return ReadArticle(article, given.path, number, remarks)


def _objects(blocks: Iterable[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The outermost objects (inside an array, or one after another) with their first lines.

    ``None`` stands for one longer than `RECORD_LIMIT`. Only braces and strings are
    followed here; whether an object is sound is for the JSON parser to say.
    Raises `BrokenInput` when the input ends inside an object.
    """
    line, start_line, depth, length = 1, 0, 0, 0
    in_string = escaped = False
    pieces: list[bytes] = []
    for block in blocks:
        begin, position = 0, int(escaped)
        escaped = False
        while True:
            if in_string:
                inside = _IN_STRING.match(block, position)
                assert inside is not None  # it may be empty
                end = inside.end()
                line += block.count(b"\n", position, end)
                in_string = block[end : end + 1] != b'"'
                if in_string:  # it goes on in the next block, perhaps behind a backslash
                    escaped = end < len(block)
                    break
                position = end + 1
            mark = _MARK.search(block, position)
            if mark is None:
                break
            character, position = mark[0], mark.end()
            if character == b"\n":
                line += 1
            elif character == b'"':
                in_string = depth > 0
            elif character == b"{":
                if not depth:
                    begin, start_line, length = position - 1, line, 0
                depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    length += position - begin
                    pieces.append(block[begin:position])
                    yield start_line, b"".join(pieces) if length <= RECORD_LIMIT else None
                    pieces = []
        if depth:
            length += len(block) - begin
            if length > RECORD_LIMIT:
                pieces.clear()
            else:
                pieces.append(block[begin:])
    if depth:
        raise BrokenInput(f"the JSON that begins in line {start_line} is not complete")
