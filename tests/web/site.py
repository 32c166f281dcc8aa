"""The values of the stand-in web: a site, the request it gets, and the answer it gives."""

from __future__ import annotations

from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from tests.web.names import ON_LOOPBACK, Name
from tests.web.page import html_page


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as a handler sees it.

    Header names are in lower case. `nth` is 1 for the first request for this target at this host since the last
    `Web.reset()`. `memory` is the host's own dict, emptied by `Web.reset()`.
    """

    host: str
    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""
    tls: bool = False
    nth: int = 1
    memory: dict[str, int] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> dict[str, str]:
        """The parameters of the query, the last of each name."""
        return dict(self.queries)

    @property
    def queries(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    @property
    def url(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}{self.target}"


@dataclass(frozen=True, slots=True)
class Answer:
    """A well-formed answer. Content-Length is added where `headers` names neither it nor a Transfer-Encoding."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


Handler = Callable[[Request], Awaitable[Answer]]
RawHandler = Callable[[Request, StreamReader, StreamWriter], Awaitable[None]]
Route = Answer | Handler
"""What stands at an address: one answer for ever, or a handler."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One host, on the HTTP port and the HTTPS port alike.

    `answer` gives well-formed answers; `raw` gets reader and writer after the request's head and does what it wants,
    then the connection is closed. `certificate` is a kind from `tests.web.certificates.KINDS` or a fault from
    `tests.web.tls.FAULTS`. `refuses` sends its visitors to a closed port. `name` is what the DNS says of the host; a
    site with neither `answer`, `raw` nor `refuses` exists in the DNS alone. Unless `answers_robots`, the site has no
    robots.txt (404), whatever else is wrong with it.
    """

    host: str
    answer: Handler | None = None
    raw: RawHandler | None = None
    certificate: str = "valid"
    refuses: bool = False
    answers_robots: bool = False
    name: Name = ON_LOOPBACK

    @property
    def listens(self) -> bool:
        return self.answer is not None or self.raw is not None


def site(host: str, routes: Mapping[str, Route], *, certificate: str = "valid") -> Site:
    """A site from its routes: a target (`/a?b=c`) goes before a path (`/a`), a path before `*`, and the rest is 404."""

    async def answer(request: Request) -> Answer:
        route = routes.get(request.target) or routes.get(request.path) or routes.get("*") or NO_SUCH_PAGE
        return route if isinstance(route, Answer) else await route(request)

    return Site(host=host, answer=answer, certificate=certificate, answers_robots="/robots.txt" in routes)


def redirect(to: str, status: int = 302, **headers: str) -> Answer:
    """A redirect; `headers` with underscores for hyphens."""
    return Answer(status, {"Location": to, **{name.replace("_", "-"): value for name, value in headers.items()}})


def host_of(address: str) -> str:
    """The host that an address names, in lower case."""
    return urlsplit(address).hostname or ""


NO_SUCH_PAGE = Answer(404, {}, html_page("404 Not Found", "There is no such page on this server."))
