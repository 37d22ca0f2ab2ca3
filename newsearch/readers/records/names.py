"""What the fields of records are called, and which field of an article that is."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "id": (
        "id", "_id", "article_id", "post_id", "news_id", "doc_id", "document_id", "item_id",
        "guid", "uuid", "ma_bai", "ma_bai_viet", "ma_tin", "id_bai_viet",
    ),
    "title": (
        "title", "headline", "tieu_de", "article_title", "news_title", "post_title", "ten_bai",
        "tieu_de_bai_viet", "ten_bai_viet", "tit", "tua_de", "tua", "heading", "h1", "og_title",
        "title_page", "page_title", "meta_title", "subject", "title_rss", "ten_tin", "ten_bai_bao",
        "tieu_de_bai_bao",
    ),
    "summary": (
        "summary", "sapo", "lead", "description", "abstract", "excerpt", "mo_ta", "tom_tat",
        "teaser", "standfirst", "dek", "intro", "mo_dau", "gioi_thieu", "trich_dan", "short_text",
        "lead_text", "noi_dung_tom_tat", "short_description", "meta_description", "og_description",
        "alternative_headline", "tom_tat_noi_dung", "mo_ta_ngan",
    ),
    "body": (
        "body", "content", "noi_dung", "article_body", "maintext", "full_text", "body_text",
        "content_text", "plain_text", "text", "noi_dung_bai_viet", "noi_dung_chi_tiet", "chi_tiet",
        "bai_viet", "van_ban", "paragraphs", "content_markdown", "markdown", "body_markdown", "md",
        "content_md", "content_html", "body_html", "article_html", "html_content",
        "content_encoded", "content_rendered", "raw_text", "page_text", "document", "doc_text",
        "raw_content", "html", "raw_html", "story", "than_bai", "toan_van",
        "blocks", "body_blocks", "content_blocks", "content_elements", "noi_dung_day_du",
        "toan_bo_noi_dung", "noi_dung_bai_bao", "noi_dung_van_ban",
    ),
    "captions": (
        "captions", "caption", "image_captions", "photo_captions", "image_caption", "chu_thich",
        "chu_thich_anh", "images", "image", "photos", "media", "anh", "hinh_anh",
    ),
    "author": (
        "author", "authors", "tac_gia", "byline", "creator", "dc_creator", "writer", "journalist",
        "reporter", "nguoi_viet", "but_danh", "phong_vien", "author_name", "author_names",
        "ten_tac_gia", "article_author",
    ),
    "source": (
        "source", "nguon", "domain", "source_domain", "site", "publisher", "sitename", "site_name",
        "newspaper", "source_name", "hostname", "host", "website", "provider", "outlet", "bao",
        "ten_bao", "toa_soan", "trang_bao", "trang_web", "nguon_tin", "nguon_bao", "publication",
        "source_hostname", "media_name", "url_page_crawl", "og_site_name",
    ),
    "url": (
        "url", "link", "href", "permalink", "canonical_url", "canonical_link", "canonical",
        "article_url", "news_url", "post_url", "source_url", "original_url", "web_url", "page_url",
        "uri", "loc", "duong_dan", "lien_ket", "link_goc", "url_goc", "link_bai_viet", "url_bai",
        "dia_chi_web", "article_link", "main_entity_of_page", "share_url", "og_url",
        "external_url",
    ),
    "published": (
        "published", "published_at", "publish_date", "date_published", "published_date",
        "date_publish", "publication_date", "pub_date", "publish_time", "published_time",
        "published_on", "article_published_time", "time_create_post_origin", "ngay_dang",
        "ngay_dang_tin", "ngay_dang_bai", "ngay_xuat_ban", "thoi_gian_dang", "thoi_gian_xuat_ban",
        "ngay_gio_dang", "ngay_phat_hanh", "posted_at", "post_date", "date_posted",
        "posted_date", "posted_on", "release_date", "display_date", "first_published", "pubdate",
        "date", "datetime", "date_time", "ngay", "ngay_thang", "thoi_gian", "ngay_gio", "time",
        "gio_dang", "article_date", "news_date", "issued", "dc_date", "dcterms_created",
        "len_trang", "ngay_len_trang", "thoi_gian_len_trang", "gio_len_trang", "ngay_xb",
        "ngay_gio_xb", "thoi_gian_xb", "ngay_dang_tai", "thoi_diem_dang", "ngay_cong_bo",
        "ngay_bao",
        "created_at", "created", "created_time", "create_date", "create_time", "created_date",
        "date_created", "ngay_tao", "ngay_viet", "timestamp", "ts",
    ),
    "topics": (
        "topics", "topic", "category", "categories", "category_name", "chuyen_muc", "section",
        "article_section", "the_loai", "danh_muc", "muc", "linh_vuc", "tags", "tag", "keywords",
        "keyword", "tu_khoa", "chu_de", "news_keywords", "meta_keywords", "ten_chuyen_muc",
        "chuyen_trang", "kenh",
    ),
    "language": ("language", "lang", "ngon_ngu", "in_language"),
    "related": (
        "related", "related_articles", "related_news", "tin_lien_quan", "lien_quan",
        "bai_lien_quan",
    ),
    "origin": ("origin", "agency", "news_agency", "hang_tin", "thong_tan", "nguon_goc"),
}  # fmt: skip
"""The names that a field goes by in records, any case, accents, hyphens and spaces apart.

The first one present and not empty counts, but of topics all. A day on which something was
crawled or changed
is not among them: it is never an article's date.
"""

# Names that people, files and sections have, too: a title only beside a body.
_WEAK = frozenset({"ten"})
_WEAK_RANK = 2000
# Words around a name that change nothing: `post_title_raw` is a title.
_NOISE_WORDS = (
    "article news post item page bai viet tin meta og vi vn raw clean cleaned full main str "
    "string original origin value field data txt dc"
)
_NOISE = frozenset(_NOISE_WORDS.split())
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST = 60
_ENVELOPE_NAMES = (
    "meta metadata feed channel site siteinfo page pageinfo pagination paging status request query "
    "header headers seo config settings publisher"
)
_ENVELOPE = frozenset(_ENVELOPE_NAMES.split())
_MARKDOWN = frozenset({"contentmarkdown", "markdown", "bodymarkdown", "md", "contentmd"})
_PAGES = frozenset({"rawtext", "pagetext", "rawhtml", "html"})


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


_RANKS = {
    _squeezed(name): (field, rank)
    for field, names in reversed(list(SYNONYMS.items()))
    for rank, name in enumerate(names)
}
_NOISE_RANK = 1000
# What belongs to an article but is none: lists in them are not searched for records.
_NOT_ARTICLES = (
    "comment", "binhluan", "reply", "replies", "react", "related", "lienquan", "image", "photo",
    "hinhanh", "media", "video", "author", "tacgia", "tag", "keyword", "categor", "link",
    "breadcrumb", "menu", "advert", "ads", "suggest", "thumbnail", "attachment", "user", "entities",
)  # fmt: skip


_OTHER_TABLE = re.compile(
    r"(?:comment|binhluan|phanhoi|reply|replies|feedback|user|nguoidung|thanhvien|docgia|author"
    r"|tacgia|tag|tukhoa|term|categor(?:y|ies)|chuyenmuc|danhmuc|option|setting|cauhinh|session"
    r"|menu|quangcao|banner|attachment)s?$"
)


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A field's name without case, accents, spaces and marks.

    >>> plain_name("Tiêu đề"), plain_name("tieu_de"), plain_name("tieuDe")
    ('tieude', 'tieude', 'tieude')
    """
    return _squeezed(_unaccented(name))


def _unaccented(name: str) -> str:
    """Letters without accents; a name far too long is none that is known."""
    if len(name) > _LONGEST:
        return ""
    split = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return "".join(character for character in split if not unicodedata.combining(character))


@lru_cache(maxsize=4096)
def field_of(name: str) -> tuple[str, int] | None:
    """The field of an article that a name stands for and its rank there, or None.

    >>> field_of("headline")
    ('title', 1)
    """
    plain = plain_name(name)
    if plain in _RANKS:
        return _RANKS[plain]
    if plain in _WEAK:
        return "title", _WEAK_RANK
    words = [word.lower() for word in _WORD.findall(_unaccented(name))]
    rest = "".join(word for word in words if word not in _NOISE)
    if rest == plain or rest not in _RANKS:
        return None
    field, rank = _RANKS[rest]
    return (field, rank + _NOISE_RANK) if field != "id" else None


@lru_cache(maxsize=512)
def names_by_field(
    names: tuple[str, ...], field_map: tuple[tuple[str, str], ...] = ()
) -> Mapping[str, tuple[str, ...]]:
    """For the fields of an article the names of a record that may hold them, best first.

    ``field_map`` pairs a field of an article with a name, which then comes first there and
    is used for nothing else. It may lead inwards: ``meta.title``.
    """
    mapped = {field: name_among(name, names) or name for field, name in field_map}
    taken = set(mapped.values())
    ranked: dict[str, list[tuple[int, str]]] = {}
    for name in names:
        found = field_of(name)
        if found and name not in taken:
            ranked.setdefault(found[0], []).append((found[1], name))
    if "body" not in ranked and "body" not in mapped and "title" in ranked:
        strong = [candidate for candidate in ranked.pop("title") if candidate[0] < _WEAK_RANK]
        ranked |= {"title": strong} if strong else {}
    result = {
        field: tuple(name for _, name in sorted(candidates)) for field, candidates in ranked.items()
    }
    for field, name in mapped.items():
        result[field] = (name, *result.get(field, ()))
    return result


def name_among(name: str, names: Sequence[str]) -> str:
    """The one of some names that a user means by a name, or nothing where it is none of them."""
    if name in names:
        return name
    plain = plain_name(name)
    return next((other for other in names if plain and plain_name(other) == plain), "")


@lru_cache(maxsize=4096)
def is_markdown_name(name: str) -> bool:
    """Whether a name says that its text is markdown."""
    return plain_name(name) in _MARKDOWN


@lru_cache(maxsize=4096)
def is_page_name(name: str) -> bool:
    """Whether a name says that its text is that of a whole page."""
    return plain_name(name) in _PAGES


@lru_cache(maxsize=4096)
def is_envelope_name(name: str) -> bool:
    """Whether a name is that of what an answer says of itself: pages, a feed's title, status."""
    return plain_name(name) in _ENVELOPE


@lru_cache(maxsize=4096)
def is_other_table(name: str) -> bool:
    """Whether a table's name says that it holds comments, people or sections, not articles."""
    return _OTHER_TABLE.search(plain_name(name)) is not None


@lru_cache(maxsize=4096)
def belongs_to_an_article(name: str) -> bool:
    """Whether a name is that of something beside an article's text: comments, links, pictures."""
    plain = plain_name(name)
    return any(part in plain for part in _NOT_ARTICLES)
