"""The compiled segmentation gives pyvi's words."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyvi import ViTokenizer

from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import clean_text
from newsearch.errors import IndexDamaged
from newsearch.readers import ReadArticle, read_corpus

SENTENCES = [
    "Chiều 7/1, Hội Liên hiệp phụ nữ (LHPN) quận Lê Chân tổ chức hội nghị.",
    "TP.HCM: mưa lớn ==> ngập 0,5 m... >> xem thêm tại https://vidu.vn/a_b?c=1",
    "Ông Nguyễn Văn A. nói: “Chúng tôi cần 1.800 giỏ hoa”.",
    "BẦU CỬ ĐẠI BIỂU QUỐC HỘI KHOÁ XV",
    "Email a.b@vidu.com.vn, Mr. Smith, ThS. Hoà",
    "một\nhai\n\nba   bốn\tnăm",
    "",
    "   ",
    ".",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_words_are_those_of_pyvi(text: str) -> None:
    assert compile_segmenter().tokenize(text) == ViTokenizer.tokenize(text)


def test_words_are_those_of_pyvi_on_the_sample_corpus(corpus: Path) -> None:
    segmenter = compile_segmenter()
    compared = 0
    for found in read_corpus([corpus]):
        if isinstance(found, ReadArticle):
            article = found.article
            text = "\n".join((article.title, article.summary, article.body, *article.captions))
            assert segmenter.tokenize(text) == ViTokenizer.tokenize(text), article.id
            compared += 1
    assert compared >= 40


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*" ".join(SENTENCES).split(), "\n", "_", "->", "ǅ"])))
@example(["Lê", "Hội", "Hội", "Hội", "Hội"])
def test_words_are_those_of_pyvi_in_any_order(words: list[str]) -> None:
    segmenter, text = compile_segmenter(), " ".join(words)
    ours, theirs = segmenter.tokenize(text), ViTokenizer.tokenize(text)
    # Where a word is repeated two ways may be equally good, and pyvi's rounding chooses.
    assert ours == theirs or model_score(segmenter, text, ours) == pytest.approx(
        model_score(segmenter, text, theirs), abs=1e-9
    )


def model_score(segmenter: Segmenter, text: str, tokenized: str) -> float:
    """What the model gives a way to cut a text into words: its score without the logarithm."""
    syllables = [
        segmenter.syllable(syllable)
        for word in segmenter.words(text)
        for syllable in word.syllables
    ]
    labels = [False]
    place = 0
    for syllable in syllables[:-1]:
        place += len(syllable.text)
        labels.append(tokenized[place] == "_")
        place += 1
    score = sum(
        one for one, label in zip(segmenter._scores(syllables), labels, strict=True) if label
    )
    for before, here in pairwise(labels):
        score += segmenter.transitions[2 * before + here]
    return score


@settings(deadline=None)
@given(st.text(max_size=80))
def test_words_are_those_of_pyvi_on_any_text(text: str) -> None:
    text = clean_text(text)
    assert compile_segmenter().tokenize(text) == ViTokenizer.tokenize(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*" ".join(SENTENCES).split(), "\n"])) | st.lists(st.text()))
def test_compounds_are_the_words_of_several_syllables(words: list[str]) -> None:
    segmenter, text = compile_segmenter(), clean_text(" ".join(words))
    expected = [word.syllables for word in segmenter.words(text) if len(word.syllables) > 1]
    assert segmenter.compounds(text) == expected


def test_offsets_of_words() -> None:
    text = "Hội Liên hiệp  phụ nữ họp"
    words = list(compile_segmenter().words(text))
    assert [text[word.start : word.end] for word in words] == ["Hội", "Liên hiệp", "phụ nữ", "họp"]


def test_the_file_gives_the_same_segmenter(tmp_path: Path) -> None:
    segmenter = compile_segmenter()
    path = tmp_path / "segmenter.json"
    path.write_bytes(segmenter.to_bytes())
    read = Segmenter.load(path)
    assert read.digest() == segmenter.digest()
    assert read.tokenize(SENTENCES[0]) == segmenter.tokenize(SENTENCES[0])
    path.write_bytes(segmenter.to_bytes()[:1000])
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        Segmenter.load(path)


def test_reading_the_compiled_form_needs_no_pyvi(tmp_path: Path) -> None:
    path = tmp_path / "segmenter.json"
    path.write_bytes(compile_segmenter().to_bytes())
    script = (
        "import sys; from pathlib import Path\n"
        "from newsearch.analysis.segmenter import Segmenter\n"
        f"print(Segmenter.load(Path({str(path)!r})).tokenize('hội phụ nữ'))\n"
        "assert not {'pyvi', 'sklearn', 'pycrfsuite'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "hội phụ_nữ"
