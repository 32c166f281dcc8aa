"""latest.html fetches nothing, runs nothing, links only to the web, and shows each footnote once."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, given, settings

from crawler.history.record import Report, Standing
from crawler.judge.verdict import HEALTHS, Alternative
from crawler.reports.html_page import time
from crawler.reports.latest_html import AT_ONCE, HEALTH_MEANINGS, MANY, render
from crawler.reports.passage import REPLACES, anchor, paste_lines
from crawler.reports.printable import printable
from crawler.reports.summary import STAND_IN
from tests.reports.samples import (
    HOSTILE_TITLES,
    REPAIR,
    SINCE,
    archive,
    flag,
    full,
    hostile,
    live,
    report,
    reports,
    row,
)

ELEMENTS = set(
    re.findall(
        r"[^ ]+",
        "html head meta title style body p header h1 h2 h3 h4 a code main section svg rect ul li b small span div table"
        " caption thead tbody tr th td article bdi i dl dt dd meter details summary ol pre q footer"
        " form label input fieldset legend select option button output script noscript aside figure figcaption g nav",
    ),
)
"""All that the template writes; anything else came in with a text."""

ATTRIBUTES = set(
    re.findall(
        r"[^ ]+",
        "lang charset http-equiv content name class role aria-labelledby aria-label id href rel viewbox"
        " preserveaspectratio x y width height scope data-label min max low high optimum value open"
        " hidden type name autocomplete placeholder aria-live data-of data-health data-reasons data-host data-copy"
        " data-into",
    ),
)


SCRIPT = files("crawler.reports").joinpath("latest.js").read_text("utf-8")


def page(shown: Report) -> BeautifulSoup:
    return BeautifulSoup(render(shown), "html.parser")


def one(soup: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = soup.select(selector)
    return found


def assert_inert(soup: BeautifulSoup) -> None:
    tags = soup.select("*")
    assert {tag.name for tag in tags} <= ELEMENTS
    assert {name for tag in tags for name in tag.attrs} <= ATTRIBUTES
    targets = [str(tag["href"]) for tag in tags if tag.has_attr("href")]
    assert all(target.startswith(("http://", "https://", "#")) for target in targets)
    assert [script.string for script in soup.select("script")] == [SCRIPT]
    ids = [str(tag["id"]) for tag in tags if tag.has_attr("id")]
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)


@pytest.mark.parametrize("shown", [full(), full("live"), hostile(), report()], ids=["full", "live", "hostile", "empty"])
def test_the_page_is_inert(shown: Report) -> None:
    assert_inert(page(shown))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40, deadline=None)
@given(reports())
def test_any_page_is_inert_and_whole(any_report: Report) -> None:
    soup = page(any_report)
    assert_inert(soup)
    assert [str(found["id"]) for found in soup.select("article")] == [anchor(each) for each in any_report.rows]
    assert len(soup.select("tbody tr")) == len(any_report.rows)


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else() -> None:
    soup = page(full())
    texts = (one(soup, name).string or "" for name in ("style", "script"))
    style, script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    assert one(soup, "meta[http-equiv]")["content"] == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_a_long_report_folds_each_footnote_and_says_the_same() -> None:
    rows = [row(number, f"Work {number}") for number in range(1, MANY + 1)]
    long = page(report(*rows))
    assert_inert(long)
    assert len(long.select("article > noscript")) == MANY
    assert [len(rows.select("tr")) for rows in long.select("tbody")] == [AT_ONCE, MANY - AT_ONCE]
    assert [line["data-of"] for line in long.select("tbody tr")] == [f"fn-{number}" for number in range(1, MANY + 1)]
    assert not page(report(*rows[1:])).select("noscript")
    (unfolded,) = page(report(rows[0])).select("article")
    assert one(long, "#fn-1").text.split() == unfolded.text.split()


def test_a_short_report_brings_every_line_at_once() -> None:
    flags = (flag("moved", new=True),)
    short = page(report(*(row(number, flags=flags) for number in range(1, MANY))))
    assert not short.select("noscript")
    assert len(short.select("tbody tr")) == len(short.select("#hands-new > li")) == MANY - 1


def test_long_lists_of_flags_are_folded_and_lose_nothing() -> None:
    rows = [row(number, flags=(flag("moved", new=number % 2 == 0),)) for number in range(1, 2 * MANY + 1)]
    long = page(report(*rows))
    for name in ("hands-new", "hands-standing"):
        whole = [*long.select(f"#{name} > li"), *long.select(f'[data-into="{name}"] li')]
        assert len(long.select(f"#{name} > li")) == AT_ONCE
        assert len(whole) == MANY


def test_a_death_that_is_not_flagged_is_said_and_named() -> None:
    soup = page(report(row(3, live=live("gone")), row(4)))
    said = one(soup, ".unflagged")
    assert "1 footnote has lost its page and is not flagged" in said.text
    assert [link["href"] for link in said.select("a")] == ["#fn-3"]
    assert not page(report(row(4))).select(".unflagged")


def test_how_much_is_new_is_counted_as_everywhere() -> None:
    heading = one(page(full()), "#new")
    assert heading.text.split() == ["Newly", "flagged", "4", "footnotes", "(4", "flags)"]


def test_what_to_paste_stands_beside_what_is_new() -> None:
    (new,) = [item for item in page(full()).select("#hands-new > li") if "needs-archive-url" in item.text]
    assert one(new, "pre[data-copy]").text.splitlines() == list(paste_lines(REPAIR))
    assert REPLACES in new.text


def test_where_nothing_is_to_be_pasted_nothing_is_said_of_it() -> None:
    assert REPLACES not in render(report(row(1, live=live("moved"), flags=(flag("moved"),))))


def test_the_page_opens_with_ways_to_what_needs_a_hand() -> None:
    ways = {str(link["href"]): link.text for link in page(full()).select("nav a")}
    assert ways["#new"] == "Newly flagged: 4 footnotes (4 flags)"
    assert ways["#standing"] == "Still flagged: 5 footnotes (5 flags)"
    assert [str(link["href"]) for link in page(report()).select("nav a")] == ["#new", "#all"]


def test_footnotes_can_be_told_apart_by_health_reason_flag_and_host() -> None:
    gone = row(1, "A", live=live("not-found"), archive=archive("missing"), flags=(flag("dead-citation"),))
    soup = page(report(gone, row(2, "B", live=live("no-url"))))
    first, second = soup.select("article")
    assert (first["data-health"], first["data-host"]) == ("dead", "press.example")
    assert first["data-reasons"] == "not-found no-capture dead-citation"
    assert (second["data-health"], second["data-host"]) == ("unknown", "")
    assert [option.text for option in soup.select("select[name=host] option")] == ["any", "press.example"]
    assert "dead-citation" in [option.text for option in soup.select("select[name=reason] option")]
    assert [line["data-of"] for line in soup.select("tbody tr")] == ["fn-1", "fn-2"]


def test_the_article_s_sections_lead_to_their_footnotes() -> None:
    soup = page(report(row(1, "A", live=live("not-found")), row(2, "B")))
    (section,) = soup.select(".places li")
    assert one(section, "b").text == "History"
    assert "1 of 2 gone" in section.text
    assert [chip["href"] for chip in section.select(".chip")] == ["#fn-1", "#fn-2"]


def test_a_report_with_a_past_draws_it() -> None:
    shown = full()
    past = tuple(Standing(f"2025-05-{day:02}T04:00:00Z", "healthy") for day in (29, 30))
    courses = {each.label: (*past, Standing(shown.run.finished_at, each.health)) for each in shown.rows}
    soup = page(replace(shown, courses=courses))
    assert_inert(soup)
    assert len(soup.select(".past g")) == 3
    assert [line.text for line in soup.select(".past li")] == [title.text for title in soup.select(".past g title")]
    strips = soup.select("article .strip")
    assert len(strips) == len(shown.rows)
    assert [rect["class"] for rect in strips[0].select("rect")] == [["healthy"]]
    assert [(rect["class"], rect["width"]) for rect in strips[2].select("rect")] == [
        (["healthy"], "1.9"),
        (["dead"], "0.9"),
    ]
    assert not page(shown).select(".past, .strip")


def test_the_whole_template_stands_beside_the_lines_that_change() -> None:
    shown = full()
    (article,) = [found for found in page(shown).select("article") if "The whole template" in found.text][:1]
    assert "The whole template, as {{cite web}} with dates in ISO 8601" in article.text
    lines, template = (found.text for found in article.select("pre"))
    assert template.startswith("{{cite web\n")
    assert set(lines.split("\n")) <= set(template.split("\n"))


def test_the_style_asks_for_nothing() -> None:
    style = one(page(full()), "style").string or ""
    assert not re.search(r"url\(|@import|expression", style)
    for part in ("prefers-color-scheme: dark", "@media print", "max-width: 44rem"):
        assert part in style


def test_a_stand_in_run_says_so_first_and_in_the_title() -> None:
    soup = page(full())
    assert one(soup, "title").text == "Stand-in: Citations of Norinco"
    body = one(soup, "body")
    first = body.select("p")[0]
    assert first.text == STAND_IN
    assert STAND_IN in one(soup, "footer").text


def test_the_second_notice_names_the_command_as_code() -> None:
    notice = page(full()).select("p.notice")[1]
    assert [code.text for code in notice.select("code")] == ["citewatch sync --write", "citewatch check"]
    assert "Run citewatch sync --write to take" in notice.text


def test_a_live_run_has_no_notice() -> None:
    soup = page(report(row(1)))
    assert not soup.select(".notice")
    assert one(soup, "title").text == "Citations of Norinco"


def test_what_is_new_comes_first_then_what_stands_then_all() -> None:
    soup = page(full())
    assert [heading["id"] for heading in soup.select("h2")] == [
        "summary",
        "new",
        "standing",
        "places",
        "all",
        "each",
    ]
    new = soup.select("section[aria-labelledby=new] .flag")
    assert [found.text for found in new] == ["moved", "dead-citation", "needs-archive-url", "wrong-page"]
    assert len(soup.select("section[aria-labelledby=standing] .flag")) == 5


def test_nothing_new_is_said() -> None:
    assert "Nothing new needs a hand." in one(page(report(row(1))), "section[aria-labelledby=new]").text


def test_the_summary_shows_every_health_as_text() -> None:
    assert set(HEALTH_MEANINGS) == set(HEALTHS)
    tiles = page(full()).select(".tile")
    shown = [(one(tile, ".pill").text, one(tile, "b").text) for tile in tiles]
    assert shown == [
        ("dead", "2"),
        ("rescued", "2"),
        ("suspect", "1"),
        ("at-risk", "2"),
        ("unknown", "3"),
        ("healthy", "2"),
    ]


def test_the_bar_has_the_share_of_each_health() -> None:
    widths = [int(str(part["width"])) for part in page(full()).select("svg rect")]
    assert widths == [2, 2, 1, 2, 3, 2]


def test_the_table_has_headers_and_a_caption() -> None:
    soup = page(full())
    assert [head.text for head in soup.select("thead th[scope=col]")] == [
        *("#", "Title", "Live", "Archive", "Health", "What to do"),
    ]
    assert len(soup.select("tbody th[scope=row]")) == 12
    assert "12 footnotes" in one(soup, "caption").text
    assert "order" not in one(soup, "caption").text, "the order can be changed"


def test_a_footnote_shows_all_that_is_known() -> None:
    text = " ".join(one(page(full()), "#fn-4").text.split())
    for part in (
        "Rescued by a snapshot",
        "rescued",
        "needs-archive-url new",
        "Add the snapshot of 1 January 2020",
        "|archive-date=2020-01-01",
        "redirected-home",
        "3 hops",
        "301 http://press.example/story",
        "97%, confirmed",
        "2025-06-01 04:00 UTC",
        "evidence.warc.gz#4711",
        "Captured2020-01-01 00:00 UTC, web.archive.org",
        "Other snapshots",
        "What the status says.",
    ):
        assert part in text


def test_another_snapshot_says_what_it_shows() -> None:
    other = Alternative(snapshot_url="https://a.example/", captured_at=SINCE, source="us", compared="title match 0.98")
    shown = row(1, archive=archive("bad", "wrong-page", alternatives=(other,)))
    assert "https://a.example/ (title match 0.98)" in one(page(report(shown)), "#fn-1").text


def test_seen_once() -> None:
    assert "seen once" in one(page(full()), "#fn-3 .edge-dead").text


def test_content_that_was_compared_is_shown() -> None:
    text = one(page(full()), "#fn-1 dl.content").text
    assert "match 98%" in text
    assert "absent 12%" in text
    assert not page(full()).select("#fn-2 dl.content")


def test_the_passage_is_linked() -> None:
    target = str(one(page(full()), "#fn-1 .cited a")["href"])
    assert target == "https://en.wikipedia.org/wiki/Norinco#:~:text=sold%20to%20three%2Dletter%2C%20and%20more"


def test_a_group_has_its_own_anchor() -> None:
    assert one(page(full()), "#fn-note-1 h3").text.startswith("note:1")


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES)
def test_a_title_is_shown_as_it_stands(title: str) -> None:
    heading = one(page(report(row(1, title))), "#fn-1 h3")
    shown = printable(title) or "no title"
    assert one(heading, "bdi, i").text in (shown, f"{shown[:299].rstrip()}…")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "ftp://files.example/"])
def test_what_is_not_of_the_web_is_text(url: str) -> None:
    soup = page(report(row(1, live=live(url=url, final_url=url))))
    assert not [tag for tag in soup.select("#fn-1 .verdict a") if "press.example" not in str(tag["href"])]
    assert url in one(soup, "#fn-1").text


def test_links_tell_the_other_side_nothing() -> None:
    outward = [tag for tag in page(full()).select("a") if str(tag["href"]).startswith("http")]
    assert outward
    assert all("noreferrer" in tag["rel"] for tag in outward)


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2025-06-01T04:00:09Z", "2025-06-01 04:00 UTC"),
        ("2025-06-01T04:00:09.25+00:00", "2025-06-01 04:00 UTC"),
        ("2025-06", "2025-06"),
        ("", ""),
    ],
)
def test_times(moment: str, shown: str) -> None:
    assert time(moment) == shown
