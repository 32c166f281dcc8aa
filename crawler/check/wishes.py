"""Which of a shared crawl's answers an article wants: those that a crawl of its own would have asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.check.follow_up import IsStruck, dead_citations, followed_addresses
from crawler.check.seen import Seen, snapshots
from crawler.evidence.address import host_of, requested
from crawler.evidence.search import Search, played_at, sought
from crawler.references.citation import Citation
from crawler.spiders.live import IN_DOUBT, InDoubt

Wish = tuple[str, str]
"""A kind (live, play or search) and an address."""


class Wishes:
    """What the citations of one article want; `seen` is what the article has, and grows while they are asked about.

    The setting `CITEWATCH_IN_DOUBT` is that of the live spider.
    """

    def __init__(self, citations: Iterable[Citation], seen: Seen, settings: BaseSettings, is_struck: IsStruck) -> None:
        self._is_struck = is_struck
        self._citations = tuple(citations)
        self._seen = seen
        self._in_doubt: InDoubt = load_object(settings[IN_DOUBT])
        self._cited = _by(_address, self._citations)
        self._on_host = _by(lambda citation: host_of(_address(citation) or "") or None, self._citations)
        self._sought = _by(lambda citation: requested(sought(citation)) or None, self._citations)

    @property
    def hosts(self) -> Iterable[str]:
        """The hosts of which the article cites pages."""
        return self._on_host

    def first(self) -> Iterator[Wish]:
        """What is wanted from the beginning: the cited addresses, what the index says of them, the known snapshots."""
        yield from (("search", address) for address in self._sought)
        for citation in self._citations:
            yield from (("play", played_at(snapshot)) for snapshot in snapshots(citation, self._seen.searches))
        yield from (("live", address) for address in self._cited)

    def hear(self, search: Search) -> Iterator[Wish]:
        """What is wanted now that the index has answered."""
        for citation in self._sought.get(search.address, ()):
            found = snapshots(citation, {search.address: search})
            yield from (("play", played_at(snapshot)) for snapshot in found)

    def follow(self) -> Iterator[Wish]:
        """What is wanted now that captured redirects were played: where they lead from the article's dead pages."""
        dead = dead_citations(self._citations, self._seen, self._is_struck)
        led = followed_addresses(dead, Seen(searches=self._seen.searches, plays=self._seen.plays))
        yield from (("live", requested(address)) for address in led)

    def doubts(self, host: str) -> bool:
        """Whether one of the article's pages on the host leaves a doubt that the host's other answers can settle."""
        cited = ((citation, self._seen.live.get(_address(citation) or "")) for citation in self._on_host.get(host, ()))
        return any(fetch is not None and self._in_doubt(citation, fetch) for citation, fetch in cited)


def _address(citation: Citation) -> str | None:
    """As it is asked; "" is the one that is only a fragment, None where there is none."""
    return requested(citation.url) if citation.url.strip() else None


def _by(key: Callable[[Citation], str | None], citations: Iterable[Citation]) -> Mapping[str, list[Citation]]:
    """The citations by what the key gives, those for which it gives None left out."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        if (name := key(citation)) is not None:
            found.setdefault(name, []).append(citation)
    return found
