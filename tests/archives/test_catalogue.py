"""The catalogue is sound: every entry complete, every host claimed once, and hosts found by address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.address import parse
from crawler.archives.catalogue import TRUSTS, Archive, CatalogueError, _read, archive_at, archives, locate
from crawler.archives.forms import FORMS

ENTRIES = list(archives().values())
IDS = list(archives())


@pytest.mark.parametrize("archive", ENTRIES, ids=IDS)
def test_every_entry_says_what_it_must(archive: Archive) -> None:
    assert archive.name
    assert archive.trust in TRUSTS
    assert archive.reason.endswith(".")
    assert archive.source
    assert archive.hosts or archive.shared


@pytest.mark.parametrize("archive", ENTRIES, ids=IDS)
def test_every_form_is_known(archive: Archive) -> None:
    assert set(archive.forms) <= set(FORMS)
    assert ("wayback" in archive.forms) == bool(archive.prefixes)
    assert ("patterns" in archive.forms) == bool(archive.patterns)


@pytest.mark.parametrize("archive", ENTRIES, ids=IDS)
def test_hosts_and_paths_are_in_small_letters(archive: Archive) -> None:
    hosts = (*archive.hosts, *archive.shared)
    assert all(host == host.lower().strip(".") for host in hosts)
    assert all(prefix == prefix.lower().lstrip("/") for prefixes in archive.shared.values() for prefix in prefixes)


@pytest.mark.parametrize("archive", [entry for entry in ENTRIES if entry.example], ids=lambda entry: str(entry.id))
def test_the_example_is_a_snapshot_of_that_archive(archive: Archive) -> None:
    assert parse(archive.example).archive == archive.id


def test_every_archive_has_an_example_but_what_is_none() -> None:
    assert [entry.id for entry in ENTRIES if not entry.example] == ["google-cache"]


@pytest.mark.parametrize(
    ("archive_id", "trust"),
    [
        ("wayback", "trusted"),
        ("archive.today", "distrusted"),
        ("webcitation", "defunct"),
        ("europarchive", "defunct"),
        ("proni", "defunct"),
        ("google-cache", "not-an-archive"),
        ("perma.cc", "trusted"),
    ],
)
def test_how_far_they_are_trusted(archive_id: str, trust: str) -> None:
    assert archives()[archive_id].trust == trust


FOUND = {
    "plain": ("https://web.archive.org/web/2019/http://a.example", "wayback"),
    "capitals": ("HTTPS://Web.Archive.ORG/web/2019/http://a.example", "wayback"),
    "port": ("http://web.archive.org:80/web/2019/http://a.example", "wayback"),
    "trailing dot": ("http://web.archive.org./web/2019/http://a.example", "wayback"),
    "no scheme": ("web.archive.org/web/2019/http://a.example", "wayback"),
    "two slashes": ("//web.archive.org/web/2019/http://a.example", "wayback"),
    "user before the host": ("http://me@web.archive.org/web/2019/http://a.example", "wayback"),
    "the archive's part of a shared host": ("https://archive.org/web/2019/http://a.example", "wayback"),
    "collection on a shared host": ("https://archive-it.org/5456/2019/http://a.example", "archive-it"),
    "Google's cache": ("http://webcache.googleusercontent.com/search?q=cache:a.example", "google-cache"),
    "archive.today under another name": ("https://archive.vn/AbCdE", "archive.today"),
}

NOT_FOUND = {
    "another host": "https://example.com/web/2019/http://a.example",
    "a book at the Internet Archive": "https://archive.org/details/isbn_9780000000000",
    "a newspaper at Trove": "https://trove.nla.gov.au/newspaper/article/123",
    "the library's own page": "https://eresources.nlb.gov.sg/infopedia/articles/SIP_1",
    "an archive's name before another host": "http://web.archive.org@evil.example/web/2019/http://a.example",
    "an archive's name as part of another": "http://web.archive.org.evil.example/",
    "an archive's name in the path": "http://example.com/web.archive.org/web/",
    "a backslash": "http://example.com\\web.archive.org/",
    "other scheme": "ftp://web.archive.org/web/2019/http://a.example",
    "script": "javascript:web.archive.org/web/2019/http://a.example",
    "nothing": "",
    "blanks": "  \n ",
}


@pytest.mark.parametrize(("address", "archive_id"), FOUND.values(), ids=FOUND)
def test_an_archive_is_found_by_its_host(address: str, archive_id: str) -> None:
    found = archive_at(locate(address))
    assert found is not None
    assert found.id == archive_id


@pytest.mark.parametrize("address", NOT_FOUND.values(), ids=NOT_FOUND)
def test_the_rest_of_the_web_is_no_archive(address: str) -> None:
    assert archive_at(locate(address)) is None


def test_the_path_is_everything_after_the_host() -> None:
    assert locate("https://a.example//b?c#d").path == "b?c#d"
    assert locate("https://a.example?c").path == "?c"
    assert locate("https://a.example").path == ""


def test_an_entry_that_lacks_something_is_refused_by_name() -> None:
    with pytest.raises(CatalogueError, match="'half'"):
        _read({"id": "half", "name": "Half an entry"})


def test_an_unknown_trust_is_refused() -> None:
    entry = {"id": "odd", "name": "Odd", "hosts": [], "forms": [], "reason": "", "source": "", "example": ""}
    with pytest.raises(CatalogueError, match="trust is 'maybe'"):
        _read({**entry, "trust": "maybe"})


@given(st.text(max_size=60) | st.text("htps:/@.?#[]\\a1", max_size=30))
def test_any_text_has_a_place(text: str) -> None:
    place = locate(text)
    assert place.text == text.strip()
    assert place.text.endswith(place.path)
    assert "/" not in place.host
