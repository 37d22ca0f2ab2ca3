"""What a search needs of one committed index."""

from __future__ import annotations

from dataclasses import dataclass

from newsearch.analysis.segmenter import Segmenter
from newsearch.engines.base import EngineReader
from newsearch.lexicon.acronyms import Acronyms
from newsearch.lexicon.lexicon import Lexicon
from newsearch.stories.stories import Stories


@dataclass(frozen=True, slots=True)
class Corpus:
    """The articles, and what they taught: words, accents, acronyms, segmentation, stories."""

    reader: EngineReader
    lexicon: Lexicon
    acronyms: Acronyms
    segmenter: Segmenter
    stories: Stories
