import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.addresses import is_public, literal_address, names_private_host

SPELLINGS_OF_LOOPBACK = (
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7F.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "0177.0.0.1",
    "017700000001",
    "[::1]",
    "::1",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "printer.localhost",
    "１２７.０.０.１",  # noqa: RUF001 - what a browser reads as ASCII
    "127。0。0。1",
    "127．0．0．1",  # noqa: RUF001 - as above
    "①②⑦.⓪.⓪.①",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
)

OTHER_PRIVATE_HOSTS = (
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "2852039166",
    "100.64.0.1",
    "0.0.0.0",
    "0",
    "255.255.255.255",
    "224.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "[fc00::1]",
    "[fe80::1]",
    "[fe80::1%25eth0]",
    "[fec0::1]",
    "[ff02::1]",
    "[::]",
    "[64:ff9b:1::1]",
    "[::ffff:10.0.0.1]",
    "[2002:a00:1::]",
    "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
    "[::ffff:0:7f00:1]",
    "192.0.0.8",
    "192.88.99.1",
    "240.0.0.1",
    "[100::1]",
    "[100:0:0:1::1]",
    "[2001:2::1]",
    "[2001:db8::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[4000::1]",
)


@pytest.mark.parametrize("host", [*SPELLINGS_OF_LOOPBACK, *OTHER_PRIVATE_HOSTS])
def test_a_private_host_is_known_in_every_spelling(host: str) -> None:
    assert names_private_host(host)


@pytest.mark.parametrize(
    "host",
    [
        *("example.org", "localhost.example.org", "notlocalhost", "10.example", "1.1.1.1", "16843009", "0x01010101"),
        *(
            "[2606:4700:4700::1111]",
            "[64:ff9b::101:101]",
            "[::ffff:1.1.1.1]",
            "127.0.0.1.example.org",
            "0x7g",
            "",
            "例え.テスト",
        ),
    ],
)
def test_a_public_host_is_not(host: str) -> None:
    assert not names_private_host(host)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.1", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("1.1.1.1.", "1.1.1.1"),
        ("[2001:DB8::1]", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_literal_addresses(host: str, address: str) -> None:
    assert literal_address(host) == ipaddress.ip_address(address)


@pytest.mark.parametrize("host", ["example.org", "1.2.3.4.5", "256.256.256.256", "0x", "1..2", "", "999999999999"])
def test_what_is_no_literal_address_is_a_name(host: str) -> None:
    assert literal_address(host) is None


@given(st.ip_addresses(v=4))
def test_every_spelling_of_an_ipv4_address_is_the_same_address(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    spellings = [str(address), str(number), hex(number), f"{number >> 24}.{number & 0xFFFFFF}", f"{address}."]
    assert {literal_address(spelling) for spelling in spellings} == {address}
    carriers = [
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
    ]
    assert {is_public(carrier) for carrier in carriers} == {is_public(address)}


@given(st.text(max_size=40))
def test_any_text_at_all_is_answered(host: str) -> None:
    assert names_private_host(host) in (True, False)
