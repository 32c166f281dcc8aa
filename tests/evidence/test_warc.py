"""The evidence file: standard WARC that grows a record at a time and is always whole."""

from __future__ import annotations

import errno
import gzip
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.evidence.stored import read_facts
from crawler.evidence.warc import EvidenceFile

URL = "https://a.example/b"
REQUEST = ("GET /b HTTP/1.1", [("Host", "a.example")])
ANSWER = ("200 OK", [("Content-Type", "text/html")])
BODY = b"<p>The ferries sail again.</p>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run" / "evidence.warc.gz"


def records(path: Path) -> list[tuple[str, str | None, bytes]]:
    with path.open("rb") as file:
        return [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(file)
        ]


def at(path: Path, offset: int) -> tuple[str, bytes]:
    with path.open("rb") as file:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file)))
        return record.rec_type, record.content_stream().read()


def passes_warcio(path: Path) -> bool:
    """What `warcio check` says of the digests."""
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": False})())
    checker.process_all()
    return not checker.exit_value


def test_it_begins_with_its_own_description(path: Path) -> None:
    EvidenceFile(path).close()
    assert [kind for kind, _, _ in records(path)] == ["warcinfo"]


def test_an_exchange_is_answer_and_request(path: Path) -> None:
    file = EvidenceFile(path)
    file.record_exchange(URL, REQUEST, ANSWER, BODY, "192.0.2.1")
    file.close()
    assert records(path)[1:] == [("response", URL, BODY), ("request", URL, b"")]
    assert passes_warcio(path)


def test_offsets_lead_to_their_records(path: Path) -> None:
    file = EvidenceFile(path)
    offsets = [file.record_exchange(URL, REQUEST, ANSWER, b"%d" % number) for number in range(5)]
    facts = file.record_facts(URL, "live", b'{"address": "x"}')
    file.close()
    assert [at(path, offset) for offset in offsets] == [("response", b"%d" % number) for number in range(5)]
    assert at(path, facts) == ("metadata", b'{"kind": "live", "facts": {"address": "x"}}')


def test_facts_stand_under_a_name_of_their_own(path: Path) -> None:
    file = EvidenceFile(path)
    file.record_exchange(URL, REQUEST, ANSWER, BODY)
    file.record_facts(URL, "live", b"{}")
    file.close()
    assert [target for _, target, _ in records(path)[1:]] == [URL, URL, f"urn:citewatch:live:{URL}"]


def test_two_writers_by_turns(path: Path) -> None:
    one, two = EvidenceFile(path), EvidenceFile(path)
    offsets = [
        writer.record_exchange(URL, REQUEST, ANSWER, b"%d" % number)
        for number, writer in enumerate([one, two, two, one, two, one])
    ]
    one.close()
    two.close()
    assert [at(path, offset)[1] for offset in offsets] == [b"%d" % number for number in range(6)]
    assert [kind for kind, _, _ in records(path)].count("warcinfo") == 1
    assert passes_warcio(path)


def test_writers_in_several_processes_at_once(path: Path) -> None:
    EvidenceFile(path).close()
    program = (
        "import sys; from pathlib import Path; from crawler.evidence.warc import EvidenceFile; "
        "f = EvidenceFile(Path(sys.argv[1]))\n"
        "for n in range(50): print(f.record_facts('https://a.example/', 'live', b'{\"address\": \"%d\"}' % n), n)"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [line.split() for writer in writers for line in writer.communicate()[0].splitlines()]
    assert len(told) == 100
    assert all(b'"%s"' % number.encode() in at(path, int(offset))[1] for offset, number in told)
    assert len(records(path)) == 101


def test_the_file_is_gone_on_with(path: Path) -> None:
    EvidenceFile(path).close()
    again = EvidenceFile(path)
    again.record_facts(URL, "live", b"{}")
    again.close()
    assert [kind for kind, _, _ in records(path)] == ["warcinfo", "metadata"]


def test_each_record_is_a_gzip_member_of_its_own(path: Path) -> None:
    file = EvidenceFile(path)
    offset = file.record_exchange(URL, REQUEST, ANSWER, BODY)
    file.close()
    assert gzip.decompress(path.read_bytes()[offset:]).startswith(b"WARC/1.0\r\n")


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/\r\nWARC-Type: x",
        "http://a.example/a b",
        "http://例え.jp/論文",
        "see\x00the site",
        "",
        "\ud800",
    ],
)
def test_no_address_garbles_a_record(path: Path, address: str) -> None:
    file = EvidenceFile(path)
    file.record_exchange(f"http://a.example/{address}", REQUEST, ANSWER, BODY)
    file.record_facts(address, "live", b'{"address": "as it was"}')
    file.record_exchange(URL, REQUEST, ANSWER, BODY)
    file.close()
    assert [kind for kind, _, _ in records(path)] == [
        "warcinfo", "response", "request", "metadata", "response", "request",
    ]  # fmt: skip
    assert [found[1] for found in read_facts(path)] == ["as it was"]
    assert passes_warcio(path)


def test_what_a_full_disk_cuts_off_is_taken_back(path: Path) -> None:
    file = EvidenceFile(path)
    before = path.read_bytes()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 100, limits[1]))
    try:
        with pytest.raises(OSError, match=os.strerror(errno.EFBIG)):
            file.record_exchange(URL, REQUEST, ANSWER, os.urandom(5_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == before
    file.record_exchange(URL, REQUEST, ANSWER, BODY)
    file.close()
    assert passes_warcio(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.lists(st.binary(max_size=2_000), min_size=1, max_size=5))
def test_any_bodies_are_read_back_whole(tmp_path: Path, bodies: list[bytes]) -> None:
    path = tmp_path / "any.warc.gz"
    path.unlink(missing_ok=True)
    file = EvidenceFile(path)
    for body in bodies:
        file.record_exchange(URL, REQUEST, ANSWER, body)
    file.close()
    assert [body for kind, _, body in records(path) if kind == "response"] == bodies
