"""What changed from one row of a citation to the next, as events for the feed."""

from __future__ import annotations

from crawler.history.record import Event, Row


def changes(before: Row | None, now: Row, identity: str, at: str) -> tuple[Event, ...]:
    """The flags that `now` raised and those that it cleared, compared with the row `before` it."""
    raised = [flag.flag for flag in now.flags if flag.new]
    standing = {flag.flag for flag in now.flags}
    cleared = [flag.flag for flag in before.flags if flag.flag not in standing] if before else []
    events = [("raised", flag) for flag in raised] + [("cleared", flag) for flag in cleared]
    return tuple(
        Event(
            at=at,
            what=what,
            flag=flag,
            identity=identity,
            label=now.label,
            title=str(now.citation.get("title", "")),
            explanation=f"{now.live.explanation} {now.archive.explanation}",
        )
        for what, flag in events
    )
