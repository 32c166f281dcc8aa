"""A parcel: what one address left, as one value that the store takes whole: facts, and the exchanges behind them.

The length of the facts (four bytes, the highest first), the facts as JSON in zlib's form, and the exchanges as evidence
files hold them, to which the facts point by their place.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from hashlib import sha256

from pydantic import ValidationError

from crawler.check.exchanges import CHUNK, exchange_from, read_exchange, with_records
from crawler.check.shelf import FAST
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.stored import EvidenceError

_LENGTH = struct.Struct(">I")


def parcel_name(address: str) -> str:
    """The last word of the parcel's name in the store."""
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack(fetch: Fetch, exchange_of: Callable[[str], bytes]) -> bytes:
    """The parcel of a fetch; `exchange_of` gives the exchange (crawler.check.exchanges) that a record points to."""
    exchanges = bytearray()

    def moved(record: str) -> str:
        if _is_earlier(record):
            return record
        offset = len(exchanges)
        exchanges.extend(exchange_of(record))
        return f"#offset={offset}" if len(exchanges) > offset else ""

    facts = zlib.compress(FETCH.dump_json(_with(fetch, moved)), FAST)
    return _LENGTH.pack(len(facts)) + facts + exchanges


def unpack(parcel: bytes, adopt: Callable[[bytes], str]) -> Fetch:
    """The fetch of a parcel; `adopt` takes each exchange and gives the pointer to it in its new place.

    Raises EvidenceError where the parcel is damaged.
    """
    try:
        begin = _LENGTH.size + _LENGTH.unpack_from(parcel)[0]
        fetch = FETCH.validate_json(zlib.decompress(parcel[_LENGTH.size : begin]))
    except (struct.error, zlib.error, ValidationError) as error:
        raise EvidenceError(f"a parcel of {len(parcel)} bytes cannot be read ({error})") from error

    def moved(record: str) -> str:
        if _is_earlier(record):
            return record
        exchange = exchange_from(lambda start: parcel[start : start + CHUNK], begin + _offset(record))
        if not exchange:
            raise EvidenceError(f"a parcel of {len(parcel)} bytes lacks an answer that its facts point to")
        return adopt(exchange)

    return _with(fetch, moved)


def exchange_in(file: int) -> Callable[[str], bytes]:
    """Gives exchanges out of an open evidence file."""
    return lambda record: read_exchange(file, _offset(record))


def _with(fetch: Fetch, moved: Callable[[str], str]) -> Fetch:
    found = with_records(fetch, moved)
    return found if isinstance(found, Fetch) else fetch


def _is_earlier(record: str) -> bool:
    """Whether it points into an earlier run's evidence, which only the coordinator has: it takes that over itself."""
    return record.startswith("runs/")


def _offset(record: str) -> int:
    return int(record.rpartition("#offset=")[2])
