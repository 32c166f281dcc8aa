"""A few hosts of which each behaves in a way of its own, and the citations of them."""

from __future__ import annotations

from typing import Any

from tests.program import Program
from tests.web.page import html_page
from tests.web.site import Answer, Site, redirect, site

WORDS = ["Words enough to be a page that somebody could have cited once."] * 8
NOTHING_CAPTURED = Answer(200, {"Content-Type": "text/plain"}, b"")


def sites() -> list[Site]:
    """Alive, gone, moved within and away, gone softly, refusing, failing, and an archive that has nothing."""
    soft = Answer(200, {}, html_page("Welcome to our shop", *["Everything must go, and more of it each day."] * 8))
    return [
        site("alive.example", {f"/work-{n}": Answer(200, {}, html_page(f"Work {n}", *WORDS)) for n in range(4)}),
        site("gone.example", {"/work": Answer(410, {}, html_page("Gone", "It is gone."))}),
        site("away.example", {"/work": redirect("https://alive.example/work-3", 301)}),
        site("within.example", {"/old": redirect("/new", 301), "/new": Answer(200, {}, html_page("Work 5", *WORDS))}),
        site("home.example", {"/work": redirect("/"), "/": Answer(200, {}, html_page("Our home", *WORDS))}),
        site("soft.example", {"*": soft}),
        site("failing.example", {"*": Answer(503, {}, html_page("Service Unavailable", "Come back later."))}),
        Site(host="refusing.example", refuses=True),
        site("web.archive.org", {"*": NOTHING_CAPTURED}),
    ]


def cite(program: Program) -> None:
    """Cites them all."""
    urls = {f"https://alive.example/work-{n}": f"Work {n}" for n in range(4)}
    urls |= {f"https://{host}.example/work": "Work 9" for host in ("gone", "home", "soft", "failing", "refusing")}
    urls |= {"https://away.example/work": "Work 3", "https://within.example/old": "Work 5"}
    urls |= {
        "https://soft.example/work-2": "Work 10",
        "https://nowhere.example/": "Work 11",
        "ftp://alive.example/": "F",
    }
    program.cite([{"title": title, "url": url} for url, title in urls.items()])


def verdicts(program: Program) -> list[dict[str, Any]]:
    """latest.json's rows, without what differs from run to run: times, and where in the evidence the proof stands."""
    return [_timeless(row) for row in program.latest()["references"]]


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _timeless(each) for key, each in value.items() if key not in ("checked_at", "evidence", "since")}
    return [_timeless(each) for each in value] if isinstance(value, list) else value
