"""Bodies that editors keep as lists of blocks: paragraphs, quotes, pictures, lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from newsearch.readers.records.values import NOTHING

_DEPTH = 12
_KINDS = ("type", "_type", "__typename", "kind", "blockName", "component")
# What stands beside the text: of these only the caption is kept.
_BESIDE = (
    "image", "photo", "picture", "figure", "video", "audio", "podcast", "gallery", "slide", "embed",
    "iframe", "youtube", "tweet", "advert", "banner", "related", "recommend", "newsletter",
    "divider", "delimiter", "button", "poll", "anh", "hinh", "tinlienquan",
)  # fmt: skip
# Where blocks keep their text, or the blocks in them; the first that is filled counts.
_INSIDE = (
    "text", "content", "html", "value", "rendered", "data", "children", "items", "blocks",
    "content_elements", "paragraphs", "elements", "body", "innerHTML", "innerBlocks", "noi_dung",
)  # fmt: skip
_CAPTIONS = ("caption", "chu_thich", "description", "alt")


class BlockText(NamedTuple):
    """The text of blocks, one a line, and the captions of the pictures among them."""

    text: str
    captions: tuple[str, ...]


def has_blocks(value: Any) -> bool:
    """Whether a value is made of blocks, rather than one text or a list of them."""
    if isinstance(value, Mapping):
        return any(isinstance(value.get(name), list) for name in _INSIDE) or (
            isinstance(inner := value.get("data"), Mapping) and has_blocks(inner)
        )
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value[:50])


def block_text(value: Any) -> BlockText:
    """The text of blocks, whatever editor wrote them; what stands beside the text is left out.

    >>> block_text([{"type": "text", "content": "Lũ rút."}, {"type": "photo", "url": "a.jpg"}]).text
    'Lũ rút.'
    """
    captions: list[str] = []
    return BlockText(_text(value, captions, _DEPTH), tuple(captions))


def _text(value: Any, captions: list[str], depth: int) -> str:
    if isinstance(value, str):
        return value
    if not depth:
        return ""
    if isinstance(value, list):
        texts = [text for item in value if (text := _text(item, captions, depth - 1))]
        # Pieces of one line (letters in bold, links) have no blocks in them.
        return ("" if all(map(_is_inline, value)) else "\n").join(texts)
    if not isinstance(value, Mapping):
        return ""
    kind = next((value[name] for name in _KINDS if isinstance(value.get(name), str)), "").lower()
    if any(sign in kind for sign in _BESIDE):
        captions += _captions(value, depth)
        return ""
    inside = next((value[name] for name in _INSIDE if value.get(name) not in NOTHING), None)
    return _text(inside, captions, depth - 1)


def _captions(block: Mapping[str, Any], depth: int) -> list[str]:
    for name in _CAPTIONS:
        if isinstance(block.get(name), str) and block[name].strip():
            return [block[name]]
    inside = (block.get(name) for name in ("data", "attrs", "attributes"))
    for inner in inside:
        if isinstance(inner, Mapping) and depth:
            return _captions(inner, depth - 1)
    return []


def _is_inline(item: Any) -> bool:
    if not isinstance(item, Mapping):
        return False
    kind = item.get("type", item.get("_type"))
    return isinstance(item.get("text"), str) and kind in (None, "text", "span")
