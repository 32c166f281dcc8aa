"""A captured error is told from the archive's own; the bytes as captured are asked for in each archive's way."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.archives.address import parse
from crawler.archives.replay import captured_at, excluded, never_archived, origin, raw

MEMENTO = {"Memento-Datetime": "Fri, 06 Sep 2019 01:02:03 GMT"}
CAPTURED = {"x-archive-orig-server": "nginx"}
PLAIN = {"Content-Type": "text/html"}
BLOCKED = {"X-Archive-Wayback-Runtime-Error": "AdministrativeAccessControlException: Blocked Site Error"}
ROBOTS = {"x-archive-wayback-runtime-error": "RobotAccessControlException"}
MISSING = {"x-archive-wayback-runtime-error": "ResourceNotInArchiveException: not in archive"}
NOTICE = "<p>This URL has been excluded from the Wayback Machine.</p>"

# name: status, headers, origin, excluded, never archived
ANSWERS: dict[str, tuple[int, Mapping[str, str], str, bool, bool]] = {
    "a played page": (200, MEMENTO, "capture", False, False),
    "a played page, known by its captured headers": (200, CAPTURED, "capture", False, False),
    "a captured 404": (404, {**MEMENTO, **CAPTURED}, "capture", False, False),
    "a captured 403": (403, MEMENTO, "capture", False, False),
    "a captured 503": (503, CAPTURED, "capture", False, False),
    "a captured redirect": (302, {**MEMENTO, "Location": "/web/2019id_/http://a.example/"}, "capture", False, False),
    "header names in capitals": (404, {"MEMENTO-DATETIME": "x"}, "capture", False, False),
    "on to the nearest capture": (302, {"Location": "/web/2019/http://a.example/"}, "redirect", False, False),
    "the archive's 404": (404, PLAIN, "error", False, True),
    "the archive's 404 with its name": (404, MISSING, "error", False, True),
    "excluded": (403, BLOCKED, "error", True, False),
    "excluded by robots.txt": (403, ROBOTS, "error", True, False),
    "forbidden for another reason": (403, PLAIN, "error", False, False),
    "withheld by law": (451, PLAIN, "error", True, False),
    "rate limited": (429, PLAIN, "error", False, False),
    "the archive is down": (503, PLAIN, "error", False, False),
    "an archive without Memento": (200, PLAIN, "unmarked", False, False),
    "no headers": (200, {}, "unmarked", False, False),
}


@pytest.mark.parametrize(("status", "headers", "whose", "hidden", "never"), ANSWERS.values(), ids=ANSWERS)
def test_an_answer_is_understood(
    status: int, headers: Mapping[str, str], whose: str, *, hidden: bool, never: bool
) -> None:
    assert origin(status, headers) == whose
    assert excluded(status, headers, "") is hidden
    assert never_archived(status, headers) is never


@pytest.mark.parametrize("status", [200, 403, 404])
def test_a_notice_says_that_it_is_excluded(status: int) -> None:
    assert excluded(status, PLAIN, NOTICE.upper())
    assert not excluded(status, PLAIN, "<p>Welcome</p>")


@pytest.mark.parametrize("status", [200, 403, 451])
def test_a_captured_notice_says_nothing_about_this_capture(status: int) -> None:
    assert not excluded(status, MEMENTO, NOTICE)


DATES = {
    "as RFC 7089 has it": ("Fri, 06 Sep 2019 01:02:03 GMT", datetime(2019, 9, 6, 1, 2, 3, tzinfo=UTC)),
    "with a zone": ("Fri, 06 Sep 2019 01:02:03 +0200", datetime(2019, 9, 5, 23, 2, 3, tzinfo=UTC)),
    "without a zone": ("Fri, 06 Sep 2019 01:02:03 -0000", datetime(2019, 9, 6, 1, 2, 3, tzinfo=UTC)),
    "with blanks": ("  Fri, 06 Sep 2019 01:02:03 GMT ", datetime(2019, 9, 6, 1, 2, 3, tzinfo=UTC)),
    "no date": ("yesterday", None),
    "30 February": ("Sat, 30 Feb 2019 01:02:03 GMT", None),
    "empty": ("", None),
}


@pytest.mark.parametrize(("value", "moment"), DATES.values(), ids=DATES)
def test_the_capture_time(value: str, moment: datetime | None) -> None:
    assert captured_at({"memento-datetime": value}) == moment


def test_no_header_no_time() -> None:
    assert captured_at(PLAIN) is None


A = "http://example.com/a"
RAW = {
    "wayback": (
        f"https://web.archive.org/web/20190906010203/{A}",
        f"https://web.archive.org/web/20190906010203id_/{A}",
    ),
    "wayback, another modifier": (
        f"https://web.archive.org/web/2019if_/{A}",
        f"https://web.archive.org/web/2019id_/{A}",
    ),
    "wayback, already": (f"https://web.archive.org/web/2019id_/{A}", f"https://web.archive.org/web/2019id_/{A}"),
    "wayback, no timestamp": (f"https://web.archive.org/web/{A}", f"https://web.archive.org/web/id_/{A}"),
    "the Library of Congress keeps its collection": (
        f"http://webarchive.loc.gov/lcwa0010/2019/{A}",
        f"http://webarchive.loc.gov/lcwa0010/2019id_/{A}",
    ),
    "arquivo.pt": (
        f"https://arquivo.pt/wayback/20190906010203/{A}",
        f"https://arquivo.pt/noFrame/replay/20190906010203/{A}",
    ),
    "arquivo.pt, no timestamp": (f"https://arquivo.pt/wayback/{A}", f"https://arquivo.pt/wayback/{A}"),
    "arquivo.pt, braces": (
        "https://arquivo.pt/wayback/2019/http://example.com/{a}",
        "https://arquivo.pt/noFrame/replay/2019/http://example.com/{a}",
    ),
    "archive.today": (f"https://archive.ph/2019/{A}", f"https://archive.ph/2019/{A}"),
    "perma.cc": ("https://perma.cc/AB12-CD34", "https://perma.cc/AB12-CD34"),
    "memento": (
        f"http://timetravel.mementoweb.org/memento/2019/{A}",
        f"http://timetravel.mementoweb.org/memento/2019/{A}",
    ),
    "pandora's own form": (
        "http://pandora.nla.gov.au/pan/14231/20120727-0512/www.a.example/b",
        "http://pandora.nla.gov.au/pan/14231/20120727-0512/www.a.example/b",
    ),
}


@pytest.mark.parametrize(("address", "expected"), RAW.values(), ids=RAW)
def test_the_bytes_as_captured_have_an_address(address: str, expected: str) -> None:
    assert raw(parse(address)) == expected


@pytest.mark.parametrize("address", [address for address, _ in RAW.values()], ids=RAW)
def test_that_address_is_the_same_snapshot(address: str) -> None:
    cited, played = parse(address), parse(raw(parse(address)))
    assert (played.archive, played.original, played.timestamp) == (cited.archive, cited.original, cited.timestamp)


@given(st.text(max_size=40))
def test_any_header_is_a_time_in_utc_or_none(value: str) -> None:
    moment = captured_at({"Memento-Datetime": value})
    assert moment is None or moment.tzinfo is UTC


@given(
    st.integers(100, 999), st.dictionaries(st.text(max_size=8), st.text(max_size=8), max_size=3), st.text(max_size=20)
)
def test_any_answer_is_understood_one_way(status: int, headers: dict[str, str], text: str) -> None:
    assert origin(status, headers) in {"capture", "redirect", "error", "unmarked"}
    assert not (excluded(status, headers, text) and never_archived(status, headers))
