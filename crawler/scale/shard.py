"""A shard: the addresses of some hosts, and what asking them needs, as one JSON value for a scheduler to carry."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from crawler import __version__
from crawler.evidence.address import host_of
from crawler.evidence.fetch import FETCH, Fetch
from crawler.references.citation import Citation, as_mapping, from_mapping

CHUNK = 1_000
"""How many addresses of a shard travel at a time, at most: a host that is cited more often is asked in several goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """`run` and `name` say where in the store it belongs; `settings` are Scrapy settings over the project's.

    `known` is what was seen before that leaves doubt, or settles it; `kept` what an earlier run has read of the
    addresses. `cacert` is the text of a PEM file, "" for none. `version` is that of the program that made it.
    """

    store: str
    run: str
    name: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    addresses: Sequence[str] = ()
    citations: Sequence[Citation] = ()
    known: Sequence[Fetch] = ()
    kept: Mapping[str, Fetch] = field(default_factory=dict)
    cacert: str = ""
    version: str = __version__

    @property
    def parcels(self) -> str:
        """The folder in the store for what its addresses left."""
        return f"{self.run}/parcels/{self.name}"

    @property
    def leases(self) -> str:
        """The folder of its leases."""
        return f"{self.run}/leases/{self.name}"

    @property
    def turns(self) -> str:
        """The folder of the run's turns at all hosts."""
        return f"{self.run}/turns"

    def dump(self) -> str:
        """As one line of JSON."""
        told = {name: getattr(self, name) for name in _PLAIN}
        return json.dumps(
            told
            | {
                "settings": dict(self.settings),
                "addresses": list(self.addresses),
                "citations": [
                    [citation.number, citation.group, as_mapping(citation)]
                    for citation in self.citations
                ],
                "known": [_facts(fetch) for fetch in self.known],
                "kept": {address: _facts(fetch) for address, fetch in self.kept.items()},
            }
        )  # fmt: skip


_PLAIN = ("store", "run", "name", "cacert", "version")


def load(text: str) -> Shard:
    """The shard that `dump` wrote. Raises ValueError, KeyError or TypeError for anything else."""
    told = json.loads(text)
    citations = [
        from_mapping(mapping, number=number, group=group, cited_by=()) for number, group, mapping in told["citations"]
    ]
    return Shard(
        **{name: told[name] for name in _PLAIN},
        settings=told["settings"],
        addresses=told["addresses"],
        citations=citations,
        known=[FETCH.validate_python(facts) for facts in told["known"]],
        kept={address: FETCH.validate_python(facts) for address, facts in told["kept"].items()},
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """How the work on a shard ended: `how` is `done`, or why not all was asked, in `said` for a person.

    `offline`: that machine has no network, or lost it. `overtaken`: another process has the lease. `stopped`: the run
    is over. `version`, `store` and `fault` are for people to mend.
    """

    how: str
    said: str = ""

    def dump(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))


def load_end(text: str) -> Ended:
    """What `Ended.dump` wrote; anything else is a fault."""
    try:
        return Ended(**json.loads(text))
    except (ValueError, TypeError):
        return Ended("fault", text.strip()[-500:] or "it ended without a word")


def split(addresses: Iterable[str], shards: int) -> dict[str, list[str]]:
    """The addresses by the name of their shard, those of the most cited hosts first: the slowest host begins first.

    A host is in the same one of so many shards whatever else is asked, in this process or the next.
    """
    found: dict[str, list[str]] = {}
    hosts: dict[str, Counter[str]] = {}
    for address in addresses:
        host = host_of(address)
        name = f"{shards}-{_place(host, shards)}"
        found.setdefault(name, []).append(address)
        hosts.setdefault(name, Counter())[host] += 1
    slowest = {name: max(counts.values()) for name, counts in hosts.items()}
    return {name: found[name] for name in sorted(found, key=lambda name: (-slowest[name], name))}


def goes(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    """The addresses of one shard in the portions that are asked one after another; none at all is one, too."""
    for start in range(0, max(1, len(addresses)), CHUNK):
        yield addresses[start : start + CHUNK]


def _place(host: str, shards: int) -> int:
    return int.from_bytes(sha256(host.encode("utf-8", "surrogatepass")).digest()[:8]) % shards


def _facts(fetch: Fetch) -> Any:
    return FETCH.dump_python(fetch, mode="json")
