from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from crawler.data_file import read_table

ROOT = Path(__file__).resolve().parent.parent
TABLES = sorted(ROOT.glob("crawler/**/*.yaml"))


@pytest.mark.parametrize("path", TABLES, ids=[path.name for path in TABLES])
def test_each_table_is_read_and_notes_its_source(path: Path) -> None:
    assert read_table(".".join(path.relative_to(ROOT).parent.parts), path.name)
    assert "#" in path.read_text("utf-8"), "where the words come from"


@pytest.mark.parametrize("path", TABLES, ids=[path.name for path in TABLES])
def test_each_table_says_the_same_to_a_reader_of_yaml_1_2(path: Path) -> None:
    read = read_table(".".join(path.relative_to(ROOT).parent.parts), path.name)
    assert read == YAML(typ="safe", pure=True).load(path.read_text("utf-8"))


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        read_table("crawler.references", "no_such_table.yaml")
