"""One change of an index, tried again and again from the same state, each time with a fault."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from newsearch import NewsIndex
from newsearch.errors import NewsearchError
from torture.crashes.faults import Fault
from torture.crashes.finding import Wrong, found_state, leftovers
from torture.crashes.process import Place, Said, heard
from torture.crashes.workload import Workload

KINDS = ("create", "rebuild", "update", "add", "delete")
"""What is done at the step with the fault; ``create`` is a rebuild where there was no index."""

# Of the last lines of a traceback.
_SHOWN = 400


class Trial:
    """Step ``self.number`` of a workload, from a state that is built once."""

    def __init__(
        self, work: Path, engine: str, kind: str, seed: int, base: Path | None = None
    ) -> None:
        """``base`` is where the state before the step is kept, beside the trial if not said."""
        self.kind = kind
        self.number = 0 if kind == "create" else 1
        self.place = Place(work / "trial")
        self._base = Place(base or work / "base")
        self._engine = engine
        self._seed = seed
        self._kinds = ("add", "update") if kind == "create" else (kind, "add")
        self.workload = Workload(seed, self._kinds)
        # Where it is done: the index remembers the names of files.
        self.workload.prepare(0, self.place.folder)
        if self.number:
            with NewsIndex.open_or_create(self.place.index, engine=engine) as index:
                self.workload.perform(0, index, self.place.folder)
            self.workload.prepare(1, self.place.folder)
        shutil.move(self.place.work, self._base.work)

    def calls(self) -> list[str]:
        """The calls that the step makes, without a fault."""
        said = self.run(Fault())
        if said.code:
            raise Wrong(f"{self.kind}: without a fault: {said.errors or said.message}")
        return said.calls

    def fresh(self) -> Place:
        """The state before the step, in a new folder."""
        shutil.rmtree(self.place.work, ignore_errors=True)
        self.place.work.mkdir(parents=True)
        for old, new in (
            (self._base.index, self.place.index),
            (self._base.folder, self.place.folder),
        ):
            if old.exists():  # with their times: the catalog knows them
                shutil.copytree(old, new)
        return self.place

    def command(self, fault: Fault | None = None) -> list[str]:
        """The command of the writer that does the step."""
        steps = (self.number, self.number)
        return self.place.command(self._engine, self._seed, steps, self._kinds, fault)

    def run(self, fault: Fault) -> Said:
        """Do the step from a fresh state, with a fault."""
        self.fresh()
        return self.finish(fault)

    def finish(self, fault: Fault) -> Said:
        """Do the step where a fresh state is already."""
        return heard(self.place.start(self.command(fault)))

    def judge(self, said: Said, index: Path | None = None) -> list[str]:
        """What is wrong with what the writer said, with what it left, and with the next commit.

        ``index`` is the index that is looked at, if it is not where it was written.
        """
        index = index or self.place.index
        wrongs = []
        if said.code > 0 and said.failed is None:
            wrongs.append(f"ended with {said.code}: {said.errors[-_SHOWN:]}")
        elif said.errors:
            wrongs.append(f"said: {said.errors[-_SHOWN:]}")
        left = self.place.remaining()
        if left:
            wrongs.append(f"processes {left} go on")
        try:
            self._go_on(index, self._found(index, self._allowed(said)))
        except (Wrong, NewsearchError) as wrong:
            wrongs.append(str(wrong))
        else:
            wrongs += [f"left behind: {one}" for one in leftovers(index, self.place.scratch)]
        return wrongs

    def _allowed(self, said: Said) -> list[int]:
        """After which steps the index may be, by what the writer said."""
        if said.done:
            return [self.number]
        if said.failed is not None:
            is_made = "the change is made" in said.message
            return [self.number if is_made else self.number - 1]
        return [self.number - 1, self.number]

    def _found(self, index: Path, allowed: Iterable[int]) -> int:
        before = [one for one in allowed if one >= 0]
        if len(before) < len(list(allowed)) and not (index / "CURRENT").exists():
            return -1
        return found_state(index, self.workload, before)

    def _go_on(self, index: Path, found: int) -> None:
        """Another writer does the step, or the one that follows."""
        self.workload.prepare(found + 1, self.place.folder)
        with NewsIndex.open_or_create(index, engine=self._engine) as opened:
            self.workload.perform(found + 1, opened, self.place.folder)
        self._found(index, [found + 1])
