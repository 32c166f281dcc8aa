"""What sites say when a page is not there, and what pages say that live, in each language of tests/judge/statements."""

from __future__ import annotations

import pytest

from crawler.judge.phrases import absence_implied, absence_stated, conditional, loss_told, object_missed
from tests.judge.spoken import spoken

ABSENT, PRESENT = spoken("statements", "absent"), spoken("statements", "present")


@pytest.mark.parametrize("language", ABSENT)
def test_what_is_not_there_is_told(language: str) -> None:
    missed = [statement for statement in ABSENT[language] if not _is_told(statement)]
    assert not missed, "\n".join(missed)


@pytest.mark.parametrize("language", PRESENT)
def test_what_lives_is_not_called_absent(language: str) -> None:
    called = {statement: absence_stated(statement) or absence_implied(statement) for statement in PRESENT[language]}
    wrong = [f"{each}: {found}" for each, found in called.items() if found and not conditional(each)]
    assert not wrong, "\n".join(wrong)


def _is_told(statement: str) -> bool:
    return any(find(statement) for find in (absence_stated, absence_implied, object_missed, loss_told))
