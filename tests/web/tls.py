"""The TLS door of the stand-in web: reads the host from the ClientHello, then opens, or fails as the site asks."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from socket import MSG_PEEK, socket

HELLO_LIMIT = 16 * 1024 + 5
"""Bytes looked at: a TLS record with its header is no longer."""


@dataclass(frozen=True, slots=True)
class Hello:
    """A client's first words: the host that it names (SNI; None where it names none), and all bytes of them."""

    host: str | None
    data: bytes


async def hello_of(connection: socket) -> Hello:
    """The ClientHello; its bytes stay unread."""
    while True:
        await _readable(connection)
        data = connection.recv(HELLO_LIMIT, MSG_PEEK)
        names: list[str | None] = []
        if not data or _is_whole(data, names):
            return Hello(names[0] if names else None, data)
        await asyncio.sleep(0.01)  # The rest of the ClientHello is on its way; what has come stays readable.


def refusal(context: ssl.SSLContext, hello: Hello) -> bytes:
    """The alert with which a server of this context turns the client away, b"" where it does not.

    asyncio would go without sending it, and the client could not tell a refusal from a broken connection.
    """
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    incoming.write(hello.data)
    try:
        context.wrap_bio(incoming, outgoing, server_side=True).do_handshake()
    except ssl.SSLWantReadError:
        return b""
    except ssl.SSLError:
        return outgoing.read()
    return b""


async def refuse(connection: socket, alert: bytes) -> None:
    """Takes the ClientHello, so that the connection ends in peace, and sends the alert."""
    loop = asyncio.get_running_loop()
    await loop.sock_recv(connection, HELLO_LIMIT)
    await loop.sock_sendall(connection, alert)


def _is_whole(hello: bytes, names: list[str | None]) -> bool:
    """Lets OpenSSL read the ClientHello; the name goes into `names`. False where more bytes are needed."""

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> int:
        names.append(name)
        return ssl.ALERT_DESCRIPTION_USER_CANCELLED

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = note
    incoming = ssl.MemoryBIO()
    incoming.write(hello)
    try:
        context.wrap_bio(incoming, ssl.MemoryBIO(), server_side=True).do_handshake()
    except ssl.SSLWantReadError:
        return False
    except ssl.SSLError:
        return True
    return True


async def _readable(connection: socket) -> None:
    loop = asyncio.get_running_loop()
    ready = asyncio.Event()
    loop.add_reader(connection, ready.set)
    try:
        await ready.wait()
    finally:
        loop.remove_reader(connection)


async def cut_handshake(connection: socket) -> None:
    """Sends the head of a handshake record and goes."""
    loop = asyncio.get_running_loop()
    await loop.sock_recv(connection, HELLO_LIMIT)
    await loop.sock_sendall(connection, b"\x16\x03\x03\x00\x7a\x02\x00\x00\x76\x03\x03")


async def talk_plain_text(connection: socket) -> None:
    """Answers as a server does that was set up for plain HTTP on the HTTPS port."""
    loop = asyncio.get_running_loop()
    await loop.sock_recv(connection, HELLO_LIMIT)
    await loop.sock_sendall(connection, b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


async def stay_silent(connection: socket) -> None:
    """Takes the ClientHello and whatever follows, and never says a word."""
    loop = asyncio.get_running_loop()
    while await loop.sock_recv(connection, HELLO_LIMIT):
        pass


FAULTS = {"handshake-cut": cut_handshake, "plain-text": talk_plain_text, "silent-handshake": stay_silent}
"""What a host may do in place of a handshake."""
