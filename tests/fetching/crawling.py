"""Runs a spider as Scrapy's users do, in a process of its own, over real sockets to a stand-in web."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.search import SEARCH, Search
from tests.web.server import Web

HASTE: Mapping[str, object] = {
    "DOWNLOAD_DELAY": 0.01,
    "DOWNLOAD_TIMEOUT": 3,
    "RETRY_TIMES": 1,
    "CITEWATCH_RETRY_DELAY": 0.1,
    "CITEWATCH_CDX_PER_MINUTE": 0,
    "CITEWATCH_REPLAY_PER_MINUTE": 0,
}
"""Nobody else is on the stand-in web, so it need not be spared."""


@dataclass(frozen=True, slots=True)
class Crawled:
    """What a crawl left: the fetches by address, the searches in their order, and what it said on standard error."""

    fetches: Mapping[str, Fetch]
    searches: Sequence[Search]
    stderr: str

    def kind(self, address: str) -> str:
        """The kind of failure at `address`, "" where a page came."""
        failure = self.fetches[address].failure
        return failure.kind if failure else ""


def write_references(path: Path, citations: Iterable[Mapping[str, Any]]) -> Path:
    """A references.yaml of these citations, numbered from 1 on."""
    numbered = [{"number": number, **citation} for number, citation in enumerate(citations, start=1)]
    with path.open("w", encoding="utf-8") as file:
        YAML().dump({"article": {"title": "The keepers of the light"}, "references": numbered}, file)
    return path


def crawl_live(web: Web, folder: Path, addresses: Iterable[str], **settings: object) -> Crawled:
    """Asks for the addresses with the spider `live`."""
    return crawl(web, folder, "live", [{"url": address} for address in addresses], **settings)


def crawl(web: Web, folder: Path, spider: str, citations: Iterable[Mapping[str, Any]], **settings: object) -> Crawled:
    """`scrapy crawl SPIDER -a references=...` with these settings over HASTE, led to the web's hosts."""
    references, out = write_references(folder / "references.yaml", citations), folder / "out.jsonl"
    out.unlink(missing_ok=True)
    wanted = {
        **HASTE,
        "CITEWATCH_CONNECT_TO": ",".join(web.connect_to()),
        "CITEWATCH_DNS_SERVER": web.dns_server,
        **settings,
    }
    options = [word for name, value in wanted.items() for word in ("-s", f"{name}={value}")]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", spider, "-a", f"references={references}", "-o", str(out), *options],
        env={**os.environ, "SSL_CERT_FILE": str(web.cacert), "XDG_STATE_HOME": str(folder / "state")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return read_crawled(out, done.stderr)


def read_crawled(out: Path, stderr: str) -> Crawled:
    """What a crawl wrote into `out`, and said on standard error."""
    fetches: dict[str, Fetch] = {}
    searches: list[Search] = []
    for line in out.read_text(encoding="utf-8").splitlines() if out.exists() else ():
        if "captures" in json.loads(line):
            searches.append(SEARCH.validate_json(line))
        else:
            fetch = FETCH.validate_json(line)
            fetches[fetch.address] = fetch
    return Crawled(fetches, searches, stderr)
