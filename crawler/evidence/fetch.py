"""What asking for one address left behind: every answer on the way, how it ended, and what the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from crawler.evidence.page import Page

FAILURES: Mapping[str, str] = {
    "timeout": "the server did not answer in time",
    "refused": "the server refused the connection",
    "reset": "the connection was cut off",
    "unroutable": "no way to the server from this network",
    "no-ipv6": "it can be reached over IPv6 only, which this network does not have",
    "protocol": "the answer was not valid HTTP",
    "tls-expired": "its certificate has expired",
    "tls-wrong-name": "its certificate is for another name",
    "tls-self-signed": "its certificate is self-signed",
    "tls-incomplete-chain": "it leaves out the certificates between its own and a trusted one (browsers repair this)",
    "tls-untrusted": "its certificate is from nobody that we trust",
    "tls-old-protocol": "it only speaks a TLS version that is no longer safe",
    "tls-failed": "the TLS handshake failed",
    "dns-nxdomain": "its domain name does not exist",
    "dns-servfail": "its name servers fail",
    "dns-no-address": "its domain name has no address",
    "dns-timeout": "its name servers do not answer",
    "redirect-loop": "it redirects in a circle",
    "robots": "its robots.txt asks robots not to read it",
    "forbidden-address": "it is an address inside a private network",
    "forbidden-port": "its port is none of the web's (the setting CITEWATCH_PORTS lists those)",
    "unsupported-scheme": "it is not an http or https address",
    "malformed-url": "it is not a valid address",
}
"""Every way in which a fetch can end without a page, as the words that follow "because"."""


REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""The statuses of answers that send on to the address in their Location header (RFC 9110, section 15.4)."""

PERMANENT = frozenset({301, 308})
"""Those of them that say that the address is another one for good (sections 15.4.2 and 15.4.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """How a fetch ended without a page: `kind` is a key of FAILURES, `detail` the library's words, `url` the place."""

    kind: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One HTTP answer on the way. Header names are in lower case; cookie values are left out.

    `record` is where the answer stands, `runs/RUN-ID/evidence.warc.gz#offset=N`, or "" where none was kept.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    record: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One address asked for. `asked_at` is RFC 3339 UTC; the last of `hops` is the final answer, if one came.

    `page` is what the final answer shows (None after a failure); `truncated` says that only part of it was read,
    `intact` is False where its encoding or its length was broken. `unchanged_since` is when the page was read where the
    server only says now that it has not changed since; `read_by` the version of the program that read it.
    """

    address: str
    asked_at: str
    hops: tuple[Hop, ...] = ()
    failure: Failure | None = None
    page: Page | None = None
    truncated: bool = False
    intact: bool = True
    digest: str = ""
    unchanged_since: str = ""
    read_by: str = ""

    @property
    def final(self) -> Hop | None:
        """The last answer, or None where no server answered at all."""
        return self.hops[-1] if self.hops else None

    @property
    def final_url(self) -> str:
        """Where it ended: the address that failed, else that of the last answer, else the address itself."""
        if self.failure:
            return self.failure.url
        return self.hops[-1].url if self.hops else self.address

    @property
    def status(self) -> int | None:
        """The final HTTP status, None where the fetch ended without one."""
        return self.hops[-1].status if self.hops and not self.failure else None

    @property
    def whole(self) -> bool:
        """Whether all of the body came, and was read."""
        return self.intact and not self.truncated

    @property
    def succeeded(self) -> bool:
        """Whether the final status is one of success (2xx): what the page shows is meant as the answer."""
        return self.status is not None and self.status // 100 == 2  # noqa: PLR2004 - RFC 9110, section 15.3

    @property
    def for_good(self) -> bool:
        """Whether every redirect on the way is a permanent one; true where there was none."""
        redirects = self.hops if self.failure else self.hops[:-1]
        return all(hop.status in PERMANENT for hop in redirects)

    def header(self, name: str) -> str:
        """A header of the final answer by its lower-case name, "" where it is not there."""
        return self.hops[-1].headers.get(name, "") if self.hops else ""


FETCH: TypeAdapter[Fetch] = TypeAdapter(Fetch)
"""Writes a Fetch as JSON and reads it back."""
