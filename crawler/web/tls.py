"""Why a TLS connection failed, as a kind of evidence/fetch.py: one more handshake, which asks for nothing, tells."""

from __future__ import annotations

from urllib.parse import urlsplit

from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID

from crawler.web.handshake import Handshake, shake_hands
from crawler.web.resolver import Resolver

_EXPIRED = frozenset({9, 10})  # not yet valid, no longer valid
_SELF_SIGNED = 18
_NO_ISSUER = frozenset({2, 20, 21})  # the issuer of a certificate is nowhere to be found
"""OpenSSL's X509_V_ERR numbers (x509_vfy.h)."""

_OLD = ("unsupported protocol", "protocol version", "version too low", "no protocols available")


async def diagnose(resolver: Resolver | None, url: str, detail: str, patience: float) -> tuple[str, str]:
    """The kind of TLS failure at `url`, and its words; `detail` is what the first connection said.

    `patience` is in seconds. The kind is "" where the handshake shows no fault at all.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    shaken = await shake_hands(resolver, host, parts.port or 443, patience) if resolver else None
    if shaken is None:
        return "", detail
    return name_fault(shaken, host)


def name_fault(shaken: Handshake, host: str) -> tuple[str, str]:
    """The fault that a visitor would be told of first; ("", "") where there is none."""
    if shaken.failure:
        old = any(word in shaken.failure.lower() for word in _OLD)
        return "tls-old-protocol" if old else "tls-failed", shaken.failure
    if shaken.problems:
        return _distrust(shaken, host)
    return ("", "") if shaken.right_name else ("tls-wrong-name", f"the certificate is not for {host}")


def _distrust(shaken: Handshake, host: str) -> tuple[str, str]:
    problems = {problem for problem, _ in shaken.problems}
    if problems & _EXPIRED:
        until = f" until {shaken.chain[0].not_valid_after_utc:%Y-%m-%d}" if shaken.chain else ""
        return "tls-expired", f"the certificate of {host} was valid{until}"
    if (_SELF_SIGNED, 0) in shaken.problems:
        return "tls-self-signed", f"{host} signed its certificate itself"
    if problems & _NO_ISSUER and _is_incomplete(shaken.chain):
        return "tls-incomplete-chain", f"{host} sends one certificate, which says where its issuer's is to be had"
    return "tls-untrusted", f"OpenSSL's verification errors {sorted(problems)} for {host}"


def _is_incomplete(chain: tuple[x509.Certificate, ...]) -> bool:
    """Whether the server's own certificate came alone and says where its issuer's is: so browsers complete a chain."""
    if len(chain) != 1:
        return False
    try:
        found = chain[0].extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return False
    return any(access.access_method == AuthorityInformationAccessOID.CA_ISSUERS for access in found)
