from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references import yaml_tree
from crawler.references.scalars import WIDTH, double_quoted, scalar
from tests.references.citations import TEXTS


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Leadership - Norinco Group", "Leadership - Norinco Group"),
        ("https://example.org/a#b?c=d&e", "https://example.org/a#b?c=d&e"),
        ("中国北方工业有限公司", "中国北方工业有限公司"),
        ("China's NORINCO; SIPRI", "China's NORINCO; SIPRI"),
        ("a: b", '"a: b"'),
        ("a:", '"a:"'),
        ("a #b", '"a #b"'),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("- a", '"- a"'),
        ("'a' b", "\"'a' b\""),
        ('"a" b', "'\"a\" b'"),
        ('- it\'s "a"', "'- it''s \"a\"'"),
        ('so "a" b', 'so "a" b'),
        ("null", '"null"'),
        ("No", '"No"'),
        ("1984", '"1984"'),
        ("1.5e3", '"1.5e3"'),
        ("2003-05-23", '"2003-05-23"'),
        ("12:30", '"12:30"'),
        ("0x1F", '"0x1F"'),
        ("e", "e"),
        ("@a", '"@a"'),
        ("a\nb", '"a\\nb"'),
        ("a\tb", '"a\\tb"'),
        ("a\xa0b", '"a\\xA0b"'),
        ("\u200ba", '"\\u200Ba"'),
        ("\U000e0001", '"\\U000E0001"'),
    ],
)
def test_as_plain_as_can_be(text: str, written: str) -> None:
    assert scalar(text, 4) == written


def test_a_long_text_is_folded() -> None:
    text = "word " * 40 + "end"
    written = scalar(text, 4)
    assert written.startswith(">-\n      word")
    assert max(map(len, written.splitlines())) <= WIDTH


def test_a_long_address_is_not() -> None:
    assert scalar("https://example.org/" + "a" * 200, 4).count("\n") == 0


def test_double_quoted_is_one_line() -> None:
    assert double_quoted('a "b"\\\n') == '"a \\"b\\"\\\\\\n"'


@given(TEXTS, st.sampled_from([2, 4, 8]))
@settings(max_examples=300)
def test_a_reader_gets_the_same_text_back(text: str, indent: int) -> None:
    for written in (scalar(text, indent), double_quoted(text)):
        tree = yaml_tree.parse(f"{' ' * indent}k: {written}\n{' ' * indent}l: x\n", "f.yaml")
        assert isinstance(tree, yaml_tree.Mapping)
        found = tree.pairs[0][1]
        assert isinstance(found, yaml_tree.Scalar)
        assert (found.text, found.null) == (text, False)
