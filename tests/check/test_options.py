"""Which options make another run of it: a run that was cut off goes on only under the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crawler.check.options import Options

PLAIN = Options(references=Path("references.yaml"), reports=Path("reports"), settings={"DOWNLOAD_DELAY": "2"})

THE_SAME: dict[str, dict[str, Any]] = {
    "what is due only": {"due": True},
    "another folder": {"reports": Path("elsewhere")},
    "with a log": {"settings": {"DOWNLOAD_DELAY": "2", "LOG_FILE": "run.log", "LOG_LEVEL": "INFO"}},
    "with a small log": {"settings": {"CITEWATCH_LOG_BYTES": "2048", "DOWNLOAD_DELAY": "2"}},
}
ANOTHER: dict[str, dict[str, Any]] = {
    "another list": {"references": Path("other.yaml")},
    "some footnotes": {"only": "3"},
    "another setting": {"settings": {"DOWNLOAD_DELAY": "3"}},
    "no setting": {"settings": {}},
}


@pytest.mark.parametrize("changes", THE_SAME.values(), ids=list(THE_SAME))
def test_the_same_run(changes: dict[str, Any]) -> None:
    assert replace(PLAIN, **changes).digest == PLAIN.digest


@pytest.mark.parametrize("changes", ANOTHER.values(), ids=list(ANOTHER))
def test_another_run(changes: dict[str, Any]) -> None:
    assert replace(PLAIN, **changes).digest != PLAIN.digest
