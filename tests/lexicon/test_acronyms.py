"""What is looked up of acronyms is what the articles explain, and what everybody knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsearch.analysis.tokens import tokenize
from newsearch.article import Article
from newsearch.errors import IndexDamaged
from newsearch.lexicon.acronyms import Acronyms, AcronymWriter, count_definitions
from newsearch.lexicon.known_acronyms import KNOWN_ACRONYMS


def write(path: Path, *texts: str, base: Path | None = None, without: tuple[str, ...] = ()) -> None:
    writer = AcronymWriter(path, base)
    writer.add(count_definitions(Article(body=text) for text in texts))
    writer.subtract(count_definitions(Article(body=text) for text in without))
    writer.close()


def learn(path: Path, *texts: str) -> Acronyms:
    write(path / "acronyms.json", *texts)
    return Acronyms(path / "acronyms.json")


def forms(acronyms: Acronyms, acronym: str) -> list[str]:
    return [" ".join(form) for form in acronyms.expansions(acronym)]


def test_two_articles_teach_an_acronym(tmp_path: Path) -> None:
    text = "Ban Quản lý chợ (BQLC) nhắc: quản lý thị trường (QLTT) kiểm tra."
    acronyms = learn(tmp_path, text, "Đội quản lý thị trường (QLTT).")
    assert forms(acronyms, "qltt") == ["quản lý thị trường"]
    assert forms(acronyms, "bqlc") == []
    assert "qltt" in [found for *_, found in acronyms.found_in(("quản", "lý", "thị", "trường"))]


def test_what_is_explained_most_comes_first_and_rare_errors_not_at_all(tmp_path: Path) -> None:
    hospital, street = "Bệnh viện đa khoa (BVĐK)", "Bệnh viên đa khoa (BVĐK)"
    nations = ["Liên hiệp quốc (LHQ)"] * 3 + ["Liên Hợp Quốc (LHQ)"] * 2
    acronyms = learn(tmp_path, *[hospital] * 30, *[street] * 2, *nations)
    assert forms(acronyms, "bvđk") == ["bệnh viện đa khoa"]
    assert forms(acronyms, "lhq") == ["liên hiệp quốc", "liên hợp quốc"]


def test_known_acronyms_come_after_learned_ones(tmp_path: Path) -> None:
    assert forms(learn(tmp_path), "dn") == ["doanh nghiệp"]
    acronyms = learn(tmp_path, *["Bảo tàng Dân tộc (DN)", "đất nông (DN)"], *["đất nền (DN)"] * 2)
    assert forms(acronyms, "dn") == ["đất nền", "doanh nghiệp"]


def test_one_article_is_enough_for_a_form_that_is_known(tmp_path: Path) -> None:
    acronyms = learn(tmp_path, "Liên hiệp quốc (LHQ)")
    assert forms(acronyms, "lhq") == ["liên hiệp quốc", "liên hợp quốc"]


def test_of_two_acronyms_the_usual_one_stands_for_a_long_form(tmp_path: Path) -> None:
    texts = ["Nghệ sĩ Ưu tú (NSUT)"] * 2 + ["Nghệ sĩ Ưu tú (NSƯT)"] * 3
    acronyms = learn(tmp_path, *texts)
    assert "nsưt" in [found for *_, found in acronyms.found_in(("nghệ", "sĩ", "ưu", "tú"))]
    assert forms(acronyms, "nsut") == ["nghệ sĩ ưu tú"]


def test_all_long_forms_of_a_row_are_found(tmp_path: Path) -> None:
    acronyms = learn(tmp_path)
    row = ["tin", "viện", "kiểm", "sát", "nhân", "dân", "thành", "phố", "hồ", "chí", "minh"]
    assert acronyms.found_in(row) == [
        (1, 6, "vksnd"),
        (1, 4, "vks"),
        (6, 11, "tphcm"),
        (6, 8, "tp"),
        (8, 11, "hcm"),
    ]
    assert acronyms.found_in(row[:3]) == []
    assert acronyms.found_in([]) == []


def test_acronyms_of_several_terms_are_looked_up_but_stand_for_nothing(tmp_path: Path) -> None:
    acronyms = learn(tmp_path)
    assert forms(acronyms, "gd đt")[0] == "giáo dục và đào tạo"
    assert "gdđt" in [found for *_, found in acronyms.found_in(("giáo", "dục", "và", "đào", "tạo"))]


def test_updates_leave_what_a_rebuild_writes(tmp_path: Path) -> None:
    old = ["Đội quản lý thị trường (QLTT).", "Khu du lịch (KDL)", "Bộ sưu tập (BST)"]
    new = ["Chi cục quản lý thị trường (QLTT).", "Khu dân cư (KDC)"]
    base, updated, rebuilt = (tmp_path / name for name in ("base", "updated", "rebuilt"))
    write(base, *old)
    write(updated, *new, base=base, without=tuple(old[1:]))
    write(rebuilt, *reversed(new), old[0])
    assert updated.read_bytes() == rebuilt.read_bytes()
    assert json.loads(updated.read_text("utf-8")) == {
        "kdc": {"khu dân cư": 1},
        "qltt": {"quản lý thị trường": 2},
    }


def test_a_file_that_is_missing_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match=r"acronyms\.json"):
        Acronyms(tmp_path / "acronyms.json").expansions("ubnd")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"a": 1}', b'{"a": {"b": "c"}}', b'{"a": {"b": true}}', b"\xff"]
)
def test_damage_is_named_by_readers_and_writers(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "acronyms.json"
    path.write_bytes(content)
    acronyms = Acronyms(path)
    for _ in range(2):
        with pytest.raises(IndexDamaged, match=r"acronyms\.json.*newsearch rebuild"):
            acronyms.found_in(["ủy", "ban"])
    with pytest.raises(IndexDamaged, match=r"acronyms\.json"):
        write(tmp_path / "new", base=path)


@pytest.mark.parametrize("acronym", sorted(KNOWN_ACRONYMS))
def test_known_acronyms_are_terms_of_the_index(acronym: str) -> None:
    for row in (acronym, *KNOWN_ACRONYMS[acronym]):
        assert " ".join(token.term for token in tokenize(row)) == row
    assert len(set(KNOWN_ACRONYMS[acronym])) == len(KNOWN_ACRONYMS[acronym])
