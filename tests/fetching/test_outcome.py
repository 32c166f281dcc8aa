import asyncio

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure as TwistedFailure

from crawler.evidence.fetch import Failure, Fetch
from crawler.web.outcome import ask, exception_fetch, fetch_failed, fetch_of, fetch_read
from crawler.web.trail import MAX_HEADER, MAX_HEADERS, Trail, hop_of, now, trail_of
from tests.evidence.pdfs import only_page, stream

ADDRESS = "https://fine.example/article"


def _request(address: str = ADDRESS) -> Request:
    request = ask(address, None, None)
    assert isinstance(request, Request)
    return request


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("http://[bad/", "malformed-url"),
        ("no scheme at all", "malformed-url"),
        ("https://", "malformed-url"),
        ("https://host.example:99999/", "malformed-url"),
        ("ftp://files.example/a", "unsupported-scheme"),
        ("mailto:ann@example.org", "unsupported-scheme"),
        ("javascript:alert(1)", "unsupported-scheme"),
    ],
)
def test_an_address_that_cannot_be_asked_is_answered_at_once(address: str, kind: str) -> None:
    fetch = ask(address, None, None)
    assert isinstance(fetch, Fetch)
    assert fetch.failure is not None
    assert (fetch.address, fetch.failure.kind, fetch.hops) == (address, kind, ())


def test_each_request_has_cookies_and_a_trail_of_its_own() -> None:
    one, other = _request(), _request("https://fine.example/other")
    assert one.meta["cookiejar"] != other.meta["cookiejar"]
    assert trail_of(one) is not trail_of(other)
    assert one.method == "GET"


def test_an_answer_leaves_the_way_to_it_and_its_page() -> None:
    request = _request()
    body = b"<title>The keepers</title><p>and the sea went on</p>"
    response = HtmlResponse(ADDRESS, headers={"Content-Type": "text/html"}, body=body, request=request)
    fetch = fetch_of(response)
    assert (fetch.address, fetch.status, fetch.failure, fetch.intact, fetch.truncated) == (
        ADDRESS,
        200,
        None,
        True,
        False,
    )
    assert fetch.page is not None
    assert fetch.page.titles[0].text == "The keepers"


@pytest.mark.parametrize(
    ("flags", "body", "truncated", "intact", "kind"),
    [
        ([], b"<p>a</p>", False, True, ""),
        (["download_stopped"], b"<p>a</p>", True, True, ""),
        (["dataloss"], b"<p>a</p>", True, False, ""),
        (["broken-encoding"], b"<p>a</p>", False, False, ""),
        (["partial"], b"<p>a</p>", False, True, ""),
        ([], b"", False, True, ""),
        (["dataloss"], b"", True, False, "protocol"),
        (["broken-encoding"], b"", False, False, "protocol"),
    ],
)
def test_what_was_cut_or_broken(flags: list[str], body: bytes, kind: str, *, truncated: bool, intact: bool) -> None:
    fetch = fetch_of(Response(ADDRESS, body=body, flags=flags, request=_request()))
    assert (fetch.truncated, fetch.intact) == (truncated, intact)
    assert (fetch.failure.kind if fetch.failure else "") == kind
    assert len(fetch.hops) == 1


def test_an_answer_without_its_request_is_a_fault_of_ours() -> None:
    with pytest.raises(ValueError, match="cannot be traced"):
        fetch_of(Response(ADDRESS))


def test_a_failure_that_was_noted_is_the_one_told() -> None:
    request = _request()
    trail_of(request).failure = Failure(kind="tls-expired", detail="yesterday", url=ADDRESS)
    failure = TwistedFailure(ValueError("something else"))
    failure.request = request  # type: ignore[attr-defined]
    assert fetch_failed(failure).failure == Failure(kind="tls-expired", detail="yesterday", url=ADDRESS)


def test_a_failure_that_nobody_noted_is_named_here() -> None:
    failure = exception_fetch(_request(), ValueError("x" * 1000)).failure
    assert failure is not None
    assert failure.kind == "protocol"
    assert len(failure.detail) == 300


def test_a_failure_keeps_the_hops_before_it() -> None:
    request = _request()
    trail_of(request).hops = (hop_of(Response(ADDRESS, status=302)),)
    assert [hop.status for hop in exception_fetch(request, ValueError()).hops] == [302]


def test_a_hop_leaves_out_the_values_of_cookies() -> None:
    response = Response(ADDRESS, headers={"Set-Cookie": ["a=secret; Path=/", "b=secret"], "X-Kept": "kept"})
    assert hop_of(response).headers == {"set-cookie": "a, b", "x-kept": "kept"}


def test_a_hop_is_bounded() -> None:
    response = Response(ADDRESS, headers={f"X-{number}": "w" * 9_999 for number in range(999)})
    headers = hop_of(response).headers
    assert len(headers) == MAX_HEADERS
    assert max(map(len, headers.values())) == MAX_HEADER


def test_a_request_of_nobody_gets_a_trail_of_its_own() -> None:
    request = Request(ADDRESS)
    assert trail_of(request) is trail_of(request)
    assert trail_of(request).address == ADDRESS


def test_the_time_is_utc_to_the_second() -> None:
    assert len(now()) == len("2026-03-01T12:00:00Z")
    assert now().endswith("Z")
    assert Trail("a", now()).record == ""


def test_a_pdf_is_read_beside_the_event_loop() -> None:
    answers = [Response(ADDRESS, body=only_page(stream(b"BT (a) Tj ET")), request=_request()) for _ in range(3)]

    async def turns_meanwhile() -> tuple[int, list[Fetch]]:
        reading = asyncio.gather(*map(fetch_read, answers))
        turns = 0
        while not reading.done():
            await asyncio.sleep(0)
            turns += 1
        return turns, await reading

    turns, fetches = asyncio.run(turns_meanwhile())
    assert turns > 100, "each takes a process of its own, in which the loop turns many thousand times"
    assert [fetch.page.kind for fetch in fetches if fetch.page] == ["pdf"] * 3


def test_any_other_page_is_read_at_once() -> None:
    response = HtmlResponse(ADDRESS, body=b"<title>The keepers</title>", request=_request())
    assert asyncio.run(fetch_read(response)) == fetch_of(response)
