"""Pages that hold no article: lists of news, videos without text, errors, walls."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from newsearch.readers.html.blocks import Blocks
    from newsearch.readers.html.body import Body
    from newsearch.readers.html.metadata import Metadata
    from newsearch.readers.html.text import ArticleText
    from newsearch.readers.pages.lines import Line

LIST = "a page that lists articles, not an article: give the pages that it links to"
"""Why a section front, a tag page, a search or a home page gives no article."""

NO_TEXT = "no article found on this page: it has no running text"
VIDEO = "a page with a video or a recording and no text, not an article"
WALL = "a page that asks to log in or to agree, not an article: save it when it shows the text"
ERROR = "an error page, not an article: fetch it again"

_ERROR = re.compile(
    r"\b(?:error|lỗi)\s?(?:40[0-9]|50[0-9])\b|^\W{0,3}(?:40[134]|50[0-4])\b"
    r"|^không (?:tìm thấy|tồn tại)$"
    r"|không tìm thấy (?:nội dung|trang|bài viết|đường dẫn|kết quả)\b.{0,40}$"
    r"|(?:trang|bài viết|nội dung|đường dẫn)\b.{0,40}không (?:tồn tại|tìm thấy)"
    r"|page not found|not found$|access denied|forbidden|just a moment|attention required"
    r"|bad gateway|service unavailable|are you (?:a )?(?:human|robot)|đang (?:được )?bảo trì",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"^(?:(?:vui lòng|mời|yêu cầu) )?(?:đăng nhập|đăng ký|log ?in|sign ?in|cookies?\b|subscribe)",
    re.IGNORECASE | re.MULTILINE,
)
_LIST_CLASSES = frozenset(
    """archive category tag search search-results blog home homepage page-home trang-chu
    page-category page-tag page-search category-page tag-page list-page cate-page""".split()  # noqa: SIM905
)
_VIDEO_TYPES = frozenset(
    ("videoobject", "video", "video.other", "video.episode", "video.movie", "podcastepisode",
     "audioobject", "radioepisode", "clip")
)  # fmt: skip
_LIST_PATH = re.compile(
    r"/(?:(?:tags?|tu-khoa|chu-de|topic|tim-kiem|search|category|chuyen-muc|tac-gia|author)(?:/|$)"
    r"|tim-kiem\.|search\.|page[/-]\d+/?$|trang[-/]?\d+\.?)",
    re.IGNORECASE,
)
# What a search or a list of a topic is called, and says of itself.
_LIST_TITLE = re.compile(
    r"^(?:kết quả (?:tìm kiếm|tra cứu)\s?(?:$|[:“\"'‘(|–-]|cho\b|với\b|từ khóa\b)"
    r"|tìm kiếm\s?(?:$|[:“\"'‘|–-])|search results?\b|search\s?:"
    r"|(?:tags?|từ khóa|từ khoá|thẻ|chuyên mục|danh mục|category|archives?|lưu trữ|tác giả|author)"
    r"\s?:|(?:tin tức|tin),? (?:hình ảnh|video|bài viết)\b.{0,40}\bvề\b|you searched for)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:(?:đã )?tìm (?:thấy|được)|có(?: tất cả| tổng cộng)?|hiển thị|khoảng|about|found)\s"
    r"(?:\d{1,3}\s?[-–]\s?\d{1,3}\s(?:trong|của|of)\s)?[\d.,]{1,9}\s"
    r"(?:kết quả|results?|bài viết|tin)(?: (?:cho|với|phù hợp|liên quan|được tìm thấy|for|found)\b"
    r"|\s?(?:$|[.:,“\"'‘(]))|không tìm thấy kết quả|no results",
    re.IGNORECASE,
)
_READ_ON = re.compile(
    r"\W{0,3}(?:xem (?:tiếp|chi tiết|thêm)|chi tiết|đọc (?:tiếp|thêm)|read more|more)\W{0,5}", re.I
)
_LITTLE_TEXT = 600
_VIDEO_TEXT = 350
_SHORTEST = 60
_SHORT = 120
_LONG = 400
_FEWEST_PARAGRAPHS = 2
_MANY_TEASERS = 4
_MANY_TITLES = 10
_SECTION_WORDS = 5
_DATED_SHARE = 0.6
_LINKED_SHARE = 0.4
_LINKED_TITLE = 25


def refusal(
    found: Blocks,
    body: Body | None,
    metadata: Metadata,
    text: ArticleText,
    *,
    title: str,
    url: str,
    body_classes: str,
    titled: bool,
) -> str:
    """Why a page holds no article, or ``""`` where it does.

    ``text`` is what would be its article's, ``titled`` whether its title is set as a title
    next to the text. What a page calls itself counts, but a list that calls itself an article
    has no text of its own, and an article has one even where nothing calls it so.
    """
    length = text.length
    summary = sum(map(len, text.summaries[:1]))
    head = f"{title[:200]}\n{metadata.window_title[:200]}"
    failed = length < _LITTLE_TEXT and any(_ERROR.search(line) for line in head.split("\n"))
    if failed and not metadata.published:
        return ERROR
    if _is_search(found, title, metadata) and not metadata.article:
        return LIST
    listing = _calls_itself_list(metadata, url, body_classes)
    stated = metadata.article or bool(metadata.published)
    teasers = body.teasers if body else 0
    own = _has_own_text(body, text)
    if listing and not (own and (stated or (titled and bool(text.dates or text.signed)))):
        return LIST
    if length >= _SHORT and body is None and metadata.article:
        return ""
    if body is None or length < _SHORTEST:
        return _without_text(found, metadata, text, stated, length + summary)
    if metadata.types & _VIDEO_TYPES and not metadata.article and length < _VIDEO_TEXT:
        return VIDEO
    if not stated and length < _LITTLE_TEXT and _WALL.search(head):
        return WALL
    inside = found.blocks[body.start : body.end]
    more = sum(bool(block.url) and bool(_READ_ON.fullmatch(block.text)) for block in inside)
    if more >= max(_MANY_TEASERS - 1, body.paragraphs / 2) and not stated:
        return LIST
    if teasers >= _MANY_TEASERS and teasers * 2 >= body.paragraphs:
        return LIST
    if _is_dated_list(body, text) and not (stated or "article" in metadata.types):
        return LIST
    if stated or (body.named and body.linked <= _LINKED_SHARE * body.weight):
        return ""
    if body.linked > _LINKED_SHARE * body.weight:
        return LIST
    if not (text.dates or text.signed or any(map(_is_running, text.lines))):
        return NO_TEXT  # the captions of a gallery, entries of a table
    known = "article" in metadata.types or text.dates or text.signed or text.authors
    section = title.count(" ") < _SECTION_WORDS and body.paragraphs <= 1 and not known
    if section and _linked_titles(found) >= _MANY_TITLES:
        return LIST  # a part of the paper, with a word on it
    enough = length >= _SHORT and (titled or bool(text.dates) or bool(text.signed))
    return "" if enough or (length >= _LONG and len(text.lines) > _FEWEST_PARAGRAPHS) else NO_TEXT


def _is_search(found: Blocks, title: str, metadata: Metadata) -> bool:
    """Whether a page's title is that of a list, and its head counts what was found."""
    if any(_LIST_TITLE.match(name) for name in (title, metadata.window_title)):
        return not metadata.published
    return _linked_titles(found) >= _FEWEST_PARAGRAPHS and any(
        _COUNTED.match(block.text) for block in found.blocks if not block.heading
    )


def _calls_itself_list(metadata: Metadata, url: str, body_classes: str) -> bool:
    """Whether a page's address, its types or the classes of its body say that it is a list."""
    if metadata.listing or not _LIST_CLASSES.isdisjoint(body_classes.lower().split()):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    front = bool(url) and parts.path.rstrip("/") in ("", "/index.html", "/index.php", "/index.htm")
    return (front and not parts.query) or bool(_LIST_PATH.search(parts.path))


def _linked_titles(found: Blocks) -> int:
    return sum(block.linked >= _LINKED_TITLE for block in found.blocks)


def _is_dated_list(body: Body, text: ArticleText) -> bool:
    """Whether most paragraphs have a date of their own."""
    return len(text.dates) >= max(_MANY_TEASERS, _DATED_SHARE * body.paragraphs)


def _is_running(line: Line) -> bool:
    return len(line.text) >= _SHORTEST and line.ends_sentence


def _has_own_text(body: Body | None, text: ArticleText) -> bool:
    return (
        body is not None
        and body.teasers < _MANY_TEASERS
        and text.length >= _SHORT
        and body.linked <= _LINKED_SHARE * max(1, body.weight)
    )


def _without_text(
    found: Blocks, metadata: Metadata, text: ArticleText, stated: bool, length: int
) -> str:
    """Why a page without paragraphs is none, or ``""`` for a notice or a series of pictures."""
    if metadata.types & _VIDEO_TYPES:
        return VIDEO
    if (
        stated
        and not found.videos
        and length >= _SHORTEST
        and (metadata.article or len(text.captions) > 1)
    ):
        return ""
    if _linked_titles(found) > _MANY_TEASERS and not stated:
        return LIST
    return VIDEO if found.videos else NO_TEXT
