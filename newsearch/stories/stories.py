"""Looking up stories: which articles are copies of one another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from newsearch.errors import IndexDamaged
from newsearch.stories.storage import StoriesFile, identity_hash

# From so many on they are looked up together, in arrays.
_MANY = 256


class Stories:
    """The stories of an index, in a file that is mapped into memory."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises `IndexDamaged` when it is missing or no file of stories, `IndexUnreadable` when it
        may not be read now.
        """
        self._path = path
        self._file = StoriesFile(path)

    def stories(self) -> int:
        """How many stories there are of two articles or more."""
        return self._file.stories

    def grouped_articles(self) -> int:
        """How many articles belong to one of them."""
        return self._file.grouped

    def members(self, identity: str) -> tuple[str, ...]:
        """The ids of all articles of this one's story, itself among them, the earliest first.

        Those without a date are last; of one date the order is that of the ids. Empty where the
        article stands alone, or is not in the index. Raises `IndexDamaged`.
        """
        return self.story(self.story_of([identity])[0])

    def story(self, number: int) -> tuple[str, ...]:
        """The ids of the articles of a story, as `members` gives them; none for -1.

        Raises `IndexDamaged`.
        """
        return tuple(map(self._identity, self._rows(number)))

    def papers(self, number: int) -> int:
        """How many different sources published a story, those left out that are not known.

        Raises `IndexDamaged`.
        """
        sources = self._file.array("sources")
        try:
            return len({sources[row] for row in self._rows(number)} - {0})
        except IndexError as error:
            raise self._damaged(error) from error

    def story_of(self, identities: Sequence[str]) -> list[int]:
        """The number of each article's story, -1 where it stands alone.

        Numbers hold for this file only: an update may give others. Raises `IndexDamaged`.
        """
        hashes = self._file.array("grouped_hashes")
        wanted = [identity_hash(identity) for identity in identities]
        if len(wanted) < _MANY:
            places = [bisect_left(hashes, one) for one in wanted]
        else:
            import numpy as np  # a single look-up shall not load it

            places = np.searchsorted(hashes, np.array(wanted, np.uint64)).tolist()
        stories, end = self._file.array("grouped_stories"), self._file.grouped
        return [
            stories[place] if place < end and hashes[place] == one else -1
            for place, one in zip(places, wanted, strict=True)
        ]

    def identities(self) -> set[str]:
        """The ids of all articles, grouped or not. Raises `IndexDamaged`."""
        return {self._identity(row) for row in range(self._file.articles)}

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _rows(self, number: int) -> list[int]:
        if number < 0:
            return []
        starts = self._file.array("story_starts")
        try:
            return self._file.array("story_rows")[starts[number] : starts[number + 1]].tolist()
        except IndexError as error:
            raise self._damaged(error) from error

    def _identity(self, row: int) -> str:
        try:
            return self._file.identity(row)
        except (IndexError, ValueError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> IndexDamaged:
        return IndexDamaged(f"{self._path}: the stories cannot be read ({error})")
