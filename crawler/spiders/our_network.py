"""Whether our own network works, and which failures it could be to blame for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.evidence.fetch import Fetch
from crawler.spiders.control import ControlSpider
from crawler.spiders.process import InterruptedWorkError, crawl
from crawler.web.connect_to import find_target, parse_rule
from crawler.web.resolver import installed_resolver

OURS = frozenset({"timeout", "refused", "reset", "unroutable", "dns-nxdomain", "dns-servfail", "dns-timeout"})
"""Failures that our own network may have caused."""

LOST = "The network cannot be reached (asked {hosts}): nothing was asked, and nothing was changed."


async def network_works(process: AsyncCrawlerProcess, settings: Settings) -> bool:
    """Whether one of `CITEWATCH_CONTROL_HOSTS` answers. One that `--connect-to` reaches is trusted: any sign counts.

    Their names are looked up anew, and their connections are new, as each crawl's are: what worked before proves
    nothing.
    """
    answers: list[Fetch] = []
    hosts = settings.getlist("CITEWATCH_CONTROL_HOSTS")
    _forget(hosts)
    with suppress(InterruptedWorkError):
        await crawl(process, ControlSpider, answers.append, hosts=hosts)
    return any(answer.hops or (_is_mapped(answer, settings) and _was_reached(answer)) for answer in answers)


def lost_network(settings: Settings) -> str:
    """The sentence for a person that says so."""
    return LOST.format(hosts=", ".join(settings.getlist("CITEWATCH_CONTROL_HOSTS")))


def _forget(hosts: Iterable[str]) -> None:
    if (resolver := installed_resolver()) is not None:
        for host in hosts:
            resolver.forget(host.strip(), 443)


def _is_mapped(answer: Fetch, settings: Settings) -> bool:
    rules = [parse_rule(rule) for rule in settings.getlist("CITEWATCH_CONNECT_TO")]
    host = answer.address.removeprefix("https://").rstrip("/")
    return find_target(rules, host, 443).named


def _was_reached(answer: Fetch) -> bool:
    """Whether somebody was there, though no HTTP answer came: TLS failed, or what came was not HTTP."""
    return answer.failure is not None and answer.failure.kind.partition("-")[0] in ("tls", "protocol")
