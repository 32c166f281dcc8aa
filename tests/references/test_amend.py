from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.amend import AMENDABLE, AmendError, amend
from crawler.references.citation import References
from crawler.references.document import dump, parse
from crawler.references.problem import ReferencesError
from tests.references.citations import DATES, references

HAND_WRITTEN = """\
# my file

references:   # all of them
- title: 'One'  # the best
  number: 1
  # an address I looked up
  url:   http://old.example/   # old

  author:
    - A
    - B   # both
  # end of one
- number: 2
  group: note
  quote: >-
    folded
    words

  # after the quote
  archive-date: 2019
"""


def changed(old: str, new: str, count: int = 1) -> str:
    assert HAND_WRITTEN.count(old) == count
    return HAND_WRITTEN.replace(old, new)


CASES = {
    "nothing": ({}, HAND_WRITTEN),
    "a value, its comment kept": (
        {"1": {"url": "https://new.example/"}},
        changed("http://old.example/", "https://new.example/"),
    ),
    "a quoted value": ({"1": {"title": "Two: 2"}}, changed("'One'", '"Two: 2"')),
    "a folded value": ({"note:2": {"quote": "short"}}, changed(">-\n    folded\n    words", "short")),
    "a new key, in the citation's order": (
        {"1": {"archive-date": "2020-01-02", "url-status": "dead", "archive-url": "https://a.example/"}},
        changed(
            "# old\n",
            "# old\n  url-status: dead\n  archive-url: https://a.example/\n  archive-date: 2020-01-02\n",
        ),
    ),
    "a new key behind a list": ({"1": {"work": "W"}}, changed("# both\n", "# both\n  work: W\n")),
    "a new key where none comes before but the number": (
        {"note:2": {"url": "http://x.example/"}},
        changed("group: note\n", "group: note\n  url: http://x.example/\n"),
    ),
    "a key taken away": ({"1": {"url": ""}}, changed("  url:   http://old.example/   # old\n", "")),
    "a folded value taken away": ({"note:2": {"quote": ""}}, changed("  quote: >-\n    folded\n    words\n", "")),
    "the first key of an entry emptied": ({"1": {"title": ""}}, changed("'One'", '""')),
    "a key that is not there taken away": ({"1": {"doi": ""}}, HAND_WRITTEN),
    "one goes, one comes in its place": (
        {"1": {"url": "", "url-status": "live"}},
        changed("  url:   http://old.example/   # old\n", "").replace(
            "'One'  # the best\n", "'One'  # the best\n  url-status: live\n"
        ),
    ),
    "two footnotes": (
        {"1": {"title": "T"}, "note:2": {"archive-date": "2019-09"}},
        changed("'One'", "T").replace("archive-date: 2019", "archive-date: 2019-09"),
    ),
}


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_everything_else_stays_as_it_was_written(changes: dict[str, dict[str, str]], expected: str) -> None:
    assert amend(HAND_WRITTEN, changes) == expected


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ("references: [{number: 1}]", {"url": "u"}, 'references: [{number: 1, url: "u"}]'),
        ("references: [{number: 1, url: a}]", {"url": "b: c"}, 'references: [{number: 1, url: "b: c"}]'),
        ("references: [{number: 1, url: a}]", {"url": ""}, 'references: [{number: 1, url: ""}]'),
        ("references: [{number: 1, url: }]", {"url": "u"}, 'references: [{number: 1, url: "u" }]'),
        ('{"references": [{"number": 1}]}', {"url": "u"}, '{"references": [{"number": 1, "url": "u"}]}'),
        (
            "references:\n- {number: 1, title: a} # c\n",
            {"url": "u", "archive-url": "v"},
            'references:\n- {number: 1, title: a, url: "u", archive-url: "v"} # c\n',
        ),
    ],
)
def test_entries_in_braces(text: str, changes: dict[str, str], expected: str) -> None:
    assert amend(text, {"1": changes}) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("references:\n- number: 1", "references:\n- number: 1\n  url: u"),
        ("references:\r\n- number: 1\r\n", "references:\r\n- number: 1\r\n  url: u\r\n"),
        ("\ufeffreferences:\n- number: 1\n", "\ufeffreferences:\n- number: 1\n  url: u\n"),
        ("references:\n- number: 1\n  url:\n", "references:\n- number: 1\n  url: u\n"),
        ("references:\n- number: 1\n  url: # todo\n", "references:\n- number: 1\n  url: u # todo\n"),
        ("references:\n- url: ~\n  number: 1\n", "references:\n- url: u\n  number: 1\n"),
        ("references:\n-\n    number: 1\n", "references:\n-\n    number: 1\n    url: u\n"),
        ("references:\n- number: 1\n  author: [a,\n    b]  # two\n", None),
    ],
)
def test_odd_layouts(text: str, expected: str | None) -> None:
    outcome = amend(text, {"1": {"url": "u"}})
    assert parse(outcome).references[0].url == "u"
    if expected:
        assert outcome == expected


def test_a_long_value_with_a_comment_behind_it_stays_on_its_line() -> None:
    text = "references:\n- number: 1\n  title: a # mine\n"
    long = "many words " * 20 + "end"
    outcome = amend(text, {"1": {"title": long}})
    assert outcome == f'references:\n- number: 1\n  title: "{long}" # mine\n'


@pytest.mark.parametrize("label", ["3", "2", "note:1", "", "note"])
def test_a_label_that_is_not_there(label: str) -> None:
    with pytest.raises(AmendError, match=r"no footnote .* in the file; expected a label that stands there"):
        amend(HAND_WRITTEN, {label: {"url": "x"}})


@pytest.mark.parametrize("key", ["number", "author", "editor", "other", "cited-by", "nonsense", "archive_url"])
def test_a_key_that_holds_no_single_text(key: str) -> None:
    with pytest.raises(AmendError, match=f'the key "{key}" cannot be changed'):
        amend(HAND_WRITTEN, {"1": {key: "x"}})


@pytest.mark.parametrize(("key", "value"), [("archive-date", "soon"), ("url-source", "wiki"), ("title", "a\0b")])
def test_a_value_that_breaks_the_form_is_not_written(key: str, value: str) -> None:
    with pytest.raises(AmendError):
        amend(HAND_WRITTEN, {"1": {key: value}})


def test_a_broken_file_is_not_touched() -> None:
    with pytest.raises(ReferencesError):
        amend("references: [", {"1": {"url": "x"}})


@given(references(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_change_changes_what_it_names_and_nothing_else(before: References, data: st.DataObject) -> None:
    values = {
        "url": data.draw(st.sampled_from(["", "https://x.example/?a=b#c", "not: an address"])),
        "archive-date": data.draw(DATES),
        "quote": data.draw(st.sampled_from(["", 'He said: "no"', "many words " * 20 + "end"])),
    }
    wanted = data.draw(st.sets(st.sampled_from(sorted(values))))
    label = before.references[0].label
    outcome = parse(amend(dump(before), {label: {key: values[key] for key in wanted}}))
    names: dict[str, Any] = {key.replace("-", "_"): values[key] for key in wanted}
    assert outcome.references == (replace(before.references[0], **names), *before.references[1:])
    assert outcome.article == before.article


def test_addresses_and_dates_are_amendable() -> None:
    assert {"url", "url-status", "url-source", "archive-url", "archive-date"} <= AMENDABLE
