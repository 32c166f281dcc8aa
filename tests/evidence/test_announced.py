"""The words of a dialog that opens with a page are among those that it shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.announced import SHORT
from crawler.evidence.reading import read_page

SAID = {
    "in the body": "<body><p>Menu</p><script>alert('The post is gone.'); history.back();</script>",
    "in the head": "<head><script>alert('The post is gone.')</script></head><body><p>Menu</p>",
    "alone": "<script type='text/javascript'>alert('The post is gone.');history.go(-1);</script>",
    "in a comment of old": '<script><!--\nwindow.alert ( "The post\\n is gone." );\n//--></script><p>Menu</p>',
    "by numbers": r"<script>alert('The \u0070ost is \x67one.')</script>",
    "escaped": r"<script>alert('The post is gone.\'')</script>",
}
SILENT = {
    "when something is clicked": "<a onclick=\"alert('The post is gone.')\">Menu</a>",
    "in a function": "<script>function gone() { alert('The post is gone.'); }</script>",
    "after a question": "<script>if (old) alert('The post is gone.')</script>",
    "in a program": f"<script>alert('The post is gone.'){' ' * SHORT}</script>",
    "in a template": "<script type='text/template'>alert('The post is gone.')</script>",
    "from elsewhere": "<script src='/a.js'>alert('The post is gone.')</script>",
    "of a variable": "<script>alert(message)</script>",
}


def _text(source: str) -> str:
    return read_page(source.encode(), url="http://board.example/?post=7", content_type="text/html; charset=utf-8").text


@pytest.mark.parametrize("source", SAID.values(), ids=SAID)
def test_what_a_dialog_says_at_once_is_read(source: str) -> None:
    assert "The post is gone." in _text(f"<html>{source}</html>")


@pytest.mark.parametrize("source", SILENT.values(), ids=SILENT)
def test_what_it_may_say_another_time_is_not(source: str) -> None:
    assert "gone" not in _text(f"<html>{source}</html>")


@given(st.text(max_size=300))
def test_any_script_gives_a_text(script: str) -> None:
    assert isinstance(_text(f"<html><script>alert('{script}')</script></html>"), str)
