"""latest.html in a real browser, opened from a file: filter, search, order, deep links, copying, keyboard, axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from crawler.history.record import Report
from crawler.reports.latest_html import AT_ONCE
from tests.reports.samples import archive, flag, full, hostile, live, report, row

Open = Callable[..., Page]


def three() -> Report:
    return report(
        row(
            1, "Arms and the state", live=live("not-found"), archive=archive("missing"), flags=(flag("dead-citation"),)
        ),
        row(2, "A railway opens"),
        row(3, "Zinc prices", live=live("timeout", url="https://www.zinc.example/2019")),
    )


def shows(page: Page, *ids: str) -> None:
    """Waits until just these footnotes are shown, in the table and below it alike."""
    for line in page.locator("tbody tr").all():
        name = str(line.get_attribute("data-of"))
        expect(line).to_be_visible(visible=name in ids)
        expect(page.locator(f"#{name}")).to_be_visible(visible=name in ids)


def test_a_filter_by_health_hides_the_rest_and_stands_in_the_address(open_report: Open) -> None:
    page = open_report(three())
    page.get_by_role("checkbox", name="suspect").check()
    expect(page.locator("output")).to_have_text("1 of 3 footnotes are shown.")
    shows(page, "fn-3")
    assert page.url.endswith("#?health=suspect")
    page.get_by_role("button", name="Show all").click()
    shows(page, "fn-1", "fn-2", "fn-3")


def test_search_reason_and_host(open_report: Open) -> None:
    page = open_report(three())
    page.get_by_role("searchbox").fill("railway")
    shows(page, "fn-2")
    page.get_by_role("searchbox").fill("")
    page.get_by_label("Reason or flag").select_option("dead-citation")
    shows(page, "fn-1")
    page.get_by_label("Reason or flag").select_option("")
    page.locator("select[name=host]").select_option("zinc.example")
    shows(page, "fn-3")


def test_an_address_with_a_filter_opens_filtered(open_report: Open) -> None:
    page = open_report(three(), "#?health=dead%2Csuspect&sort=health")
    shows(page, "fn-1", "fn-3")


def test_the_worst_first(open_report: Open) -> None:
    page = open_report(report(row(1), row(2, live=live("timeout")), row(3, live=live("gone"))))
    page.get_by_label("Order").select_option("health")
    for place, name in enumerate(["fn-3", "fn-2", "fn-1"]):
        expect(page.locator("tbody tr").nth(place)).to_have_attribute("data-of", name)


def test_a_link_to_a_footnote_that_the_filter_hides_shows_it(open_report: Open) -> None:
    page = open_report(three(), "#?health=suspect")
    page.evaluate("location.hash = '#fn-1'")
    expect(page.locator("#fn-1")).to_be_in_viewport()
    shows(page, "fn-1", "fn-2", "fn-3")


def test_a_link_to_a_section_keeps_the_filter_in_the_address(open_report: Open) -> None:
    page = open_report(three(), "#?health=suspect")
    page.evaluate("location.hash = '#standing'")
    expect(page).to_have_url(re.compile(r"#\?health=suspect&at=standing$"))
    shows(page, "fn-3")
    page.reload()
    shows(page, "fn-3")
    page.evaluate("location.hash = '#fn-1'")
    expect(page).to_have_url(re.compile("#fn-1$"))
    shows(page, "fn-1", "fn-2", "fn-3")


@pytest.mark.parametrize("hash_", ["#%E0%A4%A", "#?q=%E0%A4%A", "#nothing"])
def test_a_hash_that_names_nothing_stops_nothing(open_report: Open, hash_: str) -> None:
    """A fault in the page is an error here."""
    page = open_report(three(), hash_)
    page.get_by_role("searchbox").fill("railway")
    shows(page, "fn-2")


def test_a_long_report_is_searched_as_it_is_shown(open_report: Open) -> None:
    """Its folded footnotes are markup as text: neither the markup nor its entities are words of theirs."""
    told = replace(live("timeout", url="https://a.example/?a=1&b=2"), explanation='It said "no" & <i>left</i>.')
    rows = [row(number, f"Work {number}", live=told if number == 399 else live()) for number in range(1, 401)]
    page = open_report(report(*rows))
    for words in ("a.example/?a=1&b=2", 'said "no" & <i>left</i>', 'Said  "NO"'):
        page.get_by_role("searchbox").fill(words)
        shows_alone(page, "fn-399")
    page.get_by_role("searchbox").fill("aria-labelledby")
    expect(page.locator("output")).to_have_text("0 of 400 footnotes are shown.")


def test_a_deep_link_into_a_long_report_unfolds_that_footnote(open_report: Open) -> None:
    rows = [row(number, f"Work {number}") for number in range(1, 401)]
    page = open_report(report(*rows), "#fn-387")
    expect(page.locator("#fn-387 .verdicts")).to_be_in_viewport()
    assert page.locator("#fn-200 .verdicts").count() == 0
    page.get_by_role("searchbox").fill("work 200")
    expect(page.locator("#fn-200 .verdicts")).to_be_visible()


def test_a_long_report_brings_its_lines_when_there_is_time_or_need(open_report: Open) -> None:
    rows = [row(number, f"Work {number}", flags=(flag("moved", new=True),)) for number in range(1, 401)]
    page = open_report(report(*rows), never_idle=True)
    assert page.locator("tbody tr").count() == page.locator("#hands-new > li").count() == AT_ONCE
    page.get_by_role("searchbox").fill("work 399")
    shows_alone(page, "fn-399")
    assert page.locator("tbody tr").count() == page.locator("#hands-new > li").count() == 400


def test_a_long_report_s_lines_come_by_themselves(open_report: Open) -> None:
    rows = [row(number, f"Work {number}") for number in range(1, 401)]
    page = open_report(report(*rows))
    expect(page.locator("tbody tr")).to_have_count(400)
    assert page.locator("tbody tr").last.get_attribute("data-of") == "fn-400"


def shows_alone(page: Page, name: str) -> None:
    expect(page.locator("output")).to_have_text("1 of 400 footnotes are shown.")
    expect(page.locator("tbody tr:visible")).to_have_count(1)
    expect(page.locator("tbody tr:visible")).to_have_attribute("data-of", name)


def test_copying(open_report: Open) -> None:
    page = open_report(full(), permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the lines").first.click()
    expect(page.get_by_role("button", name="Copied")).to_have_count(1)
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("|")


def test_copying_from_what_is_new(open_report: Open) -> None:
    page = open_report(full(), permissions=["clipboard-read", "clipboard-write"])
    page.locator("#hands-new").get_by_role("button", name="Copy the lines").click()
    expect(page.locator("#hands-new").get_by_role("button", name="Copied")).to_have_count(1)


def test_the_keyboard_alone(open_report: Open) -> None:
    page = open_report(three())
    page.keyboard.press("/")
    page.keyboard.type("zinc")
    shows(page, "fn-3")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="dead")).to_be_checked()


def test_without_script_everything_is_there(open_report: Open) -> None:
    rows = [row(number, f"Work {number}") for number in range(1, 301)]
    page = open_report(report(*rows), java_script_enabled=False)
    expect(page.locator("#controls")).to_be_hidden()
    expect(page.locator("#fn-300 .verdicts")).to_have_count(1)


def test_nothing_of_a_hostile_text_runs(open_report: Open) -> None:
    page = open_report(hostile())
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, link").count() == 0


SCHEMES = {"light": {}, "dark": {"color_scheme": "dark"}, "phone": {"viewport": {"width": 390, "height": 800}}}


@pytest.mark.parametrize("options", SCHEMES.values(), ids=list(SCHEMES))
def test_axe_finds_nothing(open_report: Open, options: dict[str, object]) -> None:
    page = open_report(full(), bypass_csp=True, **options)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("options", SCHEMES.values(), ids=list(SCHEMES))
def test_nothing_is_wider_than_the_screen(open_report: Open, options: dict[str, object]) -> None:
    long = replace(row(22, "Pneumono" * 40), cited_by=())
    page = open_report(replace(full(), rows=(*full().rows, long)), **options)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
