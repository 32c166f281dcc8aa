import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.web.archive.capture import Capture, Holdings, moment_of, surt


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://example.org/", "org,example)/"),
        ("https://EXAMPLE.org", "org,example)/"),
        ("http://www.example.org/", "org,example)/"),
        ("http://www2.example.org/", "org,example)/"),
        ("http://example.org:80/a", "org,example)/a"),
        ("https://example.org:443/a", "org,example)/a"),
        ("http://example.org:8080/a", "org,example:8080)/a"),
        ("http://news.example.org/A/B/", "org,example,news)/a/b"),
        ("http://example.org/a?b=2&a=1", "org,example)/a?a=1&b=2"),
        ("http://example.org/a?", "org,example)/a"),
        ("example.org/a", "org,example)/a"),
        ("http://example.org/a#part", "org,example)/a"),
    ],
)
def test_addresses_are_sorted_by_surt(url: str, key: str) -> None:
    assert surt(url) == key


@given(
    st.from_regex(r"https?://(www\.)?[a-z]{1,8}\.example(/[A-Za-z0-9]{1,5}){0,3}/?(\?[a-z]=[a-z0-9])?", fullmatch=True)
)
def test_scheme_case_and_final_slash_make_no_difference(url: str) -> None:
    other = url.replace("https://", "http://") if url.startswith("https") else url.replace("http://", "https://", 1)
    assert surt(url) == surt(other) == surt(url.upper().replace("HTTP", "http", 1).replace("httpS", "https", 1))


@pytest.mark.parametrize(
    ("timestamp", "moment"),
    [
        ("20180618052019", "2018-06-18T05:20:19"),
        ("20180618", "2018-06-18T23:59:59"),
        ("201802", "2018-02-28T23:59:59"),
        ("201602", "2016-02-29T23:59:59"),
        ("201804", "2018-04-30T23:59:59"),
        ("2018", "2018-12-31T23:59:59"),
        ("2", "2999-12-31T23:59:59"),
        ("", "2999-12-31T23:59:59"),
        ("20181399", "1996-01-01T00:00:00"),
    ],
)
def test_a_partial_timestamp_is_the_end_of_what_it_names(timestamp: str, moment: str) -> None:
    assert moment_of(timestamp).isoformat() == f"{moment}+00:00"


def _holdings(*timestamps: str) -> Holdings:
    return Holdings([Capture("http://a.example/", timestamp) for timestamp in timestamps])


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("20100101000000", "20100101000000"),
        ("20110601000000", "20100101000000"),
        ("20130601000000", "20140101000000"),
        ("1996", "20100101000000"),
        ("", "20200101000000"),
    ],
)
def test_the_nearest_capture_is_found(wanted: str, found: str) -> None:
    capture = _holdings("20140101000000", "20100101000000", "20200101000000").nearest("https://www.a.example", wanted)
    assert capture is not None
    assert capture.timestamp == found


def test_what_was_never_captured_is_not_found() -> None:
    assert _holdings("20140101000000").nearest("http://b.example/", "2014") is None


@pytest.mark.parametrize(
    ("url", "excluded"),
    [
        ("http://a.example/", True),
        ("https://www.a.example/deep/page", True),
        ("http://b.example/page", True),
        ("http://b.example/other", False),
        ("http://b.example/", False),
        ("http://sub.a.example/", False),
    ],
)
def test_a_front_page_takes_its_host_out_and_a_page_itself(url: str, *, excluded: bool) -> None:
    assert Holdings([], ["http://a.example/", "http://b.example/page"]).excludes(url) == excluded


def test_a_capture_knows_what_the_index_says_of_it() -> None:
    capture = Capture(
        "http://a.example/", "20140101000000", 301, {"location": "/b", "content-type": "text/css; x=y"}, b""
    )
    assert (capture.mimetype, capture.location) == ("text/css", "/b")
    assert capture.digest == "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"
    assert Capture("http://a.example/", "20140101000000", headers={}).mimetype == "unk"
    assert Capture("http://a.example/", "20140101000000", revisit=True).mimetype == "warc/revisit"
