"""Where captured redirects lead: inside the archive to the capture that shows the page, on the web to a new address."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given

from crawler.archives.address import parse
from crawler.archives.captures import Capture
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.landing import landed, led_to, new_addresses
from crawler.evidence.search import Search, played_at
from tests.evidence.facts import FETCHES

OLD, NEW = "http://old.example/story", "https://new.example/2020/story"
DAY, LATER = "20200101000000", "20200601000000"
MEMENTO = {"memento-datetime": "Wed, 01 Jan 2020 00:00:00 GMT"}
ASKED = parse(f"https://web.archive.org/web/{DAY}/{OLD}")


def shot(address: str, day: str = DAY, modifier: str = "id_") -> str:
    return f"https://web.archive.org/web/{day}{modifier}/{address}"


def hop(url: str, status: int, to: str = "", headers: Mapping[str, str] = MEMENTO) -> Hop:
    return Hop(url=url, status=status, headers={**headers, **({"location": to} if to else {})})


def fetch(*hops: Hop) -> Fetch:
    return Fetch(address=played_at(ASKED), asked_at="2026-03-01T06:00:00Z", hops=hops)


CAPTURED = hop(shot(OLD), 301, shot(NEW))
NEAREST = hop(shot(NEW), 302, shot(NEW, LATER), {})
PAGE = hop(shot(NEW, LATER), 200)

LANDED = {
    "a captured redirect, then the nearest capture": (fetch(CAPTURED, NEAREST, PAGE), shot(NEW, LATER, "")),
    "a captured redirect, then a capture of that very time": (
        fetch(CAPTURED, hop(shot(NEW), 200)),
        shot(NEW, DAY, ""),
    ),
    "the page itself": (fetch(hop(shot(OLD), 200)), ASKED.address),
    "on to the nearest capture": (
        fetch(hop(shot(OLD), 302, shot(OLD, LATER), {}), hop(shot(OLD, LATER), 200)),
        ASKED.address,
    ),
    "a captured redirect out of the archive": (fetch(hop(shot(OLD), 301, NEW), hop(NEW, 200)), ASKED.address),
    "a captured redirect to no place": (fetch(hop(shot(OLD), 301)), ASKED.address),
    "nothing": (fetch(), ASKED.address),
}


@pytest.mark.parametrize(("played", "address"), LANDED.values(), ids=LANDED)
def test_the_snapshot_that_shows_it(played: Fetch, address: str) -> None:
    found = landed(ASKED, played)
    assert (found.address, found.modifier) == (address, "")
    assert found.original == OLD


def test_its_time_is_that_of_the_capture_that_shows_it() -> None:
    assert landed(ASKED, fetch(CAPTURED, NEAREST, PAGE)).timestamp == LATER


LED = {
    "inside the archive": (fetch(CAPTURED, NEAREST, PAGE), NEW),
    "to what is not captured": (fetch(CAPTURED, hop(shot(NEW), 404, headers={})), NEW),
    "by a path": (fetch(hop(shot(OLD), 301, f"/web/{DAY}id_/{NEW}")), NEW),
    "as captured": (fetch(hop(shot(OLD), 301, NEW)), NEW),
    "as captured, by a path": (fetch(hop(shot(OLD), 301, "/2020/story")), "http://old.example/2020/story"),
    "twice": (fetch(CAPTURED, hop(shot(NEW), 302, shot(f"{NEW}/2")), hop(shot(f"{NEW}/2"), 200)), f"{NEW}/2"),
    "nowhere": (fetch(hop(shot(OLD), 200)), ""),
    "to a capture of itself": (fetch(hop(shot(OLD), 302, shot(OLD, LATER), {}), PAGE), ""),
    "to no address": (fetch(hop(shot(OLD), 301, "http://[bad/")), ""),
}


@pytest.mark.parametrize(("played", "address"), LED.values(), ids=LED)
def test_where_it_led(played: Fetch, address: str) -> None:
    assert led_to(played) == address


def search(*days: str, status: int = 301) -> Search:
    captures = tuple(
        Capture(original=OLD, timestamp=day, mimetype="text/html", status=status, digest=day, length=9) for day in days
    )
    return Search(address=OLD, asked_at="2026-03-01T06:00:00Z", captures=captures)


def plays(**targets: str) -> dict[str, Fetch]:
    """What playing the redirects of some days left, by their days (`on20200101000000`)."""
    days = {name.removeprefix("on"): target for name, target in targets.items()}
    return {shot(OLD, day): fetch(hop(shot(OLD, day), 301, shot(target, day))) for day, target in days.items()}


def test_the_new_address_and_the_redirect_that_tells_it() -> None:
    found = new_addresses(search(DAY, LATER), plays(on20200101000000=NEW, on20200601000000=NEW), "2019-12-01")
    assert found == ((ASKED, NEW),)


def test_redirects_from_before_the_day_tell_nothing() -> None:
    assert new_addresses(search(DAY), plays(on20200101000000=NEW), "2020-02-01") == ()


def test_without_a_day_all_may_tell() -> None:
    assert new_addresses(search(DAY), plays(on20200101000000=NEW), None) == ((ASKED, NEW),)


def test_what_was_not_played_tells_nothing() -> None:
    assert new_addresses(search(DAY), {}, None) == ()


NO_NEW_ADDRESS = {
    "the same page over https": "https://www.old.example/story/",
    "a front page": "https://new.example/",
    "a front page without a path": "https://new.example",
    "another scheme": "ftp://new.example/story",
    "no host": "https:///story",
}


@pytest.mark.parametrize("target", NO_NEW_ADDRESS.values(), ids=NO_NEW_ADDRESS)
def test_what_is_no_new_address(target: str) -> None:
    assert new_addresses(search(DAY), plays(on20200101000000=target), None) == ()


@given(FETCHES)
def test_any_fetch_lands_somewhere(played: Fetch) -> None:
    assert landed(ASKED, played).original == OLD
    assert isinstance(led_to(played), str)
