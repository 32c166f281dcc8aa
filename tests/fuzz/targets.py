"""What is fuzzed: each target takes any bytes at all, and ends soundly or raises one of its own errors."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from scrapy import Request
from scrapy.http import Response

from crawler.archives.address import inside, parse, snapshot_named
from crawler.archives.cdx import CdxError
from crawler.archives.cdx import read as read_index
from crawler.archives.snapshot import MalformedArchiveAddressError, NotAnArchiveError
from crawler.archives.timemap import TimemapError
from crawler.archives.timemap import read as read_timemap
from crawler.archives.timestamp import TimestampError, from_iso, period
from crawler.evidence.address import fault, front_of, host_of, pieces, requested
from crawler.evidence.fetch import FETCH, Fetch, Hop
from crawler.evidence.reading import read_page
from crawler.evidence.refresh import read_refresh
from crawler.evidence.stored import EvidenceError, mend, read_facts
from crawler.judge.live import judge_fetch
from crawler.references.citation import Citation
from crawler.references.importers import IMPORTERS, guess_format
from crawler.references.problem import FootnotesError, ReferencesError
from crawler.references.wiki_answers import target_in
from crawler.reports.printable import link, printable
from crawler.web.addresses import literal_address, names_private_host
from crawler.web.connect_to import ConnectToError, parse_rule
from crawler.web.decoding import decode
from crawler.web.redirects import CircleError, RedirectMiddleware, UnfollowableError
from crawler.web.retry_after import read_retry_after
from crawler.web.trail import hop_of

Target = Callable[[bytes], None]

PAGE = "https://a.example/article"
LIMIT = 100_000
CITED = Citation(number=1, title="The keepers of the light", url=PAGE, author=("Doe, Jane",), quote="the sea went on")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _importer(name: str) -> Target:
    def run(data: bytes) -> None:
        with suppress(FootnotesError, ReferencesError):
            read = IMPORTERS[name](_text(data), "a file")
            labels = [citation.label for citation in read.references.references]
            assert len(set(labels)) == len(labels), "a footnote is named twice"

    return run


def _guess(data: bytes) -> None:
    guess_format("-", _text(data))


def _archive_address(data: bytes) -> None:
    text = _text(data)
    snapshot_named(text)
    with suppress(NotAnArchiveError, MalformedArchiveAddressError):
        snapshot = parse(text)
        assert parse(snapshot.address).timestamp == snapshot.timestamp, "a snapshot names itself"
    inside("https://web.archive.org/web/20200101000000id_/https://a.example/", text)


def _index(data: bytes) -> None:
    for kind in ("application/json", "text/plain", ""):
        with suppress(CdxError):
            read_index(data, kind)


def _timemap(data: bytes) -> None:
    with suppress(TimemapError):
        read_timemap(data)


def _timestamp(data: bytes) -> None:
    with suppress(TimestampError):
        period(_text(data))
    with suppress(TimestampError):
        from_iso(_text(data))


def _page(content_type: str) -> Target:
    def run(data: bytes) -> None:
        page = read_page(data, url=PAGE, content_type=content_type, refresh_header=_text(data[:200]))
        fetch = Fetch(address=PAGE, asked_at="2026-01-01T00:00:00Z", hops=(Hop(url=PAGE, status=200),), page=page)
        assert FETCH.validate_json(FETCH.dump_json(fetch)) == fetch, "what was seen can be judged again"
        judge_fetch(CITED, fetch)

    return run


def _warc(data: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        path = Path(folder, "evidence.warc.gz")
        path.write_bytes(data)
        with suppress(EvidenceError):
            list(read_facts(path))
        mend(path)
        assert mend(path) == 0, "what is mended is whole"


def _headers(data: bytes) -> None:
    """Each line of the data is a header's value; a redirect and its hop are made of them."""
    lines = [*data.split(b"\n"), b"", b"", b"", b""][:4]
    headers = {"Location": lines[0], "Set-Cookie": lines[1], "Content-Type": lines[2], "Retry-After": lines[3]}
    request = Request(PAGE)
    response = Response(PAGE, status=302, headers=headers, request=request)
    hop_of(response)
    read_retry_after(lines[3], datetime(2026, 1, 1, tzinfo=UTC))
    with suppress(CircleError, UnfollowableError):
        after = RedirectMiddleware(20).process_response(request, response)
        assert after is response or pieces(after.url).scheme in ("http", "https")


def _address(data: bytes) -> None:
    text = _text(data)
    for read in (requested, pieces, fault, front_of, host_of, names_private_host, literal_address, link):
        read(text)  # type: ignore[operator]
    with suppress(ConnectToError):
        parse_rule(text)
    read_refresh(text)
    assert printable(printable(text)) == printable(text)


def _encodings(data: bytes) -> None:
    for names in ("gzip", "deflate", "br", "gzip, br", "deflate, gzip, br, gzip, gzip"):
        assert len(decode(data, names, LIMIT).body) <= max(LIMIT, len(data))


def _wiki(data: bytes) -> None:
    target_in(_text(data), PAGE)


TARGETS: Mapping[str, Target] = {
    **{f"import-{name}": _importer(name) for name in IMPORTERS},
    "guess": _guess,
    "archive-address": _archive_address,
    "index": _index,
    "timemap": _timemap,
    "timestamp": _timestamp,
    "page-html": _page("text/html; charset=utf-8"),
    "page-unnamed": _page(""),
    "page-text": _page("text/plain"),
    "warc": _warc,
    "headers": _headers,
    "address": _address,
    "encodings": _encodings,
    "wiki": _wiki,
}
"""The targets by their name, which is also their folder in `corpus`. PDFs are read in a process each: not here."""
