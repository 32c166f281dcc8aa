"""Pages are kept through real sockets: one at a time, within the archive's limits, and the keys stay secret."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from crawler.spiders.save import KeysError, authorization
from tests.fetching.crawling import HASTE
from tests.web.archive import HOST
from tests.web.archive.save import KEPT_AT, Desk, saving_archive
from tests.web.server import Web
from tests.web.visits import Received

STORY, OTHER, THIRD = (f"https://{name}.example/article?a=1&b=2" for name in ("story", "other", "third"))
KEYS = {"CITEWATCH_SPN_KEY": "somekey", "CITEWATCH_SPN_SECRET": "somesecret"}
SECRETS = ("somekey", "somesecret")


class Saved:
    """What a crawl left: the outcomes by address, the requests that the archive saw, and all that was said."""

    def __init__(self, out: Path, done: subprocess.CompletedProcess[str], requests: Iterable[Received]) -> None:
        lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        self.items = [json.loads(line) for line in lines]
        self.outcomes = {item["address"]: item["outcome"] for item in self.items}
        self.requests = [request for request in requests if request.host == HOST]
        self.said = done.stdout + done.stderr + "".join(lines)
        self.status = done.returncode

    @property
    def asked(self) -> list[str]:
        """The saves that were asked for, without the questions about jobs."""
        return [each.target for each in self.requests if not each.target.startswith("/save/status/")]


Save = Callable[..., Saved]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def crawl(
        desk: Desk, *addresses: str, keys: Mapping[str, str] = KEYS, patience: float = 20, **settings: object
    ) -> Saved:
        out = tmp_path / "out.jsonl"
        with Web([saving_archive(desk)]) as web:
            wanted = {
                **HASTE,
                "CITEWATCH_SAVE_PER_MINUTE": 0,
                "CITEWATCH_CONNECT_TO": ",".join(web.connect_to()),
                "CITEWATCH_DNS_SERVER": web.dns_server,
                **settings,
            }
            options = [word for name, value in wanted.items() for word in ("-s", f"{name}={value}")]
            arguments = ["-a", f"addresses={','.join(addresses)}", "-a", f"patience={patience}"]
            done = subprocess.run(
                [sys.executable, "-m", "scrapy", "crawl", "save", *arguments, "-o", str(out), *options],
                env={**os.environ, "SSL_CERT_FILE": str(web.cacert), "XDG_STATE_HOME": str(tmp_path / "state"), **keys},
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            return Saved(out, done, web.requests)

    return crawl


def test_with_keys_a_job_is_begun_and_asked_after(save: Save) -> None:
    saved = save(Desk(), STORY)
    assert saved.items == [
        {
            "address": STORY,
            "outcome": "saved",
            "explanation": "",
            "snapshot_url": f"https://web.archive.org/web/{KEPT_AT}/{STORY}",
        }
    ]
    assert [each.method for each in saved.requests] == ["POST", "GET", "GET"]
    assert {each.headers.get("authorization") for each in saved.requests} == {"LOW somekey:somesecret"}


@pytest.mark.parametrize("browser", ["redirect", "header", "job"])
def test_without_keys_it_is_asked_as_a_browser_asks(save: Save, browser: str) -> None:
    saved = save(Desk(browser=browser), STORY, keys={})
    assert saved.outcomes == {STORY: "saved"}
    assert saved.asked == [f"/save/{STORY}"]
    assert not any("authorization" in each.headers for each in saved.requests)
    assert not [each for each in saved.requests if each.target.startswith("/web/")], "the snapshot is not fetched"


def test_each_page_is_asked_for_once_and_without_its_fragment(save: Save) -> None:
    saved = save(Desk(), STORY, f"{STORY}#part", OTHER)
    assert saved.outcomes == {STORY: "saved", OTHER: "saved"}
    assert len(saved.asked) == 2


def test_a_page_that_cannot_be_kept_does_not_end_the_run(save: Save) -> None:
    saved = save(Desk(refuses={STORY: "no-access", OTHER: "proxy-error"}), STORY, OTHER, THIRD)
    assert saved.outcomes == {STORY: "refused", OTHER: "later", THIRD: "saved"}


ENOUGH = {"rate-limited": "429", "unavailable": "503", "sessions": "at a time"}


@pytest.mark.parametrize(("fault", "words"), ENOUGH.items(), ids=list(ENOUGH))
def test_an_archive_that_has_had_enough_is_left_alone(save: Save, fault: str, words: str) -> None:
    saved = save(Desk(fault=fault), STORY, OTHER, THIRD)
    assert saved.outcomes == dict.fromkeys((STORY, OTHER, THIRD), "stop")
    assert words in saved.items[0]["explanation"]
    assert words in saved.items[2]["explanation"]
    assert len(saved.asked) == 1


def test_what_was_kept_before_a_429_is_told(save: Save) -> None:
    saved = save(Desk(fault="second-rate-limited"), STORY, OTHER, THIRD)
    assert saved.outcomes == {STORY: "saved", OTHER: "stop", THIRD: "stop"}
    assert len(saved.asked) == 2


def test_a_429_rests_the_service_for_the_next_run_too(save: Save) -> None:
    save(Desk(fault="rate-limited"), STORY)
    saved = save(Desk(), STORY, CITEWATCH_ARCHIVE_PATIENCE=0.1)
    assert saved.requests == []
    assert saved.outcomes == {STORY: "stop"}


def test_no_more_than_the_limit_begin_in_a_minute(save: Save) -> None:
    saved = save(
        Desk(), STORY, OTHER, keys={}, CITEWATCH_SAVE_PER_MINUTE=1, CITEWATCH_ARCHIVE_PATIENCE=0.1,
        DOWNLOAD_SLOTS=json.dumps({"wayback-save": {"delay": 0.01}}),
    )  # fmt: skip
    assert saved.outcomes == {STORY: "saved", OTHER: "stop"}
    assert len(saved.requests) == 1


def test_a_page_without_a_word_is_not_kept(save: Save) -> None:
    saved = save(Desk(fault="wordless"), STORY, OTHER, keys={})
    assert saved.outcomes == {STORY: "later", OTHER: "later"}


def test_a_job_that_never_ends_is_left_to_itself(save: Save) -> None:
    saved = save(Desk(fault="never-done"), STORY, patience=0.3)
    assert saved.outcomes == {STORY: "later"}
    assert "next check" in saved.items[0]["explanation"]


def test_an_archive_that_cannot_be_reached(save: Save) -> None:
    saved = save(Desk(), STORY, OTHER, CITEWATCH_CONNECT_TO=f"{HOST}:443:127.0.0.1:1")
    assert saved.outcomes == {STORY: "stop", OTHER: "stop"}
    assert "refused the connection" in saved.items[0]["explanation"]


def test_keys_that_the_archive_does_not_know(save: Save) -> None:
    keys = {"CITEWATCH_SPN_KEY": "wrongkey", "CITEWATCH_SPN_SECRET": "wrongsecret"}
    saved = save(Desk(), STORY, OTHER, keys=keys)
    assert saved.outcomes == {STORY: "stop", OTHER: "stop"}
    assert len(saved.requests) == 1
    assert "CITEWATCH_SPN_KEY" in saved.items[0]["explanation"]
    assert "wrong" not in saved.said


def test_the_keys_are_said_nowhere(save: Save, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.warc.gz"
    saved = save(
        Desk(refuses={OTHER: "not-found"}), STORY, OTHER, CITEWATCH_EVIDENCE=evidence, LOG_LEVEL="DEBUG",
        LOG_INSTALL_ROOT_HANDLER=True, HTTPCACHE_ENABLED=True, HTTPCACHE_DIR=tmp_path / "cache",
    )  # fmt: skip
    assert saved.status == 0
    assert not any(secret in saved.said for secret in SECRETS)
    assert not evidence.exists()
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not any(secret.encode() in path.read_bytes() for secret in SECRETS for path in kept)


UNUSABLE = {
    "no secret": {"CITEWATCH_SPN_KEY": "hidden1"},
    "no key": {"CITEWATCH_SPN_SECRET": "hidden1"},
    "both parts in one": {"CITEWATCH_SPN_KEY": "hidden1:hidden2", "CITEWATCH_SPN_SECRET": "hidden3"},
    "a line break": {"CITEWATCH_SPN_KEY": "hidden1", "CITEWATCH_SPN_SECRET": "hidden2\r\nX-More: hidden3"},
    "not ASCII": {"CITEWATCH_SPN_KEY": "hidden1", "CITEWATCH_SPN_SECRET": "hidden\u00fc"},
}


@pytest.mark.parametrize("environment", UNUSABLE.values(), ids=list(UNUSABLE))
def test_keys_that_cannot_be_used_are_named_not_shown(environment: dict[str, str]) -> None:
    with pytest.raises(KeysError, match="CITEWATCH_SPN") as raised:
        authorization(environment)
    assert "hidden" not in str(raised.value)


def test_blanks_around_a_key_are_no_part_of_it() -> None:
    assert authorization({"CITEWATCH_SPN_KEY": " a1\n", "CITEWATCH_SPN_SECRET": "b2"}) == {"Authorization": "LOW a1:b2"}
    assert authorization({"CITEWATCH_SPN_KEY": "", "PATH": "/bin"}) == {}
