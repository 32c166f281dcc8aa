"""Hosts that exist in the DNS alone, and not well."""

from __future__ import annotations

from tests.web.names import NO_SUCH_NAME, Name
from tests.web.site import Site

CHAIN = (
    ("@", "CNAME", "first.cname-chain.example."),
    ("first.cname-chain.example", "CNAME", "second.cname-chain.example."),
    ("second.cname-chain.example", "A", "127.0.0.1"),
)

NAMES = {
    "no-such-host": NO_SUCH_NAME,  # NXDOMAIN, as any host that no table names.
    "cname-to-nowhere": Name((("@", "CNAME", "no-such-host.example."),), rcode="NXDOMAIN"),  # An alias of such a one.
    "servfail": Name((), rcode="SERVFAIL"),  # Its name server is broken.
    "dns-refused": Name((), rcode="REFUSED"),  # Its name server does not want to.
    "dns-silent": Name((), silent=True),  # Its name server says nothing.
    "no-address": Name(()),  # The name exists and has no address.
    "mail-only": Name((("@", "MX", "10 mail.example."),)),  # The name exists, for mail.
    "loopback-name": Name((("@", "A", "127.0.0.1"),)),  # A public name for the visitor's own machine.
    "private-name": Name((("@", "A", "10.0.0.1"),)),  # A public name for the visitor's own network.
    "metadata-name": Name((("@", "A", "169.254.169.254"),)),  # A public name for a cloud's secrets.
    "ipv6-only": Name((("@", "AAAA", "::1"),)),  # Has an IPv6 address alone, and a private one.
    "cname-chain": Name(CHAIN),  # An alias of an alias of loopback.
    "long-answer": Name((("@", "A", "127.0.0.1"),), truncates=True),  # Answers in full over TCP only.
}

SITES = tuple(Site(host=f"{host}.example", name=name) for host, name in NAMES.items())
_REASONS = {
    "no-such-host": ("dead", "domain-gone"),
    "cname-to-nowhere": ("dead", "domain-gone"),
    "servfail": ("unknown", "dns-error"),
    "dns-refused": ("unknown", "dns-error"),
    "dns-silent": ("unknown", "dns-error"),
    "no-address": ("unknown", "dns-error"),
    "mail-only": ("unknown", "dns-error"),
    "loopback-name": ("unknown", "forbidden-address"),
    "private-name": ("unknown", "forbidden-address"),
    "metadata-name": ("unknown", "forbidden-address"),
    "cname-chain": ("unknown", "forbidden-address"),
    "long-answer": ("unknown", "forbidden-address"),
}
EXPECTED = {f"https://{host}.example/article": verdict for host, verdict in _REASONS.items()}
# A resolver that knows IPv4 alone finds no address at all.
EITHER = {
    "https://ipv6-only.example/article": frozenset({("unknown", "forbidden-address"), ("unknown", "dns-error")}),
}
