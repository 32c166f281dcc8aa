"""A parcel: what one address left, facts and exchanges, as one small evidence file that the store takes whole."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

from crawler.check.exchanges import read_exchange, with_records
from crawler.evidence.fetch import FETCH, Fetch
from crawler.evidence.stored import read_facts
from crawler.evidence.warc import EvidenceFile


def parcel_name(address: str) -> str:
    """The last word of the parcel's name in the store."""
    return sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def pack(fetch: Fetch, exchange_of: Callable[[str], bytes]) -> bytes:
    """The parcel of a fetch; `exchange_of` gives the exchange (crawler.check.exchanges) that a record points to."""
    with TemporaryFile(prefix="citewatch-") as file:
        path = Path(f"/dev/fd/{file.fileno()}")
        with closing(EvidenceFile(path)) as evidence:

            def moved(record: str) -> str:
                if _is_earlier(record):
                    return record
                exchange = exchange_of(record)
                return f"#offset={evidence.append(exchange)}" if exchange else ""

            facts = FETCH.dump_json(_with(fetch, moved))
            evidence.record_facts(fetch.address, "live", facts)
        file.seek(0)
        return file.read()


def unpack(parcel: bytes, adopt: Callable[[bytes], str]) -> Fetch:
    """The fetch of a parcel; `adopt` takes each exchange and gives the pointer to it in its new place.

    Raises EvidenceError where the parcel is damaged.
    """
    with TemporaryFile(prefix="citewatch-") as file:
        file.write(parcel)
        file.flush()
        _, _, facts = next(iter(read_facts(Path(f"/dev/fd/{file.fileno()}"))))

        def moved(record: str) -> str:
            return record if _is_earlier(record) else adopt(read_exchange(file.fileno(), _offset(record)))

        return _with(FETCH.validate_json(facts), moved)


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
