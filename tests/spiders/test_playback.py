import asyncio

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import HtmlResponse, Response

from crawler.archives.address import parse
from crawler.evidence.fetch import Fetch
from crawler.spiders.playback import REPLAY_SLOT, Playback
from tests.web.page import story_page

WAYBACK = parse("https://web.archive.org/web/20200101000000/https://fine.example/article#part")
PLAYED = "https://web.archive.org/web/20200101000000id_/https://fine.example/article"
PORTUGUESE = parse("https://arquivo.pt/wayback/20200101000000/https://fine.example/article")


def _play(playback_of: list[Request], answer: Exception | None, *snapshots: object) -> tuple[list[Fetch], list[Fetch]]:
    told: list[Fetch] = []

    async def download(request: Request) -> Response:
        playback_of.append(request)
        await asyncio.sleep(0)
        if answer:
            raise answer
        return HtmlResponse(request.url, headers={"Content-Type": "text/html"}, body=story_page(), request=request)

    async def play() -> list[Fetch]:
        playback = Playback(download, {}, told.append)
        return await asyncio.gather(*(playback.play(snapshot) for snapshot in snapshots))  # type: ignore[arg-type]

    return asyncio.run(play()), told


def test_the_bytes_as_captured_are_played() -> None:
    asked: list[Request] = []
    (fetch,), told = _play(asked, None, WAYBACK)
    assert (fetch.address, fetch.status) == (PLAYED, 200)
    assert told == [fetch]


def test_a_snapshot_is_played_once_even_at_the_same_time() -> None:
    asked: list[Request] = []
    fetches, told = _play(asked, None, WAYBACK, WAYBACK, WAYBACK)
    assert (len(asked), len(told), len(fetches)) == (1, 1, 3)


@pytest.mark.parametrize(("snapshot", "slot"), [(WAYBACK, REPLAY_SLOT), (PORTUGUESE, None)])
def test_the_wayback_machines_replay_has_a_slot_of_its_own(snapshot: object, slot: str | None) -> None:
    asked: list[Request] = []
    _play(asked, None, snapshot)
    assert asked[0].meta.get("download_slot") == slot


def test_what_goes_wrong_is_the_outcome_of_that_snapshot() -> None:
    (fetch,), told = _play([], DownloadTimeoutError("too slow"), WAYBACK)
    assert fetch.failure is not None
    assert fetch.failure.kind == "timeout"
    assert told == [fetch]


def test_what_is_known_is_not_played() -> None:
    known = Fetch(address=PLAYED, asked_at="2026-03-01T12:00:00Z")

    async def download(request: Request) -> Response:
        raise AssertionError(request)

    told: list[Fetch] = []
    assert asyncio.run(Playback(download, {PLAYED: known}, told.append).play(WAYBACK)) is known
    assert told == []
