"""Puts cases onto the stand-in web: their sites, their captures, and the references that cite them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from tests.labelled.case import Body, Case
from tests.web.archive.capture import Capture
from tests.web.archive.machine import archive_site
from tests.web.site import NO_SUCH_PAGE, Answer, Request, Site, host_of


def sites(cases: Iterable[Case]) -> list[Site]:
    """A site for each host that any case names, and the archive with every snapshot."""
    by_host: dict[str, dict[str, Answer]] = {}
    captures = []
    for case in cases:
        for address, body in case.answers.items():
            by_host.setdefault(_host(address), {})[_key(address)] = _answer(case, body)
        captures += _captures(case)
    return [*(_site(host, answers) for host, answers in by_host.items()), archive_site(captures)]


def citations(cases: Sequence[Case]) -> list[Mapping[str, object]]:
    """The citations in the order of the cases, so that footnote 1 is the first case's."""
    return [case.citation for case in cases]


def _captures(case: Case) -> list[Capture]:
    cited = str(case.citation.get("url", ""))
    return [
        Capture(
            url=safe_url_string(snapshot.original or cited),
            timestamp=snapshot.captured,
            status=snapshot.status,
            headers=snapshot.all_headers(),
            body=snapshot.content(case.pages),
        )
        for snapshot in case.snapshots
    ]


def _site(host: str, answers: Mapping[str, Answer]) -> Site:
    async def answer(request: Request) -> Answer:
        scheme, other = ("https", "http") if request.tls else ("http", "https")
        keys = (f"{scheme}://{host}{request.target}", f"{other}://{host}{request.target}", f"{host}/*")
        return next((answers[key] for key in keys if key in answers), NO_SUCH_PAGE)

    return Site(host=host, answer=answer)


def _answer(case: Case, body: Body) -> Answer:
    return Answer(body.status, body.all_headers(), body.content(case.pages))


def _host(address: str) -> str:
    """The host as the DNS and a Host header name it."""
    return host_of(safe_url_string(address if "://" in address else f"http://{address}"))


def _key(address: str) -> str:
    """The address as a request names it, with its path; `HOST/*` stays."""
    if address.endswith("/*") and "://" not in address:
        return f"{_host(address)}/*"
    parts = urlsplit(safe_url_string(address))
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.scheme}://{parts.hostname}{parts.path or '/'}{query}"
