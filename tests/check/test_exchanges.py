"""Exchanges taken over from one evidence file into another: to the byte, whole or not at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawler.check.exchanges import CHUNK, read_exchange, with_records
from crawler.evidence.fetch import Fetch, Hop
from crawler.evidence.search import Search
from crawler.evidence.warc import EvidenceFile

AT = "2026-03-01T06:00:00Z"
BODIES = {
    "a small page": b"<p>as it came</p>",
    "no body": b"",
    "what looks like the end of a record": b"\r\n\r\nWARC/1.0\r\nWARC-Type: request\r\n\r\n",
    "more than is read at a time": os.urandom(3 * CHUNK),
}


def _recorded(path: Path, body: bytes) -> int:
    file = EvidenceFile(path)
    file.record_exchange("https://a.example/", ("GET / HTTP/1.1", []), ("200 OK", []), b"another")
    offset = file.record_exchange("https://b.example/", ("GET / HTTP/1.1", []), ("200 OK", []), body)
    file.record_facts("https://b.example/", "live", b"{}")
    file.close()
    return offset


def _read(path: Path, offset: int) -> bytes:
    file = os.open(path, os.O_RDONLY)
    try:
        return read_exchange(file, offset)
    finally:
        os.close(file)


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
def test_an_answer_and_what_was_asked_come_over_to_the_byte(tmp_path: Path, body: bytes) -> None:
    found = _read(tmp_path / "from", _recorded(tmp_path / "from", body))
    target = EvidenceFile(tmp_path / "to")
    offset = target.append(found)
    target.close()
    assert (tmp_path / "to").read_bytes()[offset:] == found
    assert found in (tmp_path / "from").read_bytes()
    with (tmp_path / "to").open("rb") as file:
        file.seek(offset)
        read = [(record.rec_type, record.content_stream().read()) for record in ArchiveIterator(file)]
    assert read == [("response", body), ("request", b"")]


def test_an_exchange_that_a_kill_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "from"
    offset = _recorded(path, b"page")
    whole = _read(path, offset)
    answer = gzip.compress(b"")  # only its length matters: a member more than nothing
    assert len(whole) > len(answer)
    path.write_bytes(path.read_bytes()[: offset + len(whole) - 1])
    cut = _read(path, offset)
    assert cut
    assert whole.startswith(cut)
    path.write_bytes(path.read_bytes()[: offset + len(cut) - 1])
    assert _read(path, offset) == b""


def test_where_no_answer_stands_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "from"
    offset = _recorded(path, b"page")
    behind = offset + len(_read(path, offset))
    asked = path.read_bytes().index(b"\x1f\x8b", offset + 1)
    assert [_read(path, place) for place in (0, 1, asked, behind, 10**9)] == [b""] * 5


def test_pointers_are_changed_and_nothing_else() -> None:
    hops = (Hop(url="https://a.example/", status=301, record="old"), Hop(url="https://b.example/", status=200))
    fetch = Fetch(address="https://a.example/", asked_at=AT, hops=hops)
    moved = with_records(fetch, lambda record: f"new {record}")
    assert isinstance(moved, Fetch)
    assert [hop.record for hop in moved.hops] == ["new old", ""]
    assert moved.address == fetch.address
    search = Search(address="https://a.example/", asked_at=AT, record="old")
    assert with_records(search, lambda _: "") == Search(address="https://a.example/", asked_at=AT)
