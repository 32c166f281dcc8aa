"""Hosts that ask for patience: now not, in a moment, or never."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from tests.web.page import html_page, story_page
from tests.web.site import Answer, Request, site

STORY = Answer(200, {}, story_page())
BUSY = html_page("Too much at once", "Please come back in a moment.")


async def _in_a_second(request: Request) -> Answer:
    """429 with Retry-After in seconds, then the page."""
    return Answer(429, {"Retry-After": "1"}, BUSY) if request.nth == 1 else STORY


async def _at_a_time(request: Request) -> Answer:
    """503 with Retry-After as a date two seconds ahead, then the page."""
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    return Answer(503, {"Retry-After": when}, BUSY) if request.nth == 1 else STORY


async def _at_a_bad_time(request: Request) -> Answer:
    """429 with a Retry-After that says nothing, then the page."""
    return Answer(429, {"Retry-After": "soon"}, BUSY) if request.nth == 1 else STORY


async def _busy_once(request: Request) -> Answer:
    """503, then the page."""
    return Answer(503, {}, BUSY) if request.nth == 1 else STORY


SITES = (
    site("retry-after-seconds.example", {"/article": _in_a_second}),
    site("retry-after-date.example", {"/article": _at_a_time}),
    site("retry-after-nonsense.example", {"/article": _at_a_bad_time}),
    site("busy-once.example", {"/article": _busy_once}),
    # 503 for ever.
    site("always-busy.example", {"/article": Answer(503, {}, BUSY)}),
    # 429 for ever, and asks for a day of patience.
    site("too-many.example", {"/article": Answer(429, {"Retry-After": "86400"}, BUSY)}),
)
EXPECTED = {
    "https://retry-after-seconds.example/article": ("alive", "ok"),
    "https://retry-after-date.example/article": ("alive", "ok"),
    "https://retry-after-nonsense.example/article": ("alive", "ok"),
    "https://busy-once.example/article": ("alive", "ok"),
    "https://always-busy.example/article": ("unknown", "server-error"),
    "https://too-many.example/article": ("unknown", "blocked"),
}
