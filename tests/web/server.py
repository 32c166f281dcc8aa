"""`with Web(sites) as web:` serves the sites on loopback: HTTP, HTTPS and DNS, each on a port of its own."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import Coroutine, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tests.web.certificates import Certificates
from tests.web.doors import Doors
from tests.web.page import html_page
from tests.web.site import Answer, Site, site
from tests.web.sockets import LOOPBACK, closed, listening, listening_on_both
from tests.web.visits import Received, Visits

CONTROL_HOST = "control.example"
CONTROL = site(CONTROL_HOST, {"*": Answer(200, {}, html_page("Control", "The network works."))})


class Web:
    """The stand-in web, serving while it is entered, in a thread of its own.

    `http_port` and `https_port` are on 127.0.0.1, `dns_server` is "127.0.0.1:PORT" (UDP and TCP), `cacert` the path of
    the authority's certificate in PEM. The control host is always served. An exception in a site's own handler is
    raised when the web is left.
    """

    http_port: int
    https_port: int
    dns_server: str
    cacert: Path

    def __init__(self, sites: Iterable[Site]) -> None:
        self.sites = {CONTROL_HOST: CONTROL} | {each.host: each for each in sites}
        self._certificates = Certificates()
        self._visits = Visits()
        self._doors = Doors(self.sites, self._certificates, self._visits)

    @property
    def requests(self) -> list[Received]:
        """Every request since the last reset, in the order in which they came."""
        return self._visits.received

    def reset(self) -> None:
        """Forgets every request, so that each site behaves as on the first visit."""
        self._visits.forget()

    def connect_to(self) -> list[str]:
        """The values of `--connect-to` for every host that listens or refuses."""
        values = []
        for host, each in self.sites.items():
            if each.refuses or each.listens:
                http, https = (self._closed_port,) * 2 if each.refuses else (self.http_port, self.https_port)
                values += [f"{host}:80:{LOOPBACK}:{http}", f"{host}:443:{LOOPBACK}:{https}"]
        return values

    def options(self) -> list[str]:
        """The options with which `citewatch check` finds this web."""
        options = [word for value in self.connect_to() for word in ("--connect-to", value)]
        options += ["--dns-server", self.dns_server, "--cacert", str(self.cacert)]
        return [*options, "-s", f"CITEWATCH_CONTROL_HOSTS={CONTROL_HOST}"]

    def __enter__(self) -> Self:
        with ExitStack() as rooms:
            self._write_cacert(rooms)
            self._start_loop(rooms)
            self._open_doors(rooms)
            self._rooms = rooms.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._rooms.close()
        if self._doors.faults:
            raise self._doors.faults[0]

    def _write_cacert(self, rooms: ExitStack) -> None:
        folder = rooms.enter_context(tempfile.TemporaryDirectory(prefix="stand-in-web-"))
        self.cacert = Path(folder, "ca.pem")
        self.cacert.write_bytes(self._certificates.pem)
        for host, each in self.sites.items():
            if each.certificate == "old-protocol":  # Made here, because silencing its warning is not thread-safe.
                self._certificates.context(host, each.certificate)

    def _start_loop(self, rooms: ExitStack) -> None:
        self._loop = asyncio.new_event_loop()
        rooms.callback(self._loop.close)
        thread = threading.Thread(target=self._loop.run_forever, name="stand-in web", daemon=True)
        thread.start()
        rooms.callback(thread.join)
        rooms.callback(self._loop.call_soon_threadsafe, self._loop.stop)

    def _open_doors(self, rooms: ExitStack) -> None:
        http, https, refusing = (rooms.enter_context(each) for each in (listening(), listening(), closed()))
        dns_tcp, dns_udp = listening_on_both()
        rooms.enter_context(dns_tcp)
        self.http_port, self.https_port = http.getsockname()[1], https.getsockname()[1]
        self.dns_server = f"{LOOPBACK}:{dns_tcp.getsockname()[1]}"
        self._closed_port = refusing.getsockname()[1]
        self._wait_for(self._doors.open(http=http, https=https, dns_tcp=dns_tcp, dns_udp=dns_udp))
        rooms.callback(lambda: self._wait_for(self._doors.close()))

    def _wait_for(self, work: Coroutine[object, object, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()
