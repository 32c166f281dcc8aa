"""An article's habits."""

from __future__ import annotations

import pytest

from crawler.repair.wikitext.house import House, house_of
from crawler.repair.wikitext.mentions import find


def _house(page: str, url: str = "") -> House:
    return house_of(page, find(page), {"url": url})


ENGLISH = {
    "nothing known": ("text", "", True),
    "its address": ("text", "https://en.wikipedia.org/wiki/A", True),
    "its address on a telephone": ("text", "https://en.m.wikipedia.org/wiki/A", True),
    "another wiki's address": ("text", "https://de.wikipedia.org/wiki/A", False),
    "another wiki's address on a telephone": ("text", "https://de.m.wikipedia.org/wiki/A", False),
    "another wiki's template": ("{{Internetquelle|url=https://a.example/}}", "", False),
    "another wiki's template for an English address": (
        "{{Internetquelle|url=https://a.example/}}", "https://en.wikipedia.org/wiki/A", False,
    ),
    "a template that many wikis have": ("{{cite web|url=https://a.example/}}", "", True),
    "a broken address": ("text", "https://[", True),
}  # fmt: skip


@pytest.mark.parametrize(("page", "url", "english"), ENGLISH.values(), ids=list(ENGLISH))
def test_english(page: str, url: str, english: bool) -> None:  # noqa: FBT001 - a column of the table
    assert _house(page, url).english is english


DATES = {
    "declared": ("{{Use DMY dates|date=May 2020}}{{cite web|archive-date=2020-01-01}}", "dmy"),
    "declared with its own form for archives": ("{{use mdy dates|cs1-dates=ly}}", "iso"),
    "declared late": ("text {{infobox|x={{Use mdy dates}}}}", "mdy"),
    "by archive dates": (
        "{{cite web|archive-date=3 May 2019|access-date=2019-01-01}} {{cite web|access-date=2019-01-02}}", "dmy",
    ),
    "by a link's snapshot": ("[https://a.example/ T] {{webarchive|url=x|date=March 3, 2019}}", "mdy"),
    "by access dates": ("{{cite web|access-date=March 3, 2019}} {{cite web|access-date=n.d.}}", "mdy"),
    "by nothing": ("{{cite web|date=3 May 2019}}", "iso"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "form"), DATES.values(), ids=list(DATES))
def test_the_form_of_archive_dates(page: str, form: str) -> None:
    assert _house(page).form("", "") == form


def test_a_source_goes_before_the_other_sources_and_after_what_is_declared() -> None:
    free, bound = _house("{{cite web|archive-date=3 March 2019}}"), _house("{{use mdy dates}}")
    assert free.form("March 3, 2019", "2019-03-03") == "mdy"
    assert free.form("", "2019-03-03") == "iso"
    assert free.form("soon", "then") == "dmy"
    assert bound.form("3 March 2019", "2019-03-03") == "mdy"
