"""What other checkers would say of the same addresses: a status alone, and the algorithm of Wikipedia's own bot.

soft404 (PyPI, 0.2 of 2017) is not among them: its model is a pickle of that year's scikit-learn, which today's cannot
load.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from w3lib.url import safe_url_string

from tests.web.server import Web

HOPS = 10
BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0 Safari/537.36"
ERRORS_IN_ADDRESS = ("/404.htm", "notfound")
"""The only soft 404s that the bot knows."""


@dataclass(frozen=True, slots=True)
class Client:
    """Asks the stand-in web over its own sockets, certificates checked or not, as a small checker would."""

    web: Web
    verify: bool = True

    def ask(self, method: str, url: str, agent: str) -> tuple[int, str]:
        """The last status and address after redirects; status 0 where there was no answer."""
        for _ in range(HOPS):
            try:
                status, location = self._once(method, url, agent)
            except (OSError, http.client.HTTPException):
                return 0, url
            if status not in (301, 302, 303, 307, 308) or not location:
                return status, url
            url = urljoin(url, location)
        return 0, url

    def _once(self, method: str, url: str, agent: str) -> tuple[int, str]:
        parts = urlsplit(safe_url_string(url))
        tls = parts.scheme == "https"
        sock: socket.socket = socket.create_connection(
            ("127.0.0.1", self.web.https_port if tls else self.web.http_port), timeout=5
        )
        if tls:
            sock = self._context().wrap_socket(sock, server_hostname=parts.hostname)
        connection = http.client.HTTPConnection(parts.hostname or "", timeout=5)
        connection.sock = sock
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, headers={"User-Agent": agent, "Host": parts.hostname or ""})
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", "")
        finally:
            connection.close()

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=self.web.cacert)
        if not self.verify:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context


def status_only(web: Web, url: str) -> str:
    """What lychee, linkinator, linkchecker and muffet say: 2xx is alive, all else is dead."""
    status, _ = Client(web).ask("GET", url, "checker/1.0")
    return "alive" if status in range(200, 300) else "dead"


def deadlink_checker(web: Web, url: str) -> str:
    """InternetArchiveBot's DeadlinkChecker in one run: HEAD, then GET where HEAD gave an error; no look at a body.

    No certificate check. A timeout or refused connection on HEAD is final. 4xx and 5xx of the GET are dead. A redirect
    to the front page ends as alive. Its three strikes would need three runs, in which these sites say the same.
    """
    client = Client(web, verify=False)
    status, final = client.ask("HEAD", url, BROWSER)
    if status >= 400:
        status, final = client.ask("GET", url, BROWSER)
    if not status or status >= 400:
        return "dead"
    return "dead" if any(mark in final.lower() for mark in ERRORS_IN_ADDRESS) else "alive"


BASELINES: dict[str, Callable[[Web, str], str]] = {"status only": status_only, "DeadlinkChecker": deadlink_checker}
