"""Asks for each cited address once, follows where it leads, and hands on what it found as a Fetch.

Where an answer leaves doubt, a made-up address of the same host and its front page are asked too, each once a host.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.utils.misc import load_object
from twisted.python.failure import Failure

from crawler.evidence.address import front_of, host_of, is_root, requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import is_made_up, made_up
from crawler.evidence.page import Page
from crawler.references.citation import Citation
from crawler.references.document import load
from crawler.web.conditional import KEPT, Copy, copy_of
from crawler.web.outcome import ask, fetch_failed, fetch_read
from crawler.web.redirects import CircleError, UnfollowableError, follow

IN_DOUBT = "CITEWATCH_IN_DOUBT"
SOON = 5.0
"""Seconds: a refresh that comes later than this lets a reader read the page first."""


InDoubt = Callable[[Citation, Fetch], bool]


def _nothing(address: str) -> Fetch | None:  # noqa: ARG001 - the shape of `kept`
    return None


class LiveSpider(Spider):
    """`scrapy crawl live -a references=references.yaml`, or with the addresses themselves from Python.

    Without `citations` nothing is in doubt. `seen` is what is known already and not asked for again; `kept` gives what
    an earlier run has read of an address, which is asked whether that has changed. The setting
    `CITEWATCH_IN_DOUBT` names the function that says whether an answer leaves doubt about a citation.
    """

    name = "live"

    def __init__(
        self,
        references: str = "",
        addresses: Iterable[str] = (),
        citations: Iterable[Citation] = (),
        seen: Mapping[str, Fetch] | None = None,
        kept: Callable[[str], Fetch | None] = _nothing,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if references:
            citations = load(Path(references)).references
            addresses = [citation.url for citation in citations if citation.url.strip()]
        # "#part" is empty once it has lost its fragment, and is an address nevertheless: one that cannot be asked.
        self.addresses = tuple(dict.fromkeys(requested(address) for address in addresses))
        self._cited: dict[str, list[Citation]] = {}
        for citation in citations:
            self._cited.setdefault(requested(citation.url), []).append(citation)
        self._seen = seen or {}
        # What is seen from now on comes through here: only what was known before is gone through at the start.
        self._known = tuple(self._seen)
        self._kept = kept
        self._probed = {host_of(address) for address in self._known if is_made_up(address)}
        known = (*self.addresses, *self._known)
        self._fronts = {host_of(address) for address in known if is_root(address)}

    async def start(self) -> AsyncIterator[Any]:
        """One request an address; an address that cannot be asked is answered at once."""
        self._in_doubt: InDoubt = load_object(self.settings[IN_DOUBT])
        for address in self.addresses:
            yield ask(address, self.parse, self.failed, **self._condition(address))
        for address in self._known:
            for probe in self._probe(self._seen[address]):
                yield probe

    def _condition(self, address: str) -> dict[str, Copy]:
        """What lets the server say that nothing has changed, where an earlier run has read the page."""
        kept = self._kept(address)
        copy = copy_of(kept, partial(self._kept, address)) if kept else None
        return {KEPT: copy} if copy else {}

    async def parse(self, response: Response) -> AsyncIterator[Request | Fetch]:
        """The page, or the page that it moves on to by itself."""
        fetch = await fetch_read(response)
        if response.request is not None and fetch.page is not None and _moves_on(fetch.page, response.url):
            try:
                yield follow(response.request, response, fetch.page.refresh, self.settings.getint("REDIRECT_MAX_TIMES"))
            except (CircleError, UnfollowableError):
                yield fetch
        else:
            yield fetch
            for probe in self._probe(fetch):
                yield probe

    def failed(self, failure: Failure) -> Iterator[Fetch]:
        """What is left of a request that got no page."""
        yield fetch_failed(failure)

    def _probe(self, fetch: Fetch) -> Iterator[Request | Fetch]:
        """What to ask of the host where this answer leaves doubt, as far as it was not asked before."""
        cited, host = self._cited.get(fetch.address, ()), host_of(fetch.address)
        if host in self._probed and host in self._fronts:
            return
        if not any(self._in_doubt(citation, fetch) for citation in cited):
            return
        for asked, address in ((self._probed, made_up(fetch.address)), (self._fronts, front_of(fetch.address))):
            if host not in asked:
                asked.add(host)
                yield ask(address, self.parse, self.failed, dont_retry=True)


def _moves_on(page: Page, url: str) -> bool:
    return bool(page.refresh) and page.refresh_after <= SOON and requested(page.refresh) != requested(url)
