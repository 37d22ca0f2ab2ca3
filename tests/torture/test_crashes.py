"""Writers that are killed, fail or lose power: a few of the cases of ``make torture``."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from torture.crashes import commit_steps, full_disk, power_loss, random_kills, system_calls
from torture.crashes.durability import Disk
from torture.crashes.faults import Fault
from torture.crashes.finding import Wrong, found_state
from torture.crashes.trial import Trial
from torture.crashes.workload import Workload


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_writer_may_be_killed_at_any_moment(tmp_path: Path, engine: str) -> None:
    outcome = random_kills.experiment(tmp_path, engine, count=2, seed=7)
    assert outcome.failures == []
    assert outcome.figures["kills"] == 2


@pytest.mark.parametrize(("engine", "kind"), [("whoosh", "update"), ("tantivy", "add")])
def test_a_commit_may_be_killed_or_fail_at_each_of_its_calls(
    tmp_path: Path, engine: str, kind: str
) -> None:
    outcome = commit_steps.experiment(tmp_path, engine, count=4, seed=5, kinds=(kind,))
    assert outcome.failures == []
    assert outcome.figures["killed"]
    assert float(outcome.figures["calls"]) > 30


@pytest.mark.parametrize(("engine", "kind"), [("whoosh", "delete"), ("tantivy", "update")])
def test_the_power_may_go_at_each_call_of_a_commit(tmp_path: Path, engine: str, kind: str) -> None:
    outcome = power_loss.experiment(tmp_path, engine, count=1, seed=5, kinds=(kind,))
    assert outcome.failures == []
    assert outcome.figures["disks"] == 4


@pytest.mark.skipif(bool(system_calls.available()), reason=system_calls.available())
def test_system_calls_of_a_commit_may_fail(tmp_path: Path) -> None:
    outcome = system_calls.experiment(tmp_path, "tantivy", count=3, seed=4, kinds=("delete",))
    assert outcome.failures == []


@pytest.mark.skipif(bool(full_disk.available()), reason=full_disk.available())
def test_the_disk_may_be_full(tmp_path: Path) -> None:
    outcome = full_disk.experiment(tmp_path, "whoosh", count=3, seed=2, kinds=("update",))
    assert outcome.failures == []


def test_a_new_index_is_on_disk_with_the_folders_that_were_made_for_it(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "trial", "whoosh", "create", seed=1)
    notes = tmp_path / "notes"
    said = trial.run(Fault(durability=str(notes)))
    assert said.done == [0]
    assert Disk(notes, trial.place.index).image(tmp_path / "image", seed=None)
    assert trial.judge(said, tmp_path / "image") == []


def test_a_change_that_the_disk_does_not_confirm_is_told_as_made(tmp_path: Path) -> None:
    trial = Trial(tmp_path, "whoosh", "add", seed=1)
    calls = trial.calls()
    said = trial.run(Fault(calls.index("fsync ."), "EIO"))
    assert said.failed == 1
    assert "the change is made and can be searched" in said.message
    assert trial.judge(said) == []


def test_the_judges_see_what_is_wrong(tmp_path: Path) -> None:
    workload, folder = Workload(3, ("add",)), tmp_path / "corpus"
    workload.prepare(0, folder)
    with NewsIndex.create(tmp_path / "index") as index:
        workload.perform(0, index, folder)
        assert found_state(tmp_path / "index", workload, [0, 1]) == 0
        with pytest.raises(Wrong, match="of step 1 3 articles are missing, 1 are other ones"):
            found_state(tmp_path / "index", workload, [1])
        index.add(Article(id="lạ", title="Không ai thêm bài này"))
    with pytest.raises(Wrong, match="1 too many"):
        found_state(tmp_path / "index", workload, [0, 1])


def test_power_takes_what_was_not_brought_to_disk(tmp_path: Path) -> None:
    trial = Trial(tmp_path / "trial", "whoosh", "add", seed=1)
    before = trial.calls().index("fsync generations")
    notes = tmp_path / "notes"
    said = trial.run(Fault(before, durability=str(notes)))
    assert said.fault == "fsync generations"
    assert (trial.place.index / "generations" / "000002").is_dir()
    Disk(notes, trial.place.index).image(tmp_path / "image", seed=None)
    assert not (tmp_path / "image" / "generations" / "000002").exists()
