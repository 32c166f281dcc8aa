"""Health by the table, and each flag raised, kept, cleared, and raised again."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.judge.health import Judged, flags_of, health_of
from crawler.judge.verdict import (
    ARCHIVE_REASONS,
    FLAGS,
    HEALTHS,
    LIVE_REASONS,
    LIVE_STATE_OF,
    Alternative,
    ArchiveVerdict,
    Content,
    ContentVerdict,
    Flag,
    LiveVerdict,
)
from tests.judge.captures import NAMED
from tests.judge.cases import citation

THEN, NOW = "2026-02-01T06:00:00Z", "2026-03-01T06:00:00Z"
BETTER = (Alternative(snapshot_url=NAMED, captured_at="2014-03-07T12:00:00Z", source="Wayback Machine"),)
ARCHIVE_STATE_OF = {"unclear": "unknown", "offline": "unknown"} | {
    reason: state for state, reasons in ARCHIVE_REASONS.items() for reason in reasons
}


def live(reason: str = "ok") -> LiveVerdict:
    return LiveVerdict(
        state=LIVE_STATE_OF[reason], reason=reason, explanation="So it is.", confidence=0.9, checked_at=THEN
    )


def archive(reason: str = "ok", **fields: Any) -> ArchiveVerdict:
    state = ARCHIVE_STATE_OF[reason]
    return ArchiveVerdict(state=state, reason=reason, explanation="So it is.", confidence=0.9, **fields)


def judged(live_reason: str = "ok", archive_reason: str = "ok", **fields: Any) -> Judged:
    """`cites` are the citation's fields, `content` the content's words, `other` a better snapshot."""
    return Judged(
        citation=citation(**fields.get("cites", {})),
        live=live(live_reason),
        archive=archive(archive_reason, alternatives=fields.get("other", ())),
        content=Content(**{name: ContentVerdict(verdict=word) for name, word in fields.get("content", {}).items()}),
    )


SUSPECT = {
    "timeout", "refused", "reset", "dns-error", "server-error", "tls-error", "protocol-error", "redirect-loop",
}  # fmt: skip


@pytest.mark.parametrize("archive_reason", ARCHIVE_STATE_OF)
@pytest.mark.parametrize("live_reason", LIVE_STATE_OF)
def test_health_is_the_tables(live_reason: str, archive_reason: str) -> None:
    state = ARCHIVE_STATE_OF[archive_reason]
    if live_reason in LIVE_REASONS["alive"]:
        expected = "at-risk" if state in ("missing", "bad") else "healthy"
    elif live_reason in LIVE_REASONS["dead"]:
        expected = "rescued" if state == "good" else "dead"
    else:
        expected = "suspect" if live_reason in SUSPECT else "unknown"
    assert health_of(live(live_reason), archive(archive_reason)) == expected
    assert expected in HEALTHS


NAMES: dict[str, Any] = {"cites": {"archive_url": NAMED}}
DATE_ONLY: dict[str, Any] = {"cites": {"archive_date": "2014-03-07"}}
QUOTES: dict[str, Any] = {"cites": {"quote": "eleven days"}}
RAISES: dict[str, list[Judged]] = {
    "dead-citation": [
        judged("not-found", "no-capture"),
        judged("gone", "wrong-page"),
        judged("unreachable", "rate-limited"),
    ],
    "needs-archive-url": [
        judged("not-found", "ok"),
        judged("gone", "unclear", other=BETTER, **NAMES),
        judged("gone", "wrong-date", other=BETTER, **NAMES),
    ],
    "bad-archive-url": [judged("ok", "wrong-date", **NAMES), judged("timeout", "unplayable", **NAMES)],
    "not-archived": [judged("ok", "no-capture"), judged("not-found", "no-capture")],
    "wrong-page": [
        judged("replaced"),
        judged(content={"title": "differs", "quote": "absent"}),
        judged(content={"title": "differs", "author": "differs", "date": "differs"}),
    ],
    "moved": [judged("moved")],
    "quote-not-found": [judged(content={"quote": "absent"}, **QUOTES)],
}
LEAVES: dict[str, list[Judged]] = {
    "dead-citation": [judged("timeout", "no-capture"), judged("blocked"), judged("address-unconfirmed", "wrong-page")],
    "needs-archive-url": [judged("timeout", "ok"), judged("not-found", "rate-limited")],
    "bad-archive-url": [judged("ok", "archive-unreachable", **NAMES)],
    "not-archived": [judged("timeout", "no-capture"), judged("ok", "unclear"), judged("blocked", "excluded")],
    "wrong-page": [judged("blocked"), judged(content={"title": "unknown"}), judged(content={"title": "differs"})],
    "moved": [judged("timeout")],
    "quote-not-found": [judged(content={"quote": "unknown"}, **QUOTES), judged("blocked", **QUOTES)],
}
CLEARS: dict[str, list[Judged]] = {
    "dead-citation": [judged("ok"), judged("not-found", "ok")],
    "needs-archive-url": [
        judged("ok"),
        judged("not-found", "ok", **NAMES),
        judged("not-found", "no-capture"),
        judged("not-found", "ok", **DATE_ONLY),
    ],
    "bad-archive-url": [judged("ok", "ok", **NAMES), judged("ok", "wrong-page")],
    "not-archived": [judged("ok", "ok"), judged("timeout", "wrong-page")],
    "wrong-page": [judged(content={"title": "match"}), judged("not-found"), judged(content={"quote": "match"})],
    "moved": [judged("ok"), judged("not-found")],
    "quote-not-found": [judged(content={"quote": "match"}, **QUOTES), judged(content={"quote": "absent"})],
}


def cases(table: dict[str, list[Judged]]) -> list[tuple[str, Judged]]:
    return [(flag, each) for flag, some in table.items() for each in some]


def found(flag: str, each: Judged, before: tuple[Flag, ...] = ()) -> Flag | None:
    return next((one for one in flags_of(each, before, NOW) if one.flag == flag), None)


def test_every_flag_has_its_cases() -> None:
    assert set(RAISES) == set(LEAVES) == set(CLEARS) == set(FLAGS)


@pytest.mark.parametrize(("flag", "each"), cases(RAISES))
def test_raised(flag: str, each: Judged) -> None:
    assert found(flag, each) == Flag(flag=flag, since=NOW, new=True)


@pytest.mark.parametrize(("flag", "each"), cases(RAISES) + cases(LEAVES))
def test_kept(flag: str, each: Judged) -> None:
    before = (Flag(flag=flag, since=THEN, new=True),)
    assert found(flag, each, before) == Flag(flag=flag, since=THEN, new=False)


@pytest.mark.parametrize("flag", FLAGS)
def test_a_flag_raised_while_the_clock_ran_ahead_stands_since_now(flag: str) -> None:
    before = (Flag(flag=flag, since="2099-01-01T00:00:00Z", new=True),)
    assert found(flag, RAISES[flag][0], before) == Flag(flag=flag, since=NOW, new=False)


@pytest.mark.parametrize(("flag", "each"), cases(LEAVES))
def test_not_raised_by_what_cannot_tell(flag: str, each: Judged) -> None:
    assert found(flag, each) is None


@pytest.mark.parametrize(("flag", "each"), cases(CLEARS))
def test_cleared(flag: str, each: Judged) -> None:
    assert found(flag, each, (Flag(flag=flag, since=THEN, new=False),)) is None


@pytest.mark.parametrize("flag", FLAGS)
def test_raised_again_after_it_was_cleared_is_new_again(flag: str) -> None:
    raised = flags_of(RAISES[flag][0], (), THEN)
    cleared = flags_of(CLEARS[flag][0], raised, THEN)
    assert found(flag, RAISES[flag][0], cleared) == Flag(flag=flag, since=NOW, new=True)


def test_flags_stand_in_the_order_of_the_table() -> None:
    names = [flag.flag for flag in flags_of(judged("replaced", "no-capture"), (), NOW)]
    assert names == ["dead-citation", "not-archived", "wrong-page"]
