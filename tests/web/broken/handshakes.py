"""Hosts whose TLS is wrong; over plain HTTP each of them shows the page."""

from __future__ import annotations

from tests.web.page import story_page
from tests.web.site import Answer, site

ROUTES = {"/article": Answer(200, {}, story_page())}

CERTIFICATES = {
    "expired": "expired",  # Yesterday.
    "wrong-name": "wrong-name",  # Another host's.
    "untrusted": "untrusted",  # By an authority that nobody trusts.
    "self-signed": "self-signed",  # By itself.
    "incomplete-chain": "incomplete",  # By an intermediate that it does not send.
    "old-protocol": "old-protocol",  # TLS 1.0 and 1.1 only.
    "plain-text": "plain-text",  # Plain HTTP on the HTTPS port.
    "handshake-cut": "handshake-cut",  # Goes in the middle of the handshake.
    "silent-handshake": "silent-handshake",  # Never answers the ClientHello.
    "http2-only": "http2-only",  # Speaks HTTP/2 alone, which is no fault.
}

SITES = tuple(site(f"{host}.example", ROUTES, certificate=kind) for host, kind in CERTIFICATES.items())
CUT = ("handshake-cut", "silent-handshake")
SOUND = ("http2-only",)
FAULTY = [host for host in CERTIFICATES if host not in (*CUT, *SOUND)]
EXPECTED = {f"https://{host}.example/article": ("unknown", "tls-error") for host in FAULTY}
EXPECTED |= {f"https://{host}.example/article": ("alive", "ok") for host in SOUND}
EXPECTED |= {f"http://{host}.example/article": ("alive", "ok") for host in CERTIFICATES}
EXPECTED |= {"https://silent-handshake.example/article": ("unknown", "timeout")}
EITHER = {"https://handshake-cut.example/article": frozenset({("unknown", "tls-error"), ("unknown", "reset")})}
