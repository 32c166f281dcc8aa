"""Whether our own network works, and which failures it could be to blame for."""

from __future__ import annotations

from contextlib import suppress

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.evidence.address import pieces
from crawler.evidence.fetch import FAILURES, Failure, Fetch
from crawler.spiders.control import ControlSpider
from crawler.spiders.process import InterruptedWorkError, crawl
from crawler.web.addresses import names_private_host
from crawler.web.connect_to import find_target, parse_rule
from crawler.web.resolver import installed_resolver

_FAMILIES = frozenset({"timeout", "refused", "reset", "unroutable", "dns", "tls"})
OURS = frozenset(kind for kind in FAILURES if kind.partition("-")[0] in _FAMILIES) | {"forbidden-address"}
"""Failures that our own network may have caused: an outage, name servers that lie, a middle box's own certificate."""

_ANSWERS = frozenset({"protocol", "robots"})
"""Failures that are an answer of whoever is there."""

LOST = "The network cannot be reached: no answer from {hosts}. Nothing was checked, and nothing was changed."


async def network_works(process: AsyncCrawlerProcess, settings: Settings) -> bool:
    """Whether one of `CITEWATCH_CONTROL_HOSTS` answers. One that `--connect-to` reaches is trusted: any sign counts.

    All names are looked up anew from now on, and the connections are new, as each crawl's are: what worked before
    proves nothing, and what did not may have been a lie of broken name servers.
    """
    answers: list[Fetch] = []
    hosts = settings.getlist("CITEWATCH_CONTROL_HOSTS")
    _forget()
    with suppress(InterruptedWorkError):
        await crawl(process, ControlSpider, answers.append, hosts=hosts)
    return any(answer.hops or (_is_mapped(answer, settings) and _was_reached(answer)) for answer in answers)


def caused_by_us(failure: Failure) -> bool:
    """Whether our own network may have caused a failure. A private host that the address itself names is no doubt."""
    literally = failure.kind == "forbidden-address" and names_private_host(pieces(failure.url).hostname or "")
    return failure.kind in OURS and not literally


def is_unsigned(fetch: Fetch) -> bool:
    """Whether anybody between us and the server may have given this answer: a hotel's network answers every http
    address by itself, or leads it elsewhere. What ends in https on the cited host is that host's own word.
    """
    answered = [hop.url for hop in fetch.hops]
    if fetch.failure and fetch.failure.kind in _ANSWERS:
        answered.append(fetch.failure.url)
    if not any(url.startswith("http:") for url in answered):
        return False
    final = pieces(fetch.final_url)
    return final.scheme != "https" or final.hostname != pieces(fetch.address).hostname


def lost_network(settings: Settings) -> str:
    """The sentence for a person that says so."""
    return LOST.format(hosts=", ".join(settings.getlist("CITEWATCH_CONTROL_HOSTS")))


def _forget() -> None:
    if (resolver := installed_resolver()) is not None:
        resolver.forget_all()


def _is_mapped(answer: Fetch, settings: Settings) -> bool:
    rules = [parse_rule(rule) for rule in settings.getlist("CITEWATCH_CONNECT_TO")]
    host = answer.address.removeprefix("https://").rstrip("/")
    return find_target(rules, host, 443).named


def _was_reached(answer: Fetch) -> bool:
    """Whether somebody was there, though no HTTP answer came: TLS failed, or what came was not HTTP."""
    return answer.failure is not None and answer.failure.kind.partition("-")[0] in ("tls", "protocol")
