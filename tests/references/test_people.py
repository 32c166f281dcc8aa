from __future__ import annotations

import pytest

from crawler.references.people import names_in

CASES = {
    "one": ("Woolf, Vera", ("Woolf, Vera",), ()),
    "a company": ("Norinco Group. ", ("Norinco Group",), ()),
    "several": ("Chinea, Eyanir; Gupta, Girish", ("Chinea, Eyanir", "Gupta, Girish"), ()),
    "the last with an ampersand": ("Woolf, V.; & Mann, E.", ("Woolf, V.", "Mann, E."), ()),
    "and others": ("Woolf, Vera; Mann, Erika; et al.", ("Woolf, Vera", "Mann, Erika"), ()),
    "others at the name": ("Woolf, Vera, et al.", ("Woolf, Vera",), ()),
    "an abbreviation keeps its stop": ("Acme Inc.", ("Acme Inc.",), ()),
    "an editor": ("Cooney, Peter (ed.). ", (), ("Cooney, Peter",)),
    "editors": ("Ellis, Ann; Cooney, Peter (eds.).", (), ("Ellis, Ann", "Cooney, Peter")),
    "authors and an editor": ("Woolf, Vera. Ellis, Ann (ed.). ", ("Woolf, Vera",), ("Ellis, Ann",)),
    "nobody": (" ", (), ()),
    "only punctuation": ("; . ,", (), ()),
}


@pytest.mark.parametrize(("text", "authors", "editors"), CASES.values(), ids=CASES)
def test_names(text: str, authors: tuple[str, ...], editors: tuple[str, ...]) -> None:
    assert names_in(text) == (authors, editors)
