"""Each form reads its own addresses and passes on the rest; a wayback address falls into pieces and together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.catalogue import archive_at, archives, locate
from crawler.archives.forms import FORMS, Wayback, _digits, checked, malformed, wayback_pieces
from crawler.archives.snapshot import MalformedArchiveAddressError

A = "http://example.com/a"

# form: an archive that uses it, an address of that form, one of another form
OWN = {
    "wayback": ("wayback", f"https://web.archive.org/web/2019/{A}", "https://web.archive.org/about"),
    "archive-today": ("archive.today", "https://archive.is/AbCdE", "https://archive.is/example.com"),
    "patterns": ("freezepage", "http://freezepage.com/1367255041MTRNASXKCD", "http://freezepage.com/faq"),
    "webcitation": ("webcitation", "http://webcitation.org/5eWaHRbn4", "http://webcitation.org/faq"),
    "query": ("wikiwix", f"http://archive.wikiwix.com/cache/?url={A}", "http://archive.wikiwix.com/cache/?title=a"),
}


def test_every_form_is_tried_here() -> None:
    assert set(OWN) == set(FORMS)


@pytest.mark.parametrize("name", OWN)
def test_a_form_reads_its_own(name: str) -> None:
    archive, own, _ = OWN[name]
    snapshot = FORMS[name].read(archives()[archive], locate(own))
    assert snapshot is not None
    assert snapshot.archive == archive


@pytest.mark.parametrize("name", OWN)
def test_a_form_passes_on_others(name: str) -> None:
    archive, _, other = OWN[name]
    assert FORMS[name].read(archives()[archive], locate(other)) is None


def test_only_forms_made_from_address_and_date_can_be_built() -> None:
    assert {name for name, form in FORMS.items() if form.build} == {"wayback", "archive-today"}


PIECES = {
    "plain": (f"https://web.archive.org/web/2019/{A}", Wayback("https://web.archive.org/web/", "2019", "", f"/{A}")),
    "modifier": (
        f"https://web.archive.org/web/2019id_/{A}",
        Wayback("https://web.archive.org/web/", "2019", "id_", f"/{A}"),
    ),
    "no timestamp": (f"https://web.archive.org/web/{A}", Wayback("https://web.archive.org/web/", "", "", A)),
    "no /web": (f"http://web.archive.org/2019/{A}", Wayback("http://web.archive.org/", "2019", "", f"/{A}")),
    "a collection": (
        f"http://wayback.archive-it.org/54/2019/{A}",
        Wayback("http://wayback.archive-it.org/54/", "2019", "", f"/{A}"),
    ),
}


@pytest.mark.parametrize(("address", "pieces"), PIECES.values(), ids=PIECES)
def test_the_pieces_put_together_are_the_address(address: str, pieces: Wayback) -> None:
    place = locate(address)
    archive = archive_at(place)
    assert archive is not None
    assert wayback_pieces(archive, place) == pieces
    assert f"{pieces.head}{pieces.timestamp}{pieces.modifier}{pieces.tail}" == address


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("2000-Dec-5", "20001205"),
        ("2000-december-15", "20001215"),
        ("2000-5-1", "20000501"),
        ("20120727-0512", "201207270512"),
        ("20211211", "20211211"),
        ("", ""),
    ],
)
def test_dates_with_separators_become_digits(written: str, digits: str) -> None:
    assert _digits(written) == digits


def test_a_timestamp_that_is_no_date_is_the_addresss_fault() -> None:
    place = locate("https://web.archive.org/web/20190230/http://a.example")
    with pytest.raises(MalformedArchiveAddressError, match="Wayback Machine: '20190230' names no date"):
        checked(archives()["wayback"], place, "20190230")
    assert checked(archives()["wayback"], place, "") == ""


def test_an_error_says_what_is_wrong_where_and_what_is_expected() -> None:
    error = malformed(archives()["perma.cc"], locate("https://perma.cc/about"), "this names no snapshot")
    assert str(error) == (
        "Perma.cc: this names no snapshot: 'https://perma.cc/about'; expected e.g. https://perma.cc/AB12-CD34"
    )


@given(st.sampled_from(list(archives().values())), st.text("/*0123456789id_:htp.a", max_size=40))
def test_pieces_of_any_path_put_together_are_the_address(archive: object, path: str) -> None:
    entry = archives()[getattr(archive, "id", "")]
    place = locate(f"https://archive.example/{path}")
    try:
        pieces = wayback_pieces(entry, place)
    except MalformedArchiveAddressError:
        return
    if pieces is not None:
        assert f"{pieces.head}{pieces.timestamp}{pieces.modifier}{pieces.tail}" == place.text
