"""Why a TLS connection failed: one more handshake, which asks for nothing, with a library that says what it minds."""

from __future__ import annotations

import asyncio
import ssl
from urllib.parse import urlsplit

from crawler.web.lookup import LookupFailedError
from crawler.web.resolver import Resolver

_VERIFY_CODES = {
    9: "tls-expired",  # not yet valid
    10: "tls-expired",
    18: "tls-self-signed",
    19: "tls-untrusted",  # self-signed certificate in the chain
    20: "tls-untrusted",  # issuer not found
    21: "tls-untrusted",  # first certificate cannot be verified
    62: "tls-wrong-name",
}
"""OpenSSL's X509_V_ERR numbers (x509_vfy.h)."""

_OLD = ("UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "VERSION_TOO_LOW")


async def diagnose(resolver: Resolver | None, url: str, detail: str, patience: float) -> tuple[str, str]:
    """The kind of TLS failure at `url`, and its words; `detail` is what the first connection said.

    `patience` is in seconds.
    """
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or 443
    if resolver is None:
        return "tls-failed", detail
    try:
        address, to_port = (await resolver.endpoints(host, port))[0]
        async with asyncio.timeout(patience):
            await _shake_hands(str(address), to_port, host)
    except ssl.SSLCertVerificationError as error:
        return _VERIFY_CODES.get(error.verify_code, "tls-untrusted"), f"{error.verify_message} ({host})"
    except ssl.SSLError as error:
        old = any(word in str(error) for word in _OLD)
        return "tls-old-protocol" if old else "tls-failed", str(error)
    except (OSError, TimeoutError, LookupFailedError):
        return "tls-failed", detail
    return "tls-failed", detail


async def _shake_hands(address: str, port: int, host: str) -> None:
    context = ssl.create_default_context()
    _, writer = await asyncio.open_connection(address, port, ssl=context, server_hostname=host)
    writer.close()
