import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.decoding import Decoded, decode

PAGE = b"<!DOCTYPE html><title>The keepers of the light</title>" + b"<p>and the sea went on</p>" * 200
LIMIT = 100_000


def _bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "its old name": ("x-gzip", gzip.compress),
    "in capitals": (" GZIP ", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "deflate without its wrapping": ("deflate", _bare),
    "brotli": ("br", brotli.compress),
    "two layers": ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
    "nothing": ("identity", bytes),
    "an encoding that nobody knows": ("rot13", bytes),
    "no encoding named": ("", bytes),
}


@pytest.mark.parametrize("name", PACKERS)
def test_sound_bodies(name: str) -> None:
    encodings, pack = PACKERS[name]
    assert decode(pack(PAGE), encodings, LIMIT) == Decoded(PAGE)


def test_members_that_follow_each_other_are_one_body() -> None:
    packed = b"".join(gzip.compress(bytes([number % 256])) for number in range(5_000))
    assert decode(packed, "gzip", LIMIT) == Decoded(bytes(number % 256 for number in range(5_000)))


def test_noise_after_the_end_is_passed_over() -> None:
    assert decode(gzip.compress(PAGE) + b"trailing noise", "gzip", LIMIT) == Decoded(PAGE)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_an_empty_body_is_empty(encoding: str) -> None:
    assert decode(b"", encoding, LIMIT) == Decoded(b"")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_what_is_cut_off_keeps_its_beginning(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    whole = b"".join(f"<p>line {number}</p>".encode() for number in range(5_000))
    packed = pack(whole)
    decoded = decode(packed[: len(packed) // 2], encoding, LIMIT)
    assert decoded.body
    assert whole.startswith(decoded.body)
    assert (decoded.intact, decoded.cut) == (False, False)


def test_a_gzip_header_with_noise_behind_it_is_nothing() -> None:
    assert decode(gzip.compress(PAGE)[:10] + b"\xff" * 400, "gzip", LIMIT) == Decoded(b"", intact=False)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_page_that_is_not_packed_as_it_says_stands_there_plainly(encoding: str) -> None:
    assert decode(PAGE, encoding, LIMIT) == Decoded(PAGE, intact=False)


@pytest.mark.parametrize(
    ("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_a_bomb_is_read_to_the_limit(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert decode(pack(bytes(20_000_000)), encoding, LIMIT) == Decoded(bytes(LIMIT), cut=True)


def test_a_bomb_within_a_bomb_is_read_to_the_limit() -> None:
    packed = gzip.compress(gzip.compress(gzip.compress(bytes(20_000_000))))
    assert decode(packed, "gzip, gzip, gzip", LIMIT) == Decoded(bytes(LIMIT), cut=True)


def test_a_thousand_layers_are_not_undone() -> None:
    body = PAGE
    for _ in range(6):
        body = gzip.compress(body)
    decoded = decode(body, ", ".join(["gzip"] * 1000), LIMIT)
    assert decoded.body.startswith(b"\x1f\x8b")


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "br, gzip", "gzip,,x"]), st.integers(1, 1000))
def test_any_bytes_are_decoded_within_the_limit_or_kept(body: bytes, encodings: str, limit: int) -> None:
    decoded = decode(body, encodings, limit)
    assert len(decoded.body) <= max(limit, len(body))


@given(st.binary(max_size=2000), st.sampled_from(["gzip", "deflate", "br"]))
def test_what_is_packed_is_unpacked(body: bytes, encoding: str) -> None:
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    assert decode(pack(body), encoding, LIMIT) == Decoded(body)
