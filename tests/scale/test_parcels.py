"""Parcels: what an address left, there and back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from crawler.check.exchanges import read_exchange
from crawler.evidence.fetch import Failure, Fetch, Hop
from crawler.evidence.stored import EvidenceError
from crawler.evidence.warc import EvidenceFile
from crawler.scale.parcels import exchange_in, pack, parcel_name, unpack

AT = "2026-05-01T10:00:00Z"


@pytest.fixture
def evidence(tmp_path: Path) -> EvidenceFile:
    return EvidenceFile(tmp_path / "child" / "1" / "evidence.warc.gz")


def _exchange(evidence: EvidenceFile, url: str, body: bytes) -> str:
    offset = evidence.record_exchange(url, ("GET / HTTP/1.1", [("Host", "a.example")]), ("200 OK", []), body)
    return f"child/1/evidence.warc.gz#offset={offset}"


def _packed(evidence: EvidenceFile, fetch: Fetch) -> bytes:
    with evidence.path.open("rb") as file:
        return pack(fetch, exchange_in(file.fileno()))


def test_facts_and_exchanges_come_through(evidence: EvidenceFile, tmp_path: Path) -> None:
    urls = ("https://a.example/", "https://a.example/new")
    hops = tuple(Hop(url=url, status=200, record=_exchange(evidence, url, url.encode())) for url in urls)
    fetch = Fetch(address=urls[0], asked_at=AT, hops=hops)
    parcel = _packed(evidence, fetch)
    with closing(EvidenceFile(tmp_path / "runs" / "2" / "evidence.warc.gz")) as other:
        got = unpack(parcel, lambda exchange: f"#offset={other.append(exchange)}")
        with other.path.open("rb") as file:
            for ours, theirs in zip(fetch.hops, got.hops, strict=True):
                offset = int(theirs.record.partition("=")[2])
                first = int(ours.record.partition("=")[2])
                with evidence.path.open("rb") as source:
                    assert read_exchange(file.fileno(), offset) == read_exchange(source.fileno(), first) != b""
    assert [hop.url for hop in got.hops] == list(urls)


def test_a_failure_has_no_exchange(evidence: EvidenceFile) -> None:
    failure = Failure(kind="refused", detail="nobody there", url="https://a.example/")
    fetch = Fetch(address="https://a.example/", asked_at=AT, failure=failure)
    taken: list[bytes] = []
    assert unpack(_packed(evidence, fetch), lambda exchange: str(taken.append(exchange))) == fetch
    assert taken == []


def test_an_earlier_run_s_evidence_is_the_coordinator_s_to_take_over(evidence: EvidenceFile) -> None:
    _exchange(evidence, "https://b.example/", b"another page")
    hop = Hop(url="https://a.example/", status=304, record="runs/20260101T000000Z/evidence.warc.gz#offset=0")
    taken: list[bytes] = []
    fetch = Fetch(address=hop.url, asked_at=AT, hops=(hop,))
    assert unpack(_packed(evidence, fetch), lambda exchange: str(taken.append(exchange))) == fetch
    assert taken == []


def test_an_exchange_that_is_no_more_leaves_no_pointer(evidence: EvidenceFile) -> None:
    hop = Hop(url="https://a.example/", status=200, record="child/1/evidence.warc.gz#offset=999999")
    got = unpack(_packed(evidence, Fetch(address=hop.url, asked_at=AT, hops=(hop,))), lambda _: "somewhere")
    assert got.hops[0].record == ""


@pytest.mark.parametrize("cut", [0, 1, 100, 300, -400])
def test_a_damaged_parcel_says_so(evidence: EvidenceFile, cut: int) -> None:
    hop = Hop(url="https://a.example/", status=200, record=_exchange(evidence, "https://a.example/", b"page"))
    parcel = _packed(evidence, Fetch(address=hop.url, asked_at=AT, hops=(hop,)))
    with pytest.raises(EvidenceError):
        unpack(parcel[:cut], lambda _: "")


@pytest.mark.parametrize("address", ["https://a.example/", "", "\ud800", "https://a.example/" + "x" * 5000])
def test_every_address_has_a_name_that_stores_take(address: str) -> None:
    assert parcel_name(address).isalnum()
    assert len(parcel_name(address)) == 32


def test_addresses_have_names_of_their_own() -> None:
    assert parcel_name("https://a.example/") != parcel_name("https://a.example")
