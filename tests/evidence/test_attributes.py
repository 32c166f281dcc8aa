import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crawler.evidence.attributes import MOST, thinned
from crawler.evidence.tree import parse


def _many(form: str, count: int = 30_000) -> str:
    return " ".join(form.format(number) for number in range(count))


FLOODS = {
    "bare": _many("a{}"),
    "with values": _many("a{}=1"),
    "in quotation marks": _many('a{}="1"'),
    "in single ones": _many("a{}='1'"),
    "with ends inside": _many("a{}='>'"),
    "with tags inside": _many('a{}="<b>"'),
    "blanks around": _many("a{} = 1"),
    "slashes between": _many("a{}/"),
    "without blanks": _many("a{}=''").replace(" ", ""),
    "line ends between": _many("a{}").replace(" ", "\n"),
    "equals first": _many("=a{}"),
    "marks that open nothing": _many("a{}'"),
    "a mark that never closes": "x='" + "y" * 40_000 + "' " + _many("a{}"),
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("before", ["", "<!-- x -->", "<p class='x'>text</p><"])
def test_no_element_keeps_more_attributes_than_that(flood: str, before: str) -> None:
    source = f"<!DOCTYPE html><html><body>{before}<p {flood}>the text</p></body></html>"
    tree = parse(source)
    assert tree is not None
    assert max(len(element.attrib) for element in tree.iter(etree.Element)) <= MOST
    assert "the text" in "".join(str(text) for text in tree.itertext())


SOUND = {
    "a small page": "<p class=x>text",
    "a long value": f"<p title='{'x' * 100_000}'>text",
    "an image in its address": f'<img src="data:image/png;base64,{"A" * 100_000}" alt="a > b">text',
    "many small tags": "<p class='a' id=b>x</p>" * 5_000,
    "no tags": "a < b and c > d " * 5_000,
    "an open tag": "<p " + "class=x " * 500,
}


@pytest.mark.parametrize("source", SOUND.values(), ids=SOUND)
def test_what_pages_have_stays(source: str) -> None:
    assert thinned(source) == source


def test_the_first_attributes_are_kept() -> None:
    tree = parse(f"<p class=first {FLOODS['bare']} id=last>x")
    assert tree is not None
    assert tree.find(".//p").attrib["class"] == "first"  # type: ignore[union-attr]


@given(st.text(alphabet="<>/='\" \nab!-", max_size=300))
def test_any_source_stays_as_it_is_where_it_is_short(source: str) -> None:
    assert thinned(source) == source


PIECES = ["<a", "<b ", "x=1 ", "=", "y=", " ", "/", "<", ">", "\n", "q" * 900, "t" * 1995]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from(sorted(FLOODS)))
def test_a_flood_is_cut_whatever_stands_before(before: str, flood: str) -> None:
    source = f"{before}><p {FLOODS[flood]}>"
    assert len(thinned(source)) < len(source)


SLOW = {
    "tags without end": "<a" * 500_000,
    "signs": "<" * 500_000,
    "marks that open each other": "='=\"" * 200_000,
    "values without end": '="' * 300_000,
}


@pytest.mark.parametrize("source", SLOW.values(), ids=SLOW)
def test_what_only_looks_like_tags_is_passed_once(source: str) -> None:
    assert thinned(source) == source
