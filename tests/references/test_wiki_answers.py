from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wiki_answers import (
    BusyError,
    NoApiError,
    WikiError,
    WikiSource,
    WikiTarget,
    parsed_in,
    question,
    same_title,
    source_in,
    target_in,
)

API = "https://wiki.example/w/api.php"
TARGET = WikiTarget(api=API, title="Port of Elmstad")
REVISION = WikiTarget(api=API, title="Port of Elmstad", revision="7")
SOURCE = WikiSource(title="Port", address="https://wiki.example/wiki/Port", revision="7", wikitext="Text.")


def page(**more: Any) -> dict[str, Any]:
    revision = {"revid": 7, "slots": {"main": {"content": "Text."}}}
    return {"title": "Port", "canonicalurl": SOURCE.address, "revisions": [revision], **more}


def answer(*pages: Any, **query: Any) -> str:
    return json.dumps({"query": {"pages": list(pages), **query}})


SHAPES = {
    "formatversion 2": answer(page()),
    "an address without canonicalurl": answer({**page(), "canonicalurl": "", "fullurl": SOURCE.address}),
    "formatversion 1": json.dumps(
        {"query": {"pages": {"12": page(revisions=[{"revid": 7, "slots": {"main": {"*": "Text."}}}])}}}
    ),
    "before slots": answer(page(revisions=[{"revid": 7, "*": "Text."}])),
    "before slots, formatversion 2": answer(page(revisions=[{"revid": 7, "content": "Text."}])),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=list(SHAPES))
def test_a_page(text: str) -> None:
    assert source_in(text, TARGET) == SOURCE


NONE = {
    "a page that is missing": (answer({"title": "Prot", "missing": True}), 'wiki.example has no page "Prot"'),
    "the same in formatversion 1": (answer({"title": "Prot", "missing": ""}), "has no page"),
    "a title that can be none": (
        answer({"title": "<x>", "invalid": True, "invalidreason": "It has invalid characters."}),
        "can be no title: It has invalid characters",
    ),
    "a special page": (answer({"title": "Special:Version", "special": True}), "a special page"),
    "another wiki's": (answer(interwiki=[{"title": "fr:Port", "iw": "fr"}]), "leads to another wiki"),
    "a text that is not public": (answer(page(revisions=[{"revid": 7, "texthidden": True}])), "is not public"),
    "an error's word for it": (json.dumps({"error": {"code": "nosuchrevid"}}), "no such revision"),
}


@pytest.mark.parametrize(("text", "said"), NONE.values(), ids=list(NONE))
def test_what_the_wiki_does_not_have(text: str, said: str) -> None:
    with pytest.raises(WikiError, match=said):
        source_in(text, TARGET)


@pytest.mark.parametrize("bad", [{"7": {"revid": 7, "missing": True}}, {"7": {"revid": 7}}])
def test_a_revision_that_is_not_there(bad: Any) -> None:
    with pytest.raises(WikiError, match="has no revision 7: see the page's history"):
        source_in(json.dumps({"query": {"badrevids": bad}}), REVISION)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html>",
        "3",
        "[]",
        "{}",
        '{"query": 3}',
        '{"query": {"pages": []}}',
        '{"query": {"pages": [3]}}',
        "[" * 99_999,
    ]
    + [json.dumps({"error": {"code": code}}) for code in ("readapidenied", "badvalue", "internal_api_error")]
    + [answer({"title": "Port"})],
)
def test_what_is_no_answer(text: str) -> None:
    with pytest.raises(NoApiError):
        source_in(text, TARGET)


@pytest.mark.parametrize("code", ["maxlag", "ratelimited", "readonly"])
def test_a_wiki_that_asks_to_wait(code: str) -> None:
    with pytest.raises(BusyError):
        source_in(json.dumps({"error": {"code": code, "lag": 9}}), TARGET)


@pytest.mark.parametrize("text", ["<p>x</p>", {"*": "<p>x</p>"}])
def test_html_of_action_parse(text: Any) -> None:
    assert parsed_in(json.dumps({"parse": {"text": text}})) == "<p>x</p>"


@pytest.mark.parametrize("said", [{}, {"parse": 3}, {"parse": {}}, {"parse": {"text": 3}}])
def test_no_html(said: Any) -> None:
    with pytest.raises(NoApiError):
        parsed_in(json.dumps(said))


def test_questions_ask_to_be_refused_while_the_databases_lag() -> None:
    assert question(TARGET) == (
        f"{API}?action=query&format=json&formatversion=2&maxlag=5&titles=Port+of+Elmstad&redirects=1"
        "&prop=revisions%7Cinfo&inprop=url&rvprop=ids%7Ccontent&rvslots=main"
    )
    assert "revids=7&" in question(REVISION)
    assert "titles" not in question(REVISION)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Port of Elmstad", "port_of_Elmstad", True),
        ("Port  of Elmstad ", "Port of Elmstad", True),
        ("Port", "port of", False),
        ("PORT", "Port", False),
    ],
)
def test_same_title(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column of the table
    assert same_title(one, other) is same


EDIT = '<link rel="EditURI" type="application/rsd+xml" href="//wiki.example/w/api.php?action=rsd">'
GENERATOR = '<meta name="generator" content="MediaWiki 1.19">'
PLACES = {
    "an API link and the page's name": (
        f'<script>x = {{"wgPageName":"Port_of_\\u0041"}}</script>{EDIT}',
        "https://wiki.example/p?curid=3",
        WikiTarget(api=API, title="Port_of_A"),
    ),
    "an API link and the address": (EDIT, "https://wiki.example/wiki/Port_%C3%A9", WikiTarget(api=API, title="Port_é")),
    "an old revision": (
        EDIT,
        "https://wiki.example/w/index.php?title=Port&oldid=7",
        WikiTarget(api=API, title="Port", revision="7"),
    ),
    "a revision that is none": (EDIT, "https://wiki.example/w/?title=Port&oldid=-1", WikiTarget(api=API, title="Port")),
    "a generator and a script path": (
        f'{GENERATOR}<script>x={{"wgScriptPath":"/w"}}</script>',
        "https://wiki.example/wiki/Port",
        WikiTarget(api=API, title="Port"),
    ),
    "a wiki at the top": (
        GENERATOR,
        "https://wiki.example/wiki/Port",
        WikiTarget(api="https://wiki.example/api.php", title="Port"),
    ),
    "another program": ('<meta name="generator" content="WordPress">', "https://wiki.example/wiki/Port", None),
    "a page that writes about it": ("<p>MediaWiki</p>", "https://wiki.example/wiki/Port", None),
    "a link to something else": ('<link rel="EditURI" href="javascript:x">', "https://wiki.example/wiki/Port", None),
    "no title to be found": (EDIT, "https://wiki.example/", None),
}


@pytest.mark.parametrize(("markup", "address", "target"), PLACES.values(), ids=list(PLACES))
def test_where_the_api_is(markup: str, address: str, target: WikiTarget | None) -> None:
    assert target_in(f"<html><head>{markup}</head><body></body></html>", address) == target


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["query", "pages", "title", "revisions", "slots", "main", "content", "error", "badrevids"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_answer_is_read_or_refused(said: Any) -> None:
    try:
        found = source_in(json.dumps({"query": said}), REVISION)
    except (WikiError, NoApiError):
        return
    assert found.wikitext is not None
