"""An archive that is down, slow, lies about types or answers half: unknown with its reason; the live verdict stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.program import Program
from tests.web.archive import HOST, Capture, archive_site
from tests.web.page import CITED, html_page, story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, site

STORY = story_page()
TIME = "20200101000000"
QUICK = ("DOWNLOAD_TIMEOUT=1", "RETRY_TIMES=0")
TROUBLE = html_page("Internet Archive", "We are doing some work on this part of the archive.")
ROW = f'["example,cited)/","{TIME}","https://cited.example/","text/html","200","AAAA","900"]'
HEADER = '["urlkey","timestamp","original","mimetype","statuscode","digest","length"]'
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Fault:
    """What the archive does with one address: a fault of the stand-in archive or an answer, and what it comes to."""

    does: str | Answer
    reason: str
    state: str = "unknown"


def _capture(body: bytes, **headers: str) -> Answer:
    memento = {"Memento-Datetime": "Wed, 01 Jan 2020 00:00:00 GMT", "Content-Type": "text/html", "Connection": "close"}
    return Answer(200, memento | headers, body)


PLAYS = {
    "play-unavailable": Fault("unavailable", "archive-unreachable"),
    "play-page-of-its-own": Fault("html", "archive-unreachable"),
    "play-slow": Fault("slow", "archive-unreachable"),
    "play-bad-gateway": Fault(Answer(502, {}, TROUBLE), "archive-unreachable"),
    "play-empty": Fault(Answer(200, {"Content-Type": "text/html"}, b""), "archive-unreachable"),
    "play-no-gzip": Fault(Answer(200, {"Content-Encoding": "gzip"}, b"This is no gzip."), "archive-unreachable"),
    "play-circle": Fault(
        Answer(302, {"Location": "/web/20200101000000id_/https://cited.example/play-circle"}), "archive-unreachable"
    ),
    "play-half-that-shows-the-work": Fault("truncated", "ok", "good"),
    "play-half-that-does-not": Fault(_capture(b"<html><body><p>The", **{"Content-Length": "5000"}), "unclear"),
    "play-called-picture": Fault(_capture(STORY, **{"Content-Type": "image/png"}), "unclear"),
    "play-called-pdf": Fault(_capture(STORY, **{"Content-Type": "application/pdf"}), "unclear"),
    "play-called-nothing": Fault(_capture(STORY, **{"Content-Type": ""}), "ok", "good"),
    "play-picture-called-page": Fault(_capture(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "unclear"),
}
INDEXES = {
    "index-unavailable": Fault("unavailable", "archive-unreachable"),
    "index-page": Fault("html", "archive-unreachable"),
    "index-slow": Fault("slow", "archive-unreachable"),
    "index-half": Fault("truncated", "archive-unreachable"),
    "index-half-json": Fault(Answer(200, JSON, f"[{HEADER},{ROW[:30]}".encode()), "archive-unreachable"),
    "index-page-called-json": Fault(Answer(200, JSON, TROUBLE), "archive-unreachable"),
    "index-json-called-page": Fault(Answer(200, {"Content-Type": "text/html"}, b"[]"), "archive-unreachable"),
    "index-text-called-json": Fault(Answer(200, JSON, b"No captures."), "archive-unreachable"),
    "index-another-list": Fault(Answer(200, JSON, b'[["a","b"],["1","2"]]'), "archive-unreachable"),
    "index-an-object": Fault(Answer(200, JSON, b'{"error": "busy"}'), "archive-unreachable"),
    "index-nothing-at-all": Fault(Answer(200, JSON, b""), "archive-unreachable"),
    "index-redirects-away": Fault(Answer(302, {"Location": "https://cited.example/"}), "archive-unreachable"),
    "index-excluded": Fault(Answer(403, {}, b"AdministrativeAccessControlException"), "excluded"),
    "index-messy": Fault("messy", "ok", "good"),
}
ALL = PLAYS | INDEXES
PARTS = {"play": "/web/", "index": "/cdx/"}


def _address(name: str) -> str:
    return f"https://cited.example/{name}"


def _archive() -> Site:
    """One archive that treats each address in its own way."""
    sites: dict[str, Site] = {}
    for name, fault in ALL.items():
        captures = [Capture(_address(name), TIME, body=STORY.replace(b"</body>", f"<!--{name}--></body>".encode()))]
        kind = fault.does if isinstance(fault.does, str) else ""
        part = "replay" if name in PLAYS else "cdx"
        sites[name] = archive_site(captures, **{part: kind})

    async def answer(request: Request) -> Answer:
        name = next(name for name in sorted(ALL, key=len, reverse=True) if name in request.target)
        does = ALL[name].does
        if isinstance(does, Answer) and request.path.startswith(PARTS[name.partition("-")[0]]):
            return does
        handler = sites[name].answer
        assert handler
        return await handler(replace(request, memory={}))

    return Site(host=HOST, answer=answer)


def _cites(name: str) -> dict[str, Any]:
    cited = {"title": CITED, "url": _address(name), "access-date": "2020-01-02"}
    if name in PLAYS:
        cited["archive-url"] = f"https://{HOST}/web/{TIME}/{_address(name)}"
    return cited


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, Any]]]:
    folder: Path = tmp_path_factory.mktemp("bad-archive")
    with Web([_archive(), site("cited.example", {"*": Answer(200, {}, STORY)})]) as web:
        program = Program(folder, web, QUICK)
        program.cite([_cites(name) for name in ALL])
        ended = program.check()
        assert ended.status in (0, 1), ended.err
        yield dict(zip(ALL, program.latest()["references"], strict=True))


@pytest.mark.parametrize("name", ALL)
def test_what_the_archive_does_comes_to_its_reason(rows: dict[str, dict[str, Any]], name: str) -> None:
    archive = rows[name]["archive"]
    assert (archive["state"], archive["reason"]) == (ALL[name].state, ALL[name].reason)
    assert archive["explanation"]
    assert rows[name]["live"]["reason"] == "ok"


DOWN: dict[str, list[Site]] = {"it refuses": [Site(host=HOST, refuses=True)], "its name is gone": []}


@pytest.mark.parametrize("archive", DOWN.values(), ids=list(DOWN))
def test_an_archive_that_is_down(tmp_path: Path, archive: list[Site]) -> None:
    with Web([*archive, site("cited.example", {"*": Answer(200, {}, STORY)})]) as web:
        program = Program(tmp_path, web, QUICK)
        program.cite([_cites("play-slow"), _cites("index-slow")])
        ended = program.check()
    assert ended.status in (0, 1), ended.err
    for row in program.latest()["references"]:
        assert (row["archive"]["state"], row["archive"]["reason"]) == ("unknown", "archive-unreachable")
        assert (row["live"]["reason"], row["health"], row["flags"]) == ("ok", "healthy", [])
