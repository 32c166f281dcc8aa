"""What sites say when they hold a page back, and what pages say that do not, in each language of tests/judge/gates."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
import yaml
from _pytest.mark.structures import ParameterSet

from crawler.judge.gates import holds_back, may_hold_back

GATES = Path(__file__).with_name("gates")

FILES = sorted(GATES.glob("*.yaml"))

ENOUGH = 0.8
"""The share of a language's gates that are known whatever their length; the others are known by few words."""


@lru_cache
def statements(path: Path) -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def cases(kind: str) -> list[ParameterSet]:
    return [
        pytest.param(statement, id=f"{path.stem}-{kind}-{number}")
        for path in FILES
        for number, statement in enumerate(statements(path)[kind], 1)
    ]


@pytest.mark.parametrize("statement", cases("held"))
def test_a_gate_is_found(statement: str) -> None:
    assert holds_back(statement) or may_hold_back(statement), statement


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FILES])
def test_most_gates_are_found_whatever_their_length(path: Path) -> None:
    held = statements(path)["held"]
    missed = [statement for statement in held if not holds_back(statement)]
    assert len(held) - len(missed) >= ENOUGH * len(held), "\n".join(missed)


@pytest.mark.parametrize("statement", cases("free"))
def test_what_is_no_gate_is_not_found(statement: str) -> None:
    assert not holds_back(statement), statement
