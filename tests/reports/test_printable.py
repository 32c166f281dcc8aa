"""Hostile text is shown on one line, in reading order, with nothing hidden, and never becomes a link it should not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reports.printable import link, printable, printable_address, shortened

KEPT = {
    "plain": "A story, retold (2019)",
    "accents": "Größe und Übermaß",
    "cjk": "中国北方工业公司",
    "hebrew": "כותרת בעברית",
    "persian with its joiner": "می\u200cخواهم",  # noqa: RUF001 # Persian is meant
    "emoji with its joiner": "👩\u200d🚀",
    "markup is text": "<b>[bold]&amp;`x`|y",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_what_people_write_stays(text: str) -> None:
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[1;31mred\x1b[0m", "red", id="colours"),
        pytest.param("\x9b2Jgone", "gone", id="eight-bit control sequence"),
        pytest.param("a\x1b]0;owned\x07b", "ab", id="window title"),
        pytest.param("a\x1b]8;;https://evil.example\x1b\\b\x1b]8;;\x1b\\c", "abc", id="terminal link"),
        pytest.param("a\x1bPq#0\x1b\\b", "ab", id="device control string"),
        pytest.param("a\x9dunfinished", "a", id="unfinished string"),
        pytest.param("\x1bcreset", "reset", id="terminal reset"),
        pytest.param("\x1b(0lqk", "lqk", id="character set"),
        pytest.param("\x1b\x1b[0m[31m", "[31m", id="an escape inside an escape"),
        pytest.param("end\x1b", "end", id="a lone escape"),
        pytest.param("a\u202eb\u202cc\u2066d\u2069", "abcd", id="bidi overrides and isolates"),
        pytest.param("in\u200bvis\u00adible\ufeff", "invisible", id="invisible"),
        pytest.param("tag\U000e0041\U000e007f", "tag", id="tag characters"),
        pytest.param("one\r\n two\t\x0bthree\u2028four\x85five", "one two three four five", id="line ends"),
        pytest.param("  around  ", "around", id="white space around"),
        pytest.param("a\x00b\x7fc\x08", "abc", id="control characters"),
        pytest.param("half \ud83d", "half \ufffd", id="lone surrogate"),
        pytest.param("", "", id="empty"),
    ],
)
def test_what_acts_or_hides_goes(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text() | st.text(alphabet="\x1b[]()0m;\x07\\\x9b\x9dP \u202e"))
def test_nothing_is_left_that_acts_or_hides(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") or c in "\u202e\u2066\ufeff"]
    assert shown == shown.strip()


@given(st.text() | st.text(alphabet="\x1b[]0m;\x07\\\x9b \u202e\u200b"))
def test_once_is_enough(text: str) -> None:
    assert printable(printable(text)) == printable(text)


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("two words", 5, "two…"),
        ("a\nb", 3, "a b"),
        ("", 3, ""),
    ],
)
def test_shortened(text: str, length: int, shown: str) -> None:
    assert shortened(text, length) == shown


@given(st.text(), st.integers(1, 30))
def test_shortened_fits(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://press.example/a?b=c&d=e#f", "https://press.example/a?b=c&d=e#f"),
        ("https://press.example/über/中国", "https://press.example/über/中国"),
        (" https://press.example/ ", "https://press.example/"),
        ("https://press.example/a b\n\x1b[0m", "https://press.example/a%20b%0A%1B[0m"),
        ('https://press.example/"<x>|`{}', "https://press.example/%22%3Cx%3E%7C%60%7B%7D"),
        ("https://press.example/\u202egnp", "https://press.example/%E2%80%AEgnp"),
        ("https://press.example/\ud800", "https://press.example/%EF%BF%BD"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("", ""),
    ],
)
def test_addresses_show_what_they_hide(url: str, shown: str) -> None:
    assert printable_address(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\nscript:alert(1)",
        "\x01javascript:alert(1)//https://press.example/",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://files.example/",
        "//press.example/",
        "http:",
        "http://",
        "https:///path",
        "http:press.example",
        "press.example",
        "",
    ],
)
def test_never_a_link(url: str) -> None:
    assert link(url) is None


@pytest.mark.parametrize("url", ["http://press.example", "HTTPS://press.example/a?b", "https://[::1]/"])
def test_a_link(url: str) -> None:
    assert link(url) == url


@given(st.text() | st.text().map(lambda rest: f"https://press.example/{rest}"))
def test_links_go_to_the_web_and_end_where_they_end(url: str) -> None:
    target = link(url)
    if target is not None:
        assert target.lower().startswith(("http://", "https://"))
        assert not set(target) & set(" \n\t<>\"'`|{}")
        assert target == printable(target)


BIDI_CLASSES = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def test_whatever_unicode_reorders_text_with_goes() -> None:
    marks = [mark for mark in map(chr, range(0x110000)) if unicodedata.bidirectional(mark) in BIDI_CLASSES]
    assert len(marks) == len(BIDI_CLASSES)
    assert printable("".join(marks)) == ""
