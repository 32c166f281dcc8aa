"""Reads an evidence file back: the facts it keeps, and where its last whole record ends."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

CHUNK = 1 << 16
"""Bytes read at a time: what follows a gzip member in its chunk is copied, so large chunks of small members cost."""


class EvidenceError(Exception):
    """An evidence file cannot be read; the message says which, where and what that means."""


def read_facts(path: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, address and facts (JSON) of each observation, in the order in which they were recorded.

    Raises EvidenceError where the file is missing or damaged.
    """
    for kind, address, facts, _ in _facts(path, 0):
        yield kind, address, facts


def places_of_facts(path: Path) -> Iterator[tuple[str, str, int]]:
    """Kind, address and the byte offset of the record of each observation, for `facts_at`; raises as `read_facts`."""
    for kind, address, _, offset in _facts(path, 0):
        yield kind, address, offset


def facts_at(path: Path, offset: int) -> str:
    """The facts (JSON) of the record at `offset`. Raises EvidenceError where they are no longer there."""
    for _, _, facts, _ in _facts(path, offset):
        return facts
    raise EvidenceError(f"{path} has changed meanwhile: this run cannot be judged again.")


def _facts(path: Path, start: int) -> Iterator[tuple[str, str, str, int]]:
    try:
        with path.open("rb") as file:
            file.seek(start)
            records = ArchiveIterator(file)
            for record in records:
                if record.rec_type == "metadata":
                    kept = json.loads(record.content_stream().read())
                    # warcio reads to the record's end to tell its place.
                    offset = records.get_record_offset()
                    yield kept["kind"], kept["facts"]["address"], json.dumps(kept["facts"]), offset
    except FileNotFoundError:
        raise EvidenceError(f"{path} does not exist: this run's evidence was not kept, or has been removed.") from None
    except (OSError, ArchiveLoadFailed, ValueError, KeyError, TypeError, zlib.error) as error:
        raise EvidenceError(f"{path} is damaged ({error}): this run cannot be judged again.") from error


def mend(path: Path) -> int:
    """Cuts off what a kill left of a record at the end; gives the number of bytes cut. A missing file is whole."""
    if not path.exists():
        return 0
    whole = _end_of_last_member(path)
    size = path.stat().st_size
    if whole < size:
        with path.open("r+b") as file:
            file.truncate(whole)
    return size - whole


def _end_of_last_member(path: Path) -> int:
    """Where the last whole gzip member ends; each record is one."""
    whole = read = 0
    stream = zlib.decompressobj(31)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            read += len(chunk)
            try:
                while chunk:
                    stream.decompress(chunk)
                    if not stream.eof:
                        break
                    chunk = stream.unused_data
                    whole, stream = read - len(chunk), zlib.decompressobj(31)
            except zlib.error:
                return whole
    return whole
