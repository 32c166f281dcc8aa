"""A portion: what one shard is to ask of a crawl of the live web, before it is given its way there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from crawler.evidence.address import host_of, is_root, requested
from crawler.evidence.fetch import Fetch
from crawler.evidence.made_up import is_made_up
from crawler.references.citation import Citation
from crawler.scale.shard import Shard, split
from crawler.spiders.live import IN_DOUBT, InDoubt
from crawler.web.conditional import copy_of

Cited = Mapping[str, Sequence[Citation]]


@dataclass(frozen=True, slots=True)
class Portion:
    """The addresses that one shard of the name is to ask, with the citations and what is known of their hosts.

    `kept` gives what an earlier run has read of an address.
    """

    name: str
    addresses: Sequence[str]
    cited: Cited
    known: Sequence[Fetch]
    kept: Callable[[str], Fetch | None]

    def shard(self, form: Shard, addresses: Sequence[str]) -> Shard:
        """The shard that asks these of the addresses; `form` says the rest."""
        about = dict.fromkeys([*addresses, *(fetch.address for fetch in self.known)])
        read = {
            address: fetch for address in addresses if (fetch := self.kept(address)) and copy_of(fetch, lambda: None)
        }
        citations = [citation for address in about for citation in self.cited.get(address, ())]
        return replace(form, name=self.name, addresses=addresses, citations=citations, known=self.known, kept=read)


def portions(arguments: Mapping[str, Any], settings: BaseSettings, size: int) -> Iterator[Portion]:
    """The portions of a live spider's work, from its `arguments`; about `size` of all cited addresses are in each.

    A host is in one of them, whatever was asked of it before: so a run that goes on finds what it left in the store.
    """
    addresses, seen = arguments["addresses"], arguments.get("seen", {})
    cited: dict[str, list[Citation]] = {}
    for citation in arguments.get("citations", ()):
        if citation.url.strip():
            cited.setdefault(requested(citation.url), []).append(citation)
    known = _telling(seen, cited, load_object(settings[IN_DOUBT]))
    shards = max(1, ceil(len(cited or addresses) / size))
    wanted = frozenset(addresses)
    told = {name: [seen[address] for address in found] for name, found in split(known, shards).items()}
    open_doubts = _unsettled(known, seen)
    for name, found in split([*addresses, *open_doubts], shards).items():
        asked = [address for address in found if address in wanted]
        yield Portion(name, asked, cited, told.get(name, ()), arguments.get("kept", lambda _: None))


def _telling(seen: Mapping[str, Fetch], cited: Cited, in_doubt: InDoubt) -> list[str]:
    """The addresses whose answers leave doubt, or settle their host's."""
    return [
        address
        for address, fetch in seen.items()
        if is_made_up(address) or is_root(address) or any(in_doubt(each, fetch) for each in cited.get(address, ()))
    ]


def _unsettled(known: Sequence[str], seen: Mapping[str, Fetch]) -> list[str]:
    """Those that leave doubt at hosts which were not yet asked for what settles it."""
    probed = {host_of(address) for address in seen if is_made_up(address)}
    fronts = {host_of(address) for address in seen if is_root(address)}
    return [
        address
        for address in known
        if not is_made_up(address) and not is_root(address) and host_of(address) not in probed & fronts
    ]
