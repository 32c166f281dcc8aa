"""The settings by which a run judged and said when it was due, kept with it: judged anew, it must say the same."""

from __future__ import annotations

import json

from scrapy.settings import BaseSettings, Settings

from crawler.history.store import History
from crawler.spiders.process import settings_of

NAMES = (
    "CITEWATCH_STRIKES",
    "CITEWATCH_STRIKE_SPACING_DAYS",
    "CITEWATCH_STRIKE_SPAN_DAYS",
    "CITEWATCH_RECHECK_DAYS",
    "CITEWATCH_RECHECK_MAX_DAYS",
)
_NOTE = "settings "


def remember(history: History, run: str, settings: BaseSettings) -> None:
    """Keeps them with the run."""
    history.take_note(f"{_NOTE}{run}", json.dumps({name: settings[name] for name in NAMES}))


def remembered(history: History, run: str) -> Settings:
    """The settings of the run, the project's own where it kept none."""
    return settings_of(json.loads(history.note(f"{_NOTE}{run}") or "{}"))
