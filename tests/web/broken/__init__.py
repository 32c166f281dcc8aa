"""Hosts that are broken, each named after what it does, with the live verdict that each must get.

`EXPECTED` maps an address to its (state, reason) by the contract's table; `EITHER` maps one to several that would all
be true. Cite each address with the title that `TITLES` has for it, else with `tests.web.page.CITED`, which every
working page of these hosts carries.
"""

from __future__ import annotations

from tests.web.broken import (
    bodies,
    connections,
    domains,
    encodings,
    handshakes,
    landings,
    pacing,
    redirects,
    robots,
    statuses,
    streams,
    walls,
)

KINDS = (
    statuses,
    connections,
    streams,
    bodies,
    redirects,
    pacing,
    walls,
    landings,
    robots,
    encodings,
    handshakes,
    domains,
)

Verdict = tuple[str, str]

SITES = tuple(site for kind in KINDS for site in kind.SITES)
EXPECTED: dict[str, Verdict] = {address: verdict for kind in KINDS for address, verdict in kind.EXPECTED.items()}
EITHER: dict[str, frozenset[Verdict]] = {
    address: verdicts for kind in KINDS for address, verdicts in getattr(kind, "EITHER", {}).items()
}
TITLES: dict[str, str] = dict(encodings.TITLES)
