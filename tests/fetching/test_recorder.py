import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from tests.fetching.crawling import Crawled, crawl_live
from tests.web.page import story_page
from tests.web.server import Web
from tests.web.site import Answer, redirect, site

PAGE = story_page()
SITES = (
    site("fine.example", {"/a": Answer(200, {}, PAGE)}),
    site("packed.example", {"/a": Answer(200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE))}),
    site("leads.example", {"/a": redirect("https://fine.example/a", Set_Cookie="token=made-up")}),
    site("odd.example", {"/a?b=c": Answer(999, {"X-Odd": "a\tb"}, b"Odd.")}),
)
ADDRESSES = [*(f"https://{name}.example/a" for name in ("fine", "packed", "leads")), "https://odd.example/a?b=c"]


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence") / "runs" / "today" / "evidence.warc.gz"


@pytest.fixture(scope="module")
def crawled(evidence: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with Web(SITES) as web:
        folder = tmp_path_factory.mktemp("recorder")
        yield crawl_live(web, folder, ADDRESSES, CITEWATCH_EVIDENCE=evidence)


def _record(evidence: Path, pointer: str) -> tuple[str, str, bytes]:
    """The record that a pointer leads to: its address, its status line, its body as it came over the wire."""
    name, _, offset = pointer.partition("#offset=")
    assert name == "runs/today/evidence.warc.gz"
    with evidence.open("rb") as file:
        file.seek(int(offset))
        record = next(iter(ArchiveIterator(file)))
        return (
            record.rec_headers.get_header("WARC-Target-URI"),
            record.http_headers.statusline,
            record.raw_stream.read(),
        )


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_hop_leads_to_its_record(crawled: Crawled, evidence: Path, address: str) -> None:
    for hop in crawled.fetches[address].hops:
        url, status, _ = _record(evidence, hop.record)
        assert (url, int(status.split()[0])) == (hop.url, hop.status)


def test_the_body_is_kept_as_it_came_over_the_wire(crawled: Crawled, evidence: Path) -> None:
    hop = crawled.fetches["https://packed.example/a"].hops[0]
    assert gzip.decompress(_record(evidence, hop.record)[2]) == PAGE


def test_robots_txt_is_kept_too(crawled: Crawled, evidence: Path) -> None:
    assert crawled.stderr == ""
    with evidence.open("rb") as file:
        urls = {record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)}
    assert "https://fine.example/robots.txt" in urls


def test_without_the_setting_nothing_is_kept(tmp_path: Path) -> None:
    with Web(SITES) as web:
        crawled = crawl_live(web, tmp_path, ADDRESSES[:1])
    assert crawled.fetches[ADDRESSES[0]].hops[0].record == ""
    assert not list(tmp_path.rglob("*.warc.gz"))
