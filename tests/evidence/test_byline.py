"""Authors and dates, from metadata and from what a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.evidence.byline import MOST_AUTHORS, MOST_DATES
from crawler.evidence.page import Page
from crawler.evidence.reading import read_page

URL = "https://courier.example/ferry"
AUTHORS = {
    "a meta element": ('<meta name="author" content="Ada Holm">', ""),
    "a scholarly one": ('<meta name="citation_author" content="Ada Holm">', ""),
    "JSON-LD": ('<script type="application/ld+json">{"headline":"x","author":{"name":"Ada Holm"}}</script>', ""),
    "a byline": ("", '<p class="article-byline">By Ada Holm</p>'),
    "a German byline": ("", '<span class="author">Von  Ada\nHolm</span>'),
    "a link to the author": ("", '<a rel="author" href="/ada">Ada Holm</a>'),
    "a byline on lines far apart": ("", f'<p class="byline">{" " * 900}By Ada{chr(10) * 900}Holm</p>'),
    "microdata": ("", '<b itemprop="author"><i itemprop="name">Ada Holm</i></b>'),
}
NO_AUTHORS = {
    "whoever commented": '<p class="comment-author">Ada Holm</p>',
    "a whole box about the author": f'<div class="author-box">{"Ada Holm has written for us for years. " * 9}</div>',
    "the address of a profile": '<a rel="author" href="/ada">https://social.example/ada</a>',
}
DATES = {
    "Open Graph": ('<meta property="article:published_time" content="2014-03-06T10:00Z">', "", "2014-03-06T10:00Z"),
    "scholarly": ('<meta name="citation_publication_date" content="2014/03/06">', "", "2014/03/06"),
    "JSON-LD": ('<script type="application/ld+json">{"datePublished":"2014-03-06"}</script>', "", "2014-03-06"),
    "a time element": ("", '<time datetime="2014-03-06">last Thursday</time>', "2014-03-06"),
    "a time element without a machine's date": ("", "<time>6 March 2014</time>", "6 March 2014"),
    "microdata": ("", '<span itemprop="datePublished" content="2014-03-06">x</span>', "2014-03-06"),
    "a line with a date's class": ("", '<p class="post-date">6 March 2014</p>', "6 March 2014"),
    "a dotted date": ("", '<p class="published">06.03.2014</p>', "06.03.2014"),
}


def read(head: str = "", body: str = "", url: str = URL) -> Page:
    source = f"<html><head>{head}</head><body>{body}</body></html>".encode()
    return read_page(source, url=url, content_type="text/html")


@pytest.mark.parametrize(("head", "body"), AUTHORS.values(), ids=AUTHORS)
def test_authors(head: str, body: str) -> None:
    assert read(head, body).authors == ("Ada Holm",)


@pytest.mark.parametrize("body", NO_AUTHORS.values(), ids=NO_AUTHORS)
def test_no_authors(body: str) -> None:
    assert read("", body).authors == ()


@pytest.mark.parametrize(("head", "body", "date"), DATES.values(), ids=DATES)
def test_dates(head: str, body: str, date: str) -> None:
    assert [found.text for found in read(head, body).dates] == [date]


def test_the_date_in_the_address_is_not_the_pages() -> None:
    assert read(url="https://courier.example/2014/03/06/ferry").dates == ()


def test_a_line_with_a_dates_class_but_no_date() -> None:
    assert read("", '<p class="updated">just now</p>').dates == ()


@given(st.text(max_size=60), st.integers(1, 60))
def test_however_many_lines_there_are_the_facts_stay_few(text: str, times: int) -> None:
    line = text.replace("<", "").replace("&", "")
    page = read("", f'<p class="byline date">{line}</p>' * times)
    assert len(page.authors) <= MOST_AUTHORS
    assert len(page.dates) <= MOST_DATES


MANY = {
    "classes of their own": "".join(f"<b class='date-{number}'>x</b>" for number in range(3_000)),
    "one class": "<b class='date'>x</b>" * 3_000,
    "properties": "<b itemprop=name>x</b>" * 3_000,
    "relations": "<a rel=nofollow href=/>x</a>" * 3_000,
    "times": "<time></time>" * 3_000,
    "a part of a class that tells": "<p class='date'>x</p>" + "<b class='a'>x</b>" * 3_000,
}


@pytest.mark.parametrize("many", MANY.values(), ids=MANY)
def test_lines_are_the_same_among_many_elements(many: str) -> None:
    lines = '<p class="byline">By Ada Holm</p><p class="meta date">6 March 2014</p>'
    page = read("", f"{lines}{many}")
    assert page.authors == ("Ada Holm",)
    assert [found.text for found in page.dates] == ["6 March 2014"]


@pytest.mark.parametrize("number", [20, 60_000])
def test_lines_stand_in_reading_order_however_they_are_marked(number: int) -> None:
    body = (
        "<p class=author>Ada Holm</p><a rel=author href=/>Bo Lind</a><p itemprop=author>Cai Moss</p><p class=byline>Di"
    )
    page = read("", f"{body}{'<u class=x></u>' * number}")
    assert page.authors == ("Ada Holm", "Bo Lind", "Cai Moss", "Di")
