"""Save Page Now as the stand-in archive has it: with keys a job to ask after, without keys what a browser gets.

`saving_archive` is the archive of `archive_site`, to which each page that is kept here is added as a capture.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from urllib.parse import parse_qs

from tests.web.archive.capture import Capture
from tests.web.archive.machine import TOO_MANY, UNAVAILABLE, archive_site
from tests.web.archive.replay import HOST
from tests.web.page import html_document, story_page
from tests.web.site import NO_SUCH_PAGE, Answer, Request, Site

KEPT_AT = "20261101080910"
"""When every page is kept, by the stand-in archive's clock."""

KEYS = "LOW somekey:somesecret"
"""The Authorization that the archive knows."""

JSON = {"Content-Type": "application/json"}
FAULTS = ("rate-limited", "unavailable", "sessions", "wordless", "never-done", "second-rate-limited")
"""How saving may fail. `wordless`: a page that names neither snapshot nor job; `never-done`: jobs stay at work;
`second-rate-limited`: 429 from the second page on."""

LOGIN = Answer(401, JSON, json.dumps({"message": "You need to be logged in to use Save Page Now."}).encode())
WORDLESS = Answer(200, {}, html_document("Save Page Now", "<p>Capture a web page as it appears now.</p>"))
SESSIONS = Answer(509, {}, html_document("509", "<p>Too many sessions.</p>"))


class Desk:
    """Where pages are brought. `refuses` gives the error code for an address that is not kept; `browser` is how a
    caller without keys is told: `redirect`, `header` or `job`.
    """

    def __init__(self, *, refuses: Mapping[str, str] | None = None, fault: str = "", browser: str = "redirect") -> None:
        self.kept: dict[str, Capture] = {}
        self._jobs: dict[str, str] = {}
        self._refuses = dict(refuses or {})
        self._fault = fault
        self._browser = browser

    def answer(self, request: Request) -> Answer:
        """The answer to anything under /save."""
        if request.path.startswith("/save/status/"):
            return self._status(request)
        request.memory["saves"] = request.memory.get("saves", 0) + 1
        faulty = self._faulty(request.memory["saves"])
        if faulty is not None:
            return faulty
        if request.method == "POST":
            return self._begin(request)
        return self._browsed(request.target.removeprefix("/save/"))

    def _faulty(self, nth: int) -> Answer | None:
        answers = {"rate-limited": TOO_MANY, "unavailable": UNAVAILABLE, "sessions": SESSIONS, "wordless": WORDLESS}
        if self._fault == "second-rate-limited" and nth > 1:
            return TOO_MANY
        return answers.get(self._fault)

    def _begin(self, request: Request) -> Answer:
        if request.headers.get("authorization") != KEYS:
            return LOGIN
        url = parse_qs(request.body.decode())["url"][0]
        return _said({"url": url, "job_id": self._job(url)})

    def _browsed(self, url: str) -> Answer:
        if self._browser == "job" or url in self._refuses:
            script = f'<script>spn.watchJob("{self._job(url)}", "/_static/", 6000);</script>'
            return Answer(200, {}, html_document("Wayback Machine", script))
        self._keep(url)
        header = "Location" if self._browser == "redirect" else "Content-Location"
        return Answer(302 if self._browser == "redirect" else 200, {header: f"/web/{KEPT_AT}/{url}"}, b"")

    def _status(self, request: Request) -> Answer:
        job = request.path.rpartition("/")[2]
        url = self._jobs.get(job)
        if url is None:
            return NO_SUCH_PAGE
        if request.nth == 1 or self._fault == "never-done":
            return _said({"status": "pending", "job_id": job, "resources": []})
        if url in self._refuses:
            code = self._refuses[url]
            words = {"message": f"Save Page Now could not capture {url}.", "exception": "[Errno -2]"}
            return _said({"status": "error", "status_ext": f"error:{code}", "job_id": job, **words})
        self._keep(url)
        return _said(
            {"status": "success", "job_id": job, "original_url": url, "timestamp": KEPT_AT, "resources": [url]}
        )

    def _job(self, url: str) -> str:
        job = f"spn2-{hashlib.sha1(url.encode(), usedforsecurity=False).hexdigest()}"
        self._jobs[job] = url
        return job

    def _keep(self, url: str) -> None:
        self.kept[url] = Capture(url, KEPT_AT, body=story_page())


def saving_archive(desk: Desk, captures: Iterable[Capture] = ()) -> Site:
    """The archive with these captures, where `desk` takes what is to be kept."""
    held = tuple(captures)

    async def answer(request: Request) -> Answer:
        if request.path == "/save" or request.path.startswith("/save/"):
            return desk.answer(request)
        # The archive as it stands now: what the desk has kept counts from here on.
        behind = archive_site((*held, *desk.kept.values())).answer
        return await behind(request) if behind is not None else NO_SUCH_PAGE

    return Site(host=HOST, answer=answer)


def _said(words: Mapping[str, object]) -> Answer:
    return Answer(200, JSON, json.dumps(words).encode())
