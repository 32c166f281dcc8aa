"""Reads one PDF from standard input and writes its facts as JSON, within the limits of crawler.evidence.pdf.

pypdf because it is pure Python with no dependency, is kept up, and mends what it can of broken files: most PDFs on the
web that matter here are cut off at CITEWATCH_BODY_LIMIT. The libraries in C are faster, but a crash of theirs on a
hostile file is a crash of ours; and pdfminer.six takes several times as long for text that is compared word by word.
"""

from __future__ import annotations

import io
import json
import logging
import re
import resource
import sys
from contextlib import suppress
from dataclasses import asdict
from itertools import islice
from typing import Any

from pypdf import PdfReader

from crawler.evidence.pdf import MAX_PAGES, MAX_TEXT, MEMORY, SECONDS, Pdf

_CUT_WORD = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]\n(?=[^\W\d_])")
_PAGE_OBJECT = re.compile(rb"(\d{1,10})\s+(\d{1,5})\s+obj\b(?:(?!endobj|stream)[^\x00]){0,2000}?/Type\s*/Page\b")
_CATALOG, _PAGES = 9_999_999_999, 9_999_999_998
"""Object numbers that no file uses."""


def facts_of(body: bytes) -> Pdf:
    """The facts of a PDF's bytes. Raises whatever pypdf raises."""
    ended = b"%%EOF" in body[-2048:]
    reader = PdfReader(io.BytesIO(body if ended else _with_an_end(body)), strict=False)
    if reader.is_encrypted:
        # Most encrypted files only forbid printing, and open with the empty password.
        reader.decrypt("")
    stated: Any = _stated(reader)
    texts, more = _texts(reader)
    text = " ".join(_CUT_WORD.sub("", "\n".join(texts)).split())
    return Pdf(
        title=_line(stated.get("/Title"), 500),
        author=_line(stated.get("/Author"), 200),
        date=_line(stated.get("/CreationDate"), 64).removeprefix("D:")[:8],
        text=text[:MAX_TEXT],
        whole=ended and not more and 0 < len(text) <= MAX_TEXT,
    )


def _with_an_end(body: bytes) -> bytes:
    """A file that was cut off, with a new end that lists the pages which are still in it.

    A PDF's table of contents is its end; without one no reader finds the pages before it.
    """
    pages = [b"%s %s R" % found.groups() for found in islice(_PAGE_OBJECT.finditer(body), MAX_PAGES + 1)]
    return body + (
        b"\nendobj\n%d 0 obj\n<</Type /Pages /Kids [%s] /Count %d>>\nendobj\n" % (_PAGES, b" ".join(pages), len(pages))
        + b"%d 0 obj\n<</Type /Catalog /Pages %d 0 R>>\nendobj\n" % (_CATALOG, _PAGES)
        + b"trailer\n<</Root %d 0 R>>\nstartxref\n0\n%%%%EOF\n" % _CATALOG
    )


def _stated(reader: PdfReader) -> Any:
    try:
        return reader.metadata or {}
    except Exception:  # noqa: BLE001 - the text is worth reading even where what the file says of itself is broken
        return {}


def _texts(reader: PdfReader) -> tuple[list[str], bool]:
    """The texts of the first pages, and whether something may be missing."""
    texts: list[str] = []
    found = 0
    try:
        for number, page in enumerate(reader.pages):
            if number == MAX_PAGES or found > MAX_TEXT:
                return texts, True
            texts.append(page.extract_text())
            found += len(texts[-1])
    except Exception:  # noqa: BLE001 - a page that cannot be read ends the reading; those before it stand
        return texts, True
    return texts, False


def _line(value: object, most: int) -> str:
    """A text of the file on one line; halves of characters, which JSON cannot carry, become `?`."""
    text = str(value)[: most * 4] if isinstance(value, str) else ""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:most]


def _main() -> None:
    for limit, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        # macOS has no limit of memory; the others hold there too.
        with suppress(OSError, ValueError):
            resource.setrlimit(limit, (most, most))
    logging.disable()
    facts = facts_of(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(asdict(facts)))


if __name__ == "__main__":
    _main()
