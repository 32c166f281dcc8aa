"""A worker's part: a process for each shard, that ends with its run, and says what went wrong."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.scale.shard import Ended, Shard, load_end
from crawler.scale.store import Folder, StoreError
from crawler.scale.worker import begin, end, run_shard


@pytest.fixture
def shard(tmp_path: Path) -> Shard:
    shard = Shard(store=str(tmp_path / "store"), run="run", name="1-0", addresses=["https://a.example/"])
    begin(Folder(Path(shard.store)), shard.run)
    return shard


def _worked(shard: Shard) -> Ended:
    return load_end(run_shard(shard.dump()))


def test_a_store_that_does_not_know_the_run_is_another_store(shard: Shard, tmp_path: Path) -> None:
    ended = _worked(replace(shard, store=str(tmp_path / "elsewhere")))
    assert ended == Ended("store", f"{tmp_path}/elsewhere is not the same place here as where the run began")


def test_a_run_that_is_over_is_not_worked_for(shard: Shard) -> None:
    end(Folder(Path(shard.store)), shard.run)
    assert _worked(shard).how == "store"


def test_a_driver_that_is_not_there_says_so(shard: Shard) -> None:
    ended = _worked(replace(shard, store="nowhere://bucket"))
    assert (ended.how, "nowhere://bucket" in ended.said) == ("store", True)


def test_another_version_is_refused_in_words(shard: Shard) -> None:
    ended = _worked(replace(shard, version="0.0.1"))
    assert ended.how == "version"
    assert "the run is from 0.0.1: install the same everywhere" in ended.said


def test_a_crawl_that_crashes_is_a_fault(shard: Shard) -> None:
    assert _worked(replace(shard, settings={"CITEWATCH_DNS_SERVER": "not an address"})).how == "fault"


def test_a_machine_without_a_network_gives_the_shard_back(shard: Shard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.scale.worker.PAUSE", 0)
    nowhere = {"CITEWATCH_DNS_SERVER": "127.0.0.1:1", "DNS_TIMEOUT": 0.5, "CITEWATCH_CONTROL_HOSTS": "nowhere.example"}
    ended = _worked(replace(shard, settings=nowhere))
    assert (ended.how, "nowhere.example" in ended.said) == ("offline", True)
    assert Folder(Path(shard.store)).names(shard.parcels) == ()


def test_a_crawl_ends_with_its_run(shard: Shard) -> None:
    store = Folder(Path(shard.store))
    # Another holds the lease, and is at work for a long time.
    store.create(f"{shard.leases}/00000001", b'{"owner": "another", "beat": 1}')
    found: list[Ended] = []
    work = threading.Thread(
        target=lambda: found.append(_worked(replace(shard, settings={"CITEWATCH_CLUSTER_LEASE": 3600})))
    )
    work.start()
    end(store, shard.run)
    work.join()
    assert found[0].how in ("stopped", "store")


class _Careless(Folder):
    """A store that lets anybody create anything."""

    def create(self, name: str, data: bytes) -> bool:
        self.put(name, data)
        return True


def test_a_store_in_which_two_can_take_a_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="leases and turns cannot be kept in it"):
        begin(_Careless(tmp_path), "run")
