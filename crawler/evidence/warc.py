"""The evidence file: what was asked and answered, as WARC records (ISO 28500), each a gzip member of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

Headers = Iterable[tuple[str, str]]


class EvidenceFile:
    """An evidence.warc.gz that grows. Each exchange is written at once, in one call, so a kill costs one at most."""

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
                url,
                "response",
                payload=BytesIO(body),
                http_headers=StatusAndHeaders(line, list(headers), protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-IP-Address": address} if address else {},
            )
            asked = writer.create_warc_record(
                url,
                "request",
                http_headers=StatusAndHeaders(request[0], list(request[1]), is_http_request=True),
                warc_headers_dict={"WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID")},
            )
            return [response, asked]

        return self._append(records)

    def record_facts(self, url: str, kind: str, facts: bytes) -> int:
        """Writes what asking for `url` left (the JSON of a Fetch or a Search) as a metadata record; gives its offset."""
        block = b'{"kind": "%s", "facts": %s}' % (kind.encode("ascii"), facts)
        return self._append(
            lambda writer: [
                writer.create_warc_record(
                    url, "metadata", payload=BytesIO(block), warc_content_type="application/json; charset=utf-8"
                )
            ]
        )

    def close(self) -> None:
        """Lets go of the file; what was written stands."""
        os.close(self._file)

    def _append(self, make: object) -> int:
        buffer = BytesIO()
        writer = WARCWriter(buffer, gzip=True)
        for record in make(writer):  # type: ignore[operator]
            writer.write_record(record)
        offset = os.lseek(self._file, 0, os.SEEK_END)
        os.write(self._file, buffer.getvalue())
        return offset
