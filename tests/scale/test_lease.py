"""Leases: one holder at a time, and the next only when the last has let go or fallen silent."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crawler.scale.lease import Lease, Renewing, claim
from crawler.scale.store import Folder


class _Time:
    """A clock that moves by sleeping alone; `meanwhile` is called at each sleep."""

    def __init__(self) -> None:
        self.now = 100.0
        self.meanwhile = lambda: None

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.meanwhile()


@pytest.fixture
def store(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def time() -> _Time:
    return _Time()


def _claim(store: Folder, time: _Time, seconds: float = 30) -> Lease:
    return claim(store, "leases/a", seconds, time, time.sleep)


def test_the_first_comes_at_once(store: Folder, time: _Time) -> None:
    assert _claim(store, time).number == 1
    assert time.now == 100


def test_another_shard_s_lease_is_another(store: Folder, time: _Time) -> None:
    _claim(store, time)
    assert claim(store, "leases/b", 30, time, time.sleep).number == 1
    assert time.now == 100


def test_who_was_silent_for_its_length_is_followed(store: Folder, time: _Time) -> None:
    _claim(store, time)
    assert _claim(store, time).number == 2
    assert 130 <= time.now < 140


def test_who_lets_go_is_followed_at_once(store: Folder, time: _Time) -> None:
    _claim(store, time).release()
    assert _claim(store, time).number == 2
    assert time.now == 100


def test_who_renews_is_not_followed(store: Folder, time: _Time) -> None:
    first, beats = _claim(store, time), iter(range(1, 1000))

    def renew() -> None:
        if time.now < 1000:
            assert first.renew(next(beats))

    time.meanwhile = renew
    assert _claim(store, time).number == 2
    assert time.now >= 1000 - 10 + 30


def test_who_lets_go_while_another_waits_is_followed_soon(store: Folder, time: _Time) -> None:
    first = _claim(store, time)
    time.meanwhile = first.release
    _claim(store, time)
    assert time.now < 110


def test_who_was_followed_is_told_so(store: Folder, time: _Time) -> None:
    first = _claim(store, time)
    second = _claim(store, time)
    assert not first.renew(1)
    assert second.renew(1)


def test_of_many_who_wait_one_is_next(store: Folder, time: _Time) -> None:
    _claim(store, time).release()
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(claim, store, "leases/a", 0.4) for _ in range(4)]
        numbers = sorted(each.result(timeout=60).number for each in waiting)
    assert numbers == [2, 3, 4, 5]


def test_a_lease_is_renewed_while_it_is_held(store: Folder) -> None:
    first = claim(store, "leases/a", 0.2)
    before = store.get(first.name)
    with Renewing(first, lambda: None):
        while store.get(first.name) == before:
            pass
    after = store.get(first.name)
    assert after != before


def test_renewing_ends_with_the_work(store: Folder) -> None:
    first = claim(store, "leases/a", 0.2)
    with Renewing(first, lambda: None):
        pass
    assert not [each for each in threading.enumerate() if each.name == "lease"]


def test_who_renews_too_late_is_told_so(store: Folder) -> None:
    first, lost = claim(store, "leases/a", 0.2), threading.Event()
    store.create("leases/a/00000002", b'{"owner": "another", "beat": 0}')
    with Renewing(first, lost.set):
        assert lost.wait(60)
