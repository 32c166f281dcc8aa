"""One pace at a host, whichever process asks: where redirects lead from one shard into another's host.

A pause that the host asks for is kept by all of them, but for one request that had its turn already.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.program import Program
from tests.scale.conftest import SMALL
from tests.scale.faults import CONNECTING
from tests.scale.mixed import WORDS
from tests.web.page import html_page
from tests.web.server import Web
from tests.web.site import Answer, Request, Site, host_of, redirect, site

DELAY = 0.5
PAGES = 4
PAUSE = 6


async def _busy_at_first(request: Request) -> Answer:
    """Asks for a pause when it is asked for the first page, and then answers."""
    request.memory["pages"] = request.memory.get("pages", 0) + 1
    if request.memory["pages"] == 1:
        return Answer(429, {"Retry-After": str(PAUSE)}, b"")
    return Answer(200, {}, html_page("A work", *WORDS))


@pytest.mark.timeout(300)
def test_a_host_that_redirects_lead_to_is_asked_by_turns(tmp_path: Path) -> None:
    moved = {f"/old-{n}": redirect(f"https://b.example/a-{n}", 301) for n in range(PAGES)}
    with Web([site("a.example", moved), Site(host="b.example", answer=_busy_at_first)]) as web:
        program = Program(tmp_path / "program", web, (*SMALL, f"DOWNLOAD_DELAY={DELAY}", "CITEWATCH_CLUSTER_SHARD=1"))
        program.folder.mkdir()
        urls = [f"https://a.example/old-{n}" for n in range(PAGES)] + [f"https://b.example/b-{n}" for n in range(PAGES)]
        program.cite([{"title": "A work", "url": url} for url in urls])
        assert program.check("--cluster", "threads:2").status in (0, 1)
        times = [each.at for each in web.requests if each.host == "b.example"]
        told = next(each.at for each in web.requests if each.host == "b.example" and each.target != "/robots.txt")
    assert {host_of(row["live"]["final_url"]) for row in program.latest()["references"]} == {"b.example"}
    assert len(times) >= 2 * PAGES
    assert min(later - earlier for earlier, later in pairwise(times)) >= DELAY - CONNECTING
    assert sum(told < at < told + PAUSE - CONNECTING for at in times) <= 1
