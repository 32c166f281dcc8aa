"""No user name and no password gets beyond the file in which somebody wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.references.citation import Article, Citation, References
from crawler.references.credentials import public, without_credentials
from crawler.references.document import load

ADDRESSES = {
    "user and password": ("https://me:secret@host.example/a", "https://host.example/a"),
    "a user alone": ("https://me@host.example/a", "https://host.example/a"),
    "nothing before the at": ("https://@host.example/", "https://host.example/"),
    "another scheme": ("ftp://me:secret@host.example/", "ftp://host.example/"),
    "no scheme": ("//me:secret@host.example/", "//host.example/"),
    "capitals": ("HTTPS://ME:SECRET@HOST.EXAMPLE/", "HTTPS://HOST.EXAMPLE/"),
    "blanks before it": ("  https://me:secret@host.example/ ", "  https://host.example/ "),
    "an at in the password": ("https://me:s@cret@host.example/", "https://host.example/"),
    "one slash": ("https:/me:secret@host.example/", "https:/host.example/"),
    "backslashes": ("https:\\\\me:secret@host.example/", "https:\\\\host.example/"),
    "no path": ("https://me:secret@host.example", "https://host.example"),
    "a query at once": ("https://me:secret@host.example?a@b", "https://host.example?a@b"),
    "within an archive's address": (
        "https://web.archive.org/web/2020/http://me:secret@host.example/a",
        "https://web.archive.org/web/2020/http://host.example/a",
    ),
    "within a query": ("https://a.example/?u=https://me:secret@b.example/", "https://a.example/?u=https://b.example/"),
}
SAME = (
    "",
    "https://host.example/@writer/story",
    "https://host.example/maps/@52.1,4.2",
    "https://host.example//@writer",
    "https://host.example/a?to=me@host.example",
    "https://host.example#me@host",
    "https://web.archive.org/web/2020/https://host.example/@writer",
    "mailto:me@host.example",
    "me@host.example",
    "https://[::1]:8080/a@b",
)


@pytest.mark.parametrize(("address", "expected"), ADDRESSES.values(), ids=list(ADDRESSES))
def test_taken_out(address: str, expected: str) -> None:
    assert without_credentials(address) == expected


@pytest.mark.parametrize("address", SAME)
def test_an_at_elsewhere_stays(address: str) -> None:
    assert without_credentials(address) == address


@given(st.text(alphabet="htps:/\\@?#a.[] \n", max_size=40))
def test_any_text_is_taken_and_a_second_time_changes_nothing(text: str) -> None:
    once = without_credentials(text)
    assert without_credentials(once) == once or "@" in once
    assert len(once) <= len(text)


@given(st.text(alphabet=st.characters(exclude_characters="/?#\\@", exclude_categories=["Cs", "Z", "C"]), max_size=30))
def test_whatever_the_password_is(password: str) -> None:
    assert without_credentials(f"https://me:{password}@host.example/a") == "https://host.example/a"


def test_every_address_of_a_list() -> None:
    secret = "https://me:secret@host.example/"
    citation = Citation(
        number=1, title="secret", url=secret, archive_url=f"https://archive.example/{secret}", other={"map": secret}
    )
    found = public(References(article=Article(url=secret), references=(citation,)))
    assert found.article.url == "https://host.example/"
    (only,) = found.references
    assert (only.url, only.archive_url) == ("https://host.example/", "https://archive.example/https://host.example/")
    assert (only.title, dict(only.other)) == ("secret", {"map": "https://host.example/"})


def test_a_file_is_read_without_them_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "references.yaml"
    text = "references:\n- number: 1\n  title: A\n  url: https://me:secret@host.example/a\n"
    path.write_text(text, encoding="utf-8")
    assert load(path).references[0].url == "https://host.example/a"
    assert path.read_text(encoding="utf-8") == text
