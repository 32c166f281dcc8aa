"""Asks for a page only if it has changed since it was last read (RFC 9110, section 13), and takes a 304 as that answer.

What was read then is the page's state now: the facts stand, on an answer of today. A 304 to a question that was not
conditional stays an error of the server's.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus

from scrapy import Request
from scrapy.http import Response

from crawler import __version__
from crawler.evidence.fetch import Fetch
from crawler.web.trail import hop_of, trail_of

KEPT = "kept"
"""The key of a request's meta for what was read of the page before (`Copy`)."""

_ASKS = ((b"If-None-Match", "etag"), (b"If-Modified-Since", "last_modified"))
_SAYS = ((b"ETag", "etag"), (b"Last-Modified", "last_modified"))
_READ = frozenset({"html", "text", "pdf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What the server at `url` said of the page that it gave, and `recall`, which gives what was read of it.

    `recall` is called only when the server says that nothing has changed: a run holds no copies.
    """

    url: str
    etag: str
    last_modified: str
    recall: Callable[[], Fetch | None]


def copy_of(fetch: Fetch, recall: Callable[[], Fetch | None]) -> Copy | None:
    """What is needed to ask whether this page has changed.

    None where the server gave it no mark, where not all of it was read, or where another version of this program read
    it, which may have seen less in it.
    """
    final = fetch.final
    if final is None or fetch.page is None or fetch.status != HTTPStatus.OK or fetch.read_by != __version__:
        return None
    if fetch.truncated or not fetch.intact or fetch.page.kind not in _READ:
        return None
    etag, last_modified = fetch.header("etag"), fetch.header("last-modified")
    if not (etag or last_modified):
        return None
    return Copy(url=final.url, etag=etag, last_modified=last_modified, recall=recall)


class ConditionalMiddleware:
    """Asks the page's own address so, none of those that lead to it: the marks are that one answer's."""

    def process_request(self, request: Request) -> None:
        """Sets the headers, or takes them off a redirect's request, which has them from the one before."""
        copy = request.meta.get(KEPT)
        for header, name in _ASKS:
            mark = getattr(copy, name) if isinstance(copy, Copy) and request.url == copy.url else ""
            if mark:
                request.headers[header] = mark
            elif copy is not None:
                request.headers.pop(header, None)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the question without a condition where the answer cannot be meant for what we have."""
        copy = request.meta.get(KEPT)
        if not isinstance(copy, Copy) or not _answers(request, response) or not _is_of_another(copy, response):
            return response
        again = request.replace(dont_filter=True)
        for header, _ in _ASKS:
            again.headers.pop(header, None)
        del again.meta[KEPT]
        return again


def unchanged(request: Request, response: Response) -> Fetch | None:
    """What the page shows, where the answer says that it shows what it did; None where it says anything else."""
    copy = request.meta.get(KEPT)
    kept = copy.recall() if isinstance(copy, Copy) and _answers(request, response) else None
    if kept is None or kept.final is None:
        return None
    trail = trail_of(request)
    # RFC 9111, section 3.2: what the 304 says of itself takes the place of what was said before.
    final = replace(kept.final, headers={**kept.final.headers, **hop_of(response).headers})
    return replace(
        kept,
        address=trail.address,
        asked_at=trail.asked_at,
        hops=(*trail.hops, final),
        unchanged_since=kept.unchanged_since or kept.asked_at,
    )


def _answers(request: Request, response: Response) -> bool:
    """Whether this is the 304 that the request asked for."""
    return response.status == HTTPStatus.NOT_MODIFIED and any(header in request.headers for header, _ in _ASKS)


def _is_of_another(copy: Copy, response: Response) -> bool:
    """Whether a 304 names marks that are not those of our copy: some caches answer so for whatever they hold.

    A tag where we had none is another page's: a server that answers the date has new owners, or new software.
    """
    for header, name in _SAYS:
        said, ours = (response.headers.get(header) or b"").decode("latin-1").strip(), getattr(copy, name)
        compared = said and (ours or name == "etag")
        if compared and said.removeprefix("W/") != ours.removeprefix("W/"):
            return True
    return False
