"""What fuzzing is made of: the corpus of each target, the words of its grammar, and ways to spoil both."""

from __future__ import annotations

import gzip
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st
from yaml import safe_load

CORPUS = Path(__file__).parent / "corpus"

_SPOKEN = safe_load(CORPUS.with_name("words.yaml").read_text("utf-8"))
_GRAMMARS: Mapping[str, Sequence[str]] = {
    "import-wikitext": ("wikitext",),
    "import-text": ("text",),
    "import-markdown": ("text",),
    "import-csl": ("json",),
    "import-jsonl": ("json",),
    "import-yaml": ("yaml",),
    "import-csv": ("text", "csv"),
    "guess": ("html", "wikitext", "yaml"),
    "archive-address": ("address",),
    "address": ("address",),
    "index": ("index",),
    "timemap": ("links",),
    "timestamp": ("timestamp",),
    "headers": ("address", "header"),
    "wiki": ("html", "wiki"),
}
"""The word lists of each target; those that are not named speak HTML."""

_BYTES = {"encodings": (gzip.compress(b"x" * 99), b"\x1f\x8b", b"\x78\x9c", b"\x0b\x02\x80", b"\x00\x00\xff\xff")}
_RECORD = (
    b"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
    b"WARC-Target-URI: https://a.example/\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}\r\n\r\n"
)
_BYTES["warc"] = (
    gzip.compress(_RECORD),
    _RECORD,
    b"WARC/1.1\r\n",
    b"Content-Length: ",
    b"-1\r\n",
    b"\x1f\x8b",
    b"\r\n\r\n",
)


def kept(target: str) -> list[bytes]:
    """The corpus of a target: what once went wrong, and what opens its ways."""
    return [path.read_bytes() for path in sorted((CORPUS / target).glob("*")) if path.is_file()]


def material(target: str) -> st.SearchStrategy[bytes]:
    """Bytes for a target: words of its grammar in any order, its corpus spoilt, and noise."""
    spoken = [word for name in _GRAMMARS.get(target, ("html",)) for word in _SPOKEN[name]]
    words = _BYTES.get(target) or [word.encode("utf-8", "surrogatepass") for word in spoken]
    piece = (
        st.sampled_from(words)
        | st.binary(max_size=6)
        | st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace"))
    )
    sentence = st.lists(piece, max_size=40).map(b"".join)
    repeated = st.tuples(st.sampled_from(words), st.integers(1, 3_000)).map(lambda each: each[0] * each[1])
    ways = [sentence, repeated, st.binary(max_size=200)]
    if corpus := kept(target):
        ways.append(st.builds(_spoilt, st.sampled_from(corpus), st.integers(0, 10_000), st.integers(0, 50), sentence))
    return st.one_of(ways)


def _spoilt(whole: bytes, place: int, cut: int, put: bytes) -> bytes:
    """With something else put in somewhere."""
    at = place % (len(whole) + 1)
    return whole[:at] + put + whole[at + cut :]
