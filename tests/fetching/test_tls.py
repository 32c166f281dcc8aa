import asyncio
from collections.abc import Iterator

import pytest

from crawler.web.connect_to import parse_rule
from crawler.web.handshake import Handshake, shake_hands, speaks_only_http2
from crawler.web.lookup import Lookup
from crawler.web.resolver import Resolver
from crawler.web.tls import diagnose, name_fault
from tests.web.broken import handshakes, statuses
from tests.web.names import Name
from tests.web.server import Web
from tests.web.site import Site

TWO_ADDRESSES = Site(host="two-addresses.example", name=Name((("@", "AAAA", "::1"), ("@", "A", "127.0.0.1"))))


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web([*handshakes.SITES, statuses.FINE, TWO_ADDRESSES]) as running:
        yield running


@pytest.fixture(autouse=True)
def _trust(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(web.cacert))


def _resolver(web: Web) -> Resolver:
    return Resolver([parse_rule(rule) for rule in web.connect_to()], Lookup(web.dns_server, 1.0), allow_private=False)


@pytest.mark.parametrize(
    ("host", "kind", "words"),
    [
        ("expired", "tls-expired", "was valid until 20"),
        ("wrong-name", "tls-wrong-name", "not for wrong-name.example"),
        ("untrusted", "tls-untrusted", "verification errors"),
        ("self-signed", "tls-self-signed", "signed its certificate itself"),
        ("incomplete-chain", "tls-incomplete-chain", "its issuer's is to be had"),
        ("old-protocol", "tls-old-protocol", "protocol version"),
        ("plain-text", "tls-failed", "wrong version number"),
        ("handshake-cut", "tls-failed", "cut off in the handshake"),
    ],
)
def test_each_fault_has_its_name(web: Web, host: str, kind: str, words: str) -> None:
    found, detail = asyncio.run(diagnose(_resolver(web), f"https://{host}.example/article", "as it was", 2.0))
    assert found == kind
    assert words in detail


def test_a_sound_host_has_no_fault(web: Web) -> None:
    assert asyncio.run(diagnose(_resolver(web), "https://fine.example/article", "as it was", 2.0)) == ("", "")


@pytest.mark.parametrize(
    "url", ["https://silent-handshake.example/", "https://no-such-host.example/", "https://127.0.0.1/"]
)
def test_where_no_handshake_comes_about_the_first_words_stand(web: Web, url: str) -> None:
    assert asyncio.run(diagnose(_resolver(web), url, "as it was", 0.3)) == ("", "as it was")


def test_without_our_resolver_the_first_words_stand() -> None:
    assert asyncio.run(diagnose(None, "https://fine.example/", "as it was", 0.3)) == ("", "as it was")


def test_a_handshake_asks_for_nothing(web: Web) -> None:
    web.reset()
    asyncio.run(diagnose(_resolver(web), "https://expired.example/article", "", 2.0))
    assert web.requests == []


def test_what_a_sound_handshake_shows(web: Web) -> None:
    shaken = asyncio.run(shake_hands(_resolver(web), "fine.example", 443, 2.0))
    assert shaken is not None
    assert (shaken.problems, shaken.right_name, shaken.protocol, shaken.failure) == ((), True, "", "")
    assert len(shaken.chain) == 1


@pytest.mark.parametrize(("host", "alone"), [("http2-only.example", True), ("fine.example", False)])
def test_hosts_that_speak_http2_alone_are_known(web: Web, host: str, *, alone: bool) -> None:
    assert asyncio.run(speaks_only_http2(_resolver(web), host, 443, 2.0)) is alone


@pytest.mark.parametrize("host", ["refused.example", "plain-text.example", "handshake-cut.example"])
def test_who_has_no_handshake_speaks_no_http2(web: Web, host: str) -> None:
    assert asyncio.run(speaks_only_http2(_resolver(web), host, 443, 1.0)) is False


@pytest.mark.parametrize("host", ["http2-only.example", "fine.example"])
def test_each_address_is_tried_in_turn(web: Web, host: str) -> None:
    # The web is on 127.0.0.1 alone.
    rules = [parse_rule(f"{host}:443:two-addresses.example:{web.https_port}")]
    resolver = Resolver(rules, Lookup(web.dns_server, 1.0), allow_private=False)
    shaken = asyncio.run(shake_hands(resolver, host, 443, 2.0))
    assert shaken is not None
    assert (shaken.problems, shaken.right_name, shaken.failure) == ((), True, "")
    assert asyncio.run(speaks_only_http2(resolver, host, 443, 2.0)) is host.startswith("http2")


@pytest.mark.parametrize(
    ("problems", "right_name", "kind"),
    [
        (((10, 0),), False, "tls-expired"),
        (((9, 0),), True, "tls-expired"),
        (((10, 1), (20, 1)), True, "tls-expired"),
        (((18, 0),), False, "tls-self-signed"),
        (((19, 1),), True, "tls-untrusted"),
        (((20, 0), (21, 0)), True, "tls-untrusted"),
        ((), False, "tls-wrong-name"),
        ((), True, ""),
    ],
)
def test_of_several_faults_the_first_that_a_visitor_would_be_told(
    problems: tuple[tuple[int, int], ...], kind: str, *, right_name: bool
) -> None:
    assert name_fault(Handshake(problems=problems, right_name=right_name), "host.example")[0] == kind
