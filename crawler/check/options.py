"""What the user asks of the check of one article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_OF_THE_LOG = ("LOG_", "CITEWATCH_LOG_")
"""How the names of settings begin that change nothing in what a run finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`settings` are Scrapy settings; `only` is "" for all footnotes."""

    references: Path
    reports: Path
    only: str = ""
    due: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The same for two runs with the same options, so that the second may go on where the first was cut off."""
        settings = {name: value for name, value in self.settings.items() if not name.startswith(_OF_THE_LOG)}
        stated = {"references": str(self.references.resolve()), "only": self.only, "settings": settings}
        return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()
