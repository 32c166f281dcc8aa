"""`--connect-to`, as curl has it: connect elsewhere for a host and port, and change nothing else about the request."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_PART = r"(\[[0-9a-fA-F:.%]+\]|[^:\[\]]*)"
_RULE = re.compile(rf"^{_PART}:(\d*):{_PART}:(\d*)$")
_LAST_PORT = 65_535


class ConnectToError(ValueError):
    """A `--connect-to` rule is not of the form HOST1:PORT1:HOST2:PORT2."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. An empty `host` or an absent `port` matches any; an empty target part keeps the request's own."""

    host: str
    port: int | None
    target_host: str
    target_port: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect. `named` says that a rule names the host, so that the user has vouched for it."""

    host: str
    port: int
    named: bool


def parse_rule(text: str) -> Rule:
    """Reads HOST1:PORT1:HOST2:PORT2; IPv6 addresses stand in square brackets. Raises ConnectToError."""
    match = _RULE.match(text.strip())
    if not match:
        message = f"--connect-to {text!r}: expected HOST1:PORT1:HOST2:PORT2, such as example.org:443:127.0.0.1:8443"
        raise ConnectToError(message)
    host, port, target_host, target_port = match.groups()
    return Rule(_bare(host), _port(port, text), _bare(target_host), _port(target_port, text))


def _bare(host: str) -> str:
    return host.strip("[]").lower().rstrip(".")


def _port(digits: str, text: str) -> int | None:
    if not digits:
        return None
    if not 0 < int(digits) <= _LAST_PORT:
        message = f"--connect-to {text!r}: {digits} is not a port; expected 1 to {_LAST_PORT}"
        raise ConnectToError(message)
    return int(digits)


def find_target(rules: Iterable[Rule], host: str, port: int) -> Target:
    """Where to connect for `host` and `port`: as the first rule that matches says, else to themselves."""
    wanted = _bare(host)
    for rule in rules:
        if rule.host in ("", wanted) and rule.port in (None, port):
            return Target(rule.target_host or wanted, rule.target_port or port, named=bool(rule.target_host))
    return Target(wanted, port, named=False)
