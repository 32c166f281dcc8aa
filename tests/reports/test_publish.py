"""Reports are put in place whole; whatever fails, each old file stands whole and nothing temporary is left."""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.reports.latest_json import read
from crawler.reports.publish import PublishError, publish
from crawler.reports.registry import REPORTS
from tests.reports.samples import full, report, row

RUN = "20250601T040000Z-1a2b"
OLD = report(row(1, "The run before"), run_id="20250531T040000Z-0001")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Writing past `size` fails as on a full disk (EFBIG for ENOSPC: the interpreter ignores the signal)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_the_same_set_for_the_run_and_as_the_latest(tmp_path: Path) -> None:
    paths = publish(full(), tmp_path)
    run_folder = tmp_path / "runs" / RUN
    assert paths == [run_folder / name for name in REPORTS] + [tmp_path / name for name in REPORTS]
    found = contents(tmp_path)
    assert len(found) == 2 * len(REPORTS)
    for name, reporter in REPORTS.items():
        assert found[name] == found[f"runs/{RUN}/{name}"] == reporter(full()).encode()


def test_the_folder_is_made(tmp_path: Path) -> None:
    publish(full(), tmp_path / "reports" / "replay")
    assert (tmp_path / "reports" / "replay" / "latest.html").is_file()


def test_line_ends_are_written_as_they_are(tmp_path: Path) -> None:
    publish(full(), tmp_path)
    assert b"\r\n" in (tmp_path / "latest.csv").read_bytes()
    assert b"\r\r\n" not in (tmp_path / "latest.csv").read_bytes()


def test_the_next_run_replaces_the_latest_and_keeps_the_run_before(tmp_path: Path) -> None:
    publish(OLD, tmp_path)
    publish(full(), tmp_path)
    assert read((tmp_path / "latest.json").read_text(encoding="utf-8")) == full()
    assert read((tmp_path / "runs" / OLD.run.id / "latest.json").read_text(encoding="utf-8")) == OLD


def test_a_run_may_be_published_again(tmp_path: Path) -> None:
    publish(full(), tmp_path)
    (tmp_path / "runs" / RUN / "evidence.warc.gz").write_bytes(b"kept")
    before = contents(tmp_path)
    publish(full(), tmp_path)
    assert contents(tmp_path) == before


def test_others_may_read_the_files(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        publish(full(), tmp_path)
    finally:
        os.umask(mask)
    assert (tmp_path / "latest.html").stat().st_mode & 0o777 == 0o644


def test_the_disk_fills_up_at_every_file_in_turn(tmp_path: Path) -> None:
    publish(OLD, tmp_path)
    before = contents(tmp_path)
    sizes = sorted({len(reporter(full()).encode()) for reporter in REPORTS.values()})
    for size in [0, *(size - 1 for size in sizes)]:
        with pytest.raises(PublishError, match="could not be written") as caught, files_of_at_most(size):
            publish(full(), tmp_path)
        assert "Make room" in str(caught.value)
        assert contents(tmp_path) == before
    assert not (tmp_path / "runs" / RUN).exists()


def test_after_a_failure_the_next_try_succeeds(tmp_path: Path) -> None:
    with pytest.raises(PublishError), files_of_at_most(100):
        publish(full(), tmp_path / "reports")
    assert list(tmp_path.iterdir()) == []
    publish(full(), tmp_path / "reports")
    assert len(contents(tmp_path / "reports")) == 2 * len(REPORTS)


@pytest.mark.parametrize("name", REPORTS)
def test_a_folder_in_a_file_s_place_changes_nothing(tmp_path: Path, name: str) -> None:
    publish(OLD, tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    before = contents(tmp_path)
    with pytest.raises(PublishError, match="a folder stands where the file belongs") as caught:
        publish(full(), tmp_path)
    assert str(tmp_path / name) in str(caught.value)
    assert contents(tmp_path) == before


def test_a_file_in_the_folder_s_place(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match="reports"):
        publish(full(), tmp_path / "reports")
    assert contents(tmp_path) == {"reports": b"mine"}


@pytest.mark.parametrize("run_id", ["", "..", ".hidden", "a/b", "../../etc", "a\\b", "a\nb", "x" * 201, "ü"])
def test_a_run_s_id_that_cannot_name_a_folder(tmp_path: Path, run_id: str) -> None:
    with pytest.raises(PublishError, match="cannot name a folder"):
        publish(report(row(1), run_id=run_id), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_cannot_be_rendered_writes_nothing(tmp_path: Path) -> None:
    broken = report(row(1, other={"pages": object()}))
    with pytest.raises(TypeError):
        publish(broken, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    publish(OLD, tmp_path)
    done, seen = threading.Event(), set()

    def watch() -> None:
        while not done.is_set():
            seen.add(read((tmp_path / "latest.json").read_text(encoding="utf-8")).run.id)

    reader = threading.Thread(target=watch)
    reader.start()
    try:
        for shown in [full(), OLD] * 4:
            publish(shown, tmp_path)
    finally:
        done.set()
        reader.join()
    assert seen <= {RUN, OLD.run.id}
    assert seen
