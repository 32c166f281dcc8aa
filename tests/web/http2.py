"""HTTP/2 for the hosts that speak nothing else. Bodies are short: no window of flow control is ever full."""

from __future__ import annotations

from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable

from tests.web.http import Head
from tests.web.site import Answer


async def converse(reader: StreamReader, writer: StreamWriter, answer_to: Callable[[Head], Awaitable[Answer]]) -> None:
    """Serves one connection; who begins in HTTP/1.1 gets the server's settings frame, a goodbye, and the end."""
    # Here alone, so that everything else of the stand-in web works without the package h2.
    from h2.config import H2Configuration  # noqa: PLC0415
    from h2.connection import H2Connection  # noqa: PLC0415
    from h2.events import RequestReceived  # noqa: PLC0415
    from h2.exceptions import ProtocolError  # noqa: PLC0415

    connection = H2Connection(H2Configuration(client_side=False))
    connection.initiate_connection()
    writer.write(connection.data_to_send())
    while data := await reader.read(65536):
        try:
            events = connection.receive_data(data)
        except ProtocolError:
            writer.write(connection.data_to_send())
            return
        for event in events:
            if isinstance(event, RequestReceived):
                answer = await answer_to(_head_of(event.headers))
                fields = {"content-type": "text/html; charset=utf-8", **answer.headers}
                headers = [(":status", str(answer.status)), *((name.lower(), fields[name]) for name in fields)]
                connection.send_headers(event.stream_id, headers)
                connection.send_data(event.stream_id, answer.body, end_stream=True)
        writer.write(connection.data_to_send())
        await writer.drain()


def _head_of(fields: list[tuple[bytes, bytes]]) -> Head:
    named = {name.decode("latin-1"): value.decode("latin-1") for name, value in fields}
    headers = {name: value for name, value in named.items() if not name.startswith(":")}
    return Head(named[":method"], named[":path"], "HTTP/2", {**headers, "host": named[":authority"]}, b"")
