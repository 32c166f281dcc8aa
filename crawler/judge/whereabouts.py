"""Where a dead page went: an address that captured redirects name, accepted only where the work is seen to stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.archives.snapshot import Snapshot
from crawler.archives.timestamp import to_iso
from crawler.archives.wanted import wanted_date
from crawler.evidence.address import requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.landing import new_addresses
from crawler.evidence.page import Page
from crawler.evidence.search import sought
from crawler.judge.archive import Holdings
from crawler.judge.content import compare
from crawler.judge.likeness import likeness
from crawler.judge.live import judge_fetch
from crawler.judge.verdict import Whereabouts
from crawler.references.citation import Citation

SAME_TEXT = 0.6
"""The share of the snapshot's text that must stand at the new address: a new layout keeps the text, little else does.
"""


def find_again(
    citation: Citation, holdings: Holdings, live: Mapping[str, Fetch], before: Page | None
) -> Whereabouts | None:
    """The first new address at which the work stands today; `before` is the page as a good snapshot shows it.

    The title must be the cited one, and the text the snapshot's; where no snapshot is known, the cited quote must be
    in it.
    """
    search = holdings.searches.get(requested(sought(citation)))
    if search is None:
        return None
    for redirect, address in new_addresses(search, holdings.plays, wanted_date(citation)):
        fetch = live.get(address)
        proof = _proof(replace(citation, url=address), fetch, before) if fetch else ""
        if fetch and proof:
            return Whereabouts(url=_stands_at(address, fetch), proof=f"{_led(redirect)}, {proof}.")
    return None


def _proof(citation: Citation, fetch: Fetch, before: Page | None) -> str:
    """What shows that the work stands there, "" where that is not shown."""
    if fetch.page is None or judge_fetch(citation, fetch).state != "alive":
        return ""
    content = compare(citation, fetch.page, "live", whole=False)
    if content.title.verdict != "match":
        return ""
    if before is not None:
        share = likeness(before, fetch.page)
        words = f"its title is the cited one, and {share or 0:.0%} of the snapshot's text stands there"
        return words if share is not None and share >= SAME_TEXT else ""
    return "its title and a quote in it are the cited ones" if content.quote.verdict == "match" else ""


def _stands_at(address: str, fetch: Fetch) -> str:
    """Where it stands: the end of redirects that are for good."""
    return fetch.final_url if fetch.for_good else address


def _led(redirect: Snapshot) -> str:
    return f"A redirect captured on {to_iso(redirect.timestamp)} ({redirect.address}) leads there"
