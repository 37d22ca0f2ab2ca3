"""Markdown that crawlers leave in page text: headings, emphasis, links, images, rules."""

from __future__ import annotations

import re
from functools import lru_cache

# Lengths are bounded so that no line, whatever it holds, takes long.
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()]{0,3000}\)")
_LINK = re.compile(
    r"\[([^\[\]]{0,500})\]\(\s{0,2}((?:[^()\s]"
    r"|\([^()\s]{0,80}\)){0,2000})(?:\s{1,2}\"[^\"]{0,500}\"?)?\s{0,2}\)"
)
_HEADING = re.compile(r"(?:[*+-]\s+)?(#{1,6})\s+")
_BULLET = re.compile(r"[*+]\s+")
_RULE = re.compile(r"(?:[-*_=]\s?){3,}")
_STRONG = re.compile(r"\*\*(?=\S)([^*]{1,500})(?<=\S)\*\*|__(?=\S)([^_]{1,500})(?<=\S)__")
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=\S)([^*]{1,2000})(?<=\S)\*(?![\w*])(?:\s(?=[,.;:]))?")
_UNDERLINED = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,2000})(?<=\S)_(?![\w_])(?:\s(?=[,.;:]))?")
_LONGEST = 100_000
# Menus of links stand on every page of a site.
_LONGEST_REPEATED = 400
SEVERAL = "several"
"""Stands for the address of a line that is several links and nothing else."""


def may_be_markup(line: str) -> bool:
    """Whether a line holds any sign of markdown; a line without one is plain text."""
    return line[0] in "#+=-" or "[" in line or "*" in line or "_" in line


def is_picture(line: str) -> bool:
    """Whether a line begins with a picture that is no link: ``![…](…)``."""
    return line.startswith("![")


def is_emphasis(line: str) -> bool:
    """Whether a whole line is emphasised, and not in bold: ``*…*``, ``_…_``."""
    return line[0] in "_*" and line[-1] == line[0] and line[1:2] not in " _*" and len(line) > 2


def is_rule(line: str) -> bool:
    """Whether a line is a rule, or what parts the head of a table from its rows."""
    return bool(_RULE.fullmatch(line))


def looks_like_markdown(text: str) -> bool:
    """Whether a page holds headings, links or emphasis in markdown's writing."""
    return bool(
        re.search(
            r"(?m)^#{1,6} \S|!\[[^\[\]\n]{0,500}\]\([^()\s]"
            r"|\]\((?:https?:|javascript:|/|data:)|^\*\*[^*\n]{1,80}\*\*",
            text,
        )
    )


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def strip_markdown(line: str) -> tuple[str, int, str]:
    """A line's plain text, the level of the heading it is, and its address if it is but a link."""
    if len(line) > _LONGEST:
        return line, 0, ""
    return _repeated(line) if len(line) <= _LONGEST_REPEATED else _stripped(line)


def _stripped(line: str) -> tuple[str, int, str]:
    if _RULE.fullmatch(line):
        return "", 0, ""
    # An image link leaves an empty link around it, which must not end in text.
    without_images = _IMAGE.sub("", line) if "![" in line else line
    heading = _HEADING.match(without_images)
    text = without_images[heading.end() :] if heading else _without_bullet(without_images)
    links = _LINK.findall(text) if "](" in text else []
    address = ""
    if links and not re.search(r"\w", _LINK.sub("", text)):
        named = [(name, url) for name, url in links if name.strip()]
        address = named[0][1] if len(named) == 1 else SEVERAL * bool(named)
    text = _LINK.sub(r"\1", text) if links else text
    if "**" in text or "__" in text:
        text = _STRONG.sub(lambda match: match[1] or match[2], text)
    text = _EMPHASIS.sub(r"\1", text) if "*" in text else text
    text = _UNDERLINED.sub(r"\1", text) if text.count("_") > 1 else text
    return " ".join(text.split()), len(heading[1]) if heading else 0, address


_repeated = lru_cache(maxsize=4096)(_stripped)
