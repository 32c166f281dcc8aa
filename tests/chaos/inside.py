"""Hosts that nobody outside can reach, and how somebody might spell them so that a checker goes there nevertheless."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import NamedTuple

V4 = {
    "loopback": "127.0.0.1",
    "another loopback": "127.8.9.10",
    "this host": "0.0.0.0",
    "private (10)": "10.0.0.1",
    "private (172.16)": "172.31.255.254",
    "private (192.168)": "192.168.1.1",
    "shared": "100.64.0.1",
    "link-local": "169.254.1.1",
    "a cloud's metadata": "169.254.169.254",
    "protocol assignments": "192.0.0.8",
    "documentation": "192.0.2.1",
    "documentation (2)": "198.51.100.7",
    "documentation (3)": "203.0.113.9",
    "benchmarks": "198.18.0.1",
    "6to4 relays": "192.88.99.1",
    "multicast": "224.0.0.251",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
}
"""IANA's special-purpose addresses of version 4, one of each range."""

V6 = {
    "loopback": "::1",
    "this host": "::",
    "link-local": "fe80::1",
    "unique local": "fc00::1",
    "unique local (fd)": "fd12:3456:789a::1",
    "site-local": "fec0::1",
    "multicast": "ff02::fb",
    "documentation": "2001:db8::1",
    "documentation (2)": "3fff::1",
    "discard": "100::1",
    "benchmarks": "2001:2::1",
    "segment routing": "5f00::1",
    "local NAT64": "64:ff9b:1::7f00:1",
    "reserved": "4000::1",
    "translated": "::ffff:0:7f00:1",
    "zone": "fe80::1%25lo",
}
"""The same of version 6."""

NAMES = ("localhost", "LOCALHOST", "localhost.", "printer.localhost", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "loc\u00adalhost")
"""Names that mean this machine, whatever the DNS says."""


class Spelling(NamedTuple):
    """`host` as it stands in an address, and `how` it is spelled."""

    how: str
    host: str


def spellings(text: str) -> Iterator[Spelling]:
    """An address of version 4 as C libraries, browsers and translators read it."""
    number = int(ipaddress.IPv4Address(text))
    parts = [int(part) for part in text.split(".")]
    yield Spelling("dotted", text)
    yield Spelling("full stop at its end", f"{text}.")
    yield Spelling("decimal", str(number))
    yield Spelling("hexadecimal", hex(number))
    yield Spelling("octal", f"0{number:o}")
    yield Spelling("short", f"{parts[0]}.{number & 0xFFFFFF}")
    yield Spelling("three parts", f"{parts[0]}.{parts[1]}.{number & 0xFFFF}")
    yield Spelling("octal parts", ".".join(f"0{part:o}" for part in parts))
    yield Spelling("long octal parts", ".".join(f"{part:#010o}".replace("0o", "00") for part in parts))
    yield Spelling("hexadecimal parts", ".".join(f"0X{part:X}" for part in parts))
    yield Spelling("mixed parts", f"{parts[0]:#x}.{parts[1]}.0{parts[2]:o}.{parts[3]}")
    yield Spelling("wide digits", text.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}))
    yield Spelling("ideographic full stops", text.replace(".", "。"))
    yield Spelling("wide full stops", text.replace(".", "．"))  # noqa: RUF001 - what is meant
    yield Spelling("somebody else's name before it", f"public.example@{text}")
    yield Spelling("a password before it", f"public.example:80@{text}")
    yield from (Spelling(how, f"[{host}]") for how, host in _carriers(number))


def _carriers(number: int) -> Iterator[tuple[str, str]]:
    """Addresses of version 6 that carry one of version 4."""
    dotted, pair = str(ipaddress.IPv4Address(number)), f"{number >> 16:x}:{number & 0xFFFF:x}"
    yield "mapped", f"::ffff:{dotted}"
    yield "mapped in hexadecimal", f"::ffff:{pair}"
    yield "mapped, written out", f"0:0:0:0:0:ffff:{pair}"
    yield "NAT64", f"64:ff9b::{dotted}"
    yield "6to4", f"2002:{pair}::1"
    flipped = number ^ 0xFFFFFFFF
    yield "Teredo", f"2001:0:4136:e378:8000:63bf:{flipped >> 16:x}:{flipped & 0xFFFF:x}"
    if number > 1:
        yield "compatible", f"::{dotted}"


def literal_hosts() -> Iterator[Spelling]:
    """Every host inside, in every spelling."""
    for what, text in V4.items():
        yield from (Spelling(f"{what}, {each.how}", each.host) for each in spellings(text))
    yield from (Spelling(f"{what} (version 6)", f"[{text}]") for what, text in V6.items())
    yield from (Spelling(f"the name {name!a}", name) for name in NAMES)
