"""`citewatch report`: a recorded run written again, and a site of several articles."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.history.identity import identities
from crawler.history.store import History
from tests.program import Program
from tests.reports.samples import full, row


@pytest.fixture
def record(offline: Program) -> Callable[..., Path]:
    """Records a run in a folder of reports, as a check would have."""

    def recorded(name: str, run_id: str = "20260101T000000Z") -> Path:
        made = full("live")
        run = replace(made.run, id=run_id)
        made = replace(made, run=run, article={**made.article, "title": name}, rows=(row(1, name),))
        with closing(History(offline.folder / name / "history.db")) as history:
            history.begin_run(run, "o", made.article)
            history.finish_run(made, identities([each.cited for each in made.rows]).values(), ["1"], [])
        return offline.folder / name

    return recorded


def test_the_last_run_is_written_again(offline: Program, record: Callable[..., Path]) -> None:
    record("Norinco")
    ended = offline.run("report", "--reports", "Norinco")
    assert ended.status == 0, ended.err
    names = {Path(line).name for line in ended.out.splitlines()}
    assert {"latest.html", "latest.json", "feed.xml", "citewatch.prom", "junit.xml"} <= names
    assert all((offline.folder / line).is_file() for line in ended.out.splitlines())


def test_an_earlier_run_goes_into_its_own_folder_only(offline: Program, record: Callable[..., Path]) -> None:
    for run_id in ("20260101T000000Z", "20260102T000000Z"):
        folder = record("Norinco", run_id)
    ended = offline.run("report", "--reports", "Norinco", "--run", "20260101T000000Z")
    assert ended.status == 0, ended.err
    assert (folder / "runs" / "20260101T000000Z" / "latest.html").is_file()
    assert not (folder / "latest.html").exists()


def test_a_site_of_two_articles(offline: Program, record: Callable[..., Path]) -> None:
    record("Norinco")
    record("Zinc")
    ended = offline.run("report", "--site", "site", "--reports", "Norinco", "--reports", "Zinc")
    assert ended.status == 0, ended.err
    index = (offline.folder / "site" / "index.html").read_text("utf-8")
    assert index.index("Norinco/latest.html") < index.index("Zinc/latest.html")
    assert not (offline.folder / "Zinc" / "latest.html").exists(), "the reports themselves are left alone"


def test_an_article_without_a_run_is_left_out_of_a_site_and_said(offline: Program, record: Callable[..., Path]) -> None:
    record("Norinco")
    ended = offline.run("report", "--site", "site", "--reports", "Norinco", "--reports", "Zinc")
    assert ended.status == 0
    assert ended.err.startswith("Left out: Zinc/history.db does not exist")
    assert "Norinco/latest.html" in (offline.folder / "site" / "index.html").read_text("utf-8")


MISUSES = {
    "a run of a site": (["--site", "s", "--run", "20260101T000000Z"], "--site"),
    "a site judged anew": (["--site", "s", "--rejudge"], "--site"),
    "two folders and no site": (["--reports", "a", "--reports", "b"], "--site"),
    "no history": (["--reports", "nowhere"], "citewatch check"),
    "a site without a history": (["--site", "s", "--reports", "nowhere"], "citewatch check"),
}


@pytest.mark.parametrize(("words", "said"), MISUSES.values(), ids=list(MISUSES))
def test_misuse_is_said(offline: Program, words: list[str], said: str) -> None:
    ended = offline.run("report", *words)
    assert ended.status == 2
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert not (offline.folder / "s").exists()
