"""The evidence file: what was asked and answered, as WARC records (ISO 28500), each a gzip member of its own."""

from __future__ import annotations

import fcntl
import os
import re
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Headers = Iterable[tuple[str, str]]
_Make = Callable[[WARCWriter], Iterable[ArcWarcRecord]]

LEVEL = 4
"""zlib's: it takes half the time of level 9, and a page's record grows by a twentieth."""

_NOT_IN_A_HEADER = re.compile(r"[\s\x00-\x1f\x7f]|[^\x00-\x7f]")


class EvidenceFile:
    """An evidence.warc.gz that grows. Each exchange is written at once, in one call, so a kill costs one at most.

    Several of one file may write by turns. What a full disk cuts off is taken back, and the OSError goes on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        if os.fstat(self._file).st_size == 0:
            self._append(lambda writer: [writer.create_warcinfo_record(path.name, {"software": "citewatch"})])

    def record_exchange(
        self, url: str, request: tuple[str, Headers], answer: tuple[str, Headers], body: bytes, address: str = ""
    ) -> int:
        """Writes a request and its answer; gives the byte offset of the answer's record.

        `request` and `answer` are a first line and headers; `body` is as it came over the wire, its transfer encoding
        undone. `address` is the server's network address where it is known.
        """

        def records(writer: WARCWriter) -> list[ArcWarcRecord]:
            line, headers = answer
            response = writer.create_warc_record(
                _target(url),
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(line, list(headers), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-IP-Address": address} if address else {},
            )
            asked = writer.create_warc_record(
                _target(url),
                "request",
                http_headers=StatusAndHeaders(request[0], list(request[1]), is_http_request=True),
                warc_headers_dict={"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
            )
            return [response, asked]

        return self._append(records)

    def record_facts(self, url: str, kind: str, facts: bytes) -> int:
        """Writes the JSON of the Fetch or the Search that asking for `url` left; gives its record's offset.

        It stands under a name of its own (`urn:citewatch:KIND:URL`): players of WARCs take any record of an address for
        a capture of it.
        """
        block = b'{"kind": "%s", "facts": %s}' % (kind.encode("ascii"), facts)
        return self._append(
            lambda writer: [
                writer.create_warc_record(
                    _target(f"urn:citewatch:{kind}:{url}"),
                    "metadata",
                    payload=BytesIO(block),
                    warc_content_type="application/json; charset=utf-8",
                )
            ]
        )

    def sync(self) -> None:
        """All that was written is on the disk when this returns: what rests on it may be said elsewhere."""
        os.fsync(self._file)

    def append(self, members: bytes) -> int:
        """Writes records as another evidence file holds them, all or nothing; gives where the first one begins."""
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            return _write_whole(self._file, members)
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Lets go of the file; what was written stands."""
        os.close(self._file)

    def _append(self, make: _Make) -> int:
        plain = BytesIO()
        writer = WARCWriter(plain, gzip=False)
        members = []
        for record in make(writer):
            writer.write_record(record)
            record.raw_stream.close()
            members.append(_member(plain.getvalue()))
            plain.seek(0)
            plain.truncate()
        return self.append(b"".join(members))


def _member(record: bytes) -> bytes:
    """A gzip member (RFC 1952) of its own, as WARC files have one a record."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(record) + packer.flush()


def _write_whole(file: int, data: bytes) -> int:
    """Appends all of `data` or nothing; gives where it begins."""
    offset = os.lseek(file, 0, os.SEEK_END)
    waiting = memoryview(data)
    try:
        while waiting:
            waiting = waiting[os.write(file, waiting) :]
    except OSError:
        os.ftruncate(file, offset)
        raise
    return offset


def _target(address: str) -> str:
    """The address as a WARC header may hold it: what would end or garble the line is percent-encoded."""
    return _NOT_IN_A_HEADER.sub(lambda found: quote(found[0], errors="replace"), address)
