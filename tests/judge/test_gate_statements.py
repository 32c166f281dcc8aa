"""What sites say when they hold a page back, and what pages say that do not, in each language of tests/judge/gates."""

from __future__ import annotations

import pytest

from crawler.judge.gates import holds_back, may_hold_back
from tests.judge.spoken import spoken

ENOUGH = 0.8
"""The share of a language's gates that are known whatever their length; the others are known by few words."""

HELD, FREE = spoken("gates", "held"), spoken("gates", "free")
LANGUAGES = sorted({name.partition("-")[0] for name in HELD})


@pytest.mark.parametrize("statement", HELD.values(), ids=HELD)
def test_a_gate_is_found(statement: str) -> None:
    assert holds_back(statement) or may_hold_back(statement), statement


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_gates_are_found_whatever_their_length(language: str) -> None:
    held = [statement for name, statement in HELD.items() if name.startswith(f"{language}-")]
    missed = [statement for statement in held if not holds_back(statement)]
    assert len(held) - len(missed) >= ENOUGH * len(held), "\n".join(missed)


@pytest.mark.parametrize("statement", FREE.values(), ids=FREE)
def test_what_is_no_gate_is_not_found(statement: str) -> None:
    assert not holds_back(statement), statement
