"""The ports of the stand-in web at work: takes connections in, finds the site, and lets it answer."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Coroutine, Mapping
from socket import socket
from ssl import SSLError

from tests.web.certificates import Certificates
from tests.web.http import read_head, write_answer
from tests.web.http2 import converse
from tests.web.names import OverUdp, serve_over_tcp
from tests.web.site import NO_SUCH_PAGE, Answer, Request, Site
from tests.web.sockets import streams
from tests.web.tls import FAULTS, hello_of, refusal, refuse
from tests.web.visits import Visits

VISITOR_GOES = (ConnectionError, SSLError, TimeoutError, EOFError)
"""What comes of visitors who go early, or who do not like a certificate: no fault of the web's."""


class Doors:
    """Serves sites on sockets that are already open. `faults` gathers the exceptions of the sites' own handlers."""

    def __init__(self, sites: Mapping[str, Site], certificates: Certificates, visits: Visits) -> None:
        self.faults: list[Exception] = []
        self._sites = sites
        self._names = {each.host: each.name for each in sites.values()}
        self._certificates = certificates
        self._visits = visits
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, *, http: socket, https: socket, dns_tcp: socket, dns_udp: socket) -> None:
        """Starts serving; returns at once."""
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(lambda: OverUdp(self._names), sock=dns_udp)
        self._listeners = {http: self._serve_http, https: self._serve_https, dns_tcp: self._serve_dns}
        for listener, serve in self._listeners.items():
            loop.add_reader(listener, self._accept, listener, serve)

    async def close(self) -> None:
        """Ends every conversation, however stuck."""
        self._udp.close()
        for listener in self._listeners:
            asyncio.get_running_loop().remove_reader(listener)
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # Lets the transports that were just aborted close their sockets.

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        fault = None if task.cancelled() else task.exception()
        if isinstance(fault, Exception) and not isinstance(fault, VISITOR_GOES):
            self.faults.append(fault)

    def _accept(self, listener: socket, serve: Callable[[socket], Coroutine[object, object, None]]) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:  # Whoever knocked has gone again.
            return
        connection.settimeout(0)
        task = asyncio.create_task(serve(connection))
        self._tasks.add(task)
        task.add_done_callback(self._finished)
        # A task that is cancelled before its first step leaves nobody else to do it.
        task.add_done_callback(lambda _: connection.close())

    async def _serve_http(self, connection: socket) -> None:
        async with streams(connection, None) as (reader, writer):
            await self._converse(reader, writer, tls=False)

    async def _serve_https(self, connection: socket) -> None:
        hello = await hello_of(connection)
        each = self._sites.get(hello.host or "")
        if each is None:
            return
        if each.certificate in FAULTS:
            await FAULTS[each.certificate](connection)
            return
        context = self._certificates.context(each.host, each.certificate)
        if alert := refusal(context, hello):
            await refuse(connection, alert)
            return
        async with streams(connection, context) as (reader, writer):
            if each.certificate == "http2-only":
                await converse(reader, writer, lambda head: self._answer(each, self._visits.note(head, tls=True)))
            else:
                await self._converse(reader, writer, tls=True)

    async def _serve_dns(self, connection: socket) -> None:
        async with streams(connection, None) as (reader, writer):
            await serve_over_tcp(self._names, reader, writer)

    async def _converse(self, reader: StreamReader, writer: StreamWriter, *, tls: bool) -> None:
        """Serves one connection, request after request."""
        while (head := await read_head(reader)) is not None:
            request = self._visits.note(head, tls=tls)
            each = self._sites.get(request.host)
            if each is not None and each.raw is not None and _is_asked(each, request):
                await each.raw(request, reader, writer)
                return
            answer = await self._answer(each, request)
            if not await write_answer(writer, request, answer, keeps_alive=head.keeps_alive):
                return

    async def _answer(self, each: Site | None, request: Request) -> Answer:
        if each is None or each.answer is None or not _is_asked(each, request):
            return NO_SUCH_PAGE
        return await each.answer(request)


def _is_asked(each: Site, request: Request) -> bool:
    """Whether the request is for the site itself: most sites have no robots.txt, whatever else is wrong with them."""
    return each.answers_robots or request.path != "/robots.txt"
