"""Undoes Content-Encoding within a limit, and keeps what a broken encoding still gives."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import brotli

CHUNK = 65_536
MOST_LAYERS = 4
"""Encodings undone one after the other: servers use one, by mistake two; each may be a bomb."""

_LOOKS_PLAIN = 1_024


@dataclass(frozen=True, slots=True)
class Decoded:
    """What came out. `intact` is False where the encoding was broken; `cut` where the limit ended it."""

    body: bytes
    intact: bool = True
    cut: bool = False


class _Inflate:
    """zlib's streams; members that follow each other are one body."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._stream = zlib.decompressobj(window)
        self.ended = False

    def feed(self, data: bytes, room: int) -> bytes:
        """At most `room` bytes."""
        out = bytearray()
        while len(out) < room:
            out += self._stream.decompress(data, room - len(out))
            self.ended = self._stream.eof
            data = self._stream.unused_data
            if not (self.ended and data.startswith(b"\x1f\x8b")):
                break
            self._stream = zlib.decompressobj(self._window)
        return bytes(out)


class _Unbrotli:
    """Brotli's stream."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def ended(self) -> bool:
        """Whether the stream came to its end."""
        return bool(self._stream.is_finished())

    def feed(self, data: bytes, room: int) -> bytes:
        """About `room` bytes at most."""
        out: bytes = self._stream.process(data, output_buffer_limit=room)
        return out


def _inflater(body: bytes) -> _Inflate:
    """HTTP's deflate is zlib's format (RFC 9110, 8.4.1.2), but some servers send the bare stream."""
    wrapped = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0  # noqa: PLR2004 - RFC 1950
    return _Inflate(15 if wrapped else -15)


_STREAMS: Mapping[str, Callable[[bytes], _Inflate | _Unbrotli]] = {
    "gzip": lambda _: _Inflate(31),
    "x-gzip": lambda _: _Inflate(31),
    "deflate": _inflater,
    "br": lambda _: _Unbrotli(),
}


def decode(body: bytes, encodings: str, limit: int) -> Decoded:
    """The body without its encodings (a Content-Encoding header's value), at most `limit` bytes of it.

    An encoding that nobody knows is passed over, as browsers do.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    known = [name for name in names if name in _STREAMS]
    result = Decoded(body)
    for name in reversed(known[-MOST_LAYERS:]):
        layer = _undo(result.body, name, limit)
        result = Decoded(layer.body, result.intact and layer.intact, result.cut or layer.cut)
    return result


def _undo(body: bytes, name: str, limit: int) -> Decoded:
    if not body:
        return Decoded(body)
    stream, out = _STREAMS[name](body), bytearray()
    try:
        for start in range(0, len(body), CHUNK):
            out += stream.feed(body[start : start + CHUNK], limit - len(out))
            if len(out) >= limit:
                return Decoded(bytes(out[:limit]), cut=True)
    except (zlib.error, brotli.error):
        return Decoded(bytes(out) or _as_it_stands(body), intact=False)
    return Decoded(bytes(out), intact=stream.ended)


def _as_it_stands(body: bytes) -> bytes:
    """Servers announce encodings that they do not apply: then the text stands there plainly; else there is nothing."""
    beginning = body[:_LOOKS_PLAIN]
    return body if b"<" in beginning and b"\x00" not in beginning and not body.startswith(b"\x1f\x8b") else b""
