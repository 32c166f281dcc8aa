"""Hosts whose answer is sound HTTP and whose body is odd: packed, empty, deep, or no page at all."""

from __future__ import annotations

import gzip
import zlib

import brotli

from tests.web.page import CITED, html_document, html_page, story_page
from tests.web.site import Answer, site

PAGE = story_page()
DEEP = html_document(CITED, f"<h1>{CITED}</h1>" + "<div>" * 50_000 + "<p>And down it went.</p>")


def _pdf(title: str) -> bytes:
    """One empty page with a title in its document information; viewers accept it without a table of offsets."""
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        f"<< /Title ({title}) >>",
    )
    numbered = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, start=1))
    return f"%PDF-1.4\n{numbered}trailer\n<< /Root 1 0 R /Info 4 0 R /Size 5 >>\n%%EOF\n".encode()


def _packed(encoding: str, body: bytes) -> Answer:
    return Answer(200, {"Content-Encoding": encoding, "Content-Type": "text/html; charset=utf-8"}, body)


ROUTES = {
    "gzip": _packed("gzip", gzip.compress(PAGE)),  # A page as most servers pack it.
    "br": _packed("br", brotli.compress(PAGE)),  # Packed with Brotli.
    "deflate": _packed("deflate", zlib.compress(PAGE)),  # Packed with zlib, which HTTP calls deflate.
    "bad-gzip": _packed("gzip", gzip.compress(PAGE)[:10] + b"\xff" * 400),  # A gzip header, then noise.
    "unpacked-gzip": _packed("gzip", PAGE),  # Says gzip and sends plain HTML.
    "strange-encoding": _packed("rot13", b"Fnaqubyz"),  # A content encoding that nobody knows.
    "empty": Answer(200, {"Content-Type": "text/html"}, b""),  # 200 and nothing.
    "no-content": Answer(204),  # 204: nothing, and says so.
    "only-script": Answer(200, {}, html_document("", '<div id="root"></div><script src="/app.js"></script>')),
    "deep-nesting": Answer(200, {}, DEEP),  # 50,000 elements inside each other, below the cited title.
    "pdf": Answer(200, {"Content-Type": "application/pdf"}, _pdf(CITED)),  # The cited work as a PDF.
    "no-type": Answer(200, {"Content-Type": ""}, PAGE),  # Names no content type.
    "image": Answer(200, {"Content-Type": "image/gif"}, b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"),  # An image.
    "nul-bytes": Answer(200, {}, PAGE.replace(b"<p>", b"<p>\x00\x00")),  # NUL bytes in every paragraph.
    "xhtml": Answer(200, {"Content-Type": "application/xhtml+xml"}, b'<?xml version="1.0"?>\n' + PAGE),
    "other-work": Answer(200, {}, html_page("Forty soups for cold days", "Peel the carrots and cut the leek.")),
}

SITES = tuple(site(f"{name}.example", {"/article": answer}) for name, answer in ROUTES.items())
EXPECTED = {
    "https://gzip.example/article": ("alive", "ok"),
    "https://br.example/article": ("alive", "ok"),
    "https://deflate.example/article": ("alive", "ok"),
    "https://bad-gzip.example/article": ("unknown", "protocol-error"),
    "https://empty.example/article": ("unknown", "unclear"),
    "https://no-content.example/article": ("unknown", "unclear"),
    "https://only-script.example/article": ("unknown", "unclear"),
    "https://deep-nesting.example/article": ("alive", "ok"),
    "https://no-type.example/article": ("alive", "ok"),
    "https://nul-bytes.example/article": ("alive", "ok"),
    "https://xhtml.example/article": ("alive", "ok"),
}
EITHER = {
    "https://unpacked-gzip.example/article": frozenset({("alive", "ok"), ("unknown", "protocol-error")}),
    "https://strange-encoding.example/article": frozenset({("unknown", "protocol-error"), ("unknown", "unclear")}),
    "https://pdf.example/article": frozenset({("alive", "ok"), ("unknown", "unclear")}),
    "https://image.example/article": frozenset({("unknown", "unclear"), ("alive", "ok")}),
    "https://other-work.example/article": frozenset({("unknown", "unclear"), ("dead", "replaced")}),
}
