"""Passages of a text: whole sentences, and pieces of long ones, cut only where they are wanted."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections.abc import Iterator

# Characters of a passage: whole sentences up to here, longer ones are cut.
_LONGEST = 240
_SHORTEST = 60

# One class at the front, so that the search runs from sign to sign.
_SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|(?<![.!?…][.!?…])[.!?…]*[\"”’)\]]*(?=\s))",
)
# A full stop after these ends no sentence: TP. HCM, Q. 7, GS. Nguyễn Văn A.
_ABBREVIATION = re.compile(r"\b(?:[A-ZĐ]{1,4}|Tp|Tx|Mr|Mrs|Ms|Dr|ThS)$")
_ABBREVIATION_ENDS = frozenset(string.ascii_uppercase + "Đpxrs")
_SPACE = re.compile(r"(?<=\S)\s")


class Passages:
    """The passages of a text, one after the other, without space at their ends.

    A line begins a sentence whatever stands before it, so only lines that are asked for are
    looked through, and only sentences that are asked for are cut.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._line_end = 0
        self._sentence_starts: list[int] = []
        self._pieces: dict[int, list[tuple[int, int]]] = {}

    def at(self, offset: int) -> tuple[int, int]:
        """Start and end of the passage that holds a character that is no space."""
        starts = self._sentence_starts
        if not starts or not starts[0] <= offset < self._line_end:
            self._read_line(offset)
            starts = self._sentence_starts
        place = bisect_right(starts, offset)
        start = starts[place - 1]
        pieces = self._pieces.get(start)
        if pieces is None:
            end = starts[place] if place < len(starts) else self._line_end
            pieces = self._pieces[start] = list(_pieces(self.text, start, end))
        if len(pieces) == 1:
            return pieces[0]
        return next(piece for piece in reversed(pieces) if piece[0] <= offset)

    def _read_line(self, offset: int) -> None:
        text = self.text
        start = text.rfind("\n", 0, offset) + 1
        end = text.find("\n", offset)
        self._line_end = end = len(text) if end < 0 else end
        self._sentence_starts = starts = [start]
        for match in _SENTENCE_END.finditer(text, start, end + 1):
            stop = match.end()
            if match.start() == end or stop - start < _SHORTEST:
                continue  # too short to stand alone: joined with the next sentence
            sign = match.start()
            if text[sign - 1] in _ABBREVIATION_ENDS and _ABBREVIATION.search(
                text, max(start, sign - 5), sign
            ):
                continue
            start = stop
            starts.append(start)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is long: cut after a comma if one is near, or at a space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > _LONGEST:
        target = (end - start) // -(-(end - start) // _LONGEST)
        while end - start > _LONGEST:
            low, high = start + int(target * 0.6) + 1, start + int(target * 1.1) + 1
            spaces = _spaces(text, low, min(high, end))
            commas = [space for space in spaces if text[space - 1] in ",;:"]
            spaces = commas or spaces or _spaces(text, start + 1, low)
            if spaces:
                cut = spaces[-1]
            elif (space := _SPACE.search(text, high, end)) is not None:
                cut = space.start()  # a word longer than a passage stays whole
            else:
                break
            yield start, cut
            start = cut
            while text[start].isspace():
                start += 1
    if start < end:
        yield start, end


def _spaces(text: str, start: int, end: int) -> list[int]:
    """Where space begins."""
    return [match.start() for match in _SPACE.finditer(text, start, end)]
