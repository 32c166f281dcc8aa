"""What archive addresses name, for every archive and every odd way of writing them, and the way back."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.address import build, current, inside, parse, snapshot_named, with_modifier
from crawler.archives.catalogue import archive_at, archives, locate
from crawler.archives.snapshot import CannotBuildError, MalformedArchiveAddressError, NotAnArchiveError, Snapshot
from crawler.archives.timestamp import from_datetime, period

A = "http://example.com/a"
FULL = "20190906010203"

# name: address, archive, original, timestamp, modifier
SNAPSHOTS = {
    "wayback": (f"https://web.archive.org/web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, http": (f"http://web.archive.org/web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, no /web": (f"http://web.archive.org/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, at www": (f"http://www.archive.org/web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, at wayback.": (f"http://wayback.archive.org/web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, at liveweb.": (f"http://liveweb.archive.org/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, at web-beta.": (f"https://web-beta.archive.org/web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, at replay.": (f"http://replay.archive.org/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, waybackmachine.org": (f"http://waybackmachine.org/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, two slashes": (f"https://web.archive.org//web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, capitals": (f"https://web.archive.org/Web/{FULL}/{A}", "wayback", A, FULL, ""),
    "wayback, year": (f"https://web.archive.org/web/2019/{A}", "wayback", A, "2019", ""),
    "wayback, day": (f"https://web.archive.org/web/20190906/{A}", "wayback", A, "20190906", ""),
    "wayback, odd digits": (f"https://web.archive.org/web/2019090/{A}", "wayback", A, "2019090", ""),
    "wayback, no timestamp": (f"https://web.archive.org/web/{A}", "wayback", A, "", ""),
    "wayback, modifier only": (f"https://web.archive.org/web/id_/{A}", "wayback", A, "", "id_"),
    "wayback, one slash": (f"https://web.archive.org/web/{FULL}/http:/example.com/a", "wayback", A, FULL, ""),
    "wayback, no scheme": (f"https://web.archive.org/web/{FULL}/example.com/a", "wayback", A, FULL, ""),
    "wayback, encoded": (f"https://web.archive.org/web/{FULL}/http%3A%2F%2Fexample.com%2Fa", "wayback", A, FULL, ""),
    "wayback, query and fragment": (
        f"https://web.archive.org/web/{FULL}/{A}?b=http://c.example/&d=*#e",
        "wayback",
        f"{A}?b=http://c.example/&d=*#e",
        FULL,
        "",
    ),
    "wayback, blanks around": (f"  https://web.archive.org/web/{FULL}/{A}\n", "wayback", A, FULL, ""),
    "wayback of another archive": (
        f"https://web.archive.org/web/2019/https://archive.is/2018/{A}",
        "wayback",
        f"https://archive.is/2018/{A}",
        "2019",
        "",
    ),
    "archive.today, long": (f"https://archive.today/{FULL}/{A}", "archive.today", A, FULL, ""),
    "archive.today, dots": (f"https://archive.ph/2020.01.02-030405/{A}", "archive.today", A, "20200102030405", ""),
    "archive.today, day": (f"https://archive.is/2020-01-02/{A}", "archive.today", A, "20200102", ""),
    "archive.today, year": (f"https://archive.fo/2020/{A}", "archive.today", A, "2020", ""),
    "archive.today, newest": (f"https://archive.li/newest/{A}", "archive.today", A, "", ""),
    "archive.today, link out": (f"https://archive.md/o/AbCdE/{A}", "archive.today", A, "", ""),
    "archive.today, short": ("https://archive.vn/AbCdE", "archive.today", "", "", ""),
    "archive.today, short with a place": ("https://archive.is/AbCdE#selection-1.0-9.1", "archive.today", "", "", ""),
    "archive.today, picture": ("https://archive.is/AbCdE/image", "archive.today", "", "", ""),
    "archive.today, in progress": ("https://archive.is/wip/AbCdE", "archive.today", "", "", ""),
    "archive.today, digits alone": ("https://archive.is/12345", "archive.today", "", "", ""),
    "webcitation, short": ("http://www.webcitation.org/5eWaHRbn4", "webcitation", "", "20090212051918", ""),
    "webcitation, long": (f"https://webcitation.org/5eWaHRbn4?url={A}", "webcitation", A, "20090212051918", ""),
    "webcitation, decimal": ("http://webcitation.org/1234415958271278", "webcitation", "", "20090212051918", ""),
    "webcitation, by address and date": (
        f"http://www.webcitation.org/query?url={A}?b=1&c=2&date=2009-11-04",
        "webcitation",
        f"{A}?b=1&c=2",
        "20091104",
        "",
    ),
    "webcitation, odd date": (f"http://webcitation.org/query?url={A}&date=yesterday", "webcitation", A, "", ""),
    "webcitation, by id": ("http://webcitation.org/query?id=5eWaHRbn4", "webcitation", "", "20090212051918", ""),
    "memento": (f"http://timetravel.mementoweb.org/memento/{FULL}/{A}", "memento", A, FULL, ""),
    "memento, json": (f"http://timetravel.mementoweb.org/api/json/{FULL}/{A}", "memento", A, FULL, ""),
    "archive-it, all": (f"https://wayback.archive-it.org/all/{FULL}/{A}", "archive-it", A, FULL, ""),
    "archive-it, collection": (f"https://wayback.archive-it.org/5456/{FULL}/{A}", "archive-it", A, FULL, ""),
    "archive-it, without wayback.": (f"http://archive-it.org/all/{FULL}/{A}", "archive-it", A, FULL, ""),
    "arquivo.pt": (f"https://arquivo.pt/wayback/{FULL}/{A}", "arquivo.pt", A, FULL, ""),
    "arquivo.pt, twice": (f"http://arquivo.pt/wayback/wayback/{FULL}/{A}", "arquivo.pt", A, FULL, ""),
    "arquivo.pt, no frame": (f"https://arquivo.pt/noFrame/replay/{FULL}/{A}", "arquivo.pt", A, FULL, ""),
    "loc": (f"http://webarchive.loc.gov/lcwa0010/{FULL}/{A}", "loc", A, FULL, ""),
    "webharvest": (f"https://www.webharvest.gov/congress112th/{FULL}/{A}", "webharvest", A, FULL, ""),
    "bibalex": (f"http://web.archive.bibalex.org:80/web/{FULL}/{A}", "bibalex", A, FULL, ""),
    "bibalex, petabox": (f"http://web.petabox.bibalex.org/web/{FULL}/{A}", "bibalex", A, FULL, ""),
    "veebiarhiiv": (f"http://veebiarhiiv.digar.ee/a/{FULL}/{A}", "veebiarhiiv", A, FULL, ""),
    "vefsafn": (f"http://wayback.vefsafn.is/wayback/{FULL}/{A}", "vefsafn", A, FULL, ""),
    "lac": (f"http://webarchive.bac-lac.gc.ca:8080/wayback/{FULL}/{A}", "lac", A, FULL, ""),
    "lac, old": (f"http://www.collectionscanada.gc.ca/webarchives/{FULL}/{A}", "lac", A, FULL, ""),
    "proni": (f"http://webarchive.proni.gov.uk/{FULL}/{A}", "proni", A, FULL, ""),
    "europarchive": (f"http://collection.europarchive.org/nli/{FULL}/{A}", "europarchive", A, FULL, ""),
    "nuk": (f"http://nukrobi2.nuk.uni-lj.si:8080/wayback/{FULL}/{A}", "nuk", A, FULL, ""),
    "stanford": (f"https://sul-swap-prod.stanford.edu/{FULL}/{A}", "stanford", A, FULL, ""),
    "nationalarchives": (f"http://webarchive.nationalarchives.gov.uk/{FULL}/{A}", "nationalarchives", A, FULL, ""),
    "nationalarchives, newest": (
        f"http://webarchive.nationalarchives.gov.uk/+/{A}",
        "nationalarchives",
        A,
        "",
        "",
    ),
    "parliament": (f"http://webarchive.parliament.uk/{FULL}/{A}", "parliament", A, FULL, ""),
    "ukwa": (f"https://www.webarchive.org.uk/wayback/archive/{FULL}mp_/{A}", "ukwa", A, FULL, "mp_"),
    "nlb": (f"http://eresources.nlb.gov.sg/webarchives/wayback/{FULL}/{A}", "nlb", A, FULL, ""),
    "yorku": (f"https://digital.library.yorku.ca/wayback/{FULL}/{A}", "yorku", A, FULL, ""),
    "padicat": (f"http://padi.cat:8080/wayback/{FULL}/{A}", "padicat", A, FULL, ""),
    "perma, short": ("https://perma.cc/AB12-CD34?type=image", "perma.cc", "", "", ""),
    "perma, four": ("https://perma.cc/ABCD", "perma.cc", "", "", ""),
    "perma, old": ("http://perma.cc/0AjGF5sLmzx", "perma.cc", "", "", ""),
    "perma, long": (f"https://perma-archives.org/warc/{FULL}/{A}", "perma.cc", A, FULL, ""),
    "pandora": (
        "http://pandora.nla.gov.au/pan/14231/20120727-0512/www.howlspace.example/a.htm?b",
        "nla",
        "http://www.howlspace.example/a.htm?b",
        "201207270512",
        "",
    ),
    "pandora, month in letters": (
        f"http://pandora.nla.gov.au/nph-arch/2000/S2000-Dec-5/{A}",
        "nla",
        A,
        "20001205",
        "",
    ),
    "pandora, wayback": (f"http://pandora.nla.gov.au/nph-wb/{FULL}/{A}", "nla", A, FULL, ""),
    "nla, gov": (f"http://webarchive.nla.gov.au/gov/{FULL}/{A}", "nla", A, FULL, ""),
    "nla, content": (f"http://content.webarchive.nla.gov.au/gov/wayback/{FULL}/{A}", "nla", A, FULL, ""),
    "nla, trove": (f"https://trove.nla.gov.au/gov/{FULL}/{A}", "nla", A, FULL, ""),
    "wikiwix, long": (f"http://archive.wikiwix.com/cache/{FULL}/{A}", "wikiwix", A, FULL, ""),
    "wikiwix, query": (f"http://archive.wikiwix.com/cache/?url={A}?b=1&c=2", "wikiwix", f"{A}?b=1&c=2", "", ""),
    "wikiwix, page": (f"http://archive.wikiwix.com/cache/index2.php?url={A}&title=T", "wikiwix", A, "", ""),
    "freezepage": ("http://www.freezepage.com/1367255041MTRNASXKCD", "freezepage", "", "20130429170401", ""),
    "conifer": (f"https://conifer.rhizome.org/someone/coll/{FULL}/{A}", "conifer", A, FULL, ""),
    "webrecorder": (f"https://webrecorder.io/someone/coll/{FULL}/{A}", "webrecorder", A, FULL, ""),
    "ghostarchive": ("https://ghostarchive.org/archive/aBcD1", "ghostarchive", "", "", ""),
    "ghostarchive, long": (f"https://ghostarchive.org/archive/{FULL}/{A}", "ghostarchive", A, FULL, ""),
    "ghostarchive, video": (
        "https://ghostarchive.org/varchive/CfRSVPhzN5M",
        "ghostarchive",
        "https://www.youtube.com/watch?v=CfRSVPhzN5M",
        "",
        "",
    ),
    "ghostarchive, video and day": (
        "https://ghostarchive.org/varchive/youtube/20211211/v-2yFMzxqwU",
        "ghostarchive",
        "https://www.youtube.com/watch?v=v-2yFMzxqwU",
        "20211211",
        "",
    ),
}

MALFORMED = {
    "a listing": f"https://web.archive.org/web/*/{A}",
    "a listing of a year": f"https://web.archive.org/web/2019*/{A}",
    "a listing between years": f"https://web.archive.org/web/2018-2019*/{A}",
    "a listing by beginning": f"https://web.archive.org/web/{FULL}/http://*.example.com",
    "a listing at Archive-It": f"https://wayback.archive-it.org/all/*/{A}",
    "a listing at archive.today": f"https://archive.today/{A}",
    "three digits": f"https://web.archive.org/web/201/{A}",
    "fifteen digits": f"https://web.archive.org/web/{FULL}0/{A}",
    "30 February": f"https://web.archive.org/web/20190230/{A}",
    "month 13 at archive.today": f"https://archive.is/20191301/{A}",
    "letters in the timestamp": f"https://web.archive.org/web/2019Sep06/{A}",
    "digits of another script": f"https://web.archive.org/web/٢٠١٩/{A}",
    "a modifier that is none": f"https://web.archive.org/web/{FULL}id/{A}",
    "no original": f"https://web.archive.org/web/{FULL}/",
    "nothing after the timestamp": f"https://web.archive.org/web/{FULL}",
    "an original that is none, at archive.today": "https://archive.is/2019/foo",
    "an original that is none": f"https://web.archive.org/web/{FULL}/foo",
    "a mail address": f"https://web.archive.org/web/{FULL}/mailto:me@example.com",
    "Save Page Now": f"https://web.archive.org/save/{A}",
    "the index": f"https://web.archive.org/cdx/search/cdx?url={A}",
    "the home page": "https://web.archive.org/",
    "the host alone": "web.archive.org",
    "a page of the archive": "https://perma.cc/about",
    "archive.today's search": f"https://archive.today/search/?q={A}",
    "archive.today's home page": "https://archive.today",
    "WebCite's form": "http://www.webcitation.org/archive.php",
    "a WebCite query for nothing": "http://www.webcitation.org/query?date=2009-11-04",
    "a WebCite query for a wrong id": f"http://www.webcitation.org/query?id=x&url={A}",
    "a PANDORA title": "http://pandora.nla.gov.au/tep/14231",
    "a PANDORA date that is none": "http://pandora.nla.gov.au/pan/14231/20121327-0512/www.a.example",
    "a blank inside": f"https://web.archive.org/web/{FULL}/http://example.com/a b",
    "a line break inside": f"https://web.archive.org/web/{FULL}/http://exa\nmple.com/",
}


@pytest.mark.parametrize(("address", "archive", "original", "timestamp", "modifier"), SNAPSHOTS.values(), ids=SNAPSHOTS)
def test_a_snapshot_is_read(address: str, archive: str, original: str, timestamp: str, modifier: str) -> None:
    assert parse(address) == Snapshot(archive, original, timestamp, modifier, address.strip())


@pytest.mark.parametrize(
    "modifier", ["id_", "if_", "im_", "js_", "cs_", "oe_", "re_", "mp_", "fw_", "tf_", "zz_", "wkr_"]
)
@pytest.mark.parametrize("timestamp", ["2019", "201909", FULL])
def test_every_modifier_is_read(modifier: str, timestamp: str) -> None:
    snapshot = parse(f"https://web.archive.org/web/{timestamp}{modifier}/{A}")
    assert (snapshot.timestamp, snapshot.modifier, snapshot.original) == (timestamp, modifier, A)


@pytest.mark.parametrize("domain", ["today", "is", "ph", "li", "fo", "vn", "md"])
def test_archive_today_has_many_domains(domain: str) -> None:
    assert parse(f"https://archive.{domain}/{FULL}/{A}").archive == "archive.today"
    assert parse(f"http://www.archive.{domain}/AbCdE").archive == "archive.today"


@pytest.mark.parametrize("address", MALFORMED.values(), ids=MALFORMED)
def test_what_names_no_snapshot_is_malformed_and_says_what_is_expected(address: str) -> None:
    with pytest.raises(MalformedArchiveAddressError, match=r"expected e\.g\. https?://"):
        parse(address)


@pytest.mark.parametrize(
    "name",
    [
        "a listing",
        "a listing of a year",
        "a listing between years",
        "a listing at Archive-It",
        "a listing at archive.today",
    ],
)
def test_a_listing_is_called_one(name: str) -> None:
    with pytest.raises(MalformedArchiveAddressError, match="names none"):
        parse(MALFORMED[name])


@pytest.mark.parametrize(
    "address",
    ["http://example.com/", "", "::", "https://archive.org/details/x", "https://archive-it.org/collections/5456"],
)
def test_the_rest_of_the_web_is_no_archive(address: str) -> None:
    with pytest.raises(NotAnArchiveError, match="not the address of an archive"):
        parse(address)


def test_googles_cache_is_no_archive_and_the_error_says_why() -> None:
    address = "https://webcache.googleusercontent.com/search?q=cache:abc:example.com"
    with pytest.raises(NotAnArchiveError, match="never an archive"):
        parse(address)
    found = archive_at(locate(address))
    assert found is not None
    assert found.trust == "not-an-archive"


def test_a_long_address_is_not_repeated_whole_in_the_error() -> None:
    with pytest.raises(MalformedArchiveAddressError) as caught:
        parse("https://web.archive.org/" + "x" * 100_000)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    "path",
    [
        "web/" + "9" * 200_000,
        "a/" * 100_000,
        "*" * 200_000,
        "web/2019/" + "%3A" * 70_000,
        "?" * 200_000,
        ":1" * 100_000,
    ],
    ids=["digits", "segments", "stars", "encoded", "questions", "ports"],
)
@pytest.mark.parametrize(
    "host", ["web.archive.org/", "archive.is/", "perma.cc/", "webrecorder.io/", "webcitation.org/", ""]
)
def test_long_nonsense_is_refused_in_one_pass(host: str, path: str) -> None:
    with pytest.raises((MalformedArchiveAddressError, NotAnArchiveError)):
        parse(f"{host}{path}")


WAYBACK_LIKE = [archive.id for archive in archives().values() if "wayback" in archive.forms and archive.builds]

originals = st.from_regex(
    r"(https?|ftp)://[a-z][a-z0-9-]{0,8}\.example(:[1-9][0-9]{1,3})?(/[A-Za-z0-9%._~*@!,;:+-]{0,10}){0,4}"
    r"(\?[A-Za-z0-9=&/:%]{0,12})?(#[A-Za-z0-9/]{0,6})?",
    fullmatch=True,
)
stamps = st.builds(lambda moment, digits: from_datetime(moment)[:digits], st.datetimes(), st.integers(4, 14))
modifiers = st.just("") | st.from_regex(r"[a-z]{2}_", fullmatch=True)


@given(st.sampled_from(WAYBACK_LIKE), originals, stamps | st.just(""), modifiers)
def test_what_is_built_is_read_back(archive: str, original: str, timestamp: str, modifier: str) -> None:
    address = build(archive, original, timestamp, modifier)
    assert parse(address) == Snapshot(archive, original, timestamp, modifier, address)


def _beginnings() -> list[tuple[str, str]]:
    """Every archive of the wayback form with each of its hosts and of its prefixes, as far as they go together."""
    found = []
    for archive in archives().values():
        for prefix in archive.prefixes:
            segments = "".join(f"{segment.replace('*', 'coll1')}/" for segment in prefix.split("/") if segment)
            places = [f"{host}/{segments}" for host in (*archive.hosts, *archive.shared)]
            found += [(archive.id, place) for place in places if archive_at(locate(place)) is archive]
    return found


SPELLINGS = {
    "plain": lambda original: original,
    "percent-encoded": lambda original: quote(original, safe=""),
    "percent-encoded, slashes kept": lambda original: quote(original, safe="/"),
    "one slash": lambda original: original.replace("://", ":/", 1),
    "scheme in capitals": lambda original: original.replace("http", "HTTP", 1),
}
web_originals = st.from_regex(
    r"https?://[a-z][a-z0-9-]{0,8}\.example(:[1-9][0-9]{1,3})?(/[A-Za-z0-9._~*@!,;:+-]{0,10}){0,4}"
    r"(\?[A-Za-z0-9=&/:]{0,12})?(#[A-Za-z0-9/]{0,6})?",
    fullmatch=True,
)
MODIFIERS = ("", "id_", "if_", "im_", "js_", "cs_", "oe_", "re_", "mp_", "fw_", "tf_", "an_", "wkr_", "sw_", "jm_")


@given(
    st.sampled_from(_beginnings()),
    st.sampled_from(["https://", "http://", "//", ""]),
    st.tuples(stamps, st.sampled_from(MODIFIERS)),
    web_originals,
    st.sampled_from(sorted(SPELLINGS)),
)
def test_every_host_and_form_is_read_however_the_original_is_spelt(
    beginning: tuple[str, str], scheme: str, stamp: tuple[str, str], original: str, spelling: str
) -> None:
    archive, place = beginning
    snapshot = parse(f"{scheme}{place}{''.join(stamp)}/{SPELLINGS[spelling](original)}")
    assert (snapshot.archive, snapshot.original) == (archive, original)
    assert (snapshot.timestamp, snapshot.modifier) == stamp


@given(st.sampled_from(_beginnings()), stamps, web_originals)
def test_an_original_without_a_scheme_is_an_http_one(beginning: tuple[str, str], timestamp: str, original: str) -> None:
    snapshot = parse(f"https://{beginning[1]}{timestamp}/{original.partition('://')[2]}")
    assert snapshot.original == f"http://{original.partition('://')[2]}"


def test_every_archive_of_that_form_is_among_them() -> None:
    assert {archive for archive, _ in _beginnings()} == {
        archive.id for archive in archives().values() if "wayback" in archive.forms
    }


@given(originals, stamps | st.just(""))
def test_archive_today_is_read_back(original: str, timestamp: str) -> None:
    address = build("archive.today", original, timestamp)
    assert parse(address) == Snapshot("archive.today", original, timestamp, "", address)


def test_an_original_is_brought_to_form_before_it_is_built() -> None:
    assert build("wayback", "example.com/a", "2019", "id_") == f"https://web.archive.org/web/2019id_/{A}"


UNBUILDABLE = {
    "unknown archive": ("nowhere", A, "2019", "", "no archive 'nowhere'"),
    "WebCite": ("webcitation", A, "2019", "", "names its snapshots itself"),
    "Freezepage": ("freezepage", A, "2019", "", "names its snapshots itself"),
    "a named harvest": ("webharvest", A, "2019", "", "names its snapshots itself"),
    "a user's collection": ("conifer", A, "2019", "", "names its snapshots itself"),
    "Google's cache": ("google-cache", A, "2019", "", "names its snapshots itself"),
    "no date": ("wayback", A, "20190230", "", "names no date"),
    "no timestamp": ("wayback", A, "latest", "", "is not a timestamp"),
    "no address": ("wayback", "foo", "2019", "", "is not an address"),
    "a blank": ("wayback", "http://a.example/b c", "2019", "", "no blanks"),
    "no modifier": ("wayback", A, "2019", "id", "is not a modifier"),
    "a modifier for archive.today": ("archive.today", A, "2019", "id_", "has no modifiers"),
}


@pytest.mark.parametrize(("archive", "original", "timestamp", "modifier", "why"), UNBUILDABLE.values(), ids=UNBUILDABLE)
def test_what_cannot_be_built_says_why(archive: str, original: str, timestamp: str, modifier: str, why: str) -> None:
    with pytest.raises(CannotBuildError, match=why):
        build(archive, original, timestamp, modifier)


MOVED = {
    "europarchive": (
        f"http://collection.europarchive.org/nli/{FULL}/{A}",
        f"https://wayback.archive-it.org/10702/{FULL}/{A}",
    ),
    "proni": (f"http://webarchive.proni.gov.uk/{FULL}/{A}", f"https://wayback.archive-it.org/11112/{FULL}/{A}"),
    "webrecorder": (
        f"https://webrecorder.io/Someone/coll/{FULL}/{A}",
        f"https://conifer.rhizome.org/Someone/coll/{FULL}/{A}",
    ),
    "collectionscanada": (
        f"http://www.collectionscanada.gc.ca/webarchives/{FULL}/{A}",
        f"http://webarchive.bac-lac.gc.ca:8080/wayback/{FULL}/{A}",
    ),
}
STAYED = {
    "a part of europarchive that went nowhere": f"http://collection.europarchive.org/coastguard/{FULL}/{A}",
    "Canada's new address": f"http://webarchive.bac-lac.gc.ca:8080/wayback/{FULL}/{A}",
    "the Wayback Machine": f"https://web.archive.org/web/{FULL}/{A}",
    "a form without pieces": "https://perma.cc/AB12-CD34",
    "archive.today": "https://archive.is/AbCdE",
}


@pytest.mark.parametrize(("old", "new"), MOVED.values(), ids=MOVED)
def test_an_archive_that_moved_is_found_where_it_is_now(old: str, new: str) -> None:
    assert current(parse(old)) == parse(new) == snapshot_named(old)
    assert (parse(new).original, parse(new).timestamp) == (A, FULL)


@pytest.mark.parametrize("address", STAYED.values(), ids=STAYED)
def test_the_others_have_no_other_address(address: str) -> None:
    assert current(parse(address)) == parse(address) == snapshot_named(address)


MODIFIED = {
    "added": (f"https://web.archive.org/web/{FULL}/{A}", "id_", f"https://web.archive.org/web/{FULL}id_/{A}"),
    "replaced": (f"https://web.archive.org/web/{FULL}if_/{A}", "id_", f"https://web.archive.org/web/{FULL}id_/{A}"),
    "taken away": (f"https://web.archive.org/web/{FULL}id_/{A}", "", f"https://web.archive.org/web/{FULL}/{A}"),
    "without a timestamp": (f"https://web.archive.org/web/{A}", "id_", f"https://web.archive.org/web/id_/{A}"),
    "none to take away": (f"https://web.archive.org/web/{A}", "", f"https://web.archive.org/web/{A}"),
    "the collection stays": (
        f"http://wayback.archive-it.org/5456/2019/{A}",
        "id_",
        f"http://wayback.archive-it.org/5456/2019id_/{A}",
    ),
    "no such form": ("https://archive.is/AbCdE", "id_", "https://archive.is/AbCdE"),
}


@pytest.mark.parametrize(("address", "modifier", "expected"), MODIFIED.values(), ids=MODIFIED)
def test_the_modifier_is_changed_in_place(address: str, modifier: str, expected: str) -> None:
    assert with_modifier(parse(address), modifier) == expected


PLAYED = f"http://swap.stanford.edu/was/{FULL}id_/{A}"
INSIDE = {
    "rewritten": (
        f"https://web.archive.org/web/{FULL}id_/{A}",
        f"/web/{FULL}id_/{A}2",
        f"https://web.archive.org/web/{FULL}id_/{A}2",
    ),
    "rewritten to another time": (
        PLAYED,
        f"http://swap.stanford.edu/was/2020id_/{A}",
        f"http://swap.stanford.edu/was/2020id_/{A}",
    ),
    "as captured": (PLAYED, f"{A}2", f"http://swap.stanford.edu/was/{FULL}id_/{A}2"),
    "as captured, a path": (PLAYED, "/b?c", f"http://swap.stanford.edu/was/{FULL}id_/http://example.com/b?c"),
    "as captured, a name": (PLAYED, "b", f"http://swap.stanford.edu/was/{FULL}id_/http://example.com/b"),
    "as captured, another host": (PLAYED, "//b.example/", f"http://swap.stanford.edu/was/{FULL}id_/http://b.example/"),
    "no timestamp": (
        f"https://web.archive.org/web/{A}",
        "http://b.example/",
        "https://web.archive.org/web/http://b.example/",
    ),
    "to an archive": (PLAYED, f"https://archive.ph/2020/{A}", f"https://archive.ph/2020/{A}"),
    "to no web address": (PLAYED, "mailto:me@example.com", ""),
    "to no address": (PLAYED, "http://[bad/", ""),
    "an archive whose addresses say nothing": ("https://perma.cc/AB12-CD34", "http://b.example/", ""),
    "no archive": (A, "/b", ""),
}


@pytest.mark.parametrize(("played", "location", "address"), INSIDE.values(), ids=INSIDE)
def test_where_a_captured_redirect_leads_inside(played: str, location: str, address: str) -> None:
    assert inside(played, location) == address


hosts = sorted(host for archive in archives().values() for host in (*archive.hosts, *archive.shared))
paths = st.text(max_size=60) | st.text("/*%3A:webhtp0129-_.?=&#id+", max_size=50)


@given(st.text(max_size=80) | st.builds("https://{}/{}".format, st.sampled_from(hosts), paths))
def test_any_text_is_a_snapshot_or_one_of_two_errors(text: str) -> None:
    try:
        snapshot = parse(text)
    except (NotAnArchiveError, MalformedArchiveAddressError):
        assert snapshot_named(text) is None
        return
    assert snapshot.archive in archives()
    assert snapshot.address == text.strip()
    assert snapshot.timestamp == "" or period(snapshot.timestamp)
    now = current(snapshot)
    assert (now.original, now.timestamp, now.modifier) == (snapshot.original, snapshot.timestamp, snapshot.modifier)
    assert current(now) == now == snapshot_named(text)
    assert parse(with_modifier(snapshot, "id_")).original == snapshot.original


@given(
    st.sampled_from([PLAYED, f"https://arquivo.pt/noFrame/replay/{FULL}/{A}", "https://perma.cc/ABCD"]),
    st.text(max_size=40),
)
def test_no_redirect_leads_out_of_the_archives(played: str, location: str) -> None:
    target = inside(played, location)
    assert not target or snapshot_named(target)
