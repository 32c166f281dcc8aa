"""Queries name what is wanted; answers are read in both forms; a failed answer is an error and never "no captures"."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.captures import Capture
from crawler.archives.cdx import (
    ENDPOINT,
    FIELDS,
    CdxError,
    CdxExcludedError,
    CdxMalformedError,
    CdxNotAnIndexError,
    CdxRateLimitedError,
    CdxStatusError,
    CdxTruncatedError,
    otherwise,
    query,
    read,
)
from crawler.archives.timestamp import TimestampError

JSON, TEXT, HTML = "application/json", "text/plain; charset=utf-8", "text/html;charset=utf-8"
HEADER = list(FIELDS)
ROW = ["com,example)/", "20190906010203", "http://example.com/", "text/html", "200", "A" * 32, "1234"]
REPEAT = ["com,example)/", "20200906010203", "http://example.com/", "warc/revisit", "-", "A" * 32, "567"]
CAPTURE = Capture(
    original="http://example.com/",
    timestamp="20190906010203",
    mimetype="text/html",
    status=200,
    digest="A" * 32,
    length=1234,
)


def asked(address: str) -> dict[str, str]:
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == ENDPOINT
    pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=True)
    assert len(dict(pairs)) == len(pairs)
    return dict(pairs)


def as_json(*rows: object) -> bytes:
    return json.dumps(rows).encode()


def as_text(*rows: list[str]) -> bytes:
    return "".join(f"{' '.join(row)}\n" for row in rows).encode()


def test_a_query_asks_for_the_good_ones_nearest_a_date() -> None:
    assert asked(query("http://example.com/a?b=c&d#e", closest="2019-09-06", limit=5)) == {
        "url": "http://example.com/a?b=c&d",
        "matchType": "exact",
        "output": "json",
        "limit": "5",
        "closest": "20190906",
        "sort": "closest",
        "filter": "statuscode:(200|-|3..)",
    }


def test_a_query_without_a_date_can_ask_for_the_last_ones_of_any_status() -> None:
    parameters = asked(query("http://example.com/", limit=-3, statuses=()))
    assert parameters == {"url": "http://example.com/", "matchType": "exact", "output": "json", "limit": "-3"}


def test_a_query_without_a_date_asks_for_the_last_ones() -> None:
    assert asked(query("http://example.com/"))["limit"] == "-150"
    assert asked(query("http://example.com/", closest="2019"))["limit"] == "150"


@pytest.mark.parametrize(
    "original", ["http://a.example/*", "http://a.example/?x=1&limit=9&url=b", "http://a.example/%2F+ü"]
)
def test_an_address_is_asked_for_as_it_is(original: str) -> None:
    parameters = asked(query(original))
    assert parameters["url"] == original
    assert parameters["matchType"] == "exact"


def test_blanks_are_encoded() -> None:
    assert asked(query(" http://a.example/b c "))["url"] == "http://a.example/b%20c"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(TimestampError):
        query("http://example.com/", closest="2019-02-30")


@pytest.mark.parametrize(
    ("original", "other"),
    [
        ("http://example.com/a", "https://example.com/a"),
        ("https://www.example.com/a#b", "http://www.example.com/a"),
        ("HTTPS://example.com/a?utm_source=b", "http://example.com/a?utm_source=b"),
        ("ftp://example.com/a", "ftp://example.com/a"),
    ],
)
def test_the_second_question_is_another(original: str, other: str) -> None:
    address = otherwise(original)
    assert address not in {query(original), query(original, closest="2019")}
    parameters = asked(address)
    assert parameters["url"] == other
    assert not {"filter", "closest", "sort", "matchType"} & set(parameters)


READ = {
    "JSON": (as_json(HEADER, ROW), JSON, (CAPTURE,)),
    "JSON sent as text": (as_json(HEADER, ROW), TEXT, (CAPTURE,)),
    "JSON without a type": (as_json(HEADER, ROW), "", (CAPTURE,)),
    "JSON, figures without quotes": (
        as_json(HEADER, [*ROW[:4], 200, ROW[5], 1234]),
        JSON,
        (CAPTURE,),
    ),
    "JSON, fields in another order": (as_json(HEADER[::-1], ROW[::-1]), JSON, (CAPTURE,)),
    "text": (as_text(ROW), TEXT, (CAPTURE,)),
    "text, Windows line ends": (as_text(ROW).replace(b"\n", b"\r\n"), TEXT, (CAPTURE,)),
    "text, no line end": (as_text(ROW).rstrip(), TEXT, (CAPTURE,)),
    "nothing, JSON": (b"[]\n", JSON, ()),
    "nothing but the header": (as_json(HEADER), JSON, ()),
    "nothing, text": (b"", TEXT, ()),
}


@pytest.mark.parametrize(("body", "content_type", "expected"), READ.values(), ids=READ)
def test_an_answer_is_read(body: bytes, content_type: str, expected: tuple[Capture, ...]) -> None:
    assert read(body, content_type) == expected


@pytest.mark.parametrize(("body", "content_type"), [(as_json(HEADER, REPEAT), JSON), (as_text(REPEAT), TEXT)])
def test_a_repeat_is_kept_as_such(body: bytes, content_type: str) -> None:
    (repeat,) = read(body, content_type)
    assert (repeat.mimetype, repeat.status, repeat.length) == ("warc/revisit", None, 567)


def changed(place: int, value: str) -> list[str]:
    return [*ROW[:place], value, *ROW[place + 1 :]]


BAD_ROWS = {
    "a field short": ROW[:-1],
    "a field more": [*ROW, "more"],
    "a timestamp cut short": changed(1, "201909060102"),
    "a timestamp that is no date": changed(1, "20190230010203"),
    "a timestamp of letters": changed(1, "latest"),
    "a timestamp in another script": changed(1, "٢٠١٩٠٩٠٦٠١٠٢٠٣"),
    "no address": changed(2, "-"),
    "a status that is none": changed(4, "OK"),
    "a status of one digit": changed(4, "0"),
    "a status with a sign": changed(4, "+200"),
    "a length of nothing": changed(6, "0"),
    "a length that is none": changed(6, "1k"),
    "an empty row": [],
}


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_row_that_cannot_be_read_is_skipped(row: list[str]) -> None:
    expected = (CAPTURE, CAPTURE)
    assert read(as_json(HEADER, ROW, row, ROW), JSON) == expected
    assert read(as_text(ROW, row, ROW), TEXT) == expected


@pytest.mark.parametrize("row", [None, 7, "text", {"timestamp": "2019"}, [None] * 7, [[]] * 7])
def test_a_json_row_of_another_kind_is_skipped_too(row: object) -> None:
    assert read(as_json(HEADER, row, ROW), JSON) == (CAPTURE,)


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS)
def test_an_answer_of_such_rows_alone_is_not_an_empty_one(row: list[str]) -> None:
    with pytest.raises(CdxMalformedError, match="none can be read"):
        read(as_json(HEADER, row), JSON)


def test_a_last_row_that_breaks_off_does_not_take_the_others_with_it() -> None:
    assert read(as_text(ROW, ROW)[:-60], TEXT) == (CAPTURE,)


BLOCKED = b"org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.RobotAccessControlException: no\n"
FAILED = {
    "429": (b"<html><h1>429 Too Many Requests</h1></html>", HTML, 429, CdxRateLimitedError),
    "429, empty": (b"", TEXT, 429, CdxRateLimitedError),
    "429, an empty list": (b"[]", JSON, 429, CdxRateLimitedError),
    "503": (b"<html>503</html>", HTML, 503, CdxStatusError),
    "503, an empty list": (b"[]", JSON, 503, CdxStatusError),
    "504, empty": (b"", TEXT, 504, CdxStatusError),
    "302": (b"", TEXT, 302, CdxStatusError),
    "403": (b"Forbidden", TEXT, 403, CdxStatusError),
    "excluded": (BLOCKED, TEXT, 403, CdxExcludedError),
    "excluded with 200": (b"AdministrativeAccessControlException: Blocked Site Error", TEXT, 200, CdxExcludedError),
    "excluded as a page": (b"<html>" + BLOCKED + b"</html>", HTML, 403, CdxExcludedError),
    "a page": (b"<!DOCTYPE html><title>Internet Archive</title>", HTML, 200, CdxNotAnIndexError),
    "a page called text": (b"\n <html>", TEXT, 200, CdxNotAnIndexError),
    "an empty page": (b"", HTML, 200, CdxNotAnIndexError),
    "a list called a page": (b"[]", HTML, 200, CdxNotAnIndexError),
    "empty JSON": (b"", JSON, 200, CdxTruncatedError),
    "blank JSON": (b"\n\n", JSON, 200, CdxTruncatedError),
    "empty, of no type": (b"", "", 200, CdxTruncatedError),
    "JSON cut in a row": (as_json(HEADER, ROW)[:-20], JSON, 200, CdxTruncatedError),
    "JSON cut before its end": (as_json(HEADER, ROW)[:-1], JSON, 200, CdxTruncatedError),
    "JSON cut after one character": (b"[", TEXT, 200, CdxTruncatedError),
    "two lists": (b"[][]", JSON, 200, CdxTruncatedError),
    "very deep JSON": (b"[" * 100_000, JSON, 200, CdxTruncatedError),
    "an object": (b'{"error": "busy"}', JSON, 200, CdxMalformedError),
    "JSON without a header": (as_json(ROW), JSON, 200, CdxMalformedError),
    "a list of figures": (b"[1, 2]", JSON, 200, CdxMalformedError),
    "an empty row alone": (b"[[]]", JSON, 200, CdxMalformedError),
    "words": (b"Too many requests, come back later.", TEXT, 200, CdxMalformedError),
    "bytes of something else": (b"\x1f\x8b\x08\x00\xff\xfe", TEXT, 200, CdxMalformedError),
}


@pytest.mark.parametrize(("body", "content_type", "status", "error"), FAILED.values(), ids=FAILED)
def test_a_failed_answer_is_never_an_empty_one(
    body: bytes, content_type: str, status: int, error: type[CdxError]
) -> None:
    with pytest.raises(CdxError) as caught:
        read(body, content_type, status=status)
    assert type(caught.value) is error
    assert len(str(caught.value)) < 400


def test_an_excluded_address_in_a_row_is_no_exclusion() -> None:
    row = changed(2, "http://example.com/AdministrativeAccessControlException")
    assert len(read(as_json(HEADER, row), JSON)) == 1


def test_every_beginning_of_an_answer_is_an_error() -> None:
    whole = as_json(HEADER, ROW, REPEAT)
    for end in range(len(whole)):
        with pytest.raises(CdxTruncatedError):
            read(whole[:end], JSON)


@given(
    st.binary(max_size=80) | st.text('[]",{}0123a -\n', max_size=40).map(str.encode), st.sampled_from([JSON, TEXT, ""])
)
def test_any_body_is_read_or_refused(body: bytes, content_type: str) -> None:
    try:
        answer = read(body, content_type)
    except CdxError:
        return
    assert all(capture.original and len(capture.timestamp) == 14 for capture in answer)


fields = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=12)


@given(st.lists(st.tuples(fields, fields, st.integers(100, 999), st.integers(1, 10**9)), min_size=1, max_size=5))
def test_both_forms_say_the_same(rows: list[tuple[str, str, int, int]]) -> None:
    table = [["key", "20190906010203", f"http://{a}", b, str(status), "D", str(size)] for a, b, status, size in rows]
    assert read(as_json(HEADER, *table), JSON) == read(as_text(*table), TEXT)
