"""An archive that is being read, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from newsearch.readers.input import Input
from newsearch.readers.packing.allowance import Allowance
from newsearch.readers.packing.names import PassedOver

Part = tuple[Input, Iterator[bytes]]
"""A file of an archive, and its content, which may be packed itself."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive by the name of its format; given after its members, with what was passed over.

    ``unread`` are members that may hold articles and cannot be read (encrypted ones): the
    archive was not read as a whole then.
    """

    input: Input
    format: str
    allowance: Allowance
    passed_over: PassedOver = field(default_factory=PassedOver)
    unread: PassedOver = field(default_factory=PassedOver)

    def member(self, name: str, written: datetime | None) -> Input:
        """A member as an input: ``crawl.zip/tin/bai-1.html``.

        One that does not say when it was written was so before its archive.
        """
        path = f"{self.input.path}/{name or 'without a name'}"
        return Input(path, written or self.input.written, options=self.input.options)
