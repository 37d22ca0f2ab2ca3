"""A check of an index: a sound one is sound, and no damage goes unnoticed."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.errors import IndexDamaged, IndexNotFound, NewsearchError
from newsearch.indexing.checksums import checksum_of
from newsearch.indexing.manifest import Manifest

ARTICLES = [
    Article(
        id=f"{number:02}",
        title=f"Bản tin số {number}: mưa lớn ở miền Trung",
        body="Nước sông Gianh lên nhanh, nhiều xã ven sông bị chia cắt. " * 3,
        source=f"bao{number % 3}.vn",
        author="Hà Thu",
        topics=("Thời sự",),
    )
    for number in range(30)
]


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def sound(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of two generations, of which the older one is kept aside."""
    path = tmp_path_factory.mktemp("sound")
    with NewsIndex.create(path / "index", engine=request.param) as index:
        index.add(ARTICLES[:20])
        shutil.copytree(path / "index", path / "older")
        index.add(ARTICLES[20:])
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound / "index", tmp_path / "index")
    return tmp_path / "index"


def files(path: Path) -> list[Path]:
    """All that belongs to the index, but for its locks, which hold nothing."""
    return [
        one
        for one in sorted(path.rglob("*"))
        if one.is_file() and one.name not in ("writer.lock", "in-use.lock")
    ]


def damages(path: Path) -> tuple[str, ...]:
    """What opening and checking an index say of it; nothing else may come of them."""
    said = []
    try:
        with NewsIndex.open(path) as index:
            index.search("mưa lớn").facets  # noqa: B018
    except IndexDamaged as error:
        said.append(str(error))
    except NewsearchError as error:
        said.append(str(error))
        return tuple(said)
    with NewsIndex.open_or_create(path) as index:
        return (*said, *index.check().damages)


def test_a_sound_index_is_sound(path: Path) -> None:
    with NewsIndex.open(path) as index:
        report = index.check()
    assert report.damages == ()
    assert (report.articles, report.generation) == (30, 3)
    assert report.files >= len(files(path)) - 2  # not the pointer, not the manifest


def test_a_place_without_an_index_is_no_damage(tmp_path: Path) -> None:
    with NewsIndex.open_or_create(tmp_path) as index, pytest.raises(IndexNotFound):
        index.check()


def cut(file: Path, _: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def emptied(file: Path, _: Path) -> None:
    file.write_bytes(b"")


def missing(file: Path, _: Path) -> None:
    file.unlink()


def one_bit_flipped(file: Path, _: Path) -> None:
    content = bytearray(file.read_bytes())
    place = random.Random(str(file.name)).randrange(8 * len(content))
    content[place // 8] ^= 1 << place % 8
    file.write_bytes(bytes(content))


def with_an_older_one(file: Path, older: Path) -> None:
    name = "manifest.json" if file.name == "manifest.json" else file.name
    (former,) = [one for one in older.rglob(name) if one.is_file()]
    file.write_bytes(former.read_bytes())


@pytest.mark.parametrize("damage", [cut, emptied, missing, one_bit_flipped])
def test_damage_of_any_file_is_told(
    sound: Path, path: Path, damage: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    for number, file in enumerate(files(path)):
        own = tmp_path / f"{number}"
        shutil.copytree(sound / "index", own)
        place = own / file.relative_to(path)
        damage(place, sound / "older")
        assert damages(own), place.relative_to(own)


def test_a_file_of_another_generation_is_told(sound: Path, path: Path, tmp_path: Path) -> None:
    names = {one.name for one in files(sound / "older")} - {"CURRENT"}
    changed = [
        one
        for one in files(path)
        if one.name in names
        and next((sound / "older").rglob(one.name)).read_bytes() != one.read_bytes()
    ]
    assert len(changed) > 3
    for number, file in enumerate(changed):
        own = tmp_path / f"{number}"
        shutil.copytree(sound / "index", own)
        place = own / file.relative_to(path)
        with_an_older_one(place, sound / "older")
        assert damages(own), place.relative_to(own)


def test_a_file_that_does_not_belong_there_is_told(path: Path) -> None:
    stray = path / "generations" / "000003" / "engine" / "stray.bin"
    stray.write_bytes(b"?")
    (stray.parent / ".tantivy-meta.lock").touch()  # as tantivy may leave one
    (damage,) = damages(path)
    assert damage == f"{stray}: the manifest does not know this file"


def test_a_whole_generation_of_another_number_is_told(sound: Path, path: Path) -> None:
    own = path / "generations" / "000003"
    shutil.rmtree(own)
    shutil.copytree(sound / "older" / "generations" / "000002", own)
    assert all("generation 2" in damage for damage in damages(path))
    with pytest.raises(IndexDamaged, match="generation 2"):
        NewsIndex.open(path)


def test_parts_that_know_other_articles_are_told(sound: Path, path: Path) -> None:
    own = path / "generations" / "000003"
    for name in ("catalog.sqlite", "stories.arrays"):
        shutil.copy(sound / "older" / "generations" / "000002" / name, own / name)
    manifest = Manifest.read(own / "manifest.json")
    records = {
        name: ((own / name).stat().st_size, checksum_of(own / name)) for name in manifest.files
    }
    replace(manifest, files=records).write(own / "manifest.json")  # as if written so
    found = damages(path)
    assert [part for part in ("catalog", "stories") if any(part in one for one in found)] == [
        "catalog",
        "stories",
    ]
    assert all("lacks 10" in one for one in found)
