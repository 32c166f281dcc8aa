"""Which address is asked for a citation's: without its fragment, and only if it is one that can be asked."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urldefrag, urlsplit, urlunsplit

_LABEL = re.compile(r"^(?!-)[^\s/?#@%\\<>\"^`{|}]{1,253}$")
_HOST_AND_PORT = re.compile(r"[\w.-]+:\d+(?:[/?#]|$)")
_NOWHERE = SplitResult("", "", "", "", "")


def requested(address: str) -> str:
    """The address as it is requested: trimmed, without its fragment. It names the observation in history."""
    trimmed = address.strip()
    try:
        return urldefrag(trimmed).url.strip()
    except ValueError:
        return trimmed.partition("#")[0].strip()


def pieces(address: str) -> SplitResult:
    """The parts of any address at all; a malformed one has none."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - reading it tells whether it is one
    except ValueError:
        return _NOWHERE
    return parts


def front_of(address: str) -> str:
    """The address of the front page of the same host; "" where `address` names none."""
    parts = pieces(address)
    return urlunsplit((parts.scheme, parts.netloc, "/", "", "")) if parts.hostname else ""


def is_root(address: str) -> bool:
    """Whether `address` is a host's own, without path and query."""
    parts = pieces(address)
    return bool(parts.hostname) and parts.path in ("", "/") and not parts.query


def host_of(address: str) -> str:
    """The host in the form in which DNS knows it, so that both spellings of an international name are one; "" of none.

    What DNS could not know stays as it is written.
    """
    host = (pieces(address).hostname or "").removesuffix(".")
    if host.isascii():
        return host
    labels = [in_dns(label) or label for label in host.split(".")]
    return ".".join(labels)


def in_dns(name: str) -> str:
    """A host's name, or one label of it, in ASCII as DNS knows it (RFC 3490); "" for what DNS could not know."""
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def fault(address: str) -> tuple[str, str] | None:
    """Why `address` cannot be asked, as a kind of failure and its words; None where it can."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return "malformed-url", str(error)
    if not parts.scheme or _HOST_AND_PORT.match(address):
        return "malformed-url", "it has no scheme such as https:"
    if parts.scheme not in ("http", "https"):
        return "unsupported-scheme", f"its scheme is {parts.scheme}:"
    if not host or (":" not in host and not _is_name(host)):
        return "malformed-url", "it names no host"
    if port == 0:
        return "malformed-url", "port 0 is no port"
    return None


def _is_name(host: str) -> bool:
    labels = host.removesuffix(".").split(".")
    return bool(_LABEL.match(host)) and all(0 < len(in_dns(label)) <= 63 for label in labels)  # noqa: PLR2004 - RFC 1035
