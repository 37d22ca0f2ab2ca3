"""JSON Lines, JSON arrays and pretty-printed JSON: a stream of records, one at a time."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newsearch.readers.limits import RECORD_LIMIT
from newsearch.readers.packing.stream import lines_of
from newsearch.readers.records.exported import is_marked
from newsearch.readers.records.names import belongs_to_an_article, is_envelope_name
from newsearch.readers.records.record import NO_TEXT, names_seen, read_record
from newsearch.readers.records.scanner import Found, Scanner
from newsearch.readers.records.shapes import Shape, is_dated_text, is_record_name, rows_of, shape_of
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

DEPTH_LIMIT = 6
"""How many objects may stand around a record (``{"data": {"items": [...]}}``: two)."""

RECOVERY_LIMIT = 20_000_000
"""How many bytes of one input are read again behind records whose end was not found."""

_OBJECT = re.compile(rb'\{\s*["}]')
# An array holds objects or nothing; links in markdown begin with brackets, too.
_DOCUMENT = re.compile(rb'\s*(?:\{\s*["}]|\[[\s\[]*+(?:\{\s*(?:["}]|\Z)|\]\s*(?:[\],]|\Z)))')
_KEY = re.compile(rb'"([^"\\\n]{1,60})"\s*:')
_BEGINNING = re.compile(rb'\n[\[,]?\{\s{0,40}"')
# The beginning of what `newsearch export` writes; the first line may be longer than a beginning.
_EXPORTED = re.compile(rb'\{"newsearch": ?\d+, ?"id": ?"')
_REPORT = frozenset({"path", "skipped", "line"})
_DECODER = json.JSONDecoder()
_LOOK_AT = 20
_KEYS = 200


def is_lines(head: bytes) -> bool:
    """Whether a beginning looks like JSON Lines: whole records on lines of their own.

    A first line that only opens something is the beginning of a document instead.
    """
    if _EXPORTED.match(head):
        return True
    *complete, last = head.split(b"\n")
    lines = [line for line in complete if line.strip()][:_LOOK_AT]
    if not lines or (len(lines) == 1 and not last.strip()):
        return _is_record_line(lines[0] if lines else last)
    if lines[0].rstrip().endswith((b"{", b"[")) or lines[0].startswith(b"["):
        return False
    if any(_OBJECT.match(line) and _is_object(line) for line in lines):
        return True
    return sum(bool(_OBJECT.match(line)) for line in lines) * 2 > len(lines) > 1


def is_document(head: bytes) -> bool:
    """Whether a beginning looks like JSON objects, or an array of them, over several lines."""
    return bool(_DOCUMENT.match(head))


def read_lines(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The articles of JSON Lines; each bad line is reported and the next one read.

    Lines in which this library reports what it refused are passed over.
    """
    reports = records = 0
    broken: Skipped | None = None
    is_ended = True

    def texts() -> Iterator[str]:
        nonlocal is_ended
        for text in stream.texts():
            is_ended = text.endswith("\n") if text else is_ended
            yield text

    for number, line in lines_of(texts(), RECORD_LIMIT):
        if broken:
            yield broken
            broken = None
        if line is None:
            yield _too_long(given, number)
        elif line and not line.isspace():
            records += 1
            record = _parsed(line, given, number)
            if isinstance(record, Skipped):
                broken = record
            elif "skipped" in record and _is_report(record):
                reports += 1
            elif is_marked(record) or shape_of(record) is Shape.RECORD:
                yield read_record(record, given, number)
            else:
                data = line.lstrip().encode(errors="replace")
                yield from _read(record, Found(data, number), given, 0)
    if broken:  # a last line that has no end was cut
        yield broken if is_ended else replace(broken, partial=True)
    if records and reports == records:
        yield Skipped(given.path, 0, "only reports of what newsearch refused to read")


def read_document(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The articles of an array, of objects that follow one another or that others hold.

    Where a record is broken, reading goes on with the next one that begins in the same column.
    """
    count = 0
    for found in _records(Scanner(stream.blocks()), given, 0):
        count += 1
        yield found
    if not count:
        empty = b"{" not in stream.head
        reason = "an empty JSON array" if empty else "JSON that is broken or holds no articles"
        yield Skipped(given.path, 0, f"{reason}: no records")


def _records(scanner: Scanner, given: Input, depth: int) -> Iterator[ReadArticle | Skipped]:
    left = RECOVERY_LIMIT
    is_sound, count = True, 0
    while found := scanner.next_object(RECORD_LIMIT):
        count += 1
        if depth and belongs_to_an_article(scanner.key):
            if not found.whole:
                scanner.pass_over()
            continue
        if found.whole and found.complete:
            record = _parsed(found.data.decode(errors="replace"), given, found.line)
            if not isinstance(record, Skipped):
                yield from _read(record, found, given, depth, scanner.key)
                continue
            broken = record
        elif found.whole:
            # There is no line to it: the break is the end of the input.
            reason = f"the JSON that begins in line {found.line} is not complete"
            broken = Skipped(given.path, 0, reason, partial=True)
        else:
            broken = _too_long(given, found.line)
        if depth < DEPTH_LIMIT and not _begins_as_record(found.data):
            depth += 1
            scanner.enter(found)
            continue
        yield broken
        resumed = _next_beginning(found) if left > 0 else None
        is_sound = is_sound and found.complete and resumed is None
        if resumed is not None:
            left -= len(found.data) - resumed
            scanner.back(found.data[resumed:], found.line + found.data.count(b"\n", 0, resumed))
        elif not found.whole:
            scanner.pass_over()
    if count and is_sound and scanner.opened > 0:
        reason = "the JSON breaks off here: its end is missing"
        yield Skipped(given.path, scanner.line, reason, partial=True)


def _read(
    record: dict[str, Any], found: Found, given: Input, depth: int, key: str = ""
) -> Iterator[ReadArticle | Skipped]:
    """The articles of an object, which stands under the key: itself, or what is in it."""
    shape = shape_of(record)
    if shape is Shape.RECORD:
        if depth and is_envelope_name(key) and not is_dated_text(record):
            return
        article = read_record(record, given, found.line)
        # What surrounds the records of a document need not be one.
        if not depth or not isinstance(article, Skipped) or not article.reason.startswith(NO_TEXT):
            yield article
    elif shape is Shape.COLUMNS:
        for row in rows_of(record):
            yield read_record(row, given, found.line)
    elif depth < DEPTH_LIMIT:
        scanner = Scanner(())
        scanner.enter(found)
        count = 0
        for article in _records(scanner, given, depth + 1):
            count += 1
            yield article
        if not count and not depth:
            reason = f"{NO_TEXT}{names_seen(_first_inside(record), given)}"
            yield Skipped(given.path, found.line, reason)


def _first_inside(record: dict[str, Any]) -> dict[str, Any]:
    """The first object in a list that an object holds, or the object itself."""
    lists = (held for held in record.values() if isinstance(held, list))
    return next((held[0] for held in lists if held and isinstance(held[0], dict)), record)


def _begins_as_record(data: bytes) -> bool:
    """Whether the first names of an object that cannot be parsed are those of a record."""
    head = data[: 1 << 16]
    nested = head.find(b"{", 1)
    keys = _KEY.findall(head, 1, nested if nested > 0 else len(head))
    return nested < 0 or any(is_record_name(key.decode(errors="replace")) for key in keys[:_KEYS])


def _next_beginning(found: Found) -> int | None:
    """Where in a broken object the next one begins: at a line's start, as nothing nested does."""
    match = _BEGINNING.search(found.data, 1)
    return match.end() - len(match[0].lstrip(b"\n[,")) if match else None


def _is_record_line(line: bytes) -> bool:
    """Whether a line that stands alone is a record, not a document that holds some."""
    if not _OBJECT.match(line):
        return False
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) and shape_of(value) is Shape.RECORD


def _is_report(record: dict[str, Any]) -> bool:
    """Whether a record is what `newsearch read` writes of a file that it refused."""
    return record.keys() <= _REPORT and {"path", "skipped"} <= record.keys()


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _too_long(given: Input, number: int) -> Skipped:
    return Skipped(given.path, number, f"a record of more than {RECORD_LIMIT // 1_000_000} MB")


def _parsed(text: str, given: Input, number: int) -> dict[str, Any] | Skipped:
    try:
        record, end = _DECODER.raw_decode(text, len(text) - len(text.lstrip()))
        if end < len(text) and not text[end:].isspace():
            raise json.JSONDecodeError("Extra data", text, end)
    except json.JSONDecodeError as error:
        message = error.msg.removesuffix(" at")
        return Skipped(given.path, number, f"broken JSON: {message} at column {error.colno}")
    except (ValueError, RecursionError) as error:  # a number or a nesting without end
        return Skipped(given.path, number, f"JSON that cannot be read: {error}")
    if not isinstance(record, dict):
        return Skipped(given.path, number, "not a JSON object")
    return record
