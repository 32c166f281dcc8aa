"""The processes that crawl for a worker: one server for many shards, and none that lives on without work."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from crawler.scale import crawls
from crawler.scale.crawls import STOPPED, crawled
from crawler.scale.shard import Ended, Shard
from crawler.scale.store import Folder
from tests.scale.machines import FORK_SERVER

REFUSED = Shard(store="nowhere", run="run", name="1-0", version="0.0.1").dump()
"""A shard that is answered at once: it is of another version."""


@pytest.fixture(autouse=True)
def _no_server_before_or_after() -> Iterator[None]:
    crawls._dismiss_all()
    yield
    crawls._dismiss_all()
    assert not _servers()


def _servers() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if FORK_SERVER in each.cmdline()]


def _never() -> bool:
    return False


def _wait_until(seen: Callable[[], bool]) -> None:
    while not seen():
        time.sleep(0.02)


def test_a_server_crawls_one_shard_after_another() -> None:
    assert crawled(REFUSED, _never).how == "version"
    first = _servers()
    assert crawled(REFUSED, _never).how == "version"
    assert _servers() == first
    assert len(first) == 1


def test_a_server_without_work_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawls, "IDLE", 0.05)
    crawled(REFUSED, _never)
    _wait_until(lambda: not _servers())


def test_a_server_that_was_killed_meanwhile_is_not_asked() -> None:
    crawled(REFUSED, _never)
    (server,) = _servers()
    server.kill()
    _wait_until(lambda: server.status() == psutil.STATUS_ZOMBIE)
    assert crawled(REFUSED, _never).how == "version"


def test_a_server_that_ends_at_work_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawls, "command_of", lambda _: ["cat", "/dev/null"])
    assert crawled(REFUSED, _never).said.startswith("its process ended with 0, before it could say how it went")


def test_an_answer_that_cannot_be_read_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawls, "command_of", lambda _: ["sh", "-c", "read line; echo hello; read line"])
    assert crawled(REFUSED, _never) == Ended("fault", "hello")


def test_a_question_that_fails_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> bool:
        raise ZeroDivisionError

    monkeypatch.setattr(crawls, "command_of", lambda _: ["sleep", "600"])
    monkeypatch.setattr(crawls, "LOOK", 0.05)
    with pytest.raises(ZeroDivisionError):
        crawled(REFUSED, fails)
    assert not psutil.Process().children()


def test_a_server_that_does_not_read_is_stopped_with_its_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawls, "command_of", lambda _: ["sleep", "600"])
    monkeypatch.setattr(crawls, "LOOK", 0.05)
    assert crawled("x" * 1_000_000, lambda: True) == STOPPED


def test_a_crawl_that_hangs_ends_with_its_run(tmp_path: Path) -> None:
    shard = Shard(store=str(tmp_path), run="run", name="1-0", settings={"CITEWATCH_CLUSTER_LEASE": 3600})
    Folder(tmp_path).create(f"{shard.leases}/00000001", b'{"owner": "another", "beat": 1}')
    suspended: list[psutil.Process] = []

    def is_over() -> bool:
        for crawl in psutil.Process().children(recursive=True):
            if crawl.ppid() != os.getpid():
                crawl.suspend()
                suspended.append(crawl)
        return bool(suspended)

    assert crawled(shard.dump(), is_over) == STOPPED
    psutil.wait_procs(suspended)


def test_a_run_that_is_over_stops_its_crawl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawls, "command_of", lambda _: ["sleep", "600"])
    monkeypatch.setattr(crawls, "LOOK", 0.05)
    assert crawled(REFUSED, lambda: True) == STOPPED
