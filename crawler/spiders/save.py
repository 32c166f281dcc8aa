"""Asks the Wayback Machine's Save Page Now to keep pages, one at a time, and hands on what became of each."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.settings import BaseSettings

from crawler.evidence.address import requested
from crawler.evidence.fetch import FAILURES
from crawler.spiders.save_answers import Job, Saving, read_start, read_status
from crawler.web.cookies import JAR, Jar
from crawler.web.left_alone import NOT_ASKED
from crawler.web.outcome import exception_fetch
from crawler.web.pace import delay_of
from crawler.web.trail import Trail, now

KEY, SECRET = "CITEWATCH_SPN_KEY", "CITEWATCH_SPN_SECRET"
"""The environment's variables for the two parts of a user's key, as https://archive.org/account/s3.php shows them."""

SAVE = "https://web.archive.org/save"
SAVE_SLOT = "wayback-save"
PATIENCE = 300.0
"""Seconds after which a job that is still at work is left to itself: the next check finds what became of it."""

LONGEST_WAIT = 30.0
"""Seconds between two questions about the same job."""

ENOUGH = "7d"
"""A capture not older than this will do: a second run before the next check does not have the page kept twice."""

STILL_AT_WORK = "The archive is still at work on it; the next check finds what became of it."
NO_TURN = "Too much has been asked of the archive lately; this page had no turn."
NOT_REACHED = "The archive cannot be asked: {why}."
NOT_ASKED_FOR = "It was not asked for: {why}"


class KeysError(ValueError):
    """The keys in the environment cannot be used; the message says what is wrong, and never a key itself."""


class SaveSpider(Spider):
    """`scrapy crawl save -a addresses=https://a.example/,https://b.example/`, or with addresses from Python.

    Settings: `CITEWATCH_SAVE_PER_MINUTE`, and `CITEWATCH_RETRY_DELAY` for the time between two questions about a page
    that the archive is at work on (it doubles). The keys come from the environment; without them the archive is asked
    as anybody may. Raises KeysError.
    """

    name = "save"

    def __init__(self, addresses: Iterable[str] | str = (), patience: float | str = PATIENCE, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        listed = addresses.split(",") if isinstance(addresses, str) else addresses
        self.addresses = tuple(dict.fromkeys(filter(None, map(requested, listed))))
        self._patience = float(patience)
        self._headers = {"Accept": "application/json", **authorization(os.environ)}

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """A redirect is the answer here; and what is sent, the keys, is kept in no evidence or cache, whoever asks."""
        super().update_settings(settings)
        middlewares = {
            **settings.getdict("DOWNLOADER_MIDDLEWARES"),
            "crawler.web.redirects.RedirectMiddleware": None,
            "crawler.web.recorder.EvidenceMiddleware": None,
            "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
        }
        slot = {"concurrency": 1, "delay": delay_of(settings.getfloat("CITEWATCH_SAVE_PER_MINUTE"))}
        settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
        settings.set("DOWNLOAD_SLOTS", {SAVE_SLOT: slot, **settings.getdict("DOWNLOAD_SLOTS")}, priority="spider")
        settings.set("ROBOTSTXT_OBEY", value=False, priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        """A Saving for each address, in order; once the archive has had enough, the rest is not asked for."""
        stopped = ""
        for address in self.addresses:
            if stopped:
                yield Saving(address=address, outcome="stop", explanation=NOT_ASKED_FOR.format(why=stopped))
                continue
            saving = await self._save(address)
            stopped = saving.explanation if saving.outcome == "stop" else ""
            yield saving

    async def _save(self, address: str) -> Saving:
        answer = await self._ask(address, self._request(address))
        if isinstance(answer, Saving):
            return answer
        begun = read_start(address, answer.status, _headers(answer), answer.body)
        return await self._wait_for(address, begun) if isinstance(begun, Job) else begun

    def _request(self, address: str) -> Request:
        if "Authorization" not in self._headers:
            # The answer comes when the page is kept, which takes longer than any page.
            patience = 4 * self.settings.getfloat("DOWNLOAD_TIMEOUT")
            return _asking(f"{SAVE}/{address}", download_timeout=patience)
        wish = {"url": address, "skip_first_archive": "1", "if_not_archived_within": ENOUGH}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return _asking(SAVE).replace(method="POST", headers={**self._headers, **form}, body=urlencode(wish))

    async def _wait_for(self, address: str, job: Job) -> Saving:
        waited, wait = 0.0, self.settings.getfloat("CITEWATCH_RETRY_DELAY")
        while waited < self._patience:
            wait = min(max(wait, 0.01), LONGEST_WAIT)
            await asyncio.sleep(wait)
            waited, wait = waited + wait, wait * 2
            answer = await self._ask(address, _asking(f"{SAVE}/status/{job.id}").replace(headers=self._headers))
            if isinstance(answer, Saving):
                return answer
            saving = read_status(address, answer.status, answer.body)
            if saving is not None:
                return saving
        return Saving(address=address, outcome="later", explanation=STILL_AT_WORK)

    async def _ask(self, address: str, request: Request) -> Response | Saving:
        try:
            response: Response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong on the way to the archive is the answer
            failure = exception_fetch(request, error).failure
            why = FAILURES[failure.kind] if failure else type(error).__name__
            return Saving(address=address, outcome="stop", explanation=NOT_REACHED.format(why=why))
        if NOT_ASKED in response.flags:
            return Saving(address=address, outcome="stop", explanation=NO_TURN)
        return response


def authorization(environment: Mapping[str, str]) -> dict[str, str]:
    """The header that says who asks; {} where the environment has no keys. Raises KeysError."""
    key, secret = (environment.get(name, "").strip() for name in (KEY, SECRET))
    if not key and not secret:
        return {}
    for name, part in ((KEY, key), (SECRET, secret)):
        if not part:
            raise KeysError(f"{name} is not set, but the other part of the key is: set both, or neither.")
        if not part.isascii() or not part.isalnum():
            raise KeysError(f"{name} is not what https://archive.org/account/s3.php shows: letters and digits only.")
    return {"Authorization": f"LOW {key}:{secret}"}


def _asking(url: str, **meta: Any) -> Request:
    """The request; a second try is the next run's, for the first may have reached the archive."""
    way = {"trail": Trail(url, now()), JAR: Jar(), "download_slot": SAVE_SLOT, "dont_retry": True}
    return Request(url, callback=NO_CALLBACK, dont_filter=True, meta={**way, **meta})


def _headers(response: Response) -> dict[str, str]:
    return {name.decode("latin-1"): b", ".join(values).decode("latin-1") for name, values in response.headers.items()}
