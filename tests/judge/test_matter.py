"""What of a page is there to read."""

from __future__ import annotations

import pytest

from crawler.judge.matter import has_prose, is_dense, matter, prose_length
from tests.judge.cases import STORY, html, page

TEASERS = "".join(f"<h2>Boat {number}</h2><p>{STORY[:120]}</p>" for number in range(9))
IDEOGRAPHS = "朝九時に駅前へ集合し、川沿いの道を歩きます。" * 6

PAGES = {
    "a story": (html("Boats", STORY), True),
    "a notice": (html("Boats", STORY[:120]), False),
    "teasers": (html("Boats", body=TEASERS), False),
    "ideographs": (html("Boats", IDEOGRAPHS), True),
    "ideographs that are links": (html("Boats", body=f"<p><a href=/>{IDEOGRAPHS}</a></p>"), False),
    "nothing": (b"<html><body></body></html>", False),
}


@pytest.mark.parametrize(("body", "found"), PAGES.values(), ids=PAGES)
def test_whether_there_is_something_to_read(body: bytes, *, found: bool) -> None:
    assert has_prose(page(body)) is found


def test_only_few_letters_say_much_in_some_scripts() -> None:
    assert is_dense(page(html("Boats", IDEOGRAPHS)))
    assert not is_dense(page(html("Boats", STORY)))


def test_the_matter_is_all_of_the_text_where_there_is_nothing_but_boxes() -> None:
    boxes = page(b"<html><body><nav>Boats and nets</nav></body></html>")
    assert matter(boxes) == "Boats and nets"
    assert prose_length(boxes) == len("Boats and nets")
