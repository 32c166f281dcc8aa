"""feed.xml: an entry for each flag raised or cleared, with an id that stays."""

from __future__ import annotations

from lxml import etree

from crawler.history.changes import changes
from crawler.history.record import Event
from crawler.reports.feed import MOST_ENTRIES, render
from tests.reports.samples import HOSTILE_TITLES, flag, full, report, row

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _event(at: str = "2026-01-01T00:00:00Z", title: str = "A work", flag_name: str = "moved") -> Event:
    (found,) = changes(None, row(1, title, flags=(flag(flag_name, new=True),)), f"title:{title}", at)
    return found


def _texts(feed: str, path: str) -> list[str]:
    return [node.text or "" for node in etree.fromstring(feed.encode()).findall(path, ATOM)]


def test_what_rfc_4287_wants_of_a_feed_and_of_each_entry() -> None:
    feed = render(full(), [_event()])
    for path in ("a:title", "a:id", "a:updated", "a:author/a:name"):
        assert all(_texts(feed, path)), path
    for path in ("a:title", "a:id", "a:updated", "a:summary"):
        assert len(_texts(feed, f"a:entry/{path}")) == 1, path


def test_an_id_is_the_same_in_every_later_feed_and_no_two_are_alike() -> None:
    events = [_event(at) for at in ("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z")] + [
        _event(flag_name="dead-citation")
    ]
    first, second = render(full(), events), render(full(), [_event("2026-02-01T00:00:00Z"), *events])
    ids = _texts(first, "a:entry/a:id")
    assert _texts(second, "a:entry/a:id")[1:] == ids
    assert len(set(ids)) == len(ids)


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    assert _texts(render(full(), [_event("2026-03-01T00:00:00Z")]), "a:updated") == ["2026-03-01T00:00:00Z"]
    assert _texts(render(full(), []), "a:updated") == [full().run.finished_at]


def test_the_stand_in_run_says_that_it_is_one() -> None:
    assert "made up" in _texts(render(full("replay"), []), "a:title")[0]
    assert "made up" not in _texts(render(full("live"), []), "a:title")[0]


def test_hostile_titles_are_text() -> None:
    feed = render(report(), [_event(title=title) for title in HOSTILE_TITLES.values()])
    assert len(_texts(feed, "a:entry/a:title")) == len(HOSTILE_TITLES)
    assert "<script>" not in feed


def test_a_feed_has_an_end() -> None:
    feed = render(report(), [_event(f"2026-01-01T00:00:{number:05}Z") for number in range(MOST_ENTRIES + 5)])
    assert len(_texts(feed, "a:entry")) == MOST_ENTRIES
