"""A user's file is written whole or not at all, with nothing left beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.check.outcome import BadInputError
from crawler.cli.files import read_whole, write_whole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "references.yaml"
    path.write_bytes(b"old\r\n")
    return path


def test_what_is_written_is_read_to_the_byte(file: Path) -> None:
    for text in ("", "one\ntwo\r\n", "ä\u2028\ufeff", "no end"):
        write_whole(file, text)
        assert read_whole(file) == text
    assert [path.name for path in file.parent.iterdir()] == ["references.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_the_permissions_stay(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_whole(file, "new")
    assert file.stat().st_mode & 0o777 == mode


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.yaml")
    link.symlink_to(file.name)
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new"


def test_what_a_killed_command_left_goes_with_the_next(file: Path) -> None:
    file.with_name(".references.yaml.0123456789ab.tmp").touch()
    file.with_name(".somebody's.tmp").touch()
    write_whole(file, "new")
    assert sorted(path.name for path in file.parent.iterdir()) == [".somebody's.tmp", "references.yaml"]


@pytest.mark.parametrize("name", ["folder", "not/there.yaml", "file/below.yaml"])
def test_where_it_cannot_be_written_the_old_one_stands(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(BadInputError, match="cannot be written"):
        write_whole(tmp_path / name, "new")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
