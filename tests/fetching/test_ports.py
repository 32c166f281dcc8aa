import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import settings
from crawler.spiders.process import SettingError, settings_of
from crawler.web.ports import PortsError, is_allowed, parse_ports


@pytest.mark.parametrize(
    ("listed", "ports"),
    [
        ([], ()),
        ([""], ()),
        (["80"], (range(80, 81),)),
        ([" 80 ", "443"], (range(80, 81), range(443, 444))),
        (["8000-8999"], (range(8000, 9000),)),
        (["1-65535"], (range(1, 65536),)),
    ],
)
def test_ports(listed: list[str], ports: tuple[range, ...]) -> None:
    assert parse_ports(listed) == ports


@pytest.mark.parametrize(
    "wrong", ["0", "65536", "http", "80-", "-80", "90-80", "80 443", "8_0", "99999-99999", "\uff18\uff10x"]
)
def test_what_is_no_port_is_named(wrong: str) -> None:
    with pytest.raises(PortsError, match=r"CITEWATCH_PORTS=.*expected ports such as"):
        parse_ports([wrong])


@pytest.mark.parametrize("port", [80, 443, 8080, 8443, 8000, 8888, 81, 88])
def test_the_webs_ports_are_asked(port: int) -> None:
    assert is_allowed(parse_ports(settings.CITEWATCH_PORTS.split(",")), port)


@pytest.mark.parametrize("port", [1, 21, 22, 23, 25, 53, 110, 143, 445, 3306, 5432, 6379, 9200, 11211, 27017, 65535])
def test_other_services_are_not(port: int) -> None:
    assert not is_allowed(parse_ports(settings.CITEWATCH_PORTS.split(",")), port)


@given(st.integers(1, 65535))
def test_no_list_allows_every_port(port: int) -> None:
    assert is_allowed((), port)


def test_a_setting_that_cannot_be_read_is_bad_input() -> None:
    with pytest.raises(SettingError, match="CITEWATCH_PORTS=http"):
        settings_of({"CITEWATCH_PORTS": "80,http"})
    assert settings_of({"CITEWATCH_PORTS": ""}).getlist("CITEWATCH_PORTS") in ([], [""])
