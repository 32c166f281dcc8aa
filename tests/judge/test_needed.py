import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.judge.fingerprint import fingerprints
from crawler.judge.needed import folded, needed

LISTS = ("walls", "outages", "paywalls", "missing", "parking")
MARKS = [mark for name in LISTS for each in fingerprints(name) for mark in each.marks]


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("wordfence", {"wordfence"}),
        ("Window\\.Rbz", {"window.rbz"}),
        ("^access denied$", {"access denied"}),
        ("arkoselabs\\.com|funcaptcha", {"arkoselabs.com", "funcaptcha"}),
        ("(parked|for sale) here", {"parked", "for sale"}),
        ("you (really )?have been blocked", {"have been blocked"}),
        ("(?>domain)+ for", {"domain"}),
        ("(?:domain){2,}", {"domain"}),
        ("(?<!sub)domain(?= sold)", {"domain"}),
        ("заблокирован|STRASSE|straße", {"заблокирован", "strasse"}),
        ("云防护|拦截提示", {"云防护", "拦截提示"}),
        ("域名( \\S+)?出售|domain sold", {"域名", "domain sold"}),
    ],
)
def test_the_longest_pieces_of_every_way_are_needed(pattern: str, pieces: set[str]) -> None:
    assert needed(pattern) == pieces


@pytest.mark.parametrize(
    "pattern",
    ["", "ab", "(domain)?", "(domain)*", "[domain]", "domain|[a-z]+", "domain|is", "(?=domain)", "(?!domain)"],
)
def test_where_one_way_needs_nothing_nothing_is_needed(pattern: str) -> None:
    assert needed(pattern) == frozenset()


def test_a_python_that_hides_an_expressions_parts_costs_time_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re._parser", None)
    assert needed("wordfence") == frozenset()


def test_what_matches_without_case_is_the_same_when_folded() -> None:
    """Of every character of the lists, and all that an expression without case takes for it."""
    used = {letter for mark in MARKS for letter in mark.pattern.pattern if letter.isalpha()}
    used |= {letter.upper() for letter in used if len(letter.upper()) == 1}
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in sorted(used | set("iıskKſßµςσ")):  # noqa: RUF001 - the look-alikes are the matter
        found = re.findall(re.escape(letter), everything, re.IGNORECASE)
        assert {folded(each) for each in found} == {folded(letter)}, letter


@given(st.data())
@settings(max_examples=300)
def test_every_text_in_which_a_mark_is_found_has_a_piece_that_it_needs(data: st.DataObject) -> None:
    mark = data.draw(st.sampled_from(MARKS))
    text = data.draw(st.from_regex(mark.pattern))
    shown = folded(text)
    assert not mark.needed or any(piece in shown for piece in mark.needed)
