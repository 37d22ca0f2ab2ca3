"""Records whose texts went through a wrong encoding before they were saved, made right again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from newsearch.readers.encodings.repair import repair_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input

# Between two texts that are judged together: nothing takes this for a letter.
_BETWEEN = "\n\x1e\n"
_DEPTH = 8


def repaired_record(
    record: Mapping[str, Any], given: Input | None
) -> tuple[Mapping[str, Any], str]:
    """The record with its texts in Unicode, and what is doubtful about them (empty if nothing is).

    All its texts are judged together: a name alone is too short to tell. That something was
    repaired is noted once for each input.
    """
    texts = list(_texts(record))
    if not texts:
        return record, ""
    found = repair_text(_BETWEEN.join(texts))
    if not found.note:
        return record, found.doubt
    repaired = found.text.split(_BETWEEN)
    if len(repaired) != len(texts):
        repaired = [repair_text(text).text for text in texts]
    _note_once(found.note, given)
    return _rebuilt(record, iter(repaired)), ""


def _note_once(note: str, given: Input | None) -> None:
    """Notes a repair, which may be surer in one record than in another, once for an input."""
    kind = note.rpartition("(")[0]
    if given and not any(said.startswith(kind) for said in given.notes):
        given.notes.append(note)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and not value.isascii() and "\x1e" not in value


def _texts(value: Any, depth: int = _DEPTH) -> Iterator[str]:
    """The texts in a value that may need repair, in the order in which `_rebuilt` takes them."""
    if _is_text(value):
        yield value
    elif depth and isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(inner, depth - 1)


def _rebuilt(value: Any, repaired: Iterator[str], depth: int = _DEPTH) -> Any:
    """The same value with repaired texts in their places."""
    if _is_text(value):
        return next(repaired)
    if depth and isinstance(value, Mapping):
        return {key: _rebuilt(inner, repaired, depth - 1) for key, inner in value.items()}
    if depth and isinstance(value, list):
        return [_rebuilt(inner, repaired, depth - 1) for inner in value]
    return value
