"""Portions: what each shard is to ask, and what it has to know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from scrapy.settings import Settings

from crawler import __version__
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.made_up import made_up
from crawler.evidence.page import Page
from crawler.references.citation import Citation
from crawler.scale.portion import Portion, portions
from crawler.scale.shard import Shard
from crawler.spiders.process import settings_of

AT = "2026-05-01T10:00:00Z"
FORM = Shard(store="store", run="run")


@pytest.fixture
def settings() -> Settings:
    return settings_of({"CITEWATCH_IN_DOUBT": "tests.scale.test_portion.any_doubt"})


def any_doubt(citation: Citation, fetch: Fetch) -> bool:
    """Every page without a title leaves doubt."""
    return bool(citation.url) and not fetch.hops


def _cite(*urls: str) -> list[Citation]:
    return [Citation(number=number, title="A work", url=url) for number, url in enumerate(urls, start=1)]


def _all(arguments: Mapping[str, Any], settings: Settings, size: int = 1000) -> list[Portion]:
    return list(portions(arguments, settings, size))


def _fetch(address: str, *, doubt: bool = True) -> Fetch:
    hops = () if doubt else (Hop(url=address, status=200),)
    return Fetch(address=address, asked_at=AT, hops=hops)


def test_all_addresses_are_handed_out(settings: Settings) -> None:
    urls = [f"https://host-{number}.example/a" for number in range(20)]
    found = _all({"addresses": urls, "citations": _cite(*urls)}, settings, 4)
    assert sorted(address for each in found for address in each.addresses) == sorted(urls)
    assert 1 < len(found) <= 5


def test_a_shard_has_the_citations_of_its_addresses_alone(settings: Settings) -> None:
    urls = [f"https://host-{number}.example/a" for number in range(20)]
    for each in _all({"addresses": urls, "citations": _cite(*urls, urls[0])}, settings, 4):
        shard = each.shard(FORM, each.addresses)
        assert {citation.url for citation in shard.citations} == set(each.addresses)
        assert (shard.store, shard.run, shard.name) == ("store", "run", each.name)


def test_a_fragment_is_no_other_address(settings: Settings) -> None:
    cited = _cite("https://a.example/page#part")
    (only,) = _all({"addresses": ["https://a.example/page"], "citations": cited}, settings)
    assert only.shard(FORM, only.addresses).citations == cited


def test_what_is_left_to_do_does_not_move_a_host(settings: Settings) -> None:
    urls = [f"https://host-{number}.example/a" for number in range(20)]
    whole = _all({"addresses": urls, "citations": _cite(*urls)}, settings, 4)
    rest = _all({"addresses": urls[:3], "citations": _cite(*urls)}, settings, 4)
    places = {address: each.name for each in whole for address in each.addresses}
    assert {address: each.name for each in rest for address in each.addresses}.items() <= places.items()


def test_nothing_to_ask_is_no_portion(settings: Settings) -> None:
    urls = ["https://a.example/a"]
    seen = {urls[0]: _fetch(urls[0], doubt=False)}
    assert _all({"addresses": [], "citations": _cite(*urls), "seen": seen}, settings) == []


def test_a_doubt_that_is_open_is_handed_out(settings: Settings) -> None:
    url = "https://a.example/a"
    (only,) = _all({"addresses": [], "citations": _cite(url), "seen": {url: _fetch(url)}}, settings)
    shard = only.shard(FORM, only.addresses)
    assert (list(shard.addresses), [fetch.address for fetch in shard.known]) == ([], [url])
    assert [citation.url for citation in shard.citations] == [url]


def test_a_doubt_that_is_settled_is_not(settings: Settings) -> None:
    url = "https://a.example/a"
    seen = {address: _fetch(address) for address in (url, made_up(url), "https://a.example/")}
    assert _all({"addresses": [], "citations": _cite(url), "seen": seen}, settings) == []


def test_what_settled_it_goes_along_with_the_host_s_next_address(settings: Settings) -> None:
    url, other = "https://a.example/a", "https://a.example/b"
    seen = {address: _fetch(address) for address in (url, made_up(url), "https://a.example/")}
    (only,) = _all({"addresses": [other], "citations": _cite(url, other), "seen": seen}, settings)
    assert {fetch.address for fetch in only.known} == set(seen)


def test_what_leaves_no_doubt_stays_at_home(settings: Settings) -> None:
    url, other = "https://a.example/a", "https://a.example/b"
    seen = {url: _fetch(url, doubt=False)}
    (only,) = _all({"addresses": [other], "citations": _cite(url, other), "seen": seen}, settings)
    assert list(only.known) == []


def test_what_an_earlier_run_read_goes_along_where_the_server_can_say_that_it_stands(settings: Settings) -> None:
    marked, plain = "https://a.example/a", "https://a.example/b"
    copies = {
        url: Fetch(
            address=url,
            asked_at=AT,
            hops=(Hop(url=url, status=200, headers=headers),),
            page=Page(kind="html"),
            read_by=__version__,
        )
        for url, headers in ((marked, {"etag": '"1"'}), (plain, {}))
    }
    arguments = {"addresses": [marked, plain], "citations": _cite(marked, plain), "kept": copies.get}
    (only,) = _all(arguments, settings)
    assert dict(only.shard(FORM, only.addresses).kept) == {marked: copies[marked]}


def test_without_citations_the_addresses_alone_count(settings: Settings) -> None:
    urls = [f"https://host-{number}.example/a" for number in range(10)]
    found = _all({"addresses": urls}, settings, 5)
    assert sorted(address for each in found for address in each.addresses) == sorted(urls)
    assert len(found) <= 2
