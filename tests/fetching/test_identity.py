import pytest
from scrapy.settings import BaseSettings

from crawler.spiders.process import settings_of
from crawler.web.identity import Identity


def _named(contact: str, priority: str = "project", agent: str = "citewatch/1") -> str:
    settings = BaseSettings({"CITEWATCH_CONTACT": contact})
    settings.set("USER_AGENT", agent, priority=priority)
    Identity().update_settings(settings)
    name: str = settings["USER_AGENT"]
    return name


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ("", "citewatch/1"),
        ("  ", "citewatch/1"),
        ("ann@example.org", "citewatch/1 (+ann@example.org)"),
        (" ann@example.org \n", "citewatch/1 (+ann@example.org)"),
        ("a\r\nX-Injected: yes", "citewatch/1 (+a X-Injected: yes)"),
    ],
)
def test_the_contact_follows_the_name(contact: str, name: str) -> None:
    assert _named(contact) == name


def test_a_name_that_the_user_sets_stays() -> None:
    assert _named("ann@example.org", "cmdline", "mine/1") == "mine/1"


def test_our_own_name_has_no_link_in_it() -> None:
    assert "link" not in settings_of({})["USER_AGENT"].lower()
