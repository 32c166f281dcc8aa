import socket
import ssl
from collections.abc import Iterator

import pytest

from tests.web.asking import ask
from tests.web.broken import handshakes
from tests.web.certificates import KINDS, Certificates
from tests.web.server import Web
from tests.web.site import Answer, site
from tests.web.sockets import LOOPBACK
from tests.web.tls import FAULTS


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web([*handshakes.SITES, site("fine.example", {"*": Answer(200, {}, b"fine")})]) as running:
        yield running


@pytest.mark.parametrize(
    ("host", "complaint"),
    [
        ("expired", "certificate has expired"),
        ("wrong-name", "Hostname mismatch"),
        ("untrusted", "unable to get local issuer certificate"),
        ("self-signed", "self-signed certificate"),
        ("incomplete-chain", "unable to get local issuer certificate"),
    ],
)
def test_a_bad_certificate_is_bad_in_its_own_way(web: Web, host: str, complaint: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=complaint):
        ask(web, f"https://{host}.example/article")


def test_an_old_protocol_is_refused_by_who_wants_a_newer_one(web: Web) -> None:
    # Which of the two ends says it first, and how, is the OpenSSL build's own.
    with pytest.raises(ssl.SSLError, match=r"(?i)protocol[ _]version|legacy[ _]sigalg|unsupported"):
        ask(web, "https://old-protocol.example/article")


def test_an_old_protocol_is_understood_by_who_still_speaks_it(web: Web) -> None:
    context = ssl.create_default_context(cafile=str(web.cacert))
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with (
        socket.create_connection((LOOPBACK, web.https_port), timeout=5) as plain,
        context.wrap_socket(plain, server_hostname="old-protocol.example") as wire,
    ):
        assert wire.version() == "TLSv1.1"


def test_plain_text_on_the_https_port_is_no_tls(web: Web) -> None:
    with pytest.raises(ssl.SSLError, match=r"(?i)wrong[ _]version[ _]number"):
        ask(web, "https://plain-text.example/article")


def test_a_handshake_may_be_cut(web: Web) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        ask(web, "https://handshake-cut.example/article")


def test_a_handshake_may_never_be_answered(web: Web) -> None:
    context = ssl.create_default_context(cafile=str(web.cacert))
    with socket.create_connection((LOOPBACK, web.https_port), timeout=0.2) as plain, pytest.raises(TimeoutError):
        context.wrap_socket(plain, server_hostname="silent-handshake.example")


@pytest.mark.parametrize("host", sorted(handshakes.CERTIFICATES))
def test_over_plain_http_nothing_is_wrong(web: Web, host: str) -> None:
    assert ask(web, f"http://{host}.example/article").status == 200


def test_a_host_that_is_not_served_gets_no_handshake(web: Web) -> None:
    with pytest.raises((ssl.SSLError, ConnectionError)):
        ask(web, "https://nobody.example/")


def test_a_client_that_names_no_host_gets_no_handshake(web: Web) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(web.cacert)
    with (
        socket.create_connection((LOOPBACK, web.https_port), timeout=5) as plain,
        pytest.raises((ssl.SSLError, ConnectionError)),
    ):
        context.wrap_socket(plain)


def test_a_client_that_speaks_no_tls_gets_no_answer(web: Web) -> None:
    with socket.create_connection((LOOPBACK, web.https_port), timeout=5) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: fine.example\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            plain.recv(100)


def test_a_hello_in_two_pieces_is_read_whole(web: Web) -> None:
    context = ssl.create_default_context(cafile=str(web.cacert))
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(incoming, outgoing, server_hostname="fine.example")
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    hello = outgoing.read()
    with socket.create_connection((LOOPBACK, web.https_port), timeout=5) as plain:
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        plain.sendall(hello[:40])
        plain.sendall(hello[40:])
        while True:
            incoming.write(plain.recv(65536))
            try:
                client.do_handshake()
            except ssl.SSLWantReadError:
                continue
            break
    assert client.getpeercert()["subjectAltName"] == (("DNS", "fine.example"),)


def test_a_host_keeps_its_certificate() -> None:
    certificates = Certificates()
    assert certificates.context("a.example", "valid") is certificates.context("a.example", "valid")
    assert certificates.context("a.example", "valid") is not certificates.context("b.example", "valid")


def test_every_kind_is_in_use() -> None:
    assert set(handshakes.CERTIFICATES.values()) == (set(KINDS) | set(FAULTS)) - {"valid"}
