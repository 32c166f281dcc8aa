"""Where the citation is compared: the live page if alive, else the snapshot; behind a wall nothing is absent."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from crawler.evidence.fetch import Fetch
from crawler.evidence.reading import MAX_TEXT
from crawler.judge.content import compare, is_another_work, judge_content
from crawler.judge.verdict import ArchiveVerdict, Content, ContentVerdict, LiveVerdict
from tests.judge.cases import STORY, TITLE, citation, fetch, html, page

CITED = citation(author=("Holm, Ada",), date="2014-03-06", quote="The ferries were sold to a circus at once")
PAGE = fetch(html(TITLE, STORY))


def live(state: str = "alive", reason: str = "ok") -> LiveVerdict:
    return LiveVerdict(state=state, reason=reason, explanation="So it is.", confidence=0.9)


def archive(state: str = "good", reason: str = "ok") -> ArchiveVerdict:
    return ArchiveVerdict(state=state, reason=reason, explanation="So it is.", confidence=0.9)


def words(content: Content) -> list[str]:
    return [getattr(content, field.name).verdict for field in fields(content)]


def test_a_page_seen_whole() -> None:
    content = judge_content(CITED, live(), PAGE, archive(), None)
    assert words(content) == ["match", "absent", "absent", "absent"]
    assert {getattr(content, field.name).source for field in fields(content)} == {"live"}


def test_behind_a_paywall_nothing_is_absent() -> None:
    content = judge_content(CITED, live(reason="paywalled"), PAGE, archive(), None)
    assert words(content) == ["match", "unknown", "unknown", "unknown"]


@pytest.mark.parametrize("flaw", [{"truncated": True}, {"intact": False}])
def test_of_a_page_that_was_not_seen_whole_nothing_is_absent(flaw: dict[str, Any]) -> None:
    content = judge_content(CITED, live(), fetch(html(TITLE, STORY), **flaw), archive(), None)
    assert "absent" not in words(content)


def test_of_a_text_longer_than_what_is_kept_nothing_is_absent() -> None:
    content = judge_content(CITED, live(), fetch(html(TITLE, "word " * MAX_TEXT)), archive(), None)
    assert "absent" not in words(content)


@pytest.mark.parametrize(("state", "reason"), [("dead", "not-found"), ("unknown", "blocked")])
def test_else_the_snapshot_is_compared(state: str, reason: str) -> None:
    content = judge_content(CITED, live(state, reason), fetch(html("Wall")), archive(), PAGE)
    assert words(content) == ["match", "absent", "absent", "absent"]
    assert content.title.source == "archive"


def test_in_a_snapshot_behind_a_paywall_nothing_is_absent() -> None:
    closed = '<script type="application/ld+json">{"headline": "x", "isAccessibleForFree": false}</script>'
    content = judge_content(CITED, live("dead", "gone"), None, archive(), fetch(html(TITLE, STORY, head=closed)))
    assert "absent" not in words(content)


NOTHING: dict[str, tuple[LiveVerdict, Fetch | None, ArchiveVerdict, Fetch | None]] = {
    "a wall and no snapshot": (live("unknown", "blocked"), PAGE, archive("missing", "no-capture"), None),
    "dead and a bad snapshot": (live("dead", "gone"), PAGE, archive("bad", "wrong-page"), PAGE),
    "nothing asked": (live("unknown", "offline"), None, archive("unknown", "offline"), None),
}


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_to_compare(name: str) -> None:
    assert judge_content(CITED, *NOTHING[name]) == Content()


def test_a_file_is_not_compared() -> None:
    assert compare(CITED, page(b"%PDF-1.4", content_type="application/pdf"), "live", whole=True) == Content()


def said(**verdicts: str) -> Content:
    return Content(**{name: ContentVerdict(verdict=verdict) for name, verdict in verdicts.items()})


ANOTHER = {
    "title and quote": (said(title="differs", quote="absent"), True),
    "title, author and date": (said(title="differs", author="differs", date="differs"), True),
    "title, and the quote is there": (said(title="differs", quote="match", author="differs", date="differs"), False),
    "title alone": (said(title="differs"), False),
    "title and an unnamed author": (said(title="differs", author="absent", date="absent"), False),
    "quote alone": (said(title="match", quote="absent"), False),
    "nothing known": (said(), False),
}


@pytest.mark.parametrize("name", ANOTHER)
def test_another_work(name: str) -> None:
    content, another = ANOTHER[name]
    assert is_another_work(content) is another


def test_on_a_page_that_a_script_draws_nothing_is_absent() -> None:
    assert "absent" not in words(judge_content(CITED, live(), fetch(html(TITLE)), archive(), None))


def test_a_page_at_an_unconfirmed_address_says_nothing() -> None:
    cited = citation(url_source="recalled", quote=CITED.quote)
    assert judge_content(cited, live(), fetch(html("Boats are back", STORY)), archive(), None) == Content()
    assert judge_content(cited, live(), PAGE, archive(), None).quote.verdict == "absent"
