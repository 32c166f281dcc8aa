"""A source's repairs as edits."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from crawler.repair.wikitext.edit import apply
from crawler.repair.wikitext.house import House
from crawler.repair.wikitext.mentions import find
from crawler.repair.wikitext.source import read_source
from crawler.repair.wikitext.writing import CannotWriteError, write

U = "https://a.example/"
ADDS = {"archive-url": "https://web.archive.org/web/2020/x|y", "archive-date": "2020-01-05", "url-status": "dead"}
BOX = "{{Webarchive|url=https://web.archive.org/web/2020/x%7Cy|date=5 January 2020}}"
DMY = House(english=True, declared="dmy", usual="")
GERMAN = House(english=False, declared="", usual="")


def _write(page: str, changes: Mapping[str, str], house: House = DMY, lost_at: str | None = None) -> str:
    (mention,) = find(page).mentions
    return apply(page, write(page, read_source(page, mention), changes, house, lost_at=lost_at))


WRITTEN = {
    "in order, whatever the order given": (
        f"{{{{cite web|url={U}}}}}", dict(reversed(ADDS.items())),
        (f"{{{{cite web|url={U}|archive-url=https://web.archive.org/web/2020/x%7Cy|archive-date=5 January 2020|"
         "url-status=dead}}"),
    ),
    "status alone": (
        f"{{{{cite web|url={U}|archive-url=a|archive-date=b|title=T}}}}", {"url-status": "dead"},
        f"{{{{cite web|url={U}|archive-url=a|archive-date=b|url-status=dead|title=T}}}}",
    ),
    "the date alone": (
        f"{{{{cite web|url={U}|archive-url=a|title=T}}}}", {"archive-date": "2020-01-05"},
        f"{{{{cite web|url={U}|archive-url=a|archive-date=5 January 2020|title=T}}}}",
    ),
    "an address alone": (f"{{{{cite web|url={U}}}}}", {"url": "https://b.example/[1]"},
                         "{{cite web|url=https://b.example/%5B1%5D}}"),
    "nothing": (f"{{{{cite web|url={U}}}}}", {}, f"{{{{cite web|url={U}}}}}"),
    "a status that a bare link has no place for": (f"[{U} T]", {"url-status": "live"}, f"[{U} T]"),
    "no tag beside a living address": (
        f"<ref>{{{{cite web|url={U}}}}} {{{{dead link}}}}</ref>", {"url": "https://b.example/"},
        "<ref>{{cite web|url=https://b.example/}}</ref>",
    ),
    "no tag beside a bare link to one": (
        f"<ref>[{U} T] {{{{dead link}}}}</ref>", {"url": "https://b.example/"}, "<ref>[https://b.example/ T]</ref>",
    ),
    "a tag stays beside a status": (
        f"<ref>{{{{cite web|url={U}}}}} {{{{dead link}}}}</ref>", {"url-status": "live"},
        f"<ref>{{{{cite web|url={U}|url-status=live}}}} {{{{dead link}}}}</ref>",
    ),
    "a snapshot's template without an address": (f"[{U} T] {{{{Webarchive|url=}}}}", ADDS, f"[{U} T] {BOX}"),
    "one without anything": (f"[{U} T] {{{{Webarchive}}}} {{{{dead link}}}}", ADDS, f"[{U} T] {BOX}"),
    "one with a date alone, in its form": (
        f"[{U} T] {{{{Webarchive|date=May 2, 2020}}}}.", ADDS,
        f"[{U} T] {BOX}.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("page", "changes", "after"), WRITTEN.values(), ids=list(WRITTEN))
def test_written(page: str, changes: dict[str, str], after: str) -> None:
    assert _write(page, changes) == after


def test_a_template_of_another_language_has_its_own_names_and_no_status() -> None:
    page = f"{{{{Internetquelle |url={U} |titel=T}}}}"
    after = _write(page, ADDS, GERMAN, lost_at="2025-06-01T00:00:00Z")
    assert "|archiv-url=https" in after
    assert "|archiv-datum=2020-01-05" in after
    assert "url-status" not in after
    assert "dead link" not in after


def test_a_lost_page_is_tagged_once() -> None:
    after = _write(f"[{U} T]", {}, lost_at="2025-06-01T00:00:00Z")
    assert after == f"[{U} T] {{{{dead link|date=June 2025|fix-attempted=yes}}}}"
    assert _write(after, {}, lost_at="2025-07-01T00:00:00Z") == after


CANNOT = {
    "no archive parameters": (f"{{{{cite arxiv|url={U}}}}}", DMY, "archive address"),
    "a bare link elsewhere": (f"[{U} T]", GERMAN, "English"),
    "another archive's template": (f"[{U} T] {{{{wayback|url={U}|date=2001}}}}", DMY, "a {{wayback}} behind it"),
    "the same behind a template": (
        f"{{{{cite web|url={U}}}}} {{{{webcite|date=2001}}}}",
        DMY,
        "a {{webcite}} behind it",
    ),
    "a snapshot's template that says something else": (f"[{U} T] {{{{Webarchive|title=x}}}}", DMY, "names no address"),
    "hands off": (f"[{U} T] {{{{cbignore}}}}", DMY, "cbignore"),
}


@pytest.mark.parametrize(("page", "house", "words"), CANNOT.values(), ids=list(CANNOT))
def test_what_has_no_place(page: str, house: House, words: str) -> None:
    with pytest.raises(CannotWriteError, match=re.escape(words)):
        _write(page, ADDS, house)


def test_a_lost_page_whose_snapshot_stands_in_another_template_is_not_tagged() -> None:
    with pytest.raises(CannotWriteError, match="wayback"):
        _write(f"[{U} T] {{{{wayback|url={U}}}}}", {}, lost_at="2025-06-01T00:00:00Z")


def test_a_template_that_names_a_snapshot_already_takes_another() -> None:
    page = f"{{{{Literatur |Online={U} |archiv-url=https://web.archive.org/web/2019/x |archiv-datum=2019-01-01}}}}"
    assert _write(page, ADDS, GERMAN) == page.replace("2019/x", "2020/x%7Cy").replace("2019-01-01", "2020-01-05")
