"""Loopback sockets of the stand-in web, on ports of the system's choice, and asyncio streams over them."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

LOOPBACK = "127.0.0.1"


def listening() -> socket.socket:
    """A listening TCP socket for an asyncio loop."""
    listener = socket.create_server((LOOPBACK, 0), backlog=256)
    listener.settimeout(0)
    return listener


def closed() -> socket.socket:
    """A socket whose port refuses: bound, so that nobody else can take the port, and not listening."""
    bound = socket.socket()
    bound.bind((LOOPBACK, 0))
    return bound


def listening_on_both() -> tuple[socket.socket, socket.socket]:
    """A TCP and a UDP socket on the same port, as DNS wants them."""
    while True:
        tcp = listening()
        udp = socket.socket(type=socket.SOCK_DGRAM)
        udp.settimeout(0)
        try:
            udp.bind(tcp.getsockname())
        except OSError:  # Another program has this UDP port: the system will choose another one.
            tcp.close()
            udp.close()
        else:
            return tcp, udp


@asynccontextmanager
async def streams(
    connection: socket.socket, context: ssl.SSLContext | None
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Reader and writer over an accepted connection, over TLS where there is a context; ended on leaving."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(loop=loop)
    protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
    # One second is enough for a goodbye on loopback; asyncio would wait thirty for a client that says none.
    patience = {"ssl_shutdown_timeout": 1.0} if context else {}
    transport, _ = await loop.connect_accepted_socket(lambda: protocol, connection, ssl=context, **patience)
    writer = asyncio.StreamWriter(transport, protocol, reader, loop)
    try:
        yield reader, writer
        writer.close()
        await writer.wait_closed()
    finally:
        _abort(transport)


def _abort(transport: asyncio.WriteTransport) -> None:
    """Ends what may have ended already; over TLS, Python before 3.11.5 then trips over its own missing protocol."""
    with suppress(AttributeError):
        transport.abort()


def reset(writer: asyncio.StreamWriter) -> None:
    """Ends the connection with a TCP reset instead of a goodbye."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    _abort(writer.transport)
