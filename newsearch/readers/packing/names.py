"""Names and times of the members of an archive, and which members are not for reading."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from newsearch.article import VIETNAM
from newsearch.readers import limits
from newsearch.readers.corpus import LOOK_AT, begins_as_text, is_left_out, is_media_name
from newsearch.readers.packing.blocks import BlockReader

if TYPE_CHECKING:
    from collections.abc import Iterator

# Unpackers and build tools write file times of 1970 or 1980, which say nothing.
_FIRST_YEAR = 1995
# The letters that Windows writes for Vietnamese (code page 1258), which in code page 437 are
# lines and blocks to draw tables with.
_VIETNAMESE = re.compile(rb"[\0-\x7f\xc0-\xff]*")
_DRIVE = re.compile(r"^[A-Za-z]:(?=/)")


def readable_name(name: bytes, is_unicode: bool = False) -> str:
    """A member's name as a path below its archive, whatever wrote it.

    Names are taken as UTF-8, else as Windows writes Vietnamese, else as the zip format says
    (code page 437). Steps upwards, drives and leading slashes are dropped, as nothing is
    written anywhere; signs that cannot be shown become ``�``.

    >>> readable_name(b"../../tin\\\\b\\xe0i 1.html")
    'tin/bài 1.html'
    """
    with suppress(UnicodeDecodeError):
        return _as_path(name.decode())
    if not is_unicode and _VIETNAMESE.fullmatch(name):
        with suppress(UnicodeDecodeError):
            return _as_path(name.decode("cp1258"))
    return _as_path(name.decode("utf-8" if is_unicode else "cp437", "replace"))


def _as_path(name: str) -> str:
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    steps = [step for step in _DRIVE.sub("", name).split("/") if step.strip(". ")]
    return shown("/".join(steps))


def shown(name: str) -> str:
    """A name or an address as a report can show it: not too long, nothing that is no sign."""
    if len(name) > limits.NAME_LIMIT:
        name = f"{name[: limits.NAME_LIMIT]}…"
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)


def is_hidden(path: str) -> bool:
    """Whether a member is hidden, or tells about the archive or its pages, as in a folder."""
    *folders, name = path.split("/")
    return _in_hidden(folders) or is_left_out(name)


def has_media_name(path: str) -> bool:
    """Whether a member is left out for the name of an image only: it is read where it is text."""
    *folders, name = path.split("/")
    return is_media_name(name) and not _in_hidden(folders)


def if_text(blocks: Iterator[bytes]) -> Iterator[bytes] | None:
    """The same blocks where they begin as text does, else None. Raises `BrokenInput`."""
    stream = BlockReader(blocks)
    return stream.blocks() if begins_as_text(stream.peek(LOOK_AT)) else None


def _in_hidden(folders: list[str]) -> bool:
    return any(step.startswith(".") or step == "__MACOSX" for step in folders)


def believable_time(moment: datetime | None) -> datetime | None:
    """A time of writing in Vietnamese local time without zone, if it says something."""
    if moment is None:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM).replace(tzinfo=None)
    return moment if moment.year >= _FIRST_YEAR else None


def time_from_epoch(seconds: float) -> datetime | None:
    """A time in seconds since 1970 as `believable_time`."""
    try:
        return believable_time(datetime.fromtimestamp(seconds, VIETNAM))
    except (OSError, OverflowError, ValueError):
        return None


class PassedOver:
    """What of an archive was not read, counted by reason."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def add(self, reason: str, name: str = "") -> None:
        """One more for this reason (*encrypted*); the first name is told as an example."""
        self._counts[reason] += 1
        self._first.setdefault(reason, name)

    def __iter__(self) -> Iterator[str]:
        """A line for each reason: ``3 passed over, encrypted: tin/bai-1.html and 2 more``."""
        for reason, count in self._counts.items():
            first = self._first[reason]
            example = f": {first}" if first else ""
            more = f" and {count - 1:,} more" if first and count > 1 else ""
            yield f"{count:,} passed over, {reason}{example}{more}"
