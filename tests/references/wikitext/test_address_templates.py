from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.wikitext.address_templates import address_of, is_bare
from crawler.references.wikitext.markup import Template, parse
from crawler.references.wikitext.template import Value, arguments, name_of

BOOK = "https://books.google.com/books?id=AbC-12"


def template(text: str) -> tuple[str, dict[str, Value]]:
    (node,) = parse(text)
    assert isinstance(node, Template)
    return name_of(node), dict(arguments(node))


CASES = {
    "{{Google books|AbC-12}}": BOOK,
    "{{google_books | id = AbC-12 }}": BOOK,
    "{{Google books|AbC-12|Title|page=5}}": f"{BOOK}&pg=PA5",
    "{{Google books|AbC-12|pg=PR5}}": f"{BOOK}&pg=PR5",
    "{{GBurl|id=AbC-12|p=7}}": f"{BOOK}&pg=PA7",
    '{{GBurl|AbC-12|dq="two words"}}': f"{BOOK}&dq=%22two%20words%22",
    "{{Google books|AbC-12|keywords=a b|page=}}": f"{BOOK}&q=a%20b",
    "{{Google books|[[x]]|page=5}}": "https://books.google.com/books?id=x&pg=PA5",
    "{{Google books}}": "",
    "{{Google books|page=5}}": "",
    "{{mystery|AbC-12}}": "",
}


@pytest.mark.parametrize(("text", "address"), CASES.items(), ids=CASES)
def test_the_address_that_a_template_makes(text: str, address: str) -> None:
    assert address_of(*template(text)) == address


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("{{Google books|AbC-12}}", False),
        ("{{Google books|AbC-12|plainurl=}}", False),
        ("{{Google books|AbC-12|plainurl=yes}}", True),
        ("{{Google books|AbC-12|plain-url=y}}", True),
        ("{{GBurl|AbC-12}}", True),
    ],
)
def test_whether_it_is_an_address_or_a_link(text: str, bare: bool) -> None:  # noqa: FBT001 - a table's column
    assert is_bare(*template(text)) is bare


@given(st.text(alphabet="aZ09 -&%=\"'[]<>é", min_size=1, max_size=12))
def test_any_argument_makes_one_word_or_nothing(book: str) -> None:
    address = address_of("google books", {"1": Value((book,), 0, 0, named=False)})
    assert not set(address) & set(' <>[]"')
    assert address == "" or address.startswith("https://books.google.com/books?id=")
