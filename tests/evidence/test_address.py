"""Which addresses can be asked, and that none of them ever raises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.address import fault, front_of, host_of, in_dns, is_root, pieces, requested

ASKED = [
    "http://example.com",
    "https://example.com/a?b=c#d",
    "HTTPS://EXAMPLE.COM/",
    "https://user:word@example.com/",
    "https://example.com:8443/",
    "https://例え.jp/論文",
    "https://xn--r8jz45g.jp/",
    "https://example.com./",
    "https://under_score.example/",
    "http://[::1]:8080/",
    "http://127.0.0.1/",
    "http://2130706433/",
    "https://example.com/a b",
    "https://example.com/%zz",
]
FAULTS = {
    "nothing": ("", "malformed-url"),
    "no scheme": ("example.com/a", "malformed-url"),
    "no scheme, with a port": ("example.com:80/a", "malformed-url"),
    "only slashes": ("//example.com/a", "malformed-url"),
    "words": ("see the website", "malformed-url"),
    "no host": ("http:///a", "malformed-url"),
    "one slash": ("http:/example.com", "malformed-url"),
    "backslashes": (r"http:\\example.com", "malformed-url"),
    "a blank in the host": ("http://exa mple.com/", "malformed-url"),
    "an empty label": ("http://example..com/", "malformed-url"),
    "only a dot": ("http://./", "malformed-url"),
    "two dots at the end": ("http://example.com../", "malformed-url"),
    "a label of 64 characters": (f"http://{'a' * 64}.com/", "malformed-url"),
    "an open bracket": ("http://[bad", "malformed-url"),
    "an open bracket with a fragment": ("http://[bad/#x", "malformed-url"),
    "a port that is no number": ("http://example.com:http/", "malformed-url"),
    "a port that is too high": ("http://example.com:70000/", "malformed-url"),
    "port 0": ("http://example.com:0/", "malformed-url"),
    "a percent sign in the host": ("http://exa%6dple.com/", "malformed-url"),
    "a slash in disguise": ("http://exam℀ple.com/", "malformed-url"),
    "a file": ("file:///etc/passwd", "unsupported-scheme"),
    "mail": ("mailto:ada@example.com", "unsupported-scheme"),
    "a script": ("javascript:alert(1)", "unsupported-scheme"),
    "an identifier": ("doi:10.1000/182", "unsupported-scheme"),
    "ftp": ("ftp://example.com/a", "unsupported-scheme"),
}


@pytest.mark.parametrize("address", ASKED)
def test_can_be_asked(address: str) -> None:
    assert fault(address) is None


@pytest.mark.parametrize(("address", "kind"), FAULTS.values(), ids=FAULTS)
def test_cannot_be_asked(address: str, kind: str) -> None:
    found = fault(address)
    assert found is not None
    assert found[0] == kind
    assert found[1]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        (" https://a.example/b#c ", "https://a.example/b"),
        ("https://a.example/b?c#", "https://a.example/b?c"),
        ("http://[bad/#x", "http://[bad/"),
        ("", ""),
    ],
)
def test_requested(address: str, asked: str) -> None:
    assert requested(address) == asked


@pytest.mark.parametrize("address", ["http://[bad", "http://a.example:x/", "http://exam℀ple.com/"])
def test_a_malformed_address_has_no_parts(address: str) -> None:
    assert (pieces(address).hostname, pieces(address).path, pieces(address).port) == (None, "", None)


ODD = st.text() | st.builds("http://{}".format, st.text()) | st.builds("https://[{}]#{}".format, st.text(), st.text())


@given(ODD)
def test_no_text_raises(address: str) -> None:
    assert "#" not in requested(address)
    assert pieces(address).scheme is not None
    found = fault(address)
    assert found is None or found[0] in ("malformed-url", "unsupported-scheme")


@given(ODD)
def test_requested_is_stable(address: str) -> None:
    assert requested(requested(address)) == requested(address)


FRONTS = {
    "https://a.example/x/y?z=1#k": "https://a.example/",
    "http://a.example:8080": "http://a.example:8080/",
    "https://A.example/": "https://A.example/",
    "http://[bad/": "",
    "no address": "",
    "": "",
}


@pytest.mark.parametrize(("address", "front"), FRONTS.items())
def test_the_front_page_of_its_host(address: str, front: str) -> None:
    assert front_of(address) == front
    assert not front or is_root(front)


@pytest.mark.parametrize("address", ["https://a.example/x", "https://a.example/?x=1", "", "/", "http://[bad/"])
def test_no_hosts_own_address(address: str) -> None:
    assert not is_root(address)


HOSTS = {
    "https://A.Example./x": "a.example",
    "https://例え.jp/論文": "xn--r8jz45g.jp",
    "https://xn--r8jz45g.jp/": "xn--r8jz45g.jp",
    "https://under_score.example/": "under_score.example",
    "http://[bad/": "",
}


@pytest.mark.parametrize(("address", "host"), HOSTS.items())
def test_a_host_has_one_name(address: str, host: str) -> None:
    assert host_of(address) == host


@given(st.text())
def test_any_text_has_a_host_or_none(address: str) -> None:
    assert isinstance(host_of(address), str)
    assert isinstance(front_of(address), str)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("a_b.example", "a_b.example"),
        ("Bücher.example", "xn--bcher-kva.example"),
        ("\uff11\uff12\uff17\u30020\uff0e0.1", "127.0.0.1"),
        ("", ""),
        ("ü" * 70, ""),
        ("ü..example", ""),
    ],
)
def test_a_name_in_dns(name: str, known: str) -> None:
    assert in_dns(name) == known
