"""Engines: which addresses name one, and what an engine that is not there says."""

from __future__ import annotations

import time
from contextlib import closing
from socket import socket
from threading import Event

import pytest

from crawler.check.outcome import BadInputError, NotJudgedError
from crawler.scale.engines import check_address, engine


@pytest.mark.parametrize(
    "address", ["threads:1", "threads:64", "tcp://127.0.0.1:8786", "tls://scheduler.example:8786", "tcp://[::1]:8786"]
)
def test_an_address_of_an_engine(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    ["", "threads", "threads:0", "threads:-1", "threads:many", "127.0.0.1:8786", "tcp://host", "http://h:1", "dask:4"],
)
def test_any_other_address_is_bad_input(address: str) -> None:
    with (
        pytest.raises(BadInputError, match=r"--cluster .*: expected threads:N .* tcp://10\.0\.0\.5:8786"),
        engine(address),
    ):
        pass


def test_threads_work_side_by_side() -> None:
    first, second = Event(), Event()

    def meet(mine: Event, theirs: Event) -> bool:
        mine.set()
        return theirs.wait(60)

    with engine("threads:2") as found:
        assert found.places == 2
        met = [found.executor.submit(meet, first, second), found.executor.submit(meet, second, first)]
        assert [each.result() for each in met] == [True, True]
        assert not found.is_lost()


def test_what_waits_for_a_thread_is_dropped_at_the_end() -> None:
    began, go_on = Event(), Event()

    def work() -> None:
        began.set()
        go_on.wait(60)

    with engine("threads:1") as found:
        first = found.executor.submit(work)
        began.wait(60)
        second = found.executor.submit(time.time)
    go_on.set()
    first.result()
    assert second.cancelled()


def test_a_scheduler_that_is_not_there_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.scale.engines.PATIENCE", 0.5)
    with closing(socket()) as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        with (
            pytest.raises(NotJudgedError, match=f"--cluster {address}: no Dask scheduler answers there"),
            engine(address),
        ):
            pass
