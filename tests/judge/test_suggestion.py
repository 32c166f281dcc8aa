"""One proposal for each state of a citation, in words and as parameters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.judge.health import Judged
from crawler.judge.suggestion import suggest
from crawler.judge.verdict import Whereabouts
from tests.judge.captures import NAMED
from tests.judge.test_health import BETTER, judged

OLD_HOME = "http://webarchive.proni.gov.uk/20140307120000/http://a.example/"
NEW_HOME = "https://wayback.archive-it.org/11112/20140307120000/http://a.example/"
FOUND = Whereabouts(url="https://new.example/story", proof="A captured redirect leads there.")
CASES: dict[str, tuple[Judged, str | None, dict[str, str]]] = {
    "no address": (judged("no-url", "no-url"), "sync", {}),
    "dead, and its snapshot stands in": (judged("gone", cites={"archive_url": NAMED, "url_status": "dead"}), None, {}),
    "dead, and not marked so": (
        judged("gone", cites={"archive_url": NAMED, "url_status": "live"}),
        "set-url-status",
        {"url-status": "dead"},
    ),
    "taken over": (judged("replaced", cites={"archive_url": NAMED}), "set-url-status", {"url-status": "usurped"}),
    "parked": (judged("parked", cites={"archive_url": NAMED}), "set-url-status", {"url-status": "usurped"}),
    "dead, the article has a snapshot": (judged("gone", cites={"archive_date": "2014-03-07"}), "sync", {}),
    "dead, the named snapshot is bad": (
        judged("gone", "wrong-page", other=BETTER, cites={"archive_url": "https://web.archive.org/web/2013/x"}),
        "add-archive-url",
        {"archive-url": NAMED, "archive-date": "2014-03-07", "url-status": "dead"},
    ),
    "dead, the snapshot not checked yet": (judged("gone", "rate-limited"), "wait", {}),
    "dead, and nowhere kept": (judged("gone", "no-capture"), "find-source", {}),
    "dead, its snapshot plays where the archive moved": (
        judged("gone", cites={"archive_url": OLD_HOME}),
        "add-archive-url",
        {"archive-url": NEW_HOME, "url-status": "dead"},
    ),
    "alive, its snapshot plays where the archive moved": (
        judged(cites={"archive_url": OLD_HOME}),
        "add-archive-url",
        {"archive-url": NEW_HOME},
    ),
    "dead, and found again": (
        replace(judged("gone", "no-capture"), moved_to=FOUND),
        "change-url",
        {"url": FOUND.url},
    ),
    "dead and marked so, and found again": (
        replace(judged("gone", cites={"archive_url": NAMED, "url_status": "dead"}), moved_to=FOUND),
        "change-url",
        {"url": FOUND.url, "url-status": "live"},
    ),
    "alive and well": (judged(), None, {}),
    "alive and not kept": (judged("ok", "no-capture"), "archive-now", {}),
    "alive, the named snapshot is bad": (
        judged("ok", "wrong-page", other=BETTER, cites={"archive_url": "https://web.archive.org/web/2013/x"}),
        "add-archive-url",
        {"archive-url": NAMED, "archive-date": "2014-03-07"},
    ),
    "alive, and only a bad snapshot": (judged("ok", "wrong-page"), "archive-now", {}),
    "alive, and marked as dead": (judged(cites={"url_status": "dead"}), "set-url-status", {"url-status": "live"}),
    "not let in": (judged("blocked"), "look", {}),
    "a login": (judged("login-required"), "look", {}),
    "cannot tell": (judged("unclear"), "look", {}),
    "from memory": (judged("address-unconfirmed"), "sync", {}),
    "no address at all": (judged("malformed-url"), "correct-url", {}),
    "no web address": (judged("unsupported-scheme"), "correct-url", {}),
    "does not answer": (judged("timeout"), "wait", {}),
    "our network was lost": (judged("offline"), None, {}),
}


@pytest.mark.parametrize("name", CASES)
def test_suggested(name: str) -> None:
    case, action, changes = CASES[name]
    found = suggest(case)
    assert (found.action if found else None) == action
    assert dict(found.changes if found else {}) == changes
    assert found is None or found.text.endswith(".")


KEPT = {"archive-url": NAMED, "archive-date": "2014-03-07", "url-status": "live"}
MOVES = {
    "nothing kept": ("no-capture", {}, {}),
    "nothing kept, marked as dead": ("no-capture", {"url_status": "dead"}, {"url-status": "live"}),
    "nothing kept, marked as live": ("no-capture", {"url_status": "live"}, {}),
    "kept, none named": ("ok", {}, KEPT),
    "kept, none named, marked as dead": ("ok", {"url_status": "dead"}, KEPT),
    "kept and named": ("ok", {"archive_url": NAMED}, {}),
    "kept and named, marked as dead": ("ok", {"archive_url": NAMED, "url_status": "dead"}, {"url-status": "live"}),
    "kept, and the article has its address": ("ok", {"archive_date": "2014-03-07"}, {}),
}


@pytest.mark.parametrize("reason", ["moved", "gone"])
@pytest.mark.parametrize(("archive", "cites", "more"), MOVES.values(), ids=list(MOVES))
def test_a_moved_page_changes_its_address(
    reason: str, archive: str, cites: dict[str, str], more: dict[str, str]
) -> None:
    """Whether its redirects led there, or it is dead and was found there."""
    case = judged(reason, archive, cites=cites)
    shown = replace(case.archive, snapshot_url=NAMED, captured_at="2014-03-07T12:00:00Z")
    moved_to = Whereabouts(url="https://a.example/new", proof="It leads there.") if reason == "gone" else None
    found = suggest(
        replace(case, archive=shown, live=replace(case.live, final_url="https://a.example/new"), moved_to=moved_to)
    )
    assert found is not None
    assert (found.action, found.changes) == ("change-url", {"url": "https://a.example/new", **more})


def test_a_snapshot_found_is_added_with_its_date() -> None:
    case = judged("gone")
    shown = replace(case.archive, snapshot_url=NAMED, captured_at="2014-03-07T12:00:00Z")
    found = suggest(replace(case, archive=shown))
    assert found is not None
    assert found.changes == {"archive-url": NAMED, "archive-date": "2014-03-07", "url-status": "dead"}


def test_what_was_never_asked_is_not_said_to_refuse_us() -> None:
    case = judged("unclear")
    assert suggest(replace(case, live=replace(case.live, checked_at=None))) is None


@pytest.mark.parametrize("reason", ["ok", "gone"])
@pytest.mark.parametrize(
    ("archive", "plays", "text"),
    [
        (
            "wrong-date",
            "2014-03-07T12:00:00Z",
            "Name the snapshot of 2014-03-07, which the archive shows in place of the one named: citewatch repair.",
        ),
        (
            "wrong-date",
            "2016-01-02T00:00:00Z",
            "Replace the archive address with the good snapshot of 2014-03-07: citewatch repair.",
        ),
        (
            "wrong-page",
            "2014-03-07T12:00:00Z",
            "Replace the archive address with the good snapshot of 2014-03-07: citewatch repair.",
        ),
    ],
)
def test_what_plays_in_place_of_the_named_snapshot_is_said_to_be_that(
    reason: str, archive: str, plays: str, text: str
) -> None:
    case = judged(reason, archive, other=BETTER, cites={"archive_url": "https://web.archive.org/web/2013/x"})
    found = suggest(replace(case, archive=replace(case.archive, captured_at=plays)))
    assert found is not None
    assert (found.action, found.changes["archive-url"], found.text) == ("add-archive-url", NAMED, text)
