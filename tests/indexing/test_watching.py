"""Watching: nothing is missed or read by halves, while a crawler writes between the looks."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.engines.registry import load_engine
from newsearch.errors import (
    CorpusUnreadable,
    IndexClosed,
    IndexLocked,
    IndexNotFound,
    IndexUnwritable,
    NewsearchError,
    UnknownField,
)
from newsearch.indexing import build
from newsearch.indexing.generations import current_number, hold_current, writer_lock
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.reading import CHANGED_WHILE_READ, Listing
from newsearch.indexing.unfinished import begins_as_lines, end_of_lines, is_unfinished
from newsearch.indexing.watcher import LONGEST, SETTLE, Watcher
from newsearch.readers import CorpusFile, ReadArticle, list_files, read_file
from newsearch.results import BuildReport

Step = Callable[[], object]

DAY = " trong ngày mưa lũ"


def nothing() -> None:
    """A look between which nobody writes."""


def page(title: str) -> str:
    body = f"Nước lũ dâng cao trong đêm, theo bản tin thứ {len(title)} của tòa soạn."
    return f"{title}{DAY}\n\n{body}\n\nLan Anh\n\nNguồn tin: songhongnews.vn\n"


def line(identity: str) -> str:
    return json.dumps({"id": identity, "title": f"Tin {identity}", "body": "Mưa lũ."}) + "\n"


@dataclass
class Newsroom:
    """A folder that a crawler writes into, an index, and a watcher with a clock of its own.

    Each step of the crawler is done while the watcher waits for its next look.
    """

    folder: Path
    path: Path
    now: float = 0.0
    waits: list[float] = field(default_factory=list)
    updates: list[BuildReport] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    in_the_way: list[NewsearchError] = field(default_factory=list)
    while_reading: list[Step] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)

    def wait(self, seconds: float, *, for_change: bool) -> bool:
        self.now += seconds
        self.waits.append(seconds)
        if self.steps:
            self.steps.pop(0)()
            return True
        return False

    def close(self) -> None:
        pass

    def watcher(self) -> Watcher:
        return Watcher(
            [str(self.folder)],
            self.update,
            lambda: current_number(self.path),
            on_update=self.updates.append,
            on_trouble=self.troubles.append,
            clock=lambda: self.now,
        )

    def watch(self, *steps: Step) -> list[str]:
        """Watch while the crawler does these steps, and rests; the titles in the index then."""
        self.steps = list(steps)
        self.watcher().run(self)
        return self.titles()

    def update(self, listing: Listing) -> BuildReport:
        self.listings.append(listing)
        if self.in_the_way:
            raise self.in_the_way.pop(0)
        with writer_lock(self.path), hold_current(self.path) as held:
            base = (held.generation, Manifest.read(held.generation.manifest))
            engine = load_engine(base[1].engine)

            def progress(_: object) -> None:
                if self.while_reading:
                    self.while_reading.pop(0)()

            return build.update(self.path, engine, base, [self.folder], 1, progress, None, listing)

    def titles(self) -> list[str]:
        with NewsIndex.open(self.path) as index:
            return sorted(article.title.removesuffix(DAY) for article in index.export())

    def write(self, name: str, text: str) -> Step:
        """Writing a file, as a step."""
        return lambda: (self.folder / name).write_text(text, encoding="utf-8")

    def append(self, name: str, text: str) -> Step:
        def step() -> None:
            with (self.folder / name).open("a", encoding="utf-8") as file:
                file.write(text)

        return step

    def remove(self, name: str) -> Step:
        return lambda: (self.folder / name).unlink()


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "cu.txt").write_text(page("Tin cũ"), encoding="utf-8")
    NewsIndex.create(tmp_path / "index").close()
    return Newsroom(folder, tmp_path / "index")


def test_the_index_is_updated_at_first_and_after_each_change(room: Newsroom) -> None:
    titles = room.watch(
        nothing, room.write("mới.txt", page("Tin mới")), nothing, room.remove("cu.txt"), nothing
    )
    assert titles == ["Tin mới"]
    assert [(report.added, report.removed) for report in room.updates] == [(1, 0), (1, 0), (0, 1)]
    assert room.troubles == []


def test_a_folder_at_rest_is_looked_at_now_and_then_and_not_written(room: Newsroom) -> None:
    room.watch(*[nothing] * 5)
    assert len(room.listings) == 1
    assert current_number(room.path) == 2
    assert room.waits[0] == SETTLE
    assert min(room.waits[1:]) > SETTLE


def test_a_file_is_taken_when_two_looks_saw_it_the_same(room: Newsroom) -> None:
    begun = page("Tin đang viết")[:20]
    for number in range(1, 4):
        room.steps.append(room.write("bài.txt", begun + "…" * number))
    room.watch(
        nothing,
        room.write("bài.txt", begun),
        room.append("bài.txt", " một"),
        room.append("bài.txt", " hai"),
        room.write("bài.txt", page("Tin đã viết xong")),
        nothing,
    )
    assert room.titles() == ["Tin cũ", "Tin đã viết xong"]
    assert [report.added for report in room.updates] == [1, 1]
    assert current_number(room.path) == 3


def test_a_file_that_is_being_written_at_the_start_waits_while_others_are_taken(
    room: Newsroom,
) -> None:
    assert room.watch(room.write("bài.txt", "Nửa bà")) == ["Tin cũ"]
    assert [report.added for report in room.updates] == [1]


def test_what_was_taken_stays_while_its_file_is_written_anew(room: Newsroom) -> None:
    parts = [room.write("cu.txt", page("Tin cũ")[: 10 * size]) for size in range(1, 9)]
    assert room.watch(nothing, *parts) == ["Tin cũ"]
    assert room.watch(nothing, *parts, room.write("cu.txt", page("Tin sửa")), nothing) == [
        "Tin sửa"
    ]
    assert sum(report.removed for report in room.updates) == 0


def test_a_file_that_is_saved_by_way_of_another_is_never_missing(room: Newsroom) -> None:
    seen: list[list[str]] = []
    room.watch(
        nothing,
        room.remove("cu.txt"),
        lambda: seen.append(room.titles()),
        room.write("cu.txt", page("Tin cũ, lần hai")),
        lambda: seen.append(room.titles()),
        nothing,
    )
    assert ["Tin cũ"] in seen
    assert room.titles() == ["Tin cũ, lần hai"]


def test_names_of_unfinished_files_are_passed_over_until_they_get_their_own(
    room: Newsroom,
) -> None:
    unfinished = room.folder / "bài.txt.part"
    seen: list[list[str]] = []
    titles = room.watch(
        nothing,
        room.write(unfinished.name, page("Tin tải về")),
        *[nothing] * 20,
        lambda: seen.append(room.titles()),
        lambda: unfinished.rename(room.folder / "bài.txt"),
        nothing,
    )
    assert seen == [["Tin cũ"]]
    assert titles == ["Tin cũ", "Tin tải về"]


def test_a_crawler_that_never_rests_is_taken_in_batches(room: Newsroom) -> None:
    steps = [room.write(f"{number}.txt", page(f"Tin {number:03}")) for number in range(100)]
    titles = room.watch(nothing, *steps, nothing, nothing)
    assert titles == [*(f"Tin {number:03}" for number in range(100)), "Tin cũ"]
    span = 100 * SETTLE
    assert span / LONGEST / 2 < len(room.updates) < 2 * span / LONGEST


def test_a_log_that_grows_without_end_is_taken_by_whole_lines(room: Newsroom) -> None:
    text = "".join(line(f"log-{number}") for number in range(60))
    third = len(text) // 60 // 3
    pieces = [text[start : start + third] for start in range(0, len(text), third)]
    counts: list[int] = []

    def append(piece: str) -> Step:
        def step() -> None:
            room.append("log.jsonl", piece)()
            counts.append(len(room.titles()))

        return step

    titles = room.watch(nothing, *map(append, pieces), nothing, nothing)
    assert titles == sorted(["Tin cũ", *(f"Tin log-{number}" for number in range(60))])
    assert counts == sorted(counts)
    assert 5 < len(set(counts)) < 60
    assert all(not report.skipped and not report.removed for report in room.updates)


def test_the_rest_of_a_log_is_taken_when_it_stops_in_a_line_without_an_end(
    room: Newsroom,
) -> None:
    steps = [room.append("log.jsonl", line(f"log-{number}")[:-1] + " ") for number in range(3)]
    many = [room.append("log.jsonl", "\n" + line(f"l-{number}")[:-1]) for number in range(20)]
    room.watch(nothing, steps[0], *many, *[nothing] * 20)
    assert len(room.titles()) == 22


def test_a_page_that_is_written_without_end_is_not_read_by_halves(room: Newsroom) -> None:
    steps = [room.append("bài.txt", f"Câu thứ {number} của bài.\n") for number in range(40)]
    assert room.watch(nothing, *steps) == ["Tin cũ"]
    assert room.watch(nothing, *steps[:1], nothing, nothing)[0] == "Câu thứ 0 của bài."


def test_a_file_that_changes_while_it_is_read_is_read_again(room: Newsroom) -> None:
    lines = [line(f"a-{number}") for number in range(3)]
    (room.folder / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    room.watch(nothing)
    room.while_reading.append(room.write("a.jsonl", "".join(lines[:2]) + line("cuối")))
    room.write("a.jsonl", "".join([*lines, line("thêm")]))()
    room.watch(nothing, nothing, nothing)
    assert room.titles() == ["Tin a-0", "Tin a-1", "Tin cuối", "Tin cũ"]
    assert all(place.reason != CHANGED_WHILE_READ for report in room.updates
               for place in report.skipped)  # fmt: skip


def test_an_update_keeps_what_a_file_gave_that_changes_while_it_is_read(room: Newsroom) -> None:
    path = room.folder / "a.jsonl"
    path.write_text(line("a") + line("b"), encoding="utf-8")
    with NewsIndex.open(room.path) as index:
        index.update([room.folder], workers=1)
        path.write_text(line("a") + line("c"), encoding="utf-8")
        files, _ = list_files([room.folder])
        earlier = [replace(file, mtime_ns=0) if file.path == str(path) else file for file in files]
        report = room.update(Listing(earlier, []))
        assert [place.reason for place in report.skipped] == [CHANGED_WHILE_READ]
        assert report.removed == 0
        again = index.update([room.folder], workers=1)
        assert (again.added, again.removed, again.skipped) == (0, 1, ())
    assert room.titles() == ["Tin a", "Tin c", "Tin cũ"]


def test_a_locked_index_is_waited_for_and_named_once(room: Newsroom) -> None:
    with writer_lock(room.path):
        room.watch(*[nothing] * 4)
        assert room.titles() == []
    (trouble,) = room.troubles
    assert f"{os.getpid()}" in trouble
    assert len(room.listings) == 4
    assert room.watch(nothing) == ["Tin cũ"]


@pytest.mark.parametrize("error", [IndexUnwritable("the disk is full"), IndexLocked("pid 7")])
def test_what_is_in_the_way_does_not_end_the_watching(
    room: Newsroom, error: NewsearchError
) -> None:
    room.in_the_way = [error, error, error]
    assert room.watch(*[nothing] * 5) == ["Tin cũ"]
    assert [str(error) in trouble for trouble in room.troubles] == [True]
    assert room.waits[1] < room.waits[2] < room.waits[3]
    room.in_the_way = [error]
    room.watch(nothing, nothing)
    assert len(room.troubles) == 2


def test_a_folder_that_is_gone_for_a_while_keeps_its_articles(room: Newsroom) -> None:
    away = room.folder.with_name("away")
    seen: list[list[str]] = []
    room.watch(
        nothing,
        lambda: room.folder.rename(away),
        *[lambda: seen.append(room.titles())] * 10,
        lambda: away.rename(room.folder),
        room.write("mới.txt", page("Tin mới")),
        nothing,
        nothing,
    )
    assert seen == [["Tin cũ"]] * 10
    (trouble,) = room.troubles
    assert trouble.startswith(f"{room.folder}: there is no such file or folder")
    assert room.titles() == ["Tin cũ", "Tin mới"]


def test_an_empty_folder_is_taken_for_a_drive_that_is_away(room: Newsroom) -> None:
    assert room.watch(nothing, room.remove("cu.txt"), *[nothing] * 5) == ["Tin cũ"]
    assert len(room.troubles) == 1
    assert room.watch(nothing, nothing) == ["Tin cũ"]
    room.write("mới.txt", page("Tin mới"))()
    assert room.watch(nothing) == ["Tin mới"]


def test_what_others_do_to_the_index_meanwhile_is_made_good(room: Newsroom) -> None:
    other = room.folder.with_name("khác.jsonl")
    other.write_text(line("khác"), encoding="utf-8")

    def rebuild() -> None:
        with NewsIndex.open(room.path) as index:
            index.rebuild([other], workers=1)

    assert room.watch(nothing, rebuild, nothing) == ["Tin cũ", "Tin khác"]


def test_a_broken_file_is_named_once(room: Newsroom) -> None:
    (room.folder / "hỏng.jsonl.gz").write_bytes(gzip.compress(line("gz").encode() * 50)[:40])
    room.watch(
        nothing,
        room.write("a.txt", page("Tin a")), nothing, nothing,
        room.write("b.txt", page("Tin b")), nothing, nothing,
    )  # fmt: skip
    named = [place.path for report in room.updates for place in report.skipped]
    assert named.count(str(room.folder / "hỏng.jsonl.gz")) == 1
    assert {"Tin a", "Tin b"} <= set(room.titles())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.html.part", True),
        ("a.JSONL.TMP", True),
        ("Chưa xác nhận 1.crdownload", True),
        ("a.txt~", True),
        ("~$bản tin.csv", True),
        ("thư mục.tmp/a.txt", False),
        ("partly.html", False),
        ("tmp", False),
    ],
)
def test_names_of_unfinished_files(name: str, expected: bool) -> None:
    assert is_unfinished(name) is expected
    assert is_unfinished(f"corpus/{name}") is expected


@pytest.mark.parametrize("text", ["", "không dòng", "một\n", "một\nhai", "a\n" + "đ" * 100_000])
def test_whole_lines_of_a_file_are_read_and_no_more(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a"
    path.write_text(text + "ba\nbốn", encoding="utf-8")
    end = end_of_lines(str(path), len(text.encode()))
    assert path.read_bytes()[:end].decode() == text[: text.rfind("\n") + 1]


def test_the_beginning_of_a_growing_table_has_no_half_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "title,body\n" + "".join(f"Tin {number},Nội dung {number}\n" for number in range(9))
    path.write_text(rows + "Tin 9,Nội", encoding="utf-8")
    assert begins_as_lines(str(path))
    (file,), _ = list_files([path])
    upto = end_of_lines(file.path, file.size)
    found = list(read_file(CorpusFile(file.path, file.size, file.mtime_ns, upto)))
    bodies = [item.article.body for item in found if isinstance(item, ReadArticle)]
    assert bodies == [f"Nội dung {number}" for number in range(9)]


def test_the_library_watches_in_a_thread_until_it_is_stopped(room: Newsroom) -> None:
    stop, heard = threading.Event(), threading.Event()
    with NewsIndex.open(room.path) as index:

        def tell(report: BuildReport) -> None:
            room.updates.append(report)
            heard.set()

        thread = threading.Thread(
            target=index.watch,
            args=([room.folder],),
            kwargs={"on_update": tell, "stop": stop, "every": 0.1, "workers": 1},
        )
        thread.start()
        assert heard.wait(60)
        stop.set()
        thread.join(60)
        assert not thread.is_alive()
        assert index.search("bản tin").total == 1
    assert [report.added for report in room.updates] == [1]


def test_what_cannot_be_watched_is_said_at_once(room: Newsroom, tmp_path: Path) -> None:
    with NewsIndex.open(room.path) as index:
        with pytest.raises(CorpusUnreadable, match="khong-co"):
            index.watch([tmp_path / "khong-co"])
        with pytest.raises(CorpusUnreadable, match="standard input"):
            index.watch(["-"])
        with pytest.raises(UnknownField):
            index.watch([room.folder], field_map={"tựa": "a"})
    with pytest.raises(IndexClosed):
        index.watch([room.folder])
    with pytest.raises(IndexNotFound):
        NewsIndex.open_or_create(tmp_path / "chưa có").watch([room.folder])


def test_articles_added_by_hand_stay(room: Newsroom) -> None:
    def add() -> None:
        with NewsIndex.open(room.path) as index:
            index.add(Article(id="tay", title="Tin thêm tay"))

    assert room.watch(nothing, add, room.remove("cu.txt"), room.write("a.txt", page("Tin a")),
                      nothing, nothing) == ["Tin a", "Tin thêm tay"]  # fmt: skip
