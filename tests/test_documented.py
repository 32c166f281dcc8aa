"""What a user can set is documented, and what is documented can be set."""

from __future__ import annotations

import re
from pathlib import Path

from crawler import settings

DOCS = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
ELSEWHERE = {"CITEWATCH_SPN_KEY", "CITEWATCH_SPN_SECRET", "CITEWATCH_NOTIFY"}
"""Variables of the environment: secrets are no settings."""


def test_every_setting_is_documented_and_no_other() -> None:
    known = {name for name in dir(settings) if name.startswith("CITEWATCH_")}
    documented = set(re.findall(r"CITEWATCH_[A-Z_]+", DOCS.read_text("utf-8")))
    assert known - documented == set()
    assert documented - known - ELSEWHERE == set()
