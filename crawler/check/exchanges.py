"""Takes exchanges over from one evidence file into another, to the byte, so that each report rests on its own folder.

An exchange is two gzip members that stand side by side: the answer, and what was asked (crawler.evidence.warc).
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable
from dataclasses import replace

from crawler.evidence.fetch import Fetch
from crawler.evidence.search import Search

CHUNK = 1 << 16

_ANSWER = b"\r\nWARC-Type: response\r\n"
_ASKED = b"\r\nWARC-Type: request\r\n"


def with_records(item: Fetch | Search, moved: Callable[[str], str]) -> Fetch | Search:
    """The item with each pointer into an evidence file as `moved` has it; "" stays."""
    if isinstance(item, Search):
        return replace(item, record=moved(item.record) if item.record else "")
    hops = tuple(replace(hop, record=moved(hop.record) if hop.record else "") for hop in item.hops)
    return replace(item, hops=hops)


def read_exchange(file: int, offset: int) -> bytes:
    """The members of the exchange whose answer begins at `offset` of an open file; b"" where no whole answer is there.

    What was asked may be missing: a kill can have cut it off.
    """
    return exchange_from(lambda start: os.pread(file, CHUNK, start), offset)


def exchange_from(read: Callable[[int], bytes], offset: int) -> bytes:
    """The same where `read` gives some bytes from a place on, b"" at the end."""
    answer = _member(read, offset, _ANSWER)
    return answer + (_member(read, offset + len(answer), _ASKED) if answer else b"")


def _member(read: Callable[[int], bytes], offset: int, kind: bytes) -> bytes:
    """The gzip member at `offset`, if it is a whole one with a record of that kind."""
    stream, found, opening = zlib.decompressobj(31), bytearray(), b""
    try:
        while not stream.eof and (chunk := read(offset + len(found))):
            found += chunk
            opening = (opening + stream.decompress(chunk))[:CHUNK]
    except zlib.error:
        return b""
    # The kind stands among the record's own headers, which end before those of what it holds.
    whole = stream.eof and kind in opening.partition(b"\r\n\r\n")[0] + b"\r\n"
    return bytes(found[: len(found) - len(stream.unused_data)]) if whole else b""
