"""What an archive address says, and the two ways in which an address can fail to say it."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_SHOWN = 200
"""How many characters of an address an error message repeats."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One capture as an address names it.

    `archive` is an id of archives.yaml. `original` is the address that was captured, with a scheme ("" where the form
    does not carry it). `timestamp` is the capture time as written, 4 to 14 digits that name a real date, in UTC for all
    but PANDORA ("" where there is none). `modifier` says how to play it (`id_`, `if_` ..., "" for the plain view).
    `address` is the archive address as given, without blanks around it.
    """

    archive: str
    original: str
    timestamp: str
    modifier: str
    address: str


class NotAnArchiveError(ValueError):
    """The host of the address is no archive, or the path is not the archive's part of a host that serves more."""


class MalformedArchiveAddressError(ValueError):
    """The host is an archive, but the address names no snapshot; the message says which form is expected."""


class CannotBuildError(ValueError):
    """No address can be made from these parts; the message says which part and why."""


def shown(address: str) -> str:
    """The address as a message repeats it: quoted, and cut where it is long."""
    return repr(address if len(address) <= LONGEST_SHOWN else f"{address[:LONGEST_SHOWN]}...")
