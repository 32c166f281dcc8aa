"""flags.json: what is flagged now, one entry a flag, for scripts that only want to know what needs a hand."""

from __future__ import annotations

from dataclasses import asdict

from crawler.history.record import Report
from crawler.judge.verdict import Suggestion
from crawler.reports.flagged import Flagged, flagged
from crawler.reports.latest_json import SCHEMA_VERSION, as_json
from crawler.reports.summary import notices


def render(report: Report) -> str:
    """The flags in footnote order as indented JSON; `run.web` and the notices say when the outcomes are made up."""
    return as_json(
        {
            "schema_version": SCHEMA_VERSION,
            "notices": list(notices(report)),
            "run": asdict(report.run),
            "flags": [_entry(each) for each in flagged(report)],
        },
    )


def _entry(each: Flagged) -> dict[str, object]:
    row = each.row
    return {
        "number": row.number,
        "group": row.group,
        "title": row.citation.get("title", ""),
        "flag": each.flag.flag,
        "since": each.flag.since,
        "new": each.flag.new,
        "health": row.health,
        "explanation": each.explanation,
        "suggestion": _suggestion(row.suggestion),
    }


def _suggestion(suggestion: Suggestion | None) -> dict[str, object] | None:
    if suggestion is None:
        return None
    return {"action": suggestion.action, "text": suggestion.text, "changes": dict(suggestion.changes)}
