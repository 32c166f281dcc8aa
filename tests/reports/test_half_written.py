"""Temporary files: names that nobody else has, and an end for those that a killed process left."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from crawler.reports.half_written import alone_in, beside, sweep
from crawler.reports.publish import put_in_place

OURS = (".latest.json.0123456789ab.tmp", ".a file of two\nlines.ffffffffffff.tmp", "..hidden.000000000000.tmp")
OTHERS = (
    "latest.json",
    ".latest.json.tmp",
    ".latest.json.0123456789AB.tmp",
    ".latest.json.0123456789a.tmp",
    ".latest.json.0123456789abc.tmp",
    "latest.json.0123456789ab.tmp",
    ".0123456789ab.tmp",
    ".latest.json.0123456789ab.tmp.bak",
)


def test_a_name_beside_the_target_is_in_its_folder_and_new_each_time(tmp_path: Path) -> None:
    names = {beside(tmp_path / "latest.json") for _ in range(20)}
    assert len(names) == 20
    assert {name.parent for name in names} == {tmp_path}
    assert all(name.name.startswith(".latest.json.") for name in names)


@pytest.mark.parametrize("target", ["latest.json", "a file of two\nlines", ".hidden", "ä ö"])
def test_what_is_named_so_is_swept(tmp_path: Path, target: str) -> None:
    beside(tmp_path / target).touch()
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_only_ours_is_swept(tmp_path: Path) -> None:
    for name in (*OURS, *OTHERS):
        (tmp_path / name).touch()
    sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(OTHERS)


def test_what_cannot_be_swept_stays(tmp_path: Path) -> None:
    (tmp_path / OURS[0]).mkdir()
    sweep(tmp_path)
    sweep(tmp_path / "not there")
    assert [path.name for path in tmp_path.iterdir()] == [OURS[0]]


def test_whoever_is_alone_finds_a_clean_folder_and_keeps_what_it_writes(tmp_path: Path) -> None:
    (tmp_path / OURS[0]).touch()
    with alone_in(tmp_path):
        assert list(tmp_path.iterdir()) == []
        (tmp_path / OURS[0]).touch()
    assert [path.name for path in tmp_path.iterdir()] == [OURS[0]]


def test_a_second_waits_and_does_not_sweep_what_the_first_is_writing(tmp_path: Path) -> None:
    entered = threading.Event()

    def second() -> None:
        with alone_in(tmp_path):
            entered.set()

    waiting = threading.Thread(target=second)
    with alone_in(tmp_path):
        half = beside(tmp_path / "latest.json")
        half.touch()
        waiting.start()
        assert half.exists()
        half.rename(tmp_path / "latest.json")
        assert not entered.is_set()
    waiting.join()
    assert entered.is_set()
    assert [path.name for path in tmp_path.iterdir()] == ["latest.json"]


def test_a_lock_is_let_go_of_when_the_writing_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone_in(tmp_path):
        raise ZeroDivisionError
    descriptor = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(descriptor)


def test_publishing_clears_away_what_a_killed_publishing_left(tmp_path: Path) -> None:
    """The bug: a run killed while it wrote left its temporary files for ever."""
    for name in OURS:
        (tmp_path / name).touch()
    put_in_place({tmp_path / "latest.md": "whole"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["latest.md"]
