"""Pages, headers and robots.txt made to cost whoever reads them all his memory or all his time."""

from __future__ import annotations

import asyncio
import gzip
import lzma
import zlib
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

import brotli

from tests.web.http import head_bytes
from tests.web.site import Request, Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
MEGABYTE = 1_000_000
Made = Callable[[], bytes]


def _deflated(body: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(body) + packer.flush()


def _zeros(times: int = 60) -> bytes:
    return bytes(times * MEGABYTE)


def _often(packed: bytes, size: int) -> bytes:
    return packed * (size // len(packed))


BOMBS: Mapping[str, tuple[str, Made]] = {
    "gzip": ("gzip", lambda: gzip.compress(_zeros())),
    "deflate": ("deflate", lambda: zlib.compress(_zeros(), 9)),
    "bare deflate": ("deflate", lambda: _deflated(_zeros())),
    "brotli": ("br", lambda: brotli.compress(_zeros(), quality=5)),
    "gzip in gzip": ("gzip, gzip", lambda: gzip.compress(gzip.compress(_zeros()))),
    "gzip in brotli in deflate": (
        "gzip, br, deflate",
        lambda: zlib.compress(brotli.compress(gzip.compress(_zeros()), quality=5)),
    ),
    "a thousand encodings": (", ".join(["gzip", "br"] * 500), lambda: gzip.compress(_zeros())),
    "gzip members": ("gzip", lambda: _often(gzip.compress(bytes(MEGABYTE)), MEGABYTE)),
    "empty gzip members": ("gzip", lambda: _often(gzip.compress(b""), 2 * MEGABYTE)),
    "gzip with a long name": ("gzip", lambda: b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03" + b"n" * 2 * MEGABYTE),
    "stored deflate blocks": ("deflate", lambda: b"\x00\x00\x00\xff\xff" * 400_000),
    "empty brotli metablocks": ("br", lambda: b"\x0b\x02\x80" + b"\x06" * MEGABYTE),
    "an encoding that nobody asked for": ("zstd", lambda: b"\x28\xb5\x2f\xfd\x04\x58" + b"\x45\x00\x00" * 300_000),
    "another one": ("xz", lambda: lzma.compress(_zeros(20))),
    "compress": ("compress", lambda: b"\x1f\x9d\x90" + b"\xff" * MEGABYTE),
}
"""Bodies that unpack to far more than they are, each with its Content-Encoding."""

MARKUP: Mapping[str, Made] = {
    "nested blocks": lambda: b"<div>" * 400_000,
    "nested tables": lambda: b"<table><tr><td>" * 130_000,
    "nested lists": lambda: b"<ul><li>" * 200_000,
    "nested formatting": lambda: b"<b><i><a href=x><font>" * 80_000,
    "misnested formatting": lambda: b"<b><p></b>" * 180_000,
    "nested quotations": lambda: b"<blockquote><q>" * 120_000,
    "a million attributes": lambda: b"<p " + b" ".join(b"a%d=1" % each for each in range(190_000)) + b">",
    "one attribute twice, often": lambda: b"<p " + b"a=1 " * 500_000 + b">",
    "a huge attribute": lambda: b"<p title='" + b"x" * 2 * MEGABYTE + b"'>",
    "a huge class": lambda: b"<article class='" + b"byline author " * 140_000 + b"'>By Somebody</article>",
    "a huge title": lambda: b"<title>" + b"The keepers " * 160_000 + b"</title>",
    "many titles": lambda: b"<title>The keepers</title>" * 80_000,
    "many headings": lambda: b"<h1>The keepers</h1>" * 90_000,
    "many metas": lambda: b"".join(b"<meta name=n%d content=c>" % each for each in range(70_000)),
    "many refreshes": lambda: b"<meta http-equiv=refresh content='9;url=/x'>" * 45_000,
    "many links": lambda: b"<a href=/x>x</a>" * 120_000,
    "many canonicals": lambda: b"<link rel=canonical href=/x>" * 70_000,
    "many bases": lambda: b"<base href='http://[bad/'>" * 70_000,
    "many scripts": lambda: b"<script type='application/ld+json'>{}</script>" * 42_000,
    "many forms": lambda: b"<form><input type=password>" * 70_000,
    "many comments": lambda: b"<!--x-->" * 240_000,
    "open comments": lambda: b"<!--" * 480_000,
    "open brackets": lambda: b"<" * 2 * MEGABYTE,
    "open tags": lambda: b"<a<b<c" * 300_000,
    "open ends": lambda: b"</" * MEGABYTE,
    "open markup declarations": lambda: b"<![CDATA[<!DOCTYPE [" * 95_000,
    "processing instructions": lambda: b"<?php ?" * 270_000,
    "entities": lambda: b"&amp" * 480_000,
    "numeric entities": lambda: b"&#1114111;" * 190_000,
    "open entities": lambda: b"&" * 2 * MEGABYTE,
    "entities that multiply": lambda: _laughs(),  # noqa: PLW0108 - it is defined below
    "an entity that is a file": lambda: b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    b"<html xmlns='http://www.w3.org/1999/xhtml'><title>&f;</title><body>&f;</body></html>",
    "a parameter entity that is an address": lambda: b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY % f SYSTEM "
    b"'http://127.0.0.1:9/x'> %f;]><html><title>x</title></html>",
    "null bytes": lambda: b"<p>\x00" * 480_000,
    "one long word": lambda: b"<p>" + b"a" * 2 * MEGABYTE,
    "one long line of blanks": lambda: b"<p>x" + b" " * 2 * MEGABYTE + b"x",
    "line ends": lambda: b"<p>x" + b"\r" * 2 * MEGABYTE,
    "digits": lambda: b"<p>Published " + b"1" * 2 * MEGABYTE,
    "dates": lambda: b"<p>1 January 2020, " * 100_000,
    "half dates": lambda: b"<time datetime='" + b"2020-" * 100_000 + b"'>" + b"<p>January 1 " * 60_000,
    "bylines": lambda: b"<p class=byline>By A and B, " * 70_000,
    "brackets in text": lambda: b"<p>" + b"(" * MEGABYTE + b"[" * MEGABYTE,
    "quotation marks": lambda: b"<p>" + "„“”»«".encode() * 130_000,
    "not found, nearly": lambda: b"<p>the page you " * 130_000,
    "hyphens and blanks": lambda: b"<title>" + b"a - | b :: " * 170_000 + b"</title>",
    "combining marks": lambda: b"<title>" + "a\u0301\u0327".encode() * 200_000
    + b"</title><p>" + "\u0301".encode() * 500_000,
    "bidi marks": lambda: b"<title>" + "\u202e\u2066".encode() * 300_000 + b"</title>",
    "drawings": lambda: b"<svg><title>x</title><g>" * 80_000,
    "formulas": lambda: b"<math><mi><mo>" * 130_000,
    "templates": lambda: b"<template>" * 190_000,
    "frames": lambda: b"<iframe src=x><frameset>" * 80_000,
    "selects": lambda: b"<select><option>" * 120_000,
    "names of codecs": lambda: b"<meta charset=hex><meta charset=zlib_codec><meta charset=unicode_escape>" * 20_000,
}  # fmt: skip
"""Pages of up to two megabytes; each is sent as text/html."""

DATA: Mapping[str, Made] = {
    "nested arrays": lambda: b"[" * MEGABYTE,
    "nested arrays, closed": lambda: b"[" * 900_000 + b"]" * 900_000,
    "nested objects": lambda: b'{"@graph":' * 150_000,
    "a long number": lambda: b'{"@type":"Article","headline":' + b"9" * MEGABYTE + b"}",
    "a huge exponent": lambda: b'{"@type":"Article","datePublished":1e' + b"9" * 100_000 + b"}",
    "many keys": lambda: b"{" + b",".join(b'"k%d":1' % each for each in range(150_000)) + b"}",
    "many authors": lambda: b'{"@type":"Article","author":[' + b",".join([b'{"name":"A"}'] * 130_000) + b"]}",
    "authors of authors": lambda: b'{"@type":"Article","author":' * 60_000 + b"1" + b"}" * 60_000,
    "half a surrogate": lambda: b'{"@type":"Article","headline":"\\ud800\\udc00\\ud800"}' * 1000,
    "backslashes": lambda: b'{"headline":"' + b"\\" * MEGABYTE,
}
"""What stands in a page's JSON-LD."""

HEADERS: Mapping[str, Mapping[str, str]] = {
    "a type of a thousand words": {"Content-Type": "text/html; " + "charset=" * 20_000},
    "a codec that is none for text": {"Content-Type": "text/html; charset=zlib_codec"},
    "a codec that runs escapes": {"Content-Type": "text/html; charset=unicode_escape"},
    "an encoding of seven bits": {"Content-Type": "text/html; charset=utf-7"},
    "long robots": {**HTML, "X-Robots-Tag": "noindex, " * 20_000},
    "a far refresh": {**HTML, "Refresh": "0" * 100_000 + ";url=/x"},
    "a refresh of many parts": {**HTML, "Refresh": "1;" * 50_000},
    "many cookies": {**HTML, **{f"Set-Cookie{' ' * each}": f"c{each}={'v' * 4000}" for each in range(0)}},
    "a long wait": {**HTML, "Retry-After": "9" * 100_000},
    "a wait with a date of the past": {**HTML, "Retry-After": "Mon, 01 Jan 0001 00:00:00 GMT"},
    "a memento of no date": {**HTML, "Memento-Datetime": "x" * 100_000},
    "a link of many parts": {**HTML, "Link": "<x>; rel=" * 20_000},
}
"""Headers of answers that are otherwise sound."""

ROBOTS: Mapping[str, Made] = {
    "stars": lambda: b"User-agent: *\nDisallow: /" + b"*a" * 3_000 + b"*$\n",
    "many stars": lambda: (b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"b$\n") * 2_000,
    "many rules": lambda: b"User-agent: *\n" + b"".join(b"Disallow: /%d*x$\n" % each for each in range(100_000)),
    "many agents": lambda: b"".join(b"User-agent: a%d\n" % each for each in range(120_000)) + b"Disallow: /",
    "a long line": lambda: b"User-agent: *\nDisallow: /" + b"x" * 2 * MEGABYTE,
    "nothing but percent signs": lambda: b"User-agent: *\nDisallow: /" + b"%" * MEGABYTE,
    "delays": lambda: b"User-agent: *\nCrawl-delay: " + b"9" * 100_000 + b"\nRequest-rate: 1/999999999999\n",
    "bytes": lambda: bytes(range(256)) * 4_000,
}
"""What stands in robots.txt."""

PDFS: Mapping[str, Made] = {
    "a stream that unpacks to much": lambda: _pdf(zlib.compress(_zeros(), 9), b"/FlateDecode"),
    "a stream packed four times": lambda: _pdf(_packed_often(4), b"[" + b"/FlateDecode " * 4 + b"]"),
    "a thousand filters": lambda: _pdf(b"<00>", b"[" + b"/ASCIIHexDecode " * 100_000 + b"]"),
    "pages of themselves": lambda: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 99999999>>endobj\ntrailer<</Root 1 0 R/Size 3>>\n",
    "nested arrays": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * MEGABYTE,
    "nested dictionaries": lambda: b"%PDF-1.4\n1 0 obj" + b"<</A" * 400_000,
    "a table that refers to itself": lambda: b"%PDF-1.4\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer<</Prev 9/Size 1>>\nstartxref\n9\n",
    "a million objects": lambda: b"%PDF-1.4\n" + b"".join(b"%d 0 obj<<>>endobj\n" % each for each in range(90_000)),
    "nothing behind its mark": lambda: b"%PDF-1.7" + b" " * 2 * MEGABYTE,
    "a long string": lambda: b"%PDF-1.4\n1 0 obj<</Title(" + b"(" * MEGABYTE,
}  # fmt: skip
"""Documents."""


def _laughs() -> bytes:
    lines = [f'<!ENTITY l{each} "{f"&l{each - 1};" * 10}">' for each in range(1, 12)]
    declared = "".join(['<!ENTITY l0 "ha">', *lines])
    return f"<?xml version='1.0'?><!DOCTYPE html [{declared}]><html><title>&l11;</title>&l11;</html>".encode()


def _packed_often(times: int) -> bytes:
    body = _zeros()
    for _ in range(times):
        body = zlib.compress(body, 9)
    return body


def _pdf(stream: bytes, filters: bytes) -> bytes:
    """A document of one page whose content is `stream`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        b"<</Length %d/Filter %b>>stream\n%b\nendstream" % (len(stream), filters, stream),
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj%bendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 5\n0000000000 65535 f \n" + table + tail


async def _pour(writer: StreamWriter, piece: bytes, every: float) -> None:
    while not writer.is_closing():
        writer.write(piece)
        await writer.drain()
        await asyncio.sleep(every)


@cache
def _streams() -> Mapping[str, tuple[bytes, bytes, float]]:
    """What is sent first, what again and again, and the seconds between."""
    chunked = head_bytes(200, {**HTML, "Transfer-Encoding": "chunked"})
    plain = head_bytes(200, {**HTML, "Connection": "close"})
    packed = head_bytes(200, {**HTML, "Content-Encoding": "gzip", "Connection": "close"})
    return {
        "a dripping body": (plain, b"x", 0.2),
        "a dripping head": (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n", 0.2),
        "a dripping status line": (b"HTTP/1.1 ", b"2", 0.2),
        "dripping chunks": (chunked, b"1\r\nx\r\n", 0.05),
        "an endless body": (plain, b"<p>and so on</p>" * 4_000, 0.001),
        "endless gzip members": (packed, gzip.compress(b"<p>on</p>") * 500, 0.001),
        "endless empty gzip members": (packed, gzip.compress(b"") * 3_000, 0.001),
        "endless small chunks": (chunked, b"1\r\nx\r\n" * 5_000, 0.001),
        "an endless chunk length": (chunked, b"0" * 60_000, 0.001),
        "an endless chunk extension": (chunked + b"1;", b"a=b;" * 15_000, 0.001),
        "endless trailers": (chunked + b"0\r\n", b"X-T: t\r\n" * 8_000, 0.001),
        "endless headers": (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 5_000, 0.001),
        "an endless header": (b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 60_000, 0.001),
        "endless folded headers": (b"HTTP/1.1 200 OK\r\nX-A: b\r\n", b" folded\r\n" * 5_000, 0.001),
        "endless cookies": (b"HTTP/1.1 200 OK\r\n", b"Set-Cookie: a=b\r\n" * 3_000, 0.001),
        "endless interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 2_000, 0.001),
        "endless hints": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1_500, 0.001),
        "an endless status line": (b"HTTP/1.1 200 ", b"O" * 60_000, 0.001),
        "endless line ends": (b"", b"\r\n" * 30_000, 0.001),
        "endless noise": (b"", bytes(range(256)) * 200, 0.001),
        "no end and no beginning": (b"", b"", 0.2),
    }


def _once() -> Mapping[str, bytes]:
    page = b"<title>x</title>"
    return {
        "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n" + page,
        "a length beyond all": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n" + page,
        "a length in words": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + page,
        "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\n\r\n" + page,
        "a length and chunks": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5\r\nhello\r\n0\r\n\r\n",
        "a negative chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n",
        "a chunk beyond all": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\nx",
        "an unknown transfer": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "no status": b"HTTP/1.1\r\n\r\n" + page,
        "status 000": b"HTTP/1.1 000 Nothing\r\n\r\n" + page,
        "status 99999": b"HTTP/1.1 99999 Much\r\n\r\n" + page,
        "a status in letters": b"HTTP/1.1 abc OK\r\n\r\n" + page,
        "HTTP/0.9": page,
        "HTTP/9.9": b"HTTP/9.9 200 OK\r\n\r\n" + page,
        "another protocol": b"220 mail.example ESMTP\r\n",
        "a null in a header": b"HTTP/1.1 200 OK\r\nX-A: a\x00b\r\n\r\n" + page,
        "line ends alone": b"HTTP/1.1 200 OK\rX: y\r\r" + page,
        "HTTP/2 unasked": b"\x00\x00\x12\x04\x00\x00\x00\x00\x00\x00\x03\x00\x00\x00\x80",
        "101": b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x05hello",
        "a location of two megabytes": b"HTTP/1.1 302 Found\r\nLocation: /" + b"x" * 2 * MEGABYTE + b"\r\n\r\n",
        "a location of a hundred thousand": _to(b"/" + b"x" * 100_000),
        "a location of points": _to(b"/" + b"../" * 30_000),
        "a location of brackets": _to(b"http://[[[[/"),
        "two locations": b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
        "a location in bytes": b"HTTP/1.1 302 Found\r\nLocation: /\xff\xfe\x80\r\nContent-Length: 0\r\n\r\n",
    }  # fmt: skip


def _to(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def _raw(first: bytes, again: bytes, every: float) -> Callable[[Request, StreamReader, StreamWriter], object]:
    async def answer(_request: Request, reader: StreamReader, writer: StreamWriter) -> None:
        writer.write(first)
        if again:
            await _pour(writer, again, every)
        elif every:
            await reader.read(-1)

    return answer


def _whole(body: Made, headers: Mapping[str, str]) -> Callable[[Request, StreamReader, StreamWriter], object]:
    made = cache(body)

    async def answer(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
        content = made()
        writer.write(head_bytes(200, {**headers, "Content-Length": str(len(content))}) + content)
        await writer.drain()

    return answer


async def _grows(request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Leads on and on, with one more cookie and a longer address each time."""
    number = len(request.target)
    headers = {
        "Location": f"{request.target}{'y' * 500}",
        "Set-Cookie": f"c{number}={'v' * 3_900}",
        "Content-Length": "0",
    }
    writer.write(head_bytes(302, headers))


async def _cookies(_request: Request, _reader: StreamReader, writer: StreamWriter) -> None:
    """Sets as many cookies as a head can hold."""
    lines = b"".join(b"Set-Cookie: c%d=v; Path=/\r\n" % each for each in range(7_000))
    writer.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + lines + b"Content-Length: 16\r\n\r\n<title>x</title>"
    )


def hostile_sites() -> Iterator[tuple[str, Site]]:
    """Each hostile thing by its name, with a host of its own."""
    named: list[tuple[str, object, bool]] = []
    for name, (encoding, body) in BOMBS.items():
        named.append((f"bomb: {name}", _whole(body, {**HTML, "Content-Encoding": encoding}), False))
    named += [(f"markup: {name}", _whole(body, HTML), False) for name, body in MARKUP.items()]
    named += [
        (f"markup as XML: {name}", _whole(MARKUP[name], {"Content-Type": "application/xhtml+xml"}), False)
        for name in ("entities that multiply", "an entity that is a file", "a parameter entity that is an address")
    ]
    for name, body in DATA.items():
        named.append((f"data: {name}", _whole(_script(body), HTML), False))
    for name, headers in HEADERS.items():
        named.append((f"header: {name}", _whole(lambda: b"<title>x</title><p>+ADw-script+AD4-", headers), False))
    named += [(f"PDF: {name}", _whole(body, {"Content-Type": "application/pdf"}), False) for name, body in PDFS.items()]
    named += [
        (f"robots.txt: {name}", _whole(body, {"Content-Type": "text/plain"}), True) for name, body in ROBOTS.items()
    ]
    named += [(f"stream: {name}", _raw(*each), False) for name, each in _streams().items()]
    named += [(f"HTTP: {name}", _raw(each, b"", 0), False) for name, each in _once().items()]
    named += [("redirects that grow", _grows, False), ("a flood of cookies", _cookies, False)]
    for number, (name, raw, robots) in enumerate(named):
        yield name, Site(host=f"hostile-{number}.example", raw=raw, answers_robots=robots)  # type: ignore[arg-type]


def _script(body: Made) -> Made:
    return lambda: b"<title>x</title><script type='application/ld+json'>" + body() + b"</script>"
