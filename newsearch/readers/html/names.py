"""What the parts of a page are called in its markup: names of classes, as data.

Names were met on Vietnamese papers and in the systems that they are made with; none is bound
to one paper. They are compared in lower case with ``-`` for ``_``.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Role(Enum):
    """What a part of a page is there for."""

    TEXT = "text"
    TITLE = "title"
    SUMMARY = "summary"
    AUTHOR = "author"
    DATE = "date"
    SOURCE = "source"
    CAPTION = "caption"
    TOPICS = "topics"
    RELATED = "related"
    CLUTTER = "clutter"


BODY_NAMES = frozenset(
    """
    afcbc-body art-body article--body article--content article-body article-body-content
    article-content article-detail-content article-text articlebody articlecontent b-maincontent
    baiviet-noidung body-content bodytext box-content-detail cate-24h-foot-arti-deta-content-main
    chi-tiet-noi-dung cms-body contain-content content-article content-body content-detail
    content-detail-body content-detail-news content-news content-post content-text contentdetail
    contentnews detail--content detail-cmain detail-content detail-content-body
    detail-content-wrap detail-news-content detail-text detailcontent details--content
    details-content divnewscontent divnewsdetails dt-news--content e-magazine--body editor-content
    edittor-content entry-content fck fck-detail field-name-body journal-content-article
    knc-content longform-content mag-content main-content-detail main-detail-body maincontent
    nd-detail news-body news-content news-content-detail news-detail-content newscontent
    newsdetail newsdetail-content noi-dung noi-dung-bai-viet noidung noidungchitiet noidungtin
    pbody post--content post-body post-content post-detail-content post-entry postcontent
    sidebar-content-detail single-content single-post-content singular-content story-body
    story-content td-post-content text-content the-article-body the-content theme-content
    ttl-content zce-content-body
    """.split()  # noqa: SIM905
)
"""Names of the element that holds an article's text."""

_ARTICLE_BODY = "articlebody"  # itemprop="articleBody"

_TITLES = re.compile(
    r"(?:^|-)(?:title-(?:detail|page|post|article)|(?:detail|article|post|entry|cms|news|single|knc"
    r"|content-detail|details)-+(?:title|headline)|ptitle|headline"
    r"|tieu-?de(?:-?(?:tin|bai|bai-?viet|chi-?tiet))?)$"
)
_SUMMARIES = re.compile(
    r"sapo|chapeau|standfirst|(?:^|-)(?:article|post|news|detail|details|single|entry|cms|story)-+"
    r"(?:summary|lead|desc|description|intro|excerpt)$"
    r"|^(?:summary|lead|description|txt-head|phead|abstract|intro|introtext|intro-text|dek|excerpt"
    r"|tomtat|tom-tat|mota|mo-ta|trichyeu|trich-yeu|trichdan|main-intro|news-lead|short-intro"
    r"|quick-summary|bold-text-lead)$"
)
_AUTHORS = re.compile(
    r"(?:^|-)(?:p?authors?(?:-?(?:names?|info|mail|meta|make|link|title|wrap|detail))?|tac-?gia"
    r"|by-?line|reporter|writer|penname|but-?danh|nguoi-?(?:viet|dang)|created-?by|art-author|author-by)$"
)
_DATES = re.compile(
    r"(?:^|-)(?:p?date|time|date-?time|publish-?(?:ed)?(?:-?(?:date|time|on|at))?|pub-?date"
    r"|post-?(?:time|date|meta-date)|posted-on|ngay(?:-?(?:dang|thang|gio|gui|viet|xuat-?ban|cap-?nhat))?|thoi-?gian(?:-?dang)?|time-?stamp"
    r"|cms-date|news-?(?:date|time)|entry-date|submitted|date-header|created?(?:-?(?:date|time))?|article-publish)$"
)
_CLOCKS = re.compile(
    r"^now$|(?:^|-)(?:clock|today|current-?(?:date|time)|date-?now|(?:live|server|local|system|top"
    r"|menu|nav)-?(?:date|time))(?:-|$)"
    # The date in the head of the site, not in that of the article.
    r"|(?:^|(?<!article)(?<!post)(?<!detail)(?<!news)(?<!form)(?<!story)(?<!entry)(?<!content)"
    r"(?<!single)(?<!magazine)-)head(?:er)?-?(?:date|time)(?:-|$)"
)
_SOURCES = re.compile(
    r"(?:^|-)(?:nguon(?:-?tin)?|(?:link-|news-|detail-|article-|post-|pub-|kbwcm-|knc-)source(?:-name)?"
    r"|source-?(?:name|news|link)|bottom-info|original-source)$|^p?source$"
)
_CAPTIONS = re.compile(
    r"caption|chu-?thich|(?:^|-)(?:legend|ck-legend|img-?desc|image-?(?:desc|note|title)"
    r"|photo-?(?:desc|note|title)|note-?(?:image|img)|desc-?(?:img|photo))$"
)
_TOPICS = re.compile(
    r"(?:^|-)(?:tags?(?:-?(?:list|wrap|box|item|cloud|links|news|detail|cotnent|content|name))?"
    r"|(?:list|box|detail|article|post|news|content|block|the-article)-+(?:tags?|keywords?|key)"
    r"|key-?words?|tu-?khoa|hash-?tags?)$"
)
_RELATED = re.compile(
    r"relate|relation|lien-?quan|(?:^|-)(?:tin|bai)-?(?:khac|moi|hot|cung)|cung-?chuyen-?muc"
    r"|other-?news|more-?news|news-?other|read-?(?:more|also|next)|xem-?them|doc-?(?:them|nhieu)"
    r"|xem-?nhieu|recommend|suggest|same-?(?:category|cate|zone|topic)|kbwscw|most-?(?:view|read)"
    r"|(?:^|-)(?:hot|latest|newest|list|box)-?(?:news|tin)(?:-|$)|inner-?article|insert-neww"
    r"|articles-edit|box-?(?:category|cate|zone|stream)|next-news|tindnd|news-?in-?content"
    r"|insert-wiki|template-noneditable|(?:^|-)(?:see|view)-(?:also|more)(?:-|$)|you-may|trending|(?:^|-)dong-su-kien|topic-news"
    r"|event-box|timeline-news|multi-?news|story-list|post-list|articles?-list|list-articles?"
)
_CLUTTER = re.compile(
    r"(?:^|-)(?:comments?|cmt|comment-(?:list|box|form|area)|binh-?luan|y-?kien|shares?|sharing"
    r"|social|socials?-\w+|sns|like|breadcrumbs?|bread-crumb|crumbs?|nav|navbar|navigation|menu"
    r"|footer|sidebar|side-bar|banner|ads?|advs?|advert\w*|adsense|quang-?cao|qc|sponsor\w*|popup"
    r"|modal|tool-?bar|newsletter|subscri\w+|login|sign-?in|register|search|rating|rate|vote|poll"
    r"|cookies?|gdpr|paging|pagination|pager|copyright|audio|tts|podcast-player|emoji|reactions?"
    r"|google-news|weather|hotline|toast|tooltip|dropdown(?:-menu)?|font-?size"
    r"|back-?top|go-?top|scroll-?top|gift|donate|tang-?sao|captcha|recaptcha|btns?|buttons?|topbar"
    r"|cate-?name|category-?name|skip-link|screen-reader-text|sr-only|visually-hidden"
    r"|views?-?count|luot-?xem)(?:-|$)|^widget(?:-|$)"
    r"|^(?:print|zoom)(?:-?(?:btn|button|link|page|icon))?$"
)
_NEVER_CLUTTER = frozenset(("body", "html", "h1", "main"))
_PATTERNS = (
    (Role.CAPTION, _CAPTIONS),
    (Role.TITLE, _TITLES),
    (Role.SUMMARY, _SUMMARIES),
    (Role.RELATED, _RELATED),
    (Role.TOPICS, _TOPICS),
    (Role.SOURCE, _SOURCES),
    (Role.AUTHOR, _AUTHORS),
    (Role.CLUTTER, _CLOCKS),
    (Role.DATE, _DATES),
    (Role.CLUTTER, _CLUTTER),
)
# Headings of the first level that are not the article's.
_OTHER_HEADINGS = frozenset(("logo", "portlet-title", "site-logo", "site-name", "site-title"))
_TAGS = {
    "h1": Role.TITLE, "figcaption": Role.CAPTION, "time": Role.DATE, "nav": Role.CLUTTER,
    "aside": Role.RELATED, "footer": Role.CLUTTER, "caption": Role.CAPTION, "figure": Role.CAPTION,
    "amp-sidebar": Role.CLUTTER,
}  # fmt: skip
# What a system's own attributes say outright.
_STATED = {
    "sapo": Role.SUMMARY, "title": Role.TITLE, "author": Role.AUTHOR, "publishdate": Role.DATE,
    "headline": Role.TITLE, "datepublished": Role.DATE, "content": Role.TEXT, "body": Role.TEXT,
    "articlebody": Role.TEXT, "keywords": Role.TOPICS, "cate-name": Role.CLUTTER,
}  # fmt: skip
_LONGEST = 400
# What old systems put before the names of their parts (ctl00_ContentPlaceHolder1_lblTitle).
_PAGE_PART = re.compile(r"^(?:ctl\d+|dnn)-(?:.*-)?(?:lbl|lt|txt|div|pnl)?")


@lru_cache(maxsize=20_000)
def role_of(tag: str, names: str, stated: str = "") -> Role | None:
    """What an element is for by its tag, its classes with its id, and a stated role.

    ``stated`` is the value of ``data-role``, ``data-field``, ``itemprop`` or ``rel``. None where
    nothing tells, so that it is what the element around it is.

    >>> role_of("div", "singular-sapo col-8")
    <Role.SUMMARY: 'summary'>
    """
    if role := _STATED.get(stated.lower()):
        return role
    if is_body_name(names):
        return Role.TEXT
    role = _TAGS.get(tag)
    if tag == "h1" and not _OTHER_HEADINGS.isdisjoint(_tokens(names)):
        return Role.CLUTTER
    if role in (Role.TITLE, Role.CAPTION):
        return role
    found = _of_names(names)
    if found is Role.CLUTTER and tag in _NEVER_CLUTTER:
        return None
    if tag == "a" and found not in (Role.AUTHOR, Role.SOURCE, Role.CLUTTER):
        return None
    return found or role


def _of_names(names: str) -> Role | None:
    tokens = _tokens(names)
    for role, pattern in _PATTERNS:
        if any(pattern.search(token) for token in tokens):
            return role
    return None


def is_body_name(names: str, stated: str = "") -> bool:
    """Whether an element is called as those are that hold an article's text."""
    return stated.lower() == _ARTICLE_BODY or not BODY_NAMES.isdisjoint(_tokens(names))


@lru_cache(maxsize=20_000)
def _tokens(names: str) -> tuple[str, ...]:
    tokens = names[:_LONGEST].lower().replace("_", "-").split()
    return tuple(_PAGE_PART.sub("", token) for token in tokens)
