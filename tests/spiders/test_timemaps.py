"""TimeMaps are asked for one after the other; only what they said counts."""

from __future__ import annotations

import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler.archives.timemap import Memento
from crawler.spiders.timemaps import TimeMaps
from crawler.web.limits import CUT_OFF

PAGE = "https://fine.example/article"
FIRST, SECOND = "https://arquivo.pt/wayback/timemap/link/", "http://timetravel.mementoweb.org/timemap/link/"
PLAYED = f"https://arquivo.pt/wayback/20200101000000/{PAGE}"
LISTED = f'<{PAGE}>; rel="original", <{PLAYED}>; rel="memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT"'
MEMENTO = Memento(address=PLAYED, timestamp="20200101000000")
NONE_LISTED = f'<{PAGE}>; rel="original"'

Said = tuple[int, str] | Exception


def _ask(answers: dict[str, Said], *beginnings: str, flags: tuple[str, ...] = ()) -> tuple[object, list[str]]:
    asked: list[str] = []

    async def download(request: Request) -> Response:
        asked.append(request.url)
        said = answers[request.url.removesuffix(PAGE)]
        if isinstance(said, Exception):
            raise said
        return Response(request.url, status=said[0], body=said[1].encode(), flags=list(flags), request=request)

    return asyncio.run(TimeMaps(download, beginnings).mementos(PAGE)), asked


def test_each_archive_is_asked_for_the_address() -> None:
    found, asked = _ask({FIRST: (200, LISTED), SECOND: (404, "")}, FIRST, SECOND)
    assert found == (MEMENTO,)
    assert asked == [f"{FIRST}{PAGE}", f"{SECOND}{PAGE}"]


def test_blanks_around_a_setting_and_empty_ones_do_no_harm() -> None:
    assert _ask({FIRST: (200, LISTED)}, f" {FIRST} ", "")[0] == (MEMENTO,)


def test_what_several_have_is_put_together() -> None:
    assert _ask({FIRST: (200, LISTED), SECOND: (200, LISTED)}, FIRST, SECOND)[0] == (MEMENTO, MEMENTO)


SAID_NOTHING: dict[str, Said] = {
    "out of order": (503, LISTED),
    "a page": (200, "<html>Sorry</html>"),
    "no answer": DownloadTimeoutError("too slow"),
    "something unforeseen": RuntimeError("what?"),
}


@pytest.mark.parametrize("said", SAID_NOTHING.values(), ids=SAID_NOTHING)
def test_what_is_no_answer_says_nothing(said: Said) -> None:
    assert _ask({FIRST: said}, FIRST)[0] is None
    assert _ask({FIRST: said, SECOND: (200, LISTED)}, FIRST, SECOND)[0] == (MEMENTO,)


@pytest.mark.parametrize("said", [(404, ""), (200, NONE_LISTED)])
def test_that_there_are_none_is_an_answer(said: Said) -> None:
    assert _ask({FIRST: said}, FIRST)[0] == ()


def test_an_answer_that_was_cut_off_counts_for_what_it_lists() -> None:
    assert _ask({FIRST: (200, LISTED)}, FIRST, flags=(CUT_OFF,))[0] == (MEMENTO,)
    assert _ask({FIRST: (200, NONE_LISTED)}, FIRST, flags=(CUT_OFF,))[0] is None


def test_without_a_setting_nobody_is_asked() -> None:
    assert _ask({}) == (None, [])


def test_what_cannot_be_asked_says_nothing() -> None:
    assert _ask({}, "http://[bad/") == (None, [])
