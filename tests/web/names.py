"""The stand-in DNS: what it says of each host, over UDP and TCP."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


@dataclass(frozen=True, slots=True)
class Name:
    """What the DNS says of a host.

    `records` are (owner, type, value), in the order of the answer; an owner of "@" is the host itself. A query gets the
    records of its type and all CNAMEs. `silent` never answers; `truncates` answers in full over TCP only.
    """

    records: tuple[tuple[str, str, str], ...] = (("@", "A", "127.0.0.1"),)
    rcode: str = "NOERROR"
    silent: bool = False
    truncates: bool = False


ON_LOOPBACK = Name()
NO_SUCH_NAME = Name(records=(), rcode="NXDOMAIN")


def answer_query(names: Mapping[str, Name], query: bytes, *, over_tcp: bool) -> bytes | None:
    """The answer to a query in wire form, None for silence. A host that `names` lacks is NXDOMAIN."""
    try:
        message = dns.message.from_wire(query)
        question = message.question[0]
    except (dns.exception.DNSException, IndexError):
        return None
    host = question.name.to_text(omit_final_dot=True).lower()
    name = names.get(host, NO_SUCH_NAME)
    if name.silent:
        return None
    response = dns.message.make_response(message, recursion_available=True)
    response.set_rcode(dns.rcode.from_text(name.rcode))
    if name.truncates and not over_tcp:
        response.flags |= dns.flags.TC
        return response.to_wire()
    _add_records(response, name, host, question.rdtype)
    return response.to_wire()


def _add_records(response: dns.message.Message, name: Name, host: str, wanted: int) -> None:
    for owner, kind, value in name.records:
        if dns.rdatatype.from_text(kind) in (wanted, dns.rdatatype.CNAME):
            text = host if owner == "@" else owner
            response.answer.append(dns.rrset.from_text(f"{text}.", 60, "IN", kind, value))


class OverUdp(asyncio.DatagramProtocol):
    """Answers each datagram."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        self._names = names

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if (response := answer_query(self._names, data, over_tcp=False)) is not None:
            self._transport.sendto(response, addr)


async def serve_over_tcp(names: Mapping[str, Name], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers queries with their length before them (RFC 1035, 4.2.2), until the other side closes."""
    while True:
        length = int.from_bytes(await reader.readexactly(2))
        response = answer_query(names, await reader.readexactly(length), over_tcp=True)
        if response is not None:
            writer.write(len(response).to_bytes(2) + response)
            await writer.drain()
