"""A seeded row of changes of an index, each with the articles that there must be after it."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsearch import Article, NewsIndex
from newsearch.article import Published

FILES = 6
# Enough that a rebuild has worker processes.
PER_FILE = 70

PLACES = ("Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế", "Quảng Bình", "Lào Cai", "Vũng Tàu")
EVENTS = (
    "khánh thành cầu vượt sau hai năm thi công",
    "mở lại tuyến đường sắt bị ngập trong mưa lớn",
    "bầu cử đại biểu Hội đồng nhân dân các cấp",
    "hạ giá vé tàu cho học sinh, sinh viên",
    "trồng thêm mười nghìn cây xanh dọc bờ sông",
)
COMMON = "thời sự"
"""What every article says."""

Texts = tuple[str, str]
"""Title and body of an article."""


@dataclass(frozen=True)
class Step:
    """One change: what is done, and what it is done with."""

    kind: str
    file: str = ""
    ids: tuple[str, ...] = ()
    texts: tuple[Texts, ...] = ()


@dataclass
class State:
    """What the folder holds, file by file, and what the index holds, by id."""

    folder: dict[str, dict[str, Texts]] = field(default_factory=dict)
    indexed: dict[str, Texts] = field(default_factory=dict)

    def copy(self) -> State:
        """The same, to be changed on its own."""
        folder = {name: dict(texts) for name, texts in self.folder.items()}
        return State(folder, dict(self.indexed))


class Workload:
    """Step 0 is a rebuild; what follows changes the index by few articles, or rebuilds it."""

    def __init__(self, seed: int, kinds: Sequence[str] = (), keep: int | None = None) -> None:
        """``kinds`` are what the steps from 1 on do; without it that is drawn.

        With ``keep`` only so many states, the latest, are kept in memory.
        """
        self._seed = seed
        self._kinds = kinds
        self._steps: list[Step] = []
        self._states: dict[int, State] = {}
        self._keep = keep

    def step(self, number: int) -> Step:
        """What is done at a step."""
        self._know(number)
        return self._steps[number]

    def expected(self, number: int) -> Mapping[str, Texts]:
        """The articles of the index after a step."""
        self._know(number)
        return self._states[number].indexed

    def prepare(self, number: int, folder: Path) -> None:
        """Bring the folder to what a step finds in it. Files are replaced as a whole."""
        self._know(number)
        folder.mkdir(parents=True, exist_ok=True)
        for name, texts in self._states[number].folder.items():
            path = folder / name
            lines = "".join(_line(identity, text) for identity, text in texts.items())
            if not path.exists() or path.read_text(encoding="utf-8") != lines:
                beside = path.with_suffix(".part")
                beside.write_text(lines, encoding="utf-8")
                beside.replace(path)

    def perform(self, number: int, index: NewsIndex, folder: Path) -> None:
        """Do a step; the folder must be prepared."""
        step = self.step(number)
        if step.kind == "rebuild":
            index.rebuild([folder], workers=2)
        elif step.kind == "update":
            index.update([folder])
        elif step.kind == "add":
            index.add(
                article(identity, text) for identity, text in zip(step.ids, step.texts, strict=True)
            )
        else:
            index.delete(step.ids)

    def _know(self, number: int) -> None:
        while len(self._steps) <= number:
            self._imagine(len(self._steps))

    def _imagine(self, number: int) -> None:
        source = random.Random(f"{self._seed} {number}")
        if not number:
            folder = {
                f"tin-{file}.jsonl": dict(
                    _new(source, 0, file * PER_FILE + one) for one in range(PER_FILE)
                )
                for file in range(FILES)
            }
            self._remember(Step("rebuild"), State(folder, _all_of(folder)))
            return
        state = self._states[number - 1].copy()
        kind = self._kind(number, source)
        if kind == "delete":
            ids = tuple(source.sample(sorted(state.indexed), 4))
            for identity in ids:
                del state.indexed[identity]
            self._remember(Step(kind, ids=ids), state)
        elif kind == "add":
            fresh = dict(_new(source, number, one) for one in range(3))
            # One that is there already is replaced.
            former = source.choice(sorted(state.indexed))
            fresh[former] = _texts(source, number, 9)
            state.indexed.update(fresh)
            self._remember(Step(kind, ids=tuple(fresh), texts=tuple(fresh.values())), state)
        elif kind == "update":
            self._remember(self._edit(number, source, state), state)
        else:
            state.indexed = _all_of(state.folder)
            self._remember(Step("rebuild"), state)

    def _kind(self, number: int, source: random.Random) -> str:
        if self._kinds:
            return self._kinds[(number - 1) % len(self._kinds)]
        return source.choices(("add", "delete", "update", "rebuild"), (30, 15, 40, 15))[0]

    def _edit(self, number: int, source: random.Random, state: State) -> Step:
        """Change a file: articles edited, dropped and new ones. All of the file is taken again."""
        name = f"tin-{source.randrange(FILES)}.jsonl"
        texts = state.folder[name]
        edited, dropped = source.sample(sorted(texts), 3), source.sample(sorted(texts), 2)
        for place, identity in enumerate(edited):
            texts[identity] = _texts(source, number, 20 + place)
        for identity in dropped:
            del texts[identity]
            state.indexed.pop(identity, None)
        texts.update(_new(source, number, 10 + one) for one in range(2))
        state.indexed.update(texts)
        return Step("update", file=name)

    def _remember(self, step: Step, state: State) -> None:
        number = len(self._steps)
        self._steps.append(step)
        self._states[number] = state
        if self._keep:
            self._states.pop(number - self._keep, None)


def article(identity: str, texts: Texts) -> Article:
    """An article as the folder's files would give it."""
    title, body = texts
    published = Published.fromisoformat(_day(identity))
    return Article(id=identity, title=title, body=body, source="vídụ.vn", published=published)


def number_in(texts: Texts) -> str:
    """The number that this text of an article has, and no other."""
    return texts[0].rpartition(" ")[2]


def _all_of(folder: Mapping[str, Mapping[str, Texts]]) -> dict[str, Texts]:
    return {identity: text for texts in folder.values() for identity, text in texts.items()}


def _new(source: random.Random, step: int, place: int) -> tuple[str, Texts]:
    return f"bai-{step}-{place}", _texts(source, step, place)


def _texts(source: random.Random, step: int, place: int) -> Texts:
    place_name, event = source.choice(PLACES), source.choice(EVENTS)
    number = 1_000_000 + 1_000 * step + place
    return (
        f"Bản tin {COMMON} số {number}",
        f"{place_name} {event}. Theo bản tin mang số {number}, người dân {source.choice(PLACES)} "
        f"cũng chờ {source.choice(EVENTS)}.",
    )


def _day(identity: str) -> str:
    source = random.Random(identity)
    return f"{source.randint(2015, 2024)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}"


def _line(identity: str, texts: Texts) -> str:
    title, body = texts
    record = {
        "id": identity,
        "title": title,
        "body": body,
        "source": "vídụ.vn",
        "published": _day(identity),
    }
    return json.dumps(record, ensure_ascii=False) + "\n"
