"""From bytes to text, as a browser reads them: byte order mark, header, page, then what the bytes allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from charset_normalizer import from_bytes
from w3lib.encoding import (
    html_body_declared_encoding,
    http_content_type_encoding,
    read_bom,
    resolve_encoding,
    to_unicode,
)

from crawler.data_file import read_table

_FALLBACK = "cp1252"
"""The web's fallback for western pages (Encoding Standard)."""

_LOOKED_AT = 20_000
"""Bytes that show the encoding of the rest."""

_ENOUGH_SIGNS, _LAST_OF_ASCII = 20, 0x7F
"""Bytes beyond ASCII: fewer look like anything."""

_TOLD_BY_BYTES = frozenset(
    {"big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jp", "euc_jis_2004", "euc_kr", "gb18030", "gb2312", "gbk"}
    | {"shift_jis", "cp874", "cp1251", "cp1253", "cp1255", "cp1256", "iso8859_7", "koi8_r", "koi8_u"}
)
"""Encodings of scripts that are told apart by their bytes."""

_SIDE_BY_SIDE = re.compile(rb"[\x80-\xff]{3,}")
"""Bytes beyond ASCII that stand together: those of western languages stand between others."""

_LONGEST_CHARACTER = 4
_NO_CHARACTER, _NOT_ASCII = "\ufffd", "\x7f"
_LANGUAGE = re.compile(rb"<html\b[^>]{0,2000}?\blang\s*=\s*[\"']?([a-z]{2,3}(?:-[a-z0-9]+)*)", re.IGNORECASE)
_WIDE = {"<\0".encode("latin-1"): "utf-16-le", "\0<".encode("latin-1"): "utf-16-be"}
_JAPANESE_ESCAPES = (b"\x1b$B", b"\x1b$@")


def decode(body: bytes, content_type: str = "", url: str = "") -> tuple[str, str]:
    """The encoding (as Python names it) and the text. Bytes that are no character become U+FFFD; nothing raises.

    A mark at the beginning decides. Then comes UTF-8 where bytes beyond ASCII can be read as such, whatever was
    declared: other encodings' texts practically never can. Then the header, then the page's own word, the first that
    reads every byte; where none does, the first of them. A header that says Latin-1, as servers do of all that they
    were told nothing of, comes after the page's word, and a word that is wrong of most signs counts as none, as is
    Latin-1 where signs stand together as other scripts' do: browsers obey, and show signs that nobody wrote. A page
    that declares nothing is read as its language's pages (`lang`, else the top-level domain of `url`) used to be
    written, and where neither is known as its bytes look.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return marked, to_unicode(body[len(mark) :], marked)
    candidates = tuple(dict.fromkeys(_candidates(body, content_type, url)))
    chosen = next((name for name in candidates if _reads(body, name)), candidates[0])
    return chosen, to_unicode(body, chosen)


def _candidates(body: bytes, content_type: str, url: str) -> Iterator[str]:
    is_utf8 = _reads(body, "utf-8")
    if is_utf8 and not body.isascii():
        yield "utf-8"
    declared = [_named(http_content_type_encoding(content_type)), _in_page(body)]
    if declared[0] == _FALLBACK:
        declared.reverse()
    declared = [name for name in declared if name and not _misreads(body, name)]
    yield from declared
    if body[:2] in _WIDE:
        yield _WIDE[body[:2]]
    if declared:
        return
    if any(escape in body for escape in _JAPANESE_ESCAPES):
        yield "iso2022_jp"
    if body.isascii():
        yield "utf-8"
    yield from _used_there(body, url) or (() if is_utf8 else (_guessed(body),)) or (_FALLBACK,)


def _guessed(body: bytes) -> str:
    """What the bytes look like, where nothing tells; the fallback too for Latin letters, which look alike in many."""
    first = body[:_LOOKED_AT]
    if sum(map(_LAST_OF_ASCII.__lt__, first)) < _ENOUGH_SIGNS:
        return _FALLBACK
    found = from_bytes(first).best()
    return found.encoding if found and found.encoding in _TOLD_BY_BYTES else _FALLBACK


def _in_page(body: bytes) -> str:
    """The page's own word. One that could not be read in the encoding it names, being ASCII itself, means UTF-8."""
    name = _named(html_body_declared_encoding(body))
    return "utf-8" if name.startswith("utf-16") else name


def _used_there(body: bytes, url: str) -> tuple[str, ...]:
    """The legacy encodings of the page's language, the likeliest first."""
    table = _tables()
    found = _LANGUAGE.search(body[:4096])
    language = found[1].decode("ascii").lower() if found else ""
    try:
        top = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        top = ""
    for name in (language, language.partition("-")[0], table["domains"].get(top, "")):
        if name in table["languages"]:
            return tuple(resolve_encoding(encoding) or _FALLBACK for encoding in table["languages"][name])
    return ()


def _named(name: str | None) -> str:
    """The encoding if it is one of the web's; Python's other codecs (base64, rot13 ...) are none."""
    return name if name in _tables()["known"] else ""  # type: ignore[return-value] # None is not known


def _reads(body: bytes, name: str) -> bool:
    """Whether every byte is part of a character; a last one that is cut off does no harm."""
    try:
        body.decode(name)
    except UnicodeDecodeError as error:
        return error.start >= len(body) - _LONGEST_CHARACTER and error.start > 0
    return True


def _misreads(body: bytes, name: str) -> bool:
    """Whether most of what is not ASCII is no character at all, or no word: then the page's word for it is wrong."""
    if name == _FALLBACK and _is_not_western(body[:_LOOKED_AT]):
        return True
    if _reads(body, name):
        return False
    text = body.decode(name, errors="replace")
    return 2 * text.count(_NO_CHARACTER) > sum(map(_NOT_ASCII.__lt__, text))


def _is_not_western(first: bytes) -> bool:
    """Whether most of what is not ASCII stands together, as it does in other scripts."""
    signs = sum(map(_LAST_OF_ASCII.__lt__, first))
    return signs >= _ENOUGH_SIGNS and 2 * sum(map(len, _SIDE_BY_SIDE.findall(first))) > signs


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = read_table("crawler.evidence", "encodings.yaml")
    return {**tables, "known": frozenset(tables["known"])}
