"""Headless Chromium, the one that stands on this machine; where there is none, these tests are left out and said so."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from crawler.history.record import Report
from crawler.reports.latest_html import render

NAMES = ("chromium", "chromium-browser", "google-chrome")
HERE = Path(__file__).parent


def chromium() -> str:
    return next(filter(None, map(shutil.which, NAMES)), "")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Not skipped one by one: left out as a whole, with a line that says what to install."""
    mine = [item for item in items if HERE in item.path.parents]
    if mine and not chromium():
        items[:] = [item for item in items if item not in mine]
        config.hook.pytest_deselected(items=mine)
        print(f"\n{len(mine)} browser tests left out: there is no Chromium here (apt-get install chromium).")  # noqa: T201 - the message


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # No sandbox: it needs user namespaces, which containers often lack; the pages are our own.
        started = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def open_report(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a report from a file, as a reader does; every request and every fault of the page is an error."""
    faults: list[str] = []
    contexts = []

    def opened(report: Report, hash_: str = "", *, never_idle: bool = False, **options: object) -> Page:
        file = tmp_path / "latest.html"
        file.write_text(render(report), encoding="utf-8")
        context = browser.new_context(**options)  # type: ignore[arg-type] # playwright's own options
        contexts.append(context)
        page = context.new_page()
        if never_idle:
            page.add_init_script("window.requestIdleCallback = () => 0")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
        page.goto(file.as_uri() + hash_)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
