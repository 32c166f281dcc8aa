"""Which past belongs to which citation of a list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crawler.history.identity import identities
from crawler.references.citation import Citation

WORK = "https://a.example/work"


def _owners(*citations: tuple[str, str, str]) -> list[str]:
    made = [Citation(number=n, name=name, url=url, title=title) for n, (name, url, title) in enumerate(citations, 1)]
    return list(identities(made).values())


def test_who_is_alone_is_its_own_identity() -> None:
    assert _owners(("", WORK, "One"), ("ref", WORK, "Two"), ("", "", "Three")) == [
        f"url:{WORK}",
        "name::ref",
        "title:Three",
    ]


def test_the_first_of_an_address_stays_as_if_alone_and_the_others_add_their_title() -> None:
    alone, (first, second) = _owners(("", WORK, "One")), _owners(("", WORK, "One"), ("", WORK, "Two"))
    assert first == alone[0]
    assert second == f"url:{WORK}\nTwo"


@given(st.lists(st.tuples(st.sampled_from(["", "a"]), st.sampled_from(["", WORK]), st.sampled_from(["", "One", "2"]))))
def test_no_two_share_a_past(citations: list[tuple[str, str, str]]) -> None:
    owners = _owners(*citations)
    assert len(set(owners)) == len(citations)
