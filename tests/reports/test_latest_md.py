"""latest.md opens with what must be known, and nothing quoted in it acts as Markdown."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crawler.history.record import Report
from crawler.judge.verdict import Suggestion
from crawler.reports.latest_md import address, escaped, render
from crawler.reports.passage import REPLACES
from crawler.reports.printable import printable
from crawler.reports.summary import STAND_IN
from tests.reports.samples import HOSTILE_TITLES, flag, full, hostile, live, report, reports, row

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> list[Token]:
    """Every token, those inside a line included."""
    return [inner for token in PARSER.parse(text) for inner in (token, *(token.children or ()))]


def test_it_opens_with_the_notices() -> None:
    lines = render(full()).splitlines()
    assert lines[0] == f"> **{STAND_IN}**"
    assert "`citewatch sync --write`" in lines[2]
    assert lines[4] == "# Citations of Norinco"


def test_a_live_run_without_trouble_opens_with_the_article() -> None:
    opening = "# Citations of Norinco\n\n1 footnote: 1 healthy. Newly flagged: nothing.\n"
    assert render(report(row(1))).startswith(opening)


def test_a_degraded_run_says_so() -> None:
    assert render(report(row(1), network="degraded")).startswith("> **The network failed")


def test_new_flags_stand_before_the_table() -> None:
    text = render(full())
    new = text[text.index("## Newly flagged") : text.index("## All footnotes")]
    assert [line.split("`")[1] for line in new.splitlines() if line.startswith("- ")] == [
        "moved",
        "dead-citation",
        "needs-archive-url",
        "wrong-page",
    ]


def test_nothing_new_is_said() -> None:
    assert "## Newly flagged\n\nNothing.\n" in render(report(row(1, flags=(flag("moved"),))))


def test_the_table_has_a_row_for_each_footnote_in_order() -> None:
    cells = [line.split(" | ")[0] for line in render(full()).splitlines() if line.startswith("| ")]
    assert cells == ["| #", "| ---:", *(f"| {number}" for number in range(1, 12)), "| note:1"]


def test_flagged_footnotes_have_a_section_and_others_none() -> None:
    headings = [line for line in render(full()).splitlines() if line.startswith("### ")]
    assert [heading.split(".")[0] for heading in headings] == [f"### {n}" for n in (1, 2, 3, 4, 5, 6, 11)]


def test_a_section_shows_hops_evidence_and_what_to_paste() -> None:
    text = render(full())
    assert "hops: <http://press.example/story> (301) → <https://press.example/story> (302)" in text
    assert "evidence: `evidence.warc.gz#4711`\n" in text
    assert "`|archive-date=2020-01-01`" in text
    assert f"## Flagged footnotes\n\n{REPLACES}\n\n### " in text
    assert "confidence 97%, seen once" in text


def test_where_nothing_is_to_be_pasted_nothing_is_said_of_it() -> None:
    text = render(report(row(1, live=live("moved"), flags=(flag("moved"),))))
    assert "## Flagged footnotes\n\n### " in text
    assert REPLACES not in text


def test_a_hop_without_an_answer() -> None:
    assert "(no answer)" in render(hostile())


@pytest.mark.parametrize("title", HOSTILE_TITLES.values(), ids=HOSTILE_TITLES)
def test_a_title_is_shown_as_it_stands(title: str) -> None:
    (inline,) = [token for token in PARSER.parse(f"x{escaped(title)}") if token.type == "inline"]
    assert {child.type for child in inline.children or ()} <= {"text", "code_inline"}
    assert "".join(child.content for child in inline.children or ()) == f"x{printable(title)}"


WILD = st.text() | st.text(alphabet="\\`*_[]()<>!#|&;~:/w. \n\x1ba1$\"'")
ADDRESSED = st.lists(WILD | st.sampled_from(["http://", "www.", "`", "``", "\\`", "|", "https://a.example/b_c"])).map(
    "".join
)


@given(WILD | ADDRESSED)
def test_any_text_is_shown_as_it_stands(text: str) -> None:
    (inline,) = [token for token in PARSER.parse(f"x{escaped(text)}") if token.type == "inline"]
    assert "".join(child.content for child in inline.children or ()) == f"x{printable(text)}"
    assert {child.type for child in inline.children or ()} <= {"text", "code_inline"}


@given(WILD | ADDRESSED)
def test_any_text_fills_one_cell(text: str) -> None:
    found = tokens(f"| a | b |\n| --- | --- |\n| x{escaped(text)} | last |\n")
    cells = [inline for cell, inline in pairwise(found) if cell.type == "td_open"]
    assert [cell.content for cell in cells][1:] == ["last"]
    assert "".join(child.content for child in cells[0].children or ()) == f"x{printable(text)}"


@given(WILD | ADDRESSED)
def test_nothing_in_any_text_links_itself(text: str) -> None:
    # GitHub links `scheme://` and `www.` on sight, but not in a code span, nor where a backslash stands inside.
    (inline,) = [token for token in PARSER.parse(f"x{escaped(text)}") if token.type == "inline"]
    outside = re.sub(r"\\`", "", inline.content)
    outside = re.sub(r"`[^`]*`", "", outside)
    assert not re.search(r"[^\\]://|www\.(?=.)", outside, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://evil.example", "`https://evil.example`"),
        ("see www.evil.example", "see `www.evil.example`"),
        ("HTTP://x", "`HTTP://x`"),
        ("WWW.evil.example", "`WWW.evil.example`"),
        ("It moved to http://a.example/b_c*d?e=1&f=2#g.", "It moved to `http://a.example/b_c*d?e=1&f=2#g`."),
        ("the front page of www.a-b.example, which", "the front page of `www.a-b.example`, which"),
        ("(https://a.example/x)", "(`https://a.example/x`)"),
        ('"https://a.example/x"', '"`https://a.example/x`"'),
        ("https://a.example/`b`", "`https://a.example/`\\`b\\`"),
        ("https://a.example/|b", "`https://a.example/`\\|b"),
        ("https://a.example/<b>", "`https://a.example/`&lt;b&gt;"),
        ("http://a.example/,http://b.example/", "`http://a.example/,http://b.example/`"),
        ("www.", "www."),
        ("http://.", "http\\://."),
    ],
)
def test_addresses_are_shown_to_be_copied_and_do_not_link_themselves(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_a_hostile_report_keeps_its_shape() -> None:
    found = tokens(render(hostile()))
    types = [token.type for token in found]
    assert types.count("tr_open") == len(HOSTILE_TITLES) + 1
    assert types.count("td_open") == len(HOSTILE_TITLES) * 6
    assert not {"html_block", "html_inline", "image", "fence", "code_block"} & set(types)
    links = [str(token.attrs["href"]) for token in found if token.type == "link_open"]
    assert all(target.startswith(("http://", "https://")) for target in links)
    assert not [target for target in links if "evil" in target]


@given(reports())
def test_any_report_keeps_its_shape(any_report: Report) -> None:
    found = tokens(render(any_report))
    types = [token.type for token in found]
    assert types.count("tr_open") == len(any_report.rows) + 1
    assert types.count("td_open") == len(any_report.rows) * 6
    assert not {"html_block", "html_inline", "image", "fence", "code_block"} & set(types)
    assert types.count("heading_open") == 3 + bool(flags := [r for r in any_report.rows if r.flags]) + len(flags)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://press.example/a|b", "<https://press.example/a%7Cb>"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("http:///a_b", "`http:///a_b`"),
        ("ftp://a.example/`x`|y", "`ftp://a.example/%60x%60%7Cy`"),
        ("https://x/><b>", "<https://x/%3E%3Cb%3E>"),
        ("", "—"),
    ],
)
def test_addresses(url: str, shown: str) -> None:
    assert address(url) == shown


def test_a_code_span_cannot_be_left() -> None:
    judged = row(
        1,
        live=live("moved"),
        flags=(flag("moved"),),
        suggestion=Suggestion(action="x", text="x", changes={"title": "`<b>`"}),
    )
    spans = [token.content for token in tokens(render(report(judged))) if token.type == "code_inline"]
    assert spans[-1] == "|title=’&#60;b&#62;’"  # noqa: RUF001 # the quote that stands for a backtick
    assert "<b>" not in PARSER.render(render(report(judged)))


def test_long_titles_are_cut_in_the_table() -> None:
    text = render(report(row(1, HOSTILE_TITLES["long"])))
    assert "A very long title" in text
    assert max(len(line) for line in text.splitlines()) < 400
