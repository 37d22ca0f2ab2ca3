"""A title for a text that has none."""

from __future__ import annotations

NO_TITLE = "no title: first words of the text used"

_TITLE_LENGTH = 100


def title_from(text: str) -> str:
    """The first sentence of a text, or as many of its first words as a title has, with ``…``."""
    line = " ".join(text.strip().split("\n", 1)[0][: 10 * _TITLE_LENGTH].split())
    sentence = line.split(". ", 1)[0].rstrip(". ")
    if len(sentence) <= _TITLE_LENGTH:
        return sentence
    # A word more tells whether the last one fits; one that fills the title is cut itself.
    cut = sentence[:_TITLE_LENGTH].rpartition(" ")[0] or sentence[: _TITLE_LENGTH - 1]
    return cut.rstrip(" ,;:-–—…") + "…"
