"""Files of stories: what comes in and leaves over generations, look-ups, and damage."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsearch.analysis.array_file import ArrayFile, ArrayFileWriter
from newsearch.article import Article
from newsearch.errors import IndexDamaged, NewsearchError
from newsearch.stories.stories import Stories
from newsearch.stories.writer import StoriesWriter
from tests.stories.news import (
    FLOOD,
    GOLD_TODAY,
    GOLD_TOMORROW,
    MARKET,
    OTHER_LEAD,
    PARAGRAPHS,
    SAME_EVENT,
    copy,
    signed,
    stories_in,
    write,
)

POOL = [
    FLOOD,
    copy("a.vn/1", summary=OTHER_LEAD),
    copy("b.vn/1", body="\n".join(PARAGRAPHS[1:]), published=None),
    copy("c.vn/1", body="\n".join(PARAGRAPHS[:3])),
    MARKET,
    copy("d.vn/1", MARKET),
    SAME_EVENT,
    GOLD_TODAY,
    GOLD_TOMORROW,
]
IDS = [article.id for article in POOL]
# Files of one name may be written again for all examples.
PROPERTY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


@PROPERTY
@given(st.data())
def test_an_updated_file_is_that_of_a_rebuild(tmp_path: Path, data: st.DataObject) -> None:
    held: dict[str, Article] = {}
    base = None
    for number in range(data.draw(st.integers(1, 3))):
        came = data.draw(st.lists(st.sampled_from(POOL), unique_by=lambda article: article.id))
        # Those that come again leave first: their ids are in both.
        gone = data.draw(st.sets(st.sampled_from(IDS))) | (held.keys() & {one.id for one in came})
        held = {one.id: one for one in held.values() if one.id not in gone}
        held |= {one.id: one for one in came}
        at_once = data.draw(st.integers(1, 9))
        base = write(tmp_path / str(number), came, gone, base, at_once)
    assert base is not None
    fresh = write(tmp_path / "fresh", data.draw(st.permutations(list(held.values()))))
    assert base.read_bytes() == fresh.read_bytes()
    assert stories_in(base, IDS) == stories_in(fresh, IDS)


def test_an_article_may_leave_and_come_again_changed(tmp_path: Path) -> None:
    first = write(tmp_path / "1", [FLOOD, POOL[1]])
    rewritten = replace(POOL[1], body=MARKET.body, published=None)
    second = write(tmp_path / "2", [rewritten, MARKET], [rewritten.id], first)
    assert stories_in(first, IDS) == {("a.vn/1", FLOOD.id)}
    assert stories_in(second, IDS) == {("a.vn/1", MARKET.id)}


def test_stories_are_looked_up_and_counted(tmp_path: Path) -> None:
    stories = Stories(write(tmp_path / "a", POOL))
    assert (stories.stories(), stories.grouped_articles()) == (2, 6)
    members = stories.members("c.vn/1")
    assert members == stories.members(FLOOD.id) == ("a.vn/1", FLOOD.id, "c.vn/1", "b.vn/1")
    assert stories.members(SAME_EVENT.id) == stories.members("khong-co") == ()
    flood, market, alone = stories.story_of([FLOOD.id, MARKET.id, SAME_EVENT.id])
    assert alone == -1
    assert stories.story(flood) == stories.members(FLOOD.id)
    assert stories.story(market) == stories.members("d.vn/1")
    assert (stories.papers(flood), stories.papers(alone)) == (4, 0)
    many = [FLOOD.id, "khong-co", MARKET.id] * 500
    assert stories.story_of(many) == [flood, -1, market] * 500
    stories.close()


def test_nothing_has_no_stories(tmp_path: Path) -> None:
    stories = Stories(write(tmp_path / "a"))
    assert (stories.stories(), stories.grouped_articles()) == (0, 0)
    assert stories.story_of(["a", "b"] * 300) == [-1] * 600
    assert stories.members("a") == ()
    stories.close()
    assert stories_in(write(tmp_path / "b", POOL[:2], base=tmp_path / "a"), IDS)


def test_a_cancelled_writer_leaves_no_file(tmp_path: Path) -> None:
    writer = StoriesWriter(tmp_path / "a")
    writer.add(signed(POOL))
    writer.cancel()
    assert not (tmp_path / "a").exists()


def test_looking_up_loads_neither_numpy_nor_datasketch(tmp_path: Path) -> None:
    path = write(tmp_path / "a", POOL)
    script = (
        "import sys, pathlib; from newsearch.stories.stories import Stories\n"
        f"print(len(Stories(pathlib.Path(sys.argv[1])).members({FLOOD.id!r})),"
        "'numpy' in sys.modules, 'datasketch' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["4", "False", "False"]


def changed(path: Path, leave_out: str = "", **arrays: bytes) -> Path:
    """A copy of a file of arrays without one of them, and with others changed."""
    source, target = ArrayFile(path), path.with_name("changed")
    with ArrayFileWriter(target) as file:
        for name in source.names():
            if name != leave_out:
                file.add(name, arrays.get(name, source.view(name)))
    source.close()
    return target


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a", POOL)
    cut = tmp_path / "cut"
    cut.write_bytes(path.read_bytes()[:-1])
    for broken in (tmp_path / "missing", cut, tmp_path):
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            Stories(broken)
    file = ArrayFile(path)
    names = file.names()
    file.close()
    for name in names:
        for broken in (changed(path, name), changed(path, "", **{name: b"1234567"})):
            with pytest.raises(IndexDamaged, match=r"stories.*newsearch rebuild"):
                Stories(broken)
            with pytest.raises(IndexDamaged, match=r"stories.*newsearch rebuild"):
                write(tmp_path / "b", POOL[:1], base=changed(path, name))
    assert not (tmp_path / "b").exists()


def test_an_id_that_is_no_text_is_damage(tmp_path: Path) -> None:
    path = write(tmp_path / "a", POOL[:2])
    length = sum(len(identity.encode()) for identity in IDS[:2])
    broken = changed(path, ids=b"\xff" * length)
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        stories_in(broken, IDS)
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        write(tmp_path / "b", base=broken)


@PROPERTY
@given(st.data())
def test_no_damage_is_more_than_an_error_of_ours(tmp_path: Path, data: st.DataObject) -> None:
    path = write(tmp_path / "a", POOL)
    whole = path.read_bytes()
    broken = bytearray(whole)
    # Behind the signatures, too, where small numbers tell what lies where.
    for _ in range(data.draw(st.integers(1, 3))):
        last = len(broken) - 1
        place = data.draw(st.integers(0, last) | st.integers(last - 1500, last))
        broken[place] = data.draw(st.integers(0, 255))
    path.write_bytes(broken)
    with suppress(NewsearchError):
        stories = Stories(path)
        with suppress(NewsearchError):
            for identity in IDS:
                stories.members(identity)
            for number in stories.story_of(IDS * 40):
                stories.papers(number)
        stories.close()
    with suppress(NewsearchError):
        write(tmp_path / "b", POOL[:1], [FLOOD.id], path)
