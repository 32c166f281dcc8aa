"""An evidence file is read back, and mended where a kill cut it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.stored import EvidenceError, facts_at, mend, places_of_facts, read_facts
from crawler.evidence.warc import EvidenceFile

FACTS = [Fetch(address=f"https://a.example/{number}", asked_at="2026-03-01T06:00:00Z") for number in range(3)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with three fetches, each after its exchange."""
    path = tmp_path / "evidence.warc.gz"
    file = EvidenceFile(path)
    for fetch in FACTS:
        file.record_exchange(fetch.address, ("GET / HTTP/1.1", []), ("200 OK", []), b"x" * 200)
        file.record_facts(fetch.address, "live", FETCH.dump_json(fetch))
    file.close()
    return path


def test_facts_come_back_in_order(path: Path) -> None:
    found = list(read_facts(path))
    assert [(kind, address) for kind, address, _ in found] == [("live", fetch.address) for fetch in FACTS]
    assert [FETCH.validate_json(facts) for _, _, facts in found] == FACTS


def test_facts_are_read_from_their_places_in_any_order(path: Path) -> None:
    places = list(places_of_facts(path))
    assert [(kind, address) for kind, address, _ in places] == [("live", fetch.address) for fetch in FACTS]
    found = [FETCH.validate_json(facts_at(path, offset)) for _, _, offset in reversed(places)]
    assert found == FACTS[::-1]
    with pytest.raises(EvidenceError, match="has changed meanwhile"):
        facts_at(path, path.stat().st_size)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="does not exist"):
        list(read_facts(tmp_path / "none.warc.gz"))


@pytest.mark.parametrize("facts", [b"[]", b"7", b'{"a": 1}', b'"text"'])
def test_facts_of_another_form_are_damage(path: Path, facts: bytes) -> None:
    file = EvidenceFile(path)
    file.record_facts("https://a.example/", "live", facts)
    file.close()
    with pytest.raises(EvidenceError, match="damaged"):
        list(read_facts(path))


def test_noise_is_damage(tmp_path: Path) -> None:
    noise = tmp_path / "noise.warc.gz"
    noise.write_bytes(b"\x1f\x8b\x08\x00" + b"noise" * 100)
    with pytest.raises(EvidenceError, match="damaged"):
        list(read_facts(noise))


def test_a_whole_file_needs_no_mending(path: Path) -> None:
    before = path.read_bytes()
    assert mend(path) == 0
    assert path.read_bytes() == before


def test_a_missing_file_needs_no_mending(tmp_path: Path) -> None:
    assert mend(tmp_path / "none.warc.gz") == 0


def test_an_empty_file_needs_no_mending(tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert mend(tmp_path / "empty") == 0


@pytest.mark.parametrize("tail", [b"\x00" * 512, b"noise", b"\x1f\x8b", b"\x1f\x8b\x08\x00half"])
def test_what_is_no_record_is_cut_off(path: Path, tail: bytes) -> None:
    before = path.read_bytes()
    path.write_bytes(before + tail)
    assert mend(path) == len(tail)
    assert path.read_bytes() == before


def test_cut_anywhere_it_is_mended_and_gone_on_with(path: Path) -> None:
    whole = path.read_bytes()
    for end in range(0, len(whole), 37):
        path.write_bytes(whole[:end])
        cut = mend(path)
        assert whole.startswith(path.read_bytes())
        assert path.stat().st_size == end - cut
        file = EvidenceFile(path)
        file.record_facts("https://a.example/new", "live", json.dumps({"address": "new"}).encode())
        file.close()
        found = [address for _, address, _ in read_facts(path)]
        assert found == [*[fetch.address for fetch in FACTS][: len(found) - 1], "new"]


def test_a_cut_costs_one_record_at_most(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])
    mend(path)
    assert len(list(read_facts(path))) == len(FACTS) - 1


def test_a_file_longer_than_what_is_read_at_once(path: Path) -> None:
    file = EvidenceFile(path)
    for _ in range(300):
        file.record_facts("https://a.example/", "live", b'{"address": "%s"}' % (bytes(range(97, 123)) * 40))
    file.close()
    with path.open("ab") as tail:
        tail.write(b"\x1f\x8b\x08half")
    assert mend(path) == 7
    assert len(list(read_facts(path))) == 303
