"""What other checkers say of the same addresses: a status alone, Wikipedia's own bot, and the soft404 package."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from w3lib.encoding import html_to_unicode
from w3lib.url import safe_url_string

from tests.labelled.soft404 import probabilities
from tests.web.server import Web

HOPS = 10
REDIRECTS = (301, 302, 303, 307, 308)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36"
ERRORS_IN_ADDRESS = ("/404.htm", "notfound")
"""The only soft 404s that the bot knows."""

LIKELY = 0.5
"""The probability from which soft404's own readme takes a page for a soft 404."""

Said = tuple[str, str]
"""A state and, where it is dead, what the checker takes it for: "soft-404" where it answered, else "not-found"."""

ALIVE, DEAD, SOFT = ("alive", "ok"), ("dead", "not-found"), ("dead", "soft-404")


@dataclass(frozen=True, slots=True)
class Reply:
    """The last answer of a chain of redirects; `status` is 0 where none came."""

    status: int
    url: str
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Client:
    """Asks the stand-in web over its own sockets, certificates checked or not, as a small checker would."""

    web: Web
    verify: bool = True

    def ask(self, method: str, url: str, agent: str) -> Reply:
        """Follows redirects, `HOPS` at most."""
        for _ in range(HOPS):
            try:
                reply, location = self._once(method, url, agent)
            except (OSError, http.client.HTTPException):
                break
            if reply.status not in REDIRECTS or not location:
                return reply
            url = urljoin(url, location)
        return Reply(0, url)

    def _once(self, method: str, url: str, agent: str) -> tuple[Reply, str]:
        parts = urlsplit(safe_url_string(url))
        host, tls = parts.hostname or "", parts.scheme == "https"
        port = self.web.https_port if tls else self.web.http_port
        connection = http.client.HTTPConnection(host, timeout=5)
        connection.sock = self._connected(host, port, tls=tls)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, headers={"User-Agent": agent, "Host": host})
            answer = connection.getresponse()
            kind = answer.getheader("Content-Type", "")
            return Reply(answer.status, url, kind, answer.read()), answer.getheader("Location", "")
        finally:
            connection.close()

    def _connected(self, host: str, port: int, *, tls: bool) -> socket.socket:
        plain = socket.create_connection(("127.0.0.1", port), timeout=5)
        if not tls:
            return plain
        context = ssl.create_default_context(cafile=self.web.cacert)
        if not self.verify:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain, server_hostname=host)


def status_only(web: Web, urls: Sequence[str]) -> list[Said]:
    """What lychee, linkinator, linkchecker and muffet say: 2xx is alive, all else is dead."""
    return [_by_status(Client(web).ask("GET", url, "checker/1.0")) for url in urls]


def deadlink_checker(web: Web, urls: Sequence[str]) -> list[Said]:
    """InternetArchiveBot's DeadlinkChecker in one run: HEAD, then GET where HEAD gave an error; no look at a body.

    No certificate check. A timeout or refused connection on HEAD is final. 4xx and 5xx of the GET are dead. A redirect
    to the front page ends as alive. Its three strikes would need three runs, in which these sites say the same.
    """
    return [_as_the_bot(Client(web, verify=False), url) for url in urls]


def _as_the_bot(client: Client, url: str) -> Said:
    reply = client.ask("HEAD", url, BROWSER)
    if reply.status >= http.client.BAD_REQUEST:
        reply = client.ask("GET", url, BROWSER)
    if not reply.status or reply.status >= http.client.BAD_REQUEST:
        return DEAD
    return SOFT if any(mark in reply.url.lower() for mark in ERRORS_IN_ADDRESS) else ALIVE


def soft404(web: Web, urls: Sequence[str]) -> list[Said]:
    """The package's word on each page that answers 2xx, the status on every other.

    Raises Soft404Error where the package cannot be had.
    """
    replies = [Client(web).ask("GET", url, BROWSER) for url in urls]
    likely = probabilities([html_to_unicode(reply.content_type, reply.body)[1] for reply in replies])
    return [
        SOFT if _by_status(reply) == ALIVE and share >= LIKELY else _by_status(reply)
        for reply, share in zip(replies, likely, strict=True)
    ]


def _by_status(reply: Reply) -> Said:
    return ALIVE if reply.status in range(200, 300) else DEAD


Checker = Callable[[Web, Sequence[str]], list[Said]]

CHECKERS: Mapping[str, Checker] = {
    "status only": status_only,
    "DeadlinkChecker": deadlink_checker,
    "soft404 package": soft404,
}
