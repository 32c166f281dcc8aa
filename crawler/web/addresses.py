"""Which network addresses may be connected to: only those that the whole internet can reach."""

from __future__ import annotations

import ipaddress
import re
import socket

from crawler.evidence.address import in_dns

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NUMERIC = re.compile(r"^(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]*|\d*)){0,3}\.?$", re.IGNORECASE)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_COMPATIBLE = ipaddress.IPv6Network("::/96")  # RFC 4291, deprecated
_NEVER_THE_WEB = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # RFC 6890: protocol assignments
            "192.88.99.0/24",  # RFC 7526: the relays of 6to4, given up
            "2001::/23",  # RFC 2928: protocol assignments; Teredo's are judged by what they carry
            "3fff::/20",  # RFC 9637: documentation
            "5f00::/16",  # RFC 9602: segment routing
            "100:0:0:1::/64",  # RFC 9780: dummy addresses
        ),
    )
)
"""Ranges of IANA's special-purpose registries that not every version of Python counts as such."""


def literal_address(host: str) -> IPAddress | None:
    """The address that `host` spells: dotted, decimal, octal, hexadecimal, short or IPv6; None where it is a name."""
    bare = _looked_up(host).strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(bare)
    except ValueError:
        pass
    if not _NUMERIC.match(bare):
        return None
    try:
        # inet_aton reads every spelling that a connecting C library would.
        return ipaddress.IPv4Address(socket.inet_aton(bare.rstrip(".")))
    except OSError:
        return None


def names_private_host(host: str) -> bool:
    """Whether `host` itself, without asking anybody, names a host that the internet cannot reach."""
    name = _looked_up(host).lower().rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    address = literal_address(name)
    return address is not None and not is_public(address)


def is_public(address: IPAddress) -> bool:
    """Whether the internet can reach `address`; an IPv6 address that carries an IPv4 one is judged by that too."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _carried(address)
        if inner is not None:
            return is_public(inner)
        if address in _NAT64_LOCAL or address.is_site_local:
            return False
    if any(address in network for network in _NEVER_THE_WEB if network.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _looked_up(host: str) -> str:
    """The host as it is looked up: digits, letters and full stops of other scripts are ASCII's."""
    return in_dns(host) or host


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a mapped, compatible, 6to4, Teredo or NAT64 address."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64 or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None
