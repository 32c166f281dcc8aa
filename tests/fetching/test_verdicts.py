"""Every broken host of the stand-in web gets its verdict, in one run of the program over real sockets."""

from collections import defaultdict

import pytest

from tests.fetching.conftest import ADDRESSES, BigRun
from tests.fetching.crawling import HASTE
from tests.web import broken


def _live(run: BigRun, address: str) -> tuple[str, str]:
    live = run.rows[address]["live"]
    return live["state"], live["reason"]


@pytest.mark.parametrize("address", sorted(broken.EXPECTED))
def test_the_verdict_is_the_one_expected(big_run: BigRun, address: str) -> None:
    assert _live(big_run, address) == broken.EXPECTED[address], big_run.rows[address]["live"]["explanation"]


@pytest.mark.parametrize("address", sorted(broken.EITHER))
def test_the_verdict_is_one_of_those_that_are_true(big_run: BigRun, address: str) -> None:
    assert _live(big_run, address) in broken.EITHER[address], big_run.rows[address]["live"]["explanation"]


PEERS_DISAGREE = {
    "a truncated body": ("https://truncated.example/article", ("alive", "ok")),
    "bad gzip": ("https://bad-gzip.example/article", ("unknown", "protocol-error")),
    "malformed headers": ("https://headers-without-colon.example/article", ("alive", "ok")),
    "a cookie wall": ("https://cookie-wall.example/article", ("alive", "ok")),
    "a connection closed once and then fine": ("https://closes-once.example/article", ("alive", "ok")),
    "503 then 200": ("https://busy-once.example/article", ("alive", "ok")),
    "429 then 200": ("https://retry-after-seconds.example/article", ("alive", "ok")),
    "999": ("https://status-999.example/article", ("unknown", "blocked")),
    "15 redirects": ("https://long-redirects.example/article", ("alive", "ok")),
    "a 302 without Location": ("https://no-location.example/article", ("unknown", "protocol-error")),
}


@pytest.mark.parametrize("case", PEERS_DISAGREE)
def test_where_the_peers_disagree(big_run: BigRun, case: str) -> None:
    address, verdict = PEERS_DISAGREE[case]
    assert _live(big_run, address) == verdict


PEERS_ARE_ALL_WRONG = {
    "a soft 404": ("https://soft404.example/old-article", ("dead", "soft-404")),
    "a for-sale page": ("https://parked.example/article", ("dead", "parked")),
    "a redirect to the front page": (
        "https://redirects-home.example/news/2014/03/article",
        ("dead", "redirected-home"),
    ),
}


@pytest.mark.parametrize("case", PEERS_ARE_ALL_WRONG)
def test_what_all_peers_call_sound(big_run: BigRun, case: str) -> None:
    address, verdict = PEERS_ARE_ALL_WRONG[case]
    assert _live(big_run, address) == verdict


FETCHING_DECIDES = (
    *("not-found", "gone", "domain-gone", "server-error", "timeout", "refused", "reset", "protocol-error"),
    *("tls-error", "dns-error", "redirect-loop", "robots-disallowed", "forbidden-address"),
)


@pytest.mark.parametrize("reason", FETCHING_DECIDES)
def test_every_reason_that_fetching_decides_occurs(big_run: BigRun, reason: str) -> None:
    assert reason in {_live(big_run, address)[1] for address in ADDRESSES}


def test_the_run_judged_and_said_nothing_of_faults(big_run: BigRun) -> None:
    assert big_run.status == 1
    assert "Traceback" not in big_run.stderr
    assert "Error" not in big_run.stderr


def test_every_address_has_its_row_with_what_was_seen(big_run: BigRun) -> None:
    for address in ADDRESSES:
        live = big_run.rows[address]["live"]
        assert live["url"] == address
        assert live["checked_at"]
        assert (live["status"] is None) or live["hops"][-1]["status"] == live["status"]


def test_head_is_never_used(big_run: BigRun) -> None:
    assert {request.method for request in big_run.requests} == {"GET"}


def test_robots_txt_is_asked_once_a_host(big_run: BigRun) -> None:
    asked = defaultdict(int)
    for request in big_run.requests:
        if request.target == "/robots.txt":
            asked[request.host, request.tls] += 1
    # robots-moved leads to robots.example's, which is asked for its own sake too; where no answer came, the second look
    # asks again.
    unanswered = {"closes.example", "reset.example", "silent.example"}
    assert {host for (host, _), times in asked.items() if times > 1} <= {"robots.example", *unanswered}
    # What is said over http does not count for https, so that a host may be asked over both.
    assert {host for host, tls in asked if (host, not tls) in asked} <= {"http-to-https.example", *unanswered}
    assert asked["fine.example", True] + asked["fine.example", False] == 1


def test_robots_txt_comes_before_any_page(big_run: BigRun) -> None:
    first: dict[str, str] = {}
    for request in big_run.requests:
        first.setdefault(request.host, request.target)
    archive_and_control = {"web.archive.org", "control.example"}
    assert {host for host, target in first.items() if target != "/robots.txt"} <= archive_and_control


def test_what_robots_txt_forbids_is_never_asked_for(big_run: BigRun) -> None:
    asked = {(request.host, request.target) for request in big_run.requests}
    assert ("robots.example", "/article") not in asked
    assert ("robots-some.example", "/private/article") not in asked
    assert ("robots-some.example", "/article") in asked


def test_no_request_went_to_a_private_address(big_run: BigRun) -> None:
    forbidden = ("127.", "10.", "169.254", "[::", "localhost", "2130706433", "0x7f")
    assert not [request.host for request in big_run.requests if request.host.startswith(forbidden)]


def test_a_host_that_is_in_trouble_is_asked_no_more_than_the_settings_say(big_run: BigRun) -> None:
    asked = [
        request for request in big_run.requests if (request.host, request.target) == ("error-500.example", "/article")
    ]
    assert len(asked) == 1 + int(str(HASTE["RETRY_TIMES"]))
