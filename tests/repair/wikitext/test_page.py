"""An article's wikitext is repaired where it names a judged source, and stays to the byte everywhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.history.record import Row
from crawler.repair.wikitext.edit import Edit
from crawler.repair.wikitext.page import RepairedPage, render, repair_page
from tests.repair.judged import (
    ALIVE,
    BAD,
    DEAD,
    ELSEWHERE,
    LOST,
    MISSING,
    MOVED,
    NEW,
    REVIVED,
    ROWS,
    USURPED,
    WELL,
    judged_report,
    snapshot,
    suggested,
)
from tests.reports.samples import archive, live, report

KEPT = snapshot(DEAD)
DMY = "{{Use dmy dates|date=May 2020}}\n"
TAG = "{{dead link|date=May 2012}}"
ADDED = f"|archive-url={KEPT}|archive-date=2020-01-05|url-status=dead"
BOX = f"{{{{Webarchive|url={KEPT}|date=2020-01-05}}}}"


def _repair(page: str, *names: str) -> RepairedPage:
    return repair_page(page, judged_report(*names))


REPAIRED = {
    "dead, nothing else said": (f"{{{{cite web|url={DEAD}|title=T}}}}", f"{{{{cite web|url={DEAD}{ADDED}|title=T}}}}"),
    "behind the access date": (
        f"{{{{cite web|url={DEAD}|title=T|access-date=2019-02-03|quote=Q}}}}",
        f"{{{{cite web|url={DEAD}|title=T|access-date=2019-02-03{ADDED}|quote=Q}}}}",
    ),
    "a template of many lines": (
        f"{{{{Cite news\n | url   = {DEAD}\n | title = T\n}}}}",
        (f"{{{{Cite news\n | url   = {DEAD}\n | archive-url = {KEPT}\n | archive-date = 2020-01-05\n"
        " | url-status = dead\n | title = T\n}}"),
    ),
    "parameters that wait": (
        f"{{{{cite web |url={DEAD} |archiveurl= |archivedate= |url-status=live}}}}",
        f"{{{{cite web |url={DEAD} |archiveurl={KEPT} |archivedate=2020-01-05 |url-status=dead}}}}",
    ),
    "entities in its address": (
        f"{{{{cite web|url={DEAD.replace('&', '&amp;')}}}}}",
        f"{{{{cite web|url={DEAD.replace('&', '&amp;')}{ADDED}}}}}",
    ),
    "the page's date form": (
        f"{DMY}{{{{cite web|url={DEAD}|access-date=2019-02-03}}}}",
        (f"{DMY}{{{{cite web|url={DEAD}|access-date=2019-02-03|archive-url={KEPT}|archive-date=5 January 2020|"
        "url-status=dead}}"),
    ),
    "the date form of its own access date": (
        f"{{{{cite web|url={DEAD}|access-date=February 3, 2019}}}}",
        (f"{{{{cite web|url={DEAD}|access-date=February 3, 2019|archive-url={KEPT}|archive-date=January 5, 2020|"
        "url-status=dead}}"),
    ),
    "the date form of the others": (
        f"{{{{cite web|url=https://o.example/|archive-date=3 Feb 2019}}}} {{{{cite web|url={DEAD}}}}}",
        (f"{{{{cite web|url=https://o.example/|archive-date=3 Feb 2019}}}} {{{{cite web|url={DEAD}|archive-url={KEPT}|"
        "archive-date=5 Jan 2020|url-status=dead}}"),
    ),
    "the archive dates' own form": (
        f"{{{{Use mdy dates|cs1-dates=ly}}}}{{{{cite web|url={DEAD}}}}}",
        f"{{{{Use mdy dates|cs1-dates=ly}}}}{{{{cite web|url={DEAD}{ADDED}}}}}",
    ),
    "a tag that is no longer true": (
        f"<ref>{{{{cite web|url={DEAD}}}}} {TAG}</ref>", f"<ref>{{{{cite web|url={DEAD}{ADDED}}}}}</ref>",
    ),
    "a tag behind a template in running text, and one of its neighbour": (
        f"{{{{cite web|url={DEAD}}}}}{TAG}, {{{{cite web|url=https://o.example/}}}} {TAG}",
        f"{{{{cite web|url={DEAD}{ADDED}}}}}, {{{{cite web|url=https://o.example/}}}} {TAG}",
    ),
    "usurped": (
        f"{{{{cite web|url={USURPED}}}}}",
        f"{{{{cite web|url={USURPED}|archive-url={snapshot(USURPED)}|archive-date=2020-01-05|url-status=usurped}}}}",
    ),
    "a bad snapshot of a living page": (
        f"{{{{cite web|url={ALIVE}|archive-url={BAD}|archive-date=2019-01-01}}}}",
        f"{{{{cite web|url={ALIVE}|archive-url={snapshot(ALIVE)}|archive-date=2020-01-05|url-status=live}}}}",
    ),
    "alive again": (
        f"{{{{cite web|url={REVIVED}|archive-url={snapshot(REVIVED)}|archive-date=2020-01-05|url-status=dead}}}}",
        f"{{{{cite web|url={REVIVED}|archive-url={snapshot(REVIVED)}|archive-date=2020-01-05|url-status=live}}}}",
    ),
    "a snapshot without its date": (
        f"{{{{cite web|url={DEAD}|archive-url={KEPT}|url-status=dead}}}}",
        f"{{{{cite web|url={DEAD}|archive-url={KEPT}|archive-date=2020-01-05|url-status=dead}}}}",
    ),
    "moved": (f"{{{{cite web|url= {MOVED} |title=T}}}}", f"{{{{cite web|url= {NEW} |title=T}}}}"),
    "moved, marked as dead and tagged": (
        f"<ref>{{{{cite web|url={MOVED}|url-status=dead}}}} {TAG}</ref>",
        f"<ref>{{{{cite web|url={NEW}|url-status=live}}}}</ref>",
    ),
    "a wrong archive date": (
        f"{{{{cite web|url={DEAD}|archive-url={KEPT}|archive-date=May 1, 2019|url-status=dead}}}}",
        f"{{{{cite web|url={DEAD}|archive-url={KEPT}|archive-date=January 5, 2020|url-status=dead}}}}",
    ),
    "a bare link to an address in other hands": (
        f"[{USURPED} T]", f"[{USURPED} T] {{{{Webarchive|url={snapshot(USURPED)}|date=2020-01-05}}}}",
    ),
    "lost": (
        f"<ref>{{{{cite web|url={LOST}}}}}</ref>",
        f"<ref>{{{{cite web|url={LOST}}}}} {{{{dead link|date=June 2025|fix-attempted=yes}}}}</ref>",
    ),
    "found elsewhere": (
        f"<ref>{{{{cite web|url={ELSEWHERE}|url-status=live}}}}</ref> [{ELSEWHERE} T]",
        f"<ref>{{{{cite web|url={ELSEWHERE}-new|url-status=live}}}}</ref> [{ELSEWHERE}-new T]",
    ),
    "the chapter's address": (
        f"{{{{cite book|url=https://b.example/|chapter-url={DEAD}}}}}",
        f"{{{{cite book|url=https://b.example/|chapter-url={DEAD}{ADDED}}}}}",
    ),
    "a bare link": (f"<ref>[{DEAD} T]</ref>", f"<ref>[{DEAD} T] {BOX}</ref>"),
    "a free link": (f"* {DEAD}.\n", f"* {DEAD} {BOX}.\n"),
    "a free link at a CRLF": (f"* {DEAD}\r\nx\r\n", f"* {DEAD} {BOX}\r\nx\r\n"),
    "a bare link with a tag": (f"[{DEAD} T], 2010 {TAG}.", f"[{DEAD} T], 2010 {BOX}."),
    "a free link with a tag": (f"<ref>{DEAD}{TAG}</ref>", f"<ref>{DEAD} {BOX}</ref>"),
    "a bare link with two tags": (f"<ref>[{DEAD} T] {TAG} {TAG}</ref>", f"<ref>[{DEAD} T] {BOX}</ref>"),
    "a bare link with a bad snapshot": (
        f"[{ALIVE} T] {{{{webarchive |url={BAD} |date=January 1, 2019}}}}",
        f"[{ALIVE} T] {{{{webarchive |url={snapshot(ALIVE)} |date=January 5, 2020}}}}",
    ),
    "a bare link that moved": (f"[{MOVED} T]", f"[{NEW} T]"),
    "a bare link that is lost": (
        f"[{LOST} T], 2010", f"[{LOST} T] {{{{dead link|date=June 2025|fix-attempted=yes}}}}, 2010",
    ),
    "German": (
        f"{{{{Internetquelle |url={DEAD} |titel=T |abruf=2019-02-03}}}}",
        f"{{{{Internetquelle |url={DEAD} |titel=T |abruf=2019-02-03 |archiv-url={KEPT} |archiv-datum=2020-01-05}}}}",
    ),
    "French": (
        f"{{{{Lien web|titre=T|url={DEAD}|consulté le=3 février 2019}}}}",
        (f"{{{{Lien web|titre=T|url={DEAD}|consulté le=3 février 2019|archive-url={KEPT}|"
         "archive-date=5 janvier 2020}}"),
    ),
}  # fmt: skip


def test_a_source_with_another_title_is_left_alone_and_said() -> None:
    page = f"{{{{cite web|url={DEAD}|title=Annual report of the harbour office}}}}"
    (left,) = (repaired := repair_page(page, report(_titled("The keepers of the light")))).left_alone
    assert repaired.text == page
    assert left == (
        "Line 1: {{cite web}} is left alone: its title is not the one that was judged (The keepers of the light)."
    )
    same = f"{{{{cite web|url={DEAD}|title=The keepers of the light - The Coast Courier}}}}"
    assert repair_page(same, report(_titled("The keepers of the light"))).text != same


def _titled(title: str) -> Row:
    row = ROWS["dead"]
    return replace(row, citation={**row.citation, "title": title})


@pytest.mark.parametrize(("page", "after"), REPAIRED.values(), ids=list(REPAIRED))
def test_repaired(page: str, after: str) -> None:
    around = "A \u2014 b''c'' {{infobox|x=y}}<!-- z -->\n"
    found = _repair(around + page + around)
    assert found.text == around + after + around
    assert found.left_alone == ()
    assert _repair(found.text).text == found.text, "a second time there is nothing to do"


UNTOUCHED = {
    "alive and archived": f"{{{{cite web|url={WELL}}}}} [{WELL} T]",
    "alive and in no archive": f"{{{{cite web|url={MISSING}}}}}",
    "a comment": f"<!-- {{{{cite web|url={DEAD}}}}} [{DEAD} T] -->",
    "nowiki": f"<nowiki>{{{{cite web|url={DEAD}}}}}</nowiki><pre>[{DEAD} T]</pre>",
    "another address": f"{{{{cite web|url={DEAD}0}}}} [{DEAD}/x T]",
    "repaired": f"{{{{cite web|url={DEAD}{ADDED}}}}} [{DEAD} T] {BOX}",
    "repaired, spelled otherwise": (
        f"{{{{cite web|url={DEAD}|archiveurl={KEPT.replace('https://web.', 'http://www.')}"
        "|archivedate=5 January 2020|url-status=dead}}"
    ),
    "lost and tagged": f"<ref>{{{{cite web|url={LOST}}}}} {{{{Dead link|date=May 2012}}}}</ref>",
    "never closed": f"{{{{cite web|url={DEAD}",
    "nothing at all": "",
}


@pytest.mark.parametrize("page", UNTOUCHED.values(), ids=list(UNTOUCHED))
def test_untouched(page: str) -> None:
    assert _repair(page) == RepairedPage(text=page, repairs=(), left_alone=())


LEFT_ALONE = {
    "a template that is not known": (f"{{{{house style|url={DEAD}}}}}", ["{{house style}}", DEAD]),
    "its address without a name": (f"\n{{{{official website|{DEAD}}}}}", ["Line 2", "{{official website}}"]),
    "a bare link within a template": (
        f"{{{{plainlist|\n* [{USURPED} T]\n* [https://o.example/ O]\n}}}}", ["Line 1: {{plainlist}}", USURPED],
    ),
    "a bare link in a template's parameter": (f"{{{{infobox|website=[{DEAD} T]}}}}", ["{{infobox}}", DEAD]),
    "a bare link in a template in another": (
        f"{{{{infobox|a={{{{plainlist|* see {DEAD} (2010)}}}}|b=x}}}}", ["{{plainlist}}", DEAD],
    ),
    "a snapshot that was not judged": (
        f"{{{{cite web|url={DEAD}|archive-url={snapshot(DEAD, '20010101000000')}|archive-date=2001-01-01}}}}",
        ["{{cite web}}", "not judged"],
    ),
    "no archive's place": (f"{{{{cite arXiv|url={DEAD}}}}}", ["{{cite arxiv}}", "archive address"]),
    "beside a map": (f"{{{{cite map|url=https://o.example/|map-url={DEAD}}}}}", ["map-url"]),
    "the book, where the chapter has one": (
        f"{{{{cite book|url={DEAD}|chapter-url=https://o.example/}}}}", ["|url="],
    ),
    "a snapshot in another template": (
        f"[{DEAD} T] {{{{wayback|url={DEAD}|date=2001}}}}", ["bare link", "{{wayback}}"],
    ),
    "the same on its own": (f"{{{{wayback|url={DEAD}|date=2001}}}}", ["{{wayback}}", DEAD]),
    "told to keep off": (f"<ref>{{{{cite web|url={DEAD}}}}} {{{{cbignore}}}}</ref>", ["cbignore"]),
    "told twice": (f"{{{{cite web|url={DEAD}|url={DEAD}}}}}", ["twice"]),
    "two snapshots": (f"{{{{cite web|url={DEAD}|archive-url=x|archiveurl=y}}}}", ["archive-url twice"]),
    "a bare link in another language": (
        f"{{{{Internetquelle|url=https://o.example/|titel=T}}}} [{DEAD} T]", ["English"],
    ),
    "a snapshot in the page's place": (
        f"{{{{cite web|url={snapshot('https://o.example/')}}}}}", ["{{cite web}}", "its address is an archive's"],
    ),
    "a German template without such parameters": (f"{{{{Literatur|Online={DEAD}|Titel=T}}}}", ["{{literatur}}"]),
}  # fmt: skip


@pytest.mark.parametrize(("page", "words"), LEFT_ALONE.values(), ids=list(LEFT_ALONE))
def test_left_alone_and_said_to_be(page: str, words: list[str]) -> None:
    found = _repair(page)
    assert (found.text, found.repairs) == (page, ())
    (sentence,) = found.left_alone
    assert all(word in sentence for word in words), sentence


KEPT_OF_MOVED = snapshot(MOVED)
OLD_TAG = f"{{{{wayback|url={MOVED}}}}}"
MOVED_AND_KEPT = {
    "a template": (
        f"{{{{cite web|url={MOVED}}}}}",
        f"{{{{cite web|url={NEW}|archive-url={KEPT_OF_MOVED}|archive-date=2020-01-05|url-status=live}}}}",
    ),
    "one that takes no snapshot": (f"{{{{cite arXiv|url={MOVED}}}}}", f"{{{{cite arXiv|url={NEW}}}}}"),
    "one with an older tag": (
        f"{{{{cite web|url={MOVED}|url-status=dead}}}} {OLD_TAG}",
        f"{{{{cite web|url={NEW}|url-status=live}}}} {OLD_TAG}",
    ),
    "one that names it": (
        f"{{{{cite web|url={MOVED}|archive-url={KEPT_OF_MOVED}|archive-date=2020-01-05}}}}",
        f"{{{{cite web|url={NEW}|archive-url={KEPT_OF_MOVED}|archive-date=2020-01-05}}}}",
    ),
    "a bare link": (f"[{MOVED} T]", f"[{NEW} T] {{{{Webarchive|url={KEPT_OF_MOVED}|date=2020-01-05}}}}"),
    "a bare link with an older tag": (f"[{MOVED} T] {OLD_TAG}", f"[{NEW} T] {OLD_TAG}"),
}


@pytest.mark.parametrize(("page", "after"), MOVED_AND_KEPT.values(), ids=list(MOVED_AND_KEPT))
def test_a_moved_page_keeps_its_old_snapshot_where_it_has_a_place(page: str, after: str) -> None:
    kept = archive(snapshot_url=KEPT_OF_MOVED, captured_at="2020-01-05T06:07:08Z")
    found = repair_page(page, report(suggested(replace(ROWS["moved"], archive=kept))))
    assert (found.text, found.left_alone) == (after, ())


def test_what_a_bad_snapshot_leaves_without_any_is_said() -> None:
    bad = replace(ROWS["lost"], archive=archive("bad", "wrong-page"))
    bad = replace(bad, citation={**bad.citation, "archive-url": snapshot(LOST)})
    page = f"<ref>{{{{cite web|url={LOST}|archive-url={snapshot(LOST)}|archive-date=x|url-status=dead}}}}"
    found = repair_page(f"{page}</ref>", report(bad))
    assert found.repairs == ()
    (said,) = found.left_alone
    assert said.startswith("Line 1: {{cite web}} is left alone: no snapshot in the archives that were asked shows ")
    assert repair_page(f"{page} {TAG}</ref>", report(bad)).left_alone == (), "its tag says so already"


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"<ref>[{USURPED} T]</ref>", ["a bare link"]),
        (f"* {USURPED}\n", ["a bare link"]),
        (f"<ref>{{{{cite web|url={USURPED}}}}}</ref>", ["{{cite web}}"]),
        (f"<ref>[{USURPED} T] {TAG}</ref>", []),
    ],
    ids=["a bare link", "a free link", "a template", "its tag says so already"],
)
def test_what_is_gone_and_not_yet_looked_for_in_an_archive_is_said(page: str, said: list[str]) -> None:
    row = suggested(replace(ROWS["usurped"], archive=archive("unknown", "rate-limited")))
    found = repair_page(page, report(row))
    assert (found.text, found.repairs) == (page, ())
    assert list(found.left_alone) == [
        f"Line 1: {what} is left alone: the page is gone, and it is not known yet whether a snapshot shows it."
        for what in said
    ]


@pytest.mark.parametrize(("confirmed", "said"), [(True, 1), (False, 0)])
def test_a_tag_beside_a_page_that_is_alive_is_named(confirmed: bool, said: int) -> None:  # noqa: FBT001 - a column of the table
    row = replace(ROWS["revived"], live=replace(ROWS["revived"].live, confirmed=confirmed))
    page = f"<ref>[{REVIVED} T] {{{{Webarchive|url={snapshot(REVIVED)}|date=2020-01-05}}}} {TAG}</ref>"
    found = repair_page(page, report(row))
    assert (found.text, found.repairs) == (page, ())
    assert len(found.left_alone) == said
    assert all("the dead-link tag of a bare link" in sentence for sentence in found.left_alone)


def test_where_nothing_is_known_is_told() -> None:
    found = _repair(f"{{{{cite web|url={DEAD}}}}}\n[https://o.example/ O]\n\nhttps://p.example/", "dead")
    assert (found.sources, found.judged, found.unknown) == (3, 1, (2, 4))


def test_a_named_footnote_is_edited_once_and_equal_ones_all() -> None:
    page = f'<ref name="a">{{{{cite web|url={DEAD}}}}}</ref> <ref name="a" /> <ref>{{{{cite web|url={DEAD}}}}}</ref>'
    found = _repair(page)
    assert found.text.count(KEPT) == 2
    assert len(found.repairs) == 2


def test_the_grounds_are_told() -> None:
    shown = render(_repair(f"x\n{{{{cite web|url={DEAD}}}}}").repairs)
    assert "Line 2, {{cite web}}" in shown
    assert "dead/not-found" in shown
    assert KEPT in shown
    assert "2020-01-05T06:07:08Z" in shown


def test_rows_that_contradict_each_other_repair_nothing() -> None:
    other = replace(ROWS["dead"], number=9, live=live("ok", url=DEAD), archive=archive("missing"), suggestion=None)
    found = repair_page(f"{{{{cite web|url={DEAD}}}}}", report(ROWS["dead"], other))
    assert found.repairs == ()
    assert "footnotes 1, 9" in found.left_alone[0]
    by_title = repair_page(f"{{{{cite web|url={DEAD}|title=Story 1}}}}", report(ROWS["dead"], replace(
        other, citation={**other.citation, "title": "Another"})))  # fmt: skip
    assert len(by_title.repairs) == 1


PIECES = [
    f"{{{{cite web|url={DEAD}|title=T}}}}",
    f"{{{{cite web\r\n| url = {DEAD}\r\n| title = T\r\n}}}}",
    f"{{{{Cite news |url={USURPED} |access-date=2 May 2019 }}}}",
    f"{{{{cite journal|url={LOST}|title=[[a|b]]}}}}",
    f"[{DEAD} T]", f"[{LOST} T]", f" {DEAD} ", f" {LOST}\r\n",
    f"<ref>{{{{cite web|url={DEAD}}}}}</ref>", '<ref name="x" />', f"<ref name=y>[{LOST} T], 2010</ref>",
    f"{{{{reflist|refs=\n<ref name=z>{{{{cite web|url={DEAD}}}}}</ref>}}}}",
    f"<!-- {{{{cite web|url={DEAD}}}}} -->", f"<nowiki>[{DEAD} T]</nowiki>", f"{{{{foo|{DEAD}}}}}",
    "{{Use dmy dates}}", "{{", "}}", "[[", "]]", "|", "<ref>", "</ref>", "<!--", "\ufeff", "\x00", " \t", "\r\n",
    "\u2028",     "'''b'''", "{| class=x\n|-\n| y\n|}", "\u4e2d\u6587",
]  # fmt: skip


def _undone(found: RepairedPage, page: str) -> str:
    """The page that results where each edit's text is taken out again and what it replaced is put back."""
    text = found.text
    for edit in sorted(
        (edit for each in found.repairs for edit in each.edits), key=lambda edit: (edit.start, edit.end)
    ):
        # What stands before this edit is the page's own again.
        assert text[edit.start : edit.start + len(edit.text)] == edit.text
        text = text[: edit.start] + page[edit.start : edit.end] + text[edit.start + len(edit.text) :]
    return text


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_nothing_but_the_intended_parameters_is_added(page: str) -> None:
    """None of these needs more than parameters and tags put in: taking them out again gives the page to the byte."""
    found = _repair(page)
    edits: list[Edit] = [edit for each in found.repairs for edit in each.edits]
    assert all(edit.start == edit.end for edit in edits)
    assert all(
        part.partition("=")[0].strip()
        in ("", "archive-url", "archive-date", "url-status", "url", "date", "fix-attempted")
        or part.strip(" ").startswith(("{{Webarchive", "{{dead link"))
        for edit in edits
        for part in edit.text.split("|")
    )
    assert _undone(found, page) == page
    assert len(found.text) == len(page) + sum(len(edit.text) for edit in edits)
    assert _repair(found.text).repairs == ()
