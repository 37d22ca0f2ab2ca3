"""Records that say of themselves that they are no published article: drafts, menus, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATES = ("post_status", "status", "trang_thai")
_DRAFTS = frozenset({"draft", "trash", "auto-draft", "bản nháp", "nháp"})
_KINDS = ("post_type", "type")
# What WordPress keeps in one table with its articles.
_OTHER_KINDS = frozenset(
    {
        "attachment", "revision", "nav_menu_item", "custom_css", "customize_changeset",
        "oembed_cache", "user_request", "wp_block", "wp_template", "wp_template_part",
        "wp_global_styles", "wp_navigation", "acf-field", "acf-field-group",
    }
)  # fmt: skip


def why_unpublished(record: Mapping[str, Any]) -> str:
    """Why a record is none of a published article; empty for all others.

    >>> why_unpublished({"post_title": "Tin", "post_status": "draft"})
    "passed over: its post_status is 'draft'"
    """
    for names, words in ((_STATES, _DRAFTS), (_KINDS, _OTHER_KINDS)):
        for name in names:
            value = record.get(name)
            if isinstance(value, str) and value in words:
                return f"passed over: its {name} is {value!r}"
    return ""
