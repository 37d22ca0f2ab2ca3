"""JSON as a stream of bytes: its outermost objects, one at a time, wherever a block ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsearch.readers.packing.stream import chain

if TYPE_CHECKING:
    from collections.abc import Iterable

_INSIDE = re.compile(rb'["{}\n]')
_OUTSIDE = re.compile(rb'["{}\[\]\n]')
_PLAIN = re.compile(rb"[{}\[\]\n]")
_OPENS = {b"[": 1, b"{": 1, b"]": -1, b"}": -1}
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_LONGEST_KEY = 100


@dataclass(slots=True)
class Found:
    """An object: its bytes and the line where it begins.

    ``complete`` is false where the input ends in it, ``whole`` where it is longer than the
    limit: ``data`` is its beginning then, up to where the scanner stands.
    """

    data: bytes
    line: int
    complete: bool = True
    whole: bool = True


class Scanner:
    """Objects that are nested in no other, inside arrays or one after another.

    Only braces and strings are followed here; whether an object is sound is for the JSON
    parser to say. ``key`` is the string last seen outside of objects, once `enter` was called;
    ``opened`` counts the arrays and entered objects whose ends were not met.
    """

    def __init__(self, blocks: Iterable[bytes], line: int = 1) -> None:
        self._blocks = iter(blocks)
        self._block = b""
        self._position = 0
        self._depth = 0
        self._in_string = self._escaped = False
        self._inside = False
        self.line = line
        self.key = ""
        self.opened = 0

    def enter(self, found: Found) -> None:
        """Goes back to the beginning of an object, to look for objects inside it."""
        self._inside = True
        self.opened += 1
        self.back(found.data[1:], found.line)

    def back(self, data: bytes, line: int) -> None:
        """Puts bytes back that were taken last; they begin in the line."""
        rest = self._block[self._position :]
        self._blocks = iter(chain(rest, self._blocks)) if rest else self._blocks
        self._block, self._position, self.line = data, 0, line
        self._in_string = self._escaped = False

    def next_object(self, limit: int) -> Found | None:
        """The next object, or None when there is none any more."""
        if not self._to_object():
            return None
        self._depth, line, length = 1, self.line, 0
        pieces: list[bytes] = []
        begin = self._position - 1
        while not self._to_end():
            pieces.append(self._block[begin:])
            length += len(self._block) - begin
            begin = 0
            if not self._more():
                return Found(b"".join(pieces), line, complete=False)
            if length > limit:
                return Found(b"".join(pieces), line, whole=False)
        pieces.append(self._block[begin : self._position])
        return Found(b"".join(pieces), line)

    def pass_over(self) -> None:
        """Goes to the end of an object that was longer than the limit."""
        while not self._to_end() and self._more():
            pass

    def _to_end(self) -> bool:
        """Whether the object that is open ends in this block; if so, goes there."""
        while True:
            if self._in_string and not self._leave_string():
                return False
            mark = _INSIDE.search(self._block, self._position)
            if mark is None:
                return False
            self._position = mark.end()
            if mark[0] == b"\n":
                self.line += 1
            elif mark[0] == b'"':
                self._in_string = True
            else:
                self._depth += 1 if mark[0] == b"{" else -1
                if not self._depth:
                    return True

    def _to_object(self) -> bool:
        """Whether an object begins somewhere further on; if so, goes behind its brace."""
        marks = _OUTSIDE if self._inside else _PLAIN
        while True:
            if self._in_string:
                start = self._position
                left = self._leave_string()
                end = self._position - 1 if left else len(self._block)
                if len(self.key) < _LONGEST_KEY:
                    self.key += self._block[start:end][:_LONGEST_KEY].decode(errors="replace")
                if not left:
                    if not self._more():
                        return False
                    continue
            mark = marks.search(self._block, self._position)
            if mark is None:
                if not self._more():
                    return False
                continue
            self._position = mark.end()
            if mark[0] == b"{":
                return True
            if mark[0] == b"\n":
                self.line += 1
            elif mark[0] == b'"':
                self._in_string, self.key = True, ""
            else:
                self.opened += _OPENS[mark[0]]

    def _leave_string(self) -> bool:
        """Goes behind the string that is open; whether it ends in this block."""
        inside = _IN_STRING.match(self._block, self._position)
        assert inside is not None  # it may be empty
        end = inside.end()
        self.line += self._block.count(b"\n", self._position, end)
        self._in_string = self._block[end : end + 1] != b'"'
        if self._in_string:  # it goes on in the next block, perhaps behind a backslash
            self._escaped = end < len(self._block)
            return False
        self._position = end + 1
        return True

    def _more(self) -> bool:
        """Goes on to the next block."""
        self._block = next(self._blocks, b"")
        self._position, self._escaped = int(self._escaped), False
        return bool(self._block)
