"""What sites say when they hold a page back, and what pages say that do not, in each language of tests/judge/gates."""

from __future__ import annotations

import pytest

from crawler.judge.gates import holds_back, may_hold_back
from tests.judge.spoken import spoken

ENOUGH = 0.8
"""The share of a language's gates that are known whatever their length; the others are known by few words."""

HELD, FREE = spoken("gates", "held"), spoken("gates", "free")


@pytest.mark.parametrize("language", HELD)
def test_a_gate_is_found(language: str) -> None:
    missed = [statement for statement in HELD[language] if not holds_back(statement) and not may_hold_back(statement)]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("language", HELD)
def test_most_gates_are_found_whatever_their_length(language: str) -> None:
    missed = [statement for statement in HELD[language] if not holds_back(statement)]
    assert len(missed) <= (1 - ENOUGH) * len(HELD[language]), "\n".join(missed)


@pytest.mark.parametrize("language", FREE)
def test_what_is_no_gate_is_not_found(language: str) -> None:
    wrong = [statement for statement in FREE[language] if holds_back(statement)]
    assert not wrong, "\n".join(wrong)
