from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, CitedBy, References
from crawler.references.csl_json import CUSTOM, dump, examine
from crawler.references.problem import NoFootnotesError, ReferencesError
from tests.references.citations import references


def read(*items: Any) -> tuple[Citation, ...]:
    return examine(json.dumps(list(items))).references.references


def one(**variables: Any) -> Citation:
    (citation,) = read({"id": "x", "type": "webpage", **variables})
    return citation


def test_a_work_with_everything() -> None:
    assert one(
        author=[{"family": "Doe", "given": "Jane"}, {"literal": "Acme Ltd"}],
        editor=[{"family": "Gogh", "given": "V.", "non-dropping-particle": "van"}],
        title="On <i>ships</i>",
        **{"container-title": "Journal of Ships", "publisher-place": "London"},
        publisher="Acme Press",
        issued={"date-parts": [[2005, 3, 1]]},
        accessed={"date-parts": [["2018", "6"]]},
        URL="https://example.org/a",
        DOI="https://doi.org/10.1000/ships.5",
        ISSN="1234-5678",
        volume=12,
        page="45-67",
        language="en",
    ) == Citation(
        number=1,
        name="x",
        author=("Doe, Jane", "Acme Ltd"),
        editor=("van Gogh, V.",),
        title="On ships",
        work="Journal of Ships",
        publisher="Acme Press",
        date="2005-03-01",
        access_date="2018-06",
        url="https://example.org/a",
        url_source="article",
        doi="10.1000/ships.5",
        issn="1234-5678",
        language="en",
        other={"volume": "12", "pages": "45-67", "location": "London"},
    )


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ({"date-parts": [[2005]]}, "2005"),
        ({"date-parts": [[2005, 13]]}, "2005"),
        ({"date-parts": [[2005, 2, 30]]}, "2005-02"),
        ({"date-parts": [["2005", "04", "05"], [2006]]}, "2005-04-05"),
        ({"raw": "2005-04-05T10:00:00Z"}, "2005-04-05"),
        ({"raw": "2005-04/2005-06"}, "2005-04"),
        ({"literal": "11 June 2005"}, "2005-06-11"),
        ({"literal": "long ago"}, ""),
        ({"date-parts": [[None]]}, ""),
        ({"date-parts": "2005"}, ""),
        ("2005-04-05", "2005-04-05"),
        (None, ""),
        ({}, ""),
    ],
)
def test_dates(issued: Any, date: str) -> None:
    assert one(issued=issued).date == date


def test_the_list_may_stand_under_a_key_and_a_single_work_alone() -> None:
    item = {"id": "a", "type": "book", "title": "A"}
    texts = [[item], {"items": [item]}, {"references": [item]}, item]
    assert {examine(json.dumps(text)).references.references[0].title for text in texts} == {"A"}


BROKEN = {
    "no JSON": ("{", "f.json:1:2: Expecting property name"),
    "a text": ('"a"', "no list of works"),
    "another object": ('{"a": 1}', "no list of works"),
    "a comma too many": ('[\n  {"id": 1},\n]', "f.json:3:1: "),
    "nesting without end": ("[" * 100_000, "nested too deeply"),
    "a number without end": ("[" + "1" * 10_000 + "]", "a number too long"),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=list(BROKEN))
def test_what_is_no_csl_json(text: str, said: str) -> None:
    with pytest.raises(ReferencesError) as caught:
        examine(text, "f.json")
    assert said in str(caught.value)


def test_an_empty_list() -> None:
    with pytest.raises(NoFootnotesError, match="a list of works"):
        examine("[]")


def test_each_item_is_read_as_far_as_it_can_be() -> None:
    items = [3, {"title": {"a": 1}, "author": "Doe", "URL": "http://a/"}, {"title": "B", "author": [{}, "Roe, A."]}]
    found = examine(json.dumps(items), "f.json")
    assert [(one.number, one.title, one.url) for one in found.references.references] == [
        (1, "", ""),
        (2, "", "http://a/"),
        (3, "B", ""),
    ]
    assert found.references.references[2].author == ("Roe, A.",)
    assert [str(problem).partition(";")[0] for problem in found.problems] == [
        "f.json: item 1: int instead of a work",
        "f.json: item 2: title: an object",
        "f.json: item 2: author: something else",
        "f.json: item 3: author 1: no name",
    ]


def test_what_csl_has_no_variable_for_is_kept_beside() -> None:
    kept = Citation(
        number=3,
        group="note",
        title="A",
        url="http://a/",
        url_source="person",
        archive_url="https://web.archive.org/web/2005/http://a/",
        quote="Q",
        other={"pages": "5", "at": "top"},
        cited_by=(CitedBy(section="S", text="some words"),),
    )
    article = Article(title="Port", url="https://en.wikipedia.org/wiki/Port")
    text = dump(References(article=article, references=(kept,)))
    (item,) = json.loads(text)
    assert (item["title"], item["URL"], item["page"], item["type"]) == ("A", "http://a/", "5", "webpage")
    assert set(item["custom"][CUSTOM]) >= {"number", "group", "archive-url", "quote", "cited-by", "article"}
    assert examine(text).references == References(article=article, references=(kept,))


@pytest.mark.parametrize(
    "ours",
    [
        {"number": True},
        {"number": 0},
        {"author": "x"},
        {"other": {"a": 1}},
        {"url": 3},
        {"cited-by": 3},
        {"url-status": "x"},
        {"date": "x"},
        [],
        3,
        None,
    ],
)
def test_a_member_of_ours_that_somebody_else_wrote(ours: Any) -> None:
    assert one(title="A", custom={CUSTOM: ours}) == one(title="A")


def test_numbers_stay_unique() -> None:
    items = [{"id": str(place), "title": "A", "custom": {CUSTOM: {"number": 2}}} for place in range(3)]
    assert [citation.number for citation in read(*items)] == [2, 3, 4]


@given(references())
def test_what_is_written_reads_back(listed: References) -> None:
    assert examine(dump(listed)).references == listed


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["title", "author", "issued", "date-parts", "custom", CUSTOM, "article", "URL", "id"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, min_size=1, max_size=3))
@settings(deadline=None)
def test_any_json_is_read_or_refused(items: list[Any]) -> None:
    found = examine(json.dumps(items)).references.references
    assert len(found) == len(items)
    assert len({citation.label for citation in found}) == len(found)
