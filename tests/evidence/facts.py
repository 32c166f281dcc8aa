"""Strategies for the values of evidence, as the JSON round trips need them."""

from __future__ import annotations

from hypothesis import strategies as st

from crawler.archives.captures import Capture
from crawler.archives.timemap import Memento
from crawler.evidence.fetch import FAILURES, Failure, Fetch, Hop
from crawler.evidence.page import Page, Text
from crawler.evidence.search import Search

WORDS = st.text(max_size=20)
TIMES = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"))
TEXTS = st.builds(Text, source=WORDS, text=WORDS)
PAGES = st.builds(
    Page,
    kind=st.sampled_from(["html", "text", "pdf", "other", "empty"]),
    titles=st.lists(TEXTS, max_size=2).map(tuple),
    authors=st.lists(WORDS, max_size=2).map(tuple),
    dates=st.lists(TEXTS, max_size=2).map(tuple),
    text=WORDS,
    text_length=st.integers(0, 10_000_000),
    refresh_after=st.floats(0, 86_400),
    free=st.none() | st.booleans(),
    password_form=st.booleans(),
)
HOPS = st.builds(Hop, url=WORDS, status=st.integers(100, 999), headers=st.dictionaries(WORDS, WORDS, max_size=3))
FETCHES = st.builds(
    Fetch,
    address=WORDS,
    asked_at=TIMES,
    hops=st.lists(HOPS, max_size=3).map(tuple),
    failure=st.none() | st.builds(Failure, kind=st.sampled_from(sorted(FAILURES)), detail=WORDS, url=WORDS),
    page=st.none() | PAGES,
    truncated=st.booleans(),
    intact=st.booleans(),
    digest=WORDS,
)
CAPTURES = st.builds(
    Capture,
    original=st.sampled_from(["http://a.example/", "a.example/b", "dns:a.example", "", "http://a b", "filedesc://x"])
    | WORDS,
    timestamp=st.datetimes().map(lambda moment: f"{moment.year:04}{moment:%m%d%H%M%S}"),
    mimetype=st.sampled_from(["text/html", "warc/revisit", "-"]),
    status=st.none() | st.integers(100, 599),
    digest=WORDS,
    length=st.none() | st.integers(0, 10**9),
)
MEMENTOS = st.builds(
    Memento,
    address=st.sampled_from(["https://arquivo.pt/wayback/2019/http://a.example/", "https://archive.ph/AbCdE"]) | WORDS,
    timestamp=CAPTURES.map(lambda capture: capture.timestamp),
)
SEARCHES = st.builds(
    Search,
    address=WORDS,
    asked_at=TIMES,
    captures=st.lists(CAPTURES, max_size=4).map(tuple),
    failure=st.sampled_from(["", "rate-limited", "excluded", "archive-unreachable"]),
    detail=WORDS,
    empty=st.integers(0, 2),
    near=st.lists(st.dates().map(str), max_size=2).map(tuple),
    mementos=st.none() | st.lists(MEMENTOS, max_size=2).map(tuple),
)
