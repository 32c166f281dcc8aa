"""What an article wants of a shared crawl: what it would have asked for itself."""

from __future__ import annotations

from crawler.archives.captures import Capture
from crawler.check.seen import Seen
from crawler.check.wishes import Wishes
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.page import Page, Text
from crawler.evidence.search import Search
from crawler.references.citation import Citation
from crawler.spiders.process import settings_of

AT = "2026-03-01T06:00:00Z"
OLD, NEW, NAMED = "https://old.example/story", "https://new.example/story", "https://named.example/story"
DAY = "20200101000000"
MEMENTO = {"memento-datetime": "Wed, 01 Jan 2020 00:00:00 GMT"}


def _play(address: str) -> str:
    return f"https://web.archive.org/web/{DAY}id_/{address}"


CITATIONS = (
    Citation(number=1, title="The keepers of the light", url=f"{OLD}#part", access_date="2019-11-03"),
    Citation(number=2, title="Ships", archive_url=f"https://web.archive.org/web/{DAY}/{NAMED}"),
    Citation(number=3, title="A book"),
)
REDIRECT = Capture(original=OLD, timestamp=DAY, mimetype="text/html", status=301, digest="A", length=9)
SEARCH = Search(address=OLD, asked_at=AT, captures=(REDIRECT,))


def _wishes(seen: Seen) -> Wishes:
    return Wishes(CITATIONS, seen, settings_of({}), lambda *_: False)


def _answered(status: int, title: str = "") -> Fetch:
    page = Page(kind="html", titles=(Text(source="title", text=title),), text=title) if status == 200 else None
    return Fetch(address=OLD, asked_at=AT, hops=(Hop(url=OLD, status=status),), page=page)


def test_at_first_what_is_cited_and_what_the_archives_have_of_it() -> None:
    assert set(_wishes(Seen()).first()) == {
        ("live", OLD),
        ("search", OLD),
        ("search", NAMED),
        ("play", _play(NAMED)),
    }
    assert ("play", _play(OLD)) in set(_wishes(Seen(searches={OLD: SEARCH})).first())


def test_then_what_the_index_offers() -> None:
    wishes = _wishes(Seen())
    assert ("play", _play(OLD)) in set(wishes.hear(SEARCH))
    assert list(wishes.hear(Search(address=NEW, asked_at=AT))) == []


def test_at_last_where_a_dead_page_has_gone() -> None:
    hop = Hop(url=_play(OLD), status=301, headers={**MEMENTO, "location": _play(NEW)})
    plays = {_play(OLD): Fetch(address=_play(OLD), asked_at=AT, hops=(hop,))}
    seen = Seen(live={OLD: _answered(404)}, plays=plays, searches={OLD: SEARCH})
    assert list(_wishes(seen).follow()) == [("live", NEW)]
    seen.live[NEW] = _answered(404)
    assert list(_wishes(seen).follow()) == [("live", NEW)], "what another article asked for is wanted no less"
    seen.live[OLD] = _answered(503)
    assert list(_wishes(seen).follow()) == []


def test_a_host_is_in_doubt_where_one_of_its_pages_is() -> None:
    assert list(_wishes(Seen()).hosts) == ["old.example"]
    doubts = {
        "nothing seen": Seen(),
        "another title": Seen(live={OLD: _answered(200, "Front page of the harbour news")}),
        "the title": Seen(live={OLD: _answered(200, "The keepers of the light")}),
        "gone": Seen(live={OLD: _answered(404)}),
    }
    assert {name: _wishes(seen).doubts("old.example") for name, seen in doubts.items()} == {
        "nothing seen": False,
        "another title": True,
        "the title": False,
        "gone": False,
    }
    assert not _wishes(doubts["another title"]).doubts("new.example")
