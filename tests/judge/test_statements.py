"""What sites say when a page is not there, and what pages say that live, in each language of tests/judge/statements."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from _pytest.mark.structures import ParameterSet

from crawler.judge.phrases import absence_implied, absence_stated, conditional, loss_told, object_missed

STATEMENTS = Path(__file__).with_name("statements")


def statements(kind: str) -> list[ParameterSet]:
    return [
        pytest.param(statement, id=f"{path.stem}-{kind}-{number}")
        for path in sorted(STATEMENTS.glob("*.yaml"))
        for number, statement in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))[kind], 1)
    ]


@pytest.mark.parametrize("statement", statements("absent"))
def test_what_is_not_there_is_told(statement: str) -> None:
    assert any(find(statement) for find in (absence_stated, absence_implied, object_missed, loss_told)), statement


@pytest.mark.parametrize("statement", statements("present"))
def test_what_lives_is_not_called_absent(statement: str) -> None:
    found = absence_stated(statement) or absence_implied(statement)
    assert found is None or conditional(statement), f"{statement}: {found}"
