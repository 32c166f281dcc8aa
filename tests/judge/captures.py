"""Played captures of the story, as an archive that speaks Memento plays them."""

from __future__ import annotations

from typing import Any

from crawler.archives.address import parse
from crawler.archives.snapshot import Snapshot
from crawler.evidence.fetch import Fetch, Hop
from tests.judge.cases import AT, STORY, TITLE, URL, html, page

STAMP = "20140307120000"
NAMED = f"https://web.archive.org/web/{STAMP}/{URL}"
MEMENTO = "Fri, 07 Mar 2014 12:00:00 GMT"
WORK = html(TITLE, STORY)


def raw(url: str = URL, stamp: str = STAMP) -> str:
    """Where the bytes as captured are played."""
    return f"https://web.archive.org/web/{stamp}id_/{url}"


def played(
    body: bytes | None = WORK,
    *,
    status: int = 200,
    url: str = URL,
    memento: str = MEMENTO,
    before: tuple[Hop, ...] = (),
    **fields: Any,
) -> Fetch:
    """What playing left: a capture of `url`; without `memento` the archive's own answer."""
    headers = {"memento-datetime": memento} if memento else {}
    final = Hop(url=raw(url), status=status, headers=headers)
    shown = None if body is None else page(body, url)
    return Fetch(address=raw(), asked_at=AT, hops=(*before, final), page=shown, **fields)


def snapshot(address: str = NAMED) -> Snapshot:
    """What the footnote's archive address names."""
    return parse(address)


CAPTURED_REDIRECT = Hop(url=raw(), status=302, headers={"memento-datetime": MEMENTO})
ARCHIVE_REDIRECT = Hop(url=raw(stamp="2014"), status=302, headers={})
