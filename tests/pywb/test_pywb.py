"""A real archive: our own evidence opens in pywb, and the archive spider plays from it as from any other archive."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.program import Program
from tests.pywb.archive import COLLECTION, HOST, TIMEMAP, connect_to, playing
from tests.web.archive import archive_site
from tests.web.page import CITED, html_page, story_page
from tests.web.server import Web
from tests.web.site import NO_SUCH_PAGE, Answer, site
from tests.web.sockets import LOOPBACK

WORK = story_page()
KEPT = "https://kept.example/2019/keepers"
HTML = {"Content-Type": "text/html; charset=utf-8"}
SOUP = html_page("Forty soups for cold days", "Peel the carrots and cut the leek, then wait. " * 12)


def _ask(port: int, path: str) -> tuple[int, Mapping[str, str], bytes]:
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, dict(answer.headers), answer.read()


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run kept of a page while it was alive."""
    folder = tmp_path_factory.mktemp("alive")
    living = site("kept.example", {"/2019/keepers": Answer(200, HTML, WORK)})
    with Web([archive_site([]), living]) as web:
        program = Program(folder, web)
        program.cite([{"title": CITED, "url": KEPT, "access-date": "2020-01-02"}])
        program.check()
    (kept,) = (folder / "reports" / "runs").glob("*/evidence.warc.gz")
    return kept


@pytest.fixture(scope="module")
def own_archive(evidence: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with playing(tmp_path_factory.mktemp("own"), evidence) as port:
        yield port


def test_our_own_evidence_opens_in_it(own_archive: int) -> None:
    status, headers, body = _ask(own_archive, f"/{COLLECTION}/id_/{KEPT}")
    assert (status, body) == (200, WORK)
    assert headers["Memento-Datetime"]


def test_its_index_lists_each_answer_once(own_archive: int) -> None:
    _, _, body = _ask(own_archive, f"/{COLLECTION}/cdx?url={KEPT}&output=json")
    rows = [json.loads(line) for line in body.splitlines()]
    assert [(row["url"], row["status"], row["mime"]) for row in rows] == [(KEPT, "200", "text/html")]


def test_a_page_that_died_is_rescued_from_our_own_evidence(own_archive: int, tmp_path: Path) -> None:
    with Web([archive_site([]), site("kept.example", {"*": NO_SUCH_PAGE})]) as web:
        program = Program(tmp_path, web, (f"CITEWATCH_TIMEMAPS={TIMEMAP}",))
        program.cite([{"title": CITED, "url": KEPT}])
        program.check(*connect_to(own_archive))
        row = program.rows()["1"]
    assert (row["live"]["reason"], row["health"]) == ("not-found", "rescued")
    assert (row["archive"]["source"], row["archive"]["reason"]) == ("Stanford Web Archive Portal", "ok")
    assert row["archive"]["snapshot_url"].startswith(f"http://{HOST}/{COLLECTION}/")
    assert row["suggestion"]["changes"]["archive-url"] == row["archive"]["snapshot_url"]


def _url(name: str) -> str:
    return f"http://held.example/{name}"


HELD: Mapping[str, tuple[str, Mapping[str, str], bytes]] = {
    "work": ("200 OK", HTML, WORK),
    "gone": ("404 Not Found", HTML, html_page("404 Not Found", "There is no such page.")),
    "failed": ("503 Service Unavailable", HTML, html_page("503", "Come back later.")),
    "absent": ("200 OK", HTML, html_page("Page not found", "Sorry, the page you requested could not be found.")),
    "moved": ("301 Moved Permanently", {"Location": _url("work")}, b""),
    "front": ("302 Found", {"Location": "http://held.example/"}, b""),
    "": ("200 OK", HTML, html_page("The Harbour Courier", "Today at the harbour: boats and the price of cod. " * 8)),
    "soup": ("200 OK", HTML, SOUP),
}
DAY = "20190906010203"

# what is named: the state and the reason of its snapshot
NAMED = {
    f"{DAY}/{_url('work')}": ("good", "ok"),
    f"{DAY}id_/{_url('work')}": ("good", "ok"),
    f"2019/{_url('work')}": ("good", "ok"),
    f"20150101000000/{_url('work')}": ("bad", "wrong-date"),
    f"{DAY}/{_url('gone')}": ("bad", "error-capture"),
    f"{DAY}/{_url('failed')}": ("bad", "error-capture"),
    f"{DAY}/{_url('absent')}": ("bad", "soft-404-capture"),
    f"{DAY}/{_url('moved')}": ("good", "ok"),
    f"{DAY}/{_url('front')}": ("bad", "redirect-capture"),
    f"{DAY}/{_url('never')}": ("bad", "unplayable"),
}


def _write(path: Path) -> Path:
    """A WARC of HELD, all of it captured at DAY."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name, (status, headers, body) in HELD.items():
            record = writer.create_warc_record(
                _url(name),
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2019-09-06T01:02:03Z"},
            )
            writer.write_record(record)
            record.raw_stream.close()
    return path


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("held")
    with playing(folder, _write(folder / "held.warc.gz")) as port, Web([archive_site([])]) as web:
        program = Program(tmp_path_factory.mktemp("named"), web)
        cited = {"title": CITED, "access-date": "2019-09-06"}
        program.cite([{**cited, "archive-url": f"http://{HOST}/{COLLECTION}/{named}"} for named in NAMED])
        ended = program.check(*connect_to(port))
        assert ended.status in (0, 1), ended.err
        yield dict(zip(NAMED, program.latest()["references"], strict=True))


@pytest.mark.parametrize("named", NAMED)
def test_a_snapshot_that_pywb_plays(rows: Mapping[str, dict[str, Any]], named: str) -> None:
    archive = rows[named]["archive"]
    assert (archive["state"], archive["reason"]) == NAMED[named], archive["explanation"]
