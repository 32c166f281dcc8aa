"""Pages about a domain's bare name in words that nobody listed: a broker's offer, or paid links under the name."""

from __future__ import annotations

import re
from collections import Counter
from math import prod
from urllib.parse import unquote

from crawler.evidence.address import host_of, pieces
from crawler.judge.matter import prose_length
from crawler.judge.rule import Case
from crawler.judge.rules.cited_title import title_score
from crawler.judge.rules.identity import same_as_made_up
from crawler.judge.rules.takeover import MOST_OF_A_BROKER, named_after_domain, parked
from crawler.judge.rules.walls import login, outage, wall
from crawler.judge.verdict import Signal
from crawler.judge.weigh import ENOUGH
from crawler.judge.wording import MATCH, plain

PAID_LINKS = 3
"""Links to one other host that carry the name: fewer may be buttons to share the page with."""

WEIGHTS = {
    "it names the domain": 0.2,
    "its title or heading is the name": 0.3,
    "a form sends the name to another host": 0.6,
    "links to another host carry the name": 0.6,
    "another host's frame or script is given the name": 0.45,
    "it names a price": 0.45,
    "a made-up address gets the same": 0.3,
    "it asks search engines not to keep it": 0.15,
}
"""What each mark weighs; a site may have any of them by itself."""

_MONEY = (
    r"(?:[$\u20ac\u00a3\u00a5\u20ba\u20bd\u20b9\u20a9\u5143\u5186\uc6d0]"
    r"|\b(?:usd|eur|gbp|chf|pln|rub|jpy|cny|kr|sek|nok|dkk|czk|k\u010d|z\u0142|tl|rp)\b)"
)
_PRICE = re.compile(rf"{_MONEY}\s?\d|\d\s?{_MONEY}", re.IGNORECASE)
_SENT = re.compile(r"<form\b[^<>]*\baction=[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_LINKED = re.compile(r"<a\b[^<>]*\bhref=[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_FILLED = re.compile(r"<(?:iframe|script|frame)\b[^<>]*\bsrc=[\"']?([^\"'\s<>]+)", re.IGNORECASE)


def bare_name(case: Case) -> Signal | None:
    """Next to nothing but the domain's name, with marks of its being traded, at every address of the host."""
    page, host = case.page, host_of(case.fetch.final_url).removeprefix("www.")
    if page is None or not host or not case.fetch.succeeded or prose_length(page) > MOST_OF_A_BROKER:
        return None
    if title_score(case) >= MATCH or host not in plain(f"{' '.join(case.titles)} {page.told}"):
        return None
    if any(rule(case) for rule in (wall, outage, login, parked, named_after_domain)):
        return None
    marks = _marks(case, host, page.markup)
    weight = round(1 - prod(1 - WEIGHTS[mark] for mark in marks), 2)
    if weight < ENOUGH:
        return None
    return Signal(
        rule="takeover/bare-name",
        reason="parked",
        weight=min(weight, 0.93),
        sentence=f"The page is about the name {host[:100]} itself: {', '.join(marks)}.",
    )


def _marks(case: Case, host: str, markup: str) -> list[str]:
    page = case.page
    linked = Counter(host_of(address) for address in _elsewhere(_LINKED.findall(markup), host))
    seen = {
        "its title or heading is the name": any(_bare(title).startswith(host) for title in case.titles),
        "it names the domain": True,
        "a form sends the name to another host": any(_elsewhere(_SENT.findall(markup), host)),
        "links to another host carry the name": max(linked.values(), default=0) >= PAID_LINKS,
        "another host's frame or script is given the name": any(_elsewhere(_FILLED.findall(markup), host)),
        "it names a price": page is not None and bool(_PRICE.search(page.text)),
        "a made-up address gets the same": same_as_made_up(case),
        "it asks search engines not to keep it": page is not None and "noindex" in page.robots,
    }
    return [mark for mark, found in seen.items() if found]


def _bare(title: str) -> str:
    return plain(title).removeprefix("www.")


def _elsewhere(addresses: list[str], host: str) -> list[str]:
    """The addresses at other hosts that are given the name as it is, and not an address of the site to share."""
    found = []
    for address in addresses:
        parts = pieces(address)
        rest = unquote(f"{parts.path}?{parts.query}").lower()
        if parts.hostname and not parts.hostname.endswith(host) and host in rest and f"//{host}" not in rest:
            found.append(address)
    return found
