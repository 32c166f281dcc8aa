"""A body that could not be read whole."""

from __future__ import annotations

import pytest

from crawler.evidence.fetch import Fetch
from crawler.judge.live import judge_fetch
from tests.judge.cases import STORY, TITLE, citation, fetch, html

NOISE = html("", STORY)
PDF = b"%PDF-1.4 ..."
READ: dict[str, tuple[Fetch, str]] = {
    "over the limit without the work": (fetch(NOISE, truncated=True), "protocol-error"),
    "over the limit with the work's title": (fetch(html(TITLE, STORY), truncated=True), "ok"),
    "over the limit with the title in its text": (fetch(html("", TITLE, STORY), truncated=True), "ok"),
    "over the limit and says that it is not there": (fetch(html("Page not found"), truncated=True), "soft-404"),
    "broken": (fetch(NOISE, intact=False), "protocol-error"),
    "broken to nothing": (fetch(b"", intact=False), "protocol-error"),
    "broken, but it shows the work": (fetch(html(TITLE, STORY), intact=False), "ok"),
    "a broken error is an error": (fetch(b"", intact=False, status=404), "not-found"),
    "a long file": (fetch(PDF, content_type="application/pdf", truncated=True), "ok"),
    "a broken file": (fetch(PDF, content_type="application/pdf", intact=False), "protocol-error"),
}


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    fetched, reason = READ[name]
    assert judge_fetch(citation(), fetched).reason == reason
