"""Shards: which host goes where, and what travels."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.fetch import Fetch
from crawler.references.citation import Citation, CitedBy
from crawler.scale.shard import CHUNK, Ended, Shard, goes, load, load_end, split

AT = "2026-05-01T10:00:00Z"
HOSTS = st.sampled_from([f"host-{number}.example" for number in range(30)])
ADDRESSES = st.lists(st.builds("https://{}/{}".format, HOSTS, st.integers(0, 99)), unique=True)


def test_a_shard_comes_through_as_one_line() -> None:
    citation = Citation(
        number=3,
        group="note",
        title="Ein Werk\nin zwei Zeilen",
        url="https://a.example/",
        author=("Last, First",),
        other={"page": "3"},
    )
    fetch = Fetch(address="https://a.example/", asked_at=AT)
    shard = Shard(
        store="s3://bucket/store",
        run="run",
        name="8-3",
        settings={"DOWNLOAD_DELAY": "2", "CITEWATCH_CONNECT_TO": ["a:80:b:80"]},
        addresses=["https://a.example/"],
        citations=[citation],
        known=[fetch],
        kept={"https://a.example/": fetch},
        cacert="-----BEGIN CERTIFICATE-----\n",
    )
    text = shard.dump()
    assert "\n" not in text
    assert load(text) == shard


def test_where_a_citation_is_cited_stays_at_home() -> None:
    citation = Citation(number=1, url="https://a.example/", cited_by=(CitedBy(section="History", text="in 1998"),))
    assert "1998" not in Shard(store="s", run="r", citations=[citation]).dump()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"store": 1}'])
def test_what_is_no_shard_is_an_error(text: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        load(text)


def test_a_run_has_a_folder_of_its_own() -> None:
    shard = Shard(store="s", run="run", name="8-3")
    assert (shard.parcels, shard.leases, shard.turns) == ("run/parcels/8-3", "run/leases/8-3", "run/turns")


@pytest.mark.parametrize("ended", [Ended("done"), Ended("store", "no room"), Ended("offline", "asked a, b")])
def test_an_end_comes_through(ended: Ended) -> None:
    assert load_end(f"{ended.dump()}\n") == ended


@pytest.mark.parametrize(
    ("said", "words"),
    [("", "it ended without a word"), ("Killed", "Killed"), ('{"how": 1, "what": 2}', '{"how": 1, "what": 2}')],
)
def test_what_a_crash_says_is_a_fault(said: str, words: str) -> None:
    assert load_end(said) == Ended("fault", words)


@given(ADDRESSES, st.integers(1, 40))
def test_every_address_is_in_one_shard(addresses: list[str], shards: int) -> None:
    found = split(addresses, shards)
    assert sorted(address for part in found.values() for address in part) == sorted(addresses)
    assert len(found) <= shards


@given(ADDRESSES, st.integers(1, 40))
def test_a_host_is_never_divided(addresses: list[str], shards: int) -> None:
    places = defaultdict(set)
    for name, part in split(addresses, shards).items():
        for address in part:
            places[address.split("/")[2]].add(name)
    assert all(len(names) == 1 for names in places.values())


@given(ADDRESSES, ADDRESSES, st.integers(1, 40))
def test_a_host_stays_where_it_was(addresses: list[str], more: list[str], shards: int) -> None:
    def place(found: dict[str, list[str]]) -> dict[str, str]:
        return {address.split("/")[2]: name for name, part in found.items() for address in part}

    alone, together = place(split(addresses, shards)), place(split([*addresses, *more], shards))
    assert alone.items() <= together.items()


def test_the_slowest_host_comes_first() -> None:
    large = [f"https://large.example/{number}" for number in range(50)]
    small = [f"https://host-{number}.example/" for number in range(100)]
    first = next(iter(split([*small, *large], 20).values()))
    assert set(large) <= set(first)


def test_both_spellings_of_a_host_are_one() -> None:
    assert len(split(["https://münchen.example/", "http://xn--mnchen-3ya.example/a"], 1000)) == 1


@pytest.mark.parametrize(("many", "sizes"), [(0, [0]), (1, [1]), (CHUNK, [CHUNK]), (2 * CHUNK + 1, [CHUNK, CHUNK, 1])])
def test_a_large_shard_goes_in_portions(many: int, sizes: list[int]) -> None:
    addresses = [str(number) for number in range(many)]
    portions = list(goes(addresses))
    assert [len(each) for each in portions] == sizes
    assert [address for each in portions for address in each] == addresses


def test_what_travels_is_plain_json() -> None:
    told = json.loads(Shard(store="s", run="r").dump())
    assert set(told) == {
        "store", "run", "name", "cacert", "version", "settings", "addresses", "citations", "known", "kept",
    }  # fmt: skip
