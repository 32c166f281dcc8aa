"""What Save Page Now's answers mean, as its documentation and its ways with browsers have them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.spiders import save_answers
from crawler.spiders.save_answers import OUTCOMES, Job, Saving, read_start, read_status

PAGE = "https://press.example/story?id=7"
SNAPSHOT = f"https://web.archive.org/web/20261101080910/{PAGE}"
JOB = "spn2-0123456789abcdef0123456789abcdef01234567"


def _json(**said: Any) -> bytes:
    return json.dumps(said).encode()


KEPT = {
    "a redirect to the snapshot": (302, {"Location": f"/web/20261101080910/{PAGE}"}),
    "a whole address": (302, {"location": SNAPSHOT}),
    "a header beside the page": (200, {"Content-Location": f"/web/20261101080910/{PAGE}"}),
}


@pytest.mark.parametrize(("status", "headers"), KEPT.values(), ids=list(KEPT))
def test_kept_at_once(status: int, headers: dict[str, str]) -> None:
    assert read_start(PAGE, status, headers, b"") == Saving(address=PAGE, outcome="saved", snapshot_url=SNAPSHOT)


BEGUN = {
    "the API's": _json(url=PAGE, job_id=JOB),
    "kept not long ago": _json(url=PAGE, job_id=JOB, message="The same snapshot had been made 3 minutes ago."),
    "a browser's": f'<html><script>spn.watchJob("{JOB}", "/_static/",6000);</script>'.encode(),
}


@pytest.mark.parametrize("body", BEGUN.values(), ids=list(BEGUN))
def test_a_job_at_work(body: bytes) -> None:
    assert read_start(PAGE, 200, {}, body) == Job(JOB)


REFUSALS = {
    "429": (429, {}, b"<html>", "stop", "429"),
    "sessions": (509, {}, b"", "stop", "at a time"),
    "keys": (401, {}, _json(message="You need to be logged in to use Save Page Now."), "stop", "CITEWATCH_SPN_KEY"),
    "down": (503, {}, b"<html>", "stop", "503"),
    "the page's server is down": (523, {}, b"<html>", "later", "523"),
    "no word": (200, {}, b"<html>Save Page Now</html>", "later", "did not say"),
    "half an answer": (200, {}, b'{"url": "https://pre', "later", "did not say"),
    "a job that is none": (200, {}, _json(job_id="../../etc"), "later", "did not say"),
    "elsewhere": (302, {"Location": "https://elsewhere.example/"}, b"", "later", "302"),
    "excluded": (
        403, {"x-archive-wayback-runtime-error": "AdministrativeAccessControlException: x"}, b"", "refused", "owner",
    ),
    "an error at once": (200, {}, _json(status="error", status_ext="error:blocked-url"), "refused", "trackers"),
    "an error of a new kind": (
        200, {}, _json(status="error", status_ext="error:moon-phase", message="The moon\nis full."), "later",
        "The moon is full.",
    ),
    "a list": (200, {}, b"[1]", "later", "did not say"),
    "deep": (200, {}, b"[" * 100_000, "later", "did not say"),
}  # fmt: skip


@pytest.mark.parametrize(("status", "headers", "body", "outcome", "words"), REFUSALS.values(), ids=list(REFUSALS))
def test_not_kept(status: int, headers: dict[str, str], body: bytes, outcome: str, words: str) -> None:
    found = read_start(PAGE, status, headers, body)
    assert isinstance(found, Saving)
    assert (found.outcome, found.snapshot_url) == (outcome, "")
    assert words in found.explanation


def test_a_job_goes_through_its_states() -> None:
    assert read_status(PAGE, 200, _json(status="pending", resources=[])) is None
    done = read_status(PAGE, 200, _json(status="success", original_url=PAGE, timestamp="20261101080910"))
    assert done == Saving(address=PAGE, outcome="saved", snapshot_url=SNAPSHOT)


@pytest.mark.parametrize(
    "said",
    [{"timestamp": "soon"}, {"timestamp": None}, {"original_url": "no address", "timestamp": "20261101080910"}, {}],
    ids=str,
)
def test_a_success_that_names_no_snapshot_is_none(said: dict[str, Any]) -> None:
    found = read_status(PAGE, 200, _json(status="success", **said))
    assert found is not None
    assert (found.outcome == "saved") == bool(found.snapshot_url)
    assert found.snapshot_url == "" or re.search(r"/web/\d{14}/", found.snapshot_url)


CODES = [(outcome, code) for outcome, codes in save_answers._sentences().items() for code in codes]


@pytest.mark.parametrize(("outcome", "code"), CODES)
def test_every_code_is_a_sentence(outcome: str, code: str) -> None:
    assert outcome in OUTCOMES
    found = read_status(PAGE, 200, _json(status="error", status_ext=f"error:{code}", message="raw words"))
    assert found is not None
    assert found.outcome == outcome
    assert re.fullmatch(r"[A-Z].*\.", found.explanation)
    assert "raw words" not in found.explanation


def test_the_documented_codes_are_known() -> None:
    """The table of the API's documentation, at its count in 2023."""
    assert len(CODES) >= 35
    assert {"bad-gateway", "celery", "user-session-limit", "too-many-daily-captures"} <= {code for _, code in CODES}


@given(st.integers(100, 999), st.binary(max_size=200), st.dictionaries(st.text(max_size=20), st.text(max_size=40)))
def test_whatever_it_says_there_is_an_outcome(status: int, body: bytes, headers: dict[str, str]) -> None:
    begun = read_start(PAGE, status, headers, body)
    assert isinstance(begun, Job) or begun.outcome in OUTCOMES
    told = read_status(PAGE, status, body)
    assert told is None or (told.outcome in OUTCOMES and (told.explanation or told.snapshot_url))
