"""One run at a time in a folder, and what is said of a folder that cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.check.lock import only_run
from crawler.check.outcome import BadInputError, NotJudgedError


def test_the_folder_is_made_and_a_second_run_kept_out(tmp_path: Path) -> None:
    folder = tmp_path / "reports" / "of" / "an article"
    with only_run(folder):
        assert folder.is_dir()
        with pytest.raises(NotJudgedError, match="Another run is at work"), only_run(folder):
            pytest.fail("two at once")
    with only_run(folder):
        pass


def test_a_lock_is_let_go_of_when_a_run_fails(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_run(tmp_path):
        raise ZeroDivisionError
    with only_run(tmp_path):
        pass


@pytest.mark.parametrize("name", ["/proc/none/reports", "file/reports", "x" * 300])
def test_a_folder_that_cannot_be_is_bad_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInputError, match="cannot be made"), only_run(tmp_path / name):
        pytest.fail("there is no such folder")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_that_is_there_and_cannot_be_written_may_be_another_day(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()
    with pytest.raises(NotJudgedError, match="cannot be written"), only_run(tmp_path):
        pytest.fail("nothing can be locked")


def test_what_a_killed_run_left_half_written_goes_with_the_next_lock(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "20260101T000000Z"
    run.mkdir(parents=True)
    half, whole = run / ".latest.json.0123456789ab.tmp", run / "latest.json"
    for path in (half, whole, tmp_path / "somebody's.tmp"):
        path.touch()
    with only_run(tmp_path):
        assert [path.name for path in run.iterdir()] == ["latest.json"]
    assert (tmp_path / "somebody's.tmp").exists()


def test_nothing_is_removed_while_another_run_holds_the_lock(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "20260101T000000Z"
    run.mkdir(parents=True)
    with only_run(tmp_path):
        half = run / ".latest.json.0123456789ab.tmp"
        half.touch()
        with pytest.raises(NotJudgedError), only_run(tmp_path):
            pytest.fail("two at once")
        assert half.exists()
