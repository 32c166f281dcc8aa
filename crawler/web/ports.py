"""Which ports of the internet's hosts are asked: the web's, so that no citation makes us talk to other services."""

from __future__ import annotations

import re
from collections.abc import Iterable

Ports = tuple[range, ...]
"""Ranges of ports; none at all allow every port."""

_PART = re.compile(r"(\d{1,5})(?:-(\d{1,5}))?")
_LAST = 65_535


class PortsError(ValueError):
    """CITEWATCH_PORTS cannot be read; the message says what was expected."""


def parse_ports(listed: Iterable[str]) -> Ports:
    """The ports that `listed` names, each a number or FIRST-LAST. Raises PortsError."""
    return tuple(_range(part.strip()) for part in listed if part.strip())


def is_allowed(ports: Ports, port: int) -> bool:
    """Whether `port` may be asked."""
    return not ports or any(port in each for each in ports)


def _range(part: str) -> range:
    match = _PART.fullmatch(part)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 0 < first <= last <= _LAST:
        raise PortsError(f"CITEWATCH_PORTS={part}: expected ports such as 80 or 8000-8999, 1 to {_LAST}")
    return range(first, last + 1)
