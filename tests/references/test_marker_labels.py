from __future__ import annotations

import pytest

from crawler.references.marker_labels import bare_label, label_of, style_of


@pytest.mark.parametrize(
    ("shown", "bare"),
    [("[1]", "1"), ("[ note 1 ]", "note 1"), ("【3】", "3"), ("[1\xa0]", "1"), ("†", "†"), ("", "")],
)
def test_bare_label(shown: str, bare: str) -> None:
    assert bare_label(shown) == bare


@pytest.mark.parametrize(
    ("bare", "label"),
    [
        ("1", ("", 1)),
        ("12.3", ("", 12)),
        ("note 2", ("note", 2)),
        ("lower alpha 2", ("lower alpha", 2)),
        ("注 2", ("注", 2)),
        ("\u0661\u0662", ("", 12)),
        ("a", None),
        ("", None),
        ("0", None),
        ("1a", None),
        ("123456", None),
    ],
)
def test_label_of(bare: str, label: tuple[str, int] | None) -> None:
    assert label_of(bare) == label


@pytest.mark.parametrize(
    ("labels", "style"),
    [
        (["a", "b"], "lower-alpha"),
        (["A", "B"], "upper-alpha"),
        (["i", "ii"], "lower-roman"),
        (["I"], "upper-roman"),
        (["h", "i"], "lower-alpha"),
        (["\u03b1"], "lower-greek"),
        (["*"], ""),
    ],
)
def test_style_of(labels: list[str], style: str) -> None:
    assert style_of(labels) == style
