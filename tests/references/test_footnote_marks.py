from __future__ import annotations

import pytest

from crawler.references.footnote_marks import marks


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("list", "footnotes"),
        ("list", "footnotes-list"),
        ("list", "references doc-endnotes"),
        ("list", "end_notes"),
        ("list", "wp-block-footnotes"),
        ("note", "footnote"),
        ("note", "doc-footnote"),
        ("note", "footnote-item"),
        ("back", "footnote-back"),
        ("back", "footnote-backref"),
        ("back", "reversefootnote"),
        ("back", "x doc-backlink"),
        ("dead-link", "[permanent Dead Link]"),
        ("dead-link", "[リンク切れ]"),
    ],
)
def test_marks(kind: str, text: str) -> None:
    assert marks(kind).search(text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("list", "notes"), ("note", "footnotes"), ("back", "back"), ("dead-link", "a deadline")],
)
def test_other_words(kind: str, text: str) -> None:
    assert not marks(kind).search(text)
