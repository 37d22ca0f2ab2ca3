"""The file of stories: arrays that are mapped into memory, not loaded (`array_file`).

The signatures of all articles are kept, so that an update can go on from them; they are ordered
by their date, then by a hash of their id. Who looks up a story reads only the rest.

    version          1                    of the file and of how signatures are made
    ids              bytes                the ids in UTF-8, one after another
    id_starts        articles + 1         where each begins
    places           articles * PLACES    MinHash signatures
    shingles         articles
    beginnings       articles * BEGINNING_PLACES
    numbers          articles * NUMBERS
    first_minutes    articles
    last_minutes     articles
    sources          articles
    grouped_hashes   grouped articles     hashes of their ids, rising
    grouped_rows     grouped articles     which article each is
    grouped_stories  grouped articles     the story of each
    story_starts     stories + 1          where the members of each begin
    story_rows       grouped articles     the members, earliest first
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Final

from newsearch.analysis.index_arrays import open_arrays
from newsearch.errors import IndexDamaged

PLACES: Final = 192
"""How many places a signature has, each one byte."""

BEGINNING_PLACES: Final = 32
"""How many places the signature of a beginning has."""

NUMBERS: Final = 16
"""How many different numbers of an article are kept."""

VERSION: Final = 1
"""Changes whenever signatures are made, or the file is written, in another way."""

_TYPES = {
    "version": "I",
    "ids": "B",
    "id_starts": "Q",
    "places": "B",
    "shingles": "i",
    "beginnings": "B",
    "numbers": "H",
    "first_minutes": "i",
    "last_minutes": "i",
    "sources": "I",
    "grouped_hashes": "Q",
    "grouped_rows": "I",
    "grouped_stories": "I",
    "story_starts": "I",
    "story_rows": "I",
}


def identity_hash(identity: str) -> int:
    """The hash, of 64 bits, by which an article is looked up."""
    digest = blake2b(identity.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


class StoriesFile:
    """The arrays of a file of stories. They last until it is closed."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises `IndexDamaged` when it is missing or no file of stories, `IndexUnreadable` when it
        may not be read now.
        """
        self._file = open_arrays(path, "the stories")
        try:
            self._check()
        except (ValueError, IndexError) as error:
            self.close()
            raise IndexDamaged(f"{path}: the stories cannot be read ({error})") from error
        self.articles = len(self.array("shingles"))
        self.grouped = len(self.array("grouped_rows"))
        self.stories = len(self.array("story_starts")) - 1

    def array(self, name: str) -> memoryview:
        """An array by its name."""
        return self._file.view(name)

    def identity(self, row: int) -> str:
        """The id of an article. Raises `IndexError` or `ValueError` where the file is damaged."""
        starts = self.array("id_starts")
        start, end = starts[row], starts[row + 1]
        if start > end:
            raise ValueError(f"the id of article {row} does not lie in the file")
        return str(self.array("ids")[start:end], "utf-8")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _check(self) -> None:
        for name, typecode in _TYPES.items():
            if self.array(name).format != typecode:
                raise ValueError(f"its array {name!r} holds other items than it should")
        if self.array("version").tolist() != [VERSION]:
            raise ValueError("it was written by another version")
        articles = len(self.array("shingles"))
        grouped = len(self.array("grouped_rows"))
        per_article = ("first_minutes", "last_minutes", "sources")
        per_member = ("grouped_hashes", "grouped_stories", "story_rows")
        lengths = [
            *(len(self.array(name)) == articles for name in per_article),
            *(len(self.array(name)) == grouped for name in per_member),
            len(self.array("places")) == articles * PLACES,
            len(self.array("beginnings")) == articles * BEGINNING_PLACES,
            len(self.array("numbers")) == articles * NUMBERS,
            len(self.array("id_starts")) == articles + 1,
            self.array("id_starts")[-1] == len(self.array("ids")),
            self.array("story_starts")[-1] == grouped,
        ]
        if not all(lengths):
            raise ValueError("its arrays do not fit together")
