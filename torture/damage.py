"""One file of an index is cut, emptied, removed, exchanged for an older one, or has a bit flipped.

Opening the index or checking it must say so, in words that tell what to run. What a search answers
before anybody checks is counted: opening compares sizes only.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from newsearch import NewsIndex
from newsearch.errors import IndexDamaged, IndexOutdated, NewsearchError
from torture.crashes.workload import PLACES, Workload
from torture.outcome import Outcome

_LOCKS = ("writer.lock", "in-use.lock")
# What may be said of an index whose manifest or pointer is no longer what it was.
_SAID = (IndexDamaged, IndexOutdated)


def _cut(content: bytes, source: random.Random, _: bytes) -> bytes:
    return content[: source.randrange(len(content))] if content else content


def _emptied(_: bytes, __: random.Random, ___: bytes) -> bytes:
    return b""


def _flipped(content: bytes, source: random.Random, _: bytes) -> bytes:
    changed = bytearray(content)
    if changed:
        place = source.randrange(8 * len(changed))
        changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def _exchanged(_: bytes, __: random.Random, older: bytes) -> bytes:
    return older


def _lengthened(content: bytes, source: random.Random, _: bytes) -> bytes:
    return content + source.randbytes(source.randint(1, 5000))


_Damage = Callable[[bytes, random.Random, bytes], bytes]
_DAMAGES: dict[str, _Damage] = {
    "cut": _cut,
    "emptied": _emptied,
    "of an older generation": _exchanged,
    "one bit flipped": _flipped,
    "lengthened": _lengthened,
}


def experiment(work: Path, engine: str, count: int, seed: int) -> Outcome:
    """Damage ``count`` times one file of a sound index, every file in turn."""
    outcome = Outcome()
    sound, older = _indexes(work, engine, seed)
    answers = _answers(sound)
    source = random.Random(seed)
    cases = [(file, name) for file in _files(sound) for name in (*_DAMAGES, "removed")]
    source.shuffle(cases)
    tried = 0
    while tried < count:
        for file, name in cases[: count - tried]:
            place = work / "damaged"
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(sound, place)
            path = place / file.relative_to(sound)
            tried += 1
            if not _damage(path, name, source, older):
                outcome.add({"nothing to change": 1})
                continue
            outcome.add({name: 1})
            where = f"{file.relative_to(sound)} {name}"
            outcome.failures += [f"{where}: {wrong}" for wrong in _judge(place, answers, outcome)]
    return outcome


def _indexes(work: Path, engine: str, seed: int) -> tuple[Path, Path]:
    """A sound index, and an earlier state of it."""
    workload = Workload(seed, ("update", "add", "delete"))
    sound, older, folder = work / "sound", work / "older", work / "corpus"
    with NewsIndex.open_or_create(sound, engine=engine) as index:
        for number in range(4):
            workload.prepare(number, folder)
            workload.perform(number, index, folder)
            if number == 1:
                shutil.copytree(sound, older)
    return sound, older


def _files(index: Path) -> list[Path]:
    return [path for path in sorted(index.rglob("*")) if path.is_file() and path.name not in _LOCKS]


def _damage(path: Path, name: str, source: random.Random, older: Path) -> bool:
    """Whether the file is another one now."""
    before = path.read_bytes()
    if name == "removed":
        path.unlink()
        return True
    # The same name, or else (segments have names of their own) one of the same kind.
    alike = sorted(older.rglob(path.name)) or sorted(older.rglob(f"*{path.suffix}"))
    former = source.choice(alike).read_bytes() if alike else b""
    after = _DAMAGES[name](before, source, former)
    path.write_bytes(after)
    return after != before


def _judge(place: Path, answers: list[object], outcome: Outcome) -> Iterable[str]:
    try:
        found = _answers(place)
    except NewsearchError as error:
        outcome.add({"told by opening or searching": 1})
        return _understandable(error)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    try:
        with NewsIndex.open_or_create(place) as index:
            damages = index.check().damages
    except NewsearchError as error:
        return _understandable(error)
    except Exception as error:
        return [f"check: {type(error).__name__}: {error}"]
    outcome.add({"told by check": 1, "other answers before the check": float(found != answers)})
    return [] if damages else ["nobody says anything"]


def _understandable(error: NewsearchError) -> list[str]:
    if isinstance(error, _SAID) and "newsearch rebuild" in str(error):
        return []
    return [f"said: {type(error).__name__}: {error}"]


def _answers(place: Path) -> list[object]:
    """What an index says to a reader."""
    with NewsIndex.open(place) as index:
        said: list[object] = []
        for name in PLACES:
            results = index.search(name, limit=20)
            said.append([(hit.article, hit.snippets) for hit in results.hits])
            said.append(dict(results.facets["source"]))
        said.append(index.sources())
        said.append(index.suggest("ban t"))
        said.append([one.id for one in index.export()])
        return said
