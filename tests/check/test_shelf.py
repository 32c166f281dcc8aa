"""A shelf is a mapping that holds addresses and a few answers; all others are read back, and are the same."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator, MutableMapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.check.notebook import Notebook
from crawler.check.shelf import AT_HAND, Shelf, Spool
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.page import Page
from crawler.history.record import Run
from crawler.history.schema import HistoryError
from crawler.history.store import History

RUN = Run(id="r", started_at="2026-03-01T06:00:00Z", finished_at="", web="live", network="ok")
MANY = AT_HAND * 3


def _fetch(number: int, text: str = "") -> Fetch:
    page = Page(kind="html", text=text or f"The keeper of light {number}")
    return Fetch(address=f"https://a.example/{number}", asked_at=RUN.started_at, page=page)


class _Written:
    """What was written down, and which addresses were read back, in order."""

    def __init__(self) -> None:
        self.items: dict[str, Fetch] = {}
        self.read: list[str] = []

    def __call__(self, address: str) -> Fetch:
        self.read.append(address)
        return self.items[address]


@pytest.fixture
def written() -> _Written:
    return _Written()


@pytest.fixture
def shelf(written: _Written) -> Shelf[Fetch]:
    """With MANY answers, each written down as it came."""
    made: Shelf[Fetch] = Shelf(written)
    for number in range(MANY):
        fetch = _fetch(number)
        made[fetch.address] = written.items[fetch.address] = fetch
    return made


def test_what_has_just_come_is_at_hand_and_the_rest_is_read_back(shelf: Shelf[Fetch], written: _Written) -> None:
    assert shelf[_fetch(MANY - 1).address] == _fetch(MANY - 1)
    assert written.read == []
    assert shelf[_fetch(0).address] == _fetch(0)
    assert written.read == [_fetch(0).address]
    assert shelf[_fetch(0).address] == _fetch(0)
    assert written.read == [_fetch(0).address], "what was read is at hand"


def test_it_holds_no_more_than_a_few(shelf: Shelf[Fetch], written: _Written) -> None:
    assert list(shelf.items()) == list(written.items.items())
    written.read.clear()
    assert len(set(shelf.values())) == MANY
    assert len(written.read) == MANY, "in order, the first has long gone when its turn comes again"


def test_whether_it_is_known_needs_no_reading(shelf: Shelf[Fetch], written: _Written) -> None:
    assert _fetch(0).address in shelf
    assert "https://a.example/none" not in shelf
    assert shelf.get("https://a.example/none") is None
    assert len(shelf) == MANY
    assert list(shelf) == [_fetch(number).address for number in range(MANY)]
    assert written.read == []


def test_what_was_written_down_before_is_noted_without_reading(written: _Written) -> None:
    shelf: Shelf[Fetch] = Shelf(written)
    written.items[_fetch(1).address] = _fetch(1)
    shelf.take_note(_fetch(1).address)
    assert list(shelf) == [_fetch(1).address]
    assert written.read == []
    assert shelf[_fetch(1).address] == _fetch(1)


def test_what_is_taken_off_is_gone(shelf: Shelf[Fetch]) -> None:
    del shelf[_fetch(0).address]
    del shelf[_fetch(MANY - 1).address]
    assert len(shelf) == MANY - 2
    with pytest.raises(KeyError):
        shelf[_fetch(0).address]
    with pytest.raises(KeyError):
        del shelf[_fetch(0).address]


def test_a_later_answer_takes_the_place_of_the_first(shelf: Shelf[Fetch], written: _Written) -> None:
    again = _fetch(0, "Another page")
    shelf[again.address] = written.items[again.address] = again
    assert shelf[again.address] == again
    assert next(iter(shelf)) == again.address, "where it first stood"


@pytest.fixture
def spool() -> Iterator[Spool[Fetch]]:
    with closing(Spool(FETCH)) as opened:
        yield opened


@given(st.lists(st.tuples(st.integers(0, 2 * AT_HAND), st.text(min_size=1, max_size=40)), max_size=4 * AT_HAND))
def test_a_spool_is_a_mapping_as_any_other(answers: list[tuple[int, str]]) -> None:
    known: MutableMapping[str, Fetch] = {}
    with closing(Spool(FETCH)) as spool:
        for number, text in answers:
            fetch = _fetch(number, text)
            known[fetch.address] = spool[fetch.address] = fetch
        assert dict(spool) == known
        assert list(spool) == list(known)


def test_a_spool_leaves_no_file_behind(spool: Spool[Fetch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with closing(Spool(FETCH)) as other:
        other["a"] = spool["a"] = _fetch(1)
        assert list(tmp_path.iterdir()) == []
        del other["a"]
        assert "a" not in other
        assert len(other) == 0


def test_a_full_disk_is_said_and_what_stood_there_stands(spool: Spool[Fetch]) -> None:
    for number in range(MANY):
        spool[_fetch(number).address] = _fetch(number)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            spool["https://a.example/more"] = _fetch(0, os.urandom(3_000).hex())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "https://a.example/more" not in spool
    assert spool[_fetch(0).address] == _fetch(0)


def test_a_run_reads_back_what_it_has_seen(tmp_path: Path) -> None:
    with closing(History(tmp_path / "history.db")) as history:
        history.begin_run(RUN, "o", {})
        with closing(Notebook(history, RUN, tmp_path)) as notebook:
            for number in range(MANY):
                notebook.write(_fetch(number), "live")
            assert list(notebook.seen.live.values()) == [_fetch(number) for number in range(MANY)]
            assert dict(notebook.seen.plays) == {}


def test_a_run_whose_history_has_lost_it_says_so(tmp_path: Path) -> None:
    with closing(History(tmp_path / "history.db")) as history:
        history.begin_run(RUN, "o", {})
        with closing(Notebook(history, RUN, tmp_path)) as notebook:
            for number in range(MANY):
                notebook.write(_fetch(number), "live")
            notebook.commit()
            history.forget_observations(RUN.id)
            with pytest.raises(HistoryError, match="cannot give back what this run has seen"):
                notebook.seen.live[_fetch(0).address]
