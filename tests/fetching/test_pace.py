import asyncio
from pathlib import Path
from time import monotonic

import pytest
from scrapy.core.downloader import Slot
from scrapy.settings import BaseSettings

from crawler.web.pace import SHORTEST, Pace, Pauses, delay_of
from tests.fetching.crawling import crawl_live
from tests.web.page import story_page
from tests.web.server import Web
from tests.web.site import Answer, Request, site


@pytest.mark.parametrize(("per_minute", "delay"), [(24, 2.5), (300, 0.2), (60, 1.0), (0, SHORTEST), (-1, SHORTEST)])
def test_the_delay_that_keeps_to_a_limit(per_minute: float, delay: float) -> None:
    assert delay_of(per_minute) == delay


@pytest.mark.parametrize(("set_to", "used"), [("0", SHORTEST), (0, SHORTEST), ("2.5", 2.5), (SHORTEST, SHORTEST)])
@pytest.mark.parametrize("priority", ["project", "spider", "cmdline"])
def test_a_delay_is_never_none_whoever_sets_it(set_to: object, used: float, priority: str) -> None:
    settings = BaseSettings()
    settings.set("DOWNLOAD_DELAY", set_to, priority=priority)
    Pace().update_settings(settings)
    assert settings.getfloat("DOWNLOAD_DELAY") == used


def test_without_a_pause_a_host_is_still_asked_for_one_page_at_a_time(tmp_path: Path) -> None:
    at_work: list[str] = []
    met: list[int] = []

    async def slow(request: Request) -> Answer:
        at_work.append(request.target)
        met.append(len(at_work))
        await asyncio.sleep(0.05)
        at_work.remove(request.target)
        return Answer(200, {}, story_page())

    with Web([site("slow.example", {"*": slow})]) as web:
        crawled = crawl_live(web, tmp_path, [f"https://slow.example/{number}" for number in range(6)], DOWNLOAD_DELAY=0)
    assert {fetch.status for fetch in crawled.fetches.values()} == {200}
    assert met == [1] * 6


@pytest.mark.parametrize(
    ("took", "beyond"),
    [((5.0,), 5.0), ((5.0, 5.0), 0.0), ((5.0, 8.0), 3.0), ((5.0, 1.0), 0.0), ((1.0, 5.0, 5.0), 4.0)],
    ids=["the first", "as ever", "later than ever", "quicker than ever", "the quickest counts"],
)
def test_the_pause_counts_from_when_the_request_can_have_come(took: tuple[float, ...], beyond: float) -> None:
    pauses, slot = Pauses(), Slot(1, 2.0)
    for seconds in took:
        slot.lastseen = began = monotonic() - seconds
        pauses.answered("a.example", slot, began)
    assert slot.lastseen - began == pytest.approx(beyond, abs=0.5)
