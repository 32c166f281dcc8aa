"""One TLS handshake that minds nothing, sends no request, and notes all that a careful visitor would mind."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from cryptography import x509
from OpenSSL import SSL
from service_identity import VerificationError
from service_identity.pyopenssl import verify_hostname, verify_ip_address

from crawler.web.addresses import IPAddress, literal_address
from crawler.web.lookup import LookupFailedError
from crawler.web.resolver import Resolver

_CHUNK = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Handshake:
    """What a server showed.

    `problems` are OpenSSL's X509_V_ERR numbers, each with its depth in the chain (0 is the server's own certificate);
    `chain` the certificates as sent, the server's own first; `protocol` what ALPN agreed on ("" for nothing);
    `failure` the library's words where the handshake came to no end.
    """

    problems: tuple[tuple[int, int], ...] = ()
    chain: tuple[x509.Certificate, ...] = ()
    right_name: bool = True
    protocol: str = ""
    failure: str = ""


async def shake_hands(
    resolver: Resolver, host: str, port: int, patience: float, offers: Sequence[bytes] = ()
) -> Handshake | None:
    """The handshake with `host`, offering the protocols `offers`; None where no connection came about.

    The connection goes where a request's would (`--connect-to`, private addresses refused), to the first of the host's
    addresses that can be reached. `patience` is in seconds, for all of it.
    """
    try:
        endpoints = await resolver.endpoints(host, port)
        async with asyncio.timeout(patience):
            reader, writer = await _connect(endpoints, patience)
            try:
                return await _negotiate(reader, writer, host, offers)
            finally:
                writer.transport.abort()
    except (OSError, TimeoutError, LookupFailedError):
        return None


async def speaks_only_http2(resolver: Resolver, host: str, port: int, patience: float) -> bool:
    """Whether a server agrees to HTTP/2 and not to HTTP/1.1."""
    old = await shake_hands(resolver, host, port, patience, [b"http/1.1"])
    if old is None or old.protocol:
        return False
    new = await shake_hands(resolver, host, port, patience, [b"h2"])
    return new is not None and new.protocol == "h2"


async def _connect(
    endpoints: Sequence[tuple[IPAddress, int]], patience: float
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection to the first endpoint that takes one; each has an equal share of the patience. Raises OSError."""
    failure: OSError = OSError("no address")
    for address, port in endpoints:
        try:
            async with asyncio.timeout(patience / len(endpoints)):
                return await asyncio.open_connection(str(address), port)
        except OSError as error:  # a timeout is one
            failure = error
    raise failure


async def _negotiate(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, offers: Sequence[bytes]
) -> Handshake:
    problems: list[tuple[int, int]] = []
    connection = SSL.Connection(_context(problems, offers), None)
    if literal_address(host) is None:
        connection.set_tlsext_host_name(host.encode("idna"))
    connection.set_connect_state()
    try:
        while not await _done(connection, reader, writer):
            pass
    except SSL.Error as error:
        return Handshake(problems=tuple(problems), failure=str(error) or "the connection was cut off")
    return Handshake(
        problems=tuple(problems),
        chain=tuple(connection.get_peer_cert_chain(as_cryptography=True) or ()),
        right_name=_is_for(connection, host),
        protocol=connection.get_alpn_proto_negotiated().decode("latin-1"),
    )


async def _done(connection: SSL.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """One turn of the handshake. Raises SSL.Error where the other side ends it."""
    done = False
    with suppress(SSL.WantReadError):
        connection.do_handshake()
        done = True
    with suppress(SSL.WantReadError):  # there may be nothing to send
        writer.write(connection.bio_read(_CHUNK * 4))
    if done:
        return True
    data = await reader.read(_CHUNK)
    if not data:
        raise SSL.Error("the connection was cut off in the handshake")
    connection.bio_write(data)
    return False


def _context(problems: list[tuple[int, int]], offers: Sequence[bytes]) -> SSL.Context:
    """Trusts whom a request would trust, notes each problem, and goes on."""
    context = SSL.Context(SSL.TLS_CLIENT_METHOD)
    context.set_default_verify_paths()
    if offers:
        context.set_alpn_protos(list(offers))

    def note(_connection: SSL.Connection, _certificate: object, problem: int, depth: int, _ok: int) -> bool:
        if problem:
            problems.append((problem, depth))
        return True

    context.set_verify(SSL.VERIFY_PEER, note)
    return context


def _is_for(connection: SSL.Connection, host: str) -> bool:
    verify = verify_hostname if literal_address(host) is None else verify_ip_address
    try:
        verify(connection, host)
    except (VerificationError, ValueError):
        return False
    return True
