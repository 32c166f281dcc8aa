"""What sites say when a page is not there, and what pages say that live, in each language of tests/judge/statements."""

from __future__ import annotations

import pytest

from crawler.judge.phrases import absence_implied, absence_stated, conditional, loss_told, object_missed
from tests.judge.spoken import spoken

ABSENT, PRESENT = spoken("statements", "absent"), spoken("statements", "present")


@pytest.mark.parametrize("statement", ABSENT.values(), ids=ABSENT)
def test_what_is_not_there_is_told(statement: str) -> None:
    assert any(find(statement) for find in (absence_stated, absence_implied, object_missed, loss_told)), statement


@pytest.mark.parametrize("statement", PRESENT.values(), ids=PRESENT)
def test_what_lives_is_not_called_absent(statement: str) -> None:
    found = absence_stated(statement) or absence_implied(statement)
    assert found is None or conditional(statement), f"{statement}: {found}"
