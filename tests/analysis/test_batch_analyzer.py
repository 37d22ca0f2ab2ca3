"""Many articles at once give the terms that each text gives alone."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.analysis.analyzer import compound_words, neighbour_pairs
from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.tokens import tokenize
from newsearch.article import Article
from newsearch.query import COUNTED_FIELDS, POSITIONAL_FIELDS
from newsearch.readers import ReadArticle, list_files, read_file

SENTENCES = [
    "Chiều 7/1, Hội Liên hiệp phụ nữ (LHPN) quận Lê Chân tổ chức hội nghị.",
    "TP.HCM: mưa lớn ==> ngập 0,5 m... >> xem thêm tại https://vidu.vn/a_b?c=1",
    "Ông Nguyễn Văn A. nói: “Chúng tôi cần 1.800 giỏ hoa”.",
    "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHOÁ XV",
    "H’Hen Niê, K'Ho và R'Lấp; e-mail a.b@vidu.com.vn, U23, 255m²",
    "uỷ ban – hoà bình, kĩ thuật ... (tiếp theo)\nvà nhiều nữa",
    "Nhiệm kỳ 2021-2026\n\n45/99\tlúc 7h30",
    "xã hội chủ nghĩa, vô tuyến truyền hình",
    "\n…\n",
    "",
]
VIETNAMESE = st.text(
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạấệốừựýÁĐHÂ .,:;!?-–…()“”'’0123456789\n\t/@_=>"
)
TEXTS = st.lists(st.sampled_from(SENTENCES) | VIETNAMESE | st.text(), max_size=4).map("\n".join)
ARTICLES = st.builds(
    Article,
    title=TEXTS,
    summary=TEXTS,
    body=TEXTS,
    captions=st.lists(TEXTS, max_size=3).map(tuple),
    author=TEXTS,
)

Places = dict[str, list[int]]


@pytest.fixture(scope="module")
def analyzer() -> BatchAnalyzer:
    return BatchAnalyzer(compile_segmenter())


def expected_places(article: Article, field: str) -> tuple[Places, int]:
    """The terms and positions of a field, and its length, from `tokenize`."""
    texts = article.captions if field == "captions" else (getattr(article, field),)
    places: Places = {}
    first = length = 0
    for text in texts:
        parts = 0
        for token in tokenize(text):
            places.setdefault(token.term, []).append(first + token.position)
            parts += token.width == 1
        length += parts
        first += parts + 10
    return {term: sorted(found) for term, found in places.items()}, length


def expected_counts(article: Article, field: str) -> Counter[str]:
    """The pairs or words of titles or texts, from `neighbour_pairs` or `compound_words`."""
    kind, counted = field.split("_")
    texts: tuple[str, ...] = (article.title,)
    if kind == "text":
        texts = (article.summary, article.body, *article.captions)
    if counted == "pairs":
        return Counter(pair for text in texts for pair in neighbour_pairs(tokenize(text)))
    return Counter(word for text in texts for word in compound_words(text, compile_segmenter()))


def found_places(batch: TermBatch, document: int, field: str) -> Places:
    places = batch.places[field]
    found: Places = {}
    for row in (places.documents == document).nonzero()[0]:
        term = batch.vocabulary.terms[places.terms[row]]
        found.setdefault(term, []).append(int(places.positions[row]))
    return found


def found_counts(batch: TermBatch, document: int, field: str) -> Counter[str]:
    terms = batch.vocabulary.terms
    if field in batch.words:
        words = batch.words[field]
        return Counter(terms[term] for term in words.terms[words.documents == document])
    pairs = batch.pairs[field]
    chosen = pairs.documents == document
    rows = zip(pairs.firsts[chosen], pairs.seconds[chosen], strict=True)
    return Counter(f"{terms[first]} {terms[second]}" for first, second in rows)


def check(batch: TermBatch, articles: list[Article]) -> None:
    assert batch.articles == tuple(articles)
    assert set(batch.lengths) == {*POSITIONAL_FIELDS, *COUNTED_FIELDS}
    for document, article in enumerate(articles):
        for field in POSITIONAL_FIELDS:
            places, length = expected_places(article, field)
            assert found_places(batch, document, field) == places
            assert batch.lengths[field][document] == length
        for field in COUNTED_FIELDS:
            counts = expected_counts(article, field)
            assert found_counts(batch, document, field) == counts
            assert batch.lengths[field][document] == counts.total()
    for found in batch.places.values():
        order = list(zip(found.documents.tolist(), found.positions.tolist(), strict=True))
        assert order == sorted(order)
    counted = [pairs.documents for pairs in batch.pairs.values()]
    counted += [words.documents for words in batch.words.values()]
    for documents in counted:
        assert documents.tolist() == sorted(documents.tolist())


@settings(deadline=None)
@given(articles=st.lists(ARTICLES, max_size=4))
def test_a_batch_gives_what_each_text_gives(
    analyzer: BatchAnalyzer, articles: list[Article]
) -> None:
    check(analyzer.analyze(articles), articles)


def test_the_sample_corpus_in_one_batch_and_one_by_one(
    analyzer: BatchAnalyzer, corpus: Path
) -> None:
    articles = [
        found.article
        for file in list_files([corpus])[0]
        for found in read_file(file)
        if isinstance(found, ReadArticle)
    ]
    check(analyzer.analyze(articles), articles)
    for article in articles[:10]:
        check(analyzer.analyze([article]), [article])


@pytest.mark.parametrize(
    "articles",
    [
        [],
        [Article(id="trống")],
        [Article(id="dấu", title="…", body="!?\n--\n“”")],
        [Article(id="ảnh", captions=("Cầu mới", "…", "Cầu cũ")), Article(id="trống")],
        [Article(author="Lê An"), Article(id="trống"), Article(title="Mưa lũ")],
        [Article(title="TP.HCM", body="TP.HCM, TPHCM, HCM và TP.HCM.HCM")],
    ],
)
def test_little_or_nothing_to_analyse(analyzer: BatchAnalyzer, articles: list[Article]) -> None:
    check(analyzer.analyze(articles), articles)


def test_pairs_do_not_reach_over_the_end_of_a_clause(analyzer: BatchAnalyzer) -> None:
    batch = analyzer.analyze(
        [Article(title="Bầu cử. Quốc hội", body="Mưa lớn, gió mạnh\nLũ về", captions=("Hải", "An"))]
    )
    assert set(found_counts(batch, 0, "title_pairs")) == {"bầu cử", "quốc hội"}
    assert set(found_counts(batch, 0, "text_pairs")) == {"mưa lớn", "gió mạnh", "lũ về"}


def test_words_of_several_syllables_are_terms(analyzer: BatchAnalyzer) -> None:
    batch = analyzer.analyze(
        [Article(title="Bầu cử quốc hội", body="Phụ nữ quận Lê Chân và phụ nữ thành phố")]
    )
    assert found_counts(batch, 0, "title_words") == {"bầu_cử": 1, "quốc_hội": 1}
    assert found_counts(batch, 0, "text_words") == {"phụ_nữ": 2, "lê_chân": 1, "thành_phố": 1}


def test_captions_are_apart(analyzer: BatchAnalyzer) -> None:
    batch = analyzer.analyze([Article(body="x", captions=("Cầu mới.", "Cầu cũ"))])
    first, second = found_places(batch, 0, "captions")["cầu"]
    assert second - first > 2
    assert batch.lengths["captions"].tolist() == [4]


def test_the_vocabulary_is_kept_until_a_reset() -> None:
    analyzer = BatchAnalyzer(compile_segmenter())
    article = Article(title="Mưa lũ miền Trung")
    first, second = analyzer.analyze([article]), analyzer.analyze([article])
    assert second.vocabulary is first.vocabulary
    assert second.places["title"].terms.tolist() == first.places["title"].terms.tolist()
    analyzer.reset()
    third = analyzer.analyze([Article(title="Lũ rút"), article])
    assert third.vocabulary is not first.vocabulary
    check(third, list(third.articles))
    check(first, [article])


def test_a_reset_is_due_when_many_words_have_been_met() -> None:
    analyzer = BatchAnalyzer(compile_segmenter())
    analyzer.analyze([Article(body="1 2 3")])
    assert not analyzer.reset_due
    analyzer.analyze([Article(body=" ".join(map(str, range(300_000))))])
    assert analyzer.reset_due
    analyzer.reset()
    assert not analyzer.reset_due


def test_one_endless_word_makes_a_reset_due() -> None:
    analyzer = BatchAnalyzer(compile_segmenter())
    analyzer.analyze([Article(id="dài", body="a" * 10_000_001)])
    assert analyzer.reset_due


def test_analysing_a_query_needs_no_numpy() -> None:
    script = (
        "import sys\n"
        "import newsearch.analysis.analyzer, newsearch.analysis.segmenter\n"
        "assert 'numpy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-X", "utf8", "-c", script], check=True)
