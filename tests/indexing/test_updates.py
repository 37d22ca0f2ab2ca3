"""An update takes in what changed, and leaves the index as a rebuild would."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.errors import CorpusUnreadable


def page(title: str, body: str) -> str:
    return f"{title}\n\n{body}\n\nLan Anh\n\nNguồn tin: songhongnews.vn\n"


def record(identity: str, body: str, **more: str) -> str:
    return json.dumps({"id": identity, "title": body, "body": body, **more}, ensure_ascii=False)


def touch(path: Path, text: str) -> None:
    """Write a file so that its time differs from before, however coarse the clock."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    moment = max(path.stat().st_mtime_ns, before) + 1_000_000_000
    os.utime(path, ns=(moment, moment))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    touch(folder / "lu.txt", page("Lũ lớn ở miền Trung", "Nước lũ dâng cao trong đêm 14/10/2020."))
    touch(folder / "cho.txt", page("Chợ Tết họp sớm", "Người mua kẻ bán tấp nập từ 1/2/2024."))
    touch(
        folder / "tin.jsonl",
        "\n".join(
            [record("a", "bầu cử quốc hội"), record("b", "giá cà phê"), record("c", "sân vận động")]
        ),
    )
    return folder


@pytest.fixture
def index(tmp_path: Path, folder: Path) -> Iterator[NewsIndex]:
    with NewsIndex.open_or_create(tmp_path / "index") as index:
        index.rebuild([folder], workers=1)
        yield index


def found(index: NewsIndex, query: str) -> set[str]:
    return {hit.article.title for hit in index.search(query, limit=50)}


def same_as_rebuilt(index: NewsIndex, folder: Path, tmp_path: Path) -> bool:
    """Whether the updated index answers as one that is built from the folder now."""
    with NewsIndex.open_or_create(tmp_path / "fresh") as fresh:
        fresh.rebuild([folder], workers=1)
        for query in ("", "lũ", "bau cu", "giá", "chợ", "nuoc", "bóng đá"):
            ours, theirs = index.search(query, limit=50), fresh.search(query, limit=50)
            assert [(h.id, h.score) for h in ours] == [(h.id, h.score) for h in theirs], query
            assert (ours.total, ours.reading) == (theirs.total, theirs.reading)
    return True


def test_nothing_changed_makes_no_generation(index: NewsIndex, folder: Path) -> None:
    report = index.update([folder])
    assert (report.added, report.edited, report.removed, report.unchanged) == (0, 0, 0, 5)
    assert report.generation == 1


def test_added_edited_and_removed(index: NewsIndex, folder: Path, tmp_path: Path) -> None:
    touch(folder / "bong.txt", page("Bóng đá U21", "Trận chung kết diễn ra tối 18/9/2022."))
    (folder / "cho.txt").unlink()
    touch(
        folder / "tin.jsonl",
        "\n".join([record("a", "bầu cử quốc hội"), record("b", "giá cà phê lập kỷ lục")]),
    )
    report = index.update([folder])
    assert (report.added, report.edited, report.removed, report.unchanged) == (1, 1, 2, 2)
    assert (report.indexed, report.generation) == (4, 2)
    assert found(index, "kỷ lục") == {"giá cà phê lập kỷ lục"}
    assert found(index, "chợ") == found(index, "sân") == set()
    assert same_as_rebuilt(index, folder, tmp_path)


def test_a_page_that_is_edited_replaces_itself(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    touch(folder / "lu.txt", page("Lũ lớn ở miền Trung", "Nước lũ đã rút trong đêm 16/10/2020."))
    report = index.update([folder])
    assert (report.added, report.edited, report.removed, report.indexed) == (0, 1, 0, 5)
    assert same_as_rebuilt(index, folder, tmp_path)


def test_many_updates_leave_the_index_of_one_rebuild(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    for number in range(6):
        touch(folder / f"{number}.txt", page(f"Tin số {number}", f"Nước và lũ, lần {number}."))
        if number > 1:
            (folder / f"{number - 2}.txt").unlink()
        index.update([folder])
    assert same_as_rebuilt(index, folder, tmp_path)
    assert index.stats().generation == 7
    # Old generations are gone: nobody reads them.
    assert len(list((tmp_path / "index" / "generations").iterdir())) == 1


def test_an_update_leaves_other_sources_alone(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "khac.jsonl"
    touch(other, record("z", "tin khác"))
    assert index.update([other]).added == 1
    report = index.update([folder / "tin.jsonl"])
    assert (report.removed, report.unchanged) == (0, 6)


def test_a_double_is_indexed_once_and_survives_its_first_provider(
    index: NewsIndex, folder: Path
) -> None:
    touch(folder / "z.jsonl", record("a", "bầu cử quốc hội"))
    report = index.update([folder])
    assert report.indexed == 5
    assert report.skipped == ()
    assert "indexed from" in report.doubles[0].reason
    (folder / "tin.jsonl").unlink()
    report = index.update([folder])
    assert found(index, "bầu cử") == {"bầu cử quốc hội"}
    assert (report.indexed, report.removed) == (3, 2)


def test_of_twin_pages_one_may_be_edited(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    touch(folder / "a.txt", page("Chợ Tết họp sớm", "Người mua kẻ bán tấp nập."))
    touch(folder / "b.txt", page("Chợ Tết họp sớm", "Người mua kẻ bán tấp nập."))
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.rebuild([folder], workers=1).indexed == 1
        touch(folder / "a.txt", page("Chợ Tết họp muộn", "Năm nay chợ họp muộn hơn."))
        report = index.update([folder], workers=1)
        assert report.indexed == 2
        assert (report.added, report.edited, report.removed) == (1, 1, 0)


def test_one_id_with_two_texts_is_reported(index: NewsIndex, folder: Path) -> None:
    touch(folder / "z.jsonl", record("a", "một tin khác hẳn"))
    report = index.update([folder])
    assert "another text of a" in report.skipped[0].reason
    assert found(index, "khác hẳn") == set()


def test_a_source_that_vanished_for_a_moment_is_not_lost(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    hidden = folder.rename(tmp_path / "unmounted")
    for source in (folder, folder / "tin.jsonl", tmp_path / "nowhere"):
        with pytest.raises(CorpusUnreadable, match="no such file"):
            index.update([source])
        report = index.update([source, tmp_path / "unmounted" / "lu.txt"])
        assert report.removed == 0
        assert "no such file" in report.skipped[0].reason
    assert index.stats().articles == 5
    hidden.rename(folder)
    assert index.update([folder]).unchanged == 5


def test_a_single_source_needs_no_list(index: NewsIndex, folder: Path) -> None:
    assert index.rebuild(folder).indexed == 5
    assert index.update(str(folder)).unchanged == 5


def test_added_and_deleted_by_a_program(index: NewsIndex, folder: Path) -> None:
    report = index.add(
        [
            Article(id="a", title="Bầu cử lại", body="Bầu cử lại ở một tổ."),
            Article(title="Tin mới", url="https://vidu.vn/tin-moi"),
        ]
    )
    assert (report.added, report.edited, report.indexed) == (1, 1, 6)
    assert index.get("a").title == "Bầu cử lại"
    assert index.get("https://vidu.vn/tin-moi").title == "Tin mới"
    report = index.delete(["a", "nobody"])
    assert (report.removed, report.indexed) == (1, 5)
    assert report.skipped[0].path == "nobody"
    assert found(index, "bầu cử") == set()
    assert index.update([folder]).indexed == 5


def test_a_changed_file_brings_back_what_a_program_replaced(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    index.add([Article(id="a", title="Bầu cử lại")])
    touch(folder / "tin.jsonl", record("a", "bầu cử quốc hội khóa mới"))
    index.update([folder])
    assert index.get("a").title == "bầu cử quốc hội khóa mới"
    assert same_as_rebuilt(index, folder, tmp_path)


def test_a_rebuild_without_an_article_keeps_the_old_generation(
    index: NewsIndex, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "x.bin").write_bytes(b"\0\1\2" * 100)
    with pytest.raises(CorpusUnreadable, match=r"x\.bin"):
        index.rebuild([empty])
    assert index.search("lũ").total == 1
    assert index.stats().generation == 1


def test_workers_do_not_change_the_result(tmp_path: Path) -> None:
    lines = [record(f"{n:03}", f"tin số {n} về lũ lụt và bầu cử {n % 7}") for n in range(900)]
    source = tmp_path / "many.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    pages = []
    for workers in (1, 3):
        with NewsIndex.open_or_create(tmp_path / str(workers)) as index:
            assert index.rebuild([source], workers=workers).indexed == 900
            pages.append([(h.id, h.score) for h in index.search("lu lut", limit=900)])
    assert pages[0] == pages[1]
    assert len(pages[0]) == 900


def test_a_file_that_breaks_off_keeps_what_it_gave(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    lines = [record(f"z{n}", f"tin nén số {n}: " + "mưa lũ " * n) for n in range(200)]
    packed = gzip.compress("\n".join(lines).encode())
    source = folder / "nen.jsonl.gz"
    source.write_bytes(packed)
    assert index.update([folder]).added == 200
    source.write_bytes(packed[: len(packed) // 2])
    report = index.update([folder])
    assert (report.removed, report.indexed) == (0, 205)
    assert "nen.jsonl.gz" in report.skipped[0].path
    # It is read again as soon as it is whole, even with the time it had.
    broken = source.stat()
    source.write_bytes(packed)
    os.utime(source, ns=(broken.st_mtime_ns, broken.st_mtime_ns))
    report = index.update([folder])
    assert (report.removed, report.unchanged) == (0, 205)
    assert same_as_rebuilt(index, folder, tmp_path)


def test_a_file_that_cannot_be_opened_keeps_what_it_gave(index: NewsIndex, folder: Path) -> None:
    text = (folder / "tin.jsonl").read_text(encoding="utf-8")
    (folder / "tin.jsonl").unlink()
    (folder / "tin.jsonl").symlink_to("/dev/null/nothing")
    report = index.update([folder])
    assert (report.removed, report.indexed) == (0, 5)
    (folder / "tin.jsonl").unlink()
    touch(folder / "tin.jsonl", text)
    assert index.update([folder]).unchanged == 5


def test_what_another_file_provides_is_taken_from_it_and_its_edits_are_seen(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for path in (first, second):
        path.mkdir()
    touch(first / "1.jsonl", record("x", "tin x"))
    touch(second / "2.jsonl", record("x", "tin x") + "\n" + record("y", "tin y cũ"))
    with NewsIndex.open_or_create(tmp_path / "index") as index:
        index.rebuild([first, second], workers=1)
        rows = [record("x", "tin x"), record("y", "tin y mới"), record("z", "tin z")]
        touch(second / "2.jsonl", "\n".join(rows))
        (first / "1.jsonl").unlink()
        report = index.update([first])
        assert (report.removed, report.indexed) == (0, 2)
        report = index.update([second])
        assert (report.added, report.edited, report.indexed) == (1, 1, 3)
        assert index.search("mới").total == 1
        assert same_as_rebuilt(index, second, tmp_path)


def test_an_article_may_move_from_one_file_to_another(
    index: NewsIndex, folder: Path, tmp_path: Path
) -> None:
    # The file that now has it is read before the one that had it.
    touch(folder / "a.jsonl", record("b", "giá cà phê") + "\n" + record("c", "sân vận động mới"))
    touch(folder / "tin.jsonl", record("a", "bầu cử quốc hội"))
    report = index.update([folder])
    assert (report.added, report.edited, report.removed, report.unchanged) == (0, 1, 0, 4)
    assert report.skipped == ()
    assert same_as_rebuilt(index, folder, tmp_path)


def test_a_link_to_the_folder_is_the_folder(index: NewsIndex, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(folder)
    touch(folder / "tin.jsonl", record("a", "bầu cử quốc hội khóa mới"))
    report = index.update([link])
    assert (report.edited, report.removed, report.indexed) == (1, 2, 3)


def test_a_file_name_that_is_not_utf8_does_no_harm(index: NewsIndex, folder: Path) -> None:
    name = os.fsencode(folder) + b"/b\xe0i.txt"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 - the name is bytes
        file.write(page("Tin lạ tai", "Nước sông lên trong đêm 14/10/2020."))
    assert index.update([folder]).added == 1
    assert index.update([folder]).unchanged == 6
    os.unlink(name)  # noqa: PTH108
    assert index.update([folder]).removed == 1


def test_adding_one_article_again_and_again_leaves_no_trace(index: NewsIndex) -> None:
    sizes = set()
    for number in range(8):
        index.add([Article(id="a", title=f"Bầu cử lần {number}")])
        sizes.add(index.stats().sizes["catalog"])
    assert len(sizes) == 1
    assert index.stats().articles == 5
