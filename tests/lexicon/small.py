"""A lexicon of a few texts, for tests that ask it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from newsearch.lexicon.accents import likeliest_row, spellings
from newsearch.lexicon.counting import LexiconCounts
from newsearch.lexicon.lexicon import Lexicon
from newsearch.lexicon.writer import LexiconWriter
from tests.lexicon.batches import batch


@contextmanager
def lexicon_of(*texts: str) -> Iterator[Lexicon]:
    """The lexicon of articles that consist of these bodies."""
    with TemporaryDirectory() as directory:
        path = Path(directory, "lexicon")
        writer = LexiconWriter(path)
        writer.add(LexiconCounts.of(batch(*texts)))
        writer.close()
        lexicon = Lexicon(path)
        try:
            yield lexicon
        finally:
            lexicon.close()


def restore(terms: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The most likely accented reading of a row of terms, one for each."""
    choices = [spellings(term, lexicon) for term in terms]
    return [word.term for word in likeliest_row(choices, lexicon)]
