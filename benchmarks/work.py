"""The work that is measured: citations on many hosts, their pages of 20 KB, and how each tool is to reach them.

citewatch asks hosts by name, which `--connect-to` sends to the server; the other tools ask the same server under as
many addresses of the loopback network. The archive is asked over HTTPS by all of them, everything else over HTTP.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from benchmarks.pages import news_page, sentence

HOSTS = 500
DAY = "20140307120000"
"""When the stand-in archive captured everything."""

MISSING = 10
"""Every so manieth page is gone (404)."""

ARCHIVE = "127.0.9.9"
_PLACE = "@@TITLE@@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`hosts` has the host's number of each citation, so that any distribution can be asked for."""

    hosts: tuple[int, ...]
    snapshots: bool

    @property
    def count(self) -> int:
        """How many citations there are."""
        return len(self.hosts)

    @property
    def addresses(self) -> int:
        """How many addresses are to be asked."""
        return self.count * (2 if self.snapshots else 1)


def even(count: int, *, snapshots: bool, hosts: int = HOSTS) -> Work:
    """Citations dealt out to the hosts by turns."""
    return Work(hosts=tuple(number % hosts for number in range(count)), snapshots=snapshots)


def references(work: Work) -> Iterator[str]:
    """The lines of the references.jsonl that names it all."""
    for number, host in enumerate(work.hosts):
        cited = f"http://h{host}.example/p/{number}"
        citation: dict[str, object] = {
            "number": number + 1,
            "title": title(number),
            "url": cited,
            "date": "2014-03-06",
            "author": ["Holm, Ada"],
            "work": "Coast Courier",
        }
        if work.snapshots:
            citation |= {"archive-url": f"https://web.archive.org/web/{DAY}/{cited}", "archive-date": "2014-03-07"}
        yield json.dumps(citation) + "\n"


def addresses(work: Work, http_port: int, https_port: int) -> Iterator[str]:
    """The same for a tool that takes addresses."""
    for number, host in enumerate(work.hosts):
        yield f"http://127.0.{host // 250 + 1}.{host % 250 + 1}:{http_port}/p/{number}"
        if work.snapshots:
            yield f"https://{ARCHIVE}:{https_port}/web/{DAY}id_/http://h{host}.example/p/{number}"


def title(number: int) -> str:
    """The title of a cited work, which its page carries."""
    return f"{sentence(Random(number), 7).rstrip('.')} {number}"  # noqa: S311 - the same titles each time


def body(number: int) -> bytes:
    """The page of a citation."""
    return _page().replace(_PLACE.encode(), title(number).encode())


@cache
def _page() -> bytes:
    random = Random(7)  # noqa: S311 - the same page each time
    return news_page(random, _PLACE, [sentence(random, 75) for _ in range(22)], links=45)
