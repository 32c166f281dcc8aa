"""The stand-in certificate authority: a TLS context for each host, right or wrong in the way that the site asks for."""

from __future__ import annotations

import ssl
import warnings
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

Pems = tuple[bytes, ...]
"""A private key, then the certificates that the server sends, in PEM."""


def _pems(leaf: trustme.LeafCert) -> Pems:
    return (leaf.private_key_pem.bytes(), *(pem.bytes() for pem in leaf.cert_chain_pems))


def _valid(authority: trustme.CA, host: str) -> Pems:
    return _pems(authority.issue_cert(host))


def _expired(authority: trustme.CA, host: str) -> Pems:
    now = datetime.now(UTC)
    return _pems(authority.issue_cert(host, not_before=now - timedelta(days=90), not_after=now - timedelta(days=1)))


def _wrong_name(authority: trustme.CA, _host: str) -> Pems:
    return _pems(authority.issue_cert("somebody-else.example"))


def _untrusted(_authority: trustme.CA, host: str) -> Pems:
    return _pems(trustme.CA(organization_name="An authority that nobody trusts").issue_cert(host))


def _incomplete(authority: trustme.CA, host: str) -> Pems:
    """The leaf alone. Who signed it is known to nobody and not sent, but the leaf says where that is to be had."""
    between = authority.create_child_ca()
    issuer = x509.load_pem_x509_certificate(between.cert_pem.bytes())
    signs = serialization.load_pem_private_key(between.private_key_pem.bytes(), None)
    if not isinstance(signs, ec.EllipticCurvePrivateKey):
        raise TypeError("the stand-in authority signs with elliptic curves")
    place = x509.UniformResourceIdentifier("http://authority.example/issuer.crt")
    access = x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, place)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _request(host, key, issuer.subject).add_extension(
        x509.AuthorityInformationAccess([access]), critical=False
    )
    return _signed(certificate, key, signs)


def _self_signed(_authority: trustme.CA, host: str) -> Pems:
    key = ec.generate_private_key(ec.SECP256R1())
    return _signed(_request(host, key, _named(host)), key, key)


def _named(host: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])


def _request(host: str, key: ec.EllipticCurvePrivateKey, issuer: x509.Name) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder(issuer, _named(host), key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    )


def _signed(
    certificate: x509.CertificateBuilder, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey
) -> Pems:
    form = serialization.Encoding.PEM
    key_form = serialization.PrivateFormat.PKCS8
    return (
        key.private_bytes(form, key_form, serialization.NoEncryption()),
        certificate.sign(by, hashes.SHA256()).public_bytes(form),
    )


KINDS: dict[str, Callable[[trustme.CA, str], Pems]] = {
    "valid": _valid,
    "expired": _expired,
    "wrong-name": _wrong_name,
    "untrusted": _untrusted,
    "self-signed": _self_signed,
    "incomplete": _incomplete,
    "old-protocol": _valid,
    "http2-only": _valid,
}
"""How a host's certificate, or the way it is served, may be.

`old-protocol` speaks TLS 1.0 and 1.1 only, `http2-only` agrees to HTTP/2 and to nothing else.
"""


class Certificates:
    """One authority; contexts are made when first asked for, so a web of many hosts starts at once."""

    def __init__(self) -> None:
        self._authority = trustme.CA(organization_name="The stand-in web")
        self._contexts: dict[tuple[str, str], ssl.SSLContext] = {}

    @property
    def pem(self) -> bytes:
        """The authority's own certificate, for `--cacert`."""
        return self._authority.cert_pem.bytes()

    def context(self, host: str, kind: str) -> ssl.SSLContext:
        """The context with which `host` serves TLS; `kind` is a key of `KINDS`."""
        key = (host, kind)
        if key not in self._contexts:
            self._contexts[key] = _context(KINDS[kind](self._authority, host))
            if kind == "old-protocol":
                _speak_old_versions_only(self._contexts[key])
            if kind == "http2-only":
                self._contexts[key].set_alpn_protocols(["h2"])
        return self._contexts[key]


def _context(pems: Pems) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with trustme.Blob(b"".join(pems)).tempfile() as path:
        context.load_cert_chain(path)
    return context


def _speak_old_versions_only(context: ssl.SSLContext) -> None:
    """Lowers the security level too: at OpenSSL's default the old versions have no cipher left."""
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
