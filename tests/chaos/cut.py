"""A stand-in web that our own network can lose: at a given moment, in one of many ways, for a while."""

from __future__ import annotations

import asyncio
import threading
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from socket import socket
from ssl import SSLError
from typing import Any

from tests.web.certificates import Certificates
from tests.web.doors import Doors
from tests.web.http import head_bytes, read_head
from tests.web.names import NO_SUCH_NAME, ON_LOOPBACK, Name
from tests.web.page import html_page
from tests.web.server import CONTROL_HOST, Web
from tests.web.site import Site
from tests.web.sockets import reset, streams
from tests.web.tls import hello_of

LOGIN = html_page("Welcome to the hotel", "Please accept our terms to use this network.", "Room number and name.")
HTML = {"Content-Type": "text/html; charset=utf-8"}
NOT_HERE = "127.0.0.9"
"""An address of this machine where nobody listens on the web's ports."""

ANSWERS: Mapping[str, bytes] = {
    "portal page": head_bytes(200, {**HTML, "Content-Length": str(len(LOGIN))}) + LOGIN,
    "portal redirect": head_bytes(302, {"Location": "http://portal.example/login", "Content-Length": "0"}),
    "portal 404": head_bytes(404, {**HTML, "Content-Length": "9"}) + b"Not found",
    "portal 410": head_bytes(410, {**HTML, "Content-Length": "4"}) + b"Gone",
    "proxy 503": head_bytes(503, {**HTML, "Content-Length": "11"}) + b"No upstream",
    "proxy 502, empty": head_bytes(502, {"Content-Length": "0"}),
    "empty 200": head_bytes(200, {"Content-Length": "0"}),
    "login required 511": head_bytes(511, {**HTML, "Content-Length": str(len(LOGIN))}) + LOGIN,
    "noise": b"\x00\x01\x02 no HTTP at all\r\n\r\n",
}
"""What a middle box says to every http address; to https it speaks with a certificate of its own."""

NAMES: Mapping[str, Name] = {
    "SERVFAIL": Name((), rcode="SERVFAIL"),
    "NXDOMAIN": NO_SUCH_NAME,
    "DNS refused": Name((), rcode="REFUSED"),
    "no addresses": Name(()),
    "silent DNS": Name((), silent=True),
    "one address for all": Name((("@", "A", NOT_HERE),)),
}
"""What broken name servers say of every name."""

MODES = (*ANSWERS, *NAMES, "reset", "silence", "cut body", "closed", "plain speech on the port of TLS")


@dataclass
class Cut:
    """The network is lost after `begin` connections or questions to the DNS, for `length` of them."""

    mode: str = ""
    begin: int = 0
    length: int = 0
    seen: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def took_place(self) -> bool:
        return self.seen > self.begin

    def strikes(self, *modes: str) -> bool:
        """Counts an event in which one of `modes` shows, and says whether it falls into the cut."""
        if self.mode not in modes:
            return False
        with self.lock:
            self.seen += 1
            return self.begin < self.seen <= self.begin + self.length


class _Zone(dict[str, Name]):
    """The names of the web, while the name servers work."""

    def __init__(self, names: Mapping[str, Name], cut: Cut) -> None:
        super().__init__(names)
        self._cut = cut

    def get(self, host: str, default: Any = None) -> Any:
        return NAMES[self._cut.mode] if self._cut.strikes(*NAMES) else super().get(host, default)


class _Doors(Doors):
    """Doors that a middle box may stand before."""

    cut: Cut
    foreign: Certificates

    async def _serve_http(self, connection: socket) -> None:
        if self.cut.strikes(*ANSWERS, "reset", "silence", "cut body", "closed"):
            async with streams(connection, None) as (reader, writer):
                await self._disturb(reader, writer)
        else:
            await super()._serve_http(connection)

    async def _serve_https(self, connection: socket) -> None:
        if not self.cut.strikes(*ANSWERS, "reset", "silence", "cut body", "closed", "plain speech on the port of TLS"):
            await super()._serve_https(connection)
        elif self.cut.mode in ANSWERS:
            hello = await hello_of(connection)
            with suppress(SSLError, ConnectionError):
                async with streams(connection, self.foreign.context(hello.host or "box.example", "valid")) as pair:
                    await self._disturb(*pair)
        else:
            async with streams(connection, None) as (reader, writer):
                await self._disturb(reader, writer)

    async def _disturb(self, reader: StreamReader, writer: StreamWriter) -> None:
        mode = self.cut.mode
        if mode == "reset":
            reset(writer)
        elif mode == "silence":
            await reader.read(-1)  # until the visitor has had enough
        elif mode == "closed":
            writer.close()
        elif mode == "cut body":
            await asyncio.wait_for(reader.read(100), 5)
            writer.write(head_bytes(200, {**HTML, "Content-Length": "5000"}) + b"<!DOCTYPE html><html><head><meta")
        elif mode == "plain speech on the port of TLS":
            writer.write(ANSWERS["portal page"])
        else:
            await read_head(reader)
            writer.write(ANSWERS[mode])


class CutWeb(Web):
    """Every host by its name from the stand-in DNS, the control host too: so middle boxes are looked for."""

    def __init__(self, sites: Iterable[Site]) -> None:
        super().__init__(sites)
        self.cut = Cut()
        self._doors: _Doors = _Doors(self.sites, self._certificates, self._visits)
        self._doors.foreign = Certificates()
        self.lose(Cut())

    def lose(self, cut: Cut) -> None:
        """From now on the network is lost as `cut` says. To be called between two runs."""
        self.cut = self._doors.cut = cut
        names = {each.host: each.name for each in self.sites.values()}
        zone = _Zone({CONTROL_HOST: ON_LOOPBACK, **names}, cut)
        self._doors._names = zone
        if hasattr(self._doors, "_udp"):
            self._doors._udp.get_protocol()._names = zone  # type: ignore[attr-defined]

    def connect_to(self) -> list[str]:
        """Only the ports change."""
        return [f":80::{self.http_port}", f":443::{self.https_port}"]

    def options(self) -> list[str]:
        """With which `citewatch check` finds this web."""
        return [*super().options(), "--allow-private"]
