"""What the user asks of the check of one article."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


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
        stated = {**asdict(self), "references": str(self.references.resolve()), "reports": "", "due": False}
        return hashlib.sha256(json.dumps(stated, sort_keys=True, default=str).encode()).hexdigest()
