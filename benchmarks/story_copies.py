"""Copies of articles as papers make them of one another's, by a fixed seed.

Each edit takes an article, another one to borrow words from, and a source of chance; it gives the
article as the other paper would print it, under another id.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsearch.analysis.folding import fold
from newsearch.article import Article

Edit = Callable[[Article, Article, random.Random], Article]

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_NAMES = ("Nguyễn Thị Hạnh", "Trần Quốc Bảo", "Lê Minh Đức", "Phạm Thu Thuỷ", "Hoàng Gia Khánh")
_AGENCIES = ("TTXVN", "Theo TTXVN", "Theo Vietnam+", "tổng hợp", "CTV")
FOOTER = (
    "Bản tin này do ban biên tập tổng hợp từ nguồn của các hãng thông tấn và cộng tác viên ở các "
    "tỉnh thành. Mọi ý kiến đóng góp xin gửi về toà soạn theo đường dây nóng hoặc hộp thư điện tử "
    "của báo. Nghiêm cấm sao chép dưới mọi hình thức nếu không có sự đồng ý bằng văn bản của toà "
    "soạn. Bạn đọc có thể theo dõi thêm tin tức mới nhất trên ứng dụng của chúng tôi."
)


def cut_paragraph(article: Article, _: Article, chance: random.Random) -> Article:
    """One paragraph less; of a body that is one paragraph, a sixth of its sentences less."""
    paragraphs = article.body.split("\n")
    if len(paragraphs) > 1:
        del paragraphs[chance.randrange(len(paragraphs))]
        return replace(article, body="\n".join(paragraphs))
    sentences = _SENTENCE_END.split(article.body)
    gone = max(1, len(sentences) // 6)
    start = chance.randrange(max(1, len(sentences) - gone))
    return replace(article, body=" ".join(sentences[:start] + sentences[start + gone :]))


def change_lead(article: Article, other: Article, chance: random.Random) -> Article:
    """No lead, another article's, or half of its words exchanged."""
    way = chance.randrange(3)
    if way == 0:
        return replace(article, summary="")
    if way == 1:
        return replace(article, summary=other.summary)
    return replace(article, summary=exchanged(article.summary, other.body, 0.5, chance))


def change_beginning(article: Article, other: Article, _: random.Random) -> Article:
    """No lead, and another article's lead for the first paragraph: where leads are in the body."""
    rest = article.body.partition("\n")[2]
    return replace(article, summary="", body=f"{other.summary}\n{rest or article.body}")


def add_byline(article: Article, _: Article, chance: random.Random) -> Article:
    """An author, and a line in the text that names the writer and the agency."""
    name, agency = chance.choice(_NAMES), chance.choice(_AGENCIES)
    body = f"{article.body}\n{name} ({agency})"
    if chance.random() < 0.5:
        body = f"Hà Nội ({agency}) - {body}"
    return replace(article, body=body, author=name)


def all_three(article: Article, other: Article, chance: random.Random) -> Article:
    """A paragraph cut, the lead changed and a byline added."""
    for edit in (cut_paragraph, change_lead, add_byline):
        article = edit(article, other, chance)
    return article


def all_in_body(article: Article, other: Article, chance: random.Random) -> Article:
    """All three, the lead changed in the body."""
    for edit in (cut_paragraph, change_beginning, add_byline):
        article = edit(article, other, chance)
    return article


def move_lead(article: Article, other: Article, chance: random.Random) -> Article:
    """The lead as first paragraph of the body; a paragraph cut, and a byline added."""
    article = cut_paragraph(article, other, chance)
    moved = replace(article, summary="", body=f"{article.summary}\n{article.body}")
    return add_byline(moved, other, chance)


def change_title(article: Article, other: Article, _: random.Random) -> Article:
    """Another article's title."""
    return replace(article, title=other.title)


def reword(article: Article, other: Article, chance: random.Random) -> Article:
    """One word of ten exchanged, in lead and body."""
    return replace(
        article,
        summary=exchanged(article.summary, other.body, 0.1, chance),
        body=exchanged(article.body, other.body, 0.1, chance),
    )


def cut_short(article: Article, _: Article, __: random.Random) -> Article:
    """The first 60 % of the body's words."""
    words = article.body.split(" ")
    return replace(article, body=" ".join(words[: int(0.6 * len(words))]))


def lose_accents(article: Article, _: Article, __: random.Random) -> Article:
    """All three texts without accents."""
    return replace(
        article, title=fold(article.title), summary=fold(article.summary), body=fold(article.body)
    )


EDITS: Mapping[str, Edit] = {
    "a paragraph cut": cut_paragraph,
    "another lead": change_lead,
    "a byline added": add_byline,
    "all three": all_three,
    "all three, lead in body": all_in_body,
    "lead moved, cut, byline": move_lead,
    "another title": change_title,
    "10 % reworded": reword,
    "cut to 60 %": cut_short,
    "without accents": lose_accents,
}


def edited(articles: Sequence[Article], name: str) -> Iterator[Article]:
    """A copy of each article by the edit of this name; ids end in ``~``."""
    for number, article in enumerate(articles):
        chance = random.Random(f"{name}/{article.id}")
        other = articles[(number + 1 + chance.randrange(len(articles) - 1)) % len(articles)]
        yield replace(EDITS[name](article, other, chance), id=f"{article.id}~", url="")


def with_footer(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles, each with the same long footer; ids end in ``~``."""
    for article in articles:
        yield replace(article, body=f"{article.body}\n{FOOTER}", id=f"{article.id}~", url="")


def exchanged(text: str, donor: str, share: float, chance: random.Random) -> str:
    """The text with a share of its words exchanged for words of another."""
    words, others = text.split(" "), donor.split() or [""]
    for place in range(len(words)):
        if "\n" not in words[place] and chance.random() < share:
            words[place] = chance.choice(others)
    return " ".join(words)
