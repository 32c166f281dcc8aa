"""Hypothesis strategies for citations: every text that references.yaml can hold."""

from __future__ import annotations

from hypothesis import strategies as st

from crawler.references.citation import URL_SOURCES, URL_STATUSES, Article, Citation, CitedBy, References

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(
    "\n\t'\":#-[]{}!&*>|%@`,? \\\x85\u2028\ufeff\xa0"
)
TEXTS = st.text(_CHARACTERS, max_size=40) | st.lists(
    st.text("abcdefgh中'\"#:-", min_size=1, max_size=12), min_size=10, max_size=40
).map(" ".join)
_GIVEN = TEXTS.filter(bool)
DATES = st.sampled_from(["", "2003", "2003-05", "2003-05-23", "0001-01-01"])
_KEYS = st.text(_CHARACTERS, max_size=12)


def citations() -> st.SearchStrategy[Citation]:
    names = ("group", "name", "title", "trans_title", "url", "archive_url", "work", "publisher", "via", "language")
    texts = dict.fromkeys((*names, "issn", "isbn", "doi", "quote"), TEXTS)
    dates = dict.fromkeys(("date", "archive_date", "access_date"), DATES)
    people = dict.fromkeys(("author", "editor"), st.lists(_GIVEN, max_size=3).map(tuple))
    passages = st.lists(st.builds(CitedBy, section=TEXTS, text=TEXTS), max_size=2).map(tuple)
    return st.builds(
        Citation,
        number=st.integers(1, 999_999),
        url_source=st.sampled_from(["", *URL_SOURCES]),
        url_status=st.sampled_from(["", *URL_STATUSES]),
        other=st.dictionaries(_KEYS, TEXTS, max_size=2),
        cited_by=passages,
        **texts,
        **dates,
        **people,
    )


def references() -> st.SearchStrategy[References]:
    article = st.builds(Article, title=TEXTS, url=TEXTS, revision=TEXTS, imported=DATES)
    listed = st.lists(citations(), min_size=1, max_size=3, unique_by=lambda citation: (citation.group, citation.number))
    return st.builds(References, article=article, references=listed.map(tuple))
