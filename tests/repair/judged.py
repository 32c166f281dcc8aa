"""Judged citations for the tests of repairs: a dead one with a snapshot, a lost one, and others."""

from __future__ import annotations

from dataclasses import replace

from crawler.history.record import Report, Row
from crawler.judge.health import Judged
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import Alternative, Suggestion
from crawler.references.citation import Article, Citation, References, from_mapping
from tests.reports.samples import archive, live, report, row

DEAD, LOST, MOVED, USURPED = (
    f"https://{name}.example/story?id=7&lang=en" for name in ("dead", "lost", "moved", "usurped")
)
ALIVE, WELL, REVIVED, MISSING = (f"https://{name}.example/story" for name in ("alive", "well", "revived", "missing"))
ELSEWHERE = "https://elsewhere.example/story"
NEW = "https://moved.example/new"


def snapshot(address: str, timestamp: str = "20200105060708") -> str:
    return f"https://web.archive.org/web/{timestamp}/{address}"


def suggested(judged: Row) -> Row:
    """The row with what the judge suggests of its verdicts."""
    citation = from_mapping(judged.citation, number=judged.number, group=judged.group, cited_by=judged.cited_by)
    suggestion = suggest(Judged(citation=citation, live=judged.live, archive=judged.archive, content=judged.content))
    return replace(judged, suggestion=suggestion)


def _good(address: str) -> object:
    return archive(snapshot_url=snapshot(address), captured_at="2020-01-05T06:07:08Z")


def _row(number: int, reason: str, address: str, kept: object, **more: object) -> Row:
    judged = live(reason, url=address, final_url=more.pop("final_url", address))
    return suggested(row(number, f"Story {number}", live=judged, archive=kept, **more))  # type: ignore[arg-type]


BETTER = Alternative(snapshot_url=snapshot(ALIVE), captured_at="2020-01-05T06:07:08Z", source="the Wayback Machine")
BAD = snapshot(ALIVE, "20190101000000")

ROWS = {
    "dead": _row(1, "not-found", DEAD, _good(DEAD)),
    "lost": _row(2, "gone", LOST, archive("missing")),
    "moved": _row(3, "moved", MOVED, archive("unknown", "unclear"), final_url=NEW),
    "usurped": _row(4, "replaced", USURPED, _good(USURPED)),
    "alive": _row(
        5, "ok", ALIVE, archive("bad", "soft-404-capture", snapshot_url=BAD, alternatives=(BETTER,)), archive_url=BAD,
        **{"archive-date": "2019-01-01"},
    ),
    "well": _row(6, "ok", WELL, _good(WELL)),
    "revived": _row(
        7, "ok", REVIVED, _good(REVIVED), archive_url=snapshot(REVIVED),
        **{"archive-date": "2020-01-05", "url-status": "dead"},
    ),
    "missing": _row(8, "ok", MISSING, archive("missing")),
    "elsewhere": replace(
        _row(9, "not-found", ELSEWHERE, archive("missing")),
        suggestion=Suggestion(action="change-url", text="It moved: proof.", changes={"url": f"{ELSEWHERE}-new"}),
    ),
}  # fmt: skip
"""By what is wrong with them; their numbers are 1, 2, 3 ..."""


def judged_report(*names: str) -> Report:
    """A report of these rows, all where none is named."""
    return report(*(ROWS[name] for name in names or ROWS))


def cited(*names: str) -> References:
    """The citations as they were judged."""
    rows = [ROWS[name] for name in names or ROWS]
    citations: list[Citation] = [
        from_mapping(each.citation, number=each.number, group=each.group, cited_by=each.cited_by) for each in rows
    ]
    return References(article=Article(), references=tuple(citations))
