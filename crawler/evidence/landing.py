"""Where captured redirects lead: to another capture inside the archive, and to another address on the web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crawler.archives.address import inside, snapshot_named, with_modifier
from crawler.archives.replay import origin
from crawler.archives.snapshot import Snapshot
from crawler.archives.spellings import key_of
from crawler.evidence.address import fault, pieces, requested
from crawler.evidence.fetch import REDIRECTS, Fetch, Hop
from crawler.evidence.search import Search, played_at


def landed(snapshot: Snapshot, fetch: Fetch) -> Snapshot:
    """The snapshot that really shows what playing `snapshot` left, at the address where people look at it.

    It is `snapshot` itself where no captured redirect led away from it. The original stays the one asked for, so that
    whoever judges sees the redirects as such.
    """
    ended = snapshot_named(fetch.final_url) if any(is_captured_redirect(hop) for hop in fetch.hops) else None
    if ended is None or not ended.timestamp:
        return snapshot
    return replace(ended, original=snapshot.original, modifier="", address=with_modifier(ended, ""))


def led_to(fetch: Fetch) -> str:
    """The address on the web to which the last captured redirect of a played capture leads; "" where there is none."""
    redirects = [hop for hop in fetch.hops if is_captured_redirect(hop)]
    if not redirects:
        return ""
    snapshot = snapshot_named(inside(redirects[-1].url, redirects[-1].headers["location"]))
    return snapshot.original if snapshot else ""


def new_addresses(search: Search, plays: Mapping[str, Fetch], since: str | None) -> tuple[tuple[Snapshot, str], ...]:
    """The addresses to which captured redirects of `since` (ISO 8601) or later lead, each with its first redirect.

    Left out is what names the same page as the address sought, a front page, and what cannot be asked.
    """
    found: dict[str, tuple[Snapshot, str]] = {}
    for lead in search.leads(since):
        fetch = plays.get(played_at(lead))
        address = requested(led_to(fetch)) if fetch else ""
        if address and not fault(address) and _is_elsewhere(address, search.address):
            found.setdefault(key_of(address), (lead, address))
    return tuple(found.values())


def _is_elsewhere(address: str, sought: str) -> bool:
    parts = pieces(address)
    return key_of(address) != key_of(sought) and bool(parts.path.strip("/") or parts.query)


def is_captured_redirect(hop: Hop) -> bool:
    """Whether an archive's answer is a redirect as it was captured, and not one of its own to a capture."""
    leads_on = hop.status in REDIRECTS and bool(hop.headers.get("location"))
    return leads_on and origin(hop.status, hop.headers) == "capture"
